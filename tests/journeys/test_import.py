"""A manuscript comes in: what was guessed is said, and taken back with a click; so are suggested changes."""

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain
from morat.operations.office import find_office
from tests.helpers.word import LONG, p, r, word_file

GUESSED, TAKE_IN = "Sửa chỗ đoán sai…", "Chấp nhận hết đề nghị sửa"
TRACKED = (
    f'<w:p>{r("Chợ nổi ")}<w:del w:author="Mai"><w:r><w:delText>vắng</w:delText></w:r></w:del>'
    f'<w:ins w:author="Mai">{r("đông")}</w:ins>{r(" trở lại.")}</w:p>'
)


@pytest.fixture
def manuscript(desk, tmp_path):
    path = tmp_path / "bài.docx"
    path.write_bytes(word_file(p("Chợ nổi sáng nay") + p(LONG * 2) + TRACKED + p(LONG * 3)))
    desk.program.commands.bring_files([str(path)])
    desk.until(lambda: desk.text("headlineEdit") == "Chợ nổi sáng nay")
    return desk


def test_what_editors_said_is_kept_with_the_first_save_of_a_file_that_was_opened(desk, tmp_path):
    path = tmp_path / "mở.docx"
    path.write_bytes(word_file(p("Chợ nổi sáng nay") + p(LONG * 2) + TRACKED + p(LONG * 3)))
    desk.bench.open_file(path)
    desk.until(lambda: desk.text("headlineEdit") == "Chợ nổi sáng nay")
    assert desk.notices.text == "Máy đoán: tít bài, sapo. Đã giữ lại 1 đề nghị sửa."
    desk.caret_in("bodyEdit")
    desk.type("Mới. ")
    piece = desk.bench.article.id
    desk.until(desk.is_saved)
    assert len(kept_of(desk, piece).suggestions) == 1


def kept_of(desk, piece):
    kept = []
    desk.bench.desk.ask(lambda library: library.reviews.of(piece), kept.append)
    desk.until(lambda: bool(kept))
    return kept[0]


def press(desk, words):
    buttons = [*desk.notices.findChildren(QPushButton), *desk.notices.findChildren(QToolButton)]
    next(button for button in buttons if button.text() == words and button.isVisible()).click()


def body(desk):
    blocks = desk.bench.article.article().blocks
    return [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]


def test_a_wrong_guess_is_taken_back_with_one_click(manuscript):
    press(manuscript, GUESSED)
    menu = manuscript.program.commands.imports.menu
    entries = {entry.text().partition(":")[0]: entry for entry in menu.actions()}
    assert list(entries) == ["Không phải tít bài", "Không phải sapo"]
    menu.hide()
    entries["Không phải tít bài"].trigger()
    assert manuscript.text("headlineEdit") == ""
    assert body(manuscript)[0] == "Chợ nổi sáng nay"
    undo = manuscript.window.actions_by_name["undo"]
    assert undo.text() == "Hoàn tác: bỏ một phỏng đoán"
    undo.trigger()
    assert manuscript.text("headlineEdit") == "Chợ nổi sáng nay"


def test_a_guess_that_was_taken_back_comes_back_with_undo(manuscript):
    assert manuscript.notices.text.startswith("Máy đoán: tít bài, sapo.")
    press(manuscript, GUESSED)
    menu = manuscript.program.commands.imports.menu
    menu.hide()
    assert manuscript.notices.isVisible(), "who chose nothing may look again"
    menu.actions()[0].trigger()
    assert manuscript.notices.text.startswith("Máy đoán: sapo.")
    manuscript.window.actions_by_name["undo"].trigger()
    assert manuscript.notices.text.startswith("Máy đoán: tít bài, sapo.")


def test_changes_that_were_taken_in_are_suggestions_again_after_undo(manuscript):
    piece = manuscript.bench.article.id
    before = kept_of(manuscript, piece)
    press(manuscript, TAKE_IN)
    assert body(manuscript)[0] == "Chợ nổi đông trở lại."
    manuscript.until(manuscript.is_saved)
    assert kept_of(manuscript, piece).suggestions == ()
    assert not any(button.text() == TAKE_IN for button in manuscript.notices.buttons)
    manuscript.window.actions_by_name["undo"].trigger()
    assert body(manuscript)[0] == "Chợ nổi vắng trở lại."
    assert any(button.text() == TAKE_IN for button in manuscript.notices.buttons)
    manuscript.until(manuscript.is_saved)
    assert kept_of(manuscript, piece) == before
    manuscript.window.actions_by_name["redo"].trigger()
    assert body(manuscript)[0] == "Chợ nổi đông trở lại."
    manuscript.until(manuscript.is_saved)
    assert kept_of(manuscript, piece).suggestions == ()
    manuscript.window.actions_by_name["undo"].trigger()
    press(manuscript, TAKE_IN)
    assert body(manuscript)[0] == "Chợ nổi đông trở lại."


