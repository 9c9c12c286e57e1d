"""Searching in the window, saved searches, and the way into the trash and back."""

import pytest
from PySide6.QtCore import QBuffer, QPoint, Qt

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.operations.photographs import add_photo, new_block
from morat.operations.preferences import Preferences
from morat.ui.desks import pages, piece_desk
from morat.ui.library.panel import LibraryPanel
from morat.ui.library.queues import QUEUES, TRASH
from tests.gui.test_library_panel import row
from tests.helpers.widgets import picture, words_on


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path / "library") as library:
        for headline in ("Mưa lũ ở Hạ Long", "Uông Bí đón khách", "Bìa sách mới"):
            library.articles.save(new_article(headline=headline, standfirst="Sapo của bài"))
    return tmp_path / "library"


@pytest.fixture
def program(folder, theme, qtbot, tmp_path):
    made = Program(Catalogue("en"), theme, Preferences(tmp_path / "settings.json"), folder, None)
    qtbot.addWidget(made.window)
    start(made, qtbot)
    yield made
    made.window.close()


def start(program, qtbot):
    """Show the window and wait until it goes on after its first paint."""
    program.window.resize(1440, 900)
    program.window.show()
    qtbot.waitUntil(lambda: program._commands is not None)


@pytest.fixture
def panel(qtbot):
    made = LibraryPanel(Catalogue("en"))
    qtbot.addWidget(made)
    made.resize(272, 700)
    made.show()
    return made


def headlines(program):
    model = program.window.library.list.model()
    return [model.index(number).data() for number in range(model.rowCount())]


def shows(program, *expected):
    return lambda: headlines(program) == list(expected)


def go_to_trash(program):
    program.window.library.queues.setCurrentRow(QUEUES.index(TRASH))


def test_typing_narrows_the_list(program, qtbot):
    qtbot.keyClicks(program.window.library.search, "bi")
    qtbot.waitUntil(shows(program, "Bìa sách mới", "Uông Bí đón khách"))
    program.window.library.search.setText("bí ")
    qtbot.waitUntil(shows(program, "Uông Bí đón khách"))
    program.window.library.search.setText("ngày:1/1/2001")
    qtbot.waitUntil(shows(program))


def test_found_words_are_marked_in_the_headline_or_below_it(panel):
    plain, searched = [row(1, "Uông Bí đón khách")], [row(1, "Uông Bí đón khách")]
    panel.show_rows(plain)
    before = panel.list.grab().toImage()
    panel.search.setText("uong")
    panel.show_rows(searched)
    model = panel.list.model()
    assert model.found("Uông Bí") == [(0, 4)]
    assert panel.list.grab().toImage() != before
    delegate = panel.list.itemDelegate()
    below = row(2, "Tít")._replace(standfirst="Sapo dài " * 10 + "kể về Uông Bí")
    (head, tone), (found, below_tone) = delegate._lines(below, 200)
    assert (head, tone, below_tone) == ("Tít", "ink", "muted")
    assert found.startswith("…")
    assert "Uông" in found
    panel.search.clear()
    panel.show_rows([below])
    assert delegate._lines(below, 200) == [("Tít", "ink")]


def test_searches_are_saved_chosen_and_removed(program, qtbot):
    field = program.window.library.search

    def opened_menu():
        field.menu = None
        qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: field.menu is not None)
        actions = {action.objectName(): action for action in field.menu.actions() if action.text()}
        return actions, [action.text() for action in field.menu.actions() if action.text()]

    actions, labels = opened_menu()
    assert labels == ["Save this search"]
    assert not actions["save"].isEnabled()
    field.setText("status:draft R&D")
    actions, _ = opened_menu()
    actions["save"].trigger()
    field.clear()
    actions, labels = opened_menu()
    assert labels == ["status:draft R&&D", "Save this search"]
    actions["choose"].trigger()
    assert field.text() == "status:draft R&D"
    actions, labels = opened_menu()
    assert labels == ["status:draft R&&D", "Remove this search"]
    actions["remove"].trigger()
    assert opened_menu()[1] == ["Save this search"]


def test_delete_puts_a_piece_into_the_trash_and_undo_takes_it_back(program, folder, qtbot):
    panel = program.window.library
    panel.list.setCurrentIndex(panel.list.model().index(1))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(shows(program, "Bìa sách mới", "Mưa lũ ở Hạ Long"))
    notices = program.commands.notices
    assert "Uông Bí đón khách" in notices.text
    assert "30 days" in notices.text
    qtbot.mouseClick(notices.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shows(program, "Bìa sách mới", "Uông Bí đón khách", "Mưa lũ ở Hạ Long"))
    qtbot.waitUntil(lambda: "back in the list" in notices.text)
    assert notices.buttons[0].isHidden()


