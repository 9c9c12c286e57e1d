"""Whatever is done to a piece, in any order: the page and the article agree, and all of it can be undone.

    uv run python tests/reliability/any_edit.py [--rounds 60 | --long] [--seed 1]

Hypothesis plays the reporter: it types, selects, cuts, pastes, drags, makes lists and boxes and tables,
moves blocks, undoes and repeats, in the fields and in the body, through the widgets of the real page
(offscreen). After every edit the document read back is the article, ids are there once, every photo has its
caption, boxes and tables are whole; a key without a selection takes no photo and no caption away. What goes
in turns (a word replaced everywhere, the undoing of it) has turns of one part, and keys come in the middle.
In the end all is undone, step by step, and redone. A round is 40 edits, a long one 100; what breaks is made
as short as it can be and printed.
"""

import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from msgspec import structs
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.newsroom.article import tidy_article
from morat.newsroom.blocks import Photo, photos_in, walk
from morat.newsroom.find import Finder, Plan, Wanted, passages_of
from morat.services import turns
from morat.services.document import replacing
from morat.services.document.build import fill
from morat.services.document.look import Look
from morat.services.document.properties import (
    CAPTIONED,
    CELLS,
    LINE,
    OBJECT,
    Kind,
    box_of,
    kind_of,
    table_of,
)
from morat.services.document.read import read
from morat.services.replacer import Replacer
from morat.ui.editor.dragging import BLOCK_MIME
from morat.ui.kit.theme import LIGHT, STYLE
from tests.helpers.desk import Desk
from tests.helpers.strategies import articles, letters
from tests.helpers.widgets import drop
from tests.reliability.figures import options, passing_folder

SHORT, LONG = 60, 300
STEPS, LONG_STEPS = 40, 100
KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
HELD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
TEXT = ("bold", "italic", "paragraph", "subhead", "small_subhead", "quote", "pullquote", "bullets", "numbers")
BLOCKS = (
    *("insert_box", "insert_note", "insert_gallery", "attribution", "move_up", "move_down"),
    *("photo_half", "photo_full", "photo_wide", "into_gallery"),
)
TABLES = (
    *("row_above", "row_below", "remove_row", "column_left", "column_right", "remove_column", "header_row"),
)
typed = st.one_of(letters.map(lambda text: text[:8] or "x"), st.sampled_from(("a", "Uông Bí ", "😀", " ")))
places = st.integers(0, 10_000)


