"""The blocks of a piece as HTML. Every element that is a block carries its id as ``b-<id>``."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from msgspec import Struct

from morat.formats.markup import element, inline, is_safe_address, is_seen, text, void
from morat.formats.printed import Printed, parting
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
)
from morat.newsroom.inline import Runs, plain

PREFIX = "b-"
GENERATOR = "Mo-rát"
"""What the usual page says it was made by."""
_NOTE = "note"  # an aside by itself is a landmark, which a page has few of
_SIZES = "(min-width: 40rem) 40rem, 100vw"


class Image(Struct, frozen=True):
    """A picture as a page names it: its address, its pixels, and the choice of widths for small screens."""

    source: str
    width: int
    height: int
    choice: str | None = None


class BlockWriter:
    """Writes blocks with the images they need, in the words of the piece's language."""

    def __init__(self, images: Mapping[str, Image], words: Printed) -> None:
        """Take ``images`` by the SHA-256 of the original."""
        self._images = images
        self._words = words
        self._is_below_subhead = False

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the HTML of ``blocks``, each on a line of its own."""
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        """Return the HTML of one block."""
        match block:
            case Photo():
                return self._photo(block)
            case Gallery():
                return self._gallery(block)
            case Box():
                return self._box(block)
            case Table():
                return element("div", element("table", _rows(block)), id=_anchor(block), class_="table")
            case Embed():
                return element("figure", _embed(block), id=_anchor(block), class_="embed")
            case Unknown():
                return element("div", id=_anchor(block), class_="unknown", data_kind=block.kind, hidden=True)
            case Subhead():
                return self._subhead(block)
            case _:
                return _words(block)

    def _subhead(self, subhead: Subhead) -> str:
        """Return a heading that screen readers can go by: none without words, no h3 but below an h2."""
        name, words = _anchor(subhead), inline(subhead.runs)
        if not is_seen(plain(subhead.runs)):
            return element("p", words, id=name, class_="subhead", data_level=subhead.level)
        if subhead.level == 3 and self._is_below_subhead:
            return element("h3", words, id=name)
        self._is_below_subhead = True
        return element("h2", words, id=name, data_level=None if subhead.level == 2 else subhead.level)

    def _photo(self, photo: Photo) -> str:
        image = self._images.get(photo.photo or "")
        seen = self._frame(photo) if image is None else _image(photo, image)
        return element(
            "figure",
            seen + self._caption(photo.caption, photo.credit),
            id=_anchor(photo),
            class_=f"photo {photo.size}",
            data_size=photo.size,
            data_photo=photo.photo,
        )

    def _frame(self, photo: Photo) -> str:
        """Return the dashed box that waits for a picture."""
        label = photo.alt or " ".join(plain(photo.caption).split()) or self._words.frame
        shown = text(self._words.frame)
        return element("div", shown, class_="frame", role="img", aria_label=label, data_alt=photo.alt)

    def _caption(self, caption: Runs, credit: str) -> str:
        said = element("span", inline(caption), class_="caption") if caption else ""
        if credit:
            name = text(self._words.credit) + element("span", text(credit), class_="name")
            said += parting(caption) + element("span", name, class_="credit")
        return element("figcaption", said) if said else ""

    def _gallery(self, gallery: Gallery) -> str:
        photos = element("div", "".join(map(self._photo, gallery.photos)), class_="photos")
        return element(
            "figure", photos + self._caption(gallery.caption, ""), id=_anchor(gallery), class_="gallery"
        )

    def _box(self, box: Box) -> str:
        title = element("p", text(box.title), class_="box-title") if box.title else ""
        inside = element("div", self.blocks(box.blocks), class_="inside")
        return element("aside", title + inside, id=_anchor(box), class_="box", role=_NOTE, data_kind=box.kind)


def _anchor(block: Block) -> str:
    return PREFIX + quote(block.id, safe="")


def _words(block: Paragraph | Pullquote | Quote | ListBlock) -> str:
    name = _anchor(block)
    match block:
        case Paragraph():
            return element("p", inline(block.runs), id=name)
        case Pullquote():
            return element("aside", element("p", inline(block.runs)), id=name, class_="pullquote", role=_NOTE)
        case Quote():
            return element("blockquote", _quote(block), id=name)
        case ListBlock():
            items = "".join(element("li", inline(item)) for item in block.items)
            return element("ol" if block.ordered else "ul", items, id=name)


def _image(photo: Photo, image: Image) -> str:
    return void(
        "img",
        src=image.source,
        srcset=image.choice,
        sizes=_SIZES if image.choice else None,
        alt=photo.alt,
        width=image.width,
        height=image.height,
    )


def _quote(quoted: Quote) -> str:
    words = element("p", inline(quoted.runs))
    if not quoted.attribution:
        return words
    return words + element("footer", element("cite", text(quoted.attribution)))


def _rows(table: Table) -> str:
    head = table.rows[:1] if table.header else ()
    body = table.rows[len(head) :]
    parts: list[str] = []
    if head:
        cells = "".join(map(_heading, head[0]))
        parts.append(element("thead", element("tr", cells)))
    rows = "".join(element("tr", "".join(element("td", inline(cell)) for cell in row)) for row in body)
    return "".join(parts) + element("tbody", rows)


def _heading(cell: Runs) -> str:
    """Return the head of a column; one without words heads nothing."""
    return element("th", inline(cell), scope="col") if is_seen(plain(cell)) else element("td", inline(cell))


def _embed(embed: Embed) -> str:
    shown = text(embed.url)
    if embed.url and is_safe_address(embed.url):
        shown = element("a", shown, href=embed.url)
    else:
        shown = element("span", shown, class_="address")
    caption = (
        element("figcaption", element("span", text(embed.caption), class_="caption")) if embed.caption else ""
    )
    return shown + caption
