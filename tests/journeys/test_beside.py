"""Two texts side by side: the page, and another piece, a version or a source that is read."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, new_id
from morat.newsroom.inline import runs_of
from morat.operations.office import find_office
from tests.helpers.widgets import words_on

TEXT = "Bà con Uông Bí xuống chợ từ tinh mơ; thành phố Uông Bí mở thêm hai chợ."


@pytest.fixture
def desk(open_desk, tmp_path):
    """A desk with a long piece on the page and another one in the library."""
    long = new_article(
        headline="Chợ phiên đông trở lại",
        blocks=tuple(Paragraph(new_id(), runs_of(f"Đoạn {n}. {TEXT * 3}")) for n in range(40)),
    )
    other = new_article(headline="Chợ Uông Bí mở cửa", blocks=(Paragraph(new_id(), runs_of(TEXT)),))
    with Library.open(tmp_path / "home" / "library") as library:
        library.articles.save(other)
        library.articles.save(long)
    made = open_desk(source=long.id)
    made.until(made.opened)
    return made


def lay(desk, words=""):
    """Ask for something beside the page by its key, search, take the first; return the view."""
    desk.keys(Qt.Key.Key_F8)
    desk.until(lambda: any(one.isVisible() for one in desk.window.findChildren(QDialog, "besideDialog")))
    dialog = desk.program.commands.piece.besides.dialog
    QTest.keyClicks(dialog.search, words)
    desk.until(lambda: dialog.list.count() == 1)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    view = desk.program.commands.piece.besides.view
    desk.until(lambda: view.isVisible() and view.text.toPlainText() != "")
    # Without a window manager nobody gives the keys back after a dialog.
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    return view


def test_another_piece_is_read_searched_and_copied(desk):
    side = desk.bench.side
    assert side.isVisible()
    view = lay(desk, "uong bi mo cua")
    assert not side.isVisible()
    assert desk.page.isVisible()
    assert view.text.toPlainText().startswith("Chợ Uông Bí mở cửa")
    assert view.text.isReadOnly()
    QTest.keyClick(view.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.until(view.search.hasFocus)
    QTest.keyClicks(view.search, "uong bi")
    assert view.count.text() == "1/3"
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert view.count.text() == "2/3"
    assert view.text.textCursor().selectedText() == "Uông Bí"
    view.text.setFocus()
    QTest.keyClick(view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Uông Bí"
    QTest.keyClick(view.text, Qt.Key.Key_Escape)
    assert view.count.text() == ""
    QTest.keyClick(view.text, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert side.isVisible()


def top_line(desk):
    """Return the text of the line at the top of the page."""
    body, page = desk.page.body, desk.page
    top = body.mapFrom(page, page.viewport().mapTo(page, QPoint(0, 0))).y()
    return body.cursorForPosition(QPoint(body.width() // 2, top + 1)).block().text()[:9]


def test_the_page_does_not_jump(desk):
    bar = desk.page.verticalScrollBar()
    desk.until(lambda: bar.maximum() > 2_000)
    bar.setValue(bar.maximum() // 2)
    before = top_line(desk)
    view = lay(desk, "uong bi mo cua")
    place = desk.program.commands.piece.besides._place
    desk.until(lambda: not place._end.isActive())
    assert top_line(desk) == before
    desk.keys(Qt.Key.Key_F8)
    assert not view.isVisible()
    desk.until(lambda: not place._end.isActive())
    assert top_line(desk) == before


def test_a_source_lies_beside_with_its_pictures(desk, tmp_path):
    source = tmp_path / "nguon.md"
    source.write_text("# Thông cáo của xã\n\nXã trồng 3.000 cây.\n", "utf-8")
    desk.answer(files=[source])
    desk.keys(Qt.Key.Key_F8)
    besides = desk.program.commands.piece.besides
    desk.until(lambda: besides.dialog is not None and besides.dialog.isVisible())
    besides.dialog.fileWanted.emit()
    besides.dialog.accept()
    desk.until(lambda: "Xã trồng 3.000 cây." in besides.view.text.toPlainText())
    assert besides.view.title.toolTip() == "nguon.md"
    assert desk.bench.article.value("headline") == "Chợ phiên đông trở lại"
    with Library.open(tmp_path / "home" / "library") as library:
        assert library.stats()["articles"] == 2


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_an_old_manuscript_beside_the_page_can_be_stopped(desk, tmp_path):
    source = tmp_path / "nguon.rtf"
    source.write_bytes(rb"{\rtf1\ansi Thong cao cua xa\par " + b"Xa trong 3.000 cay. " * 40 + rb"\par}")
    desk.answer(files=[source])
    besides = desk.program.commands.piece.besides
    besides.choose()
    desk.until(besides.dialog.isVisible)
    besides.dialog.fileWanted.emit()
    besides.dialog.accept()
    desk.until(lambda: desk.notices.text == "LibreOffice đang đọc nguon.rtf…")
    desk.notices.buttons[0].click()
    desk.until(lambda: desk.notices.text == "Đã dừng. Chưa có gì bị thay đổi.")
    assert not besides.view.isVisible()
    besides._on_file_wanted()
    desk.until(lambda: "Xa trong 3.000 cay." in besides.view.text.toPlainText())
    assert not desk.notices.isVisible()
    with Library.open(tmp_path / "home" / "library") as library:
        assert library.stats()["articles"] == 2


def test_an_earlier_version_lies_beside(desk):
    desk.caret_in("headlineEdit")
    desk.type(" hẳn")
    desk.bench.save()
    desk.until(desk.is_saved)
    desk.keys(Qt.Key.Key_F8)
    besides = desk.program.commands.piece.besides
    desk.until(lambda: besides.dialog is not None and besides.dialog.list.count() == 2)
    assert "Bài này, bản trước đó" in besides.dialog.list.item(0).text()
    QTest.keyClick(besides.dialog.search, Qt.Key.Key_Return)
    desk.until(lambda: besides.view.text.toPlainText().startswith("Chợ phiên đông trở lại\n"))
    assert desk.text("headlineEdit").endswith("hẳn")


def test_the_menu_of_the_list_lays_a_piece_beside(desk):
    panel = desk.window.library
    other = next(row for row in range(2) if "mở cửa" in panel.list.model().index(row, 0).data())
    piece = panel._pieces.row(panel.list.model().index(other, 0)).id
    panel._on_menu_wanted(piece, QPoint(200, 200))
    (entry,) = [action for action in panel.menu.actions() if action.objectName() == "beside"]
    entry.trigger()
    panel.menu.close()
    view = desk.program.commands.piece.besides.view
    desk.until(lambda: view.isVisible() and view.text.toPlainText().startswith("Chợ Uông Bí mở cửa"))


def test_a_list_with_nothing_in_it_says_so(desk):
    desk.keys(Qt.Key.Key_F8)
    dialog = desk.dialog(QDialog, "besideDialog")
    desk.until(lambda: dialog.list.count() > 0)
    assert dialog.list.isVisible()
    QTest.keyClicks(dialog.search, "zzz")
    desk.until(lambda: "Không thấy gì với “zzz”." in words_on(dialog))
    assert not dialog.list.isVisible()
    assert not dialog.show_button.isEnabled()
    dialog.search.clear()
    desk.until(dialog.list.isVisible)
    dialog.reject()
