"""The article: what a newsroom calls a piece (bài). A frozen value; every change makes a new one."""

import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, structs

from morat.newsroom.blocks import (
    Block,
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
    Unknown,
    new_id,
    texts,
    walk,
    with_id,
)
from morat.newsroom.inline import Runs, tidy
from morat.newsroom.text import clean, clean_line, word_count

SCHEMA = "morat/article-1"
GENRES = ("news", "feature", "interview", "photo-story", "commentary", "reportage", "notice", "other")
STATUSES = (
    "draft",
    "submitted",
    "in-review",
    "returned",
    "approved",
    "published",
    "corrected",
    "withdrawn",
)
ROLES = ("author", "photographer", "editor", "contributor", "translator")


class Author(Struct, frozen=True):
    """A name in the byline. ``pen_name`` (bút danh) is printed instead of ``name`` when it is set."""

    name: str
    pen_name: str = ""
    role: str = "author"
    extra: str = ""

    @property
    def printed(self) -> str:
        """The name as readers see it."""
        return self.pen_name or self.name


class Dateline(Struct, frozen=True):
    """Where and when the piece was written; ``date`` is ISO (``2026-11-23``) or empty."""

    place: str = ""
    date: str = ""
    extra: str = ""


class Series(Struct, frozen=True):
    """The series a piece belongs to: part ``part`` of ``of``."""

    name: str
    part: int = 1
    of: int = 1
    extra: str = ""


class Published(Struct, frozen=True):
    """When (ISO date and time) and where a piece appeared."""

    at: str = ""
    url: str = ""
    extra: str = ""


class Article(Struct, frozen=True, kw_only=True):
    """A piece. Plain strings are NFC and on one line, but the standfirst and the note.

    kicker (tít dẫn), headline (tít), deck (tít phụ), standfirst (sapo), section (chuyên mục),
    genre (thể loại), note (lời nhắn cho biên tập, never printed).
    ``extra`` keeps fields of later versions as JSON text.
    """

    id: str
    genre: str = "news"
    section: str = ""
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    standfirst: str = ""
    dateline: Dateline = Dateline()
    authors: tuple[Author, ...] = ()
    source: str = ""
    tags: tuple[str, ...] = ()
    series: Series | None = None
    related: tuple[str, ...] = ()
    note: str = ""
    embargo: str = ""
    language: str = "vi"
    status: str = "draft"
    published: Published | None = None
    blocks: tuple[Block, ...] = ()
    extra: str = ""


def new_article(**fields: object) -> Article:
    """Return a new piece with a fresh id; ``fields`` are Article's own and may be left out."""
    return tidy_article(structs.replace(Article(id=str(uuid.uuid4())), **fields))


def tidy_article(article: Article) -> Article:
    """Return ``article`` in its normal form: NFC, runs tidied, every block id there once."""
    return structs.replace(tidy_values(article), blocks=_tidy_blocks(article.blocks, set()))


def tidy_values(article: Article) -> Article:
    """Return ``article`` with everything but its blocks in the normal form."""
    one_line = ("section", "kicker", "headline", "deck", "source", "embargo")
    changes: dict[str, object] = {name: clean_line(getattr(article, name)) for name in one_line}
    changes["standfirst"] = clean(article.standfirst).strip()
    changes["note"] = clean(article.note).strip()
    changes["tags"] = tuple(dict.fromkeys(tag for tag in map(clean_line, article.tags) if tag))
    changes["authors"] = tuple(
        structs.replace(author, name=clean_line(author.name), pen_name=clean_line(author.pen_name))
        for author in article.authors
        if author.name.strip() or author.pen_name.strip()
    )
    line = article.dateline
    changes["dateline"] = structs.replace(line, place=clean_line(line.place), date=clean_line(line.date))
    return structs.replace(article, **changes)


def _tidy_blocks(blocks: tuple[Block, ...], seen: set[str]) -> tuple[Block, ...]:
    return tuple(_tidy_block(block, seen) for block in blocks)


def _tidy_block(block: Block, seen: set[str]) -> Block:
    block_id = block.id
    if not block_id or block_id in seen:
        block_id = new_id()
    seen.add(block_id)
    block = block if block.id == block_id else with_id(block, block_id)
    if isinstance(block, Paragraph | Subhead | Pullquote | Quote):
        return _tidy_text(block)
    return _tidy_object(block, seen)


@lru_cache(maxsize=8192)
def _tidy_text(block: Paragraph | Subhead | Pullquote | Quote) -> Block:
    # Between two savings of a piece nearly all of its blocks stay the same.
    if isinstance(block, Quote):
        return structs.replace(block, runs=tidy(block.runs), attribution=clean_line(block.attribution))
    return structs.replace(block, runs=tidy(block.runs))


def _tidy_object(block: ListBlock | Photo | Gallery | Table | Embed | Box | Unknown, seen: set[str]) -> Block:
    match block:
        case ListBlock():
            return structs.replace(block, items=tuple(map(tidy, block.items)) or ((),))
        case Photo():
            return structs.replace(
                block,
                caption=tidy(block.caption),
                credit=clean_line(block.credit),
                alt=clean_line(block.alt),
            )
        case Gallery():
            photos = tuple(_tidy_block(photo, seen) for photo in block.photos)
            return structs.replace(block, photos=photos, caption=tidy(block.caption))
        case Table():
            return structs.replace(block, rows=_rectangle(block.rows))
        case Embed():
            return structs.replace(block, url=clean_line(block.url), caption=clean_line(block.caption))
        case Box():
            return structs.replace(
                block, title=clean_line(block.title), blocks=_tidy_blocks(block.blocks, seen)
            )
        case Unknown():
            return block


def _rectangle(rows: tuple[tuple[Runs, ...], ...]) -> tuple[tuple[Runs, ...], ...]:
    """Return the rows of a table tidied, all as wide as the widest; a table has one cell at least."""
    width = max((len(row) for row in rows), default=0) or 1
    return tuple(tuple(map(tidy, row)) + ((),) * (width - len(row)) for row in rows) or (((),),)


def body_text(article: Article) -> str:
    """Return the printed text of the body, a line a paragraph, captions with it (for counts and search)."""
    return "\n".join(_printed(article.blocks))


def _printed(blocks: tuple[Block, ...]) -> Iterator[str]:
    lines = (text for block in walk(blocks) for field, text in texts(block) if field != "alt")
    return (line for line in lines if line)


class Size(NamedTuple):
    """How much is printed of a piece: ``words`` as Vietnamese newsrooms count, ``characters`` with spaces."""

    words: int
    characters: int


def size(article: Article) -> Size:
    """Return how much there is to print: headline, deck, standfirst, body, captions."""
    parts = [_size(text) for text in (article.headline, article.deck, article.standfirst)]
    parts += map(_block_size, article.blocks)
    return Size(sum(part.words for part in parts), sum(part.characters for part in parts))


def length(article: Article) -> int:
    """Return the words of the piece as a newsroom counts them."""
    return size(article).words


@lru_cache(maxsize=8192)
def _block_size(block: Block) -> Size:
    # Between two countings of a piece nearly all of its blocks stay the same.
    return _size("\n".join(_printed((block,))))


def _size(text: str) -> Size:
    return Size(word_count(text), len(text) - text.count("\n"))
