"""Several photos edited together: what is ticked, and what would change."""

import pytest
from PySide6.QtCore import Qt

from morat.catalogue import Catalogue
from morat.newsroom.caption_templates import Line, Template
from morat.newsroom.codes import Entry, codes_of
from morat.newsroom.photo_edits import APPEND
from morat.newsroom.pictures import PhotoFacts
from morat.ui.dialogs import changes_list
from morat.ui.dialogs.photo_batch import PhotoBatchDialog
from tests.helpers.widgets import nameless

PHOTOS = (
    PhotoFacts(sha256="a" * 64, file="a.jpg", caption="Trồng cây.", credit="Mai Hương"),
    PhotoFacts(sha256="b" * 64, file="b.jpg", caption="Sân bóng."),
)

CODES = codes_of([Entry("hanh", ("bà Trần Thị Hạnh",))], people=["Trần Thị Hạnh", "An"])
TEMPLATES = (
    Template("Họp", (Line("caption", "=hanh= họp, {khi nào}.", APPEND), Line("credit", "Báo", ticked=False))),
    Template("Số", (Line("headline", "{số}/{tổng số} {oops}"),)),
)


@pytest.fixture
def made(qtbot):
    """Make the dialog, with what is told at its beginning."""

    def make(told=None):
        dialog = PhotoBatchDialog(Catalogue("en"), PHOTOS, told or {}, CODES, TEMPLATES, None)
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


def test_a_template_fills_in_its_ticked_fields_with_codes_and_variables(made, qtbot):
    dialog = made()
    dialog.template.setFocus()
    with qtbot.waitSignal(dialog.preview.compared):
        qtbot.keyClick(dialog.template, Qt.Key.Key_Down)
    assert dialog.row("caption").how.currentText() == "put after"
    assert dialog.row("credit").edit.text() == "Báo"
    assert not dialog.row("credit").tick.isChecked()
    assert [row[3] for row in preview(dialog)] == [
        "Trồng cây. bà Trần Thị Hạnh họp, {khi nào}.",
        "Sân bóng. bà Trần Thị Hạnh họp, {khi nào}.",
    ]
    assert "{khi nào}" in dialog.left_open.text()
    with qtbot.waitSignals([dialog.templateUsed, dialog.decided]):
        qtbot.keyClick(dialog.apply, Qt.Key.Key_Space)


def test_photos_are_numbered_in_their_order(made):
    dialog = made()
    dialog.begin_with("Số")
    assert [row[3] for row in preview(dialog)] == ["1/2 {oops}", "2/2 {oops}"]
    assert "{oops}" in dialog.left_open.text()


def test_whom_the_caption_names_may_be_named_among_the_people(made):
    dialog = made({"caption": "=hanh= và An"})
    assert len(preview(dialog)) == 2
    dialog.people.click()
    assert ("a.jpg", "People in the photo", "", "Trần Thị Hạnh") in preview(dialog)


def test_a_row_can_be_left_out(made, qtbot):
    dialog = made({"credit": "An"})
    dialog.preview.setCurrentItem(dialog.preview.topLevelItem(0))
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Space)
    assert dialog.count.text() == "1 changes in 1 photo"
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert [facts.file for facts in decided.args[0]] == ["b.jpg"]


def test_a_variable_is_put_where_the_caret_was(made):
    dialog = made({"caption": "Ảnh"})
    dialog.row("caption").edit.setCursorPosition(3)
    entry = next(one for one in dialog.variables.menu().actions() if one.data() == "{số}")
    entry.trigger()
    assert dialog.row("caption").edit.text() == "Ảnh{số}"
    assert [row[3] for row in preview(dialog)] == ["Ảnh1", "Ảnh2"]


def test_many_photos_are_compared_bit_by_bit(qtbot):
    photos = [PhotoFacts(sha256=f"{n:064}", file=f"{n}.jpg") for n in range(2000)]
    dialog = PhotoBatchDialog(Catalogue("en"), photos, {"headline": "{số}"}, CODES, TEMPLATES, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.is_done)
    assert dialog.preview.decided()[-1].headline == "2000"
    assert dialog.preview.topLevelItemCount() < 2000


def test_who_decides_before_all_is_compared_decides_about_all(qtbot, monkeypatch):
    photos = [PhotoFacts(sha256=f"{number:064x}", file=f"{number}.jpg") for number in range(50)]
    dialog = PhotoBatchDialog(Catalogue("en"), photos, {"headline": "{số}"}, CODES, TEMPLATES, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.is_done)
    # From now on a turn of the event loop has time for the first few alone.
    monkeypatch.setattr(changes_list, "TURN", 0.0)
    qtbot.keyClicks(dialog.row("headline").edit, "A")
    assert not dialog.preview.is_done
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.keyClick(dialog.row("headline").edit, Qt.Key.Key_Return)
    (after,) = decided.args
    assert [facts.headline for facts in after] == [f"A{number}" for number in range(1, 51)]
