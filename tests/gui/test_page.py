"""The sheet of paper keeps its faces in every dress of the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.catalogue import Catalogue
from morat.language.genre_file import shipped
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain, runs_of
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.editor.page import Page


def _no_picture(_sha, _width):
    return None


def test_faces_stay_when_the_theme_changes(qtbot, theme):
    page = Page(Catalogue("en"), theme.tokens, _no_picture)
    qtbot.addWidget(page)
    article = OpenArticle(new_article(headline="Tít"), Look(), str)
    page.show_article(article)
    page.show()
    fields = (page.kicker, page.headline, page.standfirst, page.body)
    before = [(field.font().toString(), field.document().defaultFont().toString()) for field in fields]
    theme.choose("dark")
    page.show_tokens(theme.tokens)
    try:
        after = [(field.font().toString(), field.document().defaultFont().toString()) for field in fields]
        assert after == before
    finally:
        theme.choose("light")


def test_the_name_of_an_empty_field_is_as_large_as_its_text_and_lighter(page, theme, qapp):
    for choice in ("dark", "light"):
        theme.choose(choice)
        theme.apply(qapp)
        page.show_tokens(theme.tokens)
        for edit in page.head.edits.values():
            text, hint = edit.document().defaultFont(), edit.viewport().font()
            assert (hint.family(), hint.pointSizeF()) == (text.family(), text.pointSizeF())
            assert hint.weight() <= text.weight()


@pytest.fixture
def page(qtbot, theme):
    made = Page(Catalogue("vi"), theme.tokens, _no_picture)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_genres(shipped())
    return made


def opened(page, **fields):
    article = OpenArticle(new_article(**fields), Look(), str)
    page.show_article(article)
    return article


def test_a_field_is_counted_against_its_genre(page, qtbot):
    article = opened(page, headline="Một hai ba bốn năm sáu bảy tám chín mười mười một")
    headline, standfirst = page.head.counters["headline"], page.head.counters["standfirst"]
    assert headline.text() == "12 / 12 từ"
    assert not headline.is_over
    article.set_value("genre", "feature")
    assert headline.text() == "12 / 16 từ"
    article.set_value("genre", "news")
    page.headline.setFocus()
    page.headline.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.headline, " hai")
    assert headline.is_over
    assert headline.text() == "13 / 12 từ" == page.headline.accessibleDescription()
    assert not standfirst.isVisible()
    page.standfirst.setFocus()
    assert standfirst.isVisible()
    assert standfirst.text() == "0/60"
    page.body.setFocus()
    assert not standfirst.isVisible()


def test_a_limit_that_is_near_is_seen_and_moves_nothing(page):
    opened(page, standfirst=" ".join(["chữ"] * 30))
    counter, place = page.head.counters["standfirst"], page.body.y()
    assert not counter.isVisible()
    opened(page, standfirst=" ".join(["chữ"] * 61))
    assert counter.isVisible()
    assert counter.text() == "61"
    assert counter.toolTip() == "61 / 60 từ"
    edge = counter.parentWidget().width()
    assert counter.geometry().right() <= edge
    opened(page, standfirst=" ".join(["chữ"] * 30))
    assert page.body.y() == place


def test_the_deck_is_there_when_it_is_asked_for_or_used(page, qtbot):
    article = opened(page, headline="Tít")
    assert not page.deck.isVisible()
    page.headline.setFocus()
    QTest.keyClick(page.headline, Qt.Key.Key_Return)
    assert page.standfirst.hasFocus()
    page.head.show_deck()
    assert page.deck.isVisible()
    assert page.deck.hasFocus()
    QTest.keyClicks(page.deck, "Phu de")
    QTest.keyClick(page.deck, Qt.Key.Key_Return)
    assert page.standfirst.hasFocus()
    assert article.article().deck == "Phu de"
    article.history.stack.undo()
    assert page.deck.hasFocus()
    page.body.setFocus()
    assert not page.deck.isVisible()
    article.history.stack.redo()
    assert page.deck.isVisible()
    opened(page, headline="Tít khác")
    assert not page.deck.isVisible()


def test_the_page_keeps_its_width_when_the_text_grows_over_the_window(qtbot, theme):
    page = Page(Catalogue("en"), theme.tokens, _no_picture)
    qtbot.addWidget(page)
    page.resize(500, 500)
    article = OpenArticle(new_article(headline="Tít"), Look(), str)
    page.show_article(article)
    page.show()
    width, bar = page.body.width(), page.verticalScrollBar()
    assert not bar.isEnabled()
    page.body.insertPlainText("Một dòng nữa cho đầy trang giấy. " * 200)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert page.body.width() == width
    assert bar.isEnabled()


def test_a_save_takes_what_is_being_composed(qtbot, theme, monkeypatch):
    page = Page(Catalogue("en"), theme.tokens, _no_picture)
    qtbot.addWidget(page)
    article = OpenArticle(new_article(), Look(), str)
    page.show_article(article)
    QApplication.sendEvent(page.body, QInputMethodEvent("tiếng", []))
    assert page.body.toPlainText() == ""

    class Method:
        """An input method that gives what it has when it is asked to."""

        @staticmethod
        def commit():
            done = QInputMethodEvent("", [])
            done.setCommitString("tiếng")
            QApplication.sendEvent(page.body, done)

    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: Method)
    page.commit()
    assert page.body.toPlainText() == "tiếng"
    assert not page.body.is_composing


def test_a_key_shows_its_line_again_to_whoever_went_back_to_the_top(page, qtbot):
    text = runs_of("Trời sắp mưa ở xã Yên Tử.")
    article = opened(page, blocks=tuple(Paragraph(f"p{n}", text) for n in range(80)))
    bar = page.verticalScrollBar()
    # Once all is laid out nothing moves the page but keys.
    qtbot.waitUntil(lambda: page.view._held is None and bar.maximum() > 0)
    QTest.keyClick(page.body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    below = bar.value()
    assert below > 0
    bar.setValue(0)
    QTest.keyClicks(page.body, "x")
    assert bar.value() == below
    assert plain(article.article().blocks[-1].runs).endswith("x")
