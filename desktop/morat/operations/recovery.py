"""After a crash: bring what was typed and not saved back from the keystroke journals; lose neither text."""

from contextlib import suppress
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from morat.library import journal
from morat.library.articles import Stored
from morat.library.journal import Left
from morat.library.revisions import RevisionRow, content_hash
from morat.library.store import Library
from morat.newsroom.anchors import followed
from morat.newsroom.article import Article
from morat.newsroom.codec import to_bytes
from morat.newsroom.messages import Message, UserError
from morat.newsroom.system_errors import reason
from morat.operations.watching import Watch

NEW, NEWER, BESIDE = "new", "newer", "beside"
"""What was recovered: a piece that was never saved, the going on of the newest version, or a text that has
grown apart from it because another program has saved meanwhile."""


class Recovered(Struct, frozen=True):
    """A piece that was brought back; it is the newest version in the library now.

    ``at`` is when the last of it was typed (ISO). ``before`` is the version that was the newest until then
    and is in the history, None where the piece was never saved.
    """

    piece: str
    headline: str
    at: str
    fate: str
    revision: str
    before: str | None = None


class Recovery(Struct, frozen=True):
    """What became of the journals: the pieces brought back, and what could not be (to be told)."""

    pieces: tuple[Recovered, ...] = ()
    warnings: tuple[Message, ...] = ()


def recover(library: Library, *, author: str = "", device: str = "", watch: Watch | None = None) -> Recovery:
    """Store what the journals of programs that are gone hold and the library does not.

    A journal whose text is in the library already is removed without a word. What cannot be stored now
    stays where it is for the next time. One that is damaged is read as far as it is good and kept.
    """
    watch = watch or Watch()
    pieces: list[Recovered] = []
    warnings: list[Message] = []
    left, halves = journal.left_behind(library.folder), journal.half_written(library.folder)
    groups = [list(paths) for _, paths in groupby(left, journal.group)]
    for number, paths in enumerate(groups):
        watch.at(number, len(groups))
        try:
            found, told = _take_over(library, paths, author, device)
        except UserError as error:
            warnings.append(error.message)
            continue
        except OSError as error:
            why = reason(error)
            warnings.append(Message("file-unreadable", path=str(paths[-1]), reason=why))
            continue
        pieces += found
        warnings += told
    for half in halves:
        with suppress(OSError):
            half.unlink()
    return Recovery(tuple(pieces), tuple(warnings))


def _take_over(
    library: Library, paths: list[Path], author: str, device: str
) -> tuple[list[Recovered], list[Message]]:
    """Store what the files of one journal hold, then put them away. The last that can be read counts."""
    read = [journal.read(path) for path in paths]
    last = next((one for one in reversed(read) if one.article is not None), None)
    found = None if last is None else _store(library, last, author, device)
    warnings: list[Message] = []
    for one in read:
        kept = journal.put_away(one.path, damaged=one.damaged)
        if kept is not None:
            warnings.append(Message("journal-damaged", path=str(kept)))
    return ([found] if found else []), warnings


def _store(library: Library, left: Left, author: str, device: str) -> Recovered | None:
    article = left.article
    if article is None or not left.unsaved:
        return None
    if not library.articles.has(article.id):
        saved = library.articles.save(article, kind="restored", author=author, device=device)
        return Recovered(article.id, article.headline, left.at, NEW, saved.revision)
    rows = library.revisions.of(article.id)
    base = _base(rows, left)
    if _is_stored(rows, base, article):
        return None
    before = library.articles.get(article.id)
    review = library.reviews.of(article.id)
    library.reviews.put(article.id, followed(review, before.article, article), author=author)
    saved = library.articles.save(
        article, kind="restored", author=author, device=device, parent=_parent(rows, base, before)
    )
    fate = BESIDE if saved.beside else NEWER
    return Recovered(article.id, article.headline, left.at, fate, saved.revision, before.revision)


def _base(rows: list[RevisionRow], left: Left) -> str | None:
    """Return the version that the text grew out of: one that was sent may have come without an answer."""
    contents = {_content(article) for article in left.sent}
    for row in rows:
        if row.sha == left.base:
            break
        if row.content in contents:
            return row.sha
    return left.base


def _is_stored(rows: list[RevisionRow], base: str | None, article: Article) -> bool:
    """Say whether a version since ``base`` (all of them, where it is not known) is this very text."""
    content = _content(article)
    for row in rows:
        if row.content == content:
            return True
        if row.sha == base:
            return False
    return False


def _parent(rows: list[RevisionRow], base: str | None, before: Stored) -> str:
    """Return the version to go on from; one that is not known here cannot be it."""
    return base if base is not None and any(row.sha == base for row in rows) else before.revision


def _content(article: Article) -> str:
    return content_hash(to_bytes(article))
