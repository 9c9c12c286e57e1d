"""The contact sheet beside the text, driven as a reporter does: marks, filters, captions both ways, uses."""

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo, photos_in
from morat.newsroom.contact_sheet import UNDECIDED
from morat.newsroom.inline import plain, runs_of
from morat.operations.photographs import add_photo
from morat.ui.photos.loupe_dialog import LoupeDialog
from tests.helpers.jpegs import photograph
from tests.helpers.widgets import nameless

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")

TEXT = "Ông Vi Văn Thắng, Chủ tịch xã, cùng bà con trồng cây."


@pytest.fixture
def shas(home):
    """Four photos of the library, the newest first; the last one has appeared in a piece of March."""
    with Library.open(home / "library") as library:
        found = [add_photo(library, photograph(n), f"anh-{n}.jpg").facts for n in range(4)]
        for facts in found[1:3]:
            library.photos.update(structs.replace(facts, caption="Bà con trồng cây.", credit="An", alt="x"))
        old = new_article(headline="Chợ phiên", status="published", blocks=(Photo("p", found[0].sha256),))
        library.articles.save(old, at="2026-03-12T08:00:00+00:00")
        return [facts.sha256 for facts in reversed(found)]


@pytest.fixture
def piece(shas, desk):
    desk.until(lambda: desk.program.bench is not None)
    desk.bench.open_article(new_article(headline="Tết trồng cây", blocks=(Paragraph("t", runs_of(TEXT)),)))
    desk.until(lambda: desk.named("photoGrid").model().rowCount() == 4)
    desk.named("photoGrid").setFocus()
    return desk


def sheet(desk):
    model = desk.named("photoGrid").model()
    return [model.facts(model.index(row)).sha256 for row in range(model.rowCount())]


def facts_in(home, sha):
    with Library.open(home / "library") as library:
        return library.photos.facts(sha)


def captions(desk):
    return [plain(photo.caption) for photo in photos_in(desk.bench.article.article().blocks)]


def badges(desk, sha):
    model = desk.named("photoGrid").model()
    return [badge.text for badge in model.badges(model.facts(model.find(sha)))]


def choose(desk, name, entry):
    box = desk.named(name)
    box.setCurrentIndex(box.findText(entry))


def test_stars_and_picks_by_keys(piece, home, shas):
    assert sheet(piece) == shas
    piece.keys(Qt.Key.Key_4)
    piece.keys(Qt.Key.Key_Right)
    piece.keys(Qt.Key.Key_Right, shift=True)
    piece.keys(Qt.Key.Key_P)
    piece.until(lambda: [facts_in(home, sha).pick for sha in shas] == [0, 1, 1, 0])
    piece.until(lambda: facts_in(home, shas[0]).rating == 4)
    choose(piece, "photoShow", "Đã chọn")
    assert sheet(piece) == shas[1:3]
    # What is taken back leaves the sheet, and the one after it is the current one.
    piece.keys(Qt.Key.Key_Home)
    piece.keys(Qt.Key.Key_U)
    assert sheet(piece) == shas[2:3]
    assert piece.bench.photos.panel.sheet.current().sha256 == shas[2]
    piece.choose_from_menu("Ảnh", "Hoàn tác lần sửa ảnh gần nhất")
    piece.until(lambda: facts_in(home, shas[1]).pick == 1)
    choose(piece, "photoShow", "Tất cả ảnh")
    choose(piece, "photoOrder", "Nhiều sao trước")
    assert sheet(piece)[0] == shas[0]


def test_nothing_that_is_like_that_leads_back(piece):
    choose(piece, "photoShow", "Đã chọn")
    panel = piece.bench.photos.panel
    assert sheet(piece) == []
    panel._empty.wanted.emit()
    assert len(sheet(piece)) == 4


def test_enter_puts_the_selected_photos_into_the_text_as_one_step(piece, shas):
    before = piece.bench.article.article().blocks
    grid = piece.named("photoGrid")
    for row in (3, 0):
        grid.selectionModel().select(grid.model().index(row), QItemSelectionModel.SelectionFlag.Select)
    piece.keys(Qt.Key.Key_Return)
    shown = [photo.photo for photo in photos_in(piece.bench.article.article().blocks)]
    assert shown == [shas[0], shas[3]]
    piece.bench.article.history.stack.undo()
    assert piece.bench.article.article().blocks == before


def test_the_sheet_says_how_often_and_where_a_photo_is_used(piece, shas):
    assert badges(piece, shas[3])[-1].startswith("đã đăng 12/03")
    for _ in range(2):
        piece.bench.photos.insert_all([shas[1]])
    piece.until(lambda: "dùng 2 lần" in badges(piece, shas[1]))
    choose(piece, "photoShow", "Trong bài này")
    assert sheet(piece) == [shas[1]]
    choose(piece, "photoShow", "Chưa dùng")
    assert sheet(piece) == [shas[0], shas[2]]


