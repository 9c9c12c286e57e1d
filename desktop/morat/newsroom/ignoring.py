"""Findings that somebody has looked at and does not want to see again: once, in a piece, in the newsroom."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from morat.newsroom.findings import Finding

ONCE, PIECE, NEWSROOM = "once", "piece", "newsroom"
SCOPES = (ONCE, PIECE, NEWSROOM)
AROUND = 24
"""Code points of the text on either side that tell one place from another."""


class Ignored(Struct, frozen=True):
    """One finding that is ignored: which rule says what of which ``text`` (on one line).

    ``scope`` is one of :data:`SCOPES`. For :data:`ONCE` the place is known by its field or block and
    by the text ``before`` or ``after`` it: an edit on one side leaves it ignored.
    """

    rule: str
    text: str
    scope: str = PIECE
    field: str = ""
    block: str | None = None
    before: str = ""
    after: str = ""


def ignored_of(finding: Finding, scope: str, text: str) -> Ignored:
    """Return what to remember of ``finding``, which stands in the field or block with this ``text``."""
    if scope != ONCE:
        return Ignored(finding.rule, one_line(finding.text), scope)
    before, after = _around(text, finding.start, finding.end)
    return Ignored(finding.rule, one_line(finding.text), scope, finding.field, finding.block, before, after)


class Ignoring:
    """Answers whether a finding is ignored, and by what."""

    def __init__(self, ignored: Iterable[Ignored] = ()) -> None:
        """Know these; of several that fit, the first one answers."""
        self._known: dict[tuple[str, str], list[Ignored]] = defaultdict(list)
        for one in ignored:
            self._known[one.rule, one.text].append(one)

    def __bool__(self) -> bool:
        return bool(self._known)

    def covers(self, finding: Finding, text: str) -> Ignored | None:
        """Return what makes ``finding`` ignored, None for nothing; ``text`` is that of its field or block."""
        for one in self._known.get((finding.rule, one_line(finding.text)), ()):
            if one.scope != ONCE or _is_place(one, finding, text):
                return one
        return None


def one_line(text: str) -> str:
    """Return the text of a finding as it is remembered: runs of space are one space."""
    return " ".join(text.split())


def _is_place(one: Ignored, finding: Finding, text: str) -> bool:
    if (one.field, one.block) != (finding.field, finding.block):
        return False
    before, after = _around(text, finding.start, finding.end)
    return one.before == before or one.after == after


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]