class AnyEdit(RuleBasedStateMachine):
    """One piece on one page."""

    desk = home = None

    @initialize(piece=articles())
    def open(self, piece):
        QApplication.clipboard().clear()
        self.desk = the_desk(self.home)
        self.desk.open(piece)
        self.first = self.article
        self.states = {0: self.first}
        self.at = self.photos = 0

    # What is looked at

    @property
    def article(self):
        return self.desk.article.article()

    @property
    def body(self):
        return self.desk.body

    def lines(self):
        block = self.body.document().firstBlock()
        while block.isValid():
            yield block
            block = block.next()

    def place(self, number):
        """A position of the body out of any number."""
        return number % self.body.document().characterCount()

    # What is done

    @rule(at=places)
    def put_the_caret(self, at):
        cursor = self.body.textCursor()
        cursor.setPosition(self.place(at))
        self.body.setTextCursor(cursor)

    @rule(at=places, to=places)
    def select(self, at, to):
        cursor = self.body.textCursor()
        cursor.setPosition(self.place(at))
        cursor.setPosition(self.place(to), QTextCursor.MoveMode.KeepAnchor)
        self.body.setTextCursor(cursor)

    @rule(at=places, length=st.integers(1, 6))
    def select_a_little(self, at, length):
        self.select(at, self.place(at) + length)

    @rule(text=typed)
    def type(self, text):
        type_into(self.body, text)

    @rule(text=typed)
    def compose(self, text):
        from PySide6.QtGui import QInputMethodEvent

        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.body, event)

    @rule(key=st.sampled_from(KEYS), held=st.sampled_from(HELD))
    def press(self, key, held):
        before = {photo.id: photo for photo in photos_in(self.article.blocks)}
        cursor = self.body.textCursor()
        block, selected = cursor.block(), cursor.hasSelection()
        here = block.text() if kind_of(block) in CAPTIONED else None
        QTest.keyClick(self.body, key, held)
        if not selected:
            after = {photo.id: photo for photo in photos_in(self.article.blocks)}
            assert before.keys() == after.keys(), "a key without a selection took a photo away"
            changed = [one for one in before if before[one] != after[one]]
            assert len(changed) <= (1 if here is not None else 0), "a key changed a caption it is not in"

    @rule(field=st.sampled_from(("kicker", "headline", "standfirst")), text=typed, at_start=st.booleans())
    def type_in_a_field(self, field, text, at_start):
        edit = getattr(self.desk.page, field)
        way = QTextCursor.MoveOperation.Start if at_start else QTextCursor.MoveOperation.End
        edit.moveCursor(way)
        type_into(edit, text)

    @rule(text=letters)
    def set_a_value(self, text):
        self.desk.article.set_value("section", text.strip())

    @rule()
    def cut(self):
        self.body.cut()

    @rule()
    def copy(self):
        self.body.copy()

    @rule()
    def paste(self):
        if self.body.canPaste():
            self.body.paste()

    @rule(at=places)
    def drag_the_selection(self, at):
        if self.body.textCursor().hasSelection():
            self.body.move_selection(self.place(at))

    @rule(number=places, at=places)
    def drag_a_block(self, number, at):
        blocks = list(walk(self.article.blocks))
        if not blocks:
            return
        mime = QMimeData()
        mime.setData(BLOCK_MIME, blocks[number % len(blocks)].id.encode())
        cursor = QTextCursor(self.body.document())
        cursor.setPosition(self.place(at))
        before = sorted(block.id for block in blocks)
        drop(self.body.viewport(), mime, self.body.cursorRect(cursor).center())
        assert sorted(block.id for block in walk(self.article.blocks)) == before, "a drag lost or doubled"

    @rule(name=st.sampled_from(TEXT))
    def format(self, name):
        getattr(self.desk.text, name)()

    @rule(name=st.sampled_from(BLOCKS))
    def change_a_block(self, name):
        before = sorted(block.id for block in walk(self.article.blocks))
        getattr(self.desk.blocks, name)()
        after = sorted(block.id for block in walk(self.article.blocks))
        assert not name.startswith("move") or before == after, "a move lost or doubled"

    @rule(name=st.sampled_from(TABLES))
    def change_a_table(self, name):
        getattr(self.desk.tables, name)()

    @rule(rows=st.integers(1, 3), columns=st.integers(1, 3), header=st.booleans())
    def insert_a_table(self, rows, columns, header):
        self.desk.blocks._on_table(rows, columns, header)

    @rule()
    def insert_a_video(self):
        self.desk.blocks._on_new_address("https://example.vn/v")

    @rule(frame=st.booleans(), at=places)
    def insert_a_photo(self, frame, at):
        from morat.newsroom.blocks import new_id
        from morat.newsroom.inline import runs_of

        self.photos += 1
        sha = None if frame else f"{self.photos:064x}"
        photo = Photo(new_id(), sha, runs_of(f"Ảnh {self.photos}"), credit="Mai Hương")
        self.desk.article.insert_photo(photo, self.place(at))

    @rule(number=places, credit=letters)
    def change_a_credit(self, number, credit):
        photos = [block for block in walk(self.article.blocks) if isinstance(block, Photo)]
        if photos:
            self.desk.article.change_photo(photos[number % len(photos)].id, credit=credit.strip())

    @rule(back=st.integers(1, 4))
    def undo(self, back):
        for _ in range(back):
            if self.desk.article.history.stack.can_undo:
                self.desk.text.undo()
                self.same_as_then()

    @rule(sought=st.sampled_from("an "), by=st.sampled_from(("", "Uông Bí", "ấ")), settles=st.booleans())
    def replace_everywhere(self, sought, by, settles):
        finder = Finder(Wanted(sought, marks=True, case=True))
        found = finder.search(list(passages_of(self.article.blocks)))
        edits = [finder.replacement(found, number, by) for number in range(len(found))]
        self.replacer = Replacer(self.desk.article)
        self.replacer.replace(self.desk.article, Plan(edits), "replace-all")
        if settles:
            self.replacer.settle()
        else:
            self.type("x")

    @rule(way=st.sampled_from(("undo", "redo")), text=typed, at=places)
    def go_and_type(self, way, text, at):
        self.put_the_caret(at)
        getattr(self.desk.text, way)()
        self.type(text)

    @rule(on=st.integers(1, 4))
    def redo(self, on):
        for _ in range(on):
            if self.desk.article.history.stack.can_redo:
                self.desk.text.redo()
                self.same_as_then()
                self.at += 1

    def same_as_then(self):
        self.desk.article.history.stack.settle()
        index = self.desk.article.history.stack._index
        then = self.states.get(index)
        assert then is None or self.article == then, f"step {index}: {differences(then, self.article)}"

    # What must hold

    @invariant()
    def page_and_article_agree(self):
        if self.desk is None:
            return
        article = self.article
        blocks = read(self.body.document())
        assert tidy_article(structs.replace(article, blocks=blocks)) == article
        stack = self.desk.article.history.stack
        # One edit may be several steps: nobody has looked at those between.
        between = range(self.at + 1, stack._index) if self.at < stack.count == stack._index else ()
        for index in [one for one in self.states if one > stack.count or one in between]:
            del self.states[index]
        self.states[stack._index] = article
        self.at = stack._index
        ids = [block.id for block in walk(article.blocks)]
        assert len(ids) == len(set(ids))
        again = QTextDocument()
        fill(again, article.blocks, Look())
        assert read(again) == article.blocks

    @invariant()
    def every_photo_has_its_caption(self):
        if self.desk is None:
            return
        for line in self.lines():
            kind = kind_of(line)
            if kind in CAPTIONED:
                assert line.text().startswith(OBJECT + LINE), (kind, line.text())
            elif kind != Kind.HELD:
                assert OBJECT not in line.text(), (kind, line.text())

    @invariant()
    def boxes_and_tables_are_whole(self):
        if self.desk is None:
            return
        before, seen = "", set()
        for line in self.lines():
            box = box_of(line)
            if box and (box != before or kind_of(line) == Kind.TITLE):
                assert kind_of(line) == Kind.TITLE, "a box without its title"
                assert box not in seen, "a box in two parts"
                seen.add(box)
            before = box
            assert (table_of(line) is not None) == (kind_of(line) in CELLS)

    def teardown(self):
        if self.desk is None:
            return
        stack = self.desk.article.history.stack
        while stack.can_undo:
            stack.undo()
            self.same_as_then()
        assert self.article == self.first
        while stack.can_redo:
            stack.redo()
            self.same_as_then()


