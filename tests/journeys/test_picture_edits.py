"""A picture of the piece is edited in the window; page and exports show it so, undo takes it back."""

import io

import pytest
from msgspec import structs
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from morat.library.store import Library
from morat.newsroom.blocks import photos_in
from morat.newsroom.rearranging import replaced, with_photo
from morat.newsroom.recipe import Recipe, address, read, written
from morat.ui.commands.block_commands import place_caret
from morat.ui.photos.compare_dialog import CompareDialog
from morat.ui.photos.edit_dialog import PhotoEditDialog
from tests.helpers.jpegs import photograph
from tests.helpers.widgets import nameless
from tests.unit.operations.test_leaving import held

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


def photos(desk):
    return list(photos_in(desk.bench.article.article().blocks))


def editing(desk):
    """The dialog, with its picture."""
    dialog = desk.dialog(PhotoEditDialog)
    desk.until(lambda: dialog.canvas.pixels is not None)
    return dialog


def keep(dialog):
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_photo_is_turned_and_a_face_hidden(sample, tmp_path):
    first = photos(sample)[0]
    sheet = sample.named("photoGrid").model()
    sample.until(lambda: sheet.cover(first.photo) is not None)
    before = sheet.cover(first.photo).toImage()
    place_caret(sample.page.body, first.id)
    sample.choose_from_menu("Khối", "Sửa ảnh…")
    dialog = editing(sample)
    assert nameless(dialog) == []
    for key in (Qt.Key.Key_R, Qt.Key.Key_H, Qt.Key.Key_N):
        QTest.keyClick(dialog.canvas, key)
    keep(dialog)
    edited = photos(sample)[0]
    recipe = read(edited.edit)
    assert (recipe.turn, len(recipe.blur), edited.photo) == (1, 1, first.photo)
    # The page and the contact sheet show it so.
    pictures = sample.bench.thumbnails
    sample.until(lambda: any(key[0] == address(edited) and key[1] > 400 for key in pictures._images))
    sample.until(lambda: sheet.cover(first.photo).toImage() != before)
    # So does the list of pieces, once the piece is saved; nothing of the original is left there.
    listed = sample.named("articleList").model()
    sample.until(lambda: address(edited) in listed._covers)
    assert first.photo not in listed._covers
    sample.answer(save=tmp_path / "ra")
    sample.window.actions_by_name["export_photos"].trigger()
    sample.choose_preset("Nhẹ, dưới 150 kB", pieces=True)
    sample.until(lambda: "ra" in sample.notices.text)
    data = min((tmp_path / "ra").iterdir()).read_bytes()
    made = Image.open(io.BytesIO(data))
    assert made.height > made.width
    assert len(data) <= 150_000
    # Pieces take it too from now on.
    sample.answer(save=tmp_path / "b.html")
    sample.bench.window.actions_by_name["export"].trigger()
    sample.until((tmp_path / "b.html").is_file)
    assert (tmp_path / "b.html").stat().st_size < 3 * 150_000 * 4 / 3 + 100_000
    # One step takes all of it back, by its name.
    assert "sửa ảnh" in sample.window.actions_by_name["undo"].text()
    sample.page.body.setFocus()
    sample.keys(Qt.Key.Key_Z, control=True)
    assert photos(sample)[0] == first
    sample.until(lambda: sheet.cover(first.photo).toImage() == before)


