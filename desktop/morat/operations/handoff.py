"""The hand-off file: send a piece with its photos to another workstation, and take one in.

Ancestry is told by the hashes of contents, never by clocks: a copy whose line of versions holds
the version here is newer, one that the line here holds is older, anything else has grown apart.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, structs

from morat.library.revisions import content_hash
from morat.library.store import Library
from morat.newsroom.article import Article, length, new_article
from morat.newsroom.blocks import photos_in
from morat.newsroom.codec import to_bytes
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.operations.exporting import PHOTO_WIDTH, edited_photos, original
from morat.operations.photographs import keep_picture
from morat.operations.reading import read_bytes
from morat.operations.writing import write_file


class Sent(Struct, frozen=True):
    """What a hand-off file holds."""

    path: Path
    bytes: int
    revision: str
    words: int
    photos: int
    warnings: tuple[Message, ...] = ()


class Received(Struct, frozen=True):
    """What became of a hand-off file: the piece it is now, and what was done (a notice)."""

    article: Article
    merged: bool
    notice: Message
    conflicts: tuple[str, ...] = ()


def send(  # noqa: PLR0913 - the letter, its address and what goes with it
    library: Library,
    piece: str,
    out: Path,
    *,
    status: str | None = None,
    note: str = "",
    photos: str = "web",
    sender: str = "",
    force: bool = False,
) -> Sent:
    """Write the hand-off file of a piece; a new ``status`` is stored as a milestone with it.

    ``photos`` is ``web`` (small copies) or ``original``.

    Raises:
        UserError: ``article-unknown``, ``target-exists``, ``target-unwritable``, ``disk-full``.
    """
    from morat.formats import bundle

    if out.exists() and not force:
        raise UserError("target-exists", path=str(out))
    stored = library.articles.get(piece)
    article = stored.article
    if status:
        article = structs.replace(article, status=status)
    pictures, missing = _pictures(library, article, photos)
    revision = content_hash(to_bytes(article))
    contents = bundle.Bundle(
        article=article,
        revision=revision,
        ancestors=tuple(sha for sha in _line(library, article.id) if sha != revision),
        photos=pictures,
        note=note,
        status=article.status,
        sender=sender,
        sent_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    data = bundle.pack(contents)
    write_file(out, data)
    if article != stored.article:
        # Only now: a piece whose file could not be written has not been sent.
        library.articles.save(article, kind="milestone", author=sender)
    warnings = tuple(Message("photo-not-exported", sha=sha[:12]) for sha in missing)
    return Sent(out, len(data), revision, length(article), len(pictures), warnings)


def receive(library: Library, path: Path, *, author: str = "") -> Received:
    """Take a hand-off file in.

    A new piece comes in; a newer copy replaces the one here (which stays in its history); an older or
    equal one changes nothing; one that has grown apart is kept beside as a piece of its own.

    Raises:
        UserError: the file is missing, damaged or from a newer Mo-rát; nothing was stored.
    """
    from morat.formats import bundle

    opened = bundle.unpack(read_bytes(path, (".morat",)), path.name)
    article = opened.article
    if not library.articles.has(article.id):
        _keep(library, opened.photos)
        library.articles.save(article, kind="imported", author=author)
        return Received(article, merged=False, notice=Message("received-new", headline=article.headline))
    here = library.articles.get(article.id).article
    line = _line(library, article.id)
    if opened.revision in line:
        return Received(here, merged=False, notice=Message("received-known", headline=here.headline))
    _keep(library, opened.photos)
    if content_hash(to_bytes(here)) in opened.ancestors:
        library.articles.save(article, kind="merged", author=author)
        return Received(article, merged=True, notice=Message("received-newer", headline=article.headline))
    beside = structs.replace(article, id=new_article().id)
    library.articles.save(beside, kind="imported", author=author)
    notice = Message("received-beside", headline=article.headline)
    return Received(beside, merged=False, notice=notice, conflicts=(here.id,))


def _line(library: Library, article_id: str) -> list[str]:
    """Return the content hashes of every version of a piece, newest first."""
    return [row.content for row in library.revisions.of(article_id)]


def _keep(library: Library, photos: Mapping[str, FoundPicture]) -> None:
    for sha, found in photos.items():
        keep_picture(library, sha, found)


def _pictures(library: Library, article: Article, size: str) -> tuple[dict[str, FoundPicture], list[str]]:
    from morat.photos.render import web

    found: dict[str, FoundPicture] = {}
    missing: list[str] = []
    edited = set(edited_photos(article))
    for sha in dict.fromkeys(photo.photo for photo in photos_in(article.blocks) if photo.photo):
        try:
            data = original(library, {}, sha)
            name = library.photos.facts(sha).file or f"{sha[:12]}.jpg"
            if size == "web" and sha in edited:
                missing.append(sha)
                continue
            if size == "web":
                small = web(data, PHOTO_WIDTH)
                data, name = small.data, Path(name).stem + small.suffix
            found[sha] = FoundPicture(name, data)
        except UserError:
            missing.append(sha)
    return found, missing


def contents(sent: Sent) -> Message:
    """Return the sentence that says what a hand-off file holds."""
    return Message("sent", file=sent.path.name, words=sent.words, photos=sent.photos, bytes=sent.bytes)
