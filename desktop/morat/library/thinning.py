"""Old versions of pauses in typing are thinned out; what tells where a text comes from stays.

All of the last two days are kept, for a month the last of every hour, then the last of every day: days on
which the library was worked with, in the order of saving. Those of a clock that is wrong by years count for
none, and make more versions stay, never fewer. Milestones, what was imported, merged, restored or pinned,
what has a name, the first, the newest ten and the head of a piece always stay whole. Of the others the
row stays, with hash and parent: ancestry is told by these, and a version that is asked for says that it
was thinned out.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from morat.library import deltas
from morat.library.database import Database
from morat.library.events import log, now
from morat.library.revisions import KEYFRAME_EVERY, THINNED, Revisions
from morat.newsroom.messages import UserError

WHOLE_DAYS, HOURLY_DAYS = 2, 31
"""Days worked with the library of which all versions stay, and of which one an hour does."""
NEWEST = 10
"""Versions of a piece that always stay, whatever their age."""
STEP = timedelta(days=40)
"""Between two days further apart the clock was moved, or nobody was here."""
SCANNED = 20_000
"""Newest versions of the library in which days are counted; what lies before them is old."""


class _Row(NamedTuple):
    n: int
    sha: str
    kind: str
    at: str
    pinned: str | None
    name: str | None
    codec: int


class Ages(NamedTuple):
    """The first versions (``n``) of the time in which all stay, and of that in which one an hour does."""

    whole: int
    hourly: int


class Thinning:
    """Thins out the versions of an open library; for a connection of its own, off the GUI thread."""

    def __init__(self, db: Database, revisions: Revisions) -> None:
        """Work on ``db``."""
        self._db = db
        self._revisions = revisions

    def run(self, at: Callable[[int, int], None] | None = None) -> int:
        """Thin out every piece that has something to thin; return how many versions lost their text.

        ``at`` hears how many of how many pieces were looked at, and may raise to stop between two.

        Raises:
            UserError: what writing raises; the piece it was at is as it was.
        """
        ages = self.ages()
        found = self._db.fetch(
            "select article_id from revisions where n < ? and kind = 'auto' and codec != 0 "
            "group by article_id having count(*) > 1",
            ages.whole,
        )
        gone = 0
        for done, (article_id,) in enumerate(found):
            if at is not None:
                at(done, len(found))
            gone += self.thin(str(article_id), ages)
        if gone:
            with self._db.writing():
                log(self._db, now(), "", "thinned", None, n=gone)
        return gone

    def ages(self) -> Ages:
        """Tell by the order of saving how old versions are.

        A day further than :data:`STEP` from those after it is one of a clock that was moved, or the last one
        before a time in which nobody was here: it is not counted.
        """
        days: set[str] = set()
        counted = whole = hourly = last = 0
        # The day of the version after this one, and the one that was counted last.
        after: date | None = None
        known: date | None = None
        rows = self._db.fetch("select n, substr(at, 1, 10) from revisions order by n desc limit ?", SCANNED)
        for n, day in rows:
            if day not in days:
                days.add(day)
                here = date.fromisoformat(day)
                if after is None or any(other and abs(other - here) <= STEP for other in (after, known)):
                    counted += 1
                    known = here
            after = date.fromisoformat(day)
            if counted <= WHOLE_DAYS:
                whole = n
            if counted <= HOURLY_DAYS:
                hourly = n
            last = n
        return Ages(whole or last, hourly or last)

    def thin(self, article_id: str, ages: Ages) -> int:
        """Thin out the versions of one piece; one of whose versions is damaged is left alone.

        Raises:
            UserError: what writing raises; nothing was changed.
        """
        rows = self._rows(article_id)
        gone = _gone(rows, self._head(article_id), ages)
        if not gone:
            return 0
        kept = [row for row in rows if row.codec != THINNED and row.n not in gone]
        try:
            # Read and packed before anything is locked: saves wait for the writing alone.
            packed = self._packed(article_id, kept)
        except UserError:
            return 0
        with self._db.writing():
            if self._rows(article_id) != rows:
                return 0
            for n, base, data in packed:
                self._db.run(
                    "update revisions set base = ?, data = ?, codec = ? where n = ?",
                    base,
                    data,
                    deltas.CODEC,
                    n,
                )
            marks = ", ".join("?" * len(gone))
            self._db.run(
                f"update revisions set base = null, data = x'', codec = ? where n in ({marks})",  # noqa: S608
                THINNED,
                *gone,
            )
            for row in kept:
                # Raises, and everything is as it was, where one does not read back with its hash.
                self._revisions.data(article_id, row.sha)
        return len(gone)

    def _rows(self, article_id: str) -> list[_Row]:
        rows = self._db.fetch(
            "select n, sha, kind, at, pinned, name, codec from revisions where article_id = ? order by n",
            article_id,
        )
        return [_Row(*row) for row in rows]

    def _head(self, article_id: str) -> str | None:
        row = self._db.fetch_one("select head from articles where id = ?", article_id)
        return None if row is None else str(row[0])

    def _packed(self, article_id: str, kept: list[_Row]) -> list[tuple[int, int | None, bytes]]:
        """Return (n, base, data) of the versions that stay, in chains of their own."""
        packed: list[tuple[int, int | None, bytes]] = []
        base, known = 0, b""
        for place, row in enumerate(kept):
            data = self._revisions.data(article_id, row.sha)
            if place % KEYFRAME_EVERY == 0:
                base, known = row.n, data
                packed.append((row.n, None, deltas.pack(data)))
            else:
                packed.append((row.n, base, deltas.pack(data, known)))
        return packed


def _gone(rows: list[_Row], head: str | None, ages: Ages) -> list[int]:
    """Return the versions that need not stay: of each hour or day, in the order of saving, but the last."""
    free = [
        row
        for place, row in enumerate(rows)
        if 0 < place < len(rows) - NEWEST
        and row.n < ages.whole
        and row.kind == "auto"
        and row.sha != head
        and not (row.pinned or row.name)
        and row.codec != THINNED
    ]
    gone: list[int] = []
    for _, group in groupby(free, key=lambda row: row.at[: 13 if row.n >= ages.hourly else 10]):
        *earlier, _last = group
        gone += [row.n for row in earlier]
    return gone
