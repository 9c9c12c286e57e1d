"""Whatever way one scrolls: what is held is one stretch of the list, without a gap and nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.ui.desks import pages
from morat.ui.desks.pages import Pages, Span
from tests.gui.test_library_panel import row


@pytest.fixture(scope="module", autouse=True)
def _short_pages():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "PAGE", 4)
        patch.setattr(pages, "HELD", 3)
        yield


def rows_of(library: list[int], span: Span) -> list:
    """Answer as the library does."""
    found = [seq for seq in sorted(library, reverse=True) if span.before is None or seq < span.before]
    if span.last is None:
        return [row(seq) for seq in found[: pages.PAGE]]
    return [row(seq) for seq in found if seq >= span.last]


@given(
    count=st.integers(0, 60),
    walk=st.lists(st.sampled_from(["down", "down", "up", "again", "save"]), max_size=60),
    data=st.data(),
)
def test_what_is_held_is_one_stretch(count, walk, data):
    library = list(range(1, count + 1))
    state, held = Pages(), []
    for step in ["again", *walk]:
        if step == "save" and library:
            # A piece goes to the top, from wherever it was.
            seq = data.draw(st.sampled_from(library))
            library.remove(seq)
            library.append(max([seq, *library]) + 1)
        if step in ("again", "save"):
            answers = [rows_of(library, span) for span in state.held()]
            state.show(answers)
            held = [one for rows in answers for one in rows]
        elif step == "down" and (span := state.below()):
            rows = rows_of(library, span)
            held = [*held, *rows][state.add_below(rows) :]
        elif step == "up" and (span := state.above()):
            rows = rows_of(library, span)
            drop = state.add_above(rows)
            held = [*rows, *held[: len(held) - drop]]
        seqs = [one.seq for one in held]
        ordered = sorted(library, reverse=True)
        assert seqs == ordered[ordered.index(seqs[0]) :][: len(seqs)] if seqs else not library
        assert len(seqs) <= pages.HELD * pages.PAGE + len(walk)
    while state.above():
        state.add_above(rows_of(library, state.above()))
    assert state.held()[0].before is None
