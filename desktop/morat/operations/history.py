"""The history of a piece as people read it: its versions, and what was done with it."""

from pathlib import Path

from msgspec import Struct

from morat.library.events import Event as Event  # noqa: PLC0414 - the window names it by this module
from morat.library.revisions import RevisionRow
from morat.library.store import Library
from morat.operations.watching import Watch

TOLD_BY_VERSIONS = ("created", "milestone", "imported", "merged", "restored", "named")
"""Events that a version of their own tells of."""


class Line(Struct, frozen=True):
    """A version: ``row`` as the library has it; ``change`` is how many words longer than the one before.

    It is None where one of the two was not counted.
    """

    row: RevisionRow
    change: int | None = None


class Timeline(Struct, frozen=True):
    """Versions and events of one piece, each newest first."""

    versions: tuple[Line, ...] = ()
    events: tuple[Event, ...] = ()


def timeline(library: Library, piece: str) -> Timeline:
    """Return the history of a piece; empty for one that is not stored yet."""
    rows = library.revisions.of(piece)
    before = [*rows[1:], None][: len(rows)]
    lines = (Line(row, _change(row, older)) for row, older in zip(rows, before, strict=True))
    events = (one for one in library.events(piece) if one.what not in TOLD_BY_VERSIONS)
    return Timeline(tuple(lines), tuple(events))


def thin_history(folder: Path, watch: Watch) -> int:
    """Thin out old versions of the library of ``folder``; return how many lost their text.

    On a connection of its own, so that nobody who saves waits for more than one piece.

    Raises:
        UserError: ``cancelled`` and what opening and writing raise; every piece is thinned whole or not.
    """
    with Library.open(folder, create=False) as library:
        return library.thin(watch.at)


def _change(row: RevisionRow, older: RevisionRow | None) -> int | None:
    if row.words is None or older is None or older.words is None:
        return None
    return row.words - older.words
