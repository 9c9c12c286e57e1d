"""Ingest: pictures of a card, a folder or a drop, looked at and taken into the library.

Three things, each of which a window can do while somebody goes on writing:

* :func:`scan` finds the picture files below some paths; nothing is read.
* :func:`glimpses` gives the small pictures that cameras leave in their files, some hundred a second and
  thread: what a contact sheet shows at once.
* :func:`look` reads the pictures and says of each what it is, whether it is here already or looks like one
  that ran; nothing is taken in. :func:`take` takes them in, those looked at before or paths.

All are generators that answer in the order of the files while threads of their own work ahead. They belong to
the thread that the library was opened on: in the window a job opens the library for itself, as the caretaker
does. To stop, cancel the ``watch`` or close the generator: what was told of is in the library, whole, and
nothing else is.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TypeVar

from msgspec import Struct, structs

from morat.library.photos import Arrival, keep_file
from morat.library.store import Library
from morat.library.thumbs import Thumbs
from morat.newsroom import embargo
from morat.newsroom.likeness import Likenesses
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFacts, PhotoFile, Run
from morat.newsroom.system_errors import reason
from morat.operations.photographs import (
    LIBRARY_FAULTS,
    PICTURE_KINDS,
    Added,
    Batch,
    read_picture,
)
from morat.operations.watching import Watch
from morat.photos.fingerprint import of_bytes

T = TypeVar("T")
R = TypeVar("R")

NEW, NEAR, DUPLICATE = "new", "near", "duplicate"
DAMAGED, UNSUPPORTED, FAILED = "damaged", "unsupported", "failed"
"""What a picture is. ``near`` is new too, and looks like one of the library; the last three stay outside."""
TAKEN = (NEW, NEAR, DUPLICATE)
"""The states of pictures that are in the library once they were taken."""
THUMBNAIL = 384
"""Pixels of width of a :class:`Looked`'s thumbnail, twice what a contact sheet shows."""
THREADS = max(2, os.cpu_count() or 1)
"""Pictures that are read and decoded at a time."""
KEEPERS = THREADS + 2
"""Pictures that are taken at a time: while some wait for the disk, others keep the processors at work."""

_AHEAD = 8 * THREADS
"""Pictures that are worked on before those before them were taken from the stream. Threads that are so far
ahead go on while rows are written to a slow disk; what waits are thumbnails, and no picture's file."""
_STEP, _PAUSE = 32, 0.5
"""Rows written at a time, and seconds after which they are written in any case."""
_STATES = {"photo-unreadable": UNSUPPORTED, "picture-damaged": DAMAGED, "file-empty": DAMAGED}


class Scan(Struct, frozen=True):
    """The picture files below some paths, folder by folder in the order of their names.

    ``bytes`` is how large they are together, ``others`` how many files were passed over as no pictures,
    ``warnings`` say which folders could not be read.
    """

    files: tuple[Path, ...] = ()
    bytes: int = 0
    others: int = 0
    warnings: tuple[Message, ...] = ()


class Looked(Struct, frozen=True, kw_only=True):
    """What became of a picture file.

    ``state`` is one of the six above, ``message`` the reason for one of the last three. ``facts`` are those
    of the file, for a duplicate (and everything that was taken in) those of the library; None where there are
    none. ``file`` is the file as it is now, with another hash than the photo's where its caption was written
    into it. ``dhash`` is its likeness. ``thumbnail`` is a JPEG or PNG, upright, :data:`THUMBNAIL` pixels wide
    at most; empty for a duplicate. ``of`` is the SHA-256 of the photo it duplicates or looks like, ``ran``
    tells where that one stands, newest first.
    """

    path: Path
    state: str
    facts: PhotoFacts | None = None
    file: PhotoFile | None = None
    dhash: int | None = None
    thumbnail: bytes = b""
    of: str = ""
    ran: tuple[Run, ...] = ()
    message: Message | None = None


