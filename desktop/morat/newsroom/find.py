"""Find words in the texts of a piece, and say what to put in their places. Pure: positions in code points.

A word typed without marks is found with any: ``uong bi`` finds ``Uông Bí``; one typed with marks is
found with just these, as in the search of the library. :class:`Wanted` narrows that down.
"""

import re
import time
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, starmap
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs

from morat.newsroom.blocks import Block, Box, Gallery, ListBlock, Photo, Table, texts, walk
from morat.newsroom.edits import with_text
from morat.newsroom.inline import Runs, cut, plain, runs_of, tidy
from morat.newsroom.letters import Folded, Folding
from morat.newsroom.text import clean

if TYPE_CHECKING:
    from morat.newsroom.pattern import Pattern

BESIDE = frozenset(("credit", "alt"))
"""Texts of a photo that do not stand on the page: they are seen in the panel of photos."""
SECONDS = 1.0
"""How long one search by a pattern may take in all."""
_TOKEN = re.compile(r"[^\W_]+|\W|_")


class Wanted(Struct, frozen=True):
    """What is looked for.

    ``marks``: exactly the marks that were typed, none where none were. ``case``: capitals as typed.
    ``whole``: syllables from end to end, so that ``an`` is not found in ``lan``. ``pattern``: ``text``
    is a regular expression, marks as typed.
    """

    text: str
    marks: bool = False
    case: bool = False
    whole: bool = False
    pattern: bool = False


class Passage(NamedTuple):
    """A text that is searched by itself: nothing is found across its ends.

    ``field`` and ``block`` as in a Finding; an item of a list or a cell of a table begins ``start``
    letters after the beginning of its block's text.
    """

    field: str
    block: str | None
    start: int
    text: str


class Hit(Struct, frozen=True, gc=False):
    """A place where it was found; ``start`` and ``end`` count code points, as in a Finding."""

    field: str
    block: str | None
    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """What is to stand in the place of a hit."""

    hit: Hit
    text: str


class Plan:
    """Edits by where they are made: what is to stand in the places of ``blocks`` by id, and of ``fields``.

    To sort out 50,000 of them takes 50 ms: it is done on the thread that works them out.
    """

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        """Sort out ``edits``."""
        self.fields: defaultdict[str, dict[Hit, str]] = defaultdict(dict)
        self.blocks: defaultdict[str, dict[Hit, str]] = defaultdict(dict)
        for hit, text in edits:
            of = self.fields[hit.field] if hit.block is None else self.blocks[hit.block]
            of[hit] = text

    @property
    def first(self) -> Edit | None:
        """The first edit, in a field before all blocks; None where there is none."""
        every = chain.from_iterable(of.items() for of in chain(self.fields.values(), self.blocks.values()))
        return next((Edit(hit, text) for hit, text in every), None)


