"""The care of the library: back it up, look into backups, put one back, check, index anew."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from morat.library import backup, condition, restore, second_place
from morat.library.backup import AUTO as AUTO  # noqa: PLC0414 - callers name the kinds by this module
from morat.library.backup import MANUAL as MANUAL  # noqa: PLC0414 - likewise
from morat.library.backup import Backup as Backup  # noqa: PLC0414 - likewise
from morat.library.backup import Backups
from morat.library.backup import Made as Made  # noqa: PLC0414 - likewise
from morat.library.condition import Condition
from morat.library.lock import WindowLock
from morat.library.peek import DATABASE
from morat.library.plain import Plain
from morat.library.rebuild import Rebuilt as Rebuilt  # noqa: PLC0414 - likewise
from morat.library.rebuild import rebuild as rebuild_library
from morat.library.restore import Change as Change  # noqa: PLC0414 - likewise
from morat.library.restore import Outlook as Outlook  # noqa: PLC0414 - likewise
from morat.library.restore import Restored as Restored  # noqa: PLC0414 - likewise
from morat.library.second_place import Carried as Carried  # noqa: PLC0414 - likewise
from morat.library.store import Library
from morat.newsroom.messages import Message, UserError
from morat.operations.watching import Watch

EVERY = timedelta(hours=3)
"""How long a backup is new enough."""
DAMAGE = ("library-damaged", "library-gone")
"""Errors that putting a backup back mends."""
NEWEST = "newest"
"""Names the newest backup that can be read, where a backup is asked for."""


class Report(Struct, frozen=True):
    """What a look after the library came to: ``damage`` that a backup must mend, and what else to say.

    ``indexed`` counts the pieces that a search did not find before.
    """

    damage: Message | None = None
    said: tuple[Message, ...] = ()
    indexed: int = 0


class Known(Struct, frozen=True):
    """A backup as a person chooses among them: ``pieces`` is None where it cannot be read."""

    backup: Backup
    pieces: int | None


def back_up(folder: Path, kind: str = MANUAL, watch: Watch | None = None, out: Path | None = None) -> Made:
    """Back the library of ``folder`` up, into its own ``backups`` or into the folder ``out``.

    It may be open and written to meanwhile. The backup was read from end to end when this returns.

    Raises:
        UserError: ``library-missing``, ``library-damaged`` (older backups stay as they are), ``disk-full``,
            ``library-unwritable``, ``cancelled``; there is no new backup.
    """
    place = backup.of_library(folder) if out is None else Backups(out)
    return place.make(folder / DATABASE, kind, (watch or Watch()).at)


def list_backups(folder: Path) -> list[Known]:
    """Return the backups of the library of ``folder``, those made last first."""
    return [Known(one, _pieces(one.path)) for one in backup.of_library(folder).all()]


def find_backup(folder: Path, name: str) -> Path:
    """Return the file of a backup: a path, the name or number of one of the library's own, or ``newest``.

    Raises:
        UserError: ``backup-unknown``.
    """
    backups = backup.of_library(folder)
    if name == NEWEST:
        newest = backups.newest_good()
        if newest is not None:
            return newest.path
    elif Path(name).is_file():
        return Path(name)
    for one in backups.all():
        if name in (one.path.name, str(one.number)):
            return one.path
    raise UserError("backup-unknown", name=name, path=str(backups.folder))


def what_would_change(folder: Path, copy: Path) -> Outlook:
    """Say what putting the backup ``copy`` back would change; nothing is changed.

    Raises:
        UserError: ``library-damaged``, ``library-newer``: the backup cannot be used.
    """
    return restore.outlook(folder, copy)


def put_back(folder: Path, copy: Path, watch: Watch | None = None) -> Restored:
    """Make the backup ``copy`` the library of ``folder``; nobody may have that open.

    What was there is backed up where it can be read, and its file is kept in any case. The search index is
    made anew afterwards, see :func:`complete_search`.

    Raises:
        UserError: ``library-damaged`` or ``library-newer`` (the backup cannot be used), ``library-busy``,
            ``disk-full``, ``library-unwritable``, ``cancelled``; nothing was changed.
    """
    return restore.put_back(folder, copy, (watch or Watch()).at)


def pieces_in(copy: Path) -> list[Change]:
    """Return the pieces of a backup, those saved last first.

    Raises:
        UserError: ``library-damaged``, ``library-newer``.
    """
    return restore.pieces_in(copy)


def moment_of(copy: Path) -> str:
    """Return when a backup was made (ISO, local time), as its name says; empty for a file of another name."""
    found = backup.backup_of(copy)
    return found.at if found else ""


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Keep every window away from the library of ``folder`` meanwhile.

    Raises:
        UserError: ``library-in-use``: a window has it.
    """
    lock = WindowLock(folder)
    lock.hold()
    try:
        yield
    finally:
        lock.release()


