"""The hand-off file: send a piece with its photos to another workstation, and take one in.

Ancestry is told by the hashes of contents, never by clocks: a copy whose line of versions holds
the version here is newer, one that the line here holds is older, anything else has grown apart.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from morat.library.revisions import content_hash
from morat.library.store import Library
from morat.newsroom.anchors import followed
from morat.newsroom.article import Article, length, new_article, tidy_article
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.codec import to_bytes
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.newsroom.protection import Protection, protection_of
from morat.newsroom.recipe import address
from morat.newsroom.review import Review, joined
from morat.operations.exporting import labels_of
from morat.operations.named_files import refuse_to_replace
from morat.operations.photographs import keep_picture
from morat.operations.reading import read_bytes
from morat.operations.renditions import Rendition, known, original, renditions
from morat.operations.writing import write_file

if TYPE_CHECKING:
    from morat.formats.bundle import Bundle

NEW, NEWER, KNOWN, BESIDE = "new", "newer", "known", "beside"
"""What a copy is to the library: not there yet, newer, no news, grown apart (kept beside)."""


class Outlook(Struct, frozen=True):
    """What a hand-off file holds, and what receiving it would do (``fate``)."""

    article: Article
    fate: str
    photos: int
    words: int
    sender: str = ""
    note: str = ""


class Sent(Struct, frozen=True):
    """What a hand-off file holds; ``version`` is that version of the piece in the library."""

    path: Path
    bytes: int
    revision: str
    version: str
    words: int
    photos: int
    comments: int = 0
    suggestions: int = 0
    warnings: tuple[Message, ...] = ()


class Received(Struct, frozen=True):
    """What became of a hand-off file: the piece it is now, and what was done (a notice)."""

    article: Article
    merged: bool
    notice: Message
    conflicts: tuple[str, ...] = ()
    new_comments: int = 0


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

    if not force:
        refuse_to_replace(out)
    stored = library.articles.get(piece)
    article = structs.replace(stored.article, status=status or stored.article.status)
    pictures, warnings = _pictures(library, article, photos)
    revision = content_hash(to_bytes(article))
    review = library.reviews.of(article.id)
    contents = bundle.Bundle(
        article=article,
        review=review,
        ignored=tuple(library.ignored.of(article.id)),
        protection=_protection(library, article),
        revision=revision,
        ancestors=tuple(sha for sha in _line(library, article.id) if sha != revision),
        photos=pictures,
        note=note,
        status=article.status,
        sender=sender,
        sent_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    write_file(out, data := bundle.pack(contents))
    version = stored.revision
    if article != stored.article:
        # Only now: a piece whose file could not be written has not been sent.
        version = library.articles.save(article, kind="milestone", author=sender).revision
    library.note("sent", article.id, sender, file=out.name, status=article.status)
    told = (Message("sent-review", **_counts(review)),) if review else ()
    held = length(article), len(pictures)
    return Sent(out, len(data), revision, version, *held, **_counts(review), warnings=(*told, *warnings))


def must_be_saved(library: Library, page: Article) -> None:
    """See to it that :func:`send` sends a piece as its ``page`` shows it, and nothing older.

    Raises:
        UserError: ``unsaved-unsent``, the library has another text of it, or none.
    """
    has = library.articles.has(page.id)
    if not has or library.articles.get(page.id).article != tidy_article(page):
        raise UserError("unsaved-unsent", headline=page.headline)


def _counts(review: Review) -> dict[str, int]:
    return {"comments": len(review.comments), "suggestions": len(review.suggestions)}


def keep_outside(
    article: Article, known: Article | None, pictures: Mapping[str, FoundPicture], out: Path
) -> Path:
    """Write a piece that the library cannot take to a hand-off file elsewhere; return its path.

    ``known`` is what the library has of it, so that the file is known as the newer one when it is received;
    of the photos only those go along that the library lacks.

    Raises:
        UserError: ``target-unwritable``, ``disk-full``.
    """
    from morat.formats import bundle

    here = (content_hash(to_bytes(known)),) if known is not None else ()
    contents = bundle.Bundle(
        article=article,
        revision=content_hash(to_bytes(article)),
        ancestors=here,
        photos=dict(pictures),
        status=article.status,
        sent_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    write_file(out, bundle.pack(contents))
    return out


def look(library: Library, path: Path) -> Outlook:
    """Say what a hand-off file holds and what receiving it would do; nothing is stored.

    Raises:
        UserError: as :func:`receive`.
    """
    opened = _open(path)
    return Outlook(
        opened.article,
        _fate(library, opened),
        len(opened.photos),
        length(opened.article),
        opened.sender,
        opened.note,
    )


def receive(library: Library, path: Path, *, author: str = "") -> Received:
    """Take a hand-off file in.

    A new piece comes in; a newer copy replaces the one here (which stays in its history); an older or
    equal one changes nothing; one that has grown apart is kept beside as a piece of its own.

    Raises:
        UserError: the file is missing, damaged or from a newer Mo-rát; nothing was stored.
    """
    opened = _open(path)
    article, fate = opened.article, _fate(library, opened)
    notice = Message(f"received-{fate}", headline=article.headline)
    if fate == KNOWN:
        here = library.articles.get(article.id).article
        new = _keep_beside(library, here, here, opened, author)
        return Received(here, merged=False, notice=notice, new_comments=new)
    for sha, found in opened.photos.items():
        keep_picture(library, sha, found)
    _protect(library, opened)
    if fate == BESIDE:
        beside = structs.replace(article, id=new_article().id)
        library.articles.save(beside, kind="imported", author=author)
        new = _keep_beside(library, beside, beside, opened, author)
        library.note("received", beside.id, author, file=path.name, sender=opened.sender)
        return Received(beside, merged=False, notice=notice, conflicts=(article.id,), new_comments=new)
    before = library.articles.get(article.id).article if fate == NEWER else article
    library.articles.save(article, kind="merged" if fate == NEWER else "imported", author=author)
    new = _keep_beside(library, before, article, opened, author)
    library.note("received", article.id, author, file=path.name, sender=opened.sender)
    return Received(article, merged=fate == NEWER, notice=notice, new_comments=new)


def _protection(library: Library, article: Article) -> dict[str, Protection]:
    """Return whom the pictures of a piece show who must be protected, by the hash of the original."""
    told = {photo.photo: protection_of(photo, known(library)) for photo in photos_in(article.blocks)}
    return {sha: one for sha, one in told.items() if sha and one.flags}


def _protect(library: Library, opened: "Bundle") -> None:
    """Mark the pictures that came along as they were marked there; what is said of one here stays."""
    for photo in photos_in(opened.article.blocks):
        told = opened.protection.get(photo.photo or "")
        for sha in {photo.photo, address(photo)} if told is not None else ():
            facts = known(library)(sha or "")
            if told is not None and facts is not None and not facts.protects:
                library.photos.update(structs.replace(facts, protects=told.flags, permitted=told.permitted))


def _keep_beside(library: Library, before: Article, now: Article, opened: "Bundle", author: str) -> int:
    """Keep what came along beside a piece that was ``before``, and what is said of it here alone.

    Return how many comments are new. The places of each copy are those of its own text.
    """
    for one in opened.ignored:
        library.ignored.add(now.id, one, author=author)
    ours = library.reviews.of(now.id)
    theirs = followed(opened.review, opened.article, now)
    library.reviews.put(now.id, joined(followed(ours, before, now), theirs), author=author)
    known = {one.id for one in ours.comments}
    return sum(one.id not in known for one in theirs.comments)


def _open(path: Path) -> "Bundle":
    from morat.formats import bundle

    return bundle.unpack(read_bytes(path, (".morat",)), path.name)


def _fate(library: Library, opened: "Bundle") -> str:
    """Tell by contents alone what a copy is to the piece here."""
    if not library.articles.has(opened.article.id):
        return NEW
    line = _line(library, opened.article.id)
    if opened.revision in line:
        return KNOWN
    here = content_hash(to_bytes(library.articles.get(opened.article.id).article))
    return NEWER if here in opened.ancestors else BESIDE


def _line(library: Library, article_id: str) -> list[str]:
    """Return the content hashes of every version of a piece, newest first."""
    return [row.content for row in library.revisions.of(article_id)]


def _pictures(library: Library, article: Article, size: str) -> tuple[dict[str, FoundPicture], list[Message]]:
    """Return the pictures that go along: originals by hash, or small ones, edits done, by address."""
    if size == "original":
        return _originals(library, article)

    def make(photo: Photo, shown: Rendition) -> FoundPicture:
        # Qt is loaded only for a piece that has a picture.
        from morat.operations.web_sizes import leave

        small = leave(photo, shown, labels_of(photo, library, shown), library)
        return FoundPicture(Path(_name(library, photo.photo or "")).stem + small.suffix, small.data)

    return renditions(article, library, {}, make)


def _originals(library: Library, article: Article) -> tuple[dict[str, FoundPicture], list[Message]]:
    """Return the originals; of one that is here only as it was sent, edits done, that copy."""
    found: dict[str, FoundPicture] = {}
    warnings: list[Message] = []
    for photo in photos_in(article.blocks):
        here = [sha for sha in (photo.photo, address(photo)) if sha and library.photos.has(sha)]
        try:
            for sha in here[:1]:
                found[sha] = FoundPicture(_name(library, sha), original(library, {}, sha))
        except UserError:
            here = []
        if photo.photo and not here:
            warnings.append(Message("photo-not-exported", sha=photo.photo[:12]))
    return found, list(dict.fromkeys(warnings))


def _name(library: Library, sha: str) -> str:
    file = library.photos.facts(sha).file if library.photos.has(sha) else ""
    return file or f"{sha[:12]}.jpg"


def contents(sent: Sent) -> Message:
    """Return the sentence that says what a hand-off file holds."""
    return Message("sent", file=sent.path.name, words=sent.words, photos=sent.photos, bytes=sent.bytes)


def prospect(outlook: Outlook) -> Message:
    """Return the sentence that says what a hand-off file holds and what receiving it would do."""
    return Message(
        f"would-receive-{outlook.fate}",
        headline=outlook.article.headline,
        words=outlook.words,
        photos=outlook.photos,
        sender=outlook.sender or Message("sender-unknown"),
    )
