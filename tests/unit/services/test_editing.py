import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Quote, Subhead
from morat.newsroom.inline import Run, plain, runs_of
from morat.services.document import editing, erasing
from morat.services.document.build import fill
from morat.services.document.look import Look
from morat.services.document.properties import Kind
from morat.services.document.read import read

PHOTO = Photo("p", "ab" * 32, runs_of("Chú thích"), credit="An")


@pytest.fixture
def page(qapp):
    def make(*blocks):
        document = QTextDocument()
        fill(document, blocks, Look())
        return document

    return make


def caret(document, block, offset=0, end=None):
    cursor = QTextCursor(document)
    position = document.findBlockByNumber(block).position()
    cursor.setPosition(position + offset)
    if end is not None:
        cursor.setPosition(position + end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def texts(document):
    return [plain(getattr(b, "runs", None) or getattr(b, "caption", ())) for b in read(document)]


def test_enter_keeps_the_id_with_the_first_half_and_undoes_in_one_step(page):
    document = page(Paragraph("a", runs_of("một hai")))
    editing.split(caret(document, 0, 3))
    first, second = read(document)
    assert (first.id, plain(first.runs), plain(second.runs)) == ("a", "một", " hai")
    assert second.id not in ("", "a")
    document.undo()
    assert read(document) == (Paragraph("a", runs_of("một hai")),)


def test_enter_in_a_caption_begins_a_paragraph_below_the_photo(page):
    document = page(PHOTO)
    editing.split(caret(document, 0, 5))
    photo, paragraph = read(document)
    assert photo == PHOTO
    assert isinstance(paragraph, Paragraph)


def test_enter_after_a_subhead_begins_a_paragraph(page):
    document = page(Subhead("s", 2, runs_of("Tít xen")))
    editing.split(caret(document, 0, 7))
    assert [type(block) for block in read(document)] == [Subhead, Paragraph]


def test_enter_in_an_empty_item_leaves_the_list(page):
    document = page(ListBlock("l", False, (runs_of("một"), ())))
    editing.split(caret(document, 1))
    list_block, paragraph = read(document)
    assert list_block.items == (runs_of("một"),)
    assert isinstance(paragraph, Paragraph)


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_backspace_before_a_caption_chooses_the_photo_and_never_parts_it(page, offset):
    document = page(Paragraph("a", runs_of("Văn.")), PHOTO, Paragraph("b", runs_of("Sau.")))
    cursor = caret(document, 1, offset)
    assert erasing.erase_backward(cursor)
    assert cursor.hasSelection()
    assert read(document)[1] == PHOTO
    assert erasing.erase_backward(cursor)
    assert texts(document) == ["Văn.", "Sau."]
    assert [block.id for block in read(document)] == ["a", "b"]
    document.undo()
    assert read(document)[1] == PHOTO


def test_backspace_below_a_photo_does_not_join_the_text_to_its_caption(page):
    document = page(PHOTO, Paragraph("b", runs_of("Sau.")))
    cursor = caret(document, 1)
    assert erasing.erase_backward(cursor)
    assert read(document)[0] == PHOTO
    assert cursor.hasSelection()


def test_backspace_in_an_empty_paragraph_below_a_photo_takes_the_paragraph(page):
    document = page(PHOTO, Paragraph("b"))
    cursor = caret(document, 1)
    assert erasing.erase_backward(cursor)
    assert read(document) == (PHOTO,)


def test_delete_before_a_photo_chooses_it(page):
    document = page(Paragraph("a", runs_of("Văn.")), PHOTO)
    cursor = caret(document, 0, 4)
    assert erasing.erase_forward(cursor)
    assert read(document)[1] == PHOTO
    assert cursor.hasSelection()


def test_delete_at_the_end_of_a_caption_joins_nothing_to_it(page):
    document = page(PHOTO, Paragraph("b", runs_of("Sau.")))
    cursor = caret(document, 0, 2 + len("Chú thích"))
    assert erasing.erase_forward(cursor)
    assert read(document)[0] == PHOTO


def test_a_selection_that_cuts_into_a_photo_takes_all_of_it(page):
    document = page(Paragraph("a", runs_of("Một hai.")), PHOTO, Paragraph("b", runs_of("Ba bốn.")))
    cursor = caret(document, 0, 3)
    cursor.setPosition(document.findBlockByNumber(1).position() + 5, QTextCursor.MoveMode.KeepAnchor)
    assert erasing.erase_backward(cursor)
    assert [type(block) for block in read(document)] == [Paragraph, Paragraph]
    assert texts(document) == ["Một", "Ba bốn."]


def test_a_selection_from_a_photo_into_text_leaves_a_paragraph(page):
    document = page(PHOTO, Paragraph("b", runs_of("Ba bốn.")))
    cursor = caret(document, 0, 0)
    cursor.setPosition(document.findBlockByNumber(1).position() + 3, QTextCursor.MoveMode.KeepAnchor)
    assert erasing.erase_backward(cursor)
    (paragraph,) = read(document)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.runs) == "bốn."


