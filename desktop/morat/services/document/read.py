"""From the document back to blocks. Reading never changes the document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple, cast

from msgspec import structs
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextListFormat

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
    with_id,
)
from morat.newsroom.codec import blocks_from_bytes
from morat.newsroom.inline import Run, Runs, cut, plain, tidy
from morat.newsroom.text import clean_line
from morat.services.document.properties import (
    ATTRIBUTION,
    CELLS,
    LINE,
    OBJECT,
    Key,
    Kind,
    box_of,
    kind_of,
    list_of,
    photo_of,
    table_of,
    text_property,
)


def read(document: QTextDocument) -> tuple[Block, ...]:
    """Return the blocks of ``document``, every id there once.

    This reads all of it; ``snapshot.Snapshot`` says the same and reads only what has changed.
    """
    if is_blank(document):
        return ()
    parts: list[Part] = []
    block = document.firstBlock()
    while block.isValid():
        parts.append(part_of(block))
        block = block.next()
    return joined(parts)


class Item(NamedTuple):
    """An item of a list as its text block says it; ``numbering`` tells lists side by side apart."""

    numbering: int
    id: str
    ordered: bool
    extra: str
    runs: Runs


class Cell(NamedTuple):
    """A cell of a table as its text block says it, or one of several in the same ``place``.

    ``grid`` tells tables apart, ``columns`` is their width, ``place`` counts the cells row by row.
    """

    grid: int
    columns: int
    place: int
    id: str
    header: bool
    extra: str
    runs: Runs


class Gap(NamedTuple):
    """An empty line that is no block."""


class Title(NamedTuple):
    """The first line of a box."""

    id: str
    kind: str
    text: str
    extra: str


class Boxed(NamedTuple):
    """What lies in a box."""

    box: str
    part: "Block | Item | Cell | Gap | Title"


Part = Block | Item | Cell | Gap | Boxed
"""What one text block is: a block of the article, or a part of one."""


def is_blank(document: QTextDocument) -> bool:
    """Say whether ``document`` shows a body without blocks: nothing but the empty line Qt insists on."""
    first = document.firstBlock()
    return (
        document.blockCount() == 1
        and first.length() <= 1
        and first.blockFormat().hasProperty(int(Key.BLANK))
        and kind_of(first) == Kind.PARAGRAPH
    )


def part_of(block: QTextBlock) -> Part:
    """Read one text block."""
    box = box_of(block)
    return Boxed(box, _part(block)) if box else _plain_part(block)


def _part(block: QTextBlock) -> Block | Item | Cell | Gap | Title:
    if kind_of(block) != Kind.TITLE:
        return _plain_part(block)
    form = block.blockFormat()
    title = clean_line(plain(tidy(_runs(block))).replace("\n", " "))
    kind, extra = text_property(form, Key.BOX_KIND), text_property(form, Key.EXTRA)
    return Title(text_property(form, Key.ID), kind or "info", title, extra)


def _plain_part(block: QTextBlock) -> Block | Item | Cell | Gap:
    kind = kind_of(block)
    if kind == Kind.ITEM or list_of(block) is not None:
        return _item(block)
    if kind in CELLS:
        return _cell(block, header=kind == Kind.HEAD)
    if kind == Kind.GAP and block.length() <= 1:
        return Gap()
    return _block(block)


def joined(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return the blocks that these text blocks are in all, every id there once."""
    return tuple(_unique(_gathered(parts)))


def _gathered(parts: Sequence[Part]) -> Iterator[Block]:
    """Join what lies in each box, and the items of each list, the cells of each table."""
    for box, group in groupby(parts, _box_of):
        if not box:
            yield from _flat(cast("Iterable[Block | Item | Cell | Gap]", group))
        else:
            yield from _boxes(box, [one.part for one in group if isinstance(one, Boxed)])


def _box_of(part: Part) -> str:
    return part.box if isinstance(part, Boxed) else ""


def _boxes(box: str, parts: "list[Block | Item | Cell | Gap | Title]") -> Iterator[Box]:
    """Yield the box of ``parts``; each title begins another."""
    title = Title(box, "info", "", "")
    inside: list[Block | Item | Cell | Gap] = []
    for number, part in enumerate(parts):
        if not isinstance(part, Title):
            inside.append(part)
            continue
        if number:
            yield Box(title.id, title.kind, title.text, tuple(_flat(inside)), title.extra)
            inside = []
        title = part
    yield Box(title.id, title.kind, title.text, tuple(_flat(inside)), title.extra)


def _flat(parts: "Iterable[Block | Item | Cell | Gap]") -> Iterator[Block]:
    for key, group in groupby(parts, _belonging):
        if key is None:
            yield from (part for part in group if not isinstance(part, Item | Cell | Gap))
            continue
        pieces = tuple(group)
        first = pieces[0]
        if isinstance(first, Item):
            items = tuple(one.runs for one in pieces if isinstance(one, Item))
            yield ListBlock(first.id, first.ordered, items, first.extra)
        elif isinstance(first, Cell):
            cells = _cells(one for one in pieces if isinstance(one, Cell))
            rows = tuple(cells[at : at + first.columns] for at in range(0, len(cells), first.columns))
            yield Table(first.id, first.header, rows, first.extra)


def _cells(parts: Iterable[Cell]) -> tuple[Runs, ...]:
    """Return the text of each cell: Qt lets it have several text blocks, in the article these are lines."""
    return tuple(
        tidy(chain.from_iterable((Run("\n"), *one.runs) if n else one.runs for n, one in enumerate(same)))
        for _, same in groupby(parts, lambda cell: cell.place)
    )


