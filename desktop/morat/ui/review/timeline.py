"""The history of a piece as rows of a list: days, versions, folded pauses of typing, events."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.operations.history import Event, Line, Timeline
from morat.ui.kit.names import status_name

FOLD_FROM = 3
"""Versions of pauses in typing, one after the other, from which on they are folded together."""

_KINDS = {
    "auto": ("clock", mark("Saved")),
    "milestone": ("flag", mark("Milestone")),
    "imported": ("file-import", mark("Brought in")),
    "merged": ("git-merge", mark("Merged")),
    "restored": ("arrow-back-up", mark("Restored")),
}
_EVENTS = {
    "status": ("arrow-right", mark("Status: {before} → {after}")),
    "sent": ("send", mark("Sent: {file}")),
    "received": ("inbox", mark("Received: {file}")),
    "reviewed": ("message", mark("Comments: {comments}, suggestions: {suggestions}")),
    "into-trash": ("trash", mark("Into the trash")),
    "out-of-trash": ("trash-off", mark("Out of the trash")),
}


class Entry(NamedTuple):
    """A row of the list.

    ``kind`` is ``day``, ``version``, ``fold`` or ``event``. A version has its ``sha`` and ``name``, a fold
    the one that names it. ``change`` is what became of the length, ``is_mark`` whether it stands out.
    """

    kind: str
    icon: str
    title: str
    below: str = ""
    change: str = ""
    sha: str = ""
    folded: tuple[str, ...] = ()
    is_mark: bool = False
    name: str = ""


def entries(
    words: Catalogue,
    timeline: Timeline,
    unfolded: Collection[str] = (),
    opened: str | None = None,
    today: date | None = None,
) -> list[Entry]:
    """Return the rows, newest first, without the present version when it is the only one of its kind to see.

    ``unfolded`` are the first versions of folds that are open, ``opened`` the version that the piece was
    opened at; the one it had when the day began comes before it.
    """
    teller = _Teller(words, today or datetime.now().astimezone().date())
    first = teller.morning(timeline, opened)
    rows = [] if first is None else [teller.as_opened(first)]
    for day, group in groupby(_merged(timeline), key=lambda one: teller.day_of(one[0])):
        rows.append(Entry("day", "", day))
        rows += teller.day(list(group), unfolded)
    return rows


_Moment = tuple[str, Line | Event]


def _merged(timeline: Timeline) -> Iterator[_Moment]:
    """Yield (time, version or event); versions keep their order whatever their clocks said."""
    events = list(timeline.events)
    for line in timeline.versions:
        while events and events[0].at > line.row.at:
            yield events[0].at, events.pop(0)
        yield line.row.at, line
    for event in events:
        yield event.at, event


class _Teller:
    """Puts versions and events into words."""

    def __init__(self, words: Catalogue, today: date) -> None:
        self._words = words
        self._today = today

    def day_of(self, at: str) -> str:
        moment = _local(at)
        if moment is None:
            return at[:10]
        match (self._today - moment.date()).days:
            case 0:
                return self._words.text("Today")
            case 1:
                return self._words.text("Yesterday")
            case _:
                return f"{moment:%d/%m/%Y}"

    def morning(self, timeline: Timeline, opened: str | None) -> Line | None:
        """Return the version that the piece had when it was opened today, None where that is the newest."""
        versions = timeline.versions
        for place, line in enumerate(versions):
            moment = _local(line.row.at)
            if moment is not None and moment.date() < self._today:
                return line if place else None
        found = [line for line in versions[1:] if line.row.sha == opened]
        return found[0] if found else None

    def as_opened(self, line: Line) -> Entry:
        title = self._words.text("As it was when opened today")
        below = self._length(line)
        return Entry("version", "sunrise", title, below, "", line.row.sha, is_mark=True)

    def day(self, group: list[_Moment], unfolded: Collection[str]) -> Iterator[Entry]:
        run: list[Line] = []
        for _, one in group:
            if isinstance(one, Line) and _is_pause(one):
                run.append(one)
                continue
            yield from self._run(run, unfolded)
            run = []
            yield self.version(one) if isinstance(one, Line) else self.event(one)
        yield from self._run(run, unfolded)

    def _run(self, run: list[Line], unfolded: Collection[str]) -> Iterator[Entry]:
        """Show the newest of some pauses, the others folded together."""
        if len(run) <= FOLD_FROM:
            yield from map(self.version, run)
            return
        yield self.version(run[0])
        rest = run[1:]
        name = rest[-1].row.sha
        is_open = name in unfolded
        title = self._words.plural("{n} saved version", "{n} saved versions", len(rest))
        below = f"{_clock(rest[-1].row.at)}–{_clock(rest[0].row.at)}"
        icon = "chevron-down" if is_open else "chevron-right"
        known = [line.change for line in rest if line.change is not None]
        change = self._change(sum(known)) if known else ""
        yield Entry("fold", icon, title, below, change, folded=(name,))
        if is_open:
            yield from map(self.version, rest)

    def version(self, line: Line) -> Entry:
        icon, name = _KINDS.get(line.row.kind, ("clock", line.row.kind))
        title = f"{_clock(line.row.at)} · {line.row.name or self._words.text(name)}"
        below = [part for part in (line.row.author, line.row.device, self._length(line)) if part]
        if line.row.name:
            icon = "bookmark"
        if line.row.pinned:
            icon = "pin"
            below.insert(0, self._words.text("before much was deleted"))
        if line.row.thinned:
            below.append(self._words.text("text thinned out"))
        is_mark = not _is_pause(line)
        change = "" if line.change is None else self._change(line.change)
        return Entry(
            "version", icon, title, " · ".join(below), change, line.row.sha, (), is_mark, line.row.name or ""
        )

    def event(self, event: Event) -> Entry:
        icon, sentence = _EVENTS.get(event.what, ("point", event.what))
        detail = {name: str(value) for name, value in event.detail.items()}
        for name in ("before", "after"):
            if name in detail:
                detail[name] = status_name(self._words, detail[name])
        told = self._words.text(sentence, **detail) if detail else self._words.text(sentence)
        below = " · ".join(part for part in (_clock(event.at), event.who) if part)
        return Entry("event", icon, told, below)

    def _length(self, line: Line) -> str:
        if line.row.words is None:
            return ""
        return self._words.plural("{n} word", "{n} words", line.row.words)

    def _change(self, change: int) -> str:
        sign = "+" if change > 0 else "−"
        return f"{sign}{self._words.number(abs(change))}" if change else ""


def _is_pause(line: Line) -> bool:
    """Say whether a version is one of a pause in typing, with nothing that makes it stand out."""
    return line.row.kind == "auto" and not line.row.pinned and not line.row.name


def _local(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return None


def _clock(at: str) -> str:
    moment = _local(at)
    return at[11:16] if moment is None else f"{moment:%H:%M}"
