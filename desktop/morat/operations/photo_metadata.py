"""Captions and the like in the files of pictures: write them, and put back what was there before.

The file on the disk is replaced as a whole or not at all. What stood before the pixels is kept beside the
settings for the last writes, so that each can be undone. For RAW files and HEIC it is their sidecars that are
written.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import DecodeError, Struct, msgpack

from morat.library import durable
from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.system_errors import reason
from morat.operations import places
from morat.operations.photographs import read_picture
from morat.operations.writing import remove_file, write_file

KEPT = 1000
"""How many writes can be undone: those of a day with two matches."""
_ROOM = 100
"""How many more are kept before the oldest go, so that not every write counts them through."""
_WRITERS = 0o222
"""The bits of a file's mode that say who may write it."""
_FOLDER = "undo"


class _Undo(Struct, frozen=True, array_like=True):
    """How a file began and ended before a write, and how many bytes at its end are there instead."""

    head: bytes
    tail: bytes
    replaced: int

    def before(self, data: bytes, at: int) -> bytes:
        """Return the whole file that ``data``, whose picture begins at ``at``, was."""
        return b"".join((self.head, memoryview(data)[at : len(data) - self.replaced], self.tail))


class Carries(Struct, frozen=True):
    """What a picture's file says: its facts, which block says what, readings where the letters are open."""

    facts: PhotoFacts
    sources: dict[str, dict[str, str]]
    choices: dict[str, dict[str, str]]


def look(data: bytes, file: str, packet: bytes = b"") -> Carries:
    """Return what a picture's file says of itself; ``file`` is its name, ``packet`` that of its sidecar.

    Raises:
        UserError: ``photo-unreadable``.
    """
    from morat.photos import metadata
    from morat.photos.facts import facts

    choices = metadata.read(data, packet).choices
    return Carries(facts(data, file, packet), metadata.everything(data, packet), choices)


def look_at(path: Path) -> Carries:
    """Return what the file at ``path`` says of itself, or the sidecar it has.

    Raises:
        UserError: ``photo-unreadable``, and what reading raises.
    """
    data = read_picture(path)
    return look(data, path.name, read_beside(path, data))


def read_beside(path: Path, data: bytes) -> bytes:
    """Return the packet of a picture's sidecar; empty where there is none, or the file speaks for itself.

    Raises:
        UserError: ``file-unreadable``, ``metadata-damaged``.
    """
    from morat.photos import sidecar

    try:
        return sidecar.read(path) if sidecar.is_wanted(data) else b""
    except OSError as error:
        beside = str(sidecar.path_of(path))
        raise UserError("file-unreadable", path=beside, reason=reason(error)) from error
    except ValueError as error:
        raise UserError("metadata-damaged", path=sidecar.path_of(path).name) from error


def contradictions(library: Library, sha: str) -> dict[str, dict[str, str]]:
    """Return where the file of a photo of the library contradicts itself: by field who says it, and what.

    Who says it is a block (``XMP``, ``EXIF``, ``IPTC``), or a character set where the file names none.

    Raises:
        UserError: ``photo-unknown``, ``photo-missing``.
    """
    from morat.photos import metadata

    said = metadata.read(library.photos.path(sha).read_bytes())
    found = metadata.conflicts(said.sources)
    for field, readings in said.choices.items():
        found[field] = {**found.get(field, {}), **readings}
    return found


def said_of(facts: PhotoFacts, path: Path, data: bytes) -> dict[str, str]:
    """Return what the library says (``facts``) of the picture at ``path``, as fields for :func:`write`.

    The marks go with it. Nothing is said of fields that are empty in the library and in the file ``data``.

    Raises:
        UserError: as :func:`read_beside`.
    """
    from morat.photos import metadata
    from morat.photos.fields import FIELDS, SEPARATOR

    carried = metadata.read(data, read_beside(path, data))
    # A rejected picture without stars is rejected for Bridge too.
    rejected = facts.pick < 0 and not facts.rating
    stars = -1 if rejected else facts.rating
    said = {"rating": str(stars or ""), "pick": str(facts.pick or "")}
    for field in FIELDS:
        value: str | tuple[str, ...] = getattr(facts, field)
        said[field] = value if isinstance(value, str) else SEPARATOR.join(value)
    there = {field for field in FIELDS if getattr(carried, field)}
    there |= {mark for mark in ("rating", "pick") if carried.rating or carried.pick}
    return {field: text for field, text in said.items() if text or field in there}


