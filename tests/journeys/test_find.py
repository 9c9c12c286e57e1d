"""Words are found over all of a piece and replaced in one step, by keys and by the bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Box, Embed, Gallery, ListBlock, Paragraph, Photo, Quote, Table
from morat.newsroom.inline import Run, plain, runs_of

BODY = (
    Paragraph("p1", runs_of("Uông Bí hôm nay. Người UÔNG BÍ vui.")),
    ListBlock("l1", items=(runs_of("Chợ Uông Bí"), runs_of("Ga Uống Bí"))),
    Photo("f1", caption=runs_of("Một góc Uông Bí"), credit="Mai Hương"),
    Quote("q1", runs_of("Tôi ở uông bí."), "Bà Lan, Uông Bí"),
    Paragraph("p2", (Run("Cuối bài: "), Run("Uông", ("bold",)), Run(" Bí."))),
)


@pytest.fixture
def piece(desk):
    """A desk with a piece that says a name in every kind of text."""
    article = new_article(
        kicker="Uông Bí", headline="Tin từ Uông Bí", standfirst="Sapo của Uông  Bí và Uông Bí", blocks=BODY
    )
    desk.bench.open_article(article)
    desk.until(desk.window.actions_by_name["find"].isEnabled)
    return desk


@pytest.fixture
def find(piece, qtbot):
    """A function that presses Ctrl+F and types something."""

    def start(text, *, key=Qt.Key.Key_F):
        piece.keys(key, control=True)
        piece.type(text)
        piece.until(lambda: piece.text("findField") == text)
        settle(piece)

    return start


def settle(desk):
    """Wait until the search has been answered."""
    desk.until(lambda: not desk.bench.find._is_searching)


def selected(desk):
    return desk.page.view.in_use.textCursor().selectedText()


def texts(desk):
    article = desk.bench.article.article()
    blocks = {block.id: block for block in article.blocks}
    return [
        article.kicker, article.headline, article.standfirst, plain(blocks["p1"].runs),
        *map(plain, blocks["l1"].items), plain(blocks["f1"].caption),
        plain(blocks["q1"].runs), blocks["q1"].attribution, plain(blocks["p2"].runs),
    ]  # fmt: skip


def test_a_word_is_found_without_its_marks_in_every_text(find, piece):
    find("uong bi")
    assert piece.text("findCount") == "4 / 11 · Nội dung"
    # From the caret on, which stood at the start of the body.
    assert piece.page.view.in_use is piece.named("bodyEdit")
    there = []
    for _ in range(11):
        field = piece.page.view.in_use
        there.append((field.objectName(), selected(piece), piece.text("findCount").split(" / ")[0]))
        piece.keys(Qt.Key.Key_Return)
    assert [number for _, _, number in there] == [*map(str, range(4, 12)), "1", "2", "3"]
    assert [name for name, _, _ in there][-3:] == ["kickerEdit", "headlineEdit", "standfirstEdit"]
    assert {word for _, word, _ in there} == {"Uông Bí", "UÔNG BÍ", "Uống Bí", "uông bí"}
    assert piece.window.focusWidget() is piece.named("findField")


def test_what_is_typed_with_marks_is_found_with_them(find, piece):
    find("Uống")
    assert piece.text("findCount").startswith("1 / 1")
    assert selected(piece) == "Uống"


def test_backwards_round_the_ends_and_back_to_the_text(find, piece):
    find("uong bi")
    piece.keys(Qt.Key.Key_F3, shift=True)
    assert piece.text("findCount").startswith("3 / 11")
    piece.keys(Qt.Key.Key_Return, shift=True)
    piece.keys(Qt.Key.Key_Return, shift=True)
    piece.keys(Qt.Key.Key_Return, shift=True)
    assert piece.text("findCount").startswith("11 / 11")
    assert selected(piece) == "Uông Bí"
    piece.keys(Qt.Key.Key_Escape)
    assert not piece.named("findBar").isVisible()
    assert piece.window.focusWidget() is piece.named("bodyEdit")
    assert selected(piece) == "Uông Bí"
    # What is typed now takes the place of what was found.
    piece.type("Vàng Danh")
    assert texts(piece)[-1] == "Cuối bài: Vàng Danh."


def test_f3_goes_on_in_the_text_without_the_bar_having_the_keys(find, piece):
    find("bà lan")
    piece.keys(Qt.Key.Key_Escape)
    body = piece.caret_in("bodyEdit", at_end=False)
    piece.keys(Qt.Key.Key_F3)
    settle(piece)
    assert piece.named("findBar").isVisible()
    assert piece.window.focusWidget() is body
    assert selected(piece) == "Bà Lan"


def test_selected_words_are_looked_for(piece):
    headline = piece.caret_in("headlineEdit")
    cursor = headline.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.WordLeft, QTextCursor.MoveMode.KeepAnchor, 2)
    headline.setTextCursor(cursor)
    piece.keys(Qt.Key.Key_F, control=True)
    settle(piece)
    assert piece.text("findField") == "Uông Bí"
    assert piece.text("findCount") == "2 / 10 · Tít bài"


def test_hits_are_marked_in_what_can_be_seen(find, piece):
    find("uong bi")
    layout = piece.page.body.document().firstBlock().layout()
    hit = piece.page._overlay.inks.marks["hit"]
    marked = [(one.start, one.length) for one in layout.formats() if one.format == hit]
    assert marked == [(0, 7), (23, 7)]
    assert any(one.format == hit for one in piece.page.headline.document().firstBlock().layout().formats())
    piece.keys(Qt.Key.Key_Escape)
    assert not any(one.format == hit for one in layout.formats())


def test_switches_narrow_it_down(find, piece):
    find("uong bi")
    piece.click("findCase")
    settle(piece)
    assert piece.text("findCount").startswith("1 / 1 ")
    piece.click("findMarks")
    settle(piece)
    assert piece.text("findCount") == "Không thấy"
    piece.click("findMarks")
    piece.click("findCase")
    piece.named("findField").setText("ng b")
    settle(piece)
    assert "/ 11" in piece.text("findCount")
    piece.click("findWhole")
    settle(piece)
    assert piece.text("findCount") == "Không thấy"


def test_all_is_replaced_as_one_step(find, piece):
    before = texts(piece)
    steps = piece.bench.article.history.stack.count
    find("uông bí", key=Qt.Key.Key_H)
    piece.keys(Qt.Key.Key_Tab)
    assert piece.window.focusWidget() is piece.named("replaceField")
    piece.type("Vàng Danh")
    piece.click("replaceAll")
    piece.until(lambda: piece.notices.text == "Đã thay 10 chỗ.")
    assert texts(piece) == [
        text.replace("UÔNG BÍ", "Uông Bí").replace("uông bí", "Uông Bí").replace("Uông Bí", "Vàng Danh")
        for text in before
    ]
    assert piece.bench.article.history.stack.count == steps + 1
    assert piece.window.actions_by_name["undo"].text() == "Hoàn tác: thay tất cả"
    settle(piece)
    assert piece.text("findCount") == "Không thấy"
    piece.window.actions_by_name["undo"].trigger()
    assert texts(piece) == before
    piece.window.actions_by_name["redo"].trigger()
    assert "Vàng Danh" in texts(piece)[0]


def test_places_that_read_so_already_are_not_counted(find, piece):
    find("uông bí", key=Qt.Key.Key_H)
    piece.named("replaceField").setFocus()
    piece.type("Uông Bí")
    others = sum(text.count("UÔNG BÍ") + text.count("uông bí") for text in texts(piece))
    piece.click("replaceAll")
    piece.until(lambda: piece.notices.text == f"Đã thay {others} chỗ.")
    settle(piece)
    piece.click("replaceAll")
    piece.until(lambda: piece.notices.text == "Mọi chỗ đã đúng như vậy.")


def test_bold_stays_where_it_was(find, piece):
    find("uông bí", key=Qt.Key.Key_H)
    piece.named("replaceField").setFocus()
    piece.type("Uông Thượng")
    piece.keys(Qt.Key.Key_Return, control=True)
    piece.until(lambda: "Thượng" in texts(piece)[-1])
    last = piece.bench.article.article().blocks[-1]
    assert last.runs == (Run("Cuối bài: "), Run("Uông", ("bold",)), Run(" Thượng."))


def test_one_after_the_other_is_replaced_and_its_capitals_kept(find, piece):
    find("uong bi", key=Qt.Key.Key_H)
    piece.click("replaceCase")
    piece.named("replaceField").setFocus()
    piece.type("vàng danh")
    piece.keys(Qt.Key.Key_Return)
    piece.keys(Qt.Key.Key_Return)
    piece.until(lambda: texts(piece)[3] == "Vàng Danh hôm nay. Người VÀNG DANH vui.")
    settle(piece)
    assert piece.text("findCount").startswith("4 / 9")
    assert selected(piece) == "Uông Bí"
    assert piece.window.actions_by_name["undo"].text() == "Hoàn tác: thay thế"
    # The last of all, and round to the first.
    for _ in range(9):
        piece.keys(Qt.Key.Key_Return)
    piece.until(lambda: "Không thấy" in piece.text("findCount"))
    assert not any("ông Bí" in text for text in texts(piece))


def test_typing_before_and_after_stays_a_step_of_its_own(find, piece):
    piece.caret_in("bodyEdit")
    piece.type(" ab")
    find("ab", key=Qt.Key.Key_H)
    piece.named("replaceField").setFocus()
    piece.type("cd")
    piece.click("replaceAll")
    piece.until(lambda: texts(piece)[-1].endswith(" cd"))
    piece.keys(Qt.Key.Key_Escape)
    piece.caret_in("bodyEdit")
    piece.type("ef")
    undo = piece.window.actions_by_name["undo"]
    ends = []
    for _ in range(3):
        undo.trigger()
        ends.append(texts(piece)[-1].removeprefix("Cuối bài: Uông Bí."))
    assert ends == [" cd", " ab", ""]


def test_a_pattern_is_found_and_its_groups_replaced(find, piece):
    find(r"\b(u\w+) (b\w+)", key=Qt.Key.Key_H)
    piece.click("findPattern")
    settle(piece)
    assert "/ 11" in piece.text("findCount")
    piece.named("replaceField").setFocus()
    piece.type(r"\2 \1")
    piece.click("replaceAll")
    piece.until(lambda: texts(piece)[1] == "Tin từ Bí Uông")


def test_a_bad_pattern_is_a_sentence_in_the_bar(find, piece):
    find("(", key=Qt.Key.Key_H)
    piece.click("findPattern")
    settle(piece)
    assert piece.named("findTrouble").isVisible()
    assert piece.text("findTrouble") == "Biểu thức sai ở ký tự thứ 1."
    assert not piece.named("replaceAll").isEnabled()
    piece.named("findField").setText("(u)")
    settle(piece)
    assert not piece.named("findTrouble").isVisible()
    assert "/" in piece.text("findCount")
    piece.named("replaceField").setText(r"\2")
    piece.click("replaceAll")
    piece.until(lambda: "nhóm" in piece.text("findTrouble"))
    assert texts(piece)[1] == "Tin từ Uông Bí"


def test_a_pattern_that_runs_away_leaves_the_window_alone(find, piece, monkeypatch):
    monkeypatch.setattr("morat.newsroom.find.SECONDS", 0.2)
    piece.caret_in("bodyEdit")
    QTextCursor(piece.page.body.document()).insertText("ab" * 3000 + "cd")
    piece.keys(Qt.Key.Key_F, control=True)
    piece.click("findPattern")
    piece.named("findField").setText("((a|b|ab)*)*c$")
    assert piece.bench.find._is_searching
    piece.until(lambda: piece.text("findTrouble").startswith("Biểu thức này tìm quá lâu"))


def test_the_count_follows_what_is_typed(find, piece):
    find("uong bi")
    body = piece.caret_in("bodyEdit")
    piece.type(" Uong Bi")
    piece.until(lambda: piece.text("findCount").endswith("12"))
    assert piece.window.focusWidget() is body
    assert selected(piece) == ""


def test_another_piece_is_searched_when_it_is_opened(find, piece):
    find("uong bi")
    piece.bench.open_article(
        new_article(headline="Không có gì", blocks=(Paragraph("a", runs_of("Uông Bí")),))
    )
    piece.until(lambda: piece.text("findCount") == "1")
    assert piece.named("findBar").isVisible()


def test_boxes_tables_galleries_and_videos_are_searched_and_replaced_too(desk):
    rows = ((runs_of("Nơi"), runs_of("Uông Bí")), (runs_of("Ga Uông Bí"), runs_of("xa Uông Bí")))
    inside = (Paragraph("c1", runs_of("Trong khung: Uông Bí.")), Paragraph("c2", runs_of("Hết.")))
    blocks = (
        Box("b1", title="Về Uông Bí", blocks=inside),
        Table("t1", rows=rows),
        Gallery("g1", photos=(Photo("g2"),), caption=runs_of("Chùm ảnh Uông Bí")),
        Embed("e1", url="https://example.vn/v", caption="Video Uông Bí"),
        Paragraph("p1", runs_of("Uông Bí.")),
    )
    desk.bench.open_article(new_article(headline="Tin", blocks=blocks))
    desk.until(desk.page.body.isVisible)
    before = desk.bench.article.article()
    desk.keys(Qt.Key.Key_H, control=True)
    desk.type("uong bi")
    settle(desk)
    seen = []
    for number in range(8):
        assert desk.text("findCount").startswith(f"{number + 1} / 8 ")
        seen.append((selected(desk), desk.page.body.textCursor().block().text()))
        desk.keys(Qt.Key.Key_Return)
    assert {word for word, _ in seen} == {"Uông Bí"}
    assert len({text for _, text in seen}) == 8
    desk.named("replaceField").setText("Vàng Danh")
    desk.click("replaceAll")
    desk.until(lambda: desk.notices.text == "Đã thay 8 chỗ.")
    after = desk.bench.article.article()
    assert after.blocks[0].title == "Về Vàng Danh"
    assert plain(after.blocks[1].rows[1][0]) == "Ga Vàng Danh"
    assert plain(after.blocks[2].caption) == "Chùm ảnh Vàng Danh"
    assert after.blocks[3].caption == "Video Vàng Danh"
    desk.window.actions_by_name["undo"].trigger()
    assert desk.bench.article.article() == before


def test_credits_alt_texts_and_captions_in_galleries_are_searched_and_replaced_too(desk):
    caption = (Run("Chợ "), Run("Uông Bí", ("bold",)))
    blocks = (
        Photo("f1", caption=runs_of("Một góc Uông Bí"), credit="Báo Uông Bí", alt="Một ngôi chợ ở Uông Bí"),
        Gallery("g1", photos=(Photo("g2", caption=caption, credit="An, Uông Bí"), Photo("g3"))),
        Paragraph("p1", runs_of("Hết.")),
    )
    desk.bench.open_article(new_article(headline="Tin", blocks=blocks))
    desk.until(desk.page.body.isVisible)
    before = desk.bench.article.article()
    shown = []
    desk.bench.find.photoShown.connect(shown.append)
    desk.keys(Qt.Key.Key_H, control=True)
    desk.type("uong bi")
    settle(desk)
    told = []
    for number in range(5):
        assert desk.text("findCount").startswith(f"{number + 1} / 5 ")
        told.append(desk.text("findCount").split(" · ")[1])
        desk.keys(Qt.Key.Key_Return)
    assert told == [
        "Chú thích ảnh",
        "Nguồn ảnh: Báo Uông Bí",
        "Mô tả thay thế: Một ngôi chợ ở Uông Bí",
        "Chú thích ảnh: Chợ Uông Bí",
        "Nguồn ảnh: An, Uông Bí",
    ]
    assert shown[:4] == ["f1", "f1", "g2", "g2"]
    # One by one: the caption on the page, then the credit, then the alt text.
    desk.named("replaceField").setText("Vàng Danh")
    for _ in range(3):
        desk.click("replaceOne")
        settle(desk)
    photo = desk.bench.article.article().blocks[0]
    assert (plain(photo.caption), photo.credit) == ("Một góc Vàng Danh", "Báo Vàng Danh")
    assert photo.alt == "Một ngôi chợ ở Vàng Danh"
    desk.click("replaceAll")
    desk.until(lambda: desk.notices.text == "Đã thay 2 chỗ.")
    gallery = desk.bench.article.article().blocks[1]
    assert gallery.photos[0].caption == (Run("Chợ "), Run("Vàng Danh", ("bold",)))
    assert gallery.photos[0].credit == "An, Vàng Danh"
    for _ in range(4):
        desk.window.actions_by_name["undo"].trigger()
    assert desk.bench.article.article() == before
