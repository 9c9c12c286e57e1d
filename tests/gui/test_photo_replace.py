"""Words in what is said of photos are replaced, once it is seen where."""

import pytest
from PySide6.QtCore import Qt

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.dialogs.photo_replace import PhotoReplaceDialog
from tests.helpers.widgets import nameless

PHOTOS = (
    PhotoFacts(sha256="a" * 64, file="a.jpg", caption="Một góc Uông Bí.", people=("An", "Bí")),
    PhotoFacts(sha256="b" * 64, file="b.jpg", caption="UÔNG BÍ, Uông Bí", credit="Báo uông bí"),
    PhotoFacts(sha256="c" * 64, file="c.jpg", caption="Nơi khác", taken="2026-11-23"),
)


@pytest.fixture
def dialog(qtbot):
    made = PhotoReplaceDialog(Catalogue("en"), PHOTOS, None)
    qtbot.addWidget(made)
    made.show()
    return made


def after(dialog):
    rows = range(dialog.preview.topLevelItemCount())
    return [dialog.preview.topLevelItem(row).text(3) for row in rows]


def test_at_first_it_says_what_to_do(dialog):
    assert nameless(dialog) == []
    assert not dialog.apply.isEnabled()
    assert dialog.count.text() == "Say what to look for, with or without marks."


def test_words_are_found_without_their_marks_and_keep_their_capitals(dialog, qtbot):
    qtbot.keyClicks(dialog.sought, "uong bi")
    dialog.by.setText("Vàng Danh")
    assert after(dialog) == ["Một góc Vàng Danh.", "VÀNG DANH, Vàng Danh", "Báo vàng danh"]
    assert dialog.count.text() == "3 changes in 2 photos"
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert [facts.sha256[0] for facts in decided.args[0]] == ["a", "b"]
    assert decided.args[0][1].credit == "Báo vàng danh"


def test_it_looks_where_and_how_it_is_told(dialog):
    dialog.sought.setText("bí")
    dialog.by.setText("Bình")
    assert after(dialog)[1] == "An; Bình"
    dialog.where.setCurrentIndex(dialog.where.findText("Credit"))
    dialog.where.activated.emit(dialog.where.currentIndex())
    assert after(dialog) == ["Báo uông bình"]
    dialog.keep_case.click()
    assert after(dialog) == ["Báo uông Bình"]
    dialog.sought.setText("BÍ")
    dialog.case.click()
    assert after(dialog) == []
    assert dialog.count.text() == "Nothing would change."


def test_nothing_in_the_place_of_words_takes_them_away(dialog):
    dialog.sought.setText("Uông Bí")
    dialog.case.click()
    assert after(dialog) == ["Một góc .", "UÔNG BÍ,"]
