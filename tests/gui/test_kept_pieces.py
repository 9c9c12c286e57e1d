"""Pieces that were on the page stay in memory with their undo, as many as one has at work."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from shiboken6 import isValid

from morat.newsroom.article import new_article
from morat.ui.desks.kept_pieces import MOST, KeptPieces


class Saves:
    """Saves nothing; ``held`` is what it would be saving."""

    def __init__(self):
        self.held = []

    def unsaved(self, piece):
        return next((one for one in self.held if one.id == piece), None)

    def holds(self, article):
        return article in self.held


@pytest.fixture
def saves():
    return Saves()


@pytest.fixture
def kept(qapp, saves):
    parent = QObject()
    yield KeptPieces(saves, str, parent)
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(kept, count):
    made = [kept.of(new_article(headline=f"Tin {number}")) for number in range(count)]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return made


def test_a_piece_comes_back_as_it_was_left(kept):
    (one,) = opened(kept, 1)
    one.set_value("section", "Thời sự")
    opened(kept, MOST - 1)
    assert kept.of(one.article()) is one
    assert one.history.stack.can_undo


def test_what_was_on_the_page_longest_ago_goes(kept):
    first, second, *others = opened(kept, MOST)
    assert kept.of(first.article()) is first
    last = opened(kept, 1)
    assert not isValid(second)
    assert all(isValid(one) for one in (first, *others, *last))


def test_what_is_being_saved_stays_until_it_is_stored(kept, saves):
    saves.held = opened(kept, 1)
    (held,) = saves.held
    opened(kept, MOST + 1)
    assert kept.of(held.article()) is held
    saves.held = []
    opened(kept, MOST - 1)
    assert isValid(held)
    opened(kept, 1)
    assert not isValid(held)


def test_one_that_has_become_another_gives_way(kept):
    (one,) = opened(kept, 1)
    before = one.article()
    one.set_value("section", "Thời sự")
    other = kept.of(before)
    assert other is not one
    assert other.article() == before
    opened(kept, 1)
    assert not isValid(one)