class Plan(Struct, frozen=True):
    """What is done with pictures on the way in; the originals stay as they are.

    ``describe`` is given the facts and the number of a new picture and returns what the library shall say of
    it (a caption template); ``name`` returns what its file shall be called. Numbers begin with ``first``.
    """

    describe: Callable[[PhotoFacts, int], PhotoFacts] | None = None
    name: Callable[[PhotoFacts, int], str] | None = None
    first: int = 1

    def applied(self, facts: PhotoFacts, number: int) -> PhotoFacts:
        """Return the facts of the new picture with this ``number``, counted from 0."""
        if self.describe is not None:
            facts = self.describe(facts, self.first + number)
        if self.name is not None:
            facts = structs.replace(facts, file=self.name(facts, self.first + number))
        return facts


class Pace:
    """How long something still takes, by how it went so far."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin now."""
        self._clock = clock
        self._begun = clock()

    def seconds_left(self, done: int, total: int) -> float | None:
        """Return the seconds until ``total`` is done, None while nobody can tell. Bytes tell it best."""
        passed = self._clock() - self._begun
        return passed / done * (total - done) if done > 0 and passed > 0 else None


def scan(paths: Iterable[Path], watch: Watch | None = None) -> Scan:
    """Return the picture files among ``paths`` and in the folders there, however deep; links are followed.

    A file that was named is taken whatever its ending is. Hidden files and folders are passed over.

    Raises:
        UserError: ``cancelled``.
    """
    watch = watch or Watch()
    files: dict[Path, int] = {}
    warnings: list[Message] = []
    others = 0
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - pathlib fails on a drive that is gone
            files.setdefault(path, _size(path))
            continue
        for found in _below(path, warnings, watch):
            if found.suffix.lower() in PICTURE_KINDS:
                files.setdefault(found, _size(found))
            else:
                others += 1
    return Scan(tuple(files), sum(files.values()), others, tuple(warnings))


def glimpses(files: Sequence[Path], watch: Watch | None = None) -> Generator[tuple[Path, bytes]]:
    """Yield each file with the small JPEG its camera left in it, upright; empty where there is none.

    Raises:
        UserError: ``cancelled``.
    """
    return _in_order(_glimpse, files, watch or Watch())


def look(library: Library, files: Sequence[Path], watch: Watch | None = None) -> Generator[Looked]:
    """Yield what each of ``files`` is; nothing is taken in.

    Raises:
        UserError: ``cancelled``; what reading the library raises.
    """
    known = _Known(library)
    with closing(_in_order(partial(_examine, known), files, watch or Watch())) as found:
        for one in found:
            yield known.judged(one)


def take(
    library: Library,
    files: Sequence[Path | Looked],
    plan: Plan = Plan(),  # noqa: B008 - a frozen value
    watch: Watch | None = None,
) -> Generator[Looked]:
    """Take pictures into the library and yield what became of each, once its file and row are on the disk.

    A ``plan`` says what the library says of new ones, and what their files are called; of those it knows
    nothing changes. What :func:`look` has found is not found again, as long as the file is the same. Pictures
    that cannot be taken are told of and the others go on.

    Raises:
        UserError: ``cancelled``; one of ``photographs.LIBRARY_FAULTS``. What was told of before is in the
            library.
    """
    watch = watch or Watch()
    known = _Known(library)
    desk = _Rows(library, known, plan)
    kept: set[tuple[str, str]] = set()
    try:
        keep = partial(_keep, library.folder, known, kept)
        with closing(_in_order(keep, files, watch, threads=KEEPERS)) as found:
            for one in found:
                desk.put(one)
                if desk.is_due:
                    yield from desk.write()
        yield from desk.write()
    except UserError:
        # The files of these are here already: whole pictures, that are told of before the reason is.
        yield from desk.write()
        raise
    finally:
        # What threads were ahead with has no row.
        library.photos.remove_files(tuple(kept), frozenset())


