"""What is said of photos, in the window: several at once, copied, taken back, picked, written to files."""

import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from morat.library.store import Library
from morat.photos import metadata, writing
from morat.ui.dialogs.photo_batch import PhotoBatchDialog
from tests.helpers.exiftool import needs_exiftool
from tests.helpers.jpegs import jpeg

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


def stored(home):
    with Library.open(home / "library") as library:
        return library.photos.rows()


def test_several_photos_are_edited_together_and_taken_back(sample, home):
    before = stored(home)
    sample.named("photoGrid").setFocus()
    sample.keys(Qt.Key.Key_A, control=True)
    sample.choose_from_menu("Ảnh", "Sửa các ảnh đang chọn…")
    dialog = sample.dialog(PhotoBatchDialog)
    QTest.keyClicks(dialog.findChild(QWidget, "eventBatch"), "Tet trong cay")
    assert dialog.preview.topLevelItemCount() == 3
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    sample.until(lambda: "Đã sửa 3 ảnh" in sample.notices.text)
    sample.until(lambda: {facts.event for facts in stored(home)} == {"Tet trong cay"})
    sample.choose_from_menu("Ảnh", "Hoàn tác lần sửa ảnh gần nhất")
    sample.until(lambda: stored(home) == before)
    assert "Đã hoàn tác ở 3 ảnh" in sample.notices.text


def test_what_is_said_of_a_photo_is_put_on_another(sample, home):
    grid = sample.named("photoGrid")
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    first = sample.text("captionEdit")
    sample.choose_from_menu("Ảnh", "Chép thông tin ảnh")
    grid.setCurrentIndex(grid.model().index(1, 0))
    assert sample.text("captionEdit") != first
    sample.choose_from_menu("Ảnh", "Dán thông tin vào các ảnh đang chọn…")
    dialog = sample.dialog(PhotoBatchDialog)
    assert dialog.row("caption").tick.isChecked()
    dialog.row("people").tick.click()
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    sample.until(lambda: sample.text("captionEdit") == first)
    sample.until(lambda: [facts.caption for facts in stored(home)].count(first) == 2)


def test_one_typed_field_is_taken_back_too(sample, home):
    before = sample.text("creditEdit")
    sample.caret_in("creditEdit")
    sample.type(" va ban")
    sample.choose_from_menu("Ảnh", "Hoàn tác lần sửa ảnh gần nhất")
    assert sample.text("creditEdit") == before
    sample.until(lambda: before in {facts.credit for facts in stored(home)})


@needs_exiftool
def test_where_a_file_contradicts_itself_an_answer_is_picked(sample, home, tmp_path):
    path = tmp_path / "lệch.jpg"
    path.write_bytes(writing.write(jpeg().data, {"caption": "Trong XMP", "credit": "An"}))
    told = ["exiftool", "-q", "-overwrite_original", "-EXIF:ImageDescription=Trong EXIF", path]
    subprocess.run(told, check=True)
    original = path.read_bytes()
    sample.answer(files=[path])
    sample.choose_from_menu("Tệp", "Nhập ảnh…")
    sample.until(lambda: sample.text("captionEdit") == "Trong XMP")
    button = sample.named("photoChoices")
    sample.until(button.isVisible)
    entry = next(one for one in button.menu().actions() if one.text() == "EXIF: Trong EXIF")
    entry.trigger()
    assert sample.text("captionEdit") == "Trong EXIF"
    sample.until(lambda: "Trong EXIF" in {facts.caption for facts in stored(home)})
    with Library.open(home / "library") as library:
        sha = next(facts.sha256 for facts in library.photos.rows() if facts.caption == "Trong EXIF")
        assert library.photos.path(sha).read_bytes() == original


def test_the_photos_of_the_piece_are_written_into_a_folder(sample, tmp_path):
    folder = tmp_path / "Ảnh xuất"
    sample.answer(save=folder)
    sample.choose_from_menu("Ảnh", "Xuất ảnh của bài ra thư mục…")
    sample.choose_preset("Trang web")
    sample.until(lambda: "Đã xuất 3 ảnh" in sample.notices.text)
    made = sorted(folder.iterdir())
    assert [path.name[:3] for path in made] == ["01-", "02-", "03-"]
    assert all(metadata.read(path.read_bytes()).caption for path in made)
    sample.answer(save=folder)
    sample.choose_from_menu("Ảnh", "Xuất ảnh của bài ra thư mục…")
    sample.choose_preset("Trang web")
    sample.until(lambda: made[0].name in sample.notices.text)
