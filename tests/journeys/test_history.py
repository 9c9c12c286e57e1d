"""Looking back: versions in the panel, what changed, one that comes back, a text that shrank."""

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain, runs_of

FIRST = "Bà con xuống chợ từ sớm, hàng hóa bày kín hai bên đường. " * 3


@pytest.fixture
def looked_back(home, open_desk):
    """A desk with a piece of three versions, its history in front."""
    blocks = (Paragraph("p", runs_of(FIRST)), Paragraph("q", runs_of("Ai cũng vui.")))
    article = new_article(headline="Chợ phiên đông", blocks=blocks)
    with Library.open(home / "library") as library:
        library.articles.save(article, at="2026-01-01T08:00:00.000+00:00", author="Mai")
        article = structs.replace(article, headline="Chợ phiên rất đông")
        library.articles.save(article, kind="milestone", at="2026-01-01T09:00:00.000+00:00")
        changed = (blocks[0], Paragraph("q", runs_of("Ai cũng rất vui.")))
        library.articles.save(structs.replace(article, blocks=changed), at="2026-01-02T08:00:00.000+00:00")
    desk = open_desk(source=article.id)
    desk.until(desk.opened)
    desk.keys(Qt.Key.Key_H, control=True, shift=True)
    assert desk.bench.versions.panel.isVisible()
    desk.until(lambda: desk.named("historyList").model().rowCount() > 0)
    return desk


def kinds(home, piece):
    with Library.open(home / "library") as library:
        return [row.kind for row in library.revisions.of(piece)]


def choose(desk, words):
    """Click the last row of the history that has these words."""
    shown = desk.named("historyList")
    model = shown.model()
    rows = [model.index(n) for n in range(model.rowCount()) if words in model.index(n).data()]
    shown.scrollTo(rows[-1])
    place = shown.visualRect(rows[-1]).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view = desk.bench.versions
    desk.until(lambda: view.view is not None and view.view.isVisible() and view.view.is_written)
    return view.view


def test_a_version_is_compared_restored_and_undone(looked_back, home):
    desk = looked_back
    view = choose(desk, "Mốc")
    assert view.count.text() == "Chỗ sửa 1/1"
    assert view.text.document().find("rất").charFormat().fontUnderline()
    desk.click("restoreButton")
    assert not view.isVisible()
    body = desk.bench.article.article().blocks[1]
    assert plain(body.runs) == "Ai cũng vui."
    desk.until(lambda: kinds(home, desk.bench.article.id)[0] == "restored")
    desk.until(desk.is_saved)
    assert desk.notices.text.startswith("Bài đã trở về bản cũ.")
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    assert plain(desk.bench.article.article().blocks[1].runs) == "Ai cũng rất vui."
    desk.until(lambda: len(kinds(home, desk.bench.article.id)) == 5)


def test_one_passage_is_taken_back_and_escape_leads_to_the_page(looked_back):
    desk = looked_back
    view = choose(desk, "Đã lưu")
    assert view.count.text() == "Chỗ sửa 1/2"
    view.next()
    QTest.mouseClick(view.passage, Qt.MouseButton.LeftButton)
    desk.until(lambda: view.changes == 1 and view.is_written)
    article = desk.bench.article.article()
    assert (article.headline, plain(article.blocks[1].runs)) == ("Chợ phiên rất đông", "Ai cũng vui.")
    QTest.keyClick(view.text, Qt.Key.Key_Escape)
    desk.until(desk.page.isVisible)
    desk.keys(Qt.Key.Key_Z, control=True)
    assert plain(desk.bench.article.article().blocks[1].runs) == "Ai cũng rất vui."


def test_a_text_that_shrinks_is_said_and_comes_back(looked_back, home):
    desk = looked_back
    desk.caret_in("bodyEdit")
    desk.keys(Qt.Key.Key_A, control=True)
    desk.keys(Qt.Key.Key_Delete)
    desk.until(desk.notices.isVisible)
    assert desk.notices.text.startswith("Bài vừa mất quá nửa số chữ.")
    with Library.open(home / "library") as library:
        pinned = [row for row in library.revisions.of(desk.bench.article.id) if row.pinned]
    assert len(pinned) == 1
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    desk.until(lambda: len(desk.bench.article.article().blocks) == 2)
    assert plain(desk.bench.article.article().blocks[0].runs) == FIRST
    desk.until(lambda: kinds(home, desk.bench.article.id)[0] == "restored")


def test_another_piece_puts_the_comparison_away(looked_back, home):
    desk = looked_back
    view = choose(desk, "Mốc")
    desk.bench.open_article(new_article(headline="Khác"))
    assert not view.isVisible()
    assert desk.page.isVisible()


def test_old_versions_are_thinned_out_in_the_background(home, open_desk):
    article = new_article(headline="Bài dài")
    with Library.open(home / "library") as library:
        for minute in range(40):
            article = structs.replace(article, headline=f"Bài dài {minute}")
            library.articles.save(article, at=f"2026-01-01T08:{minute:02}:00.000+00:00")
        for day in range(2, 6):
            other = new_article(headline="Khác")
            library.articles.save(other, at=f"2026-01-{day:02}T08:00:00.000+00:00")
    desk = open_desk(source=article.id)
    desk.until(desk.opened)
    desk.bench.versions.thin()

    def thinned():
        with Library.open(home / "library") as library:
            return sum(row.thinned for row in library.revisions.of(article.id))

    desk.until(lambda: thinned() == 28)


def test_the_history_is_worked_by_keys_alone(looked_back):
    desk = looked_back
    desk.until(lambda: desk.window.focusWidget() is desk.named("historyList"))
    for _ in range(2):
        desk.keys(Qt.Key.Key_Down)
    desk.keys(Qt.Key.Key_Return)
    versions = desk.bench.versions
    desk.until(lambda: versions.view is not None and versions.view.is_written and versions.view.changes > 0)
    assert versions.view.title.text().endswith("→ bây giờ")
    desk.until(lambda: desk.window.focusWidget() is versions.view.text)
    desk.keys(Qt.Key.Key_Escape)
    assert desk.page.isVisible()


def test_a_version_gets_a_name(looked_back, home):
    desk = looked_back
    shown = desk.named("historyList")
    desk.until(lambda: desk.window.focusWidget() is shown)
    desk.keys(Qt.Key.Key_F2)
    dialog = desk.bench.versions.name_dialog
    dialog.setTextValue("Bản gửi thư ký")
    dialog.accept()
    model = shown.model()
    desk.until(lambda: any("Bản gửi thư ký" in model.index(n).data() for n in range(model.rowCount())))
    with Library.open(home / "library") as library:
        named = [row.name for row in library.revisions.of(desk.bench.article.id) if row.name]
    assert named == ["Bản gửi thư ký"]