def take_pieces(library: Library, copy: Path, ids: list[str], author: str = "") -> list[str]:
    """Bring pieces of a backup in as their own newest versions; return their headlines.

    Raises:
        UserError: ``article-unknown``, ``library-damaged``; what saving raises.
    """
    return restore.take_pieces(library, copy, ids, author)


def backup_is_due(folder: Path) -> bool:
    """Say whether something has happened since the last backup, and that is :data:`EVERY` or longer ago.

    A clock that was moved, either way, makes it due.
    """
    if not (folder / DATABASE).is_file():
        return False
    present = backup.contents(folder / DATABASE)
    newest = backup.of_library(folder).newest()
    if newest is None:
        return present.articles + present.photos > 0
    if abs(datetime.now() - datetime.fromisoformat(newest.at)) < EVERY:  # noqa: DTZ005 - as the names have it
        return False
    try:
        return backup.contents(newest.path).mark != present.mark
    except UserError:
        return True


def carry(folder: Path, place: Path, watch: Watch | None = None) -> Carried:
    """Copy the newest backup and the photos that are lacking to a second place, another disk or a stick.

    Raises:
        UserError: ``backup-place-missing`` (there is no such folder now), ``backup-place-failed``,
            ``cancelled``; what was copied whole stays.
    """
    return second_place.carry(folder, place, (watch or Watch()).at)


def examine(folder: Path, watch: Watch | None = None) -> Message | None:
    """Read the whole database; return what is wrong, None when it is sound. Nothing is changed.

    ``search-damaged`` is mended by :func:`rebuild_search`; what else is wrong, by putting a backup back.

    Raises:
        UserError: ``cancelled``, ``library-newer``, ``library-busy``.
    """
    watch = watch or Watch()
    return condition.examine(folder / DATABASE, lambda: watch.at(0, 0))


def note_opened(folder: Path, watch: Watch | None = None) -> Report:
    """Note that a window has the library open; where the last one did not close it, read all of it.

    Raises:
        UserError: ``cancelled``.
    """
    known = Condition(folder)
    suspect = known.is_suspect()
    known.opened()
    return _examined(folder, watch or Watch()) if suspect else Report()


def note_closed(folder: Path) -> None:
    """Note that the window has closed the library."""
    Condition(folder).closed()


def look_after(folder: Path, place: str = "", watch: Watch | None = None) -> Report:
    """Do what is due for the library: read it once a day, index, plain copies, backup, the second ``place``.

    A damaged library is left alone: its backups are worth more than a new one.

    Raises:
        UserError: ``cancelled``.
    """
    watch = watch or Watch()
    if not (folder / DATABASE).is_file():
        return Report()
    report = _examined(folder, watch) if Condition(folder).is_due() else Report()
    for work in (complete_search, _copy, _back_up_if_due, partial(_carry_if_wanted, place)):
        if report.damage is None:
            report = _with(report, partial(work, folder, watch))
    return report


def update_plain_copies(folder: Path, watch: Watch | None = None) -> int:
    """Bring the plain copies of the library up to date; return how many files were written.

    Raises:
        UserError: ``library-damaged``, ``disk-full``, ``library-unwritable``, ``cancelled``; what was done
            counts.
    """
    return Plain(folder).update((watch or Watch()).at)


