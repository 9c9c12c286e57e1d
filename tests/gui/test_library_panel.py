"""The left panel: search, queues, the list of pieces, and what it shows when there is nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from morat.catalogue import Catalogue
from morat.library.peek import Row
from morat.newsroom.addresses import edited
from morat.ui.kit.clearing import ClearAction
from morat.ui.library.panel import LibraryPanel
from tests.helpers.widgets import nameless, picture, words_on


def row(
    number, headline="Khai mạc giải bóng chuyền hơi người cao tuổi", status="draft", thumb=None, edit=None
):
    return Row(
        number,
        f"id-{number}",
        headline,
        status,
        "2026-11-20T02:00:00+00:00",
        ("Mai Hương",),
        "",
        "",
        0,
        thumb,
        "",
        edit=edit,
    )


@pytest.fixture
def panel(qtbot):
    made = LibraryPanel(Catalogue("en"))
    qtbot.addWidget(made)
    made.resize(272, 700)
    made.show()
    return made


def test_a_click_opens_the_piece(panel, qtbot):
    panel.show_rows([row(1), row(2)])
    place = panel.list.visualRect(panel.list.model().index(1))
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert opened.args == ["id-2"]


def test_arrows_walk_and_enter_opens(panel, qtbot):
    panel.show_rows([row(1), row(2)])
    panel.select("id-1")
    with qtbot.assertNotEmitted(panel.opened):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert opened.args == ["id-2"]


def test_selecting_from_outside_opens_nothing(panel, qtbot):
    panel.show_rows([row(1), row(2)])
    with qtbot.assertNotEmitted(panel.opened):
        panel.select("id-2")
    assert panel.list.currentIndex().row() == 1
    panel.select("gone")
    assert not panel.list.currentIndex().isValid()
    assert panel.list.selectedIndexes() == []


def test_the_open_piece_stays_marked_when_the_list_comes_anew(panel):
    panel.show_rows([row(1), row(2)])
    panel.select("id-2")
    panel.show_rows([row(3), row(2), row(1)])
    assert panel.list.currentIndex().row() == 1
    panel.show_rows([row(3)])
    assert not panel.list.currentIndex().isValid()


def test_typing_searches(panel, qtbot):
    with qtbot.waitSignal(panel.searchChanged) as searched:
        panel.search.setText(" bóng ")
    assert searched.args == [" bóng "]


def test_escape_empties_the_search_and_down_goes_to_the_list(panel, qtbot):
    panel.show_rows([row(1), row(2)])
    panel.search.setText("bóng")
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.window().focusWidget() is panel.list
    assert panel.list.currentIndex().row() == 0


def test_enter_in_the_search_opens_the_first_that_was_found(panel, qtbot):
    panel.show_rows([row(7)])
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert opened.args == ["id-7"]


def test_a_queue_is_chosen_by_key(panel, qtbot):
    with qtbot.waitSignal(panel.queueChosen) as chosen:
        qtbot.keyClick(panel.queues, Qt.Key.Key_Down)
    assert chosen.args == ["submitted"]


def test_counts_are_read_out(panel):
    panel.show_counts({"draft": 1200, "submitted": 3})
    spoken = [
        panel.queues.item(number).data(Qt.ItemDataRole.AccessibleTextRole)
        for number in range(panel.queues.count())
    ]
    assert spoken[0] == "All pieces: 1,203 pieces"
    assert spoken[1] == "Waiting for an editor: 3 pieces"
    assert spoken[2] == "In review: 0 pieces"


def test_only_rows_in_view_ask_for_their_pictures(panel, qtbot, qapp):
    asked = []
    panel.thumbnailWanted.connect(lambda sha, edit: asked.append((sha, edit)))
    panel.show_rows([row(number, thumb=f"{number:064}") for number in range(200)])
    panel.grab()
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert len(asked) < 15
    before = len(asked)
    panel.grab()
    qapp.processEvents()
    assert len(asked) == before


def test_a_picture_that_came_is_shown(panel):
    panel.show_rows([row(1, thumb="a" * 64)])
    panel.set_thumbnail("b" * 64, picture())
    panel.set_thumbnail("a" * 64, picture("#123456"))
    place = panel.list.visualRect(panel.list.model().index(0))
    shown = panel.list.viewport().grab(place).toImage()
    assert shown.pixelColor(40, place.height() // 2).name() == "#123456"


def test_a_photo_is_shown_as_the_piece_has_it(panel, qtbot):
    edit = '{"turn":1}'
    panel.show_rows([row(1, thumb="a" * 64, edit=edit)])
    with qtbot.waitSignal(panel.thumbnailWanted) as wanted:
        panel.grab()
    assert wanted.args == ["a" * 64, edit]
    place = panel.list.visualRect(panel.list.model().index(0))

    def shown():
        return panel.list.viewport().grab(place).toImage().pixelColor(40, place.height() // 2).name()

    panel.set_thumbnail("a" * 64, picture("#123456"))
    assert shown() != "#123456"
    panel.set_thumbnail(edited("a" * 64, edit), picture("#123456"))
    assert shown() == "#123456"


def test_a_screen_reader_hears_the_whole_row(panel):
    panel.show_rows([row(1, "Tết trồng cây", "returned"), row(2, "")])
    model = panel.list.model()
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Tết trồng cây, Returned, ")
    assert spoken.endswith("Mai Hương")
    assert model.data(model.index(1)) == "No headline yet"


@pytest.mark.parametrize(
    ("search", "queue", "sentence", "button"),
    [
        ("", 0, "No pieces yet.", "Write a new piece"),
        ("bóng", 0, "Nothing was found for “bóng”.", "Clear the search"),
        ("bóng", 1, "Nothing was found for “bóng”.", "Clear the search"),
        ("", 1, "No pieces here.", "Show all pieces"),
    ],
)
def test_an_empty_list_says_why_and_what_to_do(panel, search, queue, sentence, button):
    panel.search.setText(search)
    panel.queues.setCurrentRow(queue)
    panel.show_rows([])
    assert words_on(panel) == [sentence, button]


def test_the_button_of_the_empty_list_leads_on(panel, qtbot):
    panel.show_rows([])
    button = next(one for one in panel.findChildren(QPushButton) if one.isVisible())
    with qtbot.waitSignal(panel.newWanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.queues.setCurrentRow(2)
    panel.show_rows([])
    with qtbot.waitSignal(panel.queueChosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [""]
    panel.search.setText("x")
    panel.show_rows([])
    with qtbot.waitSignal(panel.searchChanged) as searched:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert searched.args == [""]


def test_the_list_comes_back_when_there_is_something(panel):
    panel.show_rows([])
    assert not panel.list.isVisible()
    panel.show_rows([row(1)])
    assert panel.list.isVisible()


def test_everything_that_takes_the_focus_has_a_name(panel):
    panel.show_rows([])
    assert nameless(panel) == []
    assert panel.list.objectName() == "articleList"
    assert panel.search.objectName() == "searchField"


def test_a_low_window_keeps_the_list_in_view(panel):
    panel.show_rows([row(number) for number in range(20)])
    panel.resize(272, 400)
    panel.grab()
    assert panel.list.height() >= 150
    assert panel.list.geometry().bottom() <= panel.height()


def test_a_headline_of_any_length_is_painted(panel):
    panel.show_rows([row(1, "x" * 5000), row(2, "một " * 900), row(3, "\u202eabc"), row(4, "🌳" * 200)])
    panel.grab()


def test_a_cross_empties_the_search_and_is_there_while_there_is_something_to_empty(panel):
    (clear,) = panel.search.findChildren(ClearAction)
    (button,) = [one for one in panel.search.findChildren(QToolButton) if one.defaultAction() is clear]
    assert button.isHidden()
    QTest.keyClicks(panel.search, "bi")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.search.text() == ""
    assert button.isHidden()