def test_the_way_to_the_piece_in_which_a_photo_ran(piece, shas):
    panel = piece.bench.photos.panel
    panel.select(shas[3])
    piece.until(lambda: "Đã đăng" in panel.told.runs.text() and "Chợ phiên" in panel.told.runs.text())
    panel.told.runs.setFocus()
    piece.keys(Qt.Key.Key_Tab)
    QTest.keyClick(panel.told.runs, Qt.Key.Key_Return)
    piece.until(lambda: piece.text("headlineEdit") == "Chợ phiên")


def test_a_caption_typed_beside_the_picture_is_in_the_text_and_the_other_way_round(piece, home, shas):
    piece.bench.photos.insert_all([shas[1]])
    panel = piece.bench.photos.panel
    panel.select(shas[1])
    piece.until(panel.piece_caption.isVisible)
    field = piece.named("pieceCaptionEdit")
    assert field.toPlainText() == "Bà con trồng cây."
    piece.caret_in("pieceCaptionEdit")
    piece.type(" Ảnh sáng 3/11")
    assert captions(piece) == ["Bà con trồng cây. Ảnh sáng 3/11"]
    assert "Ảnh sáng 3/11" in piece.text("bodyEdit")
    # The library's own is another.
    assert facts_in(home, shas[1]).caption == "Bà con trồng cây."
    body = piece.caret_in("bodyEdit")
    while not body.textCursor().block().text().endswith("3/11"):
        piece.keys(Qt.Key.Key_Left)
    piece.type("/2026")
    piece.until(lambda: field.toPlainText().endswith("3/11/2026"))
    whole = captions(piece)
    # One history, wherever the keys were pressed; Qt makes one step of what was typed on.
    steps = 0
    while captions(piece) != ["Bà con trồng cây."]:
        piece.caret_in("pieceCaptionEdit" if steps % 2 else "bodyEdit")
        piece.keys(Qt.Key.Key_Z, control=True)
        steps += 1
    piece.until(lambda: field.toPlainText() == "Bà con trồng cây.")
    piece.caret_in("pieceCaptionEdit")
    for _ in range(steps):
        piece.keys(Qt.Key.Key_Y, control=True)
    assert captions(piece) == whole
    piece.until(lambda: field.toPlainText() == whole[0])


def test_what_the_library_says_reaches_a_piece_that_said_the_same(piece, home, shas):
    piece.bench.photos.insert_all([shas[1], shas[2]])
    piece.bench.photos.panel.select(shas[1])
    piece.until(piece.bench.photos.panel.piece_caption.isVisible)
    article = piece.bench.article
    other = next(photo for photo in photos_in(article.article().blocks) if photo.photo == shas[2])
    article.say_of_photo(other.id, "caption", "Lời của riêng bài này.")
    for sha in shas[1:3]:
        piece.bench.photos.panel.select(sha)
        field = piece.named("captionEdit")
        field.selectAll()
        piece.caret_in("captionEdit")
        piece.type(" Them")
        piece.bench.photos.panel.fields.settle()
    assert captions(piece) == ["Bà con trồng cây. Them", "Lời của riêng bài này."]
    article.history.stack.undo()
    assert captions(piece) == ["Bà con trồng cây.", "Lời của riêng bài này."]
    piece.until(lambda: facts_in(home, shas[2]).caption == "Bà con trồng cây. Them")


def test_what_is_to_be_seen_to_is_said(piece, shas):
    panel = piece.bench.photos.panel
    panel.select(shas[0])
    assert "Chưa có chú thích." in panel.told.notes.text()
    piece.bench.photos.insert_all([shas[1], shas[2]])
    piece.until(lambda: "trùng chú thích" in badges(piece, shas[1]))
    first = next(photos_in(piece.bench.article.article().blocks))
    piece.bench.article.say_of_photo(first.id, "caption", "Bà Nguyễn Thị Hoa trồng cây ở đầu thôn.")
    panel.select(shas[1])
    piece.until(lambda: "Nguyễn Thị Hoa" in panel.told.notes.text())
    # Above the text a name is in the text too.
    piece.bench.article.set_value("standfirst", "Bà Nguyễn Thị Hoa trồng cây đầu tiên.")
    piece.until(lambda: "Nguyễn Thị Hoa" not in panel.told.notes.text())
    piece.bench.article.set_value("standfirst", "")
    piece.until(lambda: "Nguyễn Thị Hoa" in panel.told.notes.text())
    assert badges(piece, shas[1])[0] == "tên không có trong bài"
    # Once the text speaks of her nothing is left to say.
    piece.caret_in("bodyEdit", at_end=False)
    piece.type("Bà Nguyễn Thị Hoa cho hay. ")
    piece.until(panel.told.notes.isHidden)


def test_a_file_that_is_damaged_is_marked(home, shas, open_desk):
    with Library.open(home / "library") as library:
        library.photos.path(shas[2]).write_bytes(b"\xff\xd8 nothing")
    desk = open_desk()
    desk.until(lambda: desk.program.bench is not None)
    desk.bench.open_article(new_article(headline="Tít"))
    desk.until(lambda: desk.named("photoGrid").model().rowCount() == 4)
    desk.until(lambda: "hỏng" in badges(desk, shas[2]))
    assert "hỏng" not in badges(desk, shas[1])


