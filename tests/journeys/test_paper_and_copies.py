"""A piece on paper, a copy of it, and characters that no keyboard has."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from morat.library.store import Library
from morat.newsroom.blocks import photos_in, walk
from tests.helpers.pdf import text_of, tool, words


@pytest.fixture
def reading(desk):
    """A desk with the sample open."""
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    desk.until(lambda: not desk.bench.thumbnails.is_waiting)
    return desk


def opened(desk, name):
    """Return the dialog with this object name, once it is there."""
    return desk.dialog(QDialog, name)


def test_the_pages_are_seen_before_they_are_printed(reading, tmp_path):
    desk = reading
    out = tmp_path / "in.pdf"
    desk.answer(save=out)
    desk.keys(Qt.Key.Key_P, control=True)
    dialog = opened(desk, "printDialog")
    pages = lambda: dialog.findChildren(QLabel, "printPage")  # noqa: E731
    desk.until(lambda: len(pages()) == 3)
    assert dialog.count.text() == "3 trang A4"
    numbered = pages()[0].pixmap().toImage()
    assert not dialog.note.isChecked()
    QTest.mouseClick(dialog.lines, Qt.MouseButton.LeftButton, pos=dialog.lines.rect().center() / 4)
    desk.until(lambda: pages()[0].pixmap().toImage() != numbered)
    QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    desk.until(lambda: "in.pdf" in desk.notices.text)
    text = words(text_of(out))
    assert "Vân Trầm trồng hơn 3.000 cây xanh" in text
    assert "Trang 3/3" in text
    assert "Duyệt" in text


def test_a_proof_is_saved_as_pdf_with_the_version_it_is(reading, tmp_path):
    desk = reading
    desk.caret_in("headlineEdit")
    desk.type(" mới")
    desk.answer(save=tmp_path / "bai.pdf")
    desk.keys(Qt.Key.Key_P, control=True)
    dialog = opened(desk, "printDialog")
    desk.until(dialog.print_button.isEnabled)
    dialog.pdfWanted.emit()
    desk.until(lambda: "bai.pdf" in desk.notices.text)
    text = words(text_of(tmp_path / "bai.pdf"))
    assert "đường thôn mới" in text
    with Library.open(tmp_path / "home" / "library") as library:
        version = library.articles.get(desk.bench.article.id).revision
    assert f"Phiên bản {version[:8]}" in text


def test_the_export_dialog_makes_a_pdf_too(reading, tmp_path):
    desk = reading
    desk.answer(save=tmp_path / "bai.pdf")
    desk.keys(Qt.Key.Key_E, control=True)
    desk.until((tmp_path / "bai.pdf").exists)
    assert "Ảnh: Hoàng Lâm" in words(text_of(tmp_path / "bai.pdf"))
    assert len(tool("pdfimages", "-list", tmp_path / "bai.pdf").splitlines()) == 2 + 3


def test_a_copy_is_a_draft_of_its_own_that_says_where_it_comes_from(reading, tmp_path):
    desk = reading
    first = desk.bench.article.article()
    desk.bench.set_status("approved")
    desk.choose_from_menu("Tệp", "Nhân bản bài")
    desk.until(lambda: len(desk.rows()) == 2)
    copy = desk.bench.article.article()
    assert copy.id != first.id
    assert (copy.status, copy.headline, copy.related) == ("draft", first.headline, (first.id,))
    assert copy.note.startswith(f"Nhân bản từ bài “{first.headline}” ({first.id[:8]})")
    ids = {block.id for block in walk(copy.blocks)}
    assert ids.isdisjoint(block.id for block in walk(first.blocks))
    assert [photo.photo for photo in photos_in(copy.blocks)] == [
        photo.photo for photo in photos_in(first.blocks)
    ]
    desk.until(desk.is_saved)
    with Library.open(tmp_path / "home" / "library") as library:
        assert library.articles.get(copy.id).article == copy
        assert library.articles.get(first.id).article.status == "approved"
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.bench.article.id == first.id)


def test_a_character_is_found_by_its_name_and_goes_where_the_caret_was(reading):
    desk = reading
    desk.caret_in("headlineEdit")
    before = desk.text("headlineEdit")
    desk.keys(Qt.Key.Key_Semicolon, control=True)
    dialog = opened(desk, "charactersDialog")
    QTest.keyClicks(dialog.search, "met vuong")
    assert dialog.name.text() == "bình phương, mét vuông, mũ hai · U+00B2"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.text("headlineEdit") == before + "²"
    dialog.search.clear()
    QTest.keyClicks(dialog.search, "euro")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert desk.text("headlineEdit") == before + "²€"
    desk.until(lambda: desk.named("headlineEdit").hasFocus())
    desk.keys(Qt.Key.Key_Z, control=True)
    assert desk.text("headlineEdit").startswith(before)
    assert desk.text("headlineEdit") != before + "²€"


def test_characters_used_last_come_first_and_the_grid_is_walked_by_keys(reading):
    desk = reading
    desk.caret_in("bodyEdit", at_end=False)
    desk.keys(Qt.Key.Key_Semicolon, control=True)
    dialog = opened(desk, "charactersDialog")
    QTest.keyClicks(dialog.search, "xap xi")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert desk.text("bodyEdit").startswith("≈")
    desk.until(lambda: not dialog.isVisible())
    desk.keys(Qt.Key.Key_Semicolon, control=True)
    dialog = opened(desk, "charactersDialog")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.grid
    QTest.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert desk.text("bodyEdit").startswith("≈≈")
