"""Boxes, tables, galleries, videos and photos under a reporter's hands."""

import pytest
from msgspec import structs
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest

from morat.catalogue import Catalogue
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Box, Embed, Gallery, ListBlock, Paragraph, Photo, Quote, Table
from morat.newsroom.inline import plain, runs_of
from morat.services.document.look import text_left
from morat.ui.commands.block_commands import place_caret
from morat.ui.dialogs.gallery import GalleryDialog
from morat.ui.editor.dragging import BLOCK_MIME, choose
from morat.ui.editor.pictures import REACH
from tests.helpers.desk import Desk
from tests.helpers.widgets import drop

HELLO = Paragraph("p", runs_of("Chào."))
PHOTO = Photo("ph", "ab" * 32, runs_of("Khai hội."), credit="Mai Hương")
OTHER = Photo("ph2", "cd" * 32, runs_of("Rước kiệu."))


@pytest.fixture
def desk(qtbot, theme, tmp_path):
    made = Desk(theme.tokens, tmp_path)
    qtbot.addWidget(made.page)
    return made


def blocks(desk):
    return desk.article.article().blocks


def press(desk, *keys):
    for key in keys:
        QTest.keyClick(desk.body, key)


def test_tab_goes_through_a_table_and_adds_a_row(desk):
    desk.open(new_article(blocks=(HELLO,)))
    desk.blocks._on_table(1, 2, False)
    for text in ("Vang", "Gia", "SJC"):
        QTest.keyClicks(desk.body, text)
        press(desk, Qt.Key.Key_Tab)
    table = blocks(desk)[1]
    assert isinstance(table, Table)
    assert [[plain(cell) for cell in row] for row in table.rows] == [["Vang", "Gia"], ["SJC", ""]]
    desk.tables.header_row()
    desk.tables.remove_column()
    assert [len(row) for row in blocks(desk)[1].rows] == [1, 1]
    assert blocks(desk)[1].header
    while desk.article.history.stack.can_undo:
        desk.text.undo()
    assert blocks(desk) == (HELLO,)


