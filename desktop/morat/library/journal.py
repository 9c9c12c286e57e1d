"""The keystroke journal: what was typed and is not in the library yet, on the disk within a second.

One file for each piece that is being edited, ``<library>/journal/<piece>-<session>-<number>.journal``. Each
line is a record: the CRC-32 of all lines up to its end, a space, and JSON. The first holds the whole piece
and the version it grew out of (``base``); so a journal needs no database, and is of use when that is what
broke. Every other holds what changed since the one before: values by name and a splice of blocks. ``sent``
(a number) says that this very state went to the library, ``saved`` that it came to be this version there.

A line that was cut off is left out; the checksums run on from line to line, so nothing after a damaged place
passes for good. A journal that has grown long is begun anew under the next number, and only then is the one
before removed: there is no moment without either.
"""

import errno
import os
import secrets
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec
from msgspec import Struct, structs

from morat.library import durable
from morat.library.holding import hold
from morat.library.peek import JOURNAL_SUFFIX as SUFFIX
from morat.library.peek import JOURNALS as FOLDER
from morat.newsroom import codec
from morat.newsroom.article import Article
from morat.newsroom.messages import UserError
from morat.newsroom.splices import Splice

DAMAGED = ".damaged"
"""What a journal that could not be read to its end is called from then on, behind its name."""
SCHEMA = "morat/journal-1"
LIMIT = 400_000
"""Bytes that are added to a journal before it is begun anew, unless the piece itself is longer."""
_CRC = 9
"""Bytes of a line before its JSON: the checksum in hexadecimal digits and a space."""


class Owner(Struct, frozen=True):
    """Who writes: the machine's name, the process, the program."""

    host: str
    pid: int
    program: str


class Left(Struct, frozen=True):
    """What a journal tells whose writer is gone.

    ``article`` is the piece as it was last (None when not even the first record could be read), ``at`` when
    that was written (ISO), ``base`` the last version that was acknowledged. ``sent`` are the states that
    went to the library after it without an answer. ``unsaved`` says whether there is anything beyond
    what was acknowledged, ``damaged`` whether something behind the last good record is no torn end.
    """

    path: Path
    article: Article | None = None
    at: str = ""
    base: str | None = None
    sent: tuple[Article, ...] = ()
    unsaved: bool = True
    damaged: bool = False


class Journal:
    """Writes the journal of one piece. All calls come from one thread."""

    def __init__(self, folder: Path, owner: Owner, base: str | None = None, limit: int = LIMIT) -> None:
        """Write below the library's ``folder``; ``base`` is the version the piece grew out of, if any.

        Nothing is written until there is something to write down. ``limit`` is in bytes, see :data:`LIMIT`;
        0 begins anew at every record.
        """
        self._folder = folder / FOLDER
        self._owner = owner
        self._base = base
        self._limit = limit
        self._session = secrets.token_hex(4)
        self._number = 0
        self._file: BinaryIO | None = None
        self._crc = 0
        self._room = 0

    def put(self, article: Article, splice: Splice | None, at: str, sent: int = 0) -> None:
        """Write down how ``article`` is now: by ``splice`` since the last call, or whole where it must be.

        ``sent``, unless 0, is the number under which this very state goes to the library.
        When it returns the record is on the disk.

        Raises:
            OSError: it is not; the next call writes the whole piece anew.
        """
        if self._file is None or self._room <= 0:
            self._begin(article, at, sent)
        elif splice is not None or sent:
            self._append(_change(splice, at, sent))

    def saved(self, sent: int, revision: str) -> None:
        """Write down that the state sent as ``sent`` is the version ``revision`` now.

        Raises:
            OSError: as :meth:`put`.
        """
        self._base = revision
        if self._file is not None:
            self._append({"saved": revision, "of": sent})

    def close(self, *, remove: bool) -> None:
        """Write no more; the file goes when all of it is in the library (``remove``), else it waits.

        Raises:
            OSError: it could not be removed.
        """
        if self._file is not None:
            path = Path(self._file.name)
            self._file.close()
            self._file = None
            if remove:
                durable.remove(path)

    def _begin(self, article: Article, at: str, sent: int) -> None:
        """Begin the next file with the whole piece; then the one before is of no more use."""
        self._number += 1
        record = {
            "schema": SCHEMA,
            "at": at,
            "base": self._base,
            **structs.asdict(self._owner),
            "sent": sent,
            "article": msgspec.Raw(codec.to_bytes(article)),
        }
        line, crc = _line(record, 0)
        durable.make_folder(self._folder)
        path = self._folder / f"{_file_name(article.id)}-{self._session}-{self._number:06}{SUFFIX}"
        durable.write(path, line)
        file = path.open("ab", buffering=0)
        hold(file.fileno())
        self.close(remove=True)
        self._file, self._crc = file, crc
        self._room = max(self._limit, len(line)) if self._limit else 0

    def _append(self, record: dict[str, Any]) -> None:
        file = self._file
        assert file is not None  # noqa: S101 - its callers have seen to it
        line, crc = _line(record, self._crc)
        try:
            _write(file, line)
        except OSError:
            # What stands in the file now is anybody's guess. It stays until there is a new one.
            self._room = 0
            raise
        self._crc = crc
        self._room -= len(line)


