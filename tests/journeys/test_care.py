"""The library is looked after while the window is open; what is damaged is found, and put back by mouse."""

import shutil

import pytest
from msgspec import structs
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionViewItem

from morat.library import backup
from morat.library.condition import Condition
from morat.library.peek import DATABASE
from morat.library.plain import Plain
from morat.library.store import Library
from morat.library.thumbs import WEB, Thumbs
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, photos_in
from morat.newsroom.inline import runs_of
from morat.newsroom.rearranging import with_photo
from morat.newsroom.recipe import Recipe, address, written
from morat.operations import care
from morat.operations.web_sizes import WIDTHS
from morat.ui.desks.piece_desk import THUMBNAIL
from tests.helpers.widgets import nameless

menus = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "library"


def piece(headline):
    blocks = (Paragraph("p", runs_of(f"{headline} " * 300)),)
    return new_article(headline=headline, blocks=blocks)


@pytest.fixture
def pieces(folder):
    """A library of three pieces with a backup, and one saved since."""
    made = [piece(name) for name in ("Cầu mới thông xe", "Chợ hoa mở cửa", "Bão số 9 đổi hướng")]
    with Library.open(folder) as library:
        for one in made:
            library.articles.save(one)
        care.back_up(folder)
        library.articles.save(piece("Viết sau bản sao lưu"))
    care.update_plain_copies(folder)
    return made


def backups(folder):
    return backup.of_library(folder).all()


def restore_dialog(desk):
    desk.until(lambda: desk.program.commands.care.dialog is not None)
    dialog = desk.program.commands.care.dialog
    desk.until(lambda: dialog.backups.count() > 0)
    desk.until(lambda: dialog.findChild(object, "restoreSummary").text() != "")
    return dialog


def press(dialog, name):
    button = dialog.findChild(QPushButton, name)
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(view, row):
    """Click into the box of a row."""
    item = view.item(row)
    option = QStyleOptionViewItem()
    view.itemDelegate().initStyleOption(option, view.indexFromItem(item))
    option.rect = QRect(view.visualItemRect(item))
    box = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_what_is_typed_is_copied_and_backed_up(desk, folder):
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.type("Tin nong")
    desk.until(desk.is_saved)
    desk.until(lambda: [path.name[:8] for path in Plain(folder).files()] == ["tin-nong"])
    desk.program.caretaker.look_after()
    desk.until(lambda: len(backups(folder)) == 1)
    assert backup.check(backups(folder)[0].path).articles == 1
    # With nothing new there is nothing to back up.
    with desk._qtbot.waitSignal(desk.program.caretaker.rested):
        desk.program.caretaker.look_after()
    assert len(backups(folder)) == 1


def test_closing_notes_it_and_writes_what_was_typed_last(open_desk, folder):
    desk = open_desk()
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.type("Dong cua")
    desk.until(lambda: Condition(folder).is_suspect())
    desk.window.close()
    assert not Condition(folder).is_suspect()
    assert [path.name[:8] for path in Plain(folder).files()] == ["dong-cua"]


@menus
def test_the_whole_library_goes_back_and_forth(open_desk, folder, pieces):
    desk = open_desk()
    desk.until(lambda: len(desk.rows()) == 4)
    desk.choose_from_menu("Tệp", "Khôi phục kho bài từ bản sao lưu…")
    dialog = restore_dialog(desk)
    assert nameless(dialog) == []
    assert dialog.backups.currentRow() == 0
    assert "1 bài sẽ không còn" in dialog.findChild(object, "restoreSummary").text()
    press(dialog, "restoreButton")
    desk.until(desk.notices.isVisible)
    assert "3 bài" in desk.notices.text
    desk.until(lambda: len(desk.rows()) == 3)
    assert "Viết sau bản sao lưu" not in desk.rows()
    # Undo puts back what was there.
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    desk.until(lambda: len(desk.rows()) == 4)
    # The index is made anew meanwhile: words find.
    desk.named("searchField").setFocus()
    desk.type("cau moi")
    desk.until(lambda: desk.rows() == ["Cầu mới thông xe"])


def test_one_piece_comes_back_into_the_open_page(open_desk, folder, pieces):
    with Library.open(folder) as library:
        library.articles.save(new_article(id=pieces[0].id, headline="Xóa nhầm hết"))
    desk = open_desk(source=pieces[0].id)
    desk.until(lambda: desk.bench.article is not None)
    assert desk.text("headlineEdit") == "Xóa nhầm hết"
    desk.program.commands.run("restore_library")
    dialog = restore_dialog(desk)
    rows = [dialog.pieces.item(row).text() for row in range(dialog.pieces.count())]
    tick(dialog.pieces, rows.index("Cầu mới thông xe"))
    press(dialog, "takePiecesButton")
    desk.until(lambda: desk.text("headlineEdit") == "Cầu mới thông xe")
    assert "Cầu mới thông xe" in desk.notices.text
    # Nothing else moved, and what it was is in its history.
    desk.until(lambda: len(desk.rows()) == 4)
    with Library.open(folder) as library:
        assert [row.kind for row in library.revisions.of(pieces[0].id)] == ["restored", "auto", "auto"]


def _other(path):
    path.write_bytes(b"x" * path.stat().st_size)


def _cut(path):
    path.write_bytes(path.read_bytes()[:8192])


