"""Proofread a piece or plain text: every family of rules over every printed text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from morat.language import (
    abbreviations,
    bodies,
    capitals,
    captions,
    case_mix,
    characters,
    confusions,
    context,
    dates,
    foreign,
    foreign_names,
    furniture,
    house,
    iy_style,
    lengths,
    names,
    numbers,
    pairs,
    place_names,
    places,
    punctuation,
    quote_style,
    quotes,
    repeat,
    space,
    strange,
    sums,
    telex,
    titles,
    tone_style,
    tones,
)
from morat.language.marks import Mark, settle
from morat.language.passages import CONTEXT, Passage, passages_of, passages_of_text
from morat.language.silence import foreign_quotations, silent_spans, within
from morat.language.style import OFF, SPELLING, Style
from morat.language.style_file import default_style
from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import NEWSROOM, Ignored, Ignoring

TextCheck = Callable[[str, Style], Iterable[Mark]]
"""A family that reads one text by itself."""
PieceCheck = Callable[[Sequence[Passage], Style], Iterable[tuple[int, Mark]]]
"""A family that compares the texts of a piece; its marks come with the number of their passage."""

TEXT_FAMILIES: tuple[TextCheck, ...] = (
    house.check,
    characters.check,
    confusions.check,
    confusions.check_terms,
    place_names.check,
    telex.check,
    tones.check,
    repeat.check,
    context.check,
    strange.check,
    space.check,
    punctuation.check,
    numbers.check,
    sums.check,
    pairs.check,
    iy_style.check,
    foreign.check,
)
"""A new family is one module and one entry; where marks meet, the earlier family speaks.

