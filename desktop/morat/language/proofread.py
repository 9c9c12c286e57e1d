"""Proofread a piece or plain text: every family of rules over every printed text."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from morat.language import punctuation, repeat, space
from morat.language.marks import Mark, settle
from morat.language.passages import Passage, passages_of, passages_of_text
from morat.language.silence import silent_spans
from morat.language.style import DEFAULT, OFF, Style
from morat.newsroom.article import Article
from morat.newsroom.findings import Finding

TextCheck = Callable[[str, Style], Iterable[Mark]]
"""A family that reads one text by itself."""
PieceCheck = Callable[[Sequence[Passage], Style], Iterable[tuple[int, Mark]]]
"""A family that compares the texts of a piece; its marks come with the number of their passage."""

TEXT_FAMILIES: tuple[TextCheck, ...] = (space.check, punctuation.check, repeat.check)
"""A new family is one module and one entry; where marks meet, the earlier family speaks."""
PIECE_FAMILIES: tuple[PieceCheck, ...] = ()
"""These speak where no family of single texts does."""


def proofread(article: Article, style: Style = DEFAULT) -> list[Finding]:
    """Return what deserves a look in the printed fields of a piece, in reading order.

    Positions count code points of the NFC text of the field or block, as ``newsroom.blocks.texts``
    gives it: items of a list on a line each, cells of a table with tabs between.
    """
    return list(_read(tuple(passages_of(article)), style))


def proofread_text(text: str, style: Style = DEFAULT) -> list[Finding]:
    """Return what deserves a look in plain text; the blocks are its lines, counted from 1."""
    return list(_read(tuple(passages_of_text(text)), style))


def _read(passages: Sequence[Passage], style: Style) -> Iterator[Finding]:
    marks = [[mark for check in TEXT_FAMILIES for mark in check(one.text, style)] for one in passages]
    for check in PIECE_FAMILIES:
        for number, mark in check(passages, style):
            marks[number].append(mark)
    for passage, found in zip(passages, marks, strict=True):
        yield from _findings(passage, found, style)


def _findings(passage: Passage, marks: list[Mark], style: Style) -> Iterator[Finding]:
    spoken = [
        mark._replace(severity=level)
        for mark in marks
        if (level := style.level(mark.rule, mark.severity)) != OFF
    ]
    if not spoken:
        return
    text = passage.text
    for mark in settle(text, spoken, silent_spans(text)):
        yield Finding(
            field=passage.field,
            block=passage.block,
            start=mark.start,
            end=mark.end,
            text=text[mark.start : mark.end],
            rule=mark.rule,
            severity=mark.severity,
            reason=mark.reason,
            suggestions=mark.suggestions,
            line=passage.line,
        )
