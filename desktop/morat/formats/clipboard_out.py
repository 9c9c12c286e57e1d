"""Blocks out to the clipboard: HTML that Word, a mail and a CMS take well, and plain text for the rest.

No styles, no ids, no pictures: a photo leaves as its caption, for what is copied must be there at once.
"""

from collections.abc import Iterable

from morat.formats.markup import element, inline, is_safe_address, text
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
    texts,
)
from morat.newsroom.inline import Runs, plain


def html(blocks: Iterable[Block]) -> str:
    """Return ``blocks`` as HTML; a single paragraph stays a stretch of text."""
    blocks = tuple(blocks)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return f"<span>{inline(blocks[0].runs)}</span>"
    return "\n".join(filter(None, map(_block, blocks)))


def plain_text(blocks: Iterable[Block]) -> str:
    """Return ``blocks`` as plain text, one line each; what an alt text says was not seen."""
    return "\n".join(filter(None, map(_plain, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return element("p", inline(block.runs))
        case Subhead():
            return element(f"h{block.level}", inline(block.runs))
        case Pullquote() | Quote():
            return element("blockquote", element("p", inline(block.runs)) + _attribution(block))
        case ListBlock():
            items = "".join(element("li", inline(item)) for item in block.items)
            return element("ol" if block.ordered else "ul", items)
        case Table():
            return _table(block)
        case _:
            return _shown(block)


def _shown(block: Block) -> str:
    """Return what is a frame on the page as the words below it."""
    match block:
        case Photo():
            return _caption(block.caption, block.credit)
        case Gallery():
            return "".join(map(_shown, block.photos)) + _caption(block.caption, "")
        case Embed() if is_safe_address(block.url):
            return element("p", element("a", text(block.caption or block.url), href=block.url))
        case Box():
            title = element("p", element("strong", text(block.title))) if block.title else ""
            return title + "".join(map(_block, block.blocks))
        case _:
            return ""


def _attribution(block: Pullquote | Quote) -> str:
    if not isinstance(block, Quote) or not block.attribution:
        return ""
    signed = f"— {block.attribution}"
    return element("p", text(signed))


def _caption(caption: Runs, credit: str) -> str:
    words = element("em", inline(caption)) if caption else ""
    signed = f"({credit})" if credit else ""
    return element("p", " ".join(filter(None, (words, text(signed))))) if words or signed else ""


def _table(table: Table) -> str:
    rows: list[str] = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.header and number == 0 else "td"
        rows.append(element("tr", "".join(element(tag, inline(cell)) for cell in row)))
    return element("table", "".join(rows), border="1", cellpadding="4", style="border-collapse: collapse")


def _plain(block: Block) -> str:
    match block:
        case ListBlock():
            signs = (f"{number}." for number, _ in enumerate(block.items, 1)) if block.ordered else None
            return "\n".join(f"{next(signs) if signs else '•'} {plain(item)}" for item in block.items)
        case Photo():
            signed = f"({block.credit})" if block.credit else ""
            return " ".join(filter(None, (plain(block.caption), signed)))
        case Box():
            return "\n".join(filter(None, (block.title, plain_text(block.blocks))))
        case Gallery():
            return "\n".join(filter(None, (plain_text(block.photos), plain(block.caption))))
        case Embed():
            return "\n".join(filter(None, (block.caption, block.url)))
        case _:
            return "\n".join(words for field, words in texts(block) if words and field != "alt")
