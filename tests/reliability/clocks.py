"""Move the clock by five years, back and forth, between operations: nothing must come of it.

    uv run python tests/reliability/clocks.py [--rounds 3 | --long] [--seed 1] [--folder DIR]

Two newsrooms do the same work for 45 days: the clock of one is right, that of the other jumps by five years
for a stretch of operations again and again. Afterwards lists, histories and what became of hand-offs must be
the same; nothing may have left the trash earlier, no version may be thinned out that the other still has,
and of the backups the rotation keeps the newest, and as many as the days that are strange leave places for.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from msgspec import structs

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.backup import AUTO, of_library
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.operations import handoff
from tests.helpers.pieces import article
from tests.reliability.disk import lacking, move_clock, start_again_with_shim
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.promises import Promises, faults

DAYS, SAVES, PIECES = 45, 6, 4
FIVE_YEARS = timedelta(days=5 * 365).total_seconds()


def main(arguments: Sequence[str] | None = None) -> int:
    """Let both newsrooms work, compare; return 1 when a moved clock made something worse."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    chosen = options(__doc__, given, short=3, long=60)
    if lack := lacking():
        sys.stdout.write(f"skipped: {lack}\n")
        return 0
    status = start_again_with_shim(__file__, given)
    if status is not None:
        return status
    figures = Figures("clocks", chosen.seed)
    with passing_folder(chosen) as name:
        for number in range(chosen.rounds):
            right, moved = (
                Newsroom(Path(name) / f"{number}-{which}", chance_of(chosen.seed, number), jumps)
                for which, jumps in (("right", None), ("moved", chance_of(chosen.seed, "jumps", number)))
            )
            for room in (right, moved):
                room.work()
                figures.blame(faults(room.folder, Promises()), f"round {number}")
            figures.count("operations with a moved clock", moved.jumped)
            figures.count("hand-offs", len(moved.fates))
            figures.count("versions thinned out with a moved clock", moved.thinned)
            figures.count("versions thinned out with the right one", right.thinned)
            figures.count("backups kept with a moved clock", len(moved.backups))
            figures.count("backups kept with the right one", len(right.backups))
            figures.blame(list(_worse(right, moved)), f"round {number}")
    return figures.close()


@dataclass
class Newsroom:
    """A newsroom and a colleague elsewhere; ``jumps`` decides when the clock jumps, None lets it be right."""

    place: Path
    chance: random.Random
    jumps: random.Random | None
    jumped: int = 0
    thinned: int = 0
    fates: list[str] = field(default_factory=list)
    purged: dict[str, int] = field(default_factory=dict)
    trashed: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    histories: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, set[int]] = field(default_factory=dict)
    backups: list[int] = field(default_factory=list)
    strange: set[int] = field(default_factory=set)
    _left: int = 0
    _offset: float = 0

    @property
    def folder(self) -> Path:
        """The library."""
        return self.place / "library"

    def work(self) -> None:
        """Work for all the days, then look at what there is."""
        with Library.open(self.folder) as library, Library.open(self.place / "colleague") as colleague:
            for day in range(DAYS):
                self._day(library, colleague, day)
            self._clock(DAYS, 0)
            self._look(library)
        move_clock(0)

    def _day(self, library: Library, colleague: Library, day: int) -> None:
        for number in range(SAVES):
            self._clock(day, 8 + number)
            self._save(library, self.chance.randrange(PIECES), f"{day}.{number}")
        if day in (2, 7):
            self._clock(day, 15)
            gone = article(100 + day, 60, random.Random(day))
            library.articles.save(gone)
            self._clock(day, 15)
            library.trash.put(gone.id)
            self.trashed[gone.id] = day
        if day % 3 == 0:
            self._hand_over(library, colleague, day)
        self._clock(day, 18)
        backups = of_library(self.folder)
        made = backups.make(self.folder / DATABASE, AUTO, lambda _done, _total: None)
        if self._offset:
            self.strange.add(made.backup.number)
        self._clock(day, 19)
        self.thinned += library.thin()
        library.trash.purge()
        for piece in self.trashed:
            if piece not in self.purged and not library.articles.has(piece):
                self.purged[piece] = day

    def _save(self, library: Library, number: int, said: str) -> None:
        piece = article(number, 120, random.Random(number))
        if library.articles.has(piece.id):
            piece = library.articles.get(piece.id).article
        block = Paragraph(f"s{said}", runs_of(f"Câu {said}."))
        library.articles.save(structs.replace(piece, blocks=(*piece.blocks[-6:], block)))

    def _hand_over(self, library: Library, colleague: Library, day: int) -> None:
        """Send a piece out, have it worked on, take it back; at times it was worked on here as well."""
        piece = library.articles.rows(limit=1)[0].id
        there, back = self.place / f"{day}.morat", self.place / f"{day}-back.morat"
        self._clock(day, 16)
        handoff.send(library, piece, there)
        self._clock(day, 16)
        self.fates.append(handoff.receive(colleague, there).notice.code)
        stored = colleague.articles.get(piece).article
        colleague.articles.save(structs.replace(stored, note=f"Đã đọc ngày {day}"))
        handoff.send(colleague, piece, back)
        if day % 2:
            self._clock(day, 17)
            here = library.articles.get(piece).article
            library.articles.save(structs.replace(here, kicker=f"Ngày {day}"))
        self._clock(day, 17)
        self.fates += [handoff.receive(library, file).notice.code for file in (back, there)]

    def _look(self, library: Library) -> None:
        # Copies kept beside a piece have ids of their own: they are known by their headlines.
        self.order = [row.headline for row in library.articles.rows(limit=1000)]
        for row in library.articles.rows(limit=1000):
            if row.id in {article(n, 120, random.Random(n)).id for n in range(PIECES)}:
                versions = library.revisions.of(row.id)
                self.histories[row.id] = [version.content for version in versions]
                self.texts[row.id] = {
                    n for n, version in enumerate(reversed(versions)) if not version.thinned
                }
        self.backups = [backup.number for backup in of_library(self.folder).all()]

    def _clock(self, day: int, hour: int) -> None:
        """Go on to an hour of a day; at times the clock is wrong from here on, for some operations."""
        if self.jumps is not None:
            if self._left == 0 and self.jumps.random() < 0.06:
                self._left = self.jumps.randint(1, 9)
                self._offset = self.jumps.choice((-1, 1)) * FIVE_YEARS
            if self._left == 0:
                self._offset = 0
            else:
                self._left -= 1
                self.jumped += 1
        move_clock(int(timedelta(days=day - DAYS, hours=hour).total_seconds() + self._offset))


def _worse(right: Newsroom, moved: Newsroom) -> list[str]:
    found = []
    if moved.order != right.order:
        found.append("another order of the list")
    if moved.histories != right.histories:
        found.append("another history")
    if moved.fates != right.fates:
        found.append("a hand-off was taken for something else")
    for piece, day in moved.purged.items():
        if day < right.purged.get(piece, DAYS):
            found.append(f"out of the trash on day {day}, put there on day {moved.trashed[piece]}")
    for piece, texts in right.texts.items():
        if lost := texts - moved.texts[piece]:
            found.append(f"{len(lost)} versions of {piece} are thinned out that stay with the right clock")
    if moved.backups[0] != right.backups[0]:
        found.append("the newest backup is not the one that was made last")
    if len(set(moved.backups) - moved.strange) < len(right.backups) - len(moved.strange):
        found.append(f"{len(moved.backups)} backups of {len(right.backups)}")
    return found


if __name__ == "__main__":
    sys.exit(main())
