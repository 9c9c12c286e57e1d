"""Reading the piece as its readers will: in the preview, and in the browser."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest


class Browser(QObject):
    """Stands in for the browser: it is told which file to show."""

    def __init__(self):
        super().__init__()
        self.pages = []

    @Slot(QUrl)
    def show_page(self, address):
        self.pages.append(address.toLocalFile())


@pytest.fixture
def browser(qapp):
    made = Browser()
    QDesktopServices.setUrlHandler("file", made, "show_page")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def reading(desk):
    """A desk with the sample open."""
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    return desk


def press(desk, key, *, shift=False):
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(desk.window.focusWidget() or desk.window, key, held)


def preview(desk, *, shift=False):
    """Open the preview by its key and wait until the piece is set, pictures and all."""
    press(desk, Qt.Key.Key_F9, shift=shift)
    view = desk.program.commands.piece.previews.view
    desk.until(lambda: view.isVisible() and view.text.toPlainText().count("\ufffc") == 3)
    return view


def test_the_piece_is_read_as_it_will_look(reading):
    desk = reading
    view = preview(desk)
    text = view.text.toPlainText()
    assert text.startswith("Nông thôn mới\nVân Trầm trồng hơn 3.000 cây xanh dọc đường thôn")
    assert "Ảnh: Hoàng Lâm" in text
    assert text.endswith("Nguồn: Báo Vân Trầm")
    assert view.text.isReadOnly()
    assert not desk.page.isVisible()
    wide = view.text.width()
    desk.click("previewPhone")
    desk.until(lambda: view.text.width() < wide - 100)
    assert view.text.width() <= 420
    QTest.keyClick(view.text, Qt.Key.Key_Escape)
    assert desk.page.isVisible()
    assert not view.isVisible()


def test_its_keys_go_there_and_back(reading):
    desk = reading
    view = preview(desk, shift=True)
    assert view.device == "phone"
    press(desk, Qt.Key.Key_F9)
    assert view.isVisible()
    assert view.device == "desktop"
    press(desk, Qt.Key.Key_F9)
    assert desk.page.isVisible()


def test_the_preview_keeps_in_step_and_stays_where_one_reads(reading):
    desk = reading
    desk.caret_in("headlineEdit")
    desk.type(" mới")
    view = preview(desk)
    assert "đường thôn mới" in view.text.toPlainText()
    bar = view.text.verticalScrollBar()
    bar.setValue(200)
    desk.bench.article.history.stack.undo()
    desk.until(lambda: "đường thôn mới" not in view.text.toPlainText())
    assert bar.value() == 200
    assert view.isVisible()


def test_another_piece_comes_to_the_page(reading):
    desk = reading
    preview(desk)
    desk.program.commands.run("new")
    assert desk.page.isVisible()
    assert desk.named("headlineEdit").hasFocus()


def test_the_browser_shows_the_real_page_and_nothing_is_left(reading, browser, tmp_path):
    desk = reading
    desk.choose_from_menu("Xem", "Mở trong trình duyệt")
    desk.until(lambda: bool(browser.pages))
    (page,) = browser.pages
    assert page.endswith("/van-tram-trong-hon-3-000-cay-xanh-doc-duong-thon.html")
    assert 'property="og:type"' in Path(page).read_text("utf-8")
    folder = tmp_path / "home" / "preview"
    assert list(folder.rglob("*.html"))
    assert folder.stat().st_mode & 0o077 == 0
    desk.window.close()
    assert not list(folder.rglob("*.html"))


def test_a_preview_is_dressed_for_the_dark(reading, theme):
    desk = reading
    view = preview(desk)
    light = view.text.document().firstBlock().charFormat()
    first = view.text.document()
    theme.choose("dark")
    try:
        desk.until(lambda: view.text.document() is not first)
        assert view.text.document().firstBlock().charFormat() != light
    finally:
        theme.choose("light")
