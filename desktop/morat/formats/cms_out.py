"""The body of a piece for the editor of a CMS: plain elements, no class, no id, no style.

Headline and standfirst have fields of their own there and stay out. A photo is told by the name that its
file has when the photos leave for a folder (``01-ten-bai.jpg``): as a ``figure``, or as a paragraph with
its caption below.
"""

from collections.abc import Iterable, Mapping

from morat.formats.markup import element, inline, is_safe_address, text, void
from morat.formats.printed import Printed, printed
from morat.newsroom.article import Article
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
)
from morat.newsroom.inline import Runs

CAPTIONS = ("figure", "paragraph")
"""How captions may stand."""


def html(article: Article, names: Mapping[str, str], captions: str = "figure") -> str:
    """Return the body and byline as HTML, a block a line.

    ``names`` are the photos' files by the hash of the original; ``captions`` is one of ``CAPTIONS``.
    """
    words = printed(article.language)
    lines = _Writer(names, words, captions).blocks(article.blocks)
    signed = [words.roles.get(author.role, "") + author.printed for author in article.authors]
    if signed:
        byline = " – ".join(signed)
        lines.append(element("p", element("strong", text(byline))))
    if article.source:
        lines.append(element("p", text(words.source + article.source)))
    return "\n".join(lines)


class _Writer:
    def __init__(self, names: Mapping[str, str], words: Printed, captions: str) -> None:
        self._names = names
        self._words = words
        self._captions = captions

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        return [line for line in map(self._block, blocks) if line]

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return element("p", inline(block.runs))
            case Subhead():
                return element("h3" if block.level == 3 else "h2", inline(block.runs))
            case Quote() | Pullquote():
                return element("blockquote", element("p", inline(block.runs)) + _attribution(block))
            case ListBlock():
                items = "".join(element("li", inline(item)) for item in block.items)
                return element("ol" if block.ordered else "ul", items)
            case Table():
                return _table(block)
            case _:
                return self._object(block)

    def _object(self, block: Block) -> str:
        match block:
            case Photo():
                return self._photo(block)
            case Gallery():
                below = element("p", element("em", inline(block.caption))) if block.caption else ""
                return "\n".join(filter(None, (*map(self._photo, block.photos), below)))
            case Embed():
                return _embed(block)
            case Box():
                title = element("p", element("strong", text(block.title))) if block.title else ""
                return element("blockquote", "\n".join(filter(None, (title, *self.blocks(block.blocks)))))
            case _:
                return ""

    def _photo(self, photo: Photo) -> str:
        name = self._names.get(photo.photo or "")
        image = void("img", src=name, alt=photo.alt) if name else ""
        caption = self._caption(photo.caption, photo.credit)
        if self._captions == "figure":
            below = element("figcaption", caption) if caption else ""
            return element("figure", image + below) if image or below else ""
        lines = (image and element("p", image), caption and element("p", caption))
        return "\n".join(filter(None, lines))

    def _caption(self, caption: Runs, credit: str) -> str:
        signed = f"({self._words.credit}{credit})" if credit else ""
        return " ".join(filter(None, (element("em", inline(caption)) if caption else "", text(signed))))


def _attribution(block: Quote | Pullquote) -> str:
    if not isinstance(block, Quote) or not block.attribution:
        return ""
    return element("p", "— " + element("cite", text(block.attribution)))


def _table(table: Table) -> str:
    rows: list[str] = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.header and number == 0 else "td"
        rows.append(element("tr", "".join(element(tag, inline(cell)) for cell in row)))
    return element("table", element("tbody", "".join(rows)))


def _embed(embed: Embed) -> str:
    if not embed.url:
        return element("p", text(embed.caption)) if embed.caption else ""
    if not is_safe_address(embed.url):
        return element("p", text(f"{embed.caption} {embed.url}".strip()))
    return element("p", element("a", text(embed.caption or embed.url), href=embed.url))
