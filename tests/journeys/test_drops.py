"""Files are dragged onto the window: each goes where a person means it to."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from tests.helpers.widgets import drop_files, picture

BODY = (Paragraph("p1", runs_of("Đoạn một.")), Paragraph("p2", runs_of("Đoạn hai.")))


@pytest.fixture
def piece(desk):
    desk.bench.open_article(new_article(headline="Tít", blocks=BODY))
    desk.until(desk.page.body.isVisible)
    return desk


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "Bài từ Word.md"
    path.write_text("# Chợ phiên Pá Lau\n\nBà con xuống chợ từ sớm.\n", "utf-8")
    return path


@pytest.fixture
def photos(tmp_path):
    paths = [tmp_path / f"ảnh {number}.png" for number in range(2)]
    for number, path in enumerate(paths):
        picture(("#8c2a2a", "#2a8c2a")[number]).save(str(path))
    return paths


@pytest.mark.parametrize("name", ["headlineEdit", "standfirstEdit", "articleList", "statusLine", "bodyEdit"])
def test_a_document_opens_wherever_it_falls(piece, document, name):
    widget = piece.named(name)
    assert drop_files(widget.viewport() if hasattr(widget, "viewport") else widget, document)
    piece.until(lambda: piece.text("headlineEdit") == "Chợ phiên Pá Lau")
    piece.until(lambda: "Chợ phiên Pá Lau" in piece.rows())


def test_pictures_stand_where_they_fell(piece, photos, document):
    body = piece.page.body
    # The middle of the body is its second paragraph.
    assert drop_files(body.viewport(), *photos)
    piece.until(lambda: sum(isinstance(one, Photo) for one in piece.bench.article.article().blocks) == 2)
    kinds = [type(one).__name__ for one in piece.bench.article.article().blocks]
    assert kinds.index("Photo") in (1, 2)
    assert piece.window.actions_by_name["undo"].text() == "Hoàn tác: chèn ảnh"


def test_pictures_that_fall_beside_the_text_wait_among_the_photos(piece, photos):
    assert drop_files(piece.named("headlineEdit").viewport(), *photos)
    grid = piece.named("photoGrid")
    piece.until(lambda: grid.model().rowCount() == 2)
    assert piece.text("headlineEdit") == "Tít"
    assert not any(isinstance(one, Photo) for one in piece.bench.article.article().blocks)


def test_a_hand_off_file_is_shown_and_not_taken_in(piece, tmp_path):
    path = tmp_path / "bài.morat"
    piece.bench.save()
    piece.until(piece.is_saved)
    piece.answer(save=path)
    piece.program.commands.send()
    piece.until(path.exists)
    piece.until(lambda: not piece.notices.isHidden())
    assert drop_files(piece.named("bodyEdit").viewport(), path)
    piece.until(lambda: "Tít" in piece.notices.text and "bài.morat" not in piece.notices.text)
    assert piece.rows() == ["Tít"]


def test_the_window_shows_that_files_may_fall(piece, document):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(document))])
    enter = QDragEnterEvent(
        piece.window.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(piece.window, enter)
    hint = piece.program.commands.drops.hint
    assert enter.isAccepted()
    assert hint.isVisible()
    QApplication.sendEvent(piece.window, QDragLeaveEvent())
    assert not hint.isVisible()


def test_a_picture_that_the_program_is_opened_with_waits_among_the_photos(piece, photos):
    piece.program._on_started_again(str(photos[0]))
    piece.until(lambda: piece.named("photoGrid").model().rowCount() == 1)
    assert not piece.notices.isVisible()
