"""Two shots side by side: the same zoom and place in both, down to the pixel; keys mark and choose."""

import pytest
from msgspec import structs
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.photos.compare_dialog import CompareDialog
from morat.ui.photos.outlook import MOST_ZOOM
from tests.helpers.widgets import nameless

SHOTS = (PhotoFacts(sha256="a" * 64, file="a.jpg"), PhotoFacts(sha256="b" * 64, file="b.jpg"))
PIXELS = {"a" * 64: (3000, 2000), "b" * 64: (6000, 4000)}


def image(width, height, colour="green"):
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


@pytest.fixture
def dialog(qtbot):
    made = CompareDialog(Catalogue("en"), SHOTS, PIXELS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    for facts, size in zip(SHOTS, ((600, 400), (1200, 800)), strict=True):
        made.show_picture(facts.sha256, image(*size))
    return made


@pytest.fixture
def sides(dialog):
    return [shot.side for shot in dialog.shots]


def seen(side) -> tuple[float, ...]:
    """The part of the picture that is seen, in parts of it."""
    place = side.place()
    left, top = -place.left() / place.width(), -place.top() / place.height()
    return (left, top, side.width() / place.width(), side.height() / place.height())


def heard(signal):
    told = []
    signal.connect(lambda *what: told.append(what))
    return told


def press(dialog, *keys):
    for key in keys:
        QTest.keyClick(dialog.focusWidget(), key)


@pytest.mark.parametrize(("tabs", "told"), [(0, ("a", "b")), (1, ("b", "a"))])
def test_enter_chooses_the_one_in_the_frame(dialog, tabs, told):
    chosen = heard(dialog.chosen)
    press(dialog, *[Qt.Key.Key_Tab] * tabs, Qt.Key.Key_Return)
    assert [(one[0], other[0]) for one, other in chosen] == [told]
    assert not dialog.isVisible()


def test_a_button_chooses_whichever_is_in_the_frame(dialog):
    chosen = heard(dialog.chosen)
    dialog.shots[1].button.click()
    assert chosen == [("b" * 64, "a" * 64)]


def test_keys_on_a_button_are_meant_for_its_shot(dialog):
    told, chosen = heard(dialog.marked), heard(dialog.chosen)
    for number in (1, 0):
        dialog.shots[number].button.setFocus()
        press(dialog, Qt.Key.Key_5)
    dialog.shots[1].button.setFocus()
    press(dialog, Qt.Key.Key_Return)
    assert [sha[0] for sha, _field, _value in told] == ["b", "a"]
    assert chosen == [("b" * 64, "a" * 64)]


def test_marks_go_to_the_one_in_the_frame(dialog, sides):
    told = heard(dialog.marked)
    press(dialog, Qt.Key.Key_4, Qt.Key.Key_P, Qt.Key.Key_Tab, Qt.Key.Key_X, Qt.Key.Key_0, Qt.Key.Key_U)
    assert [(sha[0], field, value) for sha, field, value in told] == [
        ("a", "rating", 4),
        ("a", "pick", 1),
        ("b", "pick", -1),
        ("b", "rating", 0),
        ("b", "pick", 0),
    ]
    QTest.mouseClick(sides[0], Qt.MouseButton.LeftButton)
    press(dialog, Qt.Key.Key_5)
    assert told[-1] == ("a" * 64, "rating", 5)
    # With the mouse it is the bar below each.
    dialog.shots[1].show_facts(structs.replace(SHOTS[1], rating=2))
    dialog.shots[1].marks._stars.button(2).click()
    assert told[-1] == ("b" * 64, "rating", 0)
    undone = heard(dialog.undoWanted)
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(undone) == 1


def test_both_show_the_same_place_whatever_their_pixels(dialog, sides):
    assert nameless(dialog) == []
    press(dialog, *[Qt.Key.Key_Plus] * 3, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert seen(sides[0]) == pytest.approx(seen(sides[1]))
    before = seen(sides[0])
    side, left = sides[1], Qt.MouseButton.LeftButton
    QTest.mousePress(side, left, pos=side.rect().center())
    QTest.mouseMove(side, side.rect().center() - QPointF(30, 20).toPoint())
    QTest.mouseRelease(side, left)
    assert seen(sides[0]) == pytest.approx(seen(sides[1]))
    assert seen(sides[0])[0] > before[0]


def test_every_pixel_is_one_of_the_screen_and_asked_for(dialog, sides):
    wanted = heard(dialog.wholeWanted)
    press(dialog, Qt.Key.Key_Z)
    scale = sides[0].devicePixelRatioF()
    assert sides[0].place().width() * scale == pytest.approx(3000)
    assert seen(sides[0]) == pytest.approx(seen(sides[1]))
    assert {sha[0] for (sha,) in wanted} == {"a", "b"}
    assert [shot.size_told.text() for shot in dialog.shots] == ["100%…", "50%…"]
    # The whole ones come, and are what is drawn.
    assert sides[0].grab().toImage().pixelColor(9, 99) == QColor("green")
    for facts in SHOTS:
        dialog.show_whole(facts.sha256, image(*PIXELS[facts.sha256], colour="red"))
    assert [shot.size_told.text() for shot in dialog.shots] == ["100%", "50%"]
    middle = sides[0].rect().center()
    assert sides[0].grab().toImage().pixelColor(middle) == QColor("red")
    # Of the other one it is its own pixels.
    press(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Z)
    assert [shot.size_told.text() for shot in dialog.shots] == ["200%", "100%"]
    press(dialog, Qt.Key.Key_Z)
    assert sides[0].place().center() == QPointF(sides[0].rect().toRectF().center())
    # Small again, the smaller picture is enough.
    assert sides[0].grab().toImage().pixelColor(middle) == QColor("green")


def test_a_double_click_shows_the_pixels_of_its_place(dialog, sides):
    side = sides[1]
    place = side.place()
    spot = (place.topLeft() + QPointF(place.width() * 0.75, place.height() / 2)).toPoint()
    QTest.mouseDClick(side, Qt.MouseButton.LeftButton, pos=spot)
    left, _top, width, _height = seen(side)
    assert left + width / 2 == pytest.approx(0.75, abs=0.01)
    assert dialog.shots[1].size_told.text().startswith("100%")


def test_a_shot_without_a_file_says_so(dialog, sides):
    dialog.tell(SHOTS[1].sha256, "gone")
    assert [side._told for side in sides] == ["The picture is coming…", "gone"]


def test_nobody_gets_lost(dialog, sides):
    press(dialog, *[Qt.Key.Key_Plus, Qt.Key.Key_Left] * 40)
    left, _top, width, _height = seen(sides[0])
    assert left >= -width
    assert max(side.hundred for side in sides) * MOST_ZOOM >= 1 / width * 0.999
    press(dialog, *[Qt.Key.Key_Minus] * 40)
    assert sides[0].place().width() <= sides[0].width()
