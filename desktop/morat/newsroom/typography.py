"""Typographic replacement while typing: “ ” for straight quotes, – for a hyphen between spaces, … for dots.

Pure: it is handed the text before the caret, the sign that was just typed at its end, and says what of
that end becomes what. Whoever types decides when it is safe to do so.
"""

from collections.abc import Collection, Iterable
from itertools import chain
from typing import NamedTuple

QUOTES, DASHES, ELLIPSIS = "quotes", "dashes", "ellipsis"
KINDS = (QUOTES, DASHES, ELLIPSIS)
"""What can be replaced, each kind on its own."""
SIGNS = frozenset("\"'-. ")
"""The keys that can complete something to replace; after any other nothing has to be looked at."""

_OPENS_AFTER = frozenset("([{<“‘«–—-/=:\u2028\ufffc")
_PAIRS = {'"': ("“", "”"), "'": ("‘", "’")}
_ELLIPSES = ("…", "...")


class Replacement(NamedTuple):
    """The end ``old`` of what is typed becomes ``new``."""

    old: str
    new: str


def replacement(text: str, kinds: Collection[str] = KINDS, above: Iterable[str] = ()) -> Replacement | None:
    """Return what the end of ``text`` becomes, None for nothing. ``kinds`` are those of KINDS that are on.

    ``above`` has the paragraphs before it, the nearest first: a quotation may have begun there.
    """
    sign = text[-1:]
    if sign in _PAIRS and QUOTES in kinds:
        return _quote(text[:-1], sign, above)
    if sign in ("-", " ") and DASHES in kinds:
        return _dash(text)
    if text.endswith("...") and not text.endswith("....") and ELLIPSIS in kinds:
        return Replacement("...", "…")
    return None


def _quote(before: str, sign: str, above: Iterable[str]) -> Replacement | None:
    opening, closing = _PAIRS[sign]
    last = before[-1:]
    if before.endswith(_ELLIPSES):
        # It trails off at the end of a quotation as well as before one.
        return Replacement(sign, closing if _is_open(before, sign, above) else opening)
    if not last or last.isspace() or last in _OPENS_AFTER:
        return Replacement(sign, opening)
    if last.isdigit() and before.count(opening) <= before.count(closing):
        return None  # 5'30", a screen of 55": feet, minutes and inches
    return Replacement(sign, closing)


def _is_open(before: str, sign: str, above: Iterable[str]) -> bool:
    """Say whether a quotation has begun and not ended, as the nearest paragraph with such a mark tells."""
    opening, closing = _PAIRS[sign]
    for text in chain((before,), above):
        state = None
        for at, letter in enumerate(text):
            if letter == opening:
                state = True
            elif letter in (closing, sign) and not _is_apostrophe(text, at):
                state = not state if letter == sign else False
        if state is not None:
            return state
    return False


def _is_apostrophe(text: str, at: int) -> bool:
    """Say whether a mark stands inside a word: D’Artagnan, O'Neill."""
    return text[at] in "'’" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _dash(text: str) -> Replacement | None:
    if text.endswith("--") and not text.endswith("---"):
        return Replacement("--", "–")
    # Not at the start of a line, where "- " begins what somebody says.
    if text.endswith(" - ") and text[:-3].strip():
        return Replacement(" - ", " – ")
    return None
