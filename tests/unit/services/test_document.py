from hypothesis import given, settings
from PySide6.QtGui import QTextCursor, QTextDocument

from morat.newsroom.blocks import ListBlock, Paragraph, Photo
from morat.newsroom.inline import plain, runs_of
from morat.services.document.build import fill
from morat.services.document.look import Look
from morat.services.document.read import read
from tests.helpers.strategies import articles

LOOK = Look()


@settings(deadline=None)
@given(articles())
def test_article_to_document_to_article_is_identity(qapp, article):
    document = QTextDocument()
    fill(document, article.blocks, LOOK)
    assert read(document) == article.blocks
    assert not document.isUndoAvailable()


def test_no_blocks_and_one_empty_paragraph_are_told_apart(qapp):
    for blocks in ((), (Paragraph("a"),)):
        document = QTextDocument()
        fill(document, blocks, LOOK)
        assert read(document) == blocks


def test_a_photo_is_one_block_with_its_caption_as_text(qapp):
    document = QTextDocument()
    fill(document, (Photo("p", None, runs_of("Quang cảnh hội nghị."), credit="Mai Hương"),), LOOK)
    assert document.blockCount() == 1
    assert document.toPlainText().endswith("Quang cảnh hội nghị.")


def test_typing_in_a_caption_is_the_caption(qapp):
    document = QTextDocument()
    fill(document, (Photo("p", "ab" * 32, runs_of("Quang cảnh")),), LOOK)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(" hội nghị")
    (photo,) = read(document)
    assert plain(photo.caption) == "Quang cảnh hội nghị"
    assert photo.photo == "ab" * 32


def test_two_lists_side_by_side_stay_two(qapp):
    blocks = (
        ListBlock("a", False, (runs_of("một"), runs_of("hai"))),
        ListBlock("b", True, (runs_of("ba"), ())),
        ListBlock("c", True, (runs_of("bốn"),)),
    )
    document = QTextDocument()
    fill(document, blocks, LOOK)
    assert read(document) == blocks


def test_a_block_that_qt_split_gets_an_id_of_its_own_and_keeps_it(qapp):
    document = QTextDocument()
    fill(document, (Paragraph("a", runs_of("một hai")),), LOOK)
    cursor = QTextCursor(document)
    cursor.setPosition(3)
    cursor.insertBlock()
    first, second = read(document)
    assert first.id == "a"
    assert second.id != "a"
    assert read(document)[1].id == second.id
