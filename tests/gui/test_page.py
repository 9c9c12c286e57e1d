"""The sheet of paper keeps its faces in every dress of the program."""

from morat.catalogue import Catalogue
from morat.newsroom.article import new_article
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