def write(path: Path, fields: Mapping[str, str], out: Path | None = None, charset: str = "") -> Path:
    """Write ``fields`` into the picture at ``path``, or a copy of it at ``out``; return which file has them.

    IPTC-IIM, XMP and EXIF agree afterwards and nothing else has changed; what goes into a sidecar is XMP.
    ``charset`` says what the strings of IIM are written in, where the file leaves that open.

    Raises:
        UserError: what ``photos.writing.revised`` raises, ``charset-unknown``, ``target-protected``,
            ``target-unwritable``, ``target-changed``, ``caption-unproven``, ``disk-full``, or what reading
            raises; the file is as it was.
    """
    from morat.photos import iim, sidecar, writing

    if charset and charset not in iim.CHARSETS:
        raise UserError("charset-unknown", charset=charset, charsets=", ".join(iim.CHARSETS))
    # A link stays one: the file it names is written.
    real = path.resolve()
    guard = _Guard(real)
    data = read_picture(path)
    if out is None and sidecar.is_wanted(data):
        return _write_beside(path, data, fields)
    made = writing.revised(data, fields, path.name, charset)
    rest = memoryview(data)[made.replaced : made.kept]
    if out is not None:
        write_file(out, made.head, rest, made.tail)
        return out
    undo = _Undo(data[: made.replaced], data[made.kept :], len(made.tail))
    if (made.head, made.tail) != (undo.head, undo.tail):
        guard.may_write()
        _keep(undo, made.head, len(rest) + len(made.tail))
        proof = partial(guard.prove, made.of(data))
        write_file(real, made.head, rest, made.tail, like=real, last=proof)
    return path


def _write_beside(path: Path, data: bytes, fields: Mapping[str, str]) -> Path:
    """Write ``fields`` into the sidecar of a picture; return where it is."""
    from morat.photos import sidecar, writing

    target = sidecar.path_of(path)
    guard = _Guard(target)
    before = read_beside(path, data)
    fresh = writing.sidecar(before, fields, target.name)
    if fresh != before and (before or any(fields.values())):
        guard.may_write()
        _keep(_Undo(before, b"", 0), fresh, 0)
        write_file(target, fresh, like=target if before else None, last=partial(guard.prove, fresh))
    return target


def put_back(path: Path) -> None:
    """Give the picture at ``path`` what it said before the last write; writes are taken back one by one.

    Raises:
        UserError: ``metadata-not-ours``, where it was not written here or changed since; what writing raises.
    """
    from morat.photos import sidecar

    data = read_picture(path)
    real = path.resolve()
    if sidecar.is_wanted(data):
        data, real = read_beside(path, data), sidecar.path_of(path)
    guard = _Guard(real)
    at, kept, undo = _undo_of(data)
    if undo is None:
        raise UserError("metadata-not-ours", path=path.name)
    guard.may_write()
    before = undo.before(data, at)
    if before:
        write_file(real, before, like=real, last=partial(guard.prove, before))
    else:
        # A sidecar that was not there.
        remove_file(real)
    with suppress(OSError):
        kept.unlink()


def earlier(data: bytes) -> Iterator[bytes]:
    """Yield what a file that is ``data`` now was before it was written here, the last time first."""
    seen: set[Path] = set()
    while True:
        at, kept, undo = _undo_of(data)
        # What was written and then written back leads in a circle.
        if undo is None or kept in seen:
            return
        seen.add(kept)
        data = undo.before(data, at)
        yield data


class _Guard:
    """Sees to it that the file which is replaced is the one that was read, and that it may be."""

    def __init__(self, path: Path) -> None:
        """Look at the file before it is read; it need not be there."""
        self._path = path
        self._seen = self._look()

    def may_write(self) -> None:
        """Leave alone what somebody has protected: the folder would let it be replaced all the same.

        Raises:
            UserError: ``target-protected``.
        """
        with suppress(OSError):
            if not self._path.stat().st_mode & _WRITERS:
                raise UserError("target-protected", path=self._path.name)

    def prove(self, data: bytes, passing: Path) -> None:
        """Read the new file back before it takes the place of the one that was read.

        Raises:
            UserError: ``caption-unproven``; ``target-changed``: another program has written there meanwhile.
        """
        if not durable.holds(passing, data):
            raise UserError("caption-unproven", path=self._path.name)
        if self._look() != self._seen:
            raise UserError("target-changed", path=self._path.name)

    def _look(self) -> tuple[int, int] | None:
        # What the system will not say of a file here, it says when the file is read.
        with suppress(OSError):
            found = self._path.stat()
            return found.st_mtime_ns, found.st_size
        return None


def _undo_of(data: bytes) -> tuple[int, Path, _Undo | None]:
    """Return where the picture of a file begins, where it is kept what it was before, and that."""
    from morat.photos import carriers

    at = carriers.picture_at(data) or len(data)
    kept = _place(data[:at], len(data) - at)
    try:
        return at, kept, msgpack.decode(kept.read_bytes(), type=_Undo)
    except (OSError, DecodeError):
        return at, kept, None


def _keep(undo: _Undo, written: bytes, rest: int) -> None:
    """Keep how a file began and ended, to be found by how it begins now and how many bytes follow.

    Nobody waits until it is on the disk: a power cut may take away that the write can be undone, and half of
    it cannot be decoded. Where it cannot be kept the write goes on.
    """
    kept = _place(written, rest)
    with suppress(OSError):
        durable.make_folder(kept.parent)
        kept.write_bytes(msgpack.encode(undo))
        there = list(kept.parent.glob("*.head"))
        if len(there) > KEPT + _ROOM:
            for old in sorted(there, key=_age)[:-KEPT]:
                old.unlink()


def _age(path: Path) -> float:
    return path.stat().st_mtime


def _place(head: bytes, rest: int) -> Path:
    return places.home() / _FOLDER / f"{hashlib.sha256(head).hexdigest()}-{rest}.head"