def passages_of(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield every text of ``blocks`` in reading order, with all that is said of photos, also in galleries."""
    for block in blocks:
        if isinstance(block, ListBlock | Table):
            yield from _parts(block)
            continue
        for field, text in texts(block):
            yield Passage(field, block.id, 0, text)
        if isinstance(block, Box):
            yield from passages_of(block.blocks)
        elif isinstance(block, Gallery):
            yield from passages_of(block.photos)


def _parts(block: ListBlock | Table) -> Iterator[Passage]:
    """Yield items or cells: between two stands one letter in the text of the block."""
    rows = [block.items] if isinstance(block, ListBlock) else block.rows
    start = 0
    for row in rows:
        for part in row:
            text = plain(part)
            yield Passage("body", block.id, start, text)
            start += len(text) + 1


def edited_beside(blocks: tuple[Block, ...], plan: Plan) -> Iterator[tuple[Photo, int]]:
    """Yield photos with other words in what does not stand on the page, and in how many places of them.

    That is their credit and alt text, and everything that is said of those in galleries.
    """
    in_galleries: set[str] = set()
    for block in walk(blocks):
        if isinstance(block, Gallery):
            in_galleries.update(photo.id for photo in block.photos)
        elif isinstance(block, Photo) and block.id in plan.blocks:
            all_of = starmap(Edit, plan.blocks[block.id].items())
            mine = [one for one in all_of if one.hit.field in BESIDE or block.id in in_galleries]
            photo, changed = _edited(block, mine)
            if changed:
                yield photo, changed


def _edited(photo: Photo, edits: Iterable[Edit]) -> tuple[Photo, int]:
    changed = 0
    for hit, text in sorted(edits, key=lambda edit: edit.hit.start, reverse=True):
        said: Runs | str = getattr(photo, hit.field)
        new = _spliced(said if isinstance(said, tuple) else runs_of(said), hit, text)
        if new is not None:
            photo = structs.replace(photo, **{hit.field: new if isinstance(said, tuple) else plain(new)})
            changed += text != hit.text
    return photo, changed


def _spliced(text: Runs, hit: Hit, new: str) -> Runs | None:
    """Return ``text`` with other words in a place, in the look of its first letter, None where it differs."""
    there = cut(text, hit.start, hit.end)
    if not there or plain(text)[hit.start : hit.end] != hit.text:
        return None
    written = with_text(there[0], new)
    return tidy((*cut(text, 0, hit.start), written, *cut(text, hit.end, len(plain(text)))))


class Found:
    """All places where it was found, in reading order, a few bytes each."""

    def __init__(self, passages: Sequence[Passage] = ()) -> None:
        """Begin with none, in these ``passages``."""
        self._passages = passages
        self._which = array("I")
        self._starts = array("I")
        self._ends = array("I")
        self._ranks: dict[tuple[str | None, str], int] = {}
        for rank, passage in enumerate(passages):
            self._ranks.setdefault(_home(passage.field, passage.block), rank)

    def __len__(self) -> int:
        return len(self._which)

    def __getitem__(self, number: int) -> Hit:
        passage = self._passages[self._which[number]]
        start, end = self._starts[number], self._ends[number]
        shift = passage.start
        return Hit(passage.field, passage.block, start + shift, end + shift, passage.text[start:end])

    def add(self, rank: int, start: int, end: int) -> None:
        """Add a place in the passage number ``rank``; they come in order."""
        self._which.append(rank)
        self._starts.append(start)
        self._ends.append(end)

    def of(self, field: str, block: str | None) -> Iterator[Hit]:
        """Yield the hits in a block, in all its texts, or in a ``field`` that stands in none."""
        home = _home(field, block)
        rank = self._ranks.get(home)
        number = len(self) if rank is None else bisect_left(self._which, rank)
        while number < len(self):
            hit = self[number]
            if _home(hit.field, hit.block) != home:
                return
            yield hit
            number += 1

    def first_from(self, field: str, block: str | None, offset: int) -> int:
        """Return the number of the first hit that begins at ``offset`` of a text or later.

        Where there is none, and for a text that was not searched, it is the first of all.
        """
        rank = self._ranks.get(_home(field, block))
        if rank is None:
            return 0
        while not self._goes_to(rank, field, offset) and self._goes_on(rank):
            rank += 1
        passage = self._passages[rank]
        low, high = bisect_left(self._which, rank), bisect_right(self._which, rank)
        if passage.field == field:
            low = bisect_left(self._starts, max(0, offset - passage.start), low, high)
        return low if low < len(self) else 0

    def _goes_to(self, rank: int, field: str, offset: int) -> bool:
        """Say whether ``offset`` of a text lies in a passage of it, or before."""
        passage = self._passages[rank]
        return passage.field == field and offset <= passage.start + len(passage.text)

    def _goes_on(self, rank: int) -> bool:
        """Say whether the next passage is of the same block."""
        here, after = self._passages[rank : rank + 1], self._passages[rank + 1 : rank + 2]
        return bool(after) and _home(after[0].field, after[0].block) == _home(here[0].field, here[0].block)

    def place(self, number: int) -> tuple[str, int, int]:
        """Return the text of the passage a hit stands in, and where it begins and ends there."""
        return self._passages[self._which[number]].text, self._starts[number], self._ends[number]


def _home(field: str, block: str | None) -> tuple[str | None, str]:
    """Return what all texts of one block have in common, and each field of the piece for itself."""
    return block, "" if block is not None else field


class Finder:
    """Looks for one thing."""

    def __init__(self, wanted: Wanted, folding: Folding | None = None) -> None:
        """Look for ``wanted``; ``folding`` is that of a search before, with what it remembers.

        Raises:
            UserError: it is a pattern that cannot be read.
        """
        self.wanted = wanted
        text = clean(wanted.text)
        self._pattern = _pattern_of(wanted, text) if wanted.pattern and text else None
        if folding is None or (folding.marks, folding.case) != (wanted.marks, wanted.case):
            folding = Folding(marks=wanted.marks, case=wanted.case)
        self.folding = folding
        self._needle = folding.fold(text).text
        self._exact = () if wanted.marks else tuple(self._typed_with_marks(text))

    def search(self, passages: Sequence[Passage], is_wanted: Callable[[], bool] = lambda: True) -> Found:
        """Return where it stands in ``passages``; cut short once it is no longer wanted.

        Raises:
            UserError: a pattern takes longer than it may.
        """
        found = Found(passages)
        if not self._needle:
            return found
        until = time.monotonic() + SECONDS
        self.folding.begin_turn()
        for rank, (_, _, _, text) in enumerate(passages):
            if not is_wanted():
                break
            places = self._by_letters(text) if self._pattern is None else self._pattern.places(text, until)
            for start, end in places:
                found.add(rank, start, end)
        return found

    def replacement(self, found: Found, number: int, text: str, *, keep_case: bool = False) -> Edit | None:
        r"""Return what puts ``text`` in the place of a hit; of a pattern ``\1`` is the first group.

        None where the hit is none of this search.

        Raises:
            UserError: ``text`` cannot be read as that, or asks for a group that there is not.
        """
        hit = found[number]
        if self._pattern is not None:
            filled = self._pattern.filled(text, *found.place(number), time.monotonic() + SECONDS)
            if filled is None:
                return None
            text = filled
        text = clean(text)
        return Edit(hit, like(hit.text, text) if keep_case else text)

    def _by_letters(self, text: str) -> Iterator[tuple[int, int]]:
        folded = self.folding.fold(text)
        needle, haystack = self._needle, folded.text
        at = haystack.find(needle)
        while at >= 0:
            start, end = folded.span(at, at + len(needle))
            if self._fits(text, folded, at, start, end):
                yield start, end
                at = haystack.find(needle, at + len(needle))
            else:
                at = haystack.find(needle, at + 1)

    def _fits(self, text: str, folded: Folded, at: int, start: int, end: int) -> bool:
        if self.wanted.whole and not _is_whole(text, start, end):
            return False
        for first, last, typed in self._exact:
            low, high = folded.span(at + first, at + last)
            there = text[low:high]
            if (there if self.wanted.case else there.casefold()) != typed:
                return False
        return True

    def _typed_with_marks(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield what was typed with marks and so must stand just so: where in the folded text, and what."""
        at = 0
        for token in _TOKEN.findall(text):
            typed = token if self.wanted.case else token.casefold()
            folded = self.folding.fold(token).text
            if folded and folded != typed:
                yield at, at + len(folded), typed
            at += len(folded)


def _pattern_of(wanted: Wanted, text: str) -> "Pattern":
    # The library costs 40 ms; who looks for words does without.
    from morat.newsroom.pattern import Pattern

    return Pattern(text, case=wanted.case, whole=wanted.whole)


def like(found: str, text: str) -> str:
    """Return ``text`` with the capitals of what was found: none, the first letter, each word, all."""
    cased = [letter for letter in found if letter.lower() != letter.upper()]
    if not cased:
        return text
    if all(map(str.isupper, cased)) and len(cased) > 1:
        return text.upper()
    if not any(map(str.isupper, cased)):
        return text.lower()
    heads = [word[0] for word in found.split()]
    if len(heads) > 1 and all(map(str.isupper, heads)):
        return re.sub(r"\S+", lambda word: _with_capital(word.group()), text)
    return _with_capital(text) if cased[0].isupper() else text


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether no syllable goes on over the ends of a stretch."""
    before = start > 0 and _is_letter(text[start - 1]) and _is_letter(text[start])
    after = end < len(text) and _is_letter(text[end]) and _is_letter(text[end - 1])
    return not before and not after


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
