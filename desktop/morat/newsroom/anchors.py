"""Comments and suggestions stay with their words while the text is edited.

A place is a text (block and field) with two positions, see ``review``. From one state of the piece to the
next, the positions of a text move with what came and went before them (``shifts``). Words that went are
looked for where something came in: a paragraph that is split or joined, cut and pasted, takes along what is
said of it. Words that are nowhere leave a comment at the place where they stood, or at the block before,
and it goes back to them when they are there again: with undo a text reads as it did once, and whatever was
said of it then stands where it stood.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from msgspec import structs

from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, walk
from morat.newsroom.changes import texts_of
from morat.newsroom.inline import plain
from morat.newsroom.review import ADD, JOIN, REMOVE, STRETCHES, Comment, Review, Suggestion
from morat.newsroom.shifts import Shift, moved, shifts
from morat.newsroom.splices import common_ends

REMEMBERED = 200
"""States of its text in which one remembers where a comment stood."""
_LEAST_WORDS = 3
"""So many words are known again in the midst of others that came in; fewer must have come in alone."""
_WHOLE = (ADD, REMOVE, JOIN)

Said = TypeVar("Said", Comment, Suggestion)
Remark = Comment | Suggestion
"""Something said of a piece."""
Key = tuple[str | None, str]
"""A text: its block (None for the piece's own) and field. An empty field stands for the block as such."""


class Spot(NamedTuple):
    """Where something said stands: in which text, from where to where, and what it quotes.

    ``lost`` are the words that went and were not found again, with the place in them.
    """

    key: Key
    start: int = 0
    end: int = 0
    quoted: str = ""
    lost: "Lost | None" = None


class Lost(NamedTuple):
    """Words that went, and where in them the place is."""

    words: str
    start: int
    end: int


class Anchors:
    """Keeps what is said of one piece in step with its text."""

    def __init__(self, article: Article, review: Review) -> None:
        """Begin with ``review``, whose places are those of ``article``."""
        self.article = article
        self.review = review
        self._lost: dict[str, Lost] = {}
        self._memory: dict[str, dict[tuple[Key, str], Spot]] = {}
        self._seen: set[str] = set()
        self._remember_all()

    def put(self, article: Article, review: Review) -> None:
        """Go on with another ``review``, whose places are those of ``article``."""
        self.article = article
        if review is not self.review:
            spots = {one.id: _spot_of(one) for one in _all(review)}
            for one in _all(self.review):
                if spots.get(one.id) != _spot_of(one):
                    self._lost.pop(one.id, None)
            self.review = review
            self._remember_all()

    def follow(self, article: Article) -> Review:
        """Return what is said, with the places it has in ``article``, which the piece has become."""
        before, self.article = self.article, article
        if before is article or not self.review:
            return self.review
        change = _Change(before, article, self._seen)
        if change:
            comments = tuple(self._followed(one, change) for one in self.review.comments)
            suggestions = tuple(self._followed(one, change) for one in self.review.suggestions)
            if comments != self.review.comments or suggestions != self.review.suggestions:
                self.review = structs.replace(self.review, comments=comments, suggestions=suggestions)
            self._seen |= change.fresh
        return self.review

    def _followed(self, one: Said, change: "_Change") -> Said:
        spot, lost = _spot_of(one), self._lost.get(one.id)
        if not change.touches(spot.key) and lost is None:
            return one
        now = self._remembered(one.id, spot.key, change) or change.found(lost, spot.quoted)
        if now is None:
            now = change.moved(spot, one)
            now = now._replace(lost=lost or now.lost)
        if now.lost is None:
            self._lost.pop(one.id, None)
            self._remember(one.id, now, change.text(now.key))
        else:
            self._lost[one.id] = now.lost
        return one if now._replace(lost=None) == spot else _placed(one, now)

    def _remembered(self, mark: str, key: Key, change: "_Change") -> Spot | None:
        """Return where a place was when the text read as it does now."""
        seen = self._memory.get(mark, {})
        there = [spot for (other, text), spot in reversed(seen.items()) if change.reads(other, text)]
        # A block that came in again, with the text it had, is one that was undone into being.
        again = next((spot for spot in there if change.is_new(spot.key)), None)
        if again is not None:
            return again
        is_away = mark in self._lost or not change.has(key)
        if is_away or change.differs(key):
            there = [spot for spot in there if spot.key == key] + there
            return next((spot for spot in there if is_away or change.differs(spot.key)), None)
        return None

    def _remember(self, mark: str, spot: Spot, text: str) -> None:
        seen = self._memory.setdefault(mark, {})
        seen.pop((spot.key, text), None)
        seen[spot.key, text] = spot
        if len(seen) > REMEMBERED:
            del seen[next(iter(seen))]

    def _remember_all(self) -> None:
        """Remember where everything stands now."""
        said = _all(self.review)
        keys = {_spot_of(one).key for one in said}
        blocks = list(walk(self.article.blocks)) if said else []
        owners: dict[str | None, Article | Block] = {None: self.article}
        owners |= {block.id: block for block in blocks}
        self._seen.update(block.id for block in blocks)
        texts = {key: _text(owners[key[0]], key[1]) for key in keys if key[0] in owners}
        for one in said:
            spot = _spot_of(one)
            if spot.key in texts and one.id not in self._lost:
                self._remember(one.id, spot, texts[spot.key])


def followed(review: Review, before: Article, after: Article) -> Review:
    """Return what is said of a piece with the places it has after an edit; no comment is lost."""
    return Anchors(before, review).follow(after)


def _all(review: Review) -> tuple[Remark, ...]:
    return (*review.comments, *review.suggestions)


def _spot_of(one: Remark) -> Spot:
    if isinstance(one, Suggestion) and one.kind in _WHOLE:
        return Spot((one.block, ""))
    return Spot((one.block, one.field), one.start, one.end, one.quoted)


def _placed(one: Said, spot: Spot) -> Said:
    block, field = spot.key
    if not field and isinstance(one, Suggestion):
        return structs.replace(one, block=block)
    return structs.replace(one, block=block, field=field, start=spot.start, end=spot.end, quoted=spot.quoted)


def _text(owner: Article | Block, field: str) -> str:
    return plain(texts_of(owner).get(field, ()))


class _Change:
    """What has changed between two states of a piece: texts that went, came, or read otherwise.

    False where no text did. ``fresh`` are the blocks that came and were not ``seen`` ever before.
    """

    def __init__(self, before: Article, after: Article, seen: set[str]) -> None:
        first, last = common_ends(before.blocks, after.blocks)
        gone = list(walk(before.blocks[first : len(before.blocks) - last]))
        come = list(walk(after.blocks[first : len(after.blocks) - last]))
        self._order: list[Block] = [*walk(before.blocks[max(0, first - 1) : first]), *gone]
        self._follows: Block | None = after.blocks[-last] if last else None
        self._kept = {block.id: block for block in (*self._order[: len(self._order) - len(gone)], *come)}
        self._gone = {block.id for block in gone} - {block.id for block in come}
        self._new = {block.id for block in come} - {block.id for block in gone}
        self.fresh = self._new - seen
        self._come = come
        self._old_texts = dict(_texts(before, after, gone))
        self._texts = dict(_texts(after, before, come))
        self._keys = self._old_texts.keys() | self._texts.keys()
        self._shifts: dict[Key, tuple[Shift, ...]] = {}
        for key, text in self._old_texts.items():
            if self.has(key) and text != self._texts.get(key, ""):
                self._shifts[key] = shifts(text, self._texts.get(key, ""))
        self._into: list[tuple[Key, int, str]] = list(self._what_came())

    def __bool__(self) -> bool:
        return bool(self._old_texts or self._texts)

    def touches(self, key: Key) -> bool:
        """Say whether a text is one of those that may have changed."""
        keys = self._keys
        return key in keys or (key[0] is not None and (key[0], "") in keys)

    def has(self, key: Key) -> bool:
        """Say whether the block of a text that may have changed is there still."""
        return key[0] not in self._gone

    def is_new(self, key: Key) -> bool:
        """Say whether the block of a text came in."""
        return key[0] in self._new

    def differs(self, key: Key) -> bool:
        """Say whether a text reads otherwise than before; that of a block that came in does."""
        return self.is_new(key) or self._old_texts.get(key, "") != self._texts.get(key, "")

    def reads(self, key: Key, text: str) -> bool:
        """Say whether a text that may have changed reads so now."""
        return self.touches(key) and self.has(key) and self.text(key) == text

    def text(self, key: Key) -> str:
        """Return how a text reads now, if it may have changed."""
        return self._texts.get(key, "")

    def moved(self, spot: Spot, one: Remark) -> Spot:
        """Return where a place is now; where its words went, what they were comes along as ``lost``."""
        key = spot.key
        if not key[1]:
            return self._with_block(spot, one)
        if not self.has(key):
            lost = Lost(self._old_texts.get(key, ""), spot.start, spot.end)
            return self.found(lost, spot.quoted) or self._left_behind(spot, one, lost)
        made = self._shifts.get(key, ())
        start, end, _ = moved(spot.start, spot.end, made)
        now = Spot(key, start, end, spot.quoted)
        swallowed = self._swallowed(spot)
        if swallowed is None:
            return self._requoted(spot, now, one)
        words = self._old_texts[key][swallowed.start : swallowed.end]
        lost = Lost(words, spot.start - swallowed.start, spot.end - swallowed.start)
        if isinstance(one, Suggestion) and spot.start == spot.end:
            # What would come in between two words stays between them when others went.
            return self.found(lost, spot.quoted) or now
        return self.found(lost, spot.quoted) or now._replace(lost=lost)

    def found(self, lost: Lost | None, quoted: str = "") -> Spot | None:
        """Return where words that went are again, None where they are nowhere."""
        if lost is None:
            return None
        words = lost.words.strip()
        shift = len(lost.words) - len(lost.words.lstrip())
        for key, at, text in self._into if words else ():
            inside = text.find(words)
            if inside >= 0 and (text.strip() == words or len(words.split()) >= _LEAST_WORDS):
                start, end = (min(max(0, place - shift), len(words)) for place in lost[1:])
                told = quoted or words[start:end]
                return Spot(key, at + inside + start, at + inside + end, told)
        return None

    def _swallowed(self, spot: Spot) -> Shift | None:
        """Return what took the words of a place away, the space at their ends left aside."""
        words = self._old_texts.get(spot.key, "")[spot.start : spot.end]
        lead, trail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
        inner = (spot.start + lead, spot.end - trail) if words.strip() else (spot.start, spot.end)
        return moved(*inner, self._shifts.get(spot.key, ())).shift

    def _requoted(self, before: Spot, now: Spot, one: Remark) -> Spot:
        """Let a suggestion quote what is left of its words, where nothing came in between them."""
        if not isinstance(one, Suggestion) or one.kind not in STRETCHES:
            return now
        made = self._shifts.get(before.key, ())
        inside = [one for one in made if one.start < before.end and before.start < one.end]
        inside += [one for one in made if before.start < one.start == one.end < before.end]
        read = self._old_texts.get(before.key, "")[before.start : before.end] == before.quoted
        if inside and read and now.start < now.end and not any(one.size for one in inside):
            return now._replace(quoted=self.text(now.key)[now.start : now.end])
        return now

    def _with_block(self, spot: Spot, one: Remark) -> Spot:
        """Return where something said of a whole block is: with what is its end now."""
        block = spot.key[0]
        if block is None or self.has(spot.key):
            if block is not None and isinstance(one, Suggestion) and one.kind != REMOVE:
                return spot._replace(key=(self._tail(block), ""))
            return spot
        return self._left_behind(spot, one, Lost("", 0, 0))

    def _tail(self, block: str) -> str:
        """Return the block with the end of what was all of ``block``, if it was parted.

        A block that was there before comes back when a join is undone: it was none of ``block``.
        """
        key = block, "body"
        text = self._old_texts.get(key, "").rstrip()
        if key not in self._shifts:
            return block
        ids = [one.id for one in self._come]
        for one in self._come[ids.index(block) + 1 :]:
            part = self._texts.get((one.id, "body"), "").strip()
            if one.id not in self.fresh or not part or not text.endswith(part):
                break
            block = one.id
        return block

    def _left_behind(self, spot: Spot, one: Remark, lost: Lost) -> Spot:
        """Return the place beside a block that went; a suggestion about its text waits for it there."""
        if isinstance(one, Suggestion) and one.kind != ADD:
            return spot._replace(lost=lost)
        ids = [block.id for block in self._order]
        at = ids.index(str(spot.key[0])) if spot.key[0] in ids else 0
        for block in reversed(self._order[:at]):
            if block.id in self._kept:
                kept = self._kept[block.id]
                return self._at_end(kept, one)._replace(quoted=spot.quoted, lost=lost)
        if isinstance(one, Suggestion):
            return Spot((None, ""), lost=lost)
        follows = [block for block in self._order[at:] if block.id in self._kept]
        after = self._kept[follows[0].id] if follows else self._follows
        if after is None:
            return Spot((None, ""), 0, 0, spot.quoted, lost)
        return Spot((after.id, _main(after)), 0, 0, spot.quoted, lost)

    def _at_end(self, block: Block, one: Remark) -> Spot:
        if isinstance(one, Suggestion):
            return Spot((self._tail(block.id), ""))
        field = _main(block)
        at = len(_text(block, field))
        return Spot((block.id, field), at, at)

    def _what_came(self) -> Iterator[tuple[Key, int, str]]:
        """Yield the stretches that came in: text, position, words."""
        for key, text in self._texts.items():
            if key[0] in self._new and text:
                yield key, 0, text
            for made in self._shifts.get(key, ()):
                if made.size:
                    yield key, made.now, text[made.now : made.now + made.size]
            if key not in self._old_texts and key[0] not in self._new:
                yield key, 0, text


def _main(block: Block) -> str:
    """Return the field of a block that is its text before all others."""
    return next(iter(texts_of(block)), "body")


def _texts(article: Article, other: Article, blocks: Iterable[Block]) -> Iterator[tuple[Key, str]]:
    """Yield the texts of ``blocks``, and those of the piece itself that ``other`` has not."""
    mine, theirs = texts_of(structs.replace(article, blocks=())), texts_of(structs.replace(other, blocks=()))
    for field in mine.keys() | theirs.keys():
        if mine.get(field) != theirs.get(field):
            yield (None, field), plain(mine.get(field, ()))
    for block in blocks:
        yield (block.id, ""), ""
        for field, runs in texts_of(block).items():
            yield (block.id, field), plain(runs)
