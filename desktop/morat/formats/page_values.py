"""What a page template may say of a piece: plain values, and HTML that is ready.

This is the whole of what a template sees: ``piece`` (:class:`PieceValues`), ``page`` (:class:`PageValues`),
``words`` (:class:`~morat.formats.printed.Printed`) and ``blocks()``, which gives the blocks one by one
(:class:`BlockValues`) to those who set them their own way. The names here are the names there:
``{{ piece.headline }}``, ``{% for block in blocks() %}``.

Nothing that is not printed is in it: no note, status, embargo or id of the piece, no name behind a pen name,
no path. Plain text is escaped where a template puts it; what is marked as HTML is put as it is. A field that
a block does not have is empty. ``{{ piece.standfirst|lines }}`` keeps line breaks.
"""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct, structs

from morat.formats.html_blocks import BlockWriter, Image
from morat.formats.markup import inline, is_safe_address, text
from morat.formats.printed import Printed, date, instant
from morat.newsroom.article import Article, Author, Dateline
from morat.newsroom.blocks import Block, Box, Embed, Gallery, ListBlock, Photo, Quote, Subhead, Table, texts
from morat.newsroom.inline import Runs


class Name(Struct, frozen=True):
    """A name in the byline, as it is printed: ``label`` ("Ảnh: ") stands before those who did not write."""

    name: str
    role: str
    label: str = ""


class Place(Struct, frozen=True):
    """The dateline: ``date`` as newspapers write it, ``moment`` for machines (a time has its +07:00)."""

    place: str = ""
    date: str = ""
    moment: str = ""


class Part(Struct, frozen=True):
    """The series a piece belongs to: part ``part`` of ``of``."""

    name: str
    part: int
    of: int


class BlockValues(Struct, frozen=True, kw_only=True):
    """A block. ``type`` is as in the JSON of an article: ``paragraph``, ``photo``...

    ``html`` is all of it as the usual page has it; ``text`` its words without marks, captions too. The rest
    is for those who set it themselves: ``words`` (the runs of a paragraph, subhead or quote), ``caption``,
    the ``items`` of a list and the cells of ``rows`` are HTML of the inside, without the element around it.
    ``source`` is the address of a photo's picture, empty where there is none; ``choice`` its ``srcset``.
    """

    type: str
    html: Markup
    text: str = ""
    words: Markup = Markup()
    level: int = 0
    ordered: bool = False
    items: tuple[Markup, ...] = ()
    attribution: str = ""
    title: str = ""
    kind: str = ""
    blocks: tuple["BlockValues", ...] = ()
    header: bool = False
    rows: tuple[tuple[Markup, ...], ...] = ()
    url: str = ""
    caption: Markup = Markup()
    credit: str = ""
    alt: str = ""
    size: str = ""
    source: Markup = Markup()
    choice: str = ""
    width: int = 0
    height: int = 0
    photos: tuple["BlockValues", ...] = ()


class PieceValues(Struct, frozen=True, kw_only=True):
    """A piece as it is printed. ``body`` is the HTML of all its blocks."""

    language: str
    title: str
    headline: str
    kicker: str
    deck: str
    standfirst: str
    section: str
    genre: str
    tags: tuple[str, ...]
    source: str
    series: Part | None
    dateline: Place
    authors: tuple[Name, ...]
    body: Markup


class Fact(Struct, frozen=True):
    """A ``meta`` element of the head: ``kind`` (``name`` or ``property``), ``name``, ``content``."""

    kind: str
    name: str
    content: str


class PageValues(Struct, frozen=True, kw_only=True):
    """What stands around the piece on a page.

    ``policy`` is the content security policy that lets ``style`` and the pictures in and nothing else;
    ``linked_data`` the NewsArticle of schema.org as JSON; ``address`` where the piece appeared, or empty.
    """

    policy: Markup
    style: Markup
    facts: tuple[Fact, ...]
    linked_data: Markup
    address: str = ""


def piece_values(article: Article, images: Mapping[str, Image], words: Printed) -> PieceValues:
    """Return what a template sees of ``article``; ``images`` are by the SHA-256 of the original."""
    series = article.series
    return PieceValues(
        language=article.language or "vi",
        title=article.headline or article.kicker or words.untitled,
        headline=article.headline,
        kicker=article.kicker,
        deck=article.deck,
        standfirst=article.standfirst,
        section=article.section,
        genre=article.genre,
        tags=article.tags,
        source=article.source,
        series=Part(series.name, series.part, series.of) if series else None,
        dateline=_place(article.dateline),
        authors=tuple(_names(article.authors, words)),
        body=Markup(BlockWriter(images, words).blocks(article.blocks)),  # noqa: S704 - is HTML
    )


def block_values(article: Article, images: Mapping[str, Image], words: Printed) -> tuple[BlockValues, ...]:
    """Return the blocks of ``article`` one by one, those in boxes and galleries inside them."""
    return tuple(_Values(images, words).blocks(article.blocks))


def _place(line: Dateline) -> Place:
    return Place(line.place, date(line.date), instant(line.date)) if line.date else Place(line.place)


def _names(authors: Iterable[Author], words: Printed) -> Iterator[Name]:
    for author in authors:
        yield Name(author.printed, author.role, words.roles.get(author.role, ""))


class _Values:
    """Makes the values of blocks with the images they need."""

    def __init__(self, images: Mapping[str, Image], words: Printed) -> None:
        self._images = images
        self._writer = BlockWriter(images, words)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[BlockValues]:
        for block in blocks:
            yield self._block(block)

    def _block(self, block: Block) -> BlockValues:
        plain = BlockValues(
            type=str(block.__struct_config__.tag),
            html=Markup(self._writer.block(block)),  # noqa: S704 - is HTML
            text="\n".join(said for field, said in texts(block) if said and field != "alt"),
            words=_html(getattr(block, "runs", ())),
        )
        return structs.replace(plain, **self._more(block))

    def _more(self, block: Block) -> dict[str, object]:
        """Return what blocks of this type alone have."""
        match block:
            case Photo():
                return self._photo(block)
            case Gallery():
                return {"photos": tuple(self.blocks(block.photos)), "caption": _html(block.caption)}
            case Box():
                inside = tuple(self.blocks(block.blocks))
                return {"kind": block.kind, "title": block.title, "blocks": inside}
            case Table():
                rows = tuple(tuple(map(_html, row)) for row in block.rows)
                return {"header": block.header, "rows": rows}
            case ListBlock():
                return {"ordered": block.ordered, "items": tuple(map(_html, block.items))}
            case _:
                return _small(block)

    def _photo(self, photo: Photo) -> dict[str, object]:
        said: dict[str, object] = {
            "caption": _html(photo.caption),
            "credit": photo.credit,
            "alt": photo.alt,
            "size": photo.size,
        }
        image = self._images.get(photo.photo or "")
        if image is None:
            return said
        # Base64 or a name of ours: escaping megabytes again would change nothing in them.
        source = Markup(image.source)  # noqa: S704
        seen = {"source": source, "choice": image.choice or "", "width": image.width, "height": image.height}
        return {**said, **seen}


def _small(block: Block) -> dict[str, object]:
    match block:
        case Subhead():
            return {"level": block.level}
        case Quote():
            return {"attribution": block.attribution}
        case Embed():
            url = block.url if is_safe_address(block.url) else ""
            return {"url": url, "caption": Markup(text(block.caption))}  # noqa: S704 - is HTML
        case _:
            return {}


def _html(runs: Runs) -> Markup:
    return Markup(inline(runs))  # noqa: S704 - is HTML
