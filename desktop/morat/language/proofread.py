"""Proofread a piece or plain text: every family of rules over every printed field."""

from collections.abc import Callable, Iterable, Iterator

from morat.language import punctuation, repeat, space
from morat.language.marks import Mark, settle
from morat.language.silence import silent_spans
from morat.newsroom.article import Article
from morat.newsroom.blocks import texts, walk
from morat.newsroom.findings import Finding
from morat.newsroom.text import clean

FAMILIES: tuple[Callable[[str], Iterable[Mark]], ...] = (space.check, punctuation.check, repeat.check)
"""Each reads one text by itself; a new family is one module and one entry here."""


def proofread(article: Article) -> list[Finding]:
    """Return what deserves a look in the printed fields of a piece, in reading order.

    Positions count code points of the NFC text of the field or block, as ``newsroom.blocks.texts``
    gives it: items of a list on a line each, cells of a table with tabs between.
    """
    return [
        finding
        for field, block, text in _printed(article)
        for finding in _findings(text, field=field, block=block)
    ]


def proofread_text(text: str) -> list[Finding]:
    """Return what deserves a look in plain text; the blocks are its lines, counted from 1."""
    return [
        finding
        for number, line in enumerate(clean(text).split("\n"), 1)
        for finding in _findings(line, field="body", line=number)
    ]


def _printed(article: Article) -> Iterator[tuple[str, str | None, str]]:
    """Yield field, block id and text of everything a reader will see."""
    for field in ("kicker", "headline", "deck", "standfirst"):
        yield field, None, getattr(article, field)
    for block in walk(article.blocks):
        for field, text in texts(block):
            yield field, block.id, text


def _findings(
    text: str, *, field: str, block: str | None = None, line: int | None = None
) -> Iterator[Finding]:
    marks = [mark for check in FAMILIES for mark in check(text)]
    if not marks:
        return
    for mark in settle(text, marks, silent_spans(text)):
        yield Finding(
            field=field,
            block=block,
            start=mark.start,
            end=mark.end,
            text=text[mark.start : mark.end],
            rule=mark.rule,
            severity=mark.severity,
            reason=mark.reason,
            suggestions=mark.suggestions,
            line=line,
        )
