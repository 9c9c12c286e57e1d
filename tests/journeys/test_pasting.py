"""Pasting into the open piece, as a person does it: from the clipboard, by keys, with what the bar says."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor

from morat.newsroom.blocks import Paragraph, Photo, Subhead, texts
from morat.newsroom.inline import plain
from morat.photos.render import encoded
from tests.helpers import clips
from tests.helpers.widgets import drop, picture


@pytest.fixture
def piece(desk):
    """A desk with a new piece; the caret stands in its body."""
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    # However slow the machine is: what is said while one waits is one test's alone.
    desk.program.commands.pastes._patience.setInterval(60_000)
    desk.caret_in("bodyEdit")
    return desk


def put(**forms):
    """Put forms of one thing on the clipboard."""
    mime = QMimeData()
    if "html" in forms:
        mime.setHtml(forms["html"])
    if "text" in forms:
        mime.setText(forms["text"])
    if "files" in forms:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in forms["files"]])
    if "image" in forms:
        mime.setImageData(forms["image"])
    for name, data in forms.get("raw", {}).items():
        mime.setData(name, QByteArray(data))
    QGuiApplication.clipboard().setMimeData(mime)


def paste(desk, *, plain=False):
    desk.keys(Qt.Key.Key_V, control=True, shift=plain)
    desk.until(lambda: not desk.program.commands.pastes.paster.is_busy)


def blocks(desk):
    return desk.bench.article.article().blocks


def words(desk):
    return [text for block in blocks(desk) for field, text in texts(block) if text and field != "alt"]


def photos(desk):
    return [block for block in blocks(desk) if isinstance(block, Photo)]


def is_filled(desk):
    return bool(photos(desk)) and all(photo.photo for photo in photos(desk))


def test_a_paste_from_word_is_clean_says_what_it_left_and_is_one_step(piece):
    before = piece.bench.article.history.stack.count
    put(html=clips.WORD, text="không dùng")
    paste(piece)
    piece.until(piece.notices.isVisible)
    assert [type(block).__name__ for block in blocks(piece)] == [
        *("Subhead", "Paragraph", "ListBlock", "ListBlock", "Photo", "Table", "Paragraph")
    ]
    assert piece.notices.text == (
        "Đã dán 2 đoạn, 1 tít xen, 2 danh sách, 1 bảng. Đã bỏ: phông chữ, cỡ chữ, màu, căn lề, thụt dòng, "
        "ghi chú của Word, chữ đã xóa trong Track Changes. 1 ảnh không lấy được: khung ảnh còn chờ."
    )
    assert piece.bench.article.history.stack.count == before + 1
    assert piece.window.actions_by_name["undo"].text() == "Hoàn tác: dán"
    piece.window.actions_by_name["undo"].trigger()
    assert words(piece) == []


def test_text_only_is_one_click_away(piece):
    put(html=clips.WORD, text="Một\nHai <b>\n")
    paste(piece)
    piece.until(piece.notices.isVisible)
    assert piece.notices.buttons[0].text() == "Chỉ lấy chữ"
    piece.notices.buttons[0].click()
    piece.until(lambda: words(piece) == ["Một", "Hai <b>"])


def test_ctrl_shift_v_pastes_text_alone(piece):
    piece.type("Đầu ")
    put(html="<h1>Tít</h1><p><b>đậm</b></p>", text="Tít\nđậm\n")
    paste(piece, plain=True)
    assert [(type(block), plain(block.runs), block.runs[0].marks) for block in blocks(piece)] == [
        (Paragraph, "Đầu Tít", ()),
        (Paragraph, "đậm", ()),
    ]
    assert not piece.notices.isVisible()


def test_a_few_words_say_nothing_and_stand_where_the_caret_was(piece):
    piece.type("Mot ba.")
    for _ in range(3):
        piece.keys(Qt.Key.Key_Left)
    put(html="<p style='font-family:Arial;color:red'><b>hai</b> </p>", text="hai ")
    piece.keys(Qt.Key.Key_V, control=True)
    piece.type("va ")
    piece.until(lambda: words(piece) == ["Mot haiva ba."])
    assert not piece.notices.isVisible()


def test_a_picture_inside_the_html_comes_into_the_library_in_the_same_step(piece):
    png = encoded(picture(), "png")
    address = QByteArray(png).toBase64().data().decode()
    shown = f"<img src='data:image/png;base64,{address}' alt='Bến'>"
    page = f"<p>Trước</p>{shown}<p>Ảnh: Bến cũ (Ảnh: Hà)</p><p>Sau</p>"
    put(html=page, text="Trước")
    before = piece.bench.article.history.stack.count
    paste(piece)
    piece.until(lambda: is_filled(piece))
    (photo,) = photos(piece)
    assert (plain(photo.caption), photo.credit, photo.alt) == ("Bến cũ", "Hà", "Bến")
    piece.until(lambda: "1 ảnh" in piece.notices.text)
    assert piece.bench.article.history.stack.count == before + 1
    piece.window.actions_by_name["undo"].trigger()
    assert words(piece) == []
    piece.window.actions_by_name["redo"].trigger()
    assert photos(piece)[0].photo == photo.photo


def test_a_screenshot_becomes_a_photo(piece):
    put(image=picture())
    paste(piece)
    piece.until(lambda: is_filled(piece))


def test_a_picture_copied_in_a_browser_is_that_picture(piece):
    put(html="<img src='https://example.vn/a.jpg' alt='Chợ'>", raw={"image/png": encoded(picture(), "png")})
    paste(piece)
    piece.until(lambda: is_filled(piece))
    assert photos(piece)[0].alt == "Chợ"
    assert len(photos(piece)) == 1


def test_picture_files_become_photos(piece, tmp_path):
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(encoded(picture("#1" + name[0] * 5), "png"))
    (tmp_path / "hỏng.jpg").write_bytes(b"no picture")
    put(files=[tmp_path / "a.png", tmp_path / "b.png", tmp_path / "hỏng.jpg"])
    paste(piece)
    piece.until(piece.notices.isVisible)
    assert [bool(photo.photo) for photo in photos(piece)] == [True, True, False]
    assert "2 ảnh" in piece.notices.text
    assert "hỏng.jpg" in piece.notices.text


def test_pictures_of_the_web_are_frames_and_nothing_is_fetched(piece):
    put(html=clips.BROWSER, text="…")
    paste(piece)
    piece.until(piece.notices.isVisible)
    (photo,) = photos(piece)
    assert (photo.photo, photo.credit) == (None, "Lê Tân")
    assert "1 ảnh không lấy được" in piece.notices.text


def test_fields_take_one_line_of_clean_text(piece):
    piece.caret_in("headlineEdit")
    put(html="<h1>Bão số 12</h1><p>đổ bộ</p>", text="Bão số 12\n\n  đổ bộ\n")
    piece.keys(Qt.Key.Key_V, control=True)
    assert piece.text("headlineEdit") == "Bão số 12 đổ bộ"
    put(html=clips.TCVN3, text="Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    piece.caret_in("standfirstEdit")
    piece.keys(Qt.Key.Key_V, control=True)
    assert piece.text("standfirstEdit") == "CỘNG HOÀ xã hội chủ nghĩa Việt Nam"


def test_what_is_copied_is_clean_for_others_and_whole_for_us(piece):
    put(html="<h2>Tít xen</h2><p>Chữ <b>đậm</b>.</p><ul><li>một</li><li>hai</li></ul>", text="…")
    paste(piece)
    piece.window.actions_by_name["select_all"].trigger()
    piece.keys(Qt.Key.Key_C, control=True)
    mime = QGuiApplication.clipboard().mimeData()
    for clean in (
        "<h2>Tít xen</h2>",
        "<p>Chữ <strong>đậm</strong>.</p>",
        "<ul><li>một</li><li>hai</li></ul>",
    ):
        assert clean in mime.html()
    assert mime.text() == "Tít xen\nChữ đậm.\n• một\n• hai"
    copied = blocks(piece)
    piece.page.body.moveCursor(QTextCursor.MoveOperation.End)
    piece.keys(Qt.Key.Key_V, control=True)
    again = blocks(piece)[len(copied) - 1 :]
    assert len({block.id for block in blocks(piece)}) == len(blocks(piece))
    assert any(isinstance(block, Subhead) for block in again)


def test_a_long_paste_goes_in_part_by_part_and_is_one_step(piece):
    page = "".join(f"<p>Đoạn {n} của một bài dài.</p>" for n in range(3000))
    before = piece.bench.article.history.stack.count
    turns = []
    piece.program.commands.pastes.paster.placing.connect(turns.append)
    put(html=page, text="…")
    paste(piece)
    assert len(blocks(piece)) == 3000
    assert turns == [True, False]
    assert not piece.page.body.isReadOnly()
    bar = piece.page.verticalScrollBar()
    piece.until(lambda: bar.value() > bar.maximum() - 200)
    assert piece.bench.article.history.stack.count == before + 1
    piece.window.actions_by_name["undo"].trigger()
    assert words(piece) == []


def test_a_long_paste_can_be_cancelled_and_leaves_nothing(piece):
    piece.type("Co san")
    paster = piece.program.commands.pastes.paster
    paster.placing.connect(lambda now: paster.cancel() if now else None)
    put(html="<p>dài</p>" * 3000, text="…")
    paste(piece)
    assert words(piece) == ["Co san"]
    assert not piece.page.body.isReadOnly()


def test_an_undo_in_the_middle_of_a_long_paste_ends_it(piece):
    piece.type("Co san")
    history = piece.bench.article.history.stack
    undo = piece.window.actions_by_name["undo"]
    paster = piece.program.commands.pastes.paster
    paster.placing.connect(lambda now: undo.trigger() if now else None)
    put(html="<p>dài</p>" * 3000, text="…")
    paste(piece)
    assert words(piece) == ["Co san"]
    assert not piece.page.body.isReadOnly()
    while history.can_undo:
        history.undo()
    assert words(piece) == []
    while history.can_redo:
        history.redo()
    assert words(piece)[0] == "Co sandài"


def test_a_paste_that_takes_long_says_so_and_its_button_ends_it(piece):
    pastes = piece.program.commands.pastes
    pastes._patience.setInterval(0)
    told = []

    def watch(percent):
        if piece.notices.text.startswith("Đang dán") and percent > 50:
            told.append(piece.notices.text)
            piece.notices.buttons[0].click()

    pastes.paster.progressed.connect(watch)
    put(html="<p>dài</p>" * 6000, text="…")
    paste(piece)
    assert told
    assert words(piece) == []
    assert not piece.notices.isVisible()


def test_a_picture_dragged_out_of_a_browser_is_dropped_as_its_html_says(piece):
    mime = QMimeData()
    mime.setHtml("<img src='https://example.vn/a.jpg' alt='Chợ'>")
    mime.setUrls([QUrl("https://example.vn/a.jpg")])
    mime.setData("image/png", QByteArray(encoded(picture(), "png")))
    assert drop(piece.page.body.viewport(), mime)
    piece.until(lambda: is_filled(piece))
    assert photos(piece)[0].alt == "Chợ"


def test_a_piece_that_is_left_meanwhile_gets_all_of_it(piece):
    paster = piece.program.commands.pastes.paster
    first = piece.bench.article
    paster.placing.connect(lambda now: piece.window.actions_by_name["new"].trigger() if now else None)
    put(html="<p>dài</p>" * 3000, text="…")
    piece.keys(Qt.Key.Key_V, control=True)
    piece.until(lambda: piece.bench.article is not first)
    assert len(first.article().blocks) == 3000


def test_nothing_leaves_with_half_of_a_long_paste(piece):
    left = []

    def leave(now):
        if now:
            piece.page.commit()
            left.append(len(blocks(piece)))

    piece.program.commands.pastes.paster.placing.connect(leave)
    put(html="<p>dài</p>" * 3000, text="…")
    paste(piece)
    assert left == [3000]
    assert len(blocks(piece)) == 3000


def test_nothing_that_can_be_pasted_is_said(piece):
    put(html="<style>p{}</style>", text=" ")
    paste(piece)
    assert piece.notices.text == "Bảng nhớ tạm không có gì dán được vào đây."
