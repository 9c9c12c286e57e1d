"""The picture that is edited: by hand, by keys alone, and what is said where there is none."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QScrollArea

from morat.catalogue import Catalogue
from morat.newsroom.recipe import BLUR, NOTHING, PIXELATE, RATIOS, WHOLE, Recipe
from morat.ui.photos.edit_dialog import PhotoEditDialog
from tests.helpers.widgets import nameless

pytestmark = pytest.mark.qt


def picture() -> QImage:
    """A red picture with a blue upper left quarter."""
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor(190, 40, 30))
    for y in range(300):
        for x in range(400):
            image.setPixelColor(x, y, QColor(30, 60, 190))
    return image


@pytest.fixture
def make(qtbot):
    """Make the dialog with a recipe; its picture is there."""

    def made(recipe: Recipe = NOTHING, *, shown: bool = True):
        dialog = PhotoEditDialog(Catalogue("en"), [recipe])
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        if shown:
            dialog.show_picture(picture())
        return dialog

    return made


def drag(canvas, start: QPointF, end: QPointF):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=start.toPoint())
    QTest.mouseMove(canvas, ((start + end) / 2).toPoint())
    QTest.mouseMove(canvas, end.toPoint())
    QTest.mouseRelease(canvas, left, pos=end.toPoint())


def key(dialog, code, *held):
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    QTest.keyClick(dialog.canvas, code, modifiers)


def answer(dialog) -> Recipe:
    told = []
    dialog.chosen.connect(told.append)
    dialog.accept()
    return told[0]


def test_everything_has_a_name(make):
    assert nameless(make()) == []


def test_nothing_is_done_by_looking(make):
    dialog = make()
    key(dialog, Qt.Key.Key_B)
    assert answer(dialog) == NOTHING


def test_a_corner_is_pulled_and_the_crop_moved(make):
    dialog = make()
    crop = dialog.canvas.sight().crop
    drag(dialog.canvas, crop.bottomRight(), crop.center())
    made = dialog.canvas.recipe.crop
    assert (made.width, made.height) == pytest.approx((0.5, 0.5), abs=0.01)
    drag(dialog.canvas, dialog.canvas.sight().crop.center(), crop.center())
    moved = answer(dialog).crop
    assert (moved.left, moved.top) == pytest.approx((0.25, 0.25), abs=0.01)
    assert (moved.width, moved.height) == (made.width, made.height)


@pytest.mark.parametrize("ratio", RATIOS[1:])
def test_a_ratio_is_kept_by_hand(make, ratio):
    dialog = make()
    dialog.ratio.setCurrentIndex(RATIOS.index(ratio))
    dialog.ratio.activated.emit(RATIOS.index(ratio))
    crop = dialog.canvas.sight().crop
    drag(dialog.canvas, crop.bottomRight(), crop.center() + QPointF(10, 40))
    width, height = dialog.canvas.recipe.size(800, 600)
    across, down = map(int, ratio.split(":"))
    assert width / height == pytest.approx(across / down, rel=1e-3)


def test_a_face_is_hidden_by_drawing_over_it(make):
    dialog = make()
    key(dialog, Qt.Key.Key_H)
    frame = dialog.canvas.sight().frame
    start, end = frame.topLeft() + QPointF(40, 40), frame.topLeft() + QPointF(120, 140)
    drag(dialog.canvas, start, end)
    (cover,) = dialog.canvas.recipe.blur
    assert cover.way == BLUR
    assert cover.at.left == pytest.approx(40 / frame.width(), abs=0.005)
    drag(dialog.canvas, start + QPointF(20, 20), start + QPointF(60, 20))
    (moved,) = dialog.canvas.recipe.blur
    assert moved.at.left == pytest.approx(80 / frame.width(), abs=0.005)
    dialog.way.setCurrentIndex(1)
    dialog.way.activated.emit(1)
    assert dialog.canvas.recipe.blur[0].way == PIXELATE
    dialog.remove.click()
    assert answer(dialog) == NOTHING


def test_a_cover_on_a_turned_picture_lies_where_it_was_drawn(make):
    dialog = make(Recipe(turn=1, straighten=10, flip=True))
    key(dialog, Qt.Key.Key_H)
    frame = dialog.canvas.sight().frame
    start, end = frame.center(), frame.center() + QPointF(60, 50)
    drag(dialog.canvas, start, end)
    (cover,) = dialog.canvas.recipe.blur
    seen = dialog.canvas.sight().outline(cover.at).boundingRect()
    assert seen.adjusted(-2, -2, 2, 2).contains(start)
    assert seen.adjusted(-2, -2, 2, 2).contains(end)


def test_a_line_makes_the_picture_level(make):
    dialog = make()
    key(dialog, Qt.Key.Key_L)
    middle = dialog.canvas.sight().frame.center()
    drag(dialog.canvas, middle - QPointF(100, 5), middle + QPointF(100, 5))
    assert answer(dialog).straighten == pytest.approx(-2.86, abs=0.05)
    assert dialog.straighten.value == -29


def test_keys_alone(make):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    dialog = make()
    for code in (Qt.Key.Key_R, Qt.Key.Key_F):
        key(dialog, code)
    for _ in range(10):
        key(dialog, Qt.Key.Key_Left, control)
    key(dialog, Qt.Key.Key_Right, shift)
    key(dialog, Qt.Key.Key_H)
    key(dialog, Qt.Key.Key_N)
    key(dialog, Qt.Key.Key_N)
    before = dialog.canvas.recipe.blur
    key(dialog, Qt.Key.Key_Up)
    key(dialog, Qt.Key.Key_M)
    key(dialog, Qt.Key.Key_Delete)
    recipe = answer(dialog)
    assert (recipe.turn, recipe.flip, len(recipe.blur)) == (1, True, 1)
    assert recipe.crop.width == pytest.approx(0.8)
    assert recipe.crop.left == pytest.approx(0.004)
    assert recipe.blur[0] != before[1]


def test_sliders_tones_and_the_way_back(make):
    dialog = make()
    dialog.straighten.slider.setValue(50)
    dialog.brightness.slider.setValue(20)
    dialog.contrast.slider.setValue(-10)
    recipe = dialog.canvas.recipe
    assert (recipe.straighten, recipe.brightness, recipe.contrast) == (5.0, 20.0, -10.0)
    assert dialog.straighten.zero.text() == "+5.0°"
    dialog.undo()
    assert dialog.canvas.recipe.contrast == 0
    assert dialog.contrast.value == 0
    dialog.brightness.zero.click()
    assert dialog.canvas.recipe.brightness == 0
    dialog.reset.click()
    assert dialog.canvas.recipe == NOTHING
    dialog.undo()
    assert answer(dialog).straighten == 5.0


def test_what_was_taken_back_is_done_again(make):
    dialog = make()
    key(dialog, Qt.Key.Key_R)
    key(dialog, Qt.Key.Key_F)
    done = dialog.canvas.recipe
    dialog.back.click()
    dialog.back.click()
    assert dialog.canvas.recipe == NOTHING
    assert not dialog.back.isEnabled()
    for _ in range(3):
        dialog.redo()
    assert dialog.canvas.recipe == done
    # Something else was done: there is nothing left to do again.
    dialog.undo()
    dialog.brightness.slider.setValue(20)
    dialog.redo()
    assert (dialog.canvas.recipe.flip, dialog.canvas.recipe.brightness) == (False, 20)


def test_who_leaves_hands_over_what_was_done(make):
    dialog, told = make(Recipe(turn=1)), []
    dialog.dropped.connect(told.append)
    done = [dialog.canvas.recipe]
    for code in (Qt.Key.Key_F, Qt.Key.Key_R):
        key(dialog, code)
        done.append(dialog.canvas.recipe)
    key(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert told == [tuple(done)]
    # Taken up, all of it is there to be undone.
    again = PhotoEditDialog(Catalogue("en"), told[0])
    again.undo()
    again.undo()
    assert again.canvas.recipe == Recipe(turn=1)
    again.deleteLater()


def test_who_has_done_nothing_leaves_nothing(make):
    dialog, told = make(Recipe(turn=1)), []
    dialog.dropped.connect(told.append)
    key(dialog, Qt.Key.Key_F)
    dialog.undo()
    key(dialog, Qt.Key.Key_Escape)
    assert told == []


def test_on_a_low_screen_the_buttons_stay_in_sight(make):
    dialog = make()
    dialog.resize(820, 440)
    assert dialog.height() == 440
    buttons = dialog.findChild(QDialogButtonBox)
    assert dialog.rect().contains(buttons.geometry())
    # Tab brings the rest into sight.
    dialog.reset.setFocus()
    area = dialog.findChild(QScrollArea)
    area.ensureWidgetVisible(dialog.reset)
    assert area.viewport().rect().contains(dialog.reset.mapTo(area.viewport(), dialog.reset.rect().center()))


def test_a_crop_does_not_shrink_while_it_is_straightened(make):
    dialog = make()
    dialog.ratio.activated.emit(RATIOS.index("1:1"))
    slider = dialog.straighten.slider
    slider.setSliderDown(True)
    for value in (100, 300, -200, 50, 0):
        slider.setValue(value)
    slider.setSliderDown(False)
    assert dialog.canvas.recipe.crop == pytest.approx((0.125, 0, 0.75, 1.0))


def test_what_is_seen_is_what_is_done(make):
    dialog = make(Recipe(turn=1))
    shown = dialog.canvas.grab().toImage()
    frame = dialog.canvas.sight().frame
    right = shown.pixelColor((frame.topRight() + QPointF(-40, 40)).toPoint())
    left = shown.pixelColor((frame.topLeft() + QPointF(40, 40)).toPoint())
    assert (right.blue() > 120, left.blue() > 120) == (True, False)
    dialog.before.setChecked(True)
    shown = dialog.canvas.grab().toImage()
    middle = dialog.canvas.rect().center()
    assert shown.pixelColor(middle.x() - 60, middle.y() - 60).blue() > 120


def test_without_a_picture_there_is_a_sentence_and_nothing_to_keep(make):
    dialog = make(shown=False)
    empty = dialog.canvas.grab().toImage()
    dialog.tell("It is damaged.")
    assert dialog.canvas.grab().toImage() != empty
    for code in (Qt.Key.Key_Left, Qt.Key.Key_H, Qt.Key.Key_N, Qt.Key.Key_Delete):
        key(dialog, code)
    drag(dialog.canvas, QPointF(100, 100), QPointF(200, 200))
    assert dialog.canvas.recipe == NOTHING
    assert not dialog.findChild(type(dialog.reset), "resetButton").isEnabled()
    assert dialog.canvas.recipe.crop == WHOLE
