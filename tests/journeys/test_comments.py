"""Comments and suggestions in the window: said, answered, settled, taken in; always with their words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Gallery, Paragraph, Photo
from morat.newsroom.inline import plain, runs_of
from morat.newsroom.review import Comment, Review, Suggestion
from morat.ui.dialogs.settings import SettingsDialog

LINE = "Chợ họp từ sáng sớm, đông người."
ARTICLE = new_article(
    headline="Chợ phiên",
    blocks=(
        Paragraph("a", runs_of(LINE)),
        Photo("p", None, runs_of("Một góc chợ")),
        Gallery("g", photos=(Photo("g1"), Photo("g2")), caption=runs_of("Chùm ảnh")),
    ),
)
NEAR = Comment(
    id="00000a01",
    block="a",
    field="body",
    start=11,
    end=19,
    quoted="sáng sớm",
    author="Biên",
    text="Mấy giờ?",
)
CUT = Suggestion(id="00000a02", kind="delete", block="a", start=19, end=31, quoted=LINE[19:31], author="Biên")
MORE = Suggestion(id="00000a03", kind="insert", block="a", start=3, end=3, runs=runs_of(" nổi"), author="Lan")


@pytest.fixture
def said():
    return Review((NEAR,), (MORE, CUT))


@pytest.fixture
def home(tmp_path, said):
    with Library.open(tmp_path / "home" / "library") as library:
        library.articles.save(ARTICLE)
        library.reviews.put(ARTICLE.id, said)
    return tmp_path / "home"


@pytest.fixture
def desk(home, open_desk):
    desk = open_desk(source=ARTICLE.id)
    desk.until(lambda: desk.bench.article is not None)
    return desk


def do(desk, name):
    desk.window.actions_by_name[name].trigger()


def panel(desk):
    return desk.bench.review.panel


def shown(desk):
    remarks = panel(desk).list.remarks
    return [
        (remarks.remark(row).said.author, remarks.told(remarks.remark(row)))
        for row in range(remarks.rowCount())
    ]


def tab(desk):
    return desk.bench.side.tabs.tabText(2)


def select(desk, words):
    body = desk.page.body
    body.setFocus()
    cursor = body.document().find(words)
    assert cursor.hasSelection()
    body.setTextCursor(cursor)
    return cursor


def say(desk, text):
    do(desk, "comment")
    edit = desk.named("commentEdit")
    assert edit.hasFocus()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def press(desk, name):
    (button,) = panel(desk).list.card.findChildren(QPushButton, name)
    button.click()


def words_of(desk, name):
    article, review = desk.bench.article.article(), desk.bench.article.review.now()
    one = next(one for one in (*review.comments, *review.suggestions) if one.id == name)
    block = next(block for block in article.blocks if block.id == one.block)
    return plain(block.runs)[one.start : one.end]


def kept(home):
    with Library.open(home / "library") as library:
        return library.reviews.of(ARTICLE.id)


def text(desk):
    return plain(desk.bench.article.article().blocks[0].runs)


def marked(desk):
    """The words of the first paragraph that stand on a ground or are struck through."""
    block = desk.page.body.document().firstBlock()
    return {block.text()[one.start : one.start + one.length] for one in block.layout().formats()}


def test_what_is_said_stands_beside_the_text_and_is_marked_in_it(desk):
    assert tab(desk) == "Nhận xét  3"
    assert shown(desk) == [("Lan", "Thêm “nổi”"), ("Biên", "Mấy giờ?"), ("Biên", "Bỏ “, đông người”")]
    desk.until(lambda: {"sáng sớm", ", đông người"} <= marked(desk))
    do(desk, "show_comments")
    do(desk, "show_comments")
    assert desk.page.body.textCursor().selectedText() == "sáng sớm"
    QTest.keyClick(panel(desk).list, Qt.Key.Key_Escape)
    assert desk.page.body.hasFocus()


def test_a_comment_is_said_of_selected_words_goes_along_and_is_taken_back(desk, home):
    select(desk, "đông")
    say(desk, "May nguoi?")
    assert ("", "May nguoi?") in [("", told) for _, told in shown(desk)]
    assert tab(desk) == "Nhận xét  4"
    new = desk.bench.article.review.now().comments[-1]
    assert new.quoted == "đông"
    desk.caret_in("bodyEdit", at_end=False)
    desk.type("Hom nay, ")
    assert words_of(desk, new.id) == "đông"
    desk.until(lambda: "đông" in marked(desk))
    desk.until(desk.is_saved)
    assert [one.text for one in kept(home).comments] == ["Mấy giờ?", "May nguoi?"]
    undo = desk.window.actions_by_name["undo"]
    undo.trigger()
    assert undo.text() == "Hoàn tác: nhận xét"
    undo.trigger()
    assert text(desk) == LINE
    assert tab(desk) == "Nhận xét  3"
    desk.until(desk.is_saved)
    assert [one.text for one in kept(home).comments] == ["Mấy giờ?"]


def test_whoever_gives_a_name_in_the_settings_signs_with_it_at_once(desk, home):
    desk.program.commands.settings()
    (dialog,) = desk.window.findChildren(SettingsDialog)
    dialog.changed.emit("author", "Lê Thu An")
    dialog.close()
    select(desk, "đông")
    say(desk, "May nguoi?")
    desk.caret_in("bodyEdit")
    desk.type(" Het.")
    assert ("Lê Thu An", "May nguoi?") in shown(desk)
    desk.until(desk.is_saved)
    with Library.open(home / "library") as library:
        assert library.revisions.of(ARTICLE.id)[0].author == "Lê Thu An"


def test_a_comment_stands_at_its_words_though_the_text_was_edited_while_it_was_written(desk):
    cursor = select(desk, "đông")
    do(desk, "comment")
    edit = desk.named("commentEdit")
    QTest.keyClicks(edit, "May nguoi?")
    cursor.setPosition(0)
    cursor.insertText("Phiên nay, ")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert words_of(desk, desk.bench.article.review.now().comments[-1].id) == "đông"


def test_whoever_writes_an_answer_writes_on_when_the_text_before_it_changes(desk):
    comments = panel(desk).list
    panel(desk).show_remark(NEAR.id)
    comments.setFocus()
    QTest.keyClick(comments, Qt.Key.Key_Return)
    QTest.keyClicks(comments.card.reply, "Bongio")
    comments.card.reply.setCursorPosition(3)
    QTextCursor(desk.page.body.document()).insertText("Phiên ")
    desk.until(lambda: comments.remarks.remark(1).start == 17)
    assert comments.card.reply.hasFocus()
    QTest.keyClick(comments.card.reply, Qt.Key.Key_Space)
    assert comments.card.reply.text() == "Bon gio"


def test_words_that_go_leave_their_comment_and_undo_brings_both_back(desk):
    before = desk.bench.article.review.now()
    select(desk, "sáng sớm").removeSelectedText()
    desk.until(lambda: desk.bench.article.review.now().comments[0].end == 11)
    assert ("Biên", "Mấy giờ?") in shown(desk)
    do(desk, "undo")
    desk.until(lambda: desk.bench.article.review.now() == before)


def test_it_is_answered_resolved_opened_again_and_deleted_by_keys(desk, home):
    comments = panel(desk).list
    do(desk, "show_comments")
    panel(desk).show_remark(NEAR.id)
    QTest.keyClick(comments, Qt.Key.Key_Return)
    answer = desk.named("replyEdit")
    assert answer.hasFocus()
    QTest.keyClicks(answer, "Bon gio")
    # Whatever happens meanwhile, what was begun is there still.
    select(desk, "Chợ").insertText("Phiên chợ")
    desk.until(lambda: desk.bench.article.review.now().comments[0].start == 17)
    desk.until(lambda: panel(desk).list.remarks.remark(1).start == 17)
    answer = comments.card.reply
    assert answer.text() == "Bon gio"
    QTest.keyClick(answer, Qt.Key.Key_Return)
    assert [one.text for one in desk.bench.article.review.now().comments[0].replies] == ["Bon gio"]
    assert comments.card.reply.text() == ""
    QTest.keyClick(desk.named("signatureEdit"), Qt.Key.Key_Escape)
    assert comments.hasFocus()
    QTest.keyClick(comments, Qt.Key.Key_Space)
    assert tab(desk) == "Nhận xét  2"
    panel(desk).kinds.chips["resolved"].setChecked(True)
    panel(desk).show_remark(NEAR.id)
    QTest.keyClick(comments, Qt.Key.Key_Space)
    assert tab(desk) == "Nhận xét  3"
    QTest.keyClick(comments, Qt.Key.Key_Delete)
    assert desk.bench.article.review.now().comments == ()
    do(desk, "undo")
    assert [one.text for one in desk.bench.article.review.now().comments[0].replies] == ["Bon gio"]
    desk.until(desk.is_saved)
    assert [one.text for one in kept(home).comments[0].replies] == ["Bon gio"]


def test_suggestions_are_taken_in_one_by_one_by_author_and_all(desk, home):
    panel(desk).show_remark(MORE.id)
    press(desk, "accept")
    assert text(desk) == "Chợ nổi họp từ sáng sớm, đông người."
    assert words_of(desk, NEAR.id) == "sáng sớm"
    do(desk, "undo")
    assert text(desk) == LINE
    panel(desk).menu.aboutToShow.emit()
    entries = {entry.text(): entry for entry in panel(desk).menu.actions()}
    assert "Chấp nhận hết đề nghị sửa" in entries
    entries["Chấp nhận hết của Biên"].trigger()
    assert text(desk) == "Chợ họp từ sáng sớm."
    assert [one.id for one in desk.bench.article.review.now().suggestions] == [MORE.id]
    panel(desk).list.setFocus()
    panel(desk).show_remark(MORE.id)
    QTest.keyClick(panel(desk).list, Qt.Key.Key_Delete)
    assert shown(desk) == [("Biên", "Mấy giờ?")]
    desk.until(desk.is_saved)
    assert kept(home).suggestions == ()
    assert {one.id for one in kept(home).settled} == {CUT.id, MORE.id}


def test_one_whose_text_is_another_by_now_can_only_be_rejected(desk):
    select(desk, "đông").insertText("vắng")
    desk.until(lambda: not panel(desk).list.remarks.remark(2).fits)
    panel(desk).show_remark(CUT.id)
    assert panel(desk).list.card.findChildren(QPushButton, "accept") == []
    press(desk, "reject")
    assert [one.id for one in desk.bench.article.review.now().suggestions] == [MORE.id]


def test_of_a_photo_it_is_said_where_its_caption_is(desk):
    body = desk.page.body
    body.setFocus()
    cursor = body.document().find("góc")
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    body.setTextCursor(cursor)
    say(desk, "Anh cu")
    new = desk.bench.article.review.now().comments[-1]
    assert (new.block, new.field) == ("p", "caption")
    panel(desk).show_remark(new.id)


@pytest.mark.parametrize("said", [Review((Comment(id="00000a09", block="g2", field="caption", text="Ai?"),))])
def test_of_a_photo_in_a_gallery_its_row_leads_to_the_gallery(desk):
    do(desk, "show_comments")
    assert "Chùm ảnh" in desk.page.body.textCursor().block().text()


@pytest.mark.parametrize("said", [Review()])
def test_with_nothing_said_a_sentence_says_how(desk):
    do(desk, "show_comments")
    empty = panel(desk)._empty
    assert empty.isVisible()
    assert tab(desk) == "Nhận xét"
    select(desk, "đông")
    (button,) = [one for one in empty.findChildren(QPushButton) if one.isVisible()]
    button.click()
    assert desk.named("commentEdit").hasFocus()
    QTest.keyClick(desk.named("commentEdit"), Qt.Key.Key_Escape)
    assert desk.page.body.hasFocus()
    assert desk.bench.article.review.now() == Review()


def test_the_first_comment_asks_for_a_name_once_and_all_are_signed_with_it(desk, home):
    select(desk, "đông")
    say(desk, "May nguoi?")
    line = desk.named("signatureEdit")
    assert line.hasFocus()
    assert ("", "May nguoi?") in shown(desk)
    QTest.keyClicks(line, "  Thu An ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not line.isVisible()
    assert desk.page.body.hasFocus()
    assert ("Thu An", "May nguoi?") in shown(desk)
    assert ("Biên", "Mấy giờ?") in shown(desk)
    select(desk, "sớm")
    say(desk, "Som the?")
    assert not line.isVisible()
    assert ("Thu An", "Som the?") in shown(desk)
    assert desk.program.commands.bench.author == "Thu An"
    desk.until(desk.is_saved)
    assert {one.author for one in kept(home).comments} == {"Biên", "Thu An"}


def test_an_answer_is_signed_with_the_name_that_is_given_then_and_the_keys_go_back(desk):
    comments = panel(desk).list
    do(desk, "show_comments")
    do(desk, "show_comments")
    QTest.keyClick(comments, Qt.Key.Key_Return)
    QTest.keyClicks(comments.card.reply, "Bon gio")
    QTest.keyClick(comments.card.reply, Qt.Key.Key_Return)
    line = desk.named("signatureEdit")
    assert line.hasFocus()
    QTest.keyClicks(line, "An")
    desk.named("signComment").click()
    (reply,) = desk.bench.article.review.now().comments[0].replies
    assert (reply.author, reply.text) == ("An", "Bon gio")
    assert comments.hasFocus()


def test_whoever_gives_no_name_is_not_asked_again_and_signs_later_in_the_settings(desk):
    select(desk, "đông")
    say(desk, "May nguoi?")
    line = desk.named("signatureEdit")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert desk.page.body.hasFocus()
    select(desk, "sớm")
    say(desk, "Som the?")
    assert not line.isVisible()
    desk.bench.sign_with("An")
    assert [author for author, told in shown(desk) if told in ("May nguoi?", "Som the?")] == ["An", "An"]


def test_a_comment_that_was_begun_waits_at_its_place_and_nowhere_else(desk):
    select(desk, "đông")
    do(desk, "comment")
    edit = desk.named("commentEdit")
    QTest.keyClicks(edit, "May ")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert desk.page.body.hasFocus()
    select(desk, "sáng sớm")
    do(desk, "comment")
    assert edit.toPlainText() == ""
    QTest.keyClicks(edit, "Som the?")
    # Begun anew elsewhere without a word: that one is put aside as well.
    select(desk, "Chợ").insertText("Phiên chợ")
    select(desk, "đông")
    do(desk, "comment")
    assert edit.toPlainText() == "May "
    QTest.keyClicks(edit, "nguoi?")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    new = desk.bench.article.review.now().comments[-1]
    assert (words_of(desk, new.id), new.text) == ("đông", "May nguoi?")
    select(desk, "đông")
    do(desk, "comment")
    assert edit.toPlainText() == ""
    select(desk, "sáng sớm")
    do(desk, "comment")
    assert edit.toPlainText() == "Som the?"


def test_a_comment_that_was_being_written_stays_with_its_piece(desk):
    select(desk, "đông")
    do(desk, "comment")
    edit = desk.named("commentEdit")
    QTest.keyClicks(edit, "May ")
    do(desk, "new")
    desk.until(lambda: desk.bench.article.id != ARTICLE.id)
    assert not edit.isVisible()
    desk.type("Tit moi")
    do(desk, "comment")
    assert edit.toPlainText() == ""
    QTest.keyClicks(edit, "Cua bai moi")
    desk.bench.open_piece(ARTICLE.id)
    desk.until(lambda: desk.bench.article.id == ARTICLE.id)
    assert edit.isVisible()
    assert edit.toPlainText() == "May "
    assert not edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    new = desk.bench.article.review.now().comments[-1]
    assert (words_of(desk, new.id), new.text) == ("đông", "May")