def test_the_trash_is_a_queue_from_which_pieces_are_taken_back(program, qtbot):
    panel = program.window.library
    panel.trashWanted.emit(panel.list.model().row(panel.list.model().index(0)).id)
    qtbot.waitUntil(shows(program, "Uông Bí đón khách", "Mưa lũ ở Hạ Long"))
    go_to_trash(program)
    qtbot.waitUntil(shows(program, "Bìa sách mới"))
    panel.list.setCurrentIndex(panel.list.model().index(0))
    with qtbot.assertNotEmitted(panel.trashWanted):
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    panel._on_menu_wanted(panel.list.model().row(panel.list.model().index(0)).id, panel.pos())
    actions = {action.objectName(): action for action in panel.menu.actions()}
    assert set(actions) == {"open", "beside", "take_back"}
    actions["take_back"].trigger()
    qtbot.waitUntil(shows(program))
    panel.queues.setCurrentRow(0)
    qtbot.waitUntil(lambda: len(headlines(program)) == 3)


def test_the_open_piece_leaves_the_page_saved_and_comes_back_by_undo(program, folder, qtbot):
    panel, bench = program.window.library, program.bench
    piece = panel.list.model().row(panel.list.model().index(0)).id
    with qtbot.waitSignal(bench.opened):
        panel.opened.emit(piece)
    bench.article.set_value("source", "chưa lưu")
    panel.trashWanted.emit(piece)
    qtbot.waitUntil(lambda: bench.article is None)
    assert not program.window.actions_by_name["save"].isEnabled()
    assert program.window.windowTitle() == "Mo-rát"
    qtbot.waitUntil(lambda: len(headlines(program)) == 2)
    with qtbot.waitSignal(bench.opened) as opened:
        qtbot.mouseClick(program.commands.notices.buttons[0], Qt.MouseButton.LeftButton)
    assert opened.args == [piece]
    assert bench.article.article().source == "chưa lưu"
    with Library.open(folder) as library:
        assert library.articles.get(piece).article.source == "chưa lưu"


def test_the_list_goes_on_where_it_is_scrolled_to(folder, theme, qtbot, tmp_path, monkeypatch):
    for module in (piece_desk, pages):
        monkeypatch.setattr(module, "PAGE", 30)
    monkeypatch.setattr(pages, "HELD", 2)
    with Library.open(folder) as library:
        for number in range(100):
            library.articles.save(new_article(headline=f"Tin {number}"))
    program = Program(Catalogue("en"), theme, Preferences(tmp_path / "settings.json"), folder, None)
    qtbot.addWidget(program.window)
    start(program, qtbot)
    view = program.window.library.list
    qtbot.waitUntil(lambda: 0 < view.model().rowCount() <= 60)

    seen: dict[str, None] = {}

    def walked_to(headline, step):
        """Walk a little further; say whether the row with this headline has come."""
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + step)
        # No more than two pages are there at a time, and what one looks at stays where it is.
        assert view.model().rowCount() <= 63
        seen.update(dict.fromkeys(headlines(program)))
        return headline in headlines(program)

    height = view.sizeHintForRow(0)
    qtbot.waitUntil(lambda: walked_to("Mưa lũ ở Hạ Long", 5 * height))
    assert len(seen) == 103
    assert "Tin 99" not in headlines(program)
    # What changes elsewhere leaves the list where it is.
    before = view.verticalScrollBar().value(), headlines(program)
    with Library.open(folder) as library:
        library.articles.save(new_article(headline="Vừa xong"))
    with qtbot.waitSignal(view.model().modelReset):
        program.bench.pieces.refresh()
    assert (view.verticalScrollBar().value(), headlines(program)) == before
    qtbot.waitUntil(lambda: walked_to("Vừa xong", -5 * height))
    assert headlines(program)[:2] == ["Vừa xong", "Tin 99"]
    assert len(set(headlines(program))) == len(headlines(program))
    program.window.close()


def test_what_is_looked_at_stays_in_its_place(panel):
    def row_at_the_top():
        return panel.list.indexAt(QPoint(20, 20)).data()

    panel.show_rows([row(number, f"Tin {number}") for number in range(60)])
    panel.select("id-40")
    panel.list.doItemsLayout()
    panel.list.verticalScrollBar().setValue(38 * panel.list.sizeHintForRow(0))
    there = row_at_the_top()
    assert there == "Tin 38"
    panel.add_rows([row(number, f"Tin {number}") for number in range(60, 90)], drop=30)
    assert (row_at_the_top(), panel.list.model().rowCount()) == (there, 60)
    panel.add_rows_above([row(number, f"Tin {number}") for number in range(30)], drop=20)
    assert (row_at_the_top(), panel.list.model().rowCount()) == (there, 70)
    assert panel.list.currentIndex().data() == "Tin 40"
    # The row one is on goes: the view walks to no other.
    panel.add_rows([], drop=45)
    assert not panel.list.currentIndex().isValid()
    assert panel.list.selectedIndexes() == []


