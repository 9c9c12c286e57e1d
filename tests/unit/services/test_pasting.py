import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from morat.newsroom.blocks import (
    Box,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
    new_id,
    texts,
    with_id,
)
from morat.newsroom.inline import Run, plain, runs_of
from morat.services.document.build import fill
from morat.services.document.look import Look
from morat.services.document.pasting import Flow
from morat.services.document.read import read

PHOTO = Photo("p", "ab" * 32, runs_of("Chú thích"), credit="An")
TABLE = Table("t", rows=((runs_of("a"), runs_of("b")),))


@pytest.fixture
def page(qapp):
    def make(*blocks):
        document = QTextDocument()
        fill(document, blocks, Look())
        return document

    return make


def para(text, block_id=None):
    return Paragraph(block_id or new_id(), runs_of(text))


def paste(document, *blocks, block=0, start=0, end=None):
    """Paste at an offset of a text block, over the text up to ``end``; return where the caret is then."""
    cursor = QTextCursor(document)
    position = document.findBlockByNumber(block).position()
    cursor.setPosition(position + start)
    if end is not None:
        cursor.setPosition(position + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.beginEditBlock()
    flow = Flow(cursor)
    flow.put(blocks)
    flow.end()
    cursor.endEditBlock()
    return cursor


def seen(document):
    """Blocks as their kind and texts."""
    return [(type(one).__name__, *(text for _, text in texts(one) if text)) for one in read(document)]


def test_one_paragraph_goes_into_the_text_with_its_marks(page):
    document = page(para("một ba", "a"))
    cursor = paste(document, Paragraph("x", (Run("hai", ("bold",)), Run(" "))), start=4)
    (block,) = read(document)
    assert block == Paragraph("a", (Run("một "), Run("hai", ("bold",)), Run(" ba")))
    assert cursor.position() == 8


def test_paragraphs_flow_into_the_text_around_them(page):
    document = page(para("đầuđuôi", "a"), para("sau", "b"))
    cursor = paste(document, para(" 1"), para("2", "x"), para("3 ", "y"), start=3)
    assert [text for _, text in seen(document)] == ["đầu 1", "2", "3 đuôi", "sau"]
    assert [block.id for block in read(document)] == ["a", "x", "y", "b"]
    assert cursor.block().text()[: cursor.positionInBlock()] == "3 "
    document.undo()
    assert seen(document) == [("Paragraph", "đầuđuôi"), ("Paragraph", "sau")]


def test_what_is_no_paragraph_stands_between(page):
    document = page(para("đầuđuôi", "a"))
    paste(document, Subhead("s", 2, runs_of("Tít")), PHOTO, start=3)
    assert seen(document) == [
        ("Paragraph", "đầu"),
        ("Subhead", "Tít"),
        ("Photo", "Chú thích", "An"),
        ("Paragraph", "đuôi"),
    ]


def test_at_the_start_of_a_paragraph_nothing_empty_is_left_and_its_id_stays_with_its_words(page):
    document = page(para("cũ", "a"))
    paste(document, PHOTO, para("mới", "n"), Subhead("s", 2, runs_of("Tít")))
    assert [(block.id, *rest) for block, (_, *rest) in zip(read(document), seen(document), strict=True)] == [
        ("p", "Chú thích", "An"),
        ("n", "mới"),
        ("s", "Tít"),
        ("a", "cũ"),
    ]


def test_an_empty_body_becomes_what_is_pasted(page):
    document = page()
    paste(document, Subhead("s", 3, runs_of("Tít")), para("Chữ", "n"), PHOTO)
    found = read(document)
    assert (found[0].id, found[0].level, found[1].id, found[2]) == ("s", 3, "n", PHOTO)
    # There is somewhere to go on writing below the picture.
    assert found[3] == Paragraph(found[3].id)


def test_a_heading_in_the_middle_of_words_is_words(page):
    document = page(para("một ba", "a"))
    paste(document, Subhead("s", 2, runs_of("hai ")), start=4)
    assert seen(document) == [("Paragraph", "một hai ba")]


def test_a_selection_is_replaced_over_blocks(page):
    document = page(para("một", "a"), para("hai", "b"))
    cursor = QTextCursor(document)
    cursor.setPosition(1)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    flow = Flow(cursor)
    flow.put([para("X"), para("Y")])
    flow.end()
    assert seen(document) == [("Paragraph", "mX"), ("Paragraph", "Yi")]


def test_in_a_list_paragraphs_become_items(page):
    document = page(ListBlock("l", items=(runs_of("đầu đuôi"), runs_of("hai"))))
    paste(document, para(" a "), ListBlock("m", ordered=True, items=(runs_of("b"), runs_of("c "))), start=4)
    (block,) = read(document)
    assert block == ListBlock("l", items=tuple(map(runs_of, ("đầu  a ", "b", "c đuôi", "hai"))))


def test_a_photo_parts_a_list(page):
    document = page(ListBlock("l", items=(runs_of("một"), runs_of("hai"))))
    paste(document, PHOTO, start=3)
    assert seen(document) == [
        ("ListBlock", "một"),
        ("Photo", "Chú thích", "An"),
        ("ListBlock", "hai"),
    ]


def test_in_a_quotation_paragraphs_are_quoted(page):
    document = page(Quote("q", runs_of("đầuđuôi"), "Ông Nam"))
    paste(document, para("1"), para("2"), start=3)
    first, second = read(document)
    assert (first, plain(second.runs), second.attribution) == (
        Quote("q", runs_of("đầu1")),
        "2đuôi",
        "Ông Nam",
    )


def test_a_caption_takes_one_line_and_keeps_its_picture(page):
    document = page(PHOTO, para("sau", "b"))
    paste(document, para("của"), Subhead("s", 2, runs_of("tôi")), start=2 + len("Chú thích"))
    photo, _ = read(document)
    assert (photo.photo, plain(photo.caption), photo.credit) == (PHOTO.photo, "Chú thíchcủa tôi", "An")


def test_a_photo_pasted_into_a_caption_stands_below(page):
    document = page(PHOTO, para("sau", "b"))
    other = with_id(PHOTO, "o")
    paste(document, other, start=4)
    assert [block.id for block in read(document)] == ["p", "o", "b"]
    assert read(document)[0] == PHOTO


def test_a_chosen_photo_is_replaced(page):
    document = page(para("trước", "a"), PHOTO, para("sau", "b"))
    cursor = paste(document, para("1", "x"), para("2", "y"), block=1, end=2 + len("Chú thích"))
    assert seen(document) == [
        ("Paragraph", "trước"),
        ("Paragraph", "1"),
        ("Paragraph", "2"),
        ("Paragraph", "sau"),
    ]
    assert cursor.block().text() == "2"
    document.undo()
    assert read(document)[1] == PHOTO


def test_parts_one_after_the_other_are_the_same_as_all_at_once(page):
    blocks = [para(f"{n}", f"n{n}") for n in range(9)]
    whole, parts = page(para("đầuđuôi", "a")), page(para("đầuđuôi", "a"))
    paste(whole, *blocks, start=3)
    cursor = QTextCursor(parts)
    cursor.setPosition(3)
    flow = Flow(cursor)
    for at in range(0, 9, 2):
        flow.put(blocks[at : at + 2])
    flow.end()
    assert read(parts) == read(whole)


def test_a_cell_takes_text_and_what_is_none_goes_below_the_table(page):
    document = page(TABLE)
    cell = next(n for n in range(document.blockCount()) if document.findBlockByNumber(n).text() == "a")
    paste(document, Paragraph("x", (Run("đậm", ("bold",)),)), block=cell, start=1)
    assert read(document)[0].rows[0][0] == (Run("a"), Run("đậm", ("bold",)))
    paste(document, para("1"), para("2"), block=cell, start=1)
    assert plain(read(document)[0].rows[0][0]) == "a1\n2đậm"
    paste(document, para("dưới"), PHOTO, block=cell, start=1)
    assert seen(document)[1:3] == [("Paragraph", "dưới"), ("Photo", "Chú thích", "An")]
    assert len(read(document)[0].rows) == 1


def test_in_a_box_everything_stays_inside_but_another_box(page):
    inside = Box("b", title="Hộp", blocks=(para("đầuđuôi", "i"),))
    document = page(inside)
    line = next(n for n in range(document.blockCount()) if document.findBlockByNumber(n).text() == "đầuđuôi")
    paste(document, para("1", "x"), PHOTO, para("2", "y"), block=line, start=3)
    (box, *_) = read(document)
    assert [block.id for block in box.blocks][:3] == ["i", "p", "y"]
    assert plain(box.blocks[2].runs) == "2đuôi"
    paste(document, Box("c", title="Khác"), para("3", "z"), block=line, start=2)
    first, second = [block for block in read(document) if isinstance(block, Box)]
    assert "".join(plain(block.runs) for block in first.blocks if block.id != "p") == "đầu12đuôi"
    assert second.title == "Khác"


def blocks():
    texts = st.sampled_from(("", "chữ", "hai chữ")).map(runs_of)
    return st.one_of(
        st.builds(Paragraph, st.builds(new_id), texts),
        st.builds(Subhead, st.builds(new_id), st.sampled_from((2, 3)), texts),
        st.builds(Quote, st.builds(new_id), texts, st.sampled_from(("", "11"))),
        st.builds(Pullquote, st.builds(new_id), texts),
        st.builds(Photo, st.builds(new_id), st.none(), texts, st.sampled_from(("", "22"))),
        st.builds(
            ListBlock, st.builds(new_id), st.booleans(), st.lists(texts, min_size=1, max_size=3).map(tuple)
        ),
        st.builds(new_id).map(lambda name: with_id(TABLE, name)),
    )


@given(
    st.lists(blocks(), max_size=4), st.lists(blocks(), min_size=1, max_size=4), st.integers(0), st.integers(0)
)
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost_and_one_undo_takes_it_back(qapp, there, new, at, anchor):
    document = QTextDocument()
    fill(document, tuple(there), Look())
    before = read(document)
    cursor = QTextCursor(document)
    place = at % document.characterCount()
    cursor.setPosition(place)
    if anchor % 3 == 0:
        cursor.setPosition(anchor % document.characterCount(), QTextCursor.MoveMode.KeepAnchor)
    selected = cursor.hasSelection()
    cursor.beginEditBlock()
    flow = Flow(cursor)
    flow.put(new)
    flow.end()
    cursor.endEditBlock()
    after = read(document)
    ids = [block.id for block in after]
    assert len(set(ids)) == len(ids)
    if not selected:
        assert sorted(letters(after)) == sorted(letters(before) + letters(new))
    while document.isUndoAvailable():
        document.undo()
    assert read(document) == before


def letters(found):
    """All letters of some blocks. Who said it and whose photo it is are figures here: they may get lost."""
    return "".join(
        letter for block in found for _, text in texts(block) for letter in text if letter.isalpha()
    )
