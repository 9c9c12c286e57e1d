"""From the document back to blocks. Reading never changes the document."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextListFormat

from morat.newsroom.blocks import (
    Block,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    new_id,
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
    """Return the blocks of ``document``, every id there once."""
    if _is_blank(document):
        return ()
    return tuple(_unique(_blocks(document)))


def _is_blank(document: QTextDocument) -> bool:
    first = document.firstBlock()
    return (
        document.blockCount() == 1
        and first.length() <= 1
        and not text_property(first.blockFormat(), Key.ID)
        and kind_of(first) == Kind.PARAGRAPH
    )


def _unique(blocks: Iterator[Block]) -> Iterator[Block]:
    """Give a second block with the same id one of its own, the same at every reading.

    Qt copies a block's format when it splits one; the editor gives the second half a new id
    in the same step, so this is for the paths that nobody thought of.
    """
    seen: set[str] = set()
    for block in blocks:
        wanted = block.id or new_id()
        name, number = wanted, 2
        while name in seen:
            name = f"{wanted}-{number}"
            number += 1
        seen.add(name)
        yield block if name == block.id else with_id(block, name)


def _blocks(document: QTextDocument) -> Iterator[Block]:
    block = document.firstBlock()
    while block.isValid():
        if kind_of(block) == Kind.ITEM or list_of(block) is not None:
            block, found = _list(block)
            yield found
        else:
            yield _block(block)
            block = block.next()


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


def _list(block: QTextBlock) -> tuple[QTextBlock, ListBlock]:
    """Read the items from ``block`` on that belong to one list; return the block after them too."""
    form = block.blockFormat()
    numbering = list_of(block)
    block_id = text_property(form, Key.ID)
    items: list[Runs] = []
    while block.isValid() and (list_of(block) is not None or kind_of(block) == Kind.ITEM):
        here = list_of(block)
        if items and (here != numbering or text_property(block.blockFormat(), Key.ID) != block_id):
            break
        items.append(tidy(_runs(block)))
        block = block.next()
    ordered = numbering is not None and numbering.format().style() == QTextListFormat.Style.ListDecimal
    return block, ListBlock(block_id, ordered, tuple(items), text_property(form, Key.EXTRA))


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
    return Photo(photo.id, photo.photo, runs, photo.credit, photo.alt, photo.size, photo.edit, photo.extra)


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


def photos(document: QTextDocument) -> tuple[str, ...]:
    """Return the hashes of the photos shown as blocks of their own, in order, each once.

    Reads block formats alone: cheap enough for every key.
    """
    found: dict[str, None] = {}
    block = document.firstBlock()
    while block.isValid():
        sha = text_property(block.blockFormat(), Key.PHOTO)
        if sha:
            found[sha] = None
        block = block.next()
    return tuple(found)
