"""Captions by templates in the window: over a selection, edited, and the questions gone through with Tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from morat.library.store import Library
from morat.newsroom.blocks import photos_in
from morat.newsroom.find import Hit
from morat.newsroom.inline import plain
from morat.ui.dialogs.caption_templates import CaptionTemplatesDialog
from morat.ui.dialogs.photo_batch import PhotoBatchDialog
from morat.ui.dialogs.photo_replace import PhotoReplaceDialog

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")

OWN = """
name = "Trồng cây"

[caption]
text = "Ảnh {số}: =qn= {thứ}"

[headline]
text = "{tác giả}"
"""


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    house = folder / "library" / "house"
    (house / "captions").mkdir(parents=True)
    (house / "captions" / "cay.toml").write_text(OWN, "utf-8")
    (house / "codes.txt").write_text("qn\tQuảng Ninh\n", "utf-8")
    return folder


def stored(home):
    with Library.open(home / "library") as library:
        return sorted(library.photos.rows(), key=lambda facts: facts.file)


def choose(box, name):
    box.setFocus()
    while box.currentText() != name:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, name


def test_a_template_is_laid_over_a_selection_and_taken_back_as_one_step(home, sample):
    before = stored(home)
    sample.named("photoGrid").setFocus()
    sample.keys(Qt.Key.Key_A, control=True)
    sample.choose_from_menu("Ảnh", "Điền theo mẫu chú thích…")
    batch = sample.dialog(PhotoBatchDialog)
    choose(batch.template, "Trồng cây")
    assert "{thứ}" in batch.left_open.text()
    assert not any("=qn=" in batch.preview.topLevelItem(row).text(3) for row in range(6))
    QTest.mouseClick(batch.apply, Qt.MouseButton.LeftButton)
    sample.until(lambda: "Đã sửa 3 ảnh" in sample.notices.text)
    sample.until(lambda: stored(home)[0].caption == "Ảnh 1: Quảng Ninh {thứ}")
    sample.until(lambda: [one.headline for one in stored(home)] == [one.creator for one in before])
    sample.choose_from_menu("Ảnh", "Hoàn tác lần sửa ảnh gần nhất")
    sample.until(lambda: stored(home) == before)


def test_the_template_used_last_comes_first(home, sample):
    sample.named("photoGrid").setFocus()
    sample.choose_from_menu("Ảnh", "Điền theo mẫu chú thích…")
    batch = sample.dialog(PhotoBatchDialog)
    assert batch.focusWidget() is batch.template
    choose(batch.template, "Trồng cây")
    QTest.mouseClick(batch.apply, Qt.MouseButton.LeftButton)
    sample.until(lambda: not sample.window.findChildren(PhotoBatchDialog))
    sample.choose_from_menu("Ảnh", "Điền theo mẫu chú thích…")
    assert sample.dialog(PhotoBatchDialog).template.currentText() == "Trồng cây"


def test_templates_are_edited_and_stand_in_the_house_folder(home, sample):
    sample.choose_from_menu("Ảnh", "Mẫu chú thích…")
    templates = sample.dialog(CaptionTemplatesDialog)
    assert templates.list.count() == 5
    templates.list.setCurrentRow(templates.list.count() - 1)
    assert templates.name.text() == "Trồng cây"
    QTest.keyClicks(templates.rows.row("credit").edit, "Bao")
    QTest.mouseClick(templates.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(templates.name, "Dam cuoi")
    QTest.mouseClick(templates.close_button, Qt.MouseButton.LeftButton)
    folder = home / "library" / "house" / "captions"
    sample.until((folder / "mau-moi.toml").is_file)
    sample.until(lambda: 'name = "Dam cuoi"' in (folder / "mau-moi.toml").read_text("utf-8"))
    assert 'text = "Bao"' in (folder / "cay.toml").read_text("utf-8")


def test_the_questions_of_a_caption_are_gone_through_with_tab(home, sample):
    sample.named("photoGrid").setFocus()
    before = sample.text("captionEdit")
    # By its key: where no window manager is, a menu leaves the keys with nobody.
    sample.window.actions_by_name["caption_skeleton"].trigger()
    caption = sample.named("captionEdit")
    sample.until(lambda: caption.textCursor().selectedText() == "{làm gì}")
    assert sample.window.focusWidget() is caption
    sample.type("trong cay")
    sample.keys(Qt.Key.Key_Tab)
    assert caption.textCursor().selectedText() == "{khi nào}"
    sample.type("=qn=")
    assert sample.text("captionEdit") == f"{before} Vi Văn Thắng trong cay tại Vân Trầm, Quảng Ninh."
    sample.keys(Qt.Key.Key_Tab)
    assert sample.window.focusWidget() is not caption
    sample.until(lambda: stored(home)[0].caption.endswith("Quảng Ninh."))


def test_the_questions_stand_in_the_caption_on_the_page_too(home, sample):
    library = stored(home)
    photo = next(photos_in(sample.bench.article.article().blocks))
    end = len(plain(photo.caption))
    sample.page.go_to_finding(Hit("caption", photo.id, end, end, ""), take_keys=True)
    # By its key: where no window manager is, a menu leaves the keys with nobody.
    sample.window.actions_by_name["caption_skeleton"].trigger()
    sample.until(lambda: sample.page.body.textCursor().selectedText() == "{làm gì}")
    sample.type("trong cay")
    sample.keys(Qt.Key.Key_Tab)
    assert sample.page.body.textCursor().selectedText() == "{khi nào}"
    (caption,) = [plain(one.caption) for one in photos_in(sample.bench.article.article().blocks)][:1]
    assert caption == f"{plain(photo.caption)} Vi Văn Thắng trong cay tại Vân Trầm, {{khi nào}}."
    assert stored(home) == library


def test_words_are_replaced_in_the_selected_photos_and_taken_back(home, sample):
    before = stored(home)
    sample.named("photoGrid").setFocus()
    sample.keys(Qt.Key.Key_A, control=True)
    sample.choose_from_menu("Ảnh", "Tìm và thay trong các ảnh đang chọn…")
    replace = sample.dialog(PhotoReplaceDialog)
    QTest.keyClicks(replace.sought, "hoang lam")
    QTest.keyClicks(replace.by, "Le An")
    sample.until(replace.apply.isEnabled)
    QTest.mouseClick(replace.apply, Qt.MouseButton.LeftButton)
    sample.until(lambda: {one.creator for one in stored(home)} == {"Le An"})
    sample.until(
        lambda: {photo.credit for photo in photos_in(sample.bench.article.article().blocks)} == {"Le An"}
    )
    sample.choose_from_menu("Ảnh", "Hoàn tác lần sửa ảnh gần nhất")
    sample.until(lambda: stored(home) == before)


def test_a_template_that_ships_stays_and_that_is_said(home, sample):
    sample.choose_from_menu("Ảnh", "Mẫu chú thích…")
    templates = sample.dialog(CaptionTemplatesDialog)
    assert templates.name.text().startswith("Ai – làm gì")
    QTest.mouseClick(templates.remove, Qt.MouseButton.LeftButton)
    sample.until(lambda: "có sẵn trong Mo-rát" in templates.told.text())
    sample.until(lambda: templates.list.count() == 5)
    assert not templates.take_back.isVisible()
    templates.close()


def test_a_decision_that_changes_nothing_offers_no_undo(home, sample):
    sample.named("photoGrid").setFocus()
    sample.choose_from_menu("Ảnh", "Điền theo mẫu chú thích…")
    batch = sample.dialog(PhotoBatchDialog)
    choose(batch.template, "Trồng cây")
    sample.until(lambda: batch.preview.is_done)
    for row in range(batch.preview.topLevelItemCount()):
        batch.preview.topLevelItem(row).setCheckState(0, Qt.CheckState.Unchecked)
    assert not batch.apply.isEnabled()
    # Whoever pressed Enter just before.
    batch.buttons.accepted.emit()
    sample.until(lambda: "Không có gì để đổi" in sample.notices.text)
    assert [one.text() for one in sample.notices.findChildren(QPushButton) if one.text() == "Hoàn tác"] == []
