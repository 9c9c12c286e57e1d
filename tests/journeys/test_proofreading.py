"""Proofreading through the window: walk, mend, ignore, add words, fix all, and take it back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.language.proofread import proofread
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.findings import FAMILIES
from morat.newsroom.inline import runs_of
from morat.ui.dialogs.proofing import ProofingDialog

# The offscreen platform says this of every menu that opens.
menus = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
TEXTS = ("Chợ họp các các ngày, có các các hàng .", "Hàng  bán từ sáng , tan lúc  trưa.")


@pytest.fixture
def piece(open_desk, home):
    """A desk on a stored piece with slips in headline, body and credit."""
    blocks = tuple(Paragraph(f"p{n}", runs_of(text)) for n, text in enumerate(TEXTS))
    article = new_article(
        headline="Chợ phiên đông , vui", blocks=(*blocks, Photo("f", credit="Ảnh các các", alt="Chợ"))
    )
    with Library.open(home / "library") as library:
        library.articles.save(article)
    desk = open_desk(source=article.id)
    desk.until(lambda: desk.bench.article is not None)
    desk.found = lambda: [one.text for one in desk.bench.proof._findings]
    desk.until(lambda: len(desk.found()) == len(proofread(article)))
    return desk


def article(desk):
    return desk.bench.article.article()


def body(desk):
    return desk.named("bodyEdit").toPlainText()


def walk_to(desk, text):
    """Press F7 until the text of a finding is selected in its field."""
    for _ in range(20):
        desk.keys(Qt.Key.Key_F7)
        entry = desk.named("findingsList")._entry()
        if entry.finding.text == text:
            return entry.finding
    raise AssertionError(f"{text} is not among {desk.found()}")


def offered(desk):
    return desk.notices.text


def test_f7_walks_enter_mends_and_undo_brings_it_back(piece):
    findings = piece.named("findingsList")
    before = len(piece.found())
    piece.caret_in("bodyEdit", at_end=False)
    walk_to(piece, "hàng .")
    assert findings.isVisible()
    assert piece.named("bodyEdit").textCursor().selectedText() == "hàng ."
    assert piece.window.focusWidget() is findings
    piece.keys(Qt.Key.Key_Return)
    assert "có các các hàng." in body(piece)
    piece.until(lambda: len(piece.found()) == before - 1)
    piece.caret_in("bodyEdit")
    piece.keys(Qt.Key.Key_Z, control=True)
    assert "có các các hàng ." in body(piece)
    piece.until(lambda: len(piece.found()) == before)


def test_one_key_puts_all_stops_right_in_headline_and_body_as_one_step(piece):
    walk_to(piece, "sáng ,")
    piece.keys(Qt.Key.Key_Return, control=True)
    assert article(piece).headline == "Chợ phiên đông, vui"
    assert body(piece).split("\n")[:2] == [TEXTS[0].replace(" .", "."), TEXTS[1].replace(" ,", ",")]
    assert offered(piece) == "Đã sửa 3 chỗ."
    piece.caret_in("bodyEdit")
    piece.keys(Qt.Key.Key_Z, control=True)
    assert (article(piece).headline, body(piece).split("\n")[1]) == ("Chợ phiên đông , vui", TEXTS[1])
    piece.keys(Qt.Key.Key_Y, control=True)
    assert article(piece).headline == "Chợ phiên đông, vui"


def test_a_suggestion_for_a_credit_is_taken_too(piece):
    desk, before = piece, len(piece.found())
    finding = next(one for one in desk.bench.proof._findings if one.field == "credit")
    desk.bench.next_finding()
    while desk.named("findingsList")._entry().finding != finding:
        desk.keys(Qt.Key.Key_Down)
    caret = desk.named("bodyEdit").textCursor()
    assert (caret.block().blockNumber(), caret.hasSelection()) == (2, False)
    desk.keys(Qt.Key.Key_Return)
    assert article(desk).blocks[-1].credit == "Ảnh các"
    desk.until(lambda: len(desk.found()) == before - 1)


@pytest.mark.parametrize(("shift", "left"), [(False, 2), (True, 0)])
def test_a_finding_is_ignored_here_or_in_the_piece_and_seen_again(piece, home, shift, left):
    walk_to(piece, "các các")
    piece.keys(Qt.Key.Key_Delete, shift=shift)
    piece.until(lambda: piece.found().count("các các") == left)
    assert offered(piece).startswith("Đã bỏ qua “các các”")
    with Library.open(home / "library") as library:
        assert len(library.ignored.of(piece.bench.article.id)) == 1
    (undo, _) = piece.notices.buttons
    undo.click()
    piece.until(lambda: piece.found().count("các các") == 3)


def test_what_is_ignored_stays_so_when_the_piece_is_opened_again(piece):
    walk_to(piece, "các các")
    piece.keys(Qt.Key.Key_I, shift=True)
    piece.until(lambda: piece.found().count("các các") == 0)
    name = piece.bench.article.id
    assert piece.bench.leave(name)
    piece.bench.open_piece(name)
    chip = piece.named("ignoredChip")
    piece.until(lambda: chip.text() == "3")
    assert "các các" not in piece.found()


def test_a_finding_ignored_in_the_newsroom_goes_into_a_file_that_can_be_shared(piece, home):
    walk_to(piece, "các các")
    piece.keys(Qt.Key.Key_Delete, control=True)
    piece.until(lambda: piece.found().count("các các") == 0)
    file = home / "library" / "house" / "ignored.txt"
    assert file.read_text("utf-8") == "repeat/word: các các\n"
    (undo, _) = piece.notices.buttons
    undo.click()
    piece.until(lambda: piece.found().count("các các") == 3)
    assert file.read_text("utf-8") == ""


def menu_at(desk, text):
    """Click the right button on a text of the body; return the entries of the menu."""
    edit = desk.named("bodyEdit")
    cursor = QTextCursor(edit.document().find(text))
    cursor.setPosition(cursor.selectionStart() + 2)
    at = edit.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, edit.viewport().mapToGlobal(at))
    QApplication.sendEvent(edit.viewport(), event)
    menu = QApplication.activePopupWidget()
    return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}, menu


@menus
def test_the_menu_of_a_marked_word_mends_ignores_and_edits(piece):
    entries, menu = menu_at(piece, "các các")
    assert {"các", "Bỏ qua chỗ này", "Thêm vào từ điển tòa soạn", "Dán"} <= entries.keys()
    entries["các"].trigger()
    menu.close()
    assert body(piece).startswith("Chợ họp các ngày")
    entries, menu = menu_at(piece, "ngày")
    assert "Bỏ qua chỗ này" not in entries
    assert "Dán" in entries
    menu.close()


@menus
def test_the_menu_adds_a_word_to_the_dictionary_and_takes_it_back(piece, home):
    entries, menu = menu_at(piece, "các các")
    entries["Thêm vào từ điển tòa soạn"].trigger()
    menu.close()
    file = home / "library" / "house" / "dictionary.txt"
    piece.until(lambda: "Đã thêm “các các” vào từ điển." in offered(piece))
    assert file.read_text("utf-8") == "các các\n"
    (undo, _) = piece.notices.buttons
    undo.click()
    piece.until(lambda: file.read_text("utf-8") == "")


def test_a_broken_house_style_is_said_and_the_text_read_all_the_same(open_desk, home):
    style = home / "library" / "house" / "styles" / "default.toml"
    style.parent.mkdir(parents=True)
    style.write_text("[levels\n", "utf-8")
    desk = open_desk()
    desk.click_card("Xem bài mẫu")
    desk.until(lambda: bool(desk.bench.proof._findings))
    assert offered(desk) == "default.toml, dòng 1: sai cú pháp TOML. Hãy sửa dòng này rồi thử lại."


def test_the_tip_of_a_marked_word_says_why(piece):
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    edit = piece.named("bodyEdit")
    cursor = QTextCursor(edit.document().find("các các"))
    cursor.setPosition(cursor.selectionStart() + 1)
    at = edit.cursorRect(cursor).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, edit.viewport().mapToGlobal(at))
    QApplication.sendEvent(edit.viewport(), event)
    assert "Lặp từ: “các các”" in QToolTip.text() or "Lặp từ" in QToolTip.text()
    QToolTip.hideText()
    away = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(2, 2), edit.viewport().mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(edit.viewport(), away)


def test_escape_goes_back_to_the_text_and_a_key_opens_the_menu_there(piece):
    finding = walk_to(piece, "sáng ,")
    piece.keys(Qt.Key.Key_Escape)
    edit = piece.named("bodyEdit")
    assert piece.window.focusWidget() is edit
    assert edit.textCursor().selectedText() == finding.text
    opened = []
    piece.page.marked.menuWanted.connect(lambda found, place: opened.append(found))
    piece.bench.proof._page.marked.menuWanted.disconnect(piece.bench.proof._on_menu_wanted)
    piece.keys(Qt.Key.Key_Period, control=True)
    assert opened == [finding]
    piece.caret_in("bodyEdit")
    piece.keys(Qt.Key.Key_Period, control=True)
    assert piece.window.focusWidget() is piece.named("findingsList")


def test_what_is_looked_for_is_chosen_in_a_dialog_and_written_into_the_house_style(piece, home):
    piece.program.commands.run("proofing")
    piece.until(lambda: piece.window.findChild(ProofingDialog) is not None)
    dialog = piece.window.findChild(ProofingDialog)
    assert [dialog.styles.itemText(n) for n in range(dialog.styles.count())] == [
        "Mặc định",
        "Nghị định 30/2020",
    ]
    dialog.families.setCurrentRow(FAMILIES.index("repeat"))
    dialog.families.setFocus()
    QTest.keyClick(dialog.families, Qt.Key.Key_Space)
    piece.until(lambda: "các các" not in piece.found())
    written = (home / "library" / "house" / "styles" / "default.toml").read_text("utf-8")
    assert written == 'based-on = "default"\n\n[levels]\nrepeat = "off"\n'
    QTest.keyClick(dialog.styles, Qt.Key.Key_End)
    piece.until(lambda: dialog.families.level("capital") == "error")
    # It is based on the newsroom's own default style, and has its levels.
    assert dialog.families.level("repeat") == "off"
    dialog.reject()
    assert piece.program._preferences.get("style") == "nghi-dinh-30"
