"""A manuscript comes in: what was guessed is said, and taken back with a click; so are suggested changes."""

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain
from tests.helpers.word import LONG, p, r, word_file

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
    press(manuscript, "Sửa chỗ đoán sai…")
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


def test_suggested_changes_are_taken_in_at_once(manuscript):
    assert body(manuscript)[0] == "Chợ nổi vắng trở lại."
    piece = manuscript.bench.article.id
    press(manuscript, "Nhận hết đề nghị sửa")
    assert body(manuscript)[0] == "Chợ nổi đông trở lại."
    assert kept_of(manuscript, piece).suggestions == ()
