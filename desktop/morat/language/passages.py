"""The printed texts of a piece, one after the other, as the rules read them."""

from collections.abc import Iterator
from typing import NamedTuple

from morat.newsroom.article import Article
from morat.newsroom.blocks import texts, walk
from morat.newsroom.text import clean

FIELDS = ("kicker", "headline", "deck", "standfirst")
"""The fields of a piece that are printed before its body, in reading order."""
CONTEXT = frozenset(("authors", "dateline", "genre"))
"""Passages to compare with: who wrote the piece, its day (ISO) and genre. No mark stands in them."""


class Passage(NamedTuple):
    """One text a reader will see: NFC, with the field or block it stands in.

    ``field`` is a name of a finding's field (``headline``, ``body``, ``caption``...), ``block`` the id
    of the block or None, ``line`` the number from 1 where the text is a line of plain text.
    """

    field: str
    block: str | None
    text: str
    line: int | None = None


def passages_of(article: Article) -> Iterator[Passage]:
    """Yield every printed text of a piece in reading order, as ``newsroom.blocks.texts`` gives them.

    Before them come those of :data:`CONTEXT`.
    """
    yield Passage("genre", None, article.genre)
    if article.dateline.date:
        yield Passage("dateline", None, article.dateline.date)
    for author in article.authors:
        yield Passage("authors", None, author.printed)
    for field in FIELDS:
        yield Passage(field, None, getattr(article, field))
    for block in walk(article.blocks):
        for field, text in texts(block):
            yield Passage(field, block.id, text)


def passages_of_text(text: str) -> Iterator[Passage]:
    """Yield the lines of plain text."""
    for number, line in enumerate(clean(text).split("\n"), 1):
        yield Passage("body", None, line, number)