def told_of(one: Looked) -> Message | None:
    """Return what is to be said of a picture: why it stays outside, or where it, or one like it, stands."""
    if one.message is not None or not one.of:
        return one.message
    if not one.ran:
        return Message("photo-alike", file=one.path.name, sha=one.of[:12]) if one.state == NEAR else None
    run = one.ran[0]
    code = f"photo-{'ran' if run.public else 'used'}{'-alike' if one.state == NEAR else ''}"
    day = embargo.written(run.at)
    return Message(code, file=one.path.name, at=day, headline=run.headline, caption=run.caption)


def add_photos(library: Library, paths: list[Path], watch: Watch | None = None) -> Batch:
    """Bring picture files, and those of folders, into the library.

    A picture that cannot be read is left out with a warning; the others go on.

    Raises:
        UserError: nothing could be brought in, or ``cancelled``; one of ``photographs.LIBRARY_FAULTS``, with
            the pictures before it safely there.
    """
    found = scan(paths, watch)
    added: list[Added] = []
    warnings = [*found.warnings]
    for one in take(library, found.files, watch=watch):
        if one.facts is not None and one.state in TAKEN:
            added.append(Added(one.facts, one.of if one.state == DUPLICATE else None))
        elif one.message is not None:
            warnings.append(one.message)
    if len(found.files) == 1 and not added:
        raise UserError(warnings[-1].code, **warnings[-1].params)
    return Batch(tuple(added), tuple(warnings))


class _Known:
    """What the library has, and what it looks like."""

    def __init__(self, library: Library) -> None:
        from morat.photos.decode import settle

        settle()
        self._library = library
        rows = library.photos.known()
        self.hashes = {row.sha256 for row in rows}
        written = library.photo_files.written().items()
        # Files with another caption than they came with: no pictures of their own, unless they were taken so.
        self.written = {
            digest: sha for digest, sha in written if sha in self.hashes and digest not in self.hashes
        }
        self._alike = Likenesses((row.sha256, row.dhash) for row in rows if row.dhash and not row.trashed)

    def has(self, digest: str) -> bool:
        """Say whether a file with this hash is in the library, or was before its caption was written."""
        return digest in self.hashes or digest in self.written

    def judged(self, one: Looked) -> Looked:
        """Return ``one`` with what the library knows of it; the next of the same file is its duplicate."""
        if one.facts is None:
            return one
        sha = self.written.get(one.facts.sha256, one.facts.sha256)
        if sha in self.hashes:
            facts = self._library.photos.facts(sha) if self._library.photos.has(sha) else one.facts
            file = one.file._replace(sha256=sha) if one.file is not None else None
            return structs.replace(one, state=DUPLICATE, facts=facts, file=file, of=sha, ran=self._ran(sha))
        self.hashes.add(sha)
        near = self._alike.nearest(one.dhash or 0)
        if near:
            return structs.replace(one, state=NEAR, of=near, ran=self._ran(near))
        return structs.replace(one, state=NEW, of="", ran=())

    def _ran(self, sha: str) -> tuple[Run, ...]:
        return tuple(self._library.photo_uses.runs(sha))


class _Rows:
    """Pictures whose files are in the library, on their way to rows."""

    def __init__(self, library: Library, known: _Known, plan: Plan) -> None:
        self._library = library
        self._home = library.folder.resolve()
        self._known = known
        self._plan = plan
        self._waiting: list[Looked] = []
        self._number = 0
        self._since = monotonic()

    @property
    def is_due(self) -> bool:
        return len(self._waiting) >= _STEP or monotonic() - self._since > _PAUSE

    def put(self, one: Looked) -> None:
        self._waiting.append(one)

    def write(self) -> list[Looked]:
        """Write the rows, all of them or none; return what was written and what stays outside, in order."""
        done, self._waiting = [self._known.judged(one) for one in self._waiting], []
        numbered: list[Looked] = []
        for one in done:
            if one.facts is not None and one.state in (NEW, NEAR):
                one = structs.replace(one, facts=self._plan.applied(one.facts, self._number))  # noqa: PLW2901
                self._number += 1
            numbered.append(one)
        arrived = [one for one in numbered if one.facts is not None]
        self._library.photos.add_all(
            [Arrival(one.facts, one.dhash, self._file(one)) for one in arrived if one.facts]
        )
        Thumbs(self._library.folder).put_all(
            [(one.facts.sha256, THUMBNAIL, one.thumbnail) for one in arrived if one.facts and one.thumbnail]
        )
        self._since = monotonic()
        return numbered

    def _file(self, one: Looked) -> PhotoFile | None:
        """Return the user's file; one of the library's own is nobody's to write into."""
        return None if one.file is None or one.file.path.is_relative_to(self._home) else one.file


