"""Captions and the like in the files of pictures: write them, and put back what was there before.

The file on the disk is replaced as a whole or not at all. What stood before the pixels is kept beside the
settings for the last writes, so that each can be undone.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from morat.library import durable
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from morat.operations import places
from morat.operations.photographs import read_picture
from morat.operations.writing import write_file

KEPT = 200
"""How many writes can be undone."""
_FOLDER = "undo"
# What is kept begins with how many bytes of the written file it replaces, and its own SHA-256.
_LENGTH = 8
_HEAD = _LENGTH + 32
_STEP = 16_384


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


def write(path: Path, fields: Mapping[str, str], out: Path | None = None, charset: str = "") -> Carries:
    """Write ``fields`` into the picture at ``path`` (or a copy of it at ``out``); return what it says then.

    IPTC-IIM, XMP and EXIF agree afterwards and nothing else has changed. ``charset`` says what the strings of
    IIM are written in, where the file leaves that open.

    Raises:
        UserError: what ``photos.writing.write`` raises, ``charset-unknown``, ``target-unwritable``,
            ``disk-full``, or what reading raises; the file is as it was.
    """
    from morat.photos import iim, writing

    if charset and charset not in iim.CHARSETS:
        raise UserError("charset-unknown", charset=charset, charsets=", ".join(iim.CHARSETS))
    data = read_picture(path)
    written = writing.write(data, fields, path.name, charset)
    target = out or path
    says = look(written, target.name)
    if written != data or target != path:
        if target == path:
            _keep(data, written, says.facts.sha256)
        write_file(target, written)
    return says


def put_back(path: Path) -> Carries:
    """Give the picture at ``path`` what it said before the last write; return what it says then.

    Raises:
        UserError: ``metadata-not-ours``, where it was not written here or changed since; what writing raises.
    """
    data = read_picture(path)
    kept = _place(hashlib.sha256(data).hexdigest())
    try:
        undo = kept.read_bytes()
    except OSError as error:
        raise UserError("metadata-not-ours", path=path.name) from error
    length, digest, before = undo[:_LENGTH], undo[_LENGTH:_HEAD], undo[_HEAD:]
    if hashlib.sha256(before).digest() != digest:
        raise UserError("metadata-not-ours", path=path.name)
    whole = before + data[int.from_bytes(length, "big") :]
    write_file(path, whole)
    with suppress(OSError):
        kept.unlink()
    return look(whole, path.name)


def _keep(before: bytes, written: bytes, sha: str) -> None:
    """Keep what the file had before instead of the written file's first bytes.

    Nobody waits until it is on the disk: a power cut may take away that the write can be undone, and a half
    of it is known by its hash. Where it cannot be kept the write goes on.
    """
    shared = _shared_end(before, written)
    first, replaced = before[: len(before) - shared], len(written) - shared
    kept = _place(sha)
    with suppress(OSError):
        durable.make_folder(kept.parent)
        kept.write_bytes(replaced.to_bytes(_LENGTH, "big") + hashlib.sha256(first).digest() + first)
        for old in sorted(kept.parent.glob("*.head"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink()


def _shared_end(one: bytes, other: bytes) -> int:
    """Return how many bytes at least two files have in common at their ends: of a JPEG the picture."""
    shared = 0
    while shared + _STEP <= min(len(one), len(other)):
        from_one, from_other = len(one) - shared, len(other) - shared
        if one[from_one - _STEP : from_one] != other[from_other - _STEP : from_other]:
            break
        shared += _STEP
    return shared


def _place(sha: str) -> Path:
    return places.home() / _FOLDER / f"{sha}.head"
