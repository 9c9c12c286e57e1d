"""Versions by days, and two of them read as one text."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from morat.catalogue import Catalogue
from morat.library.events import Event
from morat.library.revisions import RevisionRow
from morat.newsroom.article import Article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.comparison import compared
from morat.newsroom.inline import runs_of
from morat.operations.history import Line, Timeline
from morat.ui.review.comparison import ComparisonView
from morat.ui.review.history import HistoryPanel
from morat.ui.review.timeline import entries
from tests.helpers.widgets import nameless, words_on

WORDS = Catalogue("en")
TODAY = date(2026, 11, 24)


def line(number, at, kind="auto", words=100, **more):
    row = RevisionRow(f"s{number}", None, kind, f"{at}:00.000+00:00", "Mai", "may-1", None, "c", words)
    return Line(row._replace(**more), 2)


def told(timeline, **options):
    return [(one.kind, one.title) for one in entries(WORDS, timeline, today=TODAY, **options)]


@pytest.fixture(autouse=True)
def _clock_of_greenwich(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


VERSIONS = Timeline(
    (
        line(9, "2026-11-24T10:42"),
        line(8, "2026-11-24T10:40"),
        line(7, "2026-11-24T10:39"),
        line(6, "2026-11-24T10:38"),
        line(5, "2026-11-24T09:00", "milestone"),
        line(4, "2026-11-23T18:00", "restored"),
        line(3, "2026-11-20T08:00", "auto", pinned="shrunk"),
        line(2, "2026-11-20T07:00", "of-a-later-version", thinned=True),
    ),
    (Event("2026-11-23T12:00:00", "An", "sent", {"file": "a.morat"}),),
)


def test_days_folds_and_events_in_their_order():
    assert told(VERSIONS) == [
        ("version", "As it was when opened today"),
        ("day", "Today"),
        ("version", "10:42 · Saved"),
        ("fold", "3 saved versions"),
        ("version", "09:00 · Milestone"),
        ("day", "Yesterday"),
        ("version", "18:00 · Restored"),
        ("event", "Sent: a.morat"),
        ("day", "20/11/2026"),
        ("version", "08:00 · Saved"),
        ("version", "07:00 · of-a-later-version"),
    ]
    opened = told(VERSIONS, unfolded=("s6",))
    assert ("version", "10:38 · Saved") in opened
    assert len(opened) == len(told(VERSIONS)) + 3


def test_milestones_and_pinned_versions_stand_out():
    rows = entries(WORDS, VERSIONS, today=TODAY)
    assert [one.sha for one in rows if one.is_mark] == ["s4", "s5", "s4", "s3", "s2"]
    pinned = next(one for one in rows if one.sha == "s3")
    assert pinned.icon == "pin"
    assert pinned.below == "before much was deleted · Mai · may-1 · 100 words"
    assert next(one for one in rows if one.sha == "s2").below.endswith("text thinned out")


def test_the_opening_of_a_piece_that_is_younger_than_the_day():
    young = Timeline(VERSIONS.versions[:5])
    assert told(young)[0] == ("day", "Today")
    assert told(young, opened="s7")[0] == ("version", "As it was when opened today")
    assert told(young, opened="s9")[0] == ("day", "Today")


def test_clocks_that_jump_keep_the_order_of_versions():
    jumped = Timeline((line(2, "2021-01-01T08:00"), line(1, "2031-01-01T08:00")), ())
    shas = [one.sha for one in entries(WORDS, jumped, today=TODAY) if one.kind == "version"]
    assert shas[-2:] == ["s2", "s1"]


@pytest.fixture
def panel(qtbot):
    made = HistoryPanel(WORDS)
    qtbot.addWidget(made)
    made.resize(332, 500)
    made.show()
    return made


def row_of(panel, title):
    model = panel.list.model()
    return next(index for n in range(model.rowCount()) if (index := model.index(n)).data() == title)


def click(qtbot, panel, title, held=Qt.KeyboardModifier.NoModifier):
    place = panel.list.visualRect(row_of(panel, title)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, held, place)


def test_no_version_yet(panel):
    assert words_on(panel) == ["Every version that is saved will stand here."]


def test_a_version_is_taken_by_click_and_key_and_two_are_compared(panel, qtbot):
    panel.show_entries(entries(WORDS, VERSIONS, today=TODAY))
    with qtbot.waitSignal(panel.chosen) as chosen:
        click(qtbot, panel, "09:00 · Milestone")
    assert chosen.args == ["s5"]
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == ["s5"]
    with qtbot.waitSignal(panel.pairChosen) as pair:
        click(qtbot, panel, "18:00 · Restored", Qt.KeyboardModifier.ControlModifier)
    assert pair.args == ["s4", "s5"]
    with qtbot.waitSignal(panel.foldToggled) as fold:
        click(qtbot, panel, "3 saved versions")
    assert fold.args == ["s6"]
    assert nameless(panel) == []


def test_a_screen_reader_hears_the_whole_row_and_arrows_leave_out_days(panel, qtbot):
    panel.show_entries(entries(WORDS, VERSIONS, today=TODAY))
    spoken = row_of(panel, "09:00 · Milestone").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "09:00 · Milestone, +2, Mai · may-1 · 100 words"
    panel.list.setCurrentIndex(row_of(panel, "09:00 · Milestone"))
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == ["s4"]


def test_what_was_selected_stays_when_rows_come(panel):
    panel.show_entries(entries(WORDS, Timeline(VERSIONS.versions[4:]), today=TODAY))
    panel.list.setCurrentIndex(row_of(panel, "18:00 · Restored"))
    panel.show_entries(entries(WORDS, VERSIONS, today=TODAY))
    assert panel.list.currentIndex().data() == "18:00 · Restored"


def test_keys_in_the_list_stand_on_a_row_also_when_theirs_has_gone(panel, qtbot):
    panel.show_entries(entries(WORDS, VERSIONS, today=TODAY))
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.take_focus()
    panel.list.setCurrentIndex(row_of(panel, "09:00 · Milestone"))
    panel.show_entries(entries(WORDS, Timeline(VERSIONS.versions[5:]), today=TODAY))
    assert panel.list.currentIndex().data() == "18:00 · Restored"


# The comparison


def paragraph(name, text):
    return Paragraph(name, runs_of(text))


LONG = " ".join(f"chữ{n}" for n in range(90))
OLD = Article(
    id="a",
    status="draft",
    headline="Chợ phiên đông trở lại",
    blocks=(
        paragraph("p", f"{LONG} cuối"),
        paragraph("q", "Bỏ đi"),
        *(paragraph(f"s{n}", "như cũ") for n in range(5)),
    ),
)
NEW = Article(
    id="a",
    status="submitted",
    headline="Chợ phiên vắng trở lại",
    blocks=(
        paragraph("p", f"{LONG} sau cùng"),
        *(paragraph(f"s{n}", "như cũ") for n in range(5)),
        Photo("f", photo="ab" * 32),
    ),
)


@pytest.fixture
def view(qtbot):
    made = ComparisonView(WORDS)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_comparison("10:42 → now", compared(OLD, NEW), can_restore=True)
    qtbot.waitUntil(lambda: made.is_written)
    return made


def written_as(view, text):
    cursor = view.text.document().find(text)
    assert not cursor.isNull()
    return cursor.charFormat()


def test_what_went_is_struck_through_and_what_came_underlined(view):
    assert written_as(view, "đông").fontStrikeOut()
    assert written_as(view, "vắng").fontUnderline()
    assert not written_as(view, "Chợ phiên").fontStrikeOut()
    assert written_as(view, "Bỏ đi").fontStrikeOut()
    text = view.text.toPlainText()
    assert "Draft → Waiting for an editor" in text
    assert "Photo · new" in text
    assert "abababababab" in text


def test_long_unchanged_stretches_are_folded_and_can_be_seen(view, qtbot):
    assert "5 paragraphs unchanged" in view.text.toPlainText()
    assert "chữ10" not in view.text.toPlainText()
    view.whole.click()
    qtbot.waitUntil(lambda: view.is_written)
    assert "chữ10" in view.text.toPlainText()
    assert "unchanged" not in view.text.toPlainText()


def test_keys_walk_from_change_to_change_and_round(view, qtbot):
    assert (view.current, view.changes) == (0, 5)
    assert view.count.text() == "Change 1 of 5"
    for _ in range(5):
        qtbot.keyClick(view.text, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.current == 0
    qtbot.keyClick(view.text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert view.current == 4
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.text, Qt.Key.Key_Escape)


def test_a_passage_can_be_asked_back_where_there_is_one(view, qtbot):
    assert not view.passage.isEnabled()
    view.next()
    view.next()
    with qtbot.waitSignal(view.passageWanted) as wanted:
        view.passage.click()
    assert wanted.args == ["p"]
    assert nameless(view) == []


def test_two_old_versions_offer_nothing_back(view, qtbot):
    view.show_comparison("a → b", compared(OLD, OLD), can_restore=False)
    qtbot.waitUntil(lambda: view.is_written)
    assert not view.restore.isVisible()
    assert view.count.text() == "Nothing changed."
    view.next()
    view.previous()
    assert view.current == -1
