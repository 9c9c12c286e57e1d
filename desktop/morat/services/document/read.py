"""From the document back to blocks. Reading never changes the document."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from msgspec import structs
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextListFormat

from morat.newsroom.blocks import (
    Block,
    Box,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    with_id,
)
from morat.newsroom.codec import blocks_from_bytes
from morat.newsroom.inline import Run, Runs, cut, plain, tidy
from morat.newsroom.text import clean_line
from morat.services.document.properties import (
    ATTRIBUTION,
    LINE,
    OBJECT,
    Key,
    Kind,
    kind_of,
    list_of,
    photo_of,
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


Part = Block | Item
"""What one text block is: a block of the article, or an item of one."""


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
    if kind_of(block) == Kind.ITEM or list_of(block) is not None:
        return _item(block)
    return _block(block)


def joined(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return the blocks that these text blocks are in all, every id there once."""
    return tuple(_unique(_gathered(parts)))


def _gathered(parts: Iterable[Part]) -> Iterator[Block]:
    """Join the items of each list."""
    first: Item | None = None
    items: list[Runs] = []
    for part in parts:
        if isinstance(part, Item):
            if first is not None and (part.numbering, part.id) == (first.numbering, first.id):
                items.append(part.runs)
                continue
            if first is not None:
                yield ListBlock(first.id, first.ordered, tuple(items), first.extra)
            first, items = part, [part.runs]
            continue
        if first is not None:
            yield ListBlock(first.id, first.ordered, tuple(items), first.extra)
            first = None
        yield part
    if first is not None:
        yield ListBlock(first.id, first.ordered, tuple(items), first.extra)


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
    runs = tidy(_runs(block))
    if plain(runs).startswith("\n") and block.text().startswith(OBJECT):
        runs = cut(runs, 1, len(plain(runs)))
    return structs.replace(photo, caption=runs, credit=clean_line(photo.credit), alt=clean_line(photo.alt))


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