def _belonging(part: "Block | Item | Cell | Gap") -> tuple[str, int, str] | None:
    """Return what neighbours must share to be one list or one table, None for what stands alone."""
    if isinstance(part, Item):
        return ("list", part.numbering, part.id)
    return ("table", part.grid, "") if isinstance(part, Cell) else None


def _unique(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give a second block with the same id one of its own, the same at every reading.

    Qt copies a block's format when it splits one; the editor gives the second half a new id
    in the same step, so this is for the paths that nobody thought of, and for boxes pasted twice.
    """
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Box | Gallery) or not block.id or block.id in seen:
            yield _with_own_ids(block, seen)
        else:
            seen.add(block.id)
            yield block


def _with_own_ids(block: Block, seen: set[str]) -> Block:
    wanted = block.id or "p"
    name, number = wanted, 2
    while name in seen:
        name = f"{wanted}-{number}"
        number += 1
    seen.add(name)
    own = block if name == block.id else with_id(block, name)
    match own:
        case Gallery():
            photos = tuple(cast("Photo", _with_own_ids(photo, seen)) for photo in own.photos)
            return structs.replace(own, photos=photos)
        case Box():
            return structs.replace(own, blocks=tuple(_with_own_ids(one, seen) for one in own.blocks))
        case _:
            return own


def _item(block: QTextBlock) -> Item:
    form, numbering = block.blockFormat(), list_of(block)
    ordered = numbering is not None and numbering.format().style() == QTextListFormat.Style.ListDecimal
    return Item(
        -1 if numbering is None else numbering.objectIndex(),
        text_property(form, Key.ID),
        ordered,
        text_property(form, Key.EXTRA),
        tidy(_runs(block)),
    )


def _cell(block: QTextBlock, *, header: bool) -> Cell:
    form, grid = block.blockFormat(), table_of(block)
    columns, place = 1, 0
    if grid is not None:
        at = grid.cellAt(block.position())
        columns = grid.columns()
        place = at.row() * columns + at.column()
    return Cell(
        -1 if grid is None else grid.objectIndex(),
        columns,
        place,
        text_property(form, Key.ID),
        header,
        text_property(form, Key.EXTRA),
        tidy(_runs(block)),
    )


def _block(block: QTextBlock) -> Block:
    form = block.blockFormat()
    block_id = text_property(form, Key.ID)
    extra = text_property(form, Key.EXTRA)
    match kind_of(block):
        case Kind.SUBHEAD:
            level: object = form.property(int(Key.LEVEL))
            return Subhead(block_id, level if isinstance(level, int) else 2, tidy(_runs(block)), extra)
        case Kind.PULLQUOTE:
            return Pullquote(block_id, tidy(_runs(block)), extra)
        case Kind.QUOTE:
            return _quote(block, block_id, extra)
        case Kind.PHOTO:
            return _photo(block)
        case Kind.GALLERY | Kind.EMBED:
            return _object(block, block_id)
        case Kind.HELD:
            return _held(block, block_id)
        case _:
            return Paragraph(block_id, tidy(_runs(block)), extra)


def _quote(block: QTextBlock, block_id: str, extra: str) -> Quote:
    words: list[Run] = []
    attribution: list[str] = []
    for text, form in fragments(block):
        if text_property(form, Key.ROLE) == ATTRIBUTION:
            attribution.append(text)
        else:
            words.append(_run(text, form))
    source = clean_line("".join(attribution).replace(LINE, " "))
    return Quote(block_id, tidy(words), source, extra)


def _photo(block: QTextBlock) -> Photo:
    photo = photo_of(block.blockFormat())
    return structs.replace(
        photo, caption=_caption(block), credit=clean_line(photo.credit), alt=clean_line(photo.alt)
    )


def _caption(block: QTextBlock) -> Runs:
    runs = tidy(_runs(block))
    if plain(runs).startswith("\n") and block.text().startswith(OBJECT):
        return cut(runs, 1, len(plain(runs)))
    return runs


def _object(block: QTextBlock, block_id: str) -> Block:
    held = blocks_from_bytes(text_property(block.blockFormat(), Key.HELD).encode())
    match held:
        case (Gallery() as gallery,):
            return structs.replace(gallery, id=block_id, caption=_caption(block))
        case (Embed() as embed,):
            caption = clean_line(plain(_caption(block)).replace("\n", " "))
            return structs.replace(embed, id=block_id, caption=caption)
        case _:
            return Paragraph(block_id, _caption(block))


def _held(block: QTextBlock, block_id: str) -> Block:
    held = blocks_from_bytes(text_property(block.blockFormat(), Key.HELD).encode())
    typed = tidy(_runs(block))
    # Text that was typed beside the frame is a paragraph's; the frame itself has none.
    return with_id(held[0], block_id) if held else Paragraph(block_id, typed)


def _runs(block: QTextBlock) -> Iterator[Run]:
    for text, form in fragments(block):
        yield _run(text, form)


def _run(text: str, form: QTextCharFormat) -> Run:
    marks = text_property(form, Key.MARKS)
    link = form.anchorHref() if form.isAnchor() else ""
    text = text.replace(OBJECT, "").replace(LINE, "\n")
    return Run(text, tuple(marks.split()), link or None, text_property(form, Key.RUN_EXTRA))


def fragments(block: QTextBlock) -> Iterator[tuple[str, QTextCharFormat]]:
    """Yield the stretches of one format in ``block`` with their text."""
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.isValid():
            yield fragment.text(), fragment.charFormat()
        place += 1
