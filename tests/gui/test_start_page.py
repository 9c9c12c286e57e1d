"""The page of an empty library: four ways to begin, by mouse, key and drop."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLabel

from morat.catalogue import Catalogue
from morat.ui.window.start_page import Card, StartPage
from tests.helpers.widgets import drop, drop_files, nameless

SIGNALS = ("sampleWanted", "newWanted", "fileWanted", "photosWanted")


@pytest.fixture
def page(qtbot):
    made = StartPage(Catalogue("en"))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def cards(page):
    return page.findChildren(Card)


@pytest.mark.parametrize(("number", "signal"), [*enumerate(SIGNALS)])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_card_is_taken_by_key(page, qtbot, number, signal, key):
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(cards(page)[number], key)


@pytest.mark.parametrize(("number", "signal"), [*enumerate(SIGNALS)])
def test_a_card_is_taken_by_click(page, qtbot, number, signal):
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(cards(page)[number], Qt.MouseButton.LeftButton)


def test_the_first_card_has_the_focus_and_shows_it(page, qtbot):
    assert page.window().focusWidget() is cards(page)[0]
    with_focus = cards(page)[0].grab().toImage()
    page.activateWindow()
    cards(page)[1].setFocus()
    qtbot.waitUntil(lambda: page.window().focusWidget() is cards(page)[1])
    assert page.isActiveWindow() is False or cards(page)[0].grab().toImage() != with_focus


def test_cards_say_what_they_do(page):
    assert nameless(page) == []
    assert [bool(card.accessibleName() and card.accessibleDescription()) for card in cards(page)] == [
        True
    ] * 4


def test_files_may_fall_anywhere(page, qtbot, tmp_path):
    with qtbot.waitSignal(page.filesDropped) as dropped:
        assert drop_files(page, tmp_path / "Bài số 1.docx", tmp_path)
    assert dropped.args == [[str(tmp_path / "Bài số 1.docx"), str(tmp_path)]]


def test_what_is_no_file_is_not_taken(page):
    data = QMimeData()
    data.setText("https://vi.wikipedia.org")
    assert not drop(page, data)


def test_no_word_is_cut_in_a_narrow_window(page):
    page.resize(600, 460)
    page.grab()
    for label in page.findChildren(QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed, label.text()
        assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
