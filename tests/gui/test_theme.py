"""Colours that can be read, and a window that follows the theme."""

from math import ceil

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QToolButton

from morat.ui.kit import icons
from morat.ui.kit.theme import DARK, LIGHT, SMALL_PX, Theme, article_face, face, tokens

AA = 4.5


def contrast(one, other):
    """Contrast ratio of two colours, as WCAG 2.2 defines it."""

    def luminance(colour):
        parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(theme):
    yield theme
    theme.choose("light")


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(colours):
    grounds = (colours.paper, colours.desk, colours.side, colours.tint, colours.selection)
    words = (colours.ink, colours.muted, colours.accent, colours.error)
    pairs = [(word, ground) for word in words for ground in grounds]
    pairs += [
        (word, ground) for word in (colours.warning, colours.success) for ground in grounds[:1] + grounds[2:3]
    ]
    pairs.append((colours.on_button, colours.button))
    assert [pair for pair in pairs if contrast(*pair) < AA] == []


def test_every_token_differs_between_light_and_dark():
    assert [name for name in LIGHT._fields if getattr(LIGHT, name) == getattr(DARK, name)] == ["on_button"]


def test_the_person_may_choose_against_the_desktop(qapp, dressed, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    assert tokens(label.palette()) is LIGHT
    with qtbot.waitSignal(dressed.changed):
        dressed.choose("dark")
    assert tokens(label.palette()) is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.paper
    assert DARK.hairline in qapp.styleSheet()


def test_a_choice_that_changes_nothing_is_not_announced(dressed, qtbot):
    with qtbot.assertNotEmitted(dressed.changed):
        dressed.choose("light")


def test_an_unknown_choice_follows_the_desktop(qapp):
    assert Theme("purple").choice == "system"


def test_faces_grow_with_the_screen(qapp):
    assert face().pointSizeF() == pytest.approx(9.75)
    assert face(SMALL_PX).pixelSize() == -1
    assert article_face(family="Mo-rát Serif").families()[0] == "Mo-rát Serif"


# Icons


def drawn_colours(icon, mode=QIcon.Mode.Normal):
    image = icon.pixmap(QSize(18, 18), 1.0, mode).toImage()
    seen = [image.pixelColor(x, y) for x in range(18) for y in range(18)]
    return {colour.name() for colour in seen if colour.alpha() == 255}


def test_an_icon_is_tinted_and_follows_the_theme(qapp, dressed):
    icon = icons.icon("circle-check", "success")
    assert drawn_colours(icon) == {LIGHT.success}
    dressed.choose("dark")
    assert drawn_colours(icon) == {DARK.success}


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(qapp, scale):
    pixmap = icons.icon("search").pixmap(QSize(18, 18), scale)
    assert pixmap.width() == ceil(18 * scale)
    assert pixmap.deviceIndependentSize().width() == pytest.approx(18, abs=0.5)


def test_a_disabled_icon_is_paler(qapp):
    def strength(mode):
        image = icons.icon("menu-2").pixmap(QSize(18, 18), 1.0, mode).toImage()
        return sum(image.pixelColor(x, y).alpha() for x in range(18) for y in range(18))

    assert 0 < strength(QIcon.Mode.Disabled) < strength(QIcon.Mode.Normal)


def test_a_missing_icon_is_empty_and_harmless(qapp, qtbot):
    icon = icons.icon("no-such-icon")
    assert icon.isNull()
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon)
    button.grab()
    assert drawn_colours(icon) == set()


def test_an_icon_survives_what_qt_does_with_shared_icons(qapp):
    first = icons.icon("eye")
    second = QIcon(first)
    first.addPixmap(QPixmap(3, 3))
    del first
    assert second.pixmap(18, 18).size() == QSize(18, 18)


def test_a_wide_icon_stands_in_the_middle(qapp):
    pixmap = icons.icon("square").pixmap(QSize(30, 18))
    assert pixmap.size() == QSize(30, 18)
    image = pixmap.toImage()
    columns = [x for x in range(30) if any(image.pixelColor(x, y).alpha() for y in range(18))]
    assert columns[0] + columns[-1] == 29
