"""Large steps, undone and repeated in turns: nobody sees half of one, and whoever edits comes behind it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.services.document.look import Look
from morat.services.history import History
from morat.services.open_article import OpenArticle

pytestmark = pytest.mark.qt


@pytest.fixture
def small(monkeypatch):
    """Let every turn undo one part and no more."""
    monkeypatch.setattr("morat.services.turns.TURN", 0)


class Desk:
    """Two documents and a value with one history."""

    def __init__(self):
        self.history = History()
        self.stack = self.history.stack
        self.documents = [QTextDocument(self.history) for _ in range(2)]
        self.value = 0
        for document in self.documents:
            document.documentLayout()
            self.history.join(document, str)

    @property
    def state(self):
        return *(document.toPlainText() for document in self.documents), self.value

    def write(self, number, text):
        """Write at the start of a document in an edit block of its own."""
        cursor = QTextCursor(self.documents[number])
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()

    def set(self, value):
        self.history.change("value", self._put, self.value, value)

    def _put(self, value):
        self.value = value

    def write_much(self, parts):
        """Take one step of parts: of a document by number, or the value."""
        with self.history.together("much"):
            for number, text in parts:
                if number < 2:
                    self.write(number, text)
                else:
                    self.set(text)


@pytest.fixture
def desk(qapp, small):
    return Desk()


def test_a_large_step_is_undone_in_turns_and_stands_until_its_end(desk, qtbot):
    desk.write(0, "x")
    desk.write_much([(0, "a"), (0, "b"), (1, "c"), (2, 7)])
    moved, placed = [], []
    desk.stack.moved.connect(lambda: moved.append(desk.state))
    desk.stack.placed.connect(lambda document, place: placed.append((document, place)))
    with qtbot.waitSignal(desk.stack.moved):
        desk.stack.undo()
        assert desk.stack.is_busy
        assert desk.stack.undo_text == "much"
        assert (moved, placed) == ([], [])
    assert desk.state == ("x", "", 0)
    assert moved == [("x", "", 0)]
    assert [document for document, _ in placed] == [desk.documents[1], desk.documents[0]]
    with qtbot.waitSignal(desk.stack.moved):
        desk.stack.redo()
    assert desk.state == ("bax", "c", 7)
    assert not desk.stack.is_busy


@pytest.mark.parametrize("kind", [QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride])
def test_a_key_anywhere_comes_when_all_is_undone(desk, kind):
    desk.write_much([(0, "a"), (0, "b"), (0, "c")])
    desk.stack.undo()
    assert desk.state[0] == "ba"
    QCoreApplication.sendEvent(QObject(desk.history), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier))
    assert desk.state[0] == ""
    assert not desk.stack.is_busy


def test_undo_and_redo_in_the_middle_wait_for_the_end(desk):
    desk.write(1, "x")
    desk.write_much([(0, "a"), (0, "b"), (0, "c")])
    desk.stack.undo()
    desk.stack.redo()
    desk.stack.undo()
    desk.stack.undo()
    desk.stack.settle()
    assert desk.state == ("", "", 0)
    assert not desk.stack.can_undo


@pytest.mark.parametrize("number", [0, 1])
def test_who_edits_in_the_middle_all_the_same_loses_nothing(desk, number):
    desk.write(number, "x")
    desk.write_much([(0, "a"), (1, "b"), (0, "c"), (1, "d")])
    whole = desk.state
    desk.stack.undo()
    halfway = desk.state
    assert halfway != whole
    desk.write(number, "new")
    assert not desk.stack.is_busy
    edited = desk.state
    states = [edited]
    while desk.stack.can_undo:
        desk.stack.undo()
        desk.stack.settle()
        states.append(desk.state)
    assert states[1] == halfway
    assert states[-1] == ("", "", 0)
    while desk.stack.can_redo:
        desk.stack.redo()
        desk.stack.settle()
    assert desk.state == edited


def test_an_edit_while_the_first_part_is_all_there_was_leaves_no_empty_step(desk):
    desk.write_much([(0, "a"), (0, "b")])
    desk.stack.undo()
    desk.stack.turns._go_on(0)
    assert desk.state[0] == ""
    assert desk.stack.is_busy
    desk.write(0, "new")
    desk.stack.undo()
    assert desk.state[0] == ""
    assert not desk.stack.can_undo


parts = st.lists(st.tuples(st.integers(0, 2), st.text("abc", min_size=1, max_size=2)), min_size=1, max_size=5)
deeds = st.one_of(
    st.tuples(st.just("much"), parts),
    st.tuples(st.just("write"), st.integers(0, 1)),
    st.tuples(st.sampled_from(("undo", "redo", "turn", "settle")), st.none()),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(deeds, max_size=25))
def test_whatever_comes_between_the_turns_all_can_be_undone_and_repeated(qapp, small, story):
    desk = Desk()
    states = {0: desk.state}
    for deed, what in story:
        if deed == "much":
            desk.write_much(what)
        elif deed == "write":
            desk.write(what, "w")
        elif deed == "turn":
            desk.stack.turns._on_turn()
        else:
            getattr(desk.stack, deed)()
        if desk.stack.is_busy:
            continue
        at = desk.stack._index
        if deed in ("undo", "redo", "turn", "settle"):
            assert states.get(at, desk.state) == desk.state
        else:
            for later in [one for one in states if one >= at - 1]:
                # A step that was broken off has left its document halfway.
                if later > at - 1 or deed == "write":
                    del states[later]
        states[at] = desk.state
    desk.stack.settle()
    last, index = desk.state, desk.stack._index
    while desk.stack.can_undo:
        desk.stack.undo()
        desk.stack.settle()
        assert states.get(desk.stack._index, desk.state) == desk.state
    assert desk.state == ("", "", 0)
    while desk.stack._index < index:
        desk.stack.redo()
        desk.stack.settle()
    assert desk.state == last


def test_nobody_is_told_of_half_a_step(qapp, small, qtbot):
    blocks = tuple(Paragraph(f"p{n}", runs_of("Một con cá.")) for n in range(6))
    article = OpenArticle(new_article(blocks=blocks), Look(), str)
    before = article.article()
    with article.history.together("much"):
        for number in range(article.body.blockCount()):
            cursor = QTextCursor(article.body.findBlockByNumber(number))
            cursor.beginEditBlock()
            cursor.insertText("Hai. ")
            cursor.endEditBlock()
    told = []
    article.edited.connect(lambda: told.append(article.history.stack.is_busy))
    article.changed.connect(lambda: told.append(article.history.stack.is_busy))
    with qtbot.waitSignal(article.edited):
        article.history.stack.undo()
        assert article.history.stack.is_busy
    article.history.stack.redo()
    # Whoever asks all the same is given a whole one.
    assert article.article() != before
    article.history.stack.undo()
    assert article.article() == before
    with qtbot.waitSignal(article.changed):
        pass
    assert not any(told)
