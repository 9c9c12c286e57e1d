"""The snapshot that reads only what has changed says the same as reading everything."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PySide6.QtGui import QFont, QTextCursor

from morat.newsroom.article import new_article, tidy_article
from morat.newsroom.blocks import Box, ListBlock, Paragraph, Photo
from morat.newsroom.inline import plain, runs_of
from morat.services.document import editing, erasing
from morat.services.document.look import Look
from morat.services.document.properties import Kind, list_of
from morat.services.document.read import read
from morat.services.open_article import OpenArticle
from tests.helpers.strategies import all_blocks, articles, letters


def opened(*blocks):
    return OpenArticle(new_article(blocks=blocks), Look(), str)


def whole(article):
    """The piece with all of its body read."""
    return tidy_article(structs.replace(article.article(), blocks=read(article.body)))


def edit_of(draw):
    """One edit as a function of the open article and a cursor with a selection."""
    text = draw(letters)
    return draw(
        st.sampled_from(
            (
                lambda article, cursor: cursor.insertText(text or "x"),
                lambda article, cursor: cursor.removeSelectedText(),
                lambda article, cursor: cursor.deletePreviousChar(),
                lambda article, cursor: cursor.deleteChar(),
                lambda article, cursor: cursor.insertBlock(),
                lambda article, cursor: editing.split(cursor),
                lambda article, cursor: erasing.erase_backward(cursor),
                lambda article, cursor: erasing.erase_forward(cursor),
                lambda article, cursor: editing.insert_text(cursor, f"{text}\nhai\nba {text}"),
                lambda article, cursor: editing.insert_runs(cursor, runs_of(text)),
                lambda article, cursor: editing.insert_blocks(cursor, draw_blocks(draw)),
                lambda article, cursor: editing.set_kind(
                    cursor, draw(st.sampled_from((Kind.PARAGRAPH, Kind.SUBHEAD, Kind.QUOTE, Kind.PULLQUOTE)))
                ),
                lambda article, cursor: editing.toggle_list(cursor, ordered=draw(st.booleans())),
                lambda article, cursor: editing.toggle_mark(cursor, "bold"),
                lambda article, cursor: editing.set_link(cursor, "https://example.vn/"),
                lambda article, cursor: leave_list(cursor),
                lambda article, cursor: article.insert_photo(Photo("moi", "cd" * 32), cursor.position()),
                lambda article, cursor: article.history.stack.undo(),
                lambda article, cursor: article.history.stack.redo(),
                lambda article, cursor: article.history.stack.undo(),
                lambda article, cursor: article.body.setDefaultFont(QFont("serif", 9 + len(text))),
                lambda article, cursor: several(cursor, text),
            )
        )
    )


def draw_blocks(draw):
    return tuple(draw(st.lists(all_blocks, min_size=1, max_size=3)))


def leave_list(cursor):
    numbering = list_of(cursor.block())
    if numbering is not None:
        numbering.remove(cursor.block())


def several(cursor, text):
    """Edits far from each other as one step."""
    cursor.beginEditBlock()
    cursor.insertText(text)
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.insertBlock()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)
    cursor.insertBlock()
    cursor.endEditBlock()


@settings(deadline=None, max_examples=150)
@given(articles(), st.data())
def test_whatever_is_edited_the_snapshot_is_what_reading_all_of_it_gives(qapp, piece, data):
    article = OpenArticle(piece, Look(), str)
    assert article.article() == piece
    for _ in range(data.draw(st.integers(1, 12))):
        edit = edit_of(data.draw)
        cursor = QTextCursor(article.body)
        last = article.body.characterCount() - 1
        cursor.setPosition(data.draw(st.integers(0, last)))
        if data.draw(st.booleans()):
            cursor.setPosition(data.draw(st.integers(0, last)), QTextCursor.MoveMode.KeepAnchor)
        edit(article, cursor)
        if data.draw(st.booleans()):
            assert article.article() == whole(article)
    assert article.article() == whole(article)
    while article.history.stack.can_undo:
        article.history.stack.undo()
    assert article.article() == whole(article)


def test_blocks_that_did_not_change_are_the_same_objects(qapp):
    article = opened(*(Paragraph(f"p{n}", runs_of(f"Đoạn {n}.")) for n in range(20)))
    before = article.article().blocks
    QTextCursor(article.body.findBlockByNumber(7)).insertText("Mới ")
    after = article.article().blocks
    assert plain(after[7].runs) == "Mới Đoạn 7."
    assert all(one is other for n, (one, other) in enumerate(zip(before, after, strict=True)) if n != 7)
    assert article.article().blocks is after


def test_a_new_font_leaves_all_as_it_was(qapp):
    article = opened(*(Paragraph(f"p{n}", runs_of(f"Đoạn {n}.")) for n in range(20)))
    QTextCursor(article.body).insertText("Mới ")
    before = article.article().blocks
    article.body.setDefaultFont(QFont("serif", 30))
    assert article.article().blocks is before


def test_the_first_paragraph_of_a_new_piece_has_one_id_for_life(qapp):
    article = opened()
    assert article.article().blocks == ()
    cursor = QTextCursor(article.body)
    cursor.insertText("M")
    (first,) = article.article().blocks
    cursor.insertText("ột")
    (second,) = article.article().blocks
    assert first.id == second.id != ""
    article.history.stack.undo()
    assert article.article().blocks == ()


def test_a_box_pasted_twice_has_ids_of_its_own_inside_at_every_reading(qapp):
    box = Box("b", "info", "Hộp", (Paragraph("i", runs_of("Trong hộp")), ListBlock("l", False, ((),))))
    article = opened(box)
    cursor = QTextCursor(article.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    editing.insert_blocks(cursor, (box,))
    article_now = article.article()
    names = [one.id for one in article_now.blocks] + [
        inner.id for one in article_now.blocks if isinstance(one, Box) for inner in one.blocks
    ]
    assert len(names) == len(set(names))
    assert whole(article) == article_now == tidy_article(article_now)
