"""Findings and versions: walking, taking a suggestion, and nothing to show."""

import pytest
from PySide6.QtCore import QPoint, Qt

from morat.catalogue import Catalogue
from morat.ui.review.findings import FindingRow, FindingsPanel, quoted
from tests.helpers.widgets import nameless, words_on

ROWS = (
    FindingRow("error", "xúc tích", ("súc tích",), "Often misspelt", "Text"),
    FindingRow("warning", "TT- VH", ("TT-VH", "TTVH"), "Three ways of one abbreviation", ""),
    FindingRow("info", "Ngày 03/11", (), "The year is missing", "Standfirst"),
)


@pytest.fixture
def panel(qtbot):
    made = FindingsPanel(Catalogue("en"))
    qtbot.addWidget(made)
    made.resize(332, 600)
    made.show()
    return made


@pytest.fixture
def filled(panel):
    panel.show_rows(ROWS)
    return panel


def place(panel, number):
    return panel.list.visualItemRect(panel.list.item(number))


def test_nothing_found_is_said(panel):
    assert words_on(panel) == ["No mistakes found so far."]
    panel.next()
    panel.show_rows(ROWS)
    assert panel.list.isVisible()
    panel.show_rows([])
    assert words_on(panel) == ["No mistakes found so far."]


def test_next_goes_round(filled):
    gone_to = []
    filled.chosen.connect(gone_to.append)
    for _ in range(4):
        filled.next()
    assert gone_to == [0, 1, 2, 0]


def test_arrows_walk(filled, qtbot):
    filled.next()
    with qtbot.waitSignal(filled.chosen) as chosen:
        qtbot.keyClick(filled.list, Qt.Key.Key_Down)
    assert chosen.args == [1]


def test_enter_takes_the_suggestion(filled, qtbot):
    filled.next()
    with qtbot.waitSignal(filled.suggestionTaken) as taken:
        qtbot.keyClick(filled.list, Qt.Key.Key_Return)
    assert taken.args == [0, "súc tích"]


def test_enter_without_a_suggestion_goes_there(filled, qtbot):
    filled.list.setCurrentRow(2)
    with qtbot.assertNotEmitted(filled.suggestionTaken), qtbot.waitSignal(filled.chosen) as chosen:
        qtbot.keyClick(filled.list, Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_the_key_at_the_end_takes_and_the_row_goes_there(filled, qtbot):
    rect = place(filled, 1)
    at_key = QPoint(rect.right() - 24, rect.top() + 18)
    with qtbot.waitSignal(filled.suggestionTaken) as taken:
        qtbot.mouseClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=at_key)
    assert taken.args == [1, "TT-VH"]
    with qtbot.assertNotEmitted(filled.suggestionTaken), qtbot.waitSignal(filled.chosen) as chosen:
        qtbot.mouseClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert chosen.args == [1]


def test_a_row_without_a_suggestion_has_no_key(filled, qtbot):
    rect = place(filled, 2)
    with qtbot.assertNotEmitted(filled.suggestionTaken):
        qtbot.mouseClick(
            filled.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 24, rect.top() + 18)
        )


def test_the_next_one_is_current_when_one_was_mended(filled):
    filled.list.setCurrentRow(1)
    filled.show_rows((ROWS[0], ROWS[2]))
    assert filled.list.currentRow() == 1
    filled.show_rows(ROWS[:1])
    assert filled.list.currentRow() == 0


def test_a_screen_reader_hears_the_finding(filled):
    spoken = filled.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Error, xúc tích → súc tích, Often misspelt, Text"
    assert filled.list.item(1).toolTip() == "<p>Also: TTVH</p>"
    assert nameless(filled) == []


def test_a_long_text_is_cut_and_a_removal_is_shown():
    assert quoted(FindingRow("error", "a\n b", ("",), "", "")) == "a b → ∅"
    assert len(quoted(FindingRow("info", "chữ " * 900, (), "", ""))) == 40


def test_a_long_reason_makes_its_row_higher(panel):
    panel.show_rows(
        [FindingRow("info", "x", (), "short", ""), FindingRow("info", "x", (), "long reason " * 12, "")]
    )
    panel.grab()
    assert place(panel, 1).height() > place(panel, 0).height()
    panel.show_rows([FindingRow("info", "x " * 5000, ("y " * 5000,), "z" * 5000, "\u202e")])
    panel.grab()
