"""Two shots side by side: the same zoom and place in both, a key chooses."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.photos.compare_dialog import MOST_ZOOM, CompareDialog
from tests.helpers.widgets import nameless

SHOTS = (PhotoFacts(sha256="a" * 64, file="a.jpg"), PhotoFacts(sha256="b" * 64, file="b.jpg"))


@pytest.fixture
def dialog(qtbot):
    made = CompareDialog(Catalogue("en"), SHOTS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    for facts, size in zip(SHOTS, ((600, 400), (1200, 800)), strict=True):
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor("green"))
        made.show_picture(facts.sha256, image)
    return made


def seen(side) -> tuple[float, ...]:
    """The part of the picture that is seen, in parts of it."""
    place = side.place()
    left, top = -place.left() / place.width(), -place.top() / place.height()
    return (left, top, side.width() / place.width(), side.height() / place.height())


@pytest.mark.parametrize(("key", "told"), [(Qt.Key.Key_1, ("a", "b")), (Qt.Key.Key_2, ("b", "a"))])
def test_a_key_chooses(dialog, key, told):
    heard = []
    dialog.chosen.connect(lambda one, other: heard.append((one[0], other[0])))
    QTest.keyClick(dialog, key)
    assert heard == [told]
    assert not dialog.isVisible()


def test_both_show_the_same_place_whatever_their_pixels(dialog):
    assert nameless(dialog) == []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(dialog, key)
    assert seen(dialog.sides[0]) == pytest.approx(seen(dialog.sides[1]))
    before = seen(dialog.sides[0])
    side, left = dialog.sides[1], Qt.MouseButton.LeftButton
    QTest.mousePress(side, left, pos=side.rect().center())
    QTest.mouseMove(side, side.rect().center() - QPointF(30, 20).toPoint())
    QTest.mouseRelease(side, left)
    assert seen(dialog.sides[0]) == pytest.approx(seen(dialog.sides[1]))
    assert seen(dialog.sides[0])[0] > before[0]
    QTest.keyClick(dialog, Qt.Key.Key_0)
    assert dialog.sides[0].place().center() == QPointF(dialog.sides[0].rect().toRectF().center())


def test_a_shot_without_a_file_says_so(dialog):
    dialog.tell(SHOTS[1].sha256, "gone")
    assert [side._told for side in dialog.sides] == ["The picture is coming…", "gone"]


def test_nobody_gets_lost(dialog):
    for _ in range(40):
        QTest.keyClick(dialog, Qt.Key.Key_Plus)
        QTest.keyClick(dialog, Qt.Key.Key_Left)
    left, _top, width, _height = seen(dialog.sides[0])
    assert left >= -width
    assert 1 / width <= MOST_ZOOM + 1
    for _ in range(40):
        QTest.keyClick(dialog, Qt.Key.Key_Minus)
    assert dialog.sides[0].place().width() <= dialog.sides[0].width()
