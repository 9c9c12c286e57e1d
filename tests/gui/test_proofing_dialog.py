"""What is looked for: families on, off and as grave as wanted, by mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from morat.catalogue import Catalogue
from morat.newsroom.findings import FAMILIES
from morat.ui.dialogs.proofing import ProofingDialog
from tests.helpers.widgets import nameless

TITLES = {"default": "Mặc định", "toasoan": "Báo Quảng Ninh"}


@pytest.fixture
def dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = ProofingDialog(Catalogue("en"), TITLES, "toasoan", window)
    made.show_levels({"telex": "off", "name": "info", "space/double": "off"})
    made.show()
    made.chosen, made.kept = [], window
    made.levelChosen.connect(lambda family, level: made.chosen.append((family, level)))
    return made


def test_the_levels_of_the_style_are_shown(dialog):
    assert dialog.styles.currentText() == "Báo Quảng Ninh"
    levels = {family: dialog.families.level(family) for family in FAMILIES}
    assert {family: level for family, level in levels.items() if level} == {"telex": "off", "name": "info"}
    assert dialog.level.currentText() == "As the rule itself"
    dialog.families.setCurrentRow(FAMILIES.index("telex"))
    assert dialog.level.currentText() == "Off"
    assert nameless(dialog) == []
    dialog.grab()


def test_space_switches_a_family_off_and_on(dialog, qtbot):
    dialog.families.setCurrentRow(FAMILIES.index("repeat"))
    qtbot.keyClick(dialog.families, Qt.Key.Key_Space)
    assert dialog.level.currentText() == "Off"
    qtbot.keyClick(dialog.families, Qt.Key.Key_Space)
    assert dialog.chosen == [("repeat", "off"), ("repeat", "")]


def test_a_click_on_the_box_switches_and_one_on_the_words_does_not(dialog):
    row = dialog.families.visualItemRect(dialog.families.item(1))
    for at in (QPoint(row.left() + 14, row.center().y()), row.center()):
        QTest.mouseClick(dialog.families.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.chosen == [(FAMILIES[1], "off")]
    assert dialog.families.currentRow() == 1


def test_a_level_is_chosen_for_the_family_one_is_at(dialog, qtbot):
    dialog.families.setCurrentRow(FAMILIES.index("name"))
    dialog.level.setFocus()
    qtbot.keyClick(dialog.level, Qt.Key.Key_Up)
    assert dialog.chosen == [("name", "warning")]


def test_another_style_is_asked_for(dialog, qtbot):
    with qtbot.waitSignal(dialog.styleChosen) as chosen:
        qtbot.keyClick(dialog.styles, Qt.Key.Key_Home)
    assert chosen.args == ["default"]