The order: what the newsroom itself says; what is wrong in the letters (unicode, confusions, telex,
tone place, syllables); words set twice, of which context would mark the one; context; spaces and stops;
then style.
"""
PIECE_FAMILIES: tuple[PieceCheck, ...] = (
    quotes.check,
    quote_style.check,
    dates.check,
    names.check,
    foreign_names.check,
    bodies.check,
    titles.check,
    abbreviations.check,
    capitals.check,
    case_mix.check,
    captions.check,
    places.check,
    lengths.check,
    furniture.check,
    tone_style.check,
)
"""These speak where no family of single texts does."""


class Reading(NamedTuple):
    """What a read gave, in reading order: what deserves a look, and what somebody chose to ignore."""

    findings: list[Finding]
    ignored: list[tuple[Finding, Ignored]]


class _Said(NamedTuple):
    """What was said of a passage, and of what marks."""

    marks: list[Mark]
    together: list[Mark] | None
    reading: Reading


class Reader:
    """Reads in one style and remembers the texts it has read: a text that comes again costs nothing.

    Whoever is in a hurry has it :meth:`learn` a text at a time, asks what is :meth:`known` by then, and
    goes on with :meth:`compare`; :meth:`read` does all of it. Not for two threads at once.
    """

    def __init__(self, style: Style | None = None) -> None:
        """Read in ``style``, the default one where none is named."""
        self.style = style or default_style()
        self._marks: dict[str, list[Mark]] = {"": []}
        self._together: dict[Passage, list[Mark]] = {}
        self._said: dict[Passage, _Said] = {}
        self._said_with = Ignoring()
        self._newsroom = Ignoring(Ignored(*one, NEWSROOM) for one in self.style.ignored)

    def knows(self, text: str) -> bool:
        """Say whether the families of single texts have read ``text``."""
        return text in self._marks

    def learn(self, text: str) -> None:
        """Have the families of single texts read ``text``, unless they have."""
        if text not in self._marks:
            found = (mark for check in TEXT_FAMILIES for mark in check(text, self.style))
            self._marks[text] = _levelled(found, self.style)

    def compare(self, passages: Sequence[Passage]) -> Iterator[None]:
        """Have the families of a piece read its passages, one family a step; then forget all other texts."""
        together: dict[Passage, list[Mark]] = {}
        for check in PIECE_FAMILIES:
            for number, mark in check(passages, self.style):
                together.setdefault(passages[number], []).append(mark)
            yield
        self._together = {one: _levelled(marks, self.style) for one, marks in together.items()}
        texts = {"", *(passage.text for passage in passages)}
        for text in self._marks.keys() - texts:
            del self._marks[text]
        self._said = {one: self._said[one] for one in passages if one in self._said}

    def rest(self) -> None:
        """Need less memory until the next text is read."""
        context.vietnamese_counts().rest()

    def known(self, passages: Iterable[Passage], ignoring: Ignoring) -> Reading:
        """Return what is known of those ``passages`` that were learnt; of a comparison, what still stands."""
        if ignoring is not self._said_with:
            self._said.clear()
            self._said_with = ignoring
        reading = Reading([], [])
        for passage in passages:
            marks, together = self._marks.get(passage.text), self._together.get(passage)
            if passage.field in CONTEXT or marks is None or not (marks or together):
                continue
            said = self._said.get(passage)
            if said is None or said.marks is not marks or said.together != together:
                said = self._said[passage] = _Said(
                    marks, together, self._one(passage, [*marks, *(together or ())], ignoring)
                )
            reading.findings.extend(said.reading.findings)
            reading.ignored.extend(said.reading.ignored)
        return reading

    def _one(self, passage: Passage, marks: Sequence[Mark], ignoring: Ignoring) -> Reading:
        reading = Reading([], [])
        for mark in _settled(passage.text, marks, self.style):
            finding = _finding(passage, mark)
            by = ignoring.covers(finding, passage.text) or self._newsroom.covers(finding, passage.text)
            if by is None:
                reading.findings.append(finding)
            else:
                reading.ignored.append((finding, by))
        return reading

    def read(self, passages: Sequence[Passage], ignoring: Ignoring) -> Reading:
        """Return what all families say of the passages of a piece."""
        for passage in passages:
            if passage.field not in CONTEXT:
                self.learn(passage.text)
        for _ in self.compare(passages):
            pass
        return self.known(passages, ignoring)


def proofread(article: Article, style: Style | None = None, ignored: Iterable[Ignored] = ()) -> list[Finding]:
    """Return what deserves a look in the printed fields of a piece, in reading order.

    Positions count code points of the NFC text of the field or block, as ``newsroom.blocks.texts``
    gives it: items of a list on a line each, cells of a table with tabs between.
    """
    return Reader(style).read(tuple(passages_of(article)), Ignoring(ignored)).findings


def proofread_text(text: str, style: Style | None = None) -> list[Finding]:
    """Return what deserves a look in plain text; the blocks are its lines, counted from 1."""
    return Reader(style).read(tuple(passages_of_text(text)), Ignoring()).findings


def _levelled(marks: Iterable[Mark], style: Style) -> list[Mark]:
    """Return the marks with the severities of the style, those that are off left out."""
    return [
        mark if level == mark.severity else mark._replace(severity=level)
        for mark in marks
        if (level := style.level(mark.rule, mark.severity)) != OFF
    ]


def _settled(text: str, marks: Sequence[Mark], style: Style) -> Iterator[Mark]:
    kept = _known_words_out(text, _foreign_out(text, marks), style)
    return settle(text, kept, silent_spans(text))


def _foreign_out(text: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Return the marks but those inside a foreign quotation, where the foreign words alone are read."""
    quoted = list(foreign_quotations(text)) if marks else []
    if not quoted:
        return marks
    return [
        mark for mark in marks if mark.rule.startswith("foreign/") or not within(quoted, mark.start, mark.end)
    ]


def _known_words_out(text: str, marks: Sequence[Mark], style: Style) -> Sequence[Mark]:
    """Return the marks but those of spelling that lie inside a word of the newsroom's dictionary."""
    if not style.dictionary or not any(_is_spelling(mark) for mark in marks):
        return marks
    known = [(start, end) for start, end, _ in style.dictionary.hits(text)]
    return [mark for mark in marks if not (_is_spelling(mark) and within(known, mark.start, mark.end))]


def _is_spelling(mark: Mark) -> bool:
    return mark.rule.partition("/")[0] in SPELLING


def _finding(passage: Passage, mark: Mark) -> Finding:
    return Finding(
        field=passage.field,
        block=passage.block,
        start=mark.start,
        end=mark.end,
        text=passage.text[mark.start : mark.end],
        rule=mark.rule,
        severity=mark.severity,
        reason=mark.reason,
        suggestions=mark.suggestions,
        line=passage.line,
    )
