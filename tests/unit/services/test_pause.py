"""Every edit is told at once, and once more together with others; a pause is told when there is one."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.services.pause import Pause

pytestmark = pytest.mark.qt


class Edited(QObject):
    """Stands in for an article: who asks how long it has been quiet is told one number after the other."""

    changed = Signal()

    def __init__(self, *quiet):
        super().__init__()
        self.quiet = list(quiet)

    @property
    def milliseconds_quiet(self):
        return self.quiet.pop(0)


@pytest.fixture
def article(qapp):
    return OpenArticle(new_article(blocks=(Paragraph("a", runs_of("Một câu.")),)), Look(), str)


def test_edits_are_told_one_by_one_and_a_moment_later_as_one(qtbot, article):
    edited, changed = [], []
    article.edited.connect(lambda: edited.append(article.article()))
    article.changed.connect(lambda: changed.append(article.article()))
    with qtbot.waitSignal(article.changed):
        for letter in "abc":
            QTextCursor(article.body).insertText(letter)
        article.set_value("headline", "Tít")
        assert len(edited) == 4
        assert changed == []
    assert changed == [edited[-1]]


def test_an_edit_after_edits_were_told_is_told_too(qtbot, article):
    for letter in "ab":
        with qtbot.waitSignal(article.changed):
            QTextCursor(article.body).insertText(letter)


def test_a_pause_begins_once_there_was_no_edit_for_long_enough(qtbot):
    article = Edited(250, 10, 400)
    pause = Pause(article, 400)
    with qtbot.waitSignal(pause.begun):
        article.changed.emit()
    assert article.quiet == []


def test_time_that_goes_by_while_it_is_asked_for_loses_no_pause(qtbot):
    article = Edited(399, 399, 405)
    pause = Pause(article, 400)
    with qtbot.waitSignal(pause.begun):
        article.changed.emit()


def test_nothing_is_told_of_an_article_that_nobody_waits_for_any_more(qtbot, article):
    pause, other = Pause(article, 0), Pause(article, 0)
    pause.begun.connect(lambda: pytest.fail("told"))
    pause.stop()
    with qtbot.waitSignal(other.begun):
        article.set_value("headline", "Tít")