@functools.cache
def the_desk(home):
    """The one page of all runs, as a window has one for all pieces."""
    return Desk(LIGHT, home)


def differences(then, now):
    """Say which fields and blocks of two states are not the same."""
    names = [name for name in then.__struct_fields__ if getattr(then, name) != getattr(now, name)]
    old, new = then.blocks, now.blocks
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return f"{names}: was {old}, is {new}"


def type_into(edit, text):
    """Press a key for each letter; QTest knows only those of ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(edit, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return 1 when one broke something."""
    chosen = options(__doc__, arguments, short=SHORT, long=LONG)
    turns.TURN, replacing.PLACES, replacing.REACH = 0, 2, 0
    steps = STEPS if chosen.rounds < LONG else LONG_STEPS
    application = QApplication.instance() or QApplication([sys.argv[0], *STYLE])
    with passing_folder(chosen) as name:
        AnyEdit.home = Path(name)
        try:
            run_state_machine_as_test(
                seed(chosen.seed)(AnyEdit),
                settings=settings(
                    max_examples=chosen.rounds,
                    stateful_step_count=steps,
                    deadline=None,
                    database=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        except AssertionError as error:
            print(f"any edit: broken: {error}")
            print("\n".join(getattr(error, "__notes__", ())))
            return 1
    print(
        f"any edit: {chosen.rounds} rounds of up to {steps} edits, seed {chosen.seed}: all agreed, all undone"
    )
    application.clipboard().clear()
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    # The page is Qt's until the end; there is nothing to put away.
    os._exit(status)
