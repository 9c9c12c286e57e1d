"""Spaces around stops and brackets, and stops set twice (VIETNAMESE, rule 13).

Silent: 10:30, 1.000.000, 3,5%, TP.HCM, TS.BS., tr.5, v.v., “...” and “…”, ratios 2 : 1.
"""

import re
from collections.abc import Iterator

from morat.language.letters import is_marked, word_after, word_before
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

# Each pattern begins with the mark itself and looks back from it: a pattern that begins by looking
# back is tried at every letter and takes three times as long. A run of spaces is entered at its start alone.
_BEFORE = re.compile("[ \u00a0](?<![ \u00a0]{2})[ \u00a0]*+(?=[,.;:!?)\\]}”])")
_INSIDE = re.compile("[(\\[{“]([ \u00a0]+)(?=[^\\s)\\]}”])")
_COMMA = re.compile(r"[,;](?=[^\W_]|[“(])(?<=[\w)\]”\"’%].)")
_STOP = re.compile(r"[.!?:](?=[^\W\d_]|“)(?<=[\w)\]”\"’%].)")
_DOUBLED = re.compile(r"([,.;])\1+(?=\s|$)")
_OPENING = "([{“"
_ELLIPSES = ("...", "....")
_RATIO = re.compile(":[ \u00a0]?\\d")
_VOWEL = re.compile("[aeiouy]")
# Shortened words that have a vowel; those without one (TS, Ths, Bs, Mr) are known by that.
_SHORTENED = frozenset(
    ("co", "no", "inc", "vol", "prof", "gen", "sen", "jan", "feb", "aug", "sept", "oct", "dec")
)


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield spaces that should not be, spaces that are missing, and stops set twice."""
    yield from _stray(text)
    yield from _missing(text)
    for match in _DOUBLED.finditer(text):
        stop = match[1]
        if text[match.start() - 1 : match.start()].isalnum() and match[0] not in _ELLIPSES:
            yield _mark(*match.span(), "doubled", stop, *((".", "...") if stop == "." else (stop,)))


def _stray(text: str) -> Iterator[Mark]:
    """Yield spaces before a stop or a closing bracket, and after an opening one."""
    for match in _BEFORE.finditer(text):
        start, end = match.span()
        if _is_stray(text, start, end):
            stop = text[end]
            moved = stop in ",;:!?" and text[end + 1 : end + 2].isalpha()  # “anh ,em”
            yield _mark(start, end + moved, "space-before", stop, f"{stop} " if moved else "")
    for match in _INSIDE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if match[0][0] != "“" or not before or before.isspace():  # „German“ closes with the same mark
            yield _mark(*match.span(1), "space-inside", match[0][0], "")


def _missing(text: str) -> Iterator[Mark]:
    """Yield the places after stops where a space is missing."""
    for match in _COMMA.finditer(text):
        if not text[match.end()].isdigit() or text[match.start() - 1].isalpha():
            yield _mark(match.end(), match.end(), "space-after", match[0], " ")
    for match in _STOP.finditer(text):
        if _ENDS[match[0]](text, match.start()):
            yield _mark(match.end(), match.end(), "space-after", match[0], " ")


def _mark(start: int, end: int, name: str, stop: str, *suggestions: str) -> Mark:
    reason = Message(f"punctuation-{name}", mark=stop)
    return Mark(start, end, f"punctuation/{name}", "error", reason, suggestions)


def _is_stray(text: str, start: int, end: int) -> bool:
    """Say whether the spaces ``text[start:end]`` before a stop belong to nothing."""
    before, stop = text[start - 1 : start], text[end]
    if not before or before.isspace() or before in _OPENING:
        return False
    if stop == ".":
        return before != "." and not (text[end + 1 : end + 2] == "." or word_after(text, end + 1))
    if stop == ":":
        return text[end + 1 : end + 2] not in (")", "-") and not (
            before.isdigit() and _RATIO.match(text, end)
        )
    return True


def _ends_sentence(text: str, at: int) -> bool:
    """Say whether the full stop at ``at`` ends a sentence that the next one is glued to."""
    left, right = word_before(text, at), word_after(text, at + 1)
    if not right:
        return _is_plain_word(left)  # xong.“Tôi
    if right[0].islower():
        return left.islower() and is_marked(left) and right.islower() and is_marked(right)
    if len(right) > 1 and not right[1].islower():
        return False  # TP.HCM
    if not left:
        return True  # (anh).Ông
    if left.isdigit():
        return len(left) >= 4  # a year; 1.Mục tiêu is a numbered line
    return _is_plain_word(left)


def _is_plain_word(word: str) -> bool:
    """Say whether ``word`` is written out: ``Ths`` and ``Tp`` have no vowel, ``TS`` no small letter."""
    folded = fold(word)
    written = word[1:].islower() or (is_marked(word) and word.islower())
    return written and _VOWEL.search(folded) is not None and folded not in _SHORTENED


def _ends_clause(text: str, at: int) -> bool:
    """Say whether the colon at ``at`` follows a word; letters before colons are names of drives."""
    return len(word_before(text, at)) > 1 or text[at - 1] in ')]”"’'


def _ends_always(text: str, at: int) -> bool:
    """Say so for ``!`` and ``?``, which join nothing."""
    return text[at - 1] != '"' or text[at + 1] != "“"


_ENDS = {".": _ends_sentence, ":": _ends_clause, "!": _ends_always, "?": _ends_always}