def test_the_contact_sheet_leads_to_the_same(sample):
    grid = sample.named("photoGrid")
    grid.setFocus()
    place = grid.visualRect(grid.model().index(1, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    sample.window.actions_by_name["edit_picture"].trigger()
    dialog = editing(sample)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_F)
    keep(dialog)
    flipped = [photo for photo in photos(sample) if photo.edit]
    assert [read(photo.edit).flip for photo in flipped] == [True]


def test_edits_that_were_dropped_can_be_taken_up_again(sample):
    first = photos(sample)[0]
    place_caret(sample.page.body, first.id)
    sample.window.actions_by_name["edit_picture"].trigger()
    dialog = editing(sample)
    for key in (Qt.Key.Key_R, Qt.Key.Key_F, Qt.Key.Key_Escape):
        QTest.keyClick(dialog.canvas, key)
    assert photos(sample)[0] == first
    assert "Đã bỏ" in sample.notices.text
    # By keys alone: to the message, and what it offers.
    sample.window.activateWindow()
    sample.until(sample.window.isActiveWindow)
    sample.keys(Qt.Key.Key_F6)
    assert sample.window.focusWidget() is offers(sample)["Lấy lại"]
    sample.keys(Qt.Key.Key_Return)
    dialog = editing(sample)
    assert (dialog.canvas.recipe.turn, dialog.canvas.recipe.flip) == (1, True)
    sample.until(dialog.isActiveWindow)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    keep(dialog)
    assert read(photos(sample)[0].edit) == Recipe(turn=1)


def test_a_message_is_put_away_by_keys_and_the_text_goes_on(sample):
    sample.page.body.setFocus()
    sample.window.actions_by_name["compare_photos"].trigger()
    assert sample.notices.isVisible()
    for _ in range(2):
        # There and back.
        sample.keys(Qt.Key.Key_F6)
        assert sample.notices.isAncestorOf(sample.window.focusWidget())
        sample.keys(Qt.Key.Key_F6)
        assert sample.window.focusWidget() is sample.page.body
    sample.keys(Qt.Key.Key_F6)
    sample.keys(Qt.Key.Key_Escape)
    assert not sample.notices.isVisible()
    assert sample.window.focusWidget() is sample.page.body
    # Without a message the key does nothing.
    sample.keys(Qt.Key.Key_F6)
    assert sample.window.focusWidget() is sample.page.body


def test_dropped_edits_of_a_photo_that_is_gone_are_told(sample):
    first = photos(sample)[0]
    place_caret(sample.page.body, first.id)
    sample.window.actions_by_name["edit_picture"].trigger()
    dialog = editing(sample)
    for key in (Qt.Key.Key_R, Qt.Key.Key_Escape):
        QTest.keyClick(dialog.canvas, key)
    again = offers(sample)["Lấy lại"]
    blocks = sample.bench.article.article().blocks
    sample.bench.article.rearrange(replaced(blocks, first.id, ()), "edit-picture")
    again.click()
    assert "bấm vào một ảnh" in sample.notices.text


def test_a_picture_whose_original_is_gone_says_so(sample):
    first = photos(sample)[0]
    sample.bench.thumbnails.broken.emit("x")
    for path in (sample.bench.desk.folder / "photos").rglob("*.jpg"):
        path.unlink()
    place_caret(sample.page.body, first.id)
    for _ in range(2):
        # The second time it is not looked for anew.
        sample.window.actions_by_name["edit_picture"].trigger()
        dialog = sample.dialog(PhotoEditDialog)
        sample.until(lambda shown=dialog: "không sửa được" in shown.canvas._told)
        dialog.reject()
    sample.until(lambda: not sample.bench.thumbnails.is_waiting)


def test_without_a_photo_there_is_a_sentence(sample):
    sample.caret_in("headlineEdit")
    place_caret(sample.page.body, sample.bench.article.article().blocks[0].id)
    sample.named("photoGrid").clearSelection()
    sample.named("photoGrid").setCurrentIndex(sample.named("photoGrid").model().index(-1, -1))
    sample.window.actions_by_name["edit_picture"].trigger()
    assert "bấm vào một ảnh" in sample.notices.text


def mark(desk, row, *flags):
    """Choose a photo of the contact sheet and say whom it shows."""
    grid = desk.named("photoGrid")
    place = grid.visualRect(grid.model().index(row, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    for flag in flags:
        desk.click(f"{flag}Chip")


def offers(desk):
    """The buttons of the notice above the page, by their words."""
    return {one.text(): one for one in desk.notices.findChildren(QPushButton) if one.isVisible()}


def test_a_marked_face_is_asked_about_before_it_leaves(sample, tmp_path, home):
    mark(sample, 0, "child", "witness")
    assert "trẻ em" in " ".join(
        sample.words.say(lack.reason) for lack in sample.program.commands.writing.steps.lacks()
    )
    out = tmp_path / "b.html"
    sample.answer(save=out)
    sample.window.actions_by_name["export"].trigger()
    assert "trẻ em, nhân chứng" in sample.notices.text
    assert not out.exists()
    offers(sample)["Che mặt"].click()
    dialog = editing(sample)
    for key in (Qt.Key.Key_H, Qt.Key.Key_N):
        QTest.keyClick(dialog.canvas, key)
    keep(dialog)
    sample.window.actions_by_name["export"].trigger()
    sample.until(out.is_file)


def test_a_marked_face_is_asked_about_while_another_photo_is_searched_for(sample, tmp_path):
    mark(sample, 0, "child")
    sample.bench.photos.panel.search.setText("không có ảnh nào như thế")
    sample.until(lambda: sample.named("photoGrid").model().rowCount() == 0)
    out = tmp_path / "b.html"
    sample.answer(save=out)
    sample.window.actions_by_name["export"].trigger()
    assert "trẻ em" in sample.notices.text
    assert not out.exists()


def test_a_permission_is_kept_with_its_day(sample, tmp_path, home):
    mark(sample, 0, "victim")
    sample.answer(save=tmp_path / "b.html")
    sample.window.actions_by_name["export"].trigger()
    offers(sample)["Đã được phép, xuất tiếp"].click()
    sample.until((tmp_path / "b.html").is_file)

    def kept():
        with Library.open(home / "library") as library:
            return [facts.permitted[:2] for facts in library.photos.rows() if facts.protects == ("victim",)]

    sample.until(lambda: kept() == ["20"])
    assert sample.named("permittedBox").isChecked()
    # Another mark asks anew.
    sample.click("childChip")
    sample.until(lambda: not sample.named("permittedBox").isChecked())


def test_two_shots_are_compared_marked_and_one_is_picked(sample):
    grid = sample.named("photoGrid")
    for row, pressed in ((0, Qt.KeyboardModifier.NoModifier), (1, Qt.KeyboardModifier.ControlModifier)):
        place = grid.visualRect(grid.model().index(row, 0)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pressed, QPoint(place))
        if row == 0:
            sample.window.actions_by_name["compare_photos"].trigger()
            assert "chọn hai ảnh" in sample.notices.text
    first, second = (facts.sha256 for facts in sample.bench.photos.panel.selected())
    sheet = sample.named("photoGrid").model()
    sample.until(lambda: sheet.cover(first) is not None)
    before, piece = sheet.cover(first).toImage(), sample.bench.article
    turned = next(photo for photo in photos(sample) if photo.photo == first)
    edited = structs.replace(turned, edit=written(Recipe(turn=1)))
    piece.rearrange(with_photo(piece.article().blocks, edited), "edit-picture")
    sample.until(lambda: sheet.cover(first).toImage() != before)
    sample.window.actions_by_name["compare_photos"].trigger()
    dialog = sample.dialog(CompareDialog)
    sides, known = [shot.side for shot in dialog.shots], sample.bench.photos.sheet.facts
    sample.until(lambda: not any(side.place().isEmpty() for side in sides))
    # As the piece shows it: what is hidden there is not to be seen here.
    assert [side.place().height() > side.place().width() for side in sides] == [True, False]
    # Pixel for pixel, from the file; the memory is given back at the end.
    QTest.keyClick(sides[0], Qt.Key.Key_Z)
    sample.until(lambda: not any(side.wants_whole for side in sides))
    assert dialog.shots[0].size_told.text() == "100%"
    # Marked by keys, and taken back.
    for key in (Qt.Key.Key_3, Qt.Key.Key_X):
        QTest.keyClick(sides[0], key)
    assert (known(first).rating, known(first).pick) == (3, -1)
    sample.until(dialog.isActiveWindow)
    for _ in range(5):
        QTest.keyClick(sides[0], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (known(first).rating, known(first).pick) == (0, 0)
    QTest.keyClick(sides[0], Qt.Key.Key_Tab)
    QTest.keyClick(sides[1], Qt.Key.Key_Return)
    assert (known(first).pick, known(second).pick) == (-1, 1)
    offers(sample)["Hoàn tác"].click()
    assert (known(first).pick, known(second).pick) == (0, 0)


def test_whole_pictures_are_there_only_while_they_are_compared(sample, tmp_path):
    paths = [tmp_path / f"{seed}.jpg" for seed in (1, 2)]
    for seed, path in enumerate(paths):
        path.write_bytes(photograph(seed, 2400, 1600))
    sample.bench.photos.add_files([str(path) for path in paths])
    sample.until(lambda: len(sample.bench.photos.panel.selected()) == 2)
    sample.window.actions_by_name["compare_photos"].trigger()
    dialog = sample.dialog(CompareDialog)
    sides = [shot.side for shot in dialog.shots]
    sample.until(lambda: all(side.has_picture for side in sides))
    QTest.keyClick(sides[0], Qt.Key.Key_Z)
    sample.until(lambda: all(side.has_whole for side in sides))
    assert [shot.size_told.text() for shot in dialog.shots] == ["100%", "100%"]
    widths = {width for _address, width in sample.bench.thumbnails._images}
    assert 2400 in widths
    dialog.reject()
    assert 2400 not in {width for _address, width in sample.bench.thumbnails._images}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_eight_orientations_are_upright_in_the_sheet_and_on_the_page(desk, tmp_path, orientation):
    path = tmp_path / f"{orientation}.jpg"
    path.write_bytes(held(orientation))
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.bench.photos.add_files([str(path)])
    desk.until(lambda: desk.named("photoGrid").model().rowCount() == 1)
    sha = desk.bench.photos.panel.sheet.current().sha256
    desk.bench.photos.insert(sha, 0)
    desk.until(lambda: bool(photos(desk)))
    kept = desk.bench.thumbnails._images
    desk.until(lambda: len({width for shown, width in kept if shown == sha}) > 1)
    for image in [image for (shown, _width), image in kept.items() if shown == sha]:
        width, height = image.width(), image.height()
        assert width > height
        places = ((1, 1), (3, 1), (1, 3), (3, 3))
        blue = [image.pixelColor(width * x // 4, height * y // 4).blue() > 150 for x, y in places]
        assert blue == [True, False, False, False]
