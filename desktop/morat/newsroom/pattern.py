"""Regular expressions that cannot hang the program.

The ``regex`` library reads them: unlike Python's own it takes a time limit and lets go of Python's
lock while it looks, so that no pattern can hold up the window. Compiling has no limit of its own and
writes counts out (``(a{1000}){1000}``): those are looked at first.
"""

import re
import time
from collections.abc import Iterator

import regex

from morat.newsroom.messages import UserError

SECONDS = 1.0
"""How long one search may take in all."""
MOST_REPEATS = 10_000
"""How often a pattern may ask for one of its letters, counts inside counts multiplied."""
_COUNT = re.compile(r"\{(\d*)(?:,(\d*))?\}")
_ONE_LETTER = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]", re.DOTALL)


class Pattern:
    """A regular expression, ready to look for."""

    def __init__(self, text: str, *, case: bool, whole: bool) -> None:
        """Read ``text``; capitals count with ``case``, with ``whole`` it ends where syllables do.

        Raises:
            UserError: it cannot be read, or it is too large to be.
        """
        if _repeats(text) > MOST_REPEATS:
            raise UserError("pattern-too-slow")
        flags = regex.MULTILINE | (0 if case else regex.IGNORECASE)
        try:
            self._made = regex.compile(text, flags)
            if whole:
                self._made = regex.compile(rf"(?<!\w)(?:{text})(?!\w)", flags)
        except regex.error as error:
            place: object = getattr(error, "pos", None)
            at = place if isinstance(place, int) else len(text)
            raise UserError("pattern-unreadable", place=max(1, min(at, len(text)))) from error
        except (RecursionError, OverflowError, MemoryError) as error:
            raise UserError("pattern-too-slow") from error

    def places(self, text: str, until: float) -> Iterator[tuple[int, int]]:
        """Yield where it stands in ``text``, never an empty place; ``until`` is a monotonic time.

        Raises:
            UserError: it takes longer.
        """
        left = until - time.monotonic()
        if left <= 0:
            raise UserError("pattern-too-slow")
        try:
            for match in self._made.finditer(text, timeout=left, concurrent=True):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError as error:
            raise UserError("pattern-too-slow") from error

    def filled(self, template: str, text: str, start: int, end: int, until: float) -> str | None:
        r"""Return ``template`` with its groups (``\1``) filled from a place in ``text``.

        None where it does not stand there; ``until`` is a monotonic time.

        Raises:
            UserError: the template cannot be read, or asks for a group that there is not.
        """
        try:
            match = self._made.match(text, start, timeout=until - time.monotonic(), concurrent=True)
        except TimeoutError as error:
            raise UserError("pattern-too-slow") from error
        if match is None or match.end() != end:
            return None
        try:
            return match.expand(template)
        except (regex.error, IndexError) as error:
            raise UserError("replacement-unreadable") from error


def _repeats(pattern: str) -> int:
    """Return how often a pattern asks for the letter that it repeats most."""
    signs = _ONE_LETTER.sub("a", pattern)
    deepest = [1]
    last, at = 1, 0
    while at < len(signs):
        count = _COUNT.match(signs, at)
        sign = signs[at]
        if sign == "(":
            deepest.append(1)
            last = 1
        elif sign == ")" and len(deepest) > 1:
            last = deepest.pop()
        elif count is not None:
            last *= max(int(number or 1) for number in count.groups())
        elif sign not in "?+*":
            last = 1
        deepest[-1] = max(deepest[-1], last)
        at = count.end() if count is not None else at + 1
    return max(deepest)
