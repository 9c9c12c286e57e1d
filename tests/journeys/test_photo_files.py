"""Captions go from the library into the files that photos came from, when somebody asks for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.photos import metadata
from tests.helpers.jpegs import photograph
from tests.helpers.widgets import nameless

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")

CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def match(desk, tmp_path):
    """A piece, and three photos of a match on its sheet, all of them selected; their files."""
    folder = tmp_path / "Trận đấu"
    folder.mkdir()
    files = [folder / f"DSC_{number}.JPG" for number in range(3)]
    for number, path in enumerate(files):
        path.write_bytes(photograph(number, 320, 200))
    desk.until(lambda: desk.program.bench is not None)
    blocks = (Paragraph("t", runs_of("Đội nhà thắng.")),)
    desk.bench.open_article(new_article(headline="Trận đấu", blocks=blocks))
    desk.until(desk.page.body.isVisible)
    desk.bench.photos.add_files([str(path) for path in files])
    desk.until(lambda: len(desk.bench.photos.panel.selected()) == 3)
    return files


def dialog_of(desk):
    return desk.program.commands.photo.files._dialog


def asked(desk):
    """Ask for the captions to be written; return the dialog once it knows the files."""
    QTest.keyClick(desk.bench.photos.panel.grid, Qt.Key.Key_W, CONTROL_ALT)
    return once_found(desk)


def asked_anew(desk):
    """Ask once more, wherever the keys are."""
    desk.program.commands.run("write_into_files")
    return once_found(desk)


def once_found(desk):
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.list.count() or dialog.search_button.isVisible())
    return dialog


def captioned(desk):
    """Say something of one of the photos."""
    desk.bench.photos.panel.fields.caption.setFocus()
    desk.type("Đội nhà ghi bàn.")


def said(path):
    return metadata.read(path.read_bytes()).caption


def test_what_was_typed_last_is_in_the_files_and_goes_again(desk, match):
    before = [path.read_bytes() for path in match]
    desk.bench.photos.panel.selected()
    caption = desk.bench.photos.panel.fields.caption
    caption.setFocus()
    desk.type("Đội nhà ghi bàn.")
    dialog = asked(desk)
    assert nameless(dialog) == []
    assert dialog.write_button.text() == "Ghi vào 3 tệp"
    assert [said(path) for path in match] == ["", "", ""]
    dialog.write_button.click()
    desk.until(lambda: "Đã ghi chú thích vào 3 tệp ảnh." in desk.notices.text)
    assert "Đội nhà ghi bàn." in [said(path) for path in match]
    desk.notices.buttons[0].click()
    desk.until(lambda: "trở lại như trước" in desk.notices.text)
    assert [path.read_bytes() for path in match] == before


def test_what_could_not_be_written_is_said_once(desk, match):
    match[0].write_bytes(photograph(8))
    match[2].write_bytes(photograph(9))
    dialog = asked(desk)
    dialog.write_button.click()
    desk.until(lambda: "Đã ghi chú thích vào 1 tệp ảnh." in desk.notices.text)
    assert desk.notices.text.count("bị chương trình khác sửa") == 1
    assert "Thêm 1 tệp cũng vậy." in desk.notices.text


def test_files_that_were_moved_are_looked_for(desk, match, tmp_path):
    match[0].parent.rename(tmp_path / "Chuyển")
    dialog = asked(desk)
    assert not dialog.write_button.isEnabled()
    desk.answer(files=[tmp_path / "Chuyển"])
    dialog.search_button.click()
    desk.until(lambda: dialog.list.count() == 1)
    assert dialog.write_button.text() == "Ghi vào 3 tệp"


def test_a_folder_without_a_tick_is_left_alone(desk, match):
    dialog = asked(desk)
    item: QListWidgetItem = dialog.list.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.write_button.isEnabled()
    dialog.close_button.click()
    desk.until(lambda: dialog_of(desk) is None)
    assert [said(path) for path in match] == ["", "", ""]


def test_what_is_stopped_before_it_begins_does_not_begin(desk, match):
    dialog = asked(desk)
    dialog.write_button.click()
    dialog.stop_button.click()
    assert dialog.write_button.isEnabled()
    dialog.write_button.click()
    dialog.close_button.click()
    desk.until(lambda: dialog_of(desk) is None)
    desk.bench.desk.finish()
    desk.program.commands.photo.files._writer._jobs.finish()
    assert [said(path) for path in match] == ["", "", ""]


def test_what_was_written_is_told_of_when_it_is_asked_for_anew_meanwhile(desk, match):
    captioned(desk)
    dialog = asked(desk)
    writer = desk.program.commands.photo.files._writer
    asked_then = []

    def once_more(_done, _total, _seconds):
        writer.progressed.disconnect(once_more)
        writer._jobs.finish()
        dialog.close_button.click()
        asked_then.append(asked_anew(desk))

    writer.progressed.connect(once_more)
    dialog.write_button.click()
    desk.until(lambda: bool(asked_then))
    assert "Đã ghi chú thích vào 3 tệp ảnh." in desk.notices.text
    assert asked_then[0].isVisible()
    asked_then[0].close_button.click()
    desk.notices.buttons[0].click()
    desk.until(lambda: "trở lại như trước" in desk.notices.text)


def test_undo_takes_the_place_of_what_is_asked(desk, match):
    before = [path.read_bytes() for path in match]
    captioned(desk)
    asked(desk).write_button.click()
    desk.until(lambda: "Đã ghi chú thích" in desk.notices.text)
    dialog = asked_anew(desk)
    desk.notices.buttons[0].click()
    assert not dialog.isVisible()
    desk.until(lambda: "trở lại như trước" in desk.notices.text)
    assert dialog_of(desk) is None
    assert [path.read_bytes() for path in match] == before