def test_text_typed_beside_a_picture_goes_into_its_caption(page):
    document = page(PHOTO)
    cursor = caret(document, 0, 0)
    assert erasing.settle(cursor)
    cursor.insertText("X")
    assert plain(read(document)[0].caption) == "XChú thích"


def test_pasted_lines_are_blocks_and_lines_of_a_caption(page):
    document = page(Paragraph("a"), PHOTO)
    editing.insert_text(caret(document, 0), "một\n\nhai")
    assert texts(document)[:2] == ["một", "hai"]
    editing.insert_text(caret(document, 2, 2), "x\ny")
    assert plain(read(document)[2].caption) == "x\nyChú thích"
    assert len({block.id for block in read(document)}) == 3


def test_marks_come_and_go_over_a_selection(page):
    document = page(Paragraph("a", (Run("một "), Run("hai", ("italic",)))))
    editing.toggle_mark(caret(document, 0, 0, 7), "bold")
    assert read(document)[0].runs == (Run("một ", ("bold",)), Run("hai", ("bold", "italic")))
    editing.toggle_mark(caret(document, 0, 0, 7), "bold")
    assert read(document)[0].runs == (Run("một "), Run("hai", ("italic",)))


def test_kinds_change_and_keep_id_text_and_marks(page):
    runs = (Run("một "), Run("hai", ("bold",)))
    document = page(Paragraph("a", runs))
    editing.set_kind(caret(document, 0), Kind.SUBHEAD, 2)
    assert read(document) == (Subhead("a", 2, runs),)
    editing.set_kind(caret(document, 0), Kind.QUOTE)
    assert read(document) == (Quote("a", runs),)
    document.undo()
    document.undo()
    assert read(document) == (Paragraph("a", runs),)


def test_lists_come_and_go(page):
    document = page(Paragraph("a", runs_of("một")), Paragraph("b", runs_of("hai")))
    cursor = caret(document, 0)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    editing.toggle_list(cursor, ordered=True)
    (block,) = read(document)
    assert (block.ordered, block.items) == (True, (runs_of("một"), runs_of("hai")))
    editing.toggle_list(cursor, ordered=True)
    assert [type(one) for one in read(document)] == [Paragraph, Paragraph]


def test_a_link_is_set_and_taken_away(page):
    document = page(Paragraph("a", runs_of("xem tại đây")))
    editing.set_link(caret(document, 0, 4, 11), "https://example.vn")
    assert read(document)[0].runs == (Run("xem "), Run("tại đây", (), "https://example.vn"))
    editing.set_link(caret(document, 0, 4, 11), "")
    assert read(document)[0].runs == runs_of("xem tại đây")


def test_pasted_blocks_go_after_the_block_of_the_caret(page):
    document = page(Paragraph("a", runs_of("Một.")), Paragraph("b", runs_of("Hai.")))
    editing.insert_blocks(caret(document, 0, 2), (PHOTO,))
    assert [block.id for block in read(document)] == ["a", "p", "b"]
