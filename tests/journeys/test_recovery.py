"""After a crash the window shows what it brought back, beside what was stored; nothing has to be answered."""

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from morat.library.journal import Journal, Owner
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of

AT = "2026-11-24T03:42:00.000+00:00"
STORED = "Câu đã lưu."
TYPED = "Câu đã lưu. Câu chưa lưu."


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "library"


def crash(folder, piece, *, stored=True, text=TYPED):
    """Leave behind what a killed window leaves."""
    revision = None
    with Library.open(folder) as library:
        if stored:
            revision = library.articles.save(piece).revision
    book = Journal(folder, Owner("máy", 1, "morat"), revision)
    now = structs.replace(piece, blocks=(Paragraph("a", runs_of(text)),))
    book.put(now, None, AT)
    book.close(remove=False)


def piece(headline):
    return new_article(headline=headline, blocks=(Paragraph("a", runs_of(STORED)),))


def press(desk, words):
    """Press the first button of the bar with these words."""
    bar = desk.program.commands.recovery.bar

    def buttons():
        return [one for one in bar.findChildren(QPushButton) if one.text() == words and one.isVisible()]

    desk.until(lambda: bool(buttons()))
    QTest.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)


def bar_text(desk):
    bar = desk.program.commands.recovery.bar
    return " ".join(label.text() for label in bar.findChildren(QLabel))


def body(desk):
    return desk.text("bodyEdit")


def versions(folder, article):
    with Library.open(folder) as library:
        return [library.revisions.get(article.id, row.sha) for row in library.revisions.of(article.id)]


def test_the_unsaved_text_is_there_at_the_next_start_and_kept_without_an_answer(open_desk, folder):
    one = piece("Cầu mới")
    crash(folder, one)
    desk = open_desk()
    desk.until(lambda: desk.bench.article is not None)
    assert body(desk) == TYPED
    assert desk.named("recoveryBar").isVisible()
    assert "Cầu mới" in bar_text(desk)
    desk.window.close()
    assert len(versions(folder, one)) == 2
    again = open_desk()
    again.until(again.opened)
    assert body(again) == TYPED
    assert not again.named("recoveryBar").isVisible()


def test_the_difference_can_be_seen_and_the_stored_text_be_had_back(open_desk, folder):
    one = piece("Cầu mới")
    crash(folder, one)
    desk = open_desk()
    desk.until(lambda: desk.bench.article is not None)
    press(desk, "Xem khác biệt")
    desk.until(lambda: desk.bench.versions.view is not None and desk.bench.versions.view.isVisible())
    assert desk.named("recoveryBar").isVisible()
    press(desk, "Trở lại bản đã lưu")
    desk.until(lambda: desk.bench.article.article().blocks == one.blocks)
    desk.until(lambda: not desk.bench.saver.is_dirty)
    assert not desk.named("recoveryBar").isVisible()
    assert len(versions(folder, one)) == 3


def test_a_piece_that_was_never_saved_comes_back(open_desk, folder):
    crash(folder, piece("Chưa lưu lần nào"), stored=False)
    desk = open_desk()
    desk.until(desk.opened)
    assert desk.rows() == ["Chưa lưu lần nào"]
    assert body(desk) == TYPED
    press(desk, "Giữ bản này")
    assert not desk.named("recoveryBar").isVisible()


def test_several_pieces_come_back_as_a_list(open_desk, folder):
    pieces = [piece(f"Bài {number}") for number in range(6)]
    for one in pieces:
        crash(folder, one)
    desk = open_desk()
    desk.until(lambda: desk.bench.article is not None)
    assert "và 2 bài nữa" in bar_text(desk)
    for _ in pieces:
        press(desk, "Giữ bản này")
    assert not desk.named("recoveryBar").isVisible()
    assert all(len(versions(folder, one)) == 2 for one in pieces)


def test_a_damaged_journal_is_said_and_kept(open_desk, folder):
    one = piece("Cầu mới")
    crash(folder, one)
    (path,) = (folder / "journal").iterdir()
    path.write_bytes(path.read_bytes() + b"\0" * 40 + b"\n" + b"\0" * 40 + b"\n")
    desk = open_desk()
    desk.until(lambda: desk.bench.article is not None)
    assert body(desk) == TYPED
    assert "hỏng" in desk.notices.text
    assert [path.suffix for path in (folder / "journal").iterdir()] == [".damaged"]


def test_what_was_asked_for_is_opened_after_what_came_back(open_desk, folder):
    other = piece("Bài khác")
    with Library.open(folder) as library:
        library.articles.save(other)
    crash(folder, piece("Cầu mới"))
    desk = open_desk(source=other.id)
    desk.until(lambda: desk.bench.article is not None)
    assert desk.bench.article.id == other.id
    press(desk, "Xem khác biệt")
    desk.until(lambda: desk.bench.article.id != other.id)
    assert body(desk) == TYPED