@pytest.fixture
def loupe(piece):
    """The newest photo of the sheet, large, once its picture is there."""
    grid = piece.named("photoGrid")
    grid.setCurrentIndex(grid.model().index(0))
    grid.selectAll()
    piece.keys(Qt.Key.Key_Space)
    dialog = piece.dialog(LoupeDialog)
    piece.until(lambda: dialog.side.has_picture)
    return dialog


def test_photos_are_gone_through_large(piece, home, shas, loupe):
    assert loupe.name.text() == "anh-3.jpg · 1/4"
    assert nameless(loupe) == []
    QTest.keyClick(loupe.side, Qt.Key.Key_P)
    QTest.keyClick(loupe.side, Qt.Key.Key_Right)
    assert loupe.name.text() == "anh-2.jpg · 2/4"
    piece.until(lambda: loupe.side.has_picture)
    assert loupe.caption.text() == "Bà con trồng cây."
    QTest.keyClick(loupe.side, Qt.Key.Key_4)
    QTest.keyClick(loupe.side, Qt.Key.Key_Left)
    QTest.keyClick(loupe.side, Qt.Key.Key_Left)
    assert loupe.name.text() == "anh-3.jpg · 1/4"
    # The others were selected too when it was opened, and are not marked with it.
    piece.until(lambda: facts_in(home, shas[1]).rating == 4)
    assert [facts_in(home, sha).pick for sha in shas] == [1, 0, 0, 0]
    QTest.keySequence(loupe, QKeySequence.StandardKey.Undo)
    piece.until(lambda: facts_in(home, shas[1]).rating == 0)
    QTest.keyClick(loupe.side, Qt.Key.Key_Space)
    piece.until(lambda: piece.window.focusWidget() is piece.named("photoGrid"))


def test_a_photo_goes_into_the_text_from_there(piece, loupe):
    QTest.keyClick(loupe.side, Qt.Key.Key_Right)
    QTest.keyClick(loupe.side, Qt.Key.Key_Return)
    assert captions(piece) == ["Bà con trồng cây."]
    assert loupe.caption.text() == "Đã chèn vào bài."
    QTest.keyClick(loupe, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_that_is_held_counts_once(piece, loupe, key):
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(loupe, event)
    assert loupe.isVisible()
    assert captions(piece) == []
    QTest.keyClick(loupe, Qt.Key.Key_Escape)
    grid = piece.named("photoGrid")
    piece.until(lambda: piece.window.focusWidget() is grid)
    QApplication.sendEvent(grid, event)
    assert not any(one.isVisible() for one in piece.window.findChildren(LoupeDialog))
    assert captions(piece) == []


def test_a_mark_that_is_held_goes_to_no_other_photo(piece, home, shas, loupe):
    box = piece.named("photoShow")
    box.setCurrentIndex(box.findData(UNDECIDED))
    QTest.keyClick(loupe.side, Qt.Key.Key_X)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x", True)
    QApplication.sendEvent(loupe, held)
    QTest.keyClick(loupe, Qt.Key.Key_Escape)
    piece.until(lambda: piece.window.focusWidget() is piece.named("photoGrid"))
    QApplication.sendEvent(piece.named("photoGrid"), held)
    piece.bench.desk.finish()
    assert [facts_in(home, sha).pick for sha in shas] == [-1, 0, 0, 0]


def test_what_is_left_out_after_a_mark_makes_room_for_the_next(piece, home, shas, loupe):
    box = piece.named("photoShow")
    box.setCurrentIndex(box.findData(UNDECIDED))
    QTest.keyClick(loupe.side, Qt.Key.Key_X)
    assert loupe.name.text() == "anh-2.jpg · 1/3"
    QTest.keyClick(loupe.side, Qt.Key.Key_X)
    assert loupe.name.text() == "anh-1.jpg · 1/2"
    piece.until(lambda: [facts_in(home, sha).pick for sha in shas] == [-1, -1, 0, 0])


def test_the_place_that_is_looked_at_stays_from_photo_to_photo(piece, loupe):
    piece.until(lambda: not loupe.side.wants_whole)
    QTest.keyClick(loupe.side, Qt.Key.Key_Plus)
    before = loupe.side.place().width()
    assert before >= loupe.side.width()
    QTest.keyClick(loupe.side, Qt.Key.Key_Right)
    piece.until(lambda: loupe.side.has_picture)
    assert loupe.side.place().width() == before


def test_what_has_just_come_in_stands_first_as_it_came(piece, tmp_path, shas):
    files = [tmp_path / f"DSC_{number}.JPG" for number in range(3)]
    for number, path in enumerate(files, start=10):
        path.write_bytes(photograph(number))
    piece.bench.photos.add_files([str(path) for path in files])
    piece.until(lambda: len(sheet(piece)) == 7)
    model = piece.named("photoGrid").model()
    names = [model.facts(model.index(row)).file for row in range(3)]
    assert names == ["DSC_0.JPG", "DSC_1.JPG", "DSC_2.JPG"]
    assert sheet(piece)[3:] == shas