def rebuild(source: Path, into: Path, watch: Watch | None = None, *, over: bool = False) -> Rebuilt:
    """Build a library in ``into`` from the plain copies in ``source``; pictures come along.

    With ``over`` a library that is there is moved aside, every byte of it kept.

    Raises:
        UserError: ``library-exists``, ``plain-missing``, ``rebuild-unproven``, ``disk-full``,
            ``library-unwritable``, ``cancelled``; nothing was built.
    """
    return rebuild_library(source, into, (watch or Watch()).at, over=over)


def told_of(done: Rebuilt, folder: Path) -> list[Message]:
    """Return what to say of a library that was built from plain copies."""
    said = [Message("rebuilt", n=done.articles, photos=done.photos, path=str(folder))]
    if done.lost_versions:
        said.append(Message("rebuilt-without-versions", n=done.lost_versions))
    if done.damaged:
        said.append(Message("plain-damaged", n=len(done.damaged), files=list(done.damaged[:5])))
    if done.missing:
        said.append(Message("photos-missing", n=len(done.missing)))
    return said


def has_plain_copies(folder: Path) -> bool:
    """Say whether a library could be built from plain copies in ``folder``."""
    return next(Plain(folder).files(), None) is not None


def check(folder: Path) -> list[Message]:
    """Read everything that the library of ``folder`` holds; return what is wrong, empty when it is sound.

    Raises:
        UserError: ``library-gone``, ``library-newer``.
    """
    try:
        with Library.open(folder) as library:
            return library.check()
    except UserError as error:
        if error.message.code != "library-damaged":
            raise
        return [error.message]


def rebuild_search(folder: Path, watch: Watch | None = None) -> int:
    """Make the search index anew; return how many pieces it holds.

    Raises:
        UserError: ``library-missing``, ``library-damaged``, ``disk-full``, ``cancelled``: what is not indexed
            yet is indexed when the window next has time.
    """
    with Library.open(folder, create=False) as library:
        return library.search.complete((watch or Watch()).at, anew=True)


def complete_search(folder: Path, watch: Watch | None = None) -> int:
    """Index the pieces that the search index lacks; return how many they were.

    Raises:
        UserError: as :func:`rebuild_search`.
    """
    with Library.open(folder, create=False) as library:
        if library.search.is_complete():
            return 0
        return library.search.complete((watch or Watch()).at)


def _pieces(path: Path) -> int | None:
    try:
        return backup.count_pieces(path)
    except UserError:
        return None


def _examined(folder: Path, watch: Watch) -> Report:
    try:
        found = examine(folder, watch)
        if found is not None and found.code == "search-damaged":
            return Report(said=(found,), indexed=rebuild_search(folder, watch))
    except UserError as error:
        return _taken(error, Report())
    if found is None:
        Condition(folder).checked()
    return Report(found)


def _with(report: Report, work: Callable[[], int]) -> Report:
    """Do one more thing; what it indexed, or what stood in its way, joins the report."""
    try:
        return structs.replace(report, indexed=report.indexed + work())
    except UserError as error:
        taken = _taken(error, report)
        return taken if taken.damage else structs.replace(report, said=(*report.said, error.message))


def _taken(error: UserError, report: Report) -> Report:
    """Take an error for damage where it is one; ``cancelled`` goes on."""
    code = error.message.code
    if code == "cancelled":
        raise error
    return Report(error.message) if code in DAMAGE else report


def _copy(folder: Path, watch: Watch) -> int:
    update_plain_copies(folder, watch)
    return 0


def _back_up_if_due(folder: Path, watch: Watch) -> int:
    if backup_is_due(folder):
        back_up(folder, AUTO, watch)
    return 0


def _carry_if_wanted(place: str, folder: Path, watch: Watch) -> int:
    if place:
        carry(folder, Path(place), watch)
    return 0