def left_behind(folder: Path) -> list[Path]:
    """Return the journals below the library's ``folder`` whose writers are gone, by name and number."""
    return [path for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")) if not _is_held(path)]


def half_written(folder: Path) -> list[Path]:
    """Return the files below ``folder`` that a crash has kept from becoming journals; nothing needs them."""
    return list((folder / FOLDER).glob(".*.tmp"))


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb+") as file:
            return not hold(file.fileno())
    except OSError:
        # Gone meanwhile, or nobody's to read: left for another time.
        return True


def read(path: Path) -> Left:
    """Read a journal as far as it is good.

    Raises:
        OSError: the file cannot be read.
    """
    data = path.read_bytes()
    story = _Story()
    end = 0
    for record, place in _records(data):
        if not story.tell(record):
            return structs.replace(story.left(path), damaged=True)
        end = place
    # A torn end is what a crash leaves: part of the last line. More than a line is something else.
    return structs.replace(story.left(path), damaged=data.count(b"\n", end) > 0 or not story.begun)


def group(path: Path) -> str:
    """Return what the files of one journal have in common in their names."""
    return path.name.rpartition("-")[0]


def put_away(path: Path, *, damaged: bool) -> Path | None:
    """Remove a journal that has been taken over; a damaged one is kept, its new name returned.

    Raises:
        OSError: it could not be.
    """
    if not damaged:
        durable.remove(path)
        return None
    kept = path.with_name(path.name + DAMAGED)
    durable.move(path, kept)
    return kept


class _Story:
    """The piece as the records read so far tell it."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}
        self._at = ""
        self._base: str | None = None
        self._last = 0
        self._sent: dict[int, dict[str, Any]] = {}
        self._acknowledged: dict[str, Any] | None = None

    @property
    def begun(self) -> bool:
        """Whether the first record has been read."""
        return bool(self._tree)

    def tell(self, record: dict[str, Any]) -> bool:
        """Go on by one record; False for one that says nothing here."""
        try:
            if not self._tree:
                self._begin(record)
            elif "saved" in record:
                self._base = str(record["saved"])
                self._acknowledged = self._sent.get(record["of"])
                self._sent = {n: state for n, state in self._sent.items() if n > record["of"]}
            else:
                self._change(record)
        except (KeyError, TypeError, ValueError, IndexError):
            return False
        return True

    def left(self, path: Path) -> Left:
        """Return what the story has come to."""
        if not self._tree:
            return Left(path)
        try:
            article = codec.from_json(self._tree)
            sent = tuple(codec.from_json(state) for state in self._sent.values())
        except UserError:
            return Left(path, damaged=True)
        return Left(path, article, self._at, self._base, sent, unsaved=self._tree != self._acknowledged)

    def _begin(self, record: dict[str, Any]) -> None:
        if record["schema"] != SCHEMA:
            raise ValueError(record["schema"])
        self._at = str(record["at"])
        self._base = record["base"]
        self._tree = dict(record["article"])
        self._mark(record)

    def _change(self, record: dict[str, Any]) -> None:
        tree = {**self._tree, **record.get("set", {})}
        if "splice" in record:
            start, removed, blocks = record["splice"]
            old = self._tree["blocks"]
            if not 0 <= start <= start + removed <= len(old):
                raise ValueError(start)
            tree["blocks"] = [*old[:start], *blocks, *old[start + removed :]]
        self._tree = tree
        self._at = str(record["at"])
        self._mark(record)

    def _mark(self, record: dict[str, Any]) -> None:
        if record.get("sent"):
            self._sent[int(record["sent"])] = self._tree


def _write(file: BinaryIO, line: bytes) -> None:
    if file.write(line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file.fileno())


def _change(splice: Splice | None, at: str, sent: int) -> dict[str, Any]:
    record: dict[str, Any] = {"at": at}
    if splice is not None:
        if splice.names:
            tree = codec.to_json(splice.article)
            record["set"] = {name: tree[name] for name in splice.names}
        if splice.removed or splice.article.blocks:
            blocks = msgspec.Raw(codec.blocks_to_bytes(splice.article.blocks))
            record["splice"] = [splice.start, splice.removed, blocks]
    if sent:
        record["sent"] = sent
    return record


def _line(record: dict[str, Any], crc: int) -> tuple[bytes, int]:
    """Return the line of a record, and the checksum up to its end."""
    body = msgspec.json.encode(record)
    crc = zlib.crc32(body, crc)
    return b"%08x %b\n" % (crc, body), crc


def _records(data: bytes) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the good records from the start on, each with the place where it ends."""
    crc, at = 0, 0
    while (end := data.find(b"\n", at)) >= 0:
        said, body = data[at : at + _CRC], data[at + _CRC : end]
        crc = zlib.crc32(body, crc)
        if said != b"%08x " % crc:
            return
        try:
            record: object = msgspec.json.decode(body)
        except msgspec.DecodeError:
            return
        if not isinstance(record, dict):
            return
        at = end + 1
        yield cast("dict[str, Any]", record), at


def _file_name(piece: str) -> str:
    """Return a piece's id as part of a file name; one that came from elsewhere may be anything."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in piece)[:40]
