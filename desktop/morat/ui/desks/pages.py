"""Which part of a long list is held: some pages that follow one another, however far one has scrolled."""

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from morat.operations.pieces import Row

PAGE = 200
"""Pieces that are asked for at once; the next come when the list is scrolled to their place."""
HELD = 10
"""Pages that are held: with every row a list takes memory, and longer to lay out its rows."""


class Span(NamedTuple):
    """Rows to ask the library for: below the one with the ``seq`` of ``before``, None for the first ones.

    Down to the one with the ``seq`` of ``last``, however many that are; with None :data:`PAGE` of them.
    """

    before: int | None = None
    last: int | None = None


class Pages:
    """Where the pages of a list begin, and which of them are held."""

    def __init__(self) -> None:
        """Begin with the first page, which is not here yet."""
        # Page n has the rows below starts[n], down to starts[n + 1] where that is known.
        self._starts: list[int | None] = [None]
        self._top = 0
        self._sizes: deque[int] = deque([0])

    def held(self) -> list[Span]:
        """Return what to ask for to read anew what is held."""
        bottom = self._top + len(self._sizes) - 1
        spans = [Span(self._starts[page], self._starts[page + 1]) for page in range(self._top, bottom)]
        return [*spans, Span(self._starts[bottom])]

    def below(self) -> Span | None:
        """Return what to ask for below what is held, None when nothing follows."""
        page = self._top + len(self._sizes)
        if page >= len(self._starts):
            return None
        return Span(self._starts[page], self._starts[page + 1] if page + 1 < len(self._starts) else None)

    def above(self) -> Span | None:
        """Return what to ask for above what is held, None when that begins with the first row."""
        return Span(self._starts[self._top - 1], self._starts[self._top]) if self._top else None

    def show(self, pages: Sequence[Sequence["Row"]]) -> None:
        """Take in what came for :meth:`held`."""
        self._sizes = deque(map(len, pages))
        # The last page may reach further now than it did: where the next one begins is as new.
        del self._starts[self._top + len(pages) :]
        self._end(pages[-1])

    def add_below(self, rows: Sequence["Row"]) -> int:
        """Take in what came for :meth:`below`; return how many rows above are to be let go."""
        self._sizes.append(len(rows))
        self._end(rows)
        if len(self._sizes) <= HELD:
            return 0
        self._top += 1
        return self._sizes.popleft()

    def add_above(self, rows: Sequence["Row"]) -> int:
        """Take in what came for :meth:`above`; return how many rows below are to be let go."""
        self._top -= 1
        self._sizes.appendleft(len(rows))
        return self._sizes.pop() if len(self._sizes) > HELD else 0

    def _end(self, rows: Sequence["Row"]) -> None:
        """Note where the page after the last that is held begins."""
        page = self._top + len(self._sizes)
        if page >= len(self._starts) and len(rows) >= PAGE:
            self._starts.append(min(row.seq for row in rows))
