"""The dialogs of the photos at 1280 x 720 and 150 %: all of each is reached, fields can be read."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLineEdit

from morat.catalogue import Catalogue
from morat.newsroom.blocks import Photo
from morat.newsroom.caption_templates import Line, Template
from morat.newsroom.codes import NO_CODES
from morat.newsroom.inline import runs_of
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.recipe import NOTHING
from morat.services.jobs import Jobs
from morat.ui.dialogs.caption_templates import CaptionTemplatesDialog
from morat.ui.dialogs.gallery import GalleryDialog
from morat.ui.dialogs.photo_batch import PhotoBatchDialog
from morat.ui.dialogs.photo_replace import PhotoReplaceDialog
from morat.ui.photos.compare_dialog import CompareDialog
from morat.ui.photos.edit_dialog import PhotoEditDialog

SCREEN = QSize(853, 480)
FRAME = 28
"""Pixels of a title bar."""
WORDS = Catalogue("vi")
SHOTS = (
    PhotoFacts(sha256="a" * 64, file="DSC_0001.JPG", caption="Bà con trồng cây."),
    PhotoFacts(sha256="b" * 64, file="mot-ten-tep-rat-dai-cua-phong-vien-anh-2026-11-30.jpg"),
)
TEMPLATES = (Template("Họp", (Line("caption", "{Ai} họp {ngày}."),)),)


def no_picture(_sha, _width, _edit=None):
    """Pictures never arrive."""


def compared():
    return CompareDialog(WORDS, SHOTS, {facts.sha256: (6000, 4000) for facts in SHOTS})


def edited():
    return PhotoEditDialog(WORDS, [NOTHING])


def batch():
    return PhotoBatchDialog(WORDS, SHOTS, {}, NO_CODES, TEMPLATES, None)


def replaced():
    return PhotoReplaceDialog(WORDS, SHOTS, Jobs(), None)


def templates():
    return CaptionTemplatesDialog(WORDS, TEMPLATES, NO_CODES, SHOTS[0], None)


def gallery():
    photos = tuple(Photo(facts.file, facts.sha256, runs_of(facts.caption * 9)) for facts in SHOTS)
    return GalleryDialog(WORDS, photos, no_picture, None)


@pytest.mark.parametrize("make", [compared, edited, batch, replaced, templates, gallery])
def test_all_of_a_dialog_is_on_a_low_screen(qtbot, make):
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.resize(SCREEN.width(), SCREEN.height() - FRAME)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.width() <= SCREEN.width()
    assert dialog.height() <= SCREEN.height() - FRAME


@pytest.mark.parametrize("make", [batch, templates])
def test_fields_can_be_read_on_a_low_screen(qtbot, make):
    dialog: QDialog = make()
    qtbot.addWidget(dialog)
    dialog.resize(SCREEN.width(), SCREEN.height() - FRAME)
    with qtbot.waitExposed(dialog):
        dialog.show()
    fields = [one for one in dialog.findChildren(QLineEdit) if one.objectName().endswith("Batch")]
    assert fields
    assert min(field.width() for field in fields) >= 150
