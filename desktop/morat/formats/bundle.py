"""The hand-off file ``.morat``: a piece with its photos, in one file that can be checked.

A ZIP of ``manifest.json`` (schema ``morat/bundle-1``; who sent what and when, and the SHA-256 and size
of every other member), ``article.json`` and ``photos/<sha>.<ext>``, where ``<sha>`` names the original
picture even if a smaller copy travels. Equal contents give equal bytes.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, cast

import msgspec
from msgspec import Struct

from morat.formats.zipping import DAMAGE, zipped
from morat.newsroom.article import Article
from morat.newsroom.codec import from_bytes, review_from_bytes, review_to_bytes, to_bytes
from morat.newsroom.ignoring import Ignored
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import UserError
from morat.newsroom.protection import Protection
from morat.newsroom.review import Review

SCHEMA = "morat/bundle-1"
SIZE_LIMIT = 1_000_000_000
"""Bytes that a bundle may unpack to."""
_MEMBERS_LIMIT = 2_000
_MANIFEST = "manifest.json"
_ARTICLE = "article.json"
_REVIEW, _IGNORED = "review.json", "ignored.json"
"""What travels beside a piece, where there is any: comments and suggestions, and ignored findings."""
_NAMED = (_MANIFEST, _ARTICLE, _REVIEW, _IGNORED)
_PHOTO = re.compile(r"photos/([0-9a-f]{64})(\.[a-z0-9]{1,5})?")
_FAMILY = re.compile(r"morat/bundle-(\d{1,6})")
_DAMAGE = (*DAMAGE, msgspec.MsgspecError)


class Bundle(Struct, frozen=True, kw_only=True):
    """What a hand-off file holds.

    ``revision`` and ``ancestors`` (newest first) are hashes by which versions are told on every
    workstation. ``photos`` is keyed by the hash of the original picture. ``sent_at`` is ISO date and
    time. ``protection`` says by hash whom pictures show
    who must be protected. ``extra`` keeps fields of later versions of the manifest as JSON text.
    """

    article: Article
    revision: str = ""
    ancestors: tuple[str, ...] = ()
    photos: dict[str, FoundPicture] = {}
    review: Review = Review()
    ignored: tuple[Ignored, ...] = ()
    protection: dict[str, Protection] = {}
    note: str = ""
    status: str = ""
    sender: str = ""
    sent_at: str = ""
    extra: str = ""


class _File(Struct, frozen=True):
    sha256: str
    bytes: int
    name: str = ""


class _Manifest(Struct, frozen=True, kw_only=True):
    schema: str
    piece: str
    files: dict[str, _File]
    revision: str = ""
    ancestors: tuple[str, ...] = ()
    note: str = ""
    status: str = ""
    sender: str = ""
    sent_at: str = ""
    protection: dict[str, Protection] = {}


def pack(contents: Bundle) -> bytes:
    """Return the hand-off file of ``contents``."""
    members: dict[str, bytes] = {_ARTICLE: to_bytes(contents.article)}
    if contents.review != Review():
        members[_REVIEW] = review_to_bytes(contents.review)
    if contents.ignored:
        members[_IGNORED] = msgspec.json.encode(contents.ignored)
    names: dict[str, str] = {}
    for sha, found in sorted(contents.photos.items()):
        path = f"photos/{sha}{_suffix(found.name)}"
        members[path] = found.data
        names[path] = found.name
    manifest: dict[str, Any] = {
        **(msgspec.json.decode(contents.extra) if contents.extra else {}),
        **msgspec.to_builtins(
            _Manifest(
                schema=SCHEMA,
                piece=contents.article.id,
                files={path: _measured(data, names.get(path, "")) for path, data in members.items()},
                revision=contents.revision,
                ancestors=contents.ancestors,
                note=contents.note,
                status=contents.status,
                sender=contents.sender,
                sent_at=contents.sent_at,
                protection=contents.protection,
            )
        ),
    }
    if not contents.protection:
        del manifest["protection"]
    written = msgspec.json.encode(manifest, order="deterministic")
    return zipped({_MANIFEST: msgspec.json.format(written, indent=2), **members}, (".json",))


def unpack(data: bytes, name: str = "") -> Bundle:
    """Read a hand-off file; every hash is checked. ``name`` is the file's, for the sentence of an error.

    Raises:
        UserError: ``bundle-damaged``; ``bundle-newer`` for the schema of a later version.
    """
    try:
        return _opened(data)
    except UserError as error:
        if error.message.code in ("bundle-newer", "article-newer"):
            raise UserError("bundle-newer", path=name, schema=error.message.params["schema"]) from error
        raise UserError("bundle-damaged", path=name) from error
    except _DAMAGE as error:
        raise UserError("bundle-damaged", path=name) from error


def _opened(data: bytes) -> Bundle:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = _checked_entries(archive)
        tree: Any = msgspec.json.decode(archive.read(_MANIFEST))
        _check_schema(tree)
        manifest = msgspec.convert(tree, _Manifest)
        if set(entries) != {_MANIFEST, *manifest.files}:
            raise ValueError("members and manifest differ")
        members = {path: _verified(archive, path, told) for path, told in manifest.files.items()}
    article = from_bytes(members.pop(_ARTICLE))
    review = review_from_bytes(members.pop(_REVIEW)) if _REVIEW in members else Review()
    ignored = msgspec.json.decode(members.pop(_IGNORED, b"[]"), type=tuple[Ignored, ...])
    photos = {_sha_of(path): _found(path, raw, manifest.files[path]) for path, raw in members.items()}
    if article.id != manifest.piece or len(photos) != len(members):
        raise ValueError("the manifest is of another piece, or a photo is there twice")
    return Bundle(
        article=article,
        revision=manifest.revision,
        ancestors=manifest.ancestors,
        photos=photos,
        review=review,
        ignored=ignored,
        protection=manifest.protection,
        note=manifest.note,
        status=manifest.status,
        sender=manifest.sender,
        sent_at=manifest.sent_at,
        extra=_extra(cast("dict[str, Any]", tree)),
    )


def _checked_entries(archive: zipfile.ZipFile) -> list[str]:
    entries = archive.infolist()
    paths = [entry.filename for entry in entries]
    if len(paths) > _MEMBERS_LIMIT or len(set(paths)) != len(paths):
        raise ValueError("too many members, or one twice")
    if sum(entry.file_size for entry in entries) > SIZE_LIMIT:
        raise ValueError("too large")
    for path in paths:
        if path not in _NAMED and _PHOTO.fullmatch(path) is None:
            raise ValueError(path)
    return paths


def _check_schema(tree: object) -> None:
    schema = cast("dict[str, object]", tree).get("schema") if isinstance(tree, dict) else None
    if schema == SCHEMA:
        return
    family = _FAMILY.fullmatch(schema) if isinstance(schema, str) else None
    if family and int(family[1]) > 1:
        raise UserError("bundle-newer", path="", schema=schema)
    raise ValueError(schema)


def _verified(archive: zipfile.ZipFile, path: str, told: _File) -> bytes:
    if archive.getinfo(path).file_size != told.bytes:
        raise ValueError(path)
    # The size in the directory can lie: never unpack more than the manifest tells.
    with archive.open(path) as member:
        raw = member.read(told.bytes + 1)
    if len(raw) != told.bytes or hashlib.sha256(raw).hexdigest() != told.sha256:
        raise ValueError(path)
    return raw


def _sha_of(path: str) -> str:
    found = _PHOTO.fullmatch(path)
    if found is None:
        raise ValueError(path)
    return found[1]


def _found(path: str, raw: bytes, told: _File) -> FoundPicture:
    # A name with a folder in it would be a way out of the library's.
    name = PurePosixPath(told.name.replace("\\", "/")).name
    return FoundPicture(name or PurePosixPath(path).name, raw)


def _extra(tree: Mapping[str, Any]) -> str:
    known = _Manifest.__struct_fields__
    rest = {name: value for name, value in tree.items() if name not in known}
    return msgspec.json.encode(rest, order="deterministic").decode() if rest else ""


def _measured(data: bytes, name: str) -> _File:
    return _File(hashlib.sha256(data).hexdigest(), len(data), name)


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ""