def test_what_lay_long_in_the_trash_goes_when_its_time_comes(program, folder, qtbot):
    gone = program.window.library.list.model().row(program.window.library.list.model().index(0)).id
    with Library.open(folder) as library:
        library.trash.put(gone, at="2026-01-01T00:00:00.000+00:00")
        for day in ("01-10", "01-20", "01-30", "02-02", "02-03"):
            library.articles.save(new_article(headline="x"), at=f"2026-{day}T00:00:00.000+00:00")
    program.bench.pieces.purge()
    qtbot.waitUntil(lambda: len(headlines(program)) == 7)
    with Library.open(folder) as library:
        assert not library.articles.has(gone)
    assert program.bench.pieces._purge.isActive()
    assert program.bench.pieces._purge.interval() >= 600_000


@pytest.fixture
def photo_panel(program, folder, qtbot):
    """The photos of a piece that shows one of two pictures."""
    panel, bench = program.window.library, program.bench
    with qtbot.waitSignal(bench.opened):
        panel.opened.emit(panel.list.model().row(panel.list.model().index(0)).id)
    with Library.open(folder) as library:
        facts = [keep(library, name) for name in ("cầu.png", "hội.png")]
    bench.article.insert_photo(new_block(facts[0]), 0)
    bench.save()
    shown = bench.photos.panel
    qtbot.waitUntil(lambda: names(shown) == ["cầu.png", "hội.png"])
    return shown


def keep(library, name):
    data = QBuffer()
    picture("#8c2a2a" if name == "cầu.png" else "#2a8c2a").save(data, "PNG")
    return add_photo(library, bytes(data.data().data()), name).facts


def names(panel):
    model = panel.grid.model()
    return [model.facts(model.index(number)).file for number in range(model.rowCount())]


def test_photos_are_found_by_their_words(photo_panel, qtbot):
    photo_panel.search.setText("hoi")
    qtbot.waitUntil(lambda: names(photo_panel) == ["hội.png"])
    photo_panel.search.setText("sapa")
    qtbot.waitUntil(lambda: names(photo_panel) == [])
    assert "Nothing was found for “sapa”." in words_on(photo_panel)
    photo_panel._empty.wanted.emit()
    qtbot.waitUntil(lambda: names(photo_panel) == ["cầu.png", "hội.png"])


def test_a_photo_says_which_other_pieces_show_it_and_leads_there(program, photo_panel, qtbot):
    bench, list_of_pieces = program.bench, program.window.library
    shown = bench.article.id
    assert photo_panel.told.runs.isHidden()
    model = list_of_pieces.list.model()
    others = [model.row(model.index(row)).id for row in range(model.rowCount())]
    with qtbot.waitSignal(bench.opened):
        bench.open_piece(next(one for one in others if one != shown))
    qtbot.waitUntil(lambda: names(photo_panel) == ["hội.png", "cầu.png"])
    photo_panel.grid.setCurrentIndex(photo_panel.grid.model().index(1))
    qtbot.waitUntil(lambda: "Also in: " in photo_panel.told.runs.text())
    photo_panel.grid.setCurrentIndex(photo_panel.grid.model().index(0))
    qtbot.waitUntil(photo_panel.told.runs.isHidden)
    photo_panel.grid.setCurrentIndex(photo_panel.grid.model().index(1))
    qtbot.waitUntil(lambda: "Bìa sách mới" in photo_panel.told.runs.text())
    with qtbot.waitSignal(bench.opened) as opened:
        photo_panel.told.runs.linkActivated.emit(shown)
    assert opened.args == [shown]


def test_a_photo_goes_into_the_trash_and_comes_back(program, photo_panel, qtbot):
    model, notices = photo_panel.grid.model(), program.commands.notices
    photo_panel.grid.setCurrentIndex(model.index(1))
    qtbot.keyClick(photo_panel.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(photo_panel) == ["cầu.png"])
    qtbot.waitUntil(lambda: "hội.png" in notices.text)
    qtbot.mouseClick(notices.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(photo_panel) == ["cầu.png", "hội.png"])
    photo_panel.trashWanted.emit(model.facts(model.index(1)).sha256)
    qtbot.waitUntil(lambda: names(photo_panel) == ["cầu.png"])
    photo_panel.search.trash.setChecked(True)
    qtbot.waitUntil(lambda: names(photo_panel) == ["hội.png"])
    with qtbot.assertNotEmitted(photo_panel.trashWanted):
        qtbot.keyClick(photo_panel.grid, Qt.Key.Key_Delete)
    qtbot.mouseClick(photo_panel.insert_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(photo_panel) == [])
    assert "The trash is empty." in words_on(photo_panel)
    photo_panel._empty.wanted.emit()
    qtbot.waitUntil(lambda: names(photo_panel) == ["cầu.png", "hội.png"])


def test_a_photo_that_a_piece_shows_stays(program, photo_panel, qtbot):
    photo_panel.trashWanted.emit(photo_panel.grid.model().facts(photo_panel.grid.model().index(0)).sha256)
    qtbot.waitUntil(lambda: "Bìa sách mới" in program.commands.notices.text)
    assert names(photo_panel) == ["cầu.png", "hội.png"]