def test_a_change_that_fits_no_more_stays_and_it_is_said(manuscript):
    manuscript.caret_in("bodyEdit")
    place = manuscript.bench.page.body.document().find("vắng")
    place.insertText("đìu hiu")
    press(manuscript, TAKE_IN)
    assert body(manuscript)[0] == "Chợ nổi đìu hiu trở lại."
    assert "1 đề nghị sửa không còn khớp" in manuscript.notices.text
    manuscript.until(manuscript.is_saved)
    assert len(kept_of(manuscript, manuscript.bench.article.id).suggestions) == 1


def test_the_bar_goes_with_the_piece_it_speaks_of(manuscript):
    assert manuscript.notices.isVisible()
    manuscript.window.actions_by_name["new"].trigger()
    manuscript.until(lambda: not manuscript.notices.isVisible())


def test_suggested_changes_are_taken_in_at_once(manuscript):
    assert body(manuscript)[0] == "Chợ nổi vắng trở lại."
    piece = manuscript.bench.article.id
    press(manuscript, TAKE_IN)
    assert body(manuscript)[0] == "Chợ nổi đông trở lại."
    manuscript.until(manuscript.is_saved)
    assert kept_of(manuscript, piece).suggestions == ()


OLD = rb"{\rtf1\ansi Cho noi sang nay\par " + LONG.encode("ascii", "ignore") * 2 + rb"\par}"


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_an_old_manuscript_comes_in_by_libreoffice_and_can_be_stopped(desk, tmp_path):
    path = tmp_path / "bai.rtf"
    path.write_bytes(OLD)
    desk.program.commands.bring_files([str(path)])
    assert desk.notices.text == "LibreOffice đang đọc bai.rtf…"
    press(desk, "Dừng")
    desk.until(lambda: desk.notices.text == "Đã dừng. Chưa có gì bị thay đổi.")
    assert desk.bench.article is None
    desk.program.commands.bring_files([str(path)])
    desk.until(lambda: desk.text("headlineEdit") == "Cho noi sang nay")
    desk.until(lambda: "LibreOffice" not in desk.notices.text)


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_a_slow_manuscript_does_not_take_the_page_from_somebody_who_writes_on(desk, tmp_path):
    path = tmp_path / "bai.rtf"
    path.write_bytes(OLD)
    desk.program.commands.writing.new()
    desk.program.commands.bring_files([str(path)])
    desk.caret_in("bodyEdit")
    desk.type("Dang viet do")
    desk.until(lambda: desk.notices.text == "bai.rtf đã vào danh sách bài.")
    desk.type(" thi no den")
    assert desk.text("bodyEdit") == "Dang viet do thi no den"
    press(desk, "Mở")
    desk.until(lambda: desk.text("headlineEdit") == "Cho noi sang nay")


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_what_is_brought_in_after_a_stop_is_read(desk, tmp_path):
    paths = [tmp_path / "mot.rtf", tmp_path / "hai.rtf"]
    for path in paths:
        path.write_bytes(OLD)
    desk.program.commands.bring_files([str(paths[0])])
    press(desk, "Dừng")
    desk.program.commands.bring_files([str(paths[1])])
    desk.until(lambda: desk.text("headlineEdit") == "Cho noi sang nay")


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_an_old_manuscript_that_was_opened_can_be_stopped_and_is_shown(open_desk, tmp_path):
    path = tmp_path / "bai.rtf"
    path.write_bytes(OLD)
    desk = open_desk(source=str(path))
    desk.until(lambda: desk.notices.text == "LibreOffice đang đọc bai.rtf…")
    press(desk, "Dừng")
    desk.until(lambda: desk.notices.text == "Đã dừng. Chưa có gì bị thay đổi.")
    desk.program._on_started_again(str(path))
    desk.until(lambda: desk.text("headlineEdit") == "Cho noi sang nay")
    assert desk.bench.saver.line.revision is None
