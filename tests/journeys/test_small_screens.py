"""On 1280 x 720 pixels at 150 %: what has no room beside the page gives way, and no dialog is too large."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from morat.newsroom.blocks import Photo
from morat.ui.window.sides import LEFT, RIGHT

SMALL = QSize(853, 480)
"""Pixels of such a screen, as programs count them."""
FRAME = 32
"""Pixels of its height that a window manager takes for the frame of a dialog."""
DIALOGS = (
    *("settings", "shortcuts", "about", "people", "codes", "proofing", "beside", "characters", "link"),
    *("insert_table", "print_piece", "caption_templates", "edit_photos", "restore_library"),
    *("other_library", "move_library", "replace_in_photos", "export_photos", "write_into_files"),
    "look_at_photo",
)


@pytest.fixture
def small(sample):
    """The sample on a small screen."""
    sample.window.resize(SMALL)
    sample.until(lambda: sample.window.size() == SMALL)
    return sample


def seen(desk):
    """Return which sides are seen; their actions say the same."""
    sides = {LEFT: desk.window.library, RIGHT: desk.window.side}
    shown = {name for name, side in sides.items() if side.isVisible()}
    assert shown == {name for name in sides if desk.window.actions_by_name[name].isChecked()}
    return shown


def test_what_has_no_room_beside_the_page_gives_way_and_comes_back(small):
    assert seen(small) == {RIGHT}
    assert small.page.width() >= 500
    small.window.actions_by_name[LEFT].trigger()
    assert seen(small) == {LEFT}
    small.window.actions_by_name[RIGHT].trigger()
    assert seen(small) == {RIGHT}
    small.window.resize(1440, 900)
    assert seen(small) == {LEFT, RIGHT}
    small.window.actions_by_name[LEFT].trigger()
    small.window.resize(SMALL)
    small.window.resize(1440, 900)
    assert seen(small) == {RIGHT}


def test_a_side_that_is_asked_for_makes_the_page_tight(small):
    small.window.resize(731, 411)
    assert seen(small) == {LEFT}
    small.window.actions_by_name[RIGHT].trigger()
    assert seen(small) == {RIGHT}
    assert 400 <= small.page.width() < 500


def test_the_list_comes_when_a_piece_is_looked_for(small):
    small.window.actions_by_name["find_piece"].trigger()
    assert seen(small) == {LEFT}
    assert small.window.library.search.hasFocus()
    small.window.actions_by_name["show_history"].trigger()
    assert seen(small) == {RIGHT}


def test_tools_lose_their_words_before_the_next_step_does(small):
    def words(button):
        (found,) = small.window.top.findChildren(QPushButton, button)
        return found.text()

    small.window.resize(700, 480)
    small.until(lambda: not words("bringButton"))
    assert words("nextStepButton") == "Gửi biên tập"
    step = small.named("nextStepButton")
    small.until(lambda: step.width() >= step.sizeHint().width())
    small.window.resize(1440, 900)
    small.until(lambda: words("bringButton") == "Nhập")


def test_a_piece_begins_at_its_top(small):
    small.until(lambda: small.page.widget().height() > 2 * small.page.viewport().height())
    assert small.page.verticalScrollBar().value() == 0
    # Far enough down to be below what is seen: the caret comes into view with the first key.
    small.page.body.setFocus()
    small.type("a")
    at = small.page.body.mapTo(small.page.viewport(), QPoint(0, small.page.body.cursorRect().bottom())).y()
    assert at <= small.page.viewport().height()


def test_a_picture_that_comes_late_leaves_the_top_of_the_paper_in_view(sample):
    photo = next(block for block in sample.bench.article.article().blocks if isinstance(block, Photo))
    sample.until(lambda: sample.page.view._held is None)
    sample.page.picture_arrived(photo.photo)
    sample.window.resize(SMALL)
    sample.until(lambda: sample.page.view._held is None)
    assert sample.page.verticalScrollBar().value() == 0
    assert sample.page.widget().height() > 2 * sample.page.viewport().height()


def _dialogs():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits(small, name):
    small.named("photoGrid").selectAll()
    small.page.body.setFocus()
    small.window.actions_by_name[name].trigger()
    small.until(lambda: bool(_dialogs()))
    (dialog,) = _dialogs()
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    dialog.reject()
    assert least.width() <= SMALL.width()
    assert least.height() <= SMALL.height() - FRAME
