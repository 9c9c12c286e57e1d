"""Read a file of any kind into a piece. Nothing is stored here."""

import contextlib
import re
from pathlib import Path

from msgspec import structs

from morat.newsroom.article import length
from morat.newsroom.blocks import photos_in
from morat.newsroom.incoming import FoundPicture, Incoming
from morat.newsroom.messages import Message, UserError
from morat.newsroom.system_errors import reason
from morat.newsroom.text import is_apart
from morat.operations.named_files import size_of
from morat.operations.watching import Watch

TEXT_LIMIT = 20_000_000
"""Bytes of text, Markdown or HTML that are taken; more is no newspaper article."""
ARCHIVE_LIMIT = 400_000_000
"""Bytes of a Word or hand-off file with its pictures."""
OLD_WORD = (".doc", ".dot", ".rtf", ".odt", ".wps")
"""Kinds of manuscripts that LibreOffice, or a person, has to save as .docx first."""
TEXT_KINDS = (".txt", ".md", ".markdown", ".html", ".htm")
KINDS = (".morat", ".zip", ".docx", ".docm", ".dotx", ".dotm", *TEXT_KINDS)
KEEP = "keep"
REVISIONS = (KEEP, "accept", "reject")
"""What may become of tracked changes: suggestions beside the text as it was, part of it, or nothing."""
_ID = re.compile(r"[0-9a-f][0-9a-f-]{5,35}")


def is_file_source(source: str) -> bool:
    """Say whether ``source`` names a file and not the id of a piece in the library."""
    return _ID.fullmatch(source.lower()) is None or Path(source).exists()


def is_old(path: Path) -> bool:
    """Say whether a file is a manuscript of an old kind, which takes a while to read."""
    return path.suffix.lower() in OLD_WORD


def read_file(
    path: Path, encoding: str | None = None, revisions: str = KEEP, watch: Watch | None = None
) -> Incoming:
    """Read the piece in a file; ``revisions`` (:data:`REVISIONS`) is what becomes of Word's tracked changes.

    One of an old kind is handed to LibreOffice first, which ``watch`` can call off.

    Raises:
        UserError: the file is missing, a folder, empty, too large, of an unknown kind, damaged, or its
            encoding cannot be told; ``file-old-word``: there is no LibreOffice; ``office-failed``,
            ``office-slow``, ``cancelled``.
    """
    if is_old(path):
        incoming = _read_old(path, revisions, watch)
    else:
        data = read_bytes(path)
        incoming = _read(path, data, encoding, revisions)
        if path.suffix.lower() in TEXT_KINDS and is_apart(data):
            # What proofreads cannot tell: every text is NFC by the time anybody sees it.
            incoming = structs.replace(incoming, warnings=(*incoming.warnings, Message("letters-composed")))
    if not length(incoming.article) and not any(photos_in(incoming.article.blocks)):
        raise UserError("file-empty", path=path.name)
    return _with_pictures_beside(incoming, path.parent)


def read_bytes(path: Path, kinds: tuple[str, ...] = KINDS) -> bytes:
    """Return the bytes of a file after the checks that need no look inside; ``kinds`` are endings.

    Raises:
        UserError: ``file-missing``, ``file-is-folder``, ``file-kind-unknown``, ``file-too-large``,
            ``file-unreadable``, ``file-empty``.
    """
    size = size_of(path)
    kind = path.suffix.lower()
    if kind not in kinds:
        raise UserError("file-kind-unknown", kind=kind or path.name)
    limit = TEXT_LIMIT if kind in TEXT_KINDS else ARCHIVE_LIMIT
    if size > limit:
        raise UserError("file-too-large", path=path.name, size=_megabytes(size), limit=_megabytes(limit))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    if not data:
        raise UserError("file-empty", path=path.name)
    return data


def _read_old(path: Path, revisions: str, watch: Watch | None) -> Incoming:
    from morat.formats import docx_in
    from morat.operations import office

    data = read_bytes(path, OLD_WORD)
    program = office.find_office()
    if program is None:
        raise UserError("file-old-word", path=path.name, kind=path.suffix.lower())
    return docx_in.read(office.as_docx(program, path.name, data, watch), path.name, revisions)


def _megabytes(size: int) -> str:
    return f"{round(size / 1_000_000)} MB"


def _read(path: Path, data: bytes, encoding: str | None, revisions: str) -> Incoming:
    # Each reader brings a heavy library of its own: only the one that is needed is loaded.
    match path.suffix.lower():
        case ".docx" | ".docm" | ".dotx" | ".dotm":
            from morat.formats import docx_in

            return docx_in.read(data, path.name, revisions)
        case ".morat":
            from morat.formats import bundle

            opened = bundle.unpack(data, path.name)
            return Incoming(opened.article, dict(opened.photos))
        case ".zip":
            from morat.formats import packet_in

            return packet_in.read(data, path.name)
        case ".html" | ".htm":
            from morat.formats import html_in

            return html_in.read(data, encoding, path.name)
        case kind:
            return _read_text(kind, data, encoding, path.name)


def _read_text(kind: str, data: bytes, encoding: str | None, name: str) -> Incoming:
    from morat.formats import encodings

    text = encodings.decode(data, encoding, name)
    if kind in (".md", ".markdown"):
        from morat.formats import markdown_in

        return markdown_in.read(text)
    from morat.formats import text_in

    return text_in.read(text)


def _with_pictures_beside(incoming: Incoming, folder: Path) -> Incoming:
    """Bring in the pictures that the file names and that lie in its own folder or below it."""
    if not incoming.wanted:
        return incoming
    from morat.operations.photographs import adopt

    root = folder.resolve()
    found: dict[str, Path] = {}
    for block_id, name in incoming.wanted.items():
        path = (root / name).resolve()
        # A page from elsewhere must not make Mo-rát read the rest of the disk.
        if path.is_relative_to(root) and path.is_file():
            found[block_id] = path
    # A page of ours says which originals its pictures are copies of: they keep those addresses.
    ours = {photo.id: photo.photo for photo in photos_in(incoming.article.blocks) if photo.photo}
    article, pictures = adopt(incoming.article, {id_: path for id_, path in found.items() if id_ not in ours})
    for block_id in found.keys() & ours.keys():
        path = found[block_id]
        with contextlib.suppress(UserError):
            pictures[ours[block_id]] = FoundPicture(path.name, read_bytes(path, (path.suffix.lower(),)))
    return structs.replace(incoming, article=article, pictures={**incoming.pictures, **pictures})