def _in_order(
    work: Callable[[T], R], items: Sequence[T], watch: Watch, *, threads: int = THREADS
) -> Generator[R]:
    """Yield what ``work`` makes of ``items`` in their order; threads work ahead, but not far."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="ingest")
    coming: deque[Future[R]] = deque()
    following = iter(items)
    try:
        for done in range(len(items)):
            watch.at(done, len(items))
            coming.extend(pool.submit(work, item) for item in islice(following, _AHEAD - len(coming)))
            yield coming.popleft().result()
        watch.at(len(items), len(items))
    finally:
        pool.shutdown(cancel_futures=True)


def _glimpse(path: Path) -> tuple[Path, bytes]:
    from morat.photos.glimpse import glimpse_in

    try:
        with path.open("rb") as file:
            return path, glimpse_in(file)
    except OSError:
        return path, b""


def _examine(known: _Known, path: Path) -> Looked:
    try:
        data = read_picture(path)
        return _seen(path, data, of_bytes(data), known)
    except UserError as error:
        return _outside(path, error.message)


def _keep(folder: Path, known: _Known, kept: set[tuple[str, str]], item: Path | Looked) -> Looked:
    """Keep the file of a picture; what is wrong with the library and not with the picture is raised."""
    path, seen = (item, None) if isinstance(item, Path) else (item.path, item)
    try:
        data = read_picture(path)
        sha = of_bytes(data)
        if seen is None or seen.file is None or seen.file.digest != sha:
            seen = _seen(path, data, sha, known)
        if seen.facts is not None and sha not in known.written:
            kept.add((sha, seen.facts.mime))
            keep_file(folder, data, sha, seen.facts.mime)
    except UserError as error:
        if error.message.code in LIBRARY_FAULTS:
            raise
        return _outside(path, error.message)
    return seen


def _seen(path: Path, data: bytes, sha: str, known: _Known) -> Looked:
    from morat.photos.sight import sight

    packet = _beside(path, data)
    file = PhotoFile(sha, path.resolve(), sha, len(data), of_bytes(packet) if packet else "")
    if known.has(sha):
        from morat.photos.decode import measure
        from morat.photos.facts import measured

        facts = measured(data, path.name, sha, measure(data, path.name))
        return Looked(path=path, state=DUPLICATE, facts=facts, file=file)
    found = sight(data, path.name, sha, THUMBNAIL, packet)
    return Looked(
        path=path, state=NEW, facts=found.facts, file=file, dhash=found.dhash, thumbnail=found.thumbnail
    )


def _beside(path: Path, data: bytes) -> bytes:
    """Return the packet of the sidecar of a picture that has one; what cannot be read says nothing."""
    from morat.photos import sidecar

    try:
        return sidecar.read(path) if sidecar.is_wanted(data) else b""
    except (OSError, ValueError):
        return b""


def _outside(path: Path, message: Message) -> Looked:
    return Looked(path=path, state=_STATES.get(message.code, FAILED), message=message)


def _below(folder: Path, warnings: list[Message], watch: Watch) -> Iterator[Path]:
    """Yield the files below a folder by their names; a folder that links lead to twice is entered once."""

    def refused(error: OSError) -> None:
        why = reason(error)
        warnings.append(Message("file-unreadable", path=str(error.filename), reason=why))

    entered: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=refused, followlinks=True):
        watch.at(0, 0)
        real = os.path.realpath(place)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
