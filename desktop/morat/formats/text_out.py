"""Plain text out: a piece as one would paste it into a mail, readable and readable back.

Blank lines stand between paragraphs. A picture is a line ``Ảnh: caption (Ảnh: credit)``; byline,
source and tags stand at the end.
"""

from collections.abc import Iterable, Iterator

from morat.formats.printed import Printed, date, printed
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
from morat.newsroom.inline import plain


def write(article: Article) -> bytes:
    """Return ``article`` as UTF-8 text with what is printed of it, and nothing else."""
    words = printed(article.language)
    place = ", ".join(part for part in (article.dateline.place, date(article.dateline.date)) if part)
    parts = [
        article.kicker,
        article.headline,
        article.deck,
        place,
        article.standfirst,
        *_blocks(article.blocks, words),
        *_byline(article, words),
        words.source + article.source if article.source else "",
        words.tags + ", ".join(article.tags) if article.tags else "",
    ]
    return ("\n\n".join(part.strip() for part in parts if part.strip()) + "\n").encode()


def body(article: Article) -> str:
    """Return the text of the body alone, captions in their places."""
    parts = _blocks(article.blocks, printed(article.language))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _byline(article: Article, words: Printed) -> Iterator[str]:
    by_label: dict[str, list[str]] = {}
    for author in article.authors:
        by_label.setdefault(words.roles.get(author.role, ""), []).append(author.printed)
    for label, names in by_label.items():
        yield label + ", ".join(names)


def _blocks(blocks: Iterable[Block], words: Printed) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, words)


def _block(block: Block, words: Printed) -> Iterator[str]:
    match block:
        case Paragraph() | Subhead() | Pullquote():
            yield plain(block.runs)
        case Quote():
            yield f"“{plain(block.runs).strip('“”')}”" + (
                f"\n— {block.attribution}" if block.attribution else ""
            )
        case ListBlock():
            signs = (f"{place}. " if block.ordered else "- " for place in range(1, len(block.items) + 1))
            yield "\n".join(sign + plain(item) for sign, item in zip(signs, block.items, strict=True))
        case Photo():
            yield _photo(block, words)
        case Gallery():
            yield from (_photo(photo, words) for photo in block.photos)
            yield plain(block.caption)
        case Table():
            yield "\n".join("\t".join(plain(cell) for cell in row) for row in block.rows)
        case Embed():
            yield "\n".join(part for part in (block.caption, block.url) if part)
        case Box():
            yield block.title
            yield from _blocks(block.blocks, words)
        case _:
            return


def _photo(photo: Photo, words: Printed) -> str:
    caption = plain(photo.caption)
    credit = f"({words.credit}{photo.credit})" if photo.credit else ""
    if not caption and not credit:
        return ""
    return words.credit + " ".join(part for part in (caption, credit) if part)