def test_a_box_is_written_from_its_title_on_and_left_with_enter(desk):
    desk.open(new_article(blocks=(HELLO,)))
    desk.blocks.insert_box()
    QTest.keyClicks(desk.body, "Gia ve")
    press(desk, Qt.Key.Key_Down)
    desk.text.bullets()
    QTest.keyClicks(desk.body, "Mot")
    press(desk, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    QTest.keyClicks(desk.body, "Sau")
    _, box, after = blocks(desk)
    assert isinstance(box, Box)
    assert box.title == "Gia ve"
    assert isinstance(box.blocks[0], ListBlock)
    assert plain(after.runs) == "Sau"


def test_selected_blocks_are_put_into_a_box(desk):
    desk.open(new_article(blocks=(HELLO, PHOTO, Paragraph("q", runs_of("Hết.")))))
    desk.body.selectAll()
    desk.blocks.insert_note()
    (note,) = blocks(desk)
    assert (note.kind, [one.id for one in note.blocks]) == ("editor-note", ["p", "ph", "q"])


def test_a_quote_has_its_source(desk):
    desk.open(new_article(blocks=(Quote("q", runs_of("Đã xong.")),)))
    desk.blocks.attribution()
    QTest.keyClicks(desk.body, "Ong An")
    assert blocks(desk) == (Quote("q", runs_of("Đã xong."), "Ong An"),)
    press(desk, Qt.Key.Key_Return)
    QTest.keyClicks(desk.body, "Sau")
    assert plain(blocks(desk)[1].runs) == "Sau"


def test_a_photo_is_dragged_as_one_with_its_caption(desk):
    desk.open(new_article(blocks=(PHOTO, HELLO, Paragraph("q", runs_of("Hết.")))))
    desk.page.resize(900, 900)
    desk.page.show()
    mime = QMimeData()
    mime.setData(BLOCK_MIME, b"ph")
    rect = desk.body.block_rect(desk.body.document().findBlockByNumber(2))
    assert drop(desk.body.viewport(), mime, QPoint(round(rect.center().x()), round(rect.bottom()) - 1))
    assert [block.id for block in blocks(desk)] == ["p", "q", "ph"]
    assert blocks(desk)[2] == PHOTO
    desk.blocks.move_up()
    assert [block.id for block in blocks(desk)] == ["p", "ph", "q"]
    assert desk.article.history.stack.undo_text == "move-block"


def test_a_click_on_a_picture_chooses_the_photo_and_the_bar_changes_its_width(desk, qtbot):
    desk.open(new_article(blocks=(HELLO, PHOTO)))
    desk.page.show()
    desk.page.activateWindow()
    desk.body.setFocus()
    qtbot.waitUntil(desk.body.hasFocus)
    rect = desk.body.block_rect(desk.body.document().findBlockByNumber(1))
    QTest.mouseClick(desk.body.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert "Khai hội." in desk.body.textCursor().selectedText()
    bar = desk.page.bar.bar
    assert bar.isVisible()
    desk.page.headline.setFocus()
    assert not bar.isVisible()
    desk.body.setFocus()
    assert bar.isVisible()
    bar.sizeChosen.emit("half")
    assert blocks(desk)[1].size == "half"
    press(desk, Qt.Key.Key_Delete)
    assert blocks(desk) == (HELLO,)
    desk.text.undo()
    desk.text.undo()
    assert blocks(desk) == (HELLO, PHOTO)


RED = "#ff0000"


@pytest.fixture
def painted(qtbot, theme, tmp_path):
    """A desk whose pictures are there, all red."""
    picture = QImage(80, 50, QImage.Format.Format_RGB32)
    picture.fill(QColor(RED))
    made = Desk(theme.tokens, tmp_path, image=lambda _sha, _width, _edit: picture)
    qtbot.addWidget(made.page)
    made.page.resize(900, 900)
    made.page.show()
    return made


def _colour(desk, number, beside=0.0):
    """Return the colour of the picture of a block at its middle, or ``beside`` the left edge of the text."""
    body = desk.body
    line = body.document().findBlockByNumber(number).layout()
    rect = line.lineAt(0).naturalTextRect().translated(line.position())
    x = text_left(body.document()) - beside if beside else rect.center().x()
    return body.viewport().grab().toImage().pixelColor(round(x), round(rect.center().y())).name()


def test_a_wide_photo_reaches_over_the_edges_of_the_text(painted):
    full, wide = structs.replace(PHOTO, id="full"), structs.replace(OTHER, size="wide")
    boxed = Box("b", title="Khung", blocks=(structs.replace(PHOTO, id="boxed", size="wide"),))
    painted.open(new_article(blocks=(full, wide, boxed)))
    assert [_colour(painted, number) for number in (0, 1, 3)] == [RED] * 3
    assert _colour(painted, 1, REACH - 2) == RED
    paper = painted.body.colours.paper.name()
    assert [_colour(painted, 0, 2), _colour(painted, 1, REACH + 2), _colour(painted, 3, 2)] == [paper] * 3
    # Its frame goes round all of it, and it is taken hold of where it is seen.
    block = painted.body.document().findBlockByNumber(1)
    rect = painted.body.object_rect(block)
    assert rect.left() == text_left(painted.body.document()) - REACH
    at = QPoint(round(rect.left()) + 3, round(rect.top()) + 20)
    QTest.mouseClick(painted.body.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert painted.body.textCursor().selectedText().endswith("Rước kiệu.")


def test_a_chosen_photo_keeps_its_colours(painted, qtbot):
    painted.open(new_article(blocks=(HELLO, PHOTO, HELLO)))
    painted.page.activateWindow()
    painted.body.setFocus()
    qtbot.waitUntil(painted.body.hasFocus)
    choose(painted.body, painted.body.document().findBlockByNumber(1))
    assert painted.body.textCursor().hasSelection()
    assert _colour(painted, 1) == RED


def test_an_empty_body_says_what_may_be_done_where_the_text_will_stand(painted):
    painted.open(new_article())
    body = painted.body

    def ink_from():
        image, paper = body.viewport().grab().toImage(), body.colours.paper
        return [x for x in range(image.width()) if image.pixelColor(x, 16) != paper]

    hint = ink_from()
    assert text_left(body.document()) <= hint[0] < text_left(body.document()) + 20
    assert hint[-1] > hint[0] + 100
    body.insertPlainText(" ")
    assert len(ink_from()) < 4


def test_photos_go_into_a_gallery_and_out_of_it(desk, qtbot):
    desk.open(new_article(blocks=(PHOTO, OTHER)))
    place_caret(desk.body, "ph2")
    desk.blocks.into_gallery()
    (gallery,) = blocks(desk)
    assert isinstance(gallery, Gallery)
    assert [photo.id for photo in gallery.photos] == ["ph", "ph2"]
    dialog = GalleryDialog(Catalogue("en"), gallery.photos, lambda _sha, _width, _edit: None, desk.page)
    qtbot.addWidget(dialog)
    desk.blocks._changed = gallery.id
    dialog.chosen.connect(desk.blocks._on_gallery)
    dialog.findChild(object, "photoDownButton").click()
    dialog.findChild(object, "photoOutButton").click()
    dialog._on_accepted()
    assert [block.id for block in blocks(desk)] == [gallery.id, "ph"]
    assert [photo.id for photo in blocks(desk)[0].photos] == ["ph2"]


def test_the_photos_of_a_gallery_are_put_in_order_by_keys(desk, qtbot):
    photos = tuple(Photo(name, None, runs_of(name)) for name in "abc")
    dialog = GalleryDialog(Catalogue("en"), photos, lambda _sha, _width, _edit: None, None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    told = []
    dialog.chosen.connect(lambda kept, out: told.append((kept, out)))
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, alt)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, alt)
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, alt)
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    ((kept, out),) = told
    assert [photo.id for photo in kept] == ["a", "c"]
    assert out == ()


def test_a_photo_dropped_on_a_gallery_goes_into_it_and_on_a_frame_fills_it(desk):
    desk.open(new_article(blocks=(Gallery("g"), Photo("frame", None, runs_of("Chú thích")))))
    desk.article.insert_photo(PHOTO, 0)
    assert [photo.id for photo in blocks(desk)[0].photos] == ["ph"]
    desk.article.insert_photo(OTHER, desk.body.document().findBlockByNumber(1).position())
    assert (blocks(desk)[1].photo, plain(blocks(desk)[1].caption)) == (OTHER.photo, "Chú thích")


def test_a_video_is_a_frame_with_its_caption(desk):
    desk.open(new_article(blocks=(HELLO,)))
    desk.blocks._on_new_address("https://example.vn/v")
    QTest.keyClicks(desk.body, "Toan canh")
    link = blocks(desk)[1]
    assert (link.url, link.caption) == ("https://example.vn/v", "Toan canh")
    desk.blocks._changed = link.id
    desk.blocks._on_address("https://example.vn/w")
    assert blocks(desk)[1] == Embed(link.id, "https://example.vn/w", "Toan canh")


def test_a_deletion_over_the_edge_of_a_box_joins_nothing(desk):
    box = Box("b", "info", "Hộp", (Paragraph("i", runs_of("Trong hộp")),))
    desk.open(new_article(blocks=(HELLO, box)))
    cursor = desk.body.textCursor()
    cursor.setPosition(2)
    end = desk.body.document().findBlockByNumber(2).position() + 6
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    desk.body.setTextCursor(cursor)
    press(desk, Qt.Key.Key_Delete)
    first, rest = blocks(desk)
    assert plain(first.runs) == "Ch"
    assert (rest.title, plain(rest.blocks[0].runs)) == ("", "hộp")


def test_what_does_not_apply_says_where_to_go(desk, qtbot):
    desk.open(new_article(blocks=(HELLO,)))
    for command, code in (
        (desk.tables.row_below, "no-table-here"),
        (desk.blocks.photo_half, "no-photo-here"),
        (desk.blocks.attribution, "no-quote-here"),
        (desk.blocks.gallery_photos, "no-gallery-here"),
        (desk.blocks.link_address, "no-link-here"),
    ):
        with qtbot.waitSignal(desk.told) as told:
            command()
        assert told.args[0].code == code
