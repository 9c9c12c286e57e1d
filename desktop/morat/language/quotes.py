"""Quotation marks and brackets that do not pair (VIETNAMESE, rule 14), paragraph by paragraph.

Whether a mark opens or closes is read from what stands beside it; “ and ” that are turned the wrong way
are said so. A quotation over several paragraphs opens each of them and closes the last. Left alone:
inches and seconds (21", 5'10"), apostrophes, a) and 1), :), German „so“; and « and » altogether.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.style import Style
from morat.newsroom.messages import Message

_QUOTES = re.compile('["“”„]')
_BRACKETS = re.compile(r"[()]")
_LINE = re.compile("[^\n\t]+")
_OPENS_AFTER = " \u00a0([{“\"'‘-–—/:"
_CLOSES_BEFORE = " \u00a0.,;:!?…)]}”\"'’-–—/"
_COUNTED = re.compile(r"(?<![^\s(])(?:[a-zđA-ZĐ]|\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[IVX]{1,5})\Z")
_SMILEY = re.compile(r"[:;=][-'oD]?[()]*\Z")
_INCH = re.compile(r"\d['’]?\Z")
_WORD = re.compile(r"[ \u00a0]*\w*")
_STOPS = re.compile(r"[.,;:!?…\s]*\Z")
_OPENING = ("“", '"')
_SHORT = 60
"""Letters from an opening mark to the end of its paragraph up to which the closing one is offered."""
_STOP = ".,;:!?"
_LONE = ("unclosed", "unopened", "paragraph")
_FEW = 3
"""Straight marks without another half of which each is said; where a piece has more it is how its author
writes, and the first speaks for all."""
_ENOUGH = 5
"""Marks of a paragraph that are said to be open; where there are more, it is no text."""
_FAR = 5
"""Paragraphs over which a quotation that is not closed may go on."""


class _Sign(NamedTuple):
    """A quotation mark: the character, its place, and whether the letters beside let it open or close."""

    char: str
    at: int
    opens: bool
    closes: bool


class _Line(NamedTuple):
    """A paragraph, or a line or cell of one: the number of its passage, its place there, and its text."""

    number: int
    start: int
    text: str


class _Fault(NamedTuple):
    """What is wrong at a place of a paragraph; ``right`` should stand there, None where nobody knows."""

    start: int
    end: int
    name: str
    sign: str
    right: str | None


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001
    """Yield one mark for each fault: mixed, turned, not closed, not opened, doubled, with a space inside."""
    lines = [
        _Line(number, match.start(), match[0])
        for number, passage in enumerate(passages)
        if passage.field not in CONTEXT
        for match in _LINE.finditer(passage.text)
    ]
    found = _over_paragraphs(lines)
    lone = [fault for faults in found for fault in faults if _is_lone(fault)]
    for line, faults in zip(lines, found, strict=True):
        for fault in (*faults, *(_brackets(line.text) if _BRACKETS.search(line.text) else ())):
            if len(lone) <= _FEW or not _is_lone(fault):
                yield line.number, _mark(fault, line.start)
            elif fault is lone[0]:
                reason = Message("quote-lone", count=len(lone))
                yield line.number, _mark(fault, line.start)._replace(reason=reason)


def _is_lone(fault: _Fault) -> bool:
    """Say whether a straight mark has no other half, or has it in another paragraph."""
    return fault.sign == '"' and fault.name in _LONE


def _over_paragraphs(lines: Sequence[_Line]) -> list[list[_Fault]]:
    """Return the faults of quotation marks of each line.

    What opens in one paragraph and closes in a later one is one fault, and of style alone.
    """
    found: list[list[_Fault]] = []
    left_open = -_FAR - 1
    for place, line in enumerate(lines):
        if not _QUOTES.search(line.text):
            found.append([])
            continue
        following = lines[place + 1].text.lstrip()[:1] if place + 1 < len(lines) else ""
        goes_on = following in _OPENING and following in line.text
        inside = place - left_open <= _FAR
        faults = [*_quotes(line.text, inside=inside, goes_on=goes_on)]
        if inside and faults and faults[0].name == "unopened":
            sign = found[left_open].pop().sign
            del faults[0]
            found.append(faults)
            found[left_open + 1].insert(0, _Fault(0, 0, "paragraph", sign, sign))
            left_open = -_FAR - 1
        else:
            found.append(faults)
        if any(fault.name == "unclosed" for fault in faults):
            left_open = place
    return found


def _mark(fault: _Fault, start: int) -> Mark:
    reason = Message(f"quote-{fault.name}", mark=fault.sign)
    rights = () if fault.right is None else (fault.right,)
    # The other half of a straight mark may stand anywhere: it does not say which way it is turned.
    unsure = fault.name == "paragraph" or _is_lone(fault)
    level = "warning" if unsure else "error"
    return Mark(start + fault.start, start + fault.end, f"quote/{fault.name}", level, reason, rights)


def _quotes(line: str, *, inside: bool, goes_on: bool) -> Iterator[_Fault]:
    """Yield the faults of quotation marks of a paragraph.

    ``inside`` a quotation that an earlier one left open a mark between spaces closes; one may stay
    open where the next paragraph ``goes_on`` with it.
    """
    still_open: list[_Sign] = []
    for sign in _signs(line):
        top = still_open[-1] if still_open else None
        if top is not None and _closes(sign, top):
            still_open.pop()
            yield from _paired(line, top, sign)
        elif top is None and sign.char == '"' and _INCH.search(line[max(0, sign.at - 2) : sign.at]):
            continue
        elif _opens(sign, inside=inside):
            if sign.char == "”":
                yield _Fault(sign.at, sign.at + 1, "turned", "”", "“")
            still_open.append(sign._replace(char="“" if sign.char == "”" else sign.char))
        else:
            yield _Fault(sign.at, sign.at + 1, "unopened", sign.char, "")
    for sign in still_open[goes_on:][:_ENOUGH]:
        yield _unclosed(line, sign.at, '"' if sign.char == '"' else "”")


def _signs(line: str) -> Iterator[_Sign]:
    for match in _QUOTES.finditer(line):
        at = match.start()
        before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
        opens = (not before or before in _OPENS_AFTER) and after.strip() != "" and after not in _STOP
        closes = (not after or after in _CLOSES_BEFORE) and (before + after).strip() != ""
        closes = closes or line[at + 1 : at + 3] in (" -", " –")  # " - ông nói
        yield _Sign(match[0], at, opens, closes)


def _opens(sign: _Sign, *, inside: bool) -> bool:
    """Say whether ``sign`` begins a quotation; a straight one between spaces does, unless one is open."""
    if sign.char == '"':
        return sign.opens or not (sign.closes or inside)
    return sign.char != "”" or (sign.opens and not sign.closes)


def _closes(sign: _Sign, top: _Sign) -> bool:
    """Say whether ``sign`` ends the quotation that ``top`` began."""
    if sign.char == "”":
        return True
    if sign.char == "“":
        return top.char == "„" or (sign.closes and not sign.opens)
    return sign.char == '"' and not (sign.opens and not sign.closes)


def _paired(line: str, first: _Sign, last: _Sign) -> Iterator[_Fault]:
    """Yield what is wrong with two marks that belong together."""
    if first.char == '"' and last.char == "”":
        yield _Fault(first.at, first.at + 1, "mixed", '"', "“")
    elif first.char == "“" and last.char == '"':
        yield _Fault(last.at, last.at + 1, "mixed", '"', "”")
    elif first.char == "“" and last.char == "“":
        yield _Fault(last.at, last.at + 1, "turned", "“", "”")
    if first.char == last.char == '"' and line[first.at + 1 : last.at].strip():
        # Curly ones have no doubt about their direction: punctuation sees to their spaces.
        inner = line[first.at + 1 : last.at]
        lead, tail = len(inner) - len(inner.lstrip()), len(inner) - len(inner.rstrip())
        if lead:
            yield _Fault(first.at + 1, first.at + 1 + lead, "spaced", '"', "")
        if tail:
            yield _Fault(last.at - tail, last.at, "spaced", '"', "")


def _brackets(line: str) -> Iterator[_Fault]:
    """Yield the faults of round brackets."""
    still_open: list[int] = []
    last_pair = (-1, -1)
    for match in _BRACKETS.finditer(line):
        at = match.start()
        if _SMILEY.search(line[max(0, at - 4) : at]):
            continue
        if match[0] == "(":
            still_open.append(at)
        elif still_open:
            first = still_open.pop()
            if last_pair == (first + 1, at - 1):
                yield _Fault(first, first + 2, "doubled", "(", "(")
                yield _Fault(at - 1, at + 1, "doubled", ")", ")")
            last_pair = (first, at)
        elif not _COUNTED.search(line[max(0, at - 8) : at]):
            yield _Fault(at, at + 1, "unopened", ")", "")
    for at in still_open[:_ENOUGH]:
        if line[at + 1 : at + 2] == "(":
            yield _Fault(at, at + 2, "doubled", "(", "(")
        elif "]" not in line[at:]:
            yield _unclosed(line, at, ")")


def _unclosed(line: str, at: int, closing: str) -> _Fault:
    """Return the fault of the mark at ``at``, with the closing one where the paragraph ends soon."""
    rest = line[at + 1 :]
    if not rest.strip():
        return _Fault(at, at + 1, "unclosed", line[at], "")
    many = closing != ")" and "," in rest  # “Vui lắm, anh nói: the quotation may end at the comma
    if many or len(rest) > _SHORT:
        word = _WORD.match(line, at + 1)
        return _Fault(at, word.end() if word else at + 1, "unclosed", line[at], None)
    stop = _STOPS.search(rest)
    end = len(rest.rstrip()) if closing != ")" or stop is None else stop.start()
    return _Fault(at, at + 1 + end, "unclosed", line[at], line[at] + rest[:end] + closing)
