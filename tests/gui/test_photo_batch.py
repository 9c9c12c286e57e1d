"""Several photos edited together: what is ticked, and what would change."""

import pytest
from PySide6.QtCore import Qt

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.dialogs.photo_batch import PhotoBatchDialog
from tests.helpers.widgets import nameless

PHOTOS = (
    PhotoFacts(sha256="a" * 64, file="a.jpg", caption="Trồng cây.", credit="Mai Hương"),
    PhotoFacts(sha256="b" * 64, file="b.jpg", caption="Sân bóng."),
)


@pytest.fixture
def made(qtbot):
    """Make the dialog, with what is told at its beginning."""

    def make(told=None):
        dialog = PhotoBatchDialog(Catalogue("en"), PHOTOS, told or {}, None)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def preview(dialog):
    top = [dialog.preview.topLevelItem(row) for row in range(dialog.preview.topLevelItemCount())]
    return [tuple(item.text(place) for place in range(4)) for item in top]


def test_at_first_nothing_would_change(made):
    dialog = made()
    assert preview(dialog) == []
    assert not dialog.apply.isEnabled()
    assert nameless(dialog) == []


def test_typing_ticks_and_shows_what_would_change(made, qtbot):
    dialog = made()
    qtbot.keyClicks(dialog.row("credit").edit, "An")
    assert dialog.row("credit").tick.isChecked()
    assert preview(dialog) == [("a.jpg", "Credit", "Mai Hương", "An"), ("b.jpg", "Credit", "", "An")]
    assert dialog.count.text() == "2 changes in 2 photos"


def test_a_text_may_fill_or_follow(made, qtbot):
    dialog = made({"credit": "An", "caption": "Ảnh: An"})
    for field, down, entry in (("credit", 1, "where empty"), ("caption", 3, "put after")):
        box = dialog.row(field).how
        for _ in range(down):
            qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText() == entry
    assert preview(dialog) == [
        ("a.jpg", "Photo caption", "Trồng cây.", "Trồng cây. Ảnh: An"),
        ("b.jpg", "Photo caption", "Sân bóng.", "Sân bóng. Ảnh: An"),
        ("b.jpg", "Credit", "", "An"),
    ]
    dialog.row("caption").tick.click()
    assert preview(dialog) == [("b.jpg", "Credit", "", "An")]


def test_only_the_photos_that_change_are_handed_on(made, qtbot):
    dialog = made({"credit": "Mai Hương"})
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    (after,) = decided.args
    assert [(facts.file, facts.credit) for facts in after] == [("b.jpg", "Mai Hương")]
    assert not dialog.isVisible()
