"""The dialog of the caption templates: chosen, changed, made, taken away and back."""

import pytest
from PySide6.QtCore import Qt

from morat.catalogue import Catalogue
from morat.newsroom.caption_templates import Line, Template
from morat.newsroom.codes import NO_CODES
from morat.newsroom.pictures import PhotoFacts
from morat.ui.dialogs.caption_templates import CaptionTemplatesDialog
from tests.helpers.widgets import nameless

TEMPLATES = (Template("Họp", (Line("caption", "{Ai} họp {ngày}."),)), Template("Thể thao"))
EXAMPLE = PhotoFacts(sha256="a" * 64, file="a.jpg", taken="2026-11-23")


@pytest.fixture
def dialog(qtbot):
    made = CaptionTemplatesDialog(Catalogue("en"), TEMPLATES, NO_CODES, EXAMPLE, None)
    qtbot.addWidget(made)
    made.show()
    made.kept = []
    made.saved.connect(lambda template, before: made.kept.append((template, before)))
    made.gone = []
    made.removed.connect(made.gone.append)
    return made


def names(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_first_one_is_open_with_what_it_makes_of_a_photo(dialog):
    assert dialog.name.text() == "Họp"
    assert dialog.shown.text() == "a.jpg: {Ai} họp 23/11/2026."
    assert nameless(dialog) == []


def test_what_is_changed_is_kept_when_another_one_is_chosen(dialog, qtbot):
    dialog.name.setText("Họp báo")
    dialog.list.setCurrentRow(1)
    assert dialog.kept == [(Template("Họp báo", TEMPLATES[0].lines), "Họp")]
    assert names(dialog) == ["Họp báo", "Thể thao"]
    assert dialog.name.text() == "Thể thao"
    qtbot.keyClicks(dialog.rows.row("credit").edit, "An")
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert dialog.kept[1:] == [(Template("Thể thao", (Line("credit", "An"),)), "Thể thao")]


def test_a_name_that_another_one_has_is_refused_with_a_sentence(dialog):
    dialog.name.setText("the THAO")
    dialog.list.setCurrentRow(1)
    assert "name of its own" in dialog.told.text()
    assert dialog.kept == []
    assert names(dialog) == ["Họp", "Thể thao"]


def test_new_ones_and_copies_get_a_free_name(dialog, qtbot):
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert dialog.kept == [(Template("Họp 2", TEMPLATES[0].lines), "")]
    assert dialog.name.text() == dialog.name.selectedText() == "Họp 2"
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.kept[1] == (Template("New template"), "")


def test_what_was_deleted_comes_back(dialog, qtbot):
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.gone == ["Họp"]
    assert dialog.name.text() == "Thể thao"
    qtbot.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    assert dialog.kept == [(TEMPLATES[0], "")]
    assert names(dialog) == ["Họp", "Thể thao"]


def test_without_any_it_says_what_can_be_done(qtbot):
    made = CaptionTemplatesDialog(Catalogue("en"), (), NO_CODES, None, None)
    qtbot.addWidget(made)
    made.show()
    assert not made.name.isEnabled()
    assert made.add.isEnabled()
    qtbot.mouseClick(made.add, Qt.MouseButton.LeftButton)
    assert made.name.isEnabled()


def test_what_is_only_looked_at_stays_as_it_was_written(qtbot):
    lines = (Line("caption", "một\nhai", "append", ticked=False), Line("people", "{người}"))
    made = CaptionTemplatesDialog(Catalogue("en"), (Template("Hai dòng", lines),), NO_CODES, None, None)
    qtbot.addWidget(made)
    kept = []
    made.saved.connect(lambda *told: kept.append(told))
    made.show()
    qtbot.mouseClick(made.close_button, Qt.MouseButton.LeftButton)
    assert kept == []