def _empty(path):
    path.write_bytes(b"")


def _gone(path):
    path.unlink()


def _letter(path):
    data = path.read_bytes()
    at = data.index("Chợ hoa mở cửa Chợ hoa".encode())
    path.write_bytes(data[:at] + b"x" + data[at + 1 :])


@pytest.mark.parametrize("damage", [_other, _cut, _empty, _gone, _letter])
def test_damage_is_found_at_the_start_and_mended_by_mouse(open_desk, folder, pieces, damage):
    Condition(folder).closed()
    database = folder / DATABASE
    damage(database)
    left = database.read_bytes() if database.exists() else None
    desk = open_desk()
    desk.until(lambda: desk.program._commands is not None and desk.notices.isVisible())
    assert desk.notices.buttons[0].text() == "Khôi phục…"
    # Nothing was written over, and no backup made of what is damaged.
    assert (database.read_bytes() if database.exists() else None) == left
    assert len(backups(folder)) == 1
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    dialog = restore_dialog(desk)
    assert dialog.backups.currentRow() == 0
    press(dialog, "restoreButton")
    desk.until(lambda: "Kho bài đã trở lại" in desk.notices.text)
    desk.until(lambda: len(desk.rows()) == 4)
    # What was saved after the backup came out of the plain copies.
    assert "Viết sau bản sao lưu" in desk.rows()
    if left is not None:
        assert [path for path in folder.glob("library-replaced-*.db") if path.read_bytes() == left]


def test_where_there_is_no_backup_it_is_built_from_the_plain_copies(open_desk, folder, pieces):
    for one in backups(folder):
        one.path.unlink()
    _other(folder / DATABASE)
    desk = open_desk()
    desk.until(lambda: desk.program._commands is not None and desk.notices.isVisible())
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.program.commands.care.dialog is not None)
    dialog = desk.program.commands.care.dialog
    wanted = [one for one in dialog.findChildren(QPushButton) if one.text() == "Dựng lại kho bài"]
    desk.until(
        lambda: bool([one for one in dialog.findChildren(QPushButton) if one.text() == "Dựng lại kho bài"])
    )
    wanted = [one for one in dialog.findChildren(QPushButton) if one.text() == "Dựng lại kho bài"]
    QTest.mouseClick(wanted[0], Qt.MouseButton.LeftButton)
    desk.until(lambda: len(desk.rows()) == 4)
    assert "4 bài" in desk.notices.text


def test_a_second_place_that_is_away_is_said_once_and_filled_when_it_is_there(
    open_desk, folder, pieces, tmp_path
):
    stick = tmp_path / "stick"
    desk = open_desk()
    desk.program._preferences.set("backup_folder", str(stick))
    assert desk.bench is not None
    caretaker = desk.program.caretaker
    said = []
    caretaker.told.connect(said.append)
    for _ in range(2):
        with desk._qtbot.waitSignal(caretaker.rested):
            caretaker.look_after()
    assert [message.code for message in said] == ["backup-place-missing"]
    assert str(stick) in desk.notices.text
    stick.mkdir()
    caretaker.look_after()
    desk.until(lambda: len(list(stick.glob("*/backups/morat-*.db"))) == 1)


def test_the_pictures_of_the_list_are_there_at_the_next_start(open_desk, folder):
    first = open_desk()
    first.click_card("Xem bài mẫu")
    first.until(first.opened)
    first.until(lambda: not first.bench.thumbnails.is_waiting and (folder / "thumbs.db").exists())
    first.window.close()
    # Nothing is decoded again: the originals are not even looked for.
    shutil.move(folder / "photos", folder / "away")
    second = open_desk()
    arrived = []
    second.bench.thumbnails.ready.connect(lambda sha, width: arrived.append(width))
    second.until(lambda: THUMBNAIL in arrived)
    second.window.close()
    shutil.move(folder / "away", folder / "photos")
    # And where the file is damaged they are made anew.
    (folder / "thumbs.db").write_bytes(b"x" * 10_000)
    third = open_desk()
    arrived.clear()
    third.bench.thumbnails.ready.connect(lambda sha, width: arrived.append(width))
    third.until(lambda: THUMBNAIL in arrived)


def test_the_photos_of_a_piece_are_drawn_for_its_first_export(open_desk, folder, monkeypatch):
    monkeypatch.setattr("morat.services.caretaker.AFTER_PHOTOS", 0)
    # Not by what is drawn of pieces that were saved.
    monkeypatch.setattr("morat.services.caretaker.AFTER_SAVES", 1_000_000)
    desk = open_desk()
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    blocks = desk.bench.article.article().blocks
    (first, *_) = (photo for photo in photos_in(blocks) if photo.photo)
    desk.until(lambda: kept_for(folder, first) == set(WIDTHS))
    turned = structs.replace(first, edit=written(Recipe(turn=1)))
    desk.bench.article.rearrange(with_photo(blocks, turned), "edit-picture")
    desk.until(lambda: kept_for(folder, turned) == set(WIDTHS))


def kept_for(folder, photo):
    """The widths in which a photo is kept as it leaves."""
    (original,) = (folder / "photos").rglob(f"{photo.photo}*")
    keys = {f"{address(photo)}/{original.stat().st_size}/{width}/85/1": width for width in WIDTHS}
    return {keys[key] for key in Thumbs(folder, file=WEB).known([*keys])}
