"""The body of a piece out of loose lines: subheads, lists, quotes, photos with their captions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct, structs

from morat.formats.captions import LONGEST, is_caption, is_labelled, may_stand_below, split_credit
from morat.formats.lines import Line, unmarked
from morat.newsroom.blocks import Block, ListBlock, Paragraph, Photo, Quote, Subhead, new_id, with_id
from morat.newsroom.bylines import byline
from morat.newsroom.furniture import ends_like_sentence
from morat.newsroom.incoming import Guess
from morat.newsroom.inline import Runs, cut, plain, strip
from morat.newsroom.text import clean_line, word_count

SUBHEAD_WORDS = 15
"""Words a subhead of plain text may have at most."""
_LIST_ITEM_WORDS = 60
_NUMBERED = re.compile(r"(\d{1,2})[.)/]\s+(?=\S)")
_BULLETED = re.compile(r"([•·●▪◦*+–-])\s+(?=\S)")
_ATTRIBUTION = re.compile(r"\s*(?:—|–|--|-)\s*(?=\S)")


class Body(Struct, frozen=True):
    """The blocks, how many photos among them are captions that still lack their picture, what was guessed."""

    blocks: tuple[Block, ...] = ()
    frames: int = 0
    guesses: tuple[Guess, ...] = ()


def guess(field: str, lines: Sequence[Line], block: str | None = None, *, is_last: bool = False) -> Guess:
    """Return what was guessed of these lines, with ids for the paragraphs they are if it is wrong."""
    runs = tuple(strip(line.runs) for line in lines)
    return Guess(field, block, runs, tuple(new_id() for _ in lines), is_last)


def body(lines: Sequence[Line], *, loose: bool = True) -> Body:
    """Return the blocks that ``lines`` make, in their order.

    ``loose`` lines may be anything: captions without a picture, typed lists, subheads that are told by
    their length alone. Of others (a paste, which shall look as it did) only a bold line may be a subhead.
    """
    return _Reader(lines, loose=loose).read()


def is_set_apart(line: Line) -> bool:
    """Say whether a line is dressed like a caption below its picture."""
    return line.all_italic or line.centred


class _Reader:
    """Walks over the lines once; each method takes one block's worth of them."""

    def __init__(self, lines: Sequence[Line], *, loose: bool) -> None:
        self._lines = lines
        self._loose = loose
        self._at = 0
        self._frames = 0
        self._blocks: list[Block] = []
        self._guesses: list[Guess] = []

    def read(self) -> Body:
        while self._at < len(self._lines):
            self._blocks.append(self._block(self._lines[self._at]))
        return Body(tuple(self._blocks), self._frames, tuple(self._guesses))

    def _block(self, line: Line) -> Block:
        match line.kind:
            case "picture":
                return self._photo(line)
            case "caption":
                return self._frame(line)
            case "heading":
                return self._single(Subhead(_id(line), min(max(line.level, 2), 3), strip(line.runs)))
            case "bullet" | "number":
                return self._list(line)
            case "quote":
                return self._quote(line)
            case "block" if line.block is not None:
                return self._single(with_id(line.block, line.block_id or line.block.id or new_id()))
            case _:
                return self._text(line)

    def _single(self, block: Block) -> Block:
        self._at += 1
        return block

    def _text(self, line: Line) -> Block:
        if self._loose:
            typed = self._typed_list(line)
            if typed is not None:
                return typed
            if self._may_be_caption[self._at] and is_caption(line.text, around=self._around()):
                return self._frame(line)
        if self._is_subhead(line):
            block_id = _id(line)
            self._guesses.append(guess("subhead", (line,), block_id))
            return self._single(Subhead(block_id, 2, unmarked(strip(line.runs), "bold")))
        return self._single(Paragraph(_id(line), strip(line.runs) if self._loose else line.runs))

    def _frame(self, line: Line) -> Block:
        """Make an empty frame of a caption whose picture did not come along."""
        self._frames += 1
        caption, credit = _caption(line)
        first = self._at
        self._at += 1
        photo = self._with_credit_below(Photo(_id(line), caption=caption, credit=credit))
        if line.kind == "text":
            self._guesses.append(guess("frame", self._lines[first : self._at], photo.id))
        return photo

    def _photo(self, line: Line) -> Block:
        caption, credit = _caption(line)
        photo = Photo(_id(line), line.picture, caption, credit, clean_line(line.alt), edit=line.edit)
        self._at += 1
        first = self._at
        below = self._peek()
        if not caption and below is not None and self._belongs(below):
            caption, found = _caption(below)
            photo = structs.replace(photo, caption=caption, credit=credit or found)
            self._at += 1
        photo = self._with_credit_below(photo)
        lines = self._lines[first : self._at]
        if any(line.kind == "text" for line in lines):
            self._guesses.append(guess("caption", lines, photo.id))
        return photo

    def _belongs(self, below: Line) -> bool:
        if below.kind == "caption":
            return True
        if below.kind != "text" or below.right or (below.all_bold and not is_set_apart(below)):
            return False
        if is_labelled(below.text):
            return True
        if byline(below.text) is not None and not split_credit(below.runs)[1]:
            return False
        after = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else None
        alone = after is None or after.kind != "text" or word_count(after.text) > word_count(below.text)
        return may_stand_below(below.text, set_apart=is_set_apart(below)) and (alone or is_set_apart(below))

    def _with_credit_below(self, photo: Photo) -> Photo:
        """Take the next line where it is nothing but the credit: ``Ảnh: Quang Minh``."""
        below = self._peek()
        if photo.credit or below is None or below.kind not in ("text", "caption"):
            return photo
        rest, credit = split_credit(below.runs)
        if not credit or plain(rest):
            return photo
        self._at += 1
        return structs.replace(photo, credit=credit)

    def _peek(self) -> Line | None:
        return self._lines[self._at] if self._at < len(self._lines) else None

    def _around(self) -> int:
        """Return the words of the shorter of the two paragraphs nearest to this line, captions aside."""
        beside = (self._before[self._at], self._behind[self._at])
        return min(filter(None, beside), default=0)

    @cached_property
    def _may_be_caption(self) -> list[bool]:
        """Which lines would be captions beside paragraphs as long as they come."""
        return [line.kind == "text" and is_caption(line.text, around=10 * LONGEST) for line in self._lines]

    @cached_property
    def _words(self) -> list[int]:
        captions = zip(self._lines, self._may_be_caption, strict=True)
        return [
            0 if may_be or line.kind != "text" else _words_of_text(line.text) for line, may_be in captions
        ]

    @cached_property
    def _before(self) -> list[int]:
        return list(_nearest(self._words))

    @cached_property
    def _behind(self) -> list[int]:
        return list(_nearest(reversed(self._words)))[::-1]

    def _is_subhead(self, line: Line) -> bool:
        """Say whether a line heads what follows: all bold, or short, bare of a stop and above a paragraph."""
        after = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else None
        if line.kind != "text" or after is None or not (self._loose or line.all_bold):
            return False
        words = word_count(line.text)
        if not words:
            return False
        if line.all_bold:
            return words <= 2 * SUBHEAD_WORDS and not ends_like_sentence(line.text.rstrip("?!"))
        if not self._loose:
            return False
        first = line.text.lstrip()[:1]
        headed = self._at == 0 or not self._lines[self._at - 1].text.rstrip().endswith(":")
        return (
            words <= SUBHEAD_WORDS
            and headed
            and (first.isupper() or first.isdigit())
            and not (line.right or "\n" in line.text or ends_like_sentence(line.text))
            and after.kind == "text"
            and word_count(after.text) > (words if ends_like_sentence(after.text) else 2 * SUBHEAD_WORDS)
        )

    def _list(self, first: Line) -> Block:
        items: list[Runs] = []
        while (line := self._peek()) is not None and line.kind == first.kind:
            if items and line.block_id not in (None, first.block_id):
                break
            items.append(strip(line.runs))
            self._at += 1
        return ListBlock(_id(first), ordered=first.kind == "number", items=tuple(items))

    def _typed_list(self, first: Line) -> ListBlock | None:
        """Return the list that begins here with typed signs; dashes of a dialogue are none."""
        ordered = _NUMBERED.match(first.text) is not None
        sign = _NUMBERED if ordered else _BULLETED
        items: list[Runs] = []
        for at in range(self._at, len(self._lines)):
            line = self._lines[at]
            found = sign.match(line.text)
            if found is None or line.kind != "text" or word_count(line.text) > _LIST_ITEM_WORDS:
                break
            if (ordered and int(found[1]) != len(items) + 1) or "?" in line.text:
                break
            items.append(strip(cut(line.runs, found.end(), len(line.text))))
        if len(items) < 2:
            return None
        self._at += len(items)
        return ListBlock(_id(first), ordered, tuple(items))

    def _quote(self, line: Line) -> Block:
        self._at += 1
        below = self._peek()
        if below is None or below.kind != "quote":
            return Quote(_id(line), strip(line.runs))
        found = _ATTRIBUTION.match(below.text)
        if found is None:
            return Quote(_id(line), strip(line.runs))
        self._at += 1
        return Quote(_id(line), strip(line.runs), clean_line(below.text[found.end() :]))


def _id(line: Line) -> str:
    return line.block_id or new_id()


def _caption(line: Line) -> tuple[Runs, str]:
    caption, credit = split_credit(line.runs)
    return (unmarked(caption, "italic") if line.all_italic else caption), credit


def _nearest(words: Iterable[int]) -> Iterator[int]:
    """Yield, for each line, how long the last one was that came before it and has words that count."""
    last = 0
    for here in words:
        yield last
        last = here or last


def _words_of_text(text: str) -> int:
    words = word_count(text)
    is_long = words > SUBHEAD_WORDS or (ends_like_sentence(text) and not text.endswith(":"))
    return words if is_long else 0
