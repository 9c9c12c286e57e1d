"""Two states of a piece read as one text: what stayed, what went and what came, in reading order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

import msgspec
from msgspec import Struct

from morat.newsroom.article import Article, Author, Dateline, Published, Series
from morat.newsroom.blocks import Block, Embed, Photo, Unknown, walk
from morat.newsroom.changes import Changes, Owner, ValueChange, changes, texts_of
from morat.newsroom.edits import Edit
from morat.newsroom.inline import Runs, plain

SAME, CHANGED, ADDED, REMOVED, MOVED = "same", "changed", "added", "removed", "moved"
"""What became of a block."""
FOLDED = 8
"""Unchanged words of which at least as many are left out: a fold takes room itself."""


class Piece(NamedTuple):
    """A stretch of text: ``op`` is ``same`` or that of an Edit; what it read before and reads now."""

    op: str
    old: str
    new: str


class Passage(Struct, frozen=True):
    """One text or plain value of the piece or of a block.

    ``kind`` is the type of the block it is in, ``article`` for the piece itself; ``field`` as in a
    Finding or the name of the value (then ``is_value``), empty for a block without words; ``state``
    is the block's.
    """

    owner: Owner
    kind: str
    field: str
    state: str
    pieces: tuple[Piece, ...] = ()
    is_value: bool = False

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to see here."""
        return self.state in (SAME, CHANGED) and all(piece.op == "same" for piece in self.pieces)


def compared(old: Article, new: Article, made: Changes | None = None) -> list[Passage]:
    """Return both as one text; blocks that went stand where they stood. ``made`` saves telling them again."""
    made = changes(old, new) if made is None else made
    teller = _Teller(old, new, made)
    return [passage for owner in teller.order() for passage in teller.passages(owner)]


def written(value: object) -> str:
    """Return a plain value as a person may read it; tokens stay tokens."""
    match value:
        case None:
            return ""
        case Author():
            return value.printed
        case Dateline():
            return ", ".join(part for part in (value.place, value.date) if part)
        case Series():
            return f"{value.name} {value.part}/{value.of}"
        case Published():
            return " ".join(part for part in (value.at, value.url) if part)
        case tuple():
            return ", ".join(map(written, cast("tuple[object, ...]", value)))
        case Struct():
            return type_of(cast("Block", value))
        case _:
            return str(value)


def fold(text: str, first: int, last: int) -> tuple[str, int, str]:
    """Return the ``first`` words of an unchanged stretch, how many follow unseen, and the ``last`` ones.

    A stretch that is not much longer than what would be left of it is returned whole, as its start.
    """
    words = text.split()
    left_out = len(words) - first - last
    if left_out < FOLDED:
        return text, 0, ""
    after = text.split(maxsplit=first)[-1]
    before = text.rsplit(maxsplit=last)[0]
    start = text[: len(text) - len(after)].rstrip() if first else ""
    return start, left_out, text[len(before) :].lstrip() if last else ""


def type_of(node: Article | Block) -> str:
    """Return the type of a block as its JSON has it, ``article`` for an article."""
    if isinstance(node, Unknown):
        return node.kind
    return "article" if isinstance(node, Article) else str(msgspec.to_builtins(node)["type"])


class _Teller:
    """Reads the blocks of both versions side by side."""

    def __init__(self, old: Article, new: Article, made: Changes) -> None:
        self._old: dict[Owner, Article | Block] = {None: old, **{one.id: one for one in walk(old.blocks)}}
        self._new: dict[Owner, Article | Block] = {None: new, **{one.id: one for one in walk(new.blocks)}}
        self._moved = {one.block for one in made.places}
        self._edits: dict[tuple[Owner, str], tuple[Edit, ...]] = {
            (one.owner, one.field): one.edits for one in made.texts
        }
        self._values = defaultdict[Owner, list[ValueChange]](list)
        for value in made.values:
            self._values[value.owner].append(value)
        self._changed = {one.owner for one in made.texts} | {one.owner for one in made.values}

    def order(self) -> Iterator[Owner]:
        """Yield everything in the new order, what went after what stood before it."""
        gone = defaultdict[Owner, list[Owner]](list)
        last: Owner = None
        for owner in self._old:
            if owner in self._new:
                last = owner
            else:
                gone[last].append(owner)
        for owner in self._new:
            yield owner
            yield from gone[owner]

    def passages(self, owner: Owner) -> Iterator[Passage]:
        node = self._new.get(owner) or self._old[owner]
        kind, state = type_of(node), self._state(owner)
        found = [
            Passage(owner, kind, value.field, state, _both(value), is_value=True)
            for value in self._values[owner]
        ]
        for field, pieces in self._texts(owner):
            found.append(Passage(owner, kind, field, state, tuple(pieces)))
        if not found and owner is not None:
            found.append(Passage(owner, kind, "", state, _sign(node, state)))
        yield from found

    def _state(self, owner: Owner) -> str:
        if owner not in self._old:
            return ADDED
        if owner not in self._new:
            return REMOVED
        if owner in self._moved:
            return MOVED
        return CHANGED if owner in self._changed else SAME

    def _texts(self, owner: Owner) -> Iterator[tuple[str, Iterable[Piece]]]:
        old = _texts(self._old.get(owner))
        new = _texts(self._new.get(owner))
        for field in dict.fromkeys((*new, *old)):
            if owner not in self._old:
                yield field, (Piece("insert", "", plain(new[field])),)
            elif owner not in self._new:
                yield field, (Piece("delete", plain(old[field]), ""),)
            else:
                yield field, _pieces(plain(old.get(field, ())), self._edits.get((owner, field), ()))


def _texts(node: Article | Block | None) -> Mapping[str, Runs]:
    return {} if node is None else texts_of(node)


def _pieces(text: str, made: tuple[Edit, ...]) -> Iterator[Piece]:
    at = 0
    for edit in made:
        if edit.at > at:
            yield Piece("same", text[at : edit.at], text[at : edit.at])
        old = plain(edit.old)
        yield Piece(edit.op, old, plain(edit.new))
        at = edit.at + len(old)
    if at < len(text):
        yield Piece("same", text[at:], text[at:])


def _both(value: ValueChange) -> tuple[Piece, ...]:
    old, new = written(value.old), written(value.new)
    return (Piece("replace" if old and new else "insert" if new else "delete", old, new),)


def _sign(node: Article | Block, state: str) -> tuple[Piece, ...]:
    """Return something to name a block without words by: its picture, its address."""
    sign = ""
    if isinstance(node, Photo):
        sign = node.photo or ""
    elif isinstance(node, Embed):
        sign = node.url
    if state == REMOVED:
        return (Piece("delete", sign, ""),)
    return (Piece("insert", "", sign),) if state == ADDED else (Piece("same", sign, sign),)
