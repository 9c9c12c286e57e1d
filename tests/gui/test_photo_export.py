"""The way in which photos leave: chosen in a list that says what each makes."""

import pytest

from morat.catalogue import Catalogue
from morat.newsroom.export_presets import Preset
from morat.newsroom.pictures import PhotoFacts
from morat.ui.dialogs.photo_export import PhotoExportDialog
from tests.helpers.widgets import nameless

PRESETS = {"web": Preset(name="Web"), "nhe": Preset(800, 70, 100, "{tên bài}-{số:3}", "Light")}


@pytest.fixture
def dialog(qtbot):
    first = ("Tết trồng cây", PhotoFacts(sha256="a" * 64))
    made = PhotoExportDialog(Catalogue("en"), PRESETS, "nhe", "web", first)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_a_preset_makes(dialog):
    assert nameless(dialog) == []
    assert dialog.list.currentItem().text() == "Light"
    for told in ("800 pixels", "100 kB", "tet-trong-cay-001.jpg"):
        assert told in dialog.told.text()
    assert not dialog.pieces.isChecked()
    dialog.list.setCurrentRow(0)
    assert "01-tet-trong-cay.jpg" in dialog.told.text()
    assert "kB" not in dialog.told.text()
    assert dialog.pieces.isChecked()


def test_what_is_chosen_is_told(dialog):
    told = []
    dialog.chosen.connect(lambda name, pieces: told.append((name, pieces)))
    dialog.pieces.setChecked(True)
    dialog.accept()
    assert told == [("nhe", True)]
