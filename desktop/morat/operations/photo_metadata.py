"""Captions and the like in the files of pictures: write them, and put back what was there before.

The file on the disk is replaced as a whole or not at all. What stood before the pixels is kept beside the
settings for the last writes, so that each can be undone.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct, msgpack

from morat.library import durable
from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from morat.operations import places
from morat.operations.photographs import read_picture
from morat.operations.writing import write_file

KEPT = 200
"""How many writes can be undone."""
_FOLDER = "undo"


class _Undo(Struct, frozen=True, array_like=True):
    """How a file began and ended before a write, and how many bytes at its end are there instead."""

    head: bytes
    tail: bytes
    replaced: int


class Carries(Struct, frozen=True):
    """What a picture's file says: its facts, which block says what, readings where the letters are open."""

    facts: PhotoFacts
    sources: dict[str, dict[str, str]]
    choices: dict[str, dict[str, str]]


def look(data: bytes, file: str) -> Carries:
    """Return what a picture's file says of itself; ``file`` is its name.

    Raises:
        UserError: ``photo-unreadable``.
    """
    from morat.photos import metadata
    from morat.photos.facts import facts

    return Carries(facts(data, file), metadata.everything(data), metadata.read(data).choices)


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


def said_in(library: Library, path: Path) -> dict[str, str]:
    """Return what ``library`` says of the picture at ``path``, as fields for :func:`write`; marks with it.

    Nothing is said of fields that are empty in the library and in the file.

    Raises:
        UserError: ``photo-unknown``, where the library has no such picture; what reading it raises.
    """
    from morat.photos import metadata
    from morat.photos.fields import FIELDS, SEPARATOR
    from morat.photos.fingerprint import of_bytes

    data = read_picture(path)
    facts, carried = library.photos.facts(of_bytes(data)), metadata.read(data)
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

    IPTC-IIM, XMP and EXIF agree afterwards and nothing else has changed. ``charset`` says what the strings of
    IIM are written in, where the file leaves that open.

    Raises:
        UserError: what ``photos.writing.revised`` raises, ``charset-unknown``, ``target-unwritable``,
            ``disk-full``, or what reading raises; the file is as it was.
    """
    from morat.photos import iim, writing

    if charset and charset not in iim.CHARSETS:
        raise UserError("charset-unknown", charset=charset, charsets=", ".join(iim.CHARSETS))
    data = read_picture(path)
    made = writing.revised(data, fields, path.name, charset)
    rest = memoryview(data)[made.replaced : made.kept]
    if out is not None:
        write_file(out, made.head, rest, made.tail)
        return out
    undo = _Undo(data[: made.replaced], data[made.kept :], len(made.tail))
    if (made.head, made.tail) != (undo.head, undo.tail):
        _keep(undo, made.head, len(rest) + len(made.tail))
        # A link stays one: the file it names is written.
        real = path.resolve()
        write_file(real, made.head, rest, made.tail, like=real)
    return path


def put_back(path: Path) -> None:
    """Give the picture at ``path`` what it said before the last write; writes are taken back one by one.

    Raises:
        UserError: ``metadata-not-ours``, where it was not written here or changed since; what writing raises.
    """
    from morat.photos import carriers

    data = read_picture(path)
    at = carriers.picture_at(data) or len(data)
    kept = _place(data[:at], len(data) - at)
    try:
        undo = msgpack.decode(kept.read_bytes(), type=_Undo)
    except (OSError, DecodeError) as error:
        raise UserError("metadata-not-ours", path=path.name) from error
    real = path.resolve()
    write_file(real, undo.head, memoryview(data)[at : len(data) - undo.replaced], undo.tail, like=real)
    with suppress(OSError):
        kept.unlink()


def _keep(undo: _Undo, written: bytes, rest: int) -> None:
    """Keep how a file began and ended, to be found by how it begins now and how many bytes follow.

    Nobody waits until it is on the disk: a power cut may take away that the write can be undone, and half of
    it cannot be decoded. Where it cannot be kept the write goes on.
    """
    kept = _place(written, rest)
    with suppress(OSError):
        durable.make_folder(kept.parent)
        kept.write_bytes(msgpack.encode(undo))
        for old in sorted(kept.parent.glob("*.head"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink()


def _place(head: bytes, rest: int) -> Path:
    return places.home() / _FOLDER / f"{hashlib.sha256(head).hexdigest()}-{rest}.head"
