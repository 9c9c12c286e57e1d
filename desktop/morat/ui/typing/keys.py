"""What happens to keys on their way to a text field: the one place where typing is helped.

It sits on the text field that has the focus, whichever it is: the fields of the page ask it, any other has a
filter, and so has each while the list of codes is there, whose keys are nobody's shortcuts. It lets Qt type
first and looks at the text before the caret afterwards, so that whatever is changed is a step of its own:
undo, or Backspace right after it, brings back what was typed.

Input methods. While text is composed nothing is looked at and nothing is changed. UniKey, EVKey and
Windows' own Telex send Backspaces and new letters; these never reach back over a sign that ends a word,
and only such a sign sets off a change here, always behind everything that was sent before it: so there
is nothing to wait for, and a tool's letters never meet a text that is another than it thinks.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from morat.catalogue import Catalogue
from morat.newsroom import codes, typography, variables
from morat.newsroom.codes import NO_CODES, Codes, Entry
from morat.services.typing_aid import TypingAid
from morat.ui.editor.growing import GrowingEdit
from morat.ui.kit.literal import is_literal
from morat.ui.kit.stops import keeps_variables
from morat.ui.typing.code_list import CodeList, Offer
from morat.ui.typing.places import Place, place_of

ROWS = 8
"""Rows of the list of codes at most."""
_LIST_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, _SHIFT, _KEYPAD, _SHIFT | _KEYPAD)
"""Modifiers with which a key is no command."""
_PRESS, _OVERRIDE = QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride
# At every key to look up a name of Qt, or to add up two of its flags, costs as much as the rest.
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class _Done(NamedTuple):
    """What was replaced last, and the text before the caret since."""

    old: str
    new: str
    before: str


class TypingKeys(QObject):
    """Helps in the text field that has the focus: typography, codes with their list, Telex and VNI."""

    def __init__(
        self, words: Catalogue, kinds: Callable[[], Collection[str]], parent: QObject | None = None
    ) -> None:
        """Watch the whole program. ``kinds`` says what typography replaces now (``typography.KINDS``)."""
        super().__init__(parent)
        self._words = words
        self._kinds = kinds
        self.codes: Codes = NO_CODES
        self.aid = TypingAid()
        self._aided = -1
        self.list = CodeList(words.text("Codes"))
        self.list.taken.connect(self._on_taken)
        self.list.turned.connect(self._on_list_turned)
        self._edit: QLineEdit | QPlainTextEdit | QTextEdit | None = None
        self._links: tuple[QMetaObject.Connection, ...] = ()
        self._place: Place | None = None
        self._composing = self._in_code = self._at_work = self._is_literal = False
        self._done: _Done | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
            self._watch(app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys and composed text, leave everything else alone."""
        if self._place is None or watched is not self._edit:
            return False
        if isinstance(event, QKeyEvent):
            kind = event.type()
            if kind == _PRESS:
                return self.take_key(event)
            if kind == _OVERRIDE and self._is_for_list(event):
                event.accept()
                return True
        elif isinstance(event, QInputMethodEvent):
            return self.take_composed(event)
        return False

    # What a field of the page asks

    def take_key(self, key: QKeyEvent) -> bool:
        """Act on a key; say whether the field shall not."""
        return not self._at_work and self._place is not None and self._on_key(self._place, key)

    def take_tab(self, *, back: bool) -> bool:
        """Go to the next place that waits to be filled in; say whether there is one."""
        return not self._composing and self._go_on(back=back)

    def take_composed(self, event: QInputMethodEvent) -> bool:
        """Act on composed text; say whether the field shall not."""
        return not self._at_work and self._place is not None and self._on_composed(self._place, event)

    def caret_moved(self) -> None:
        """Forget what was begun where the caret was, unless it is this that moves it."""
        if not self._at_work:
            self._in_code = False
            self._aided = -1
            if self.list.is_shown:
                self.list.hide()

    # Keys

    def _on_key(self, place: Place, key: QKeyEvent) -> bool:
        if self._is_for_list(key):
            self._work_list(place, key)
            return True
        text = key.text()
        if text and text.isprintable():
            self._done = None
        elif key.key() in _HELD:
            return False
        elif self._on_other_key(place, key):
            return True
        if not text or key.modifiers() not in _PLAIN:
            # A key that moves: what follows is another place. The list goes with the caret.
            return False
        if self.aid.method and not self._in_code and self._write_vietnamese(place, text):
            return True
        if self._in_code or text == self.codes.delimiter or text in typography.SIGNS:
            return self._pass_on(place, key, text)
        return False

    def _on_other_key(self, place: Place, key: QKeyEvent) -> bool:
        """Take a key that writes nothing: Tab where a place waits, Backspace right behind a replacement."""
        pressed = key.key()
        if pressed in _TABS and not self._composing and self._go_on(back=pressed == Qt.Key.Key_Backtab):
            return True
        done, self._done = self._done, None
        if done is None or pressed != Qt.Key.Key_Backspace or key.modifiers() not in _PLAIN:
            return False
        if place.before() != done.before:
            return False
        place.replace(done.new, done.old)
        return True

    def _on_composed(self, place: Place, event: QInputMethodEvent) -> bool:
        self._composing = bool(event.preeditString())
        text = event.commitString()
        if self._composing:
            self.list.hide()
        self._done = None
        if text and not self._composing and (self._in_code or not text[-1].isalpha()):
            return self._pass_on(place, event, text[-1])
        return False

    def _pass_on(self, place: Place, event: QEvent, sign: str) -> bool:
        """Let the field have its event, then look at what stands before the caret."""
        if self._edit is None:
            return False
        self._at_work = True
        try:
            self._edit.event(event)
            if not self._composing and not place.has_selection:
                self._look(place, sign)
        finally:
            self._at_work = False
        return True

    def _look(self, place: Place, sign: str) -> None:
        if self._is_literal:
            return
        before, delimiter = place.before(), self.codes.delimiter
        self._in_code = sign == delimiter or codes.begun(before, delimiter) is not None
        if sign == delimiter and (typed := codes.finished(before, delimiter)) is not None:
            self._in_code = False
            self._expand(place, before, typed)
        elif sign in typography.SIGNS and (
            found := typography.replacement(before, self._kinds(), place.above())
        ):
            self._replace(place, found.old, found.new)
        elif (typed := codes.begun(before, delimiter)) is not None:
            self._offer(place, typed.code)
        else:
            self.list.hide()

    def _replace(self, place: Place, old: str, new: str) -> None:
        self.list.hide()
        if place.replace(old, new):
            self._done = _Done(old, new, place.before())

    # Places to be filled in

    def put(self, edit: QWidget, text: str) -> None:
        """Put a line at the caret of a text field as one step, and go to its first place."""
        place = place_of(edit)
        if place is None or self._composing:
            return
        before, _, end = place.around()
        place.select(end, end)
        if end and not before[end - 1].isspace() and before[end - 1].isprintable():
            text = f" {text}"
        self._at_work = True
        place.replace("", text)
        whole, _, end = place.around()
        found = variables.next_place(whole, end - len(text), end - len(text))
        if found is not None and found[1] <= end:
            place.select(*found)
        self._at_work = False

    def _go_on(self, *, back: bool = False) -> bool:
        """Select the next place of the paragraph that waits to be filled in; False where there is none."""
        if self._place is None or self._edit is None or keeps_variables(self._edit):
            return False
        found = variables.next_place(*self._place.around(), back=back)
        if found is not None:
            self._in_code = False
            self.list.hide()
            self._done = None
            self._place.select(*found)
        return found is not None

    # Telex and VNI

    def _write_vietnamese(self, place: Place, text: str) -> bool:
        """Let the built-in input method have a key; False where the key is still to be typed.

        A word, with the space behind it, is one step.
        """
        if self._composing or place.has_selection:
            self.aid.forget()
            return False
        change = self.aid.press(place.before(), text)
        if change is None:
            return False
        self._at_work = True
        joined = place.state() == self._aided
        _change(place, change.old, change.new, joined=joined)
        space = change.ends and text == " "
        if space:
            place.replace("", text, joined=place.state() == self._aided or change.old != change.new)
            self._look(place, text)
        self._aided = -1 if change.ends else place.state() or -1
        self._at_work = False
        return space or not change.ends

    # Codes

    def _expand(self, place: Place, before: str, typed: codes.Typed) -> None:
        new = self.codes.find(typed.code, typed.column)
        if new is not None:
            self._replace(place, before[-typed.length :], new)
        elif self.codes.entries and self._edit is not None:
            self.list.show_note(
                self._words.text("No code “{code}”", code=typed.code), self._edit, place.caret()
            )

    def _offer(self, place: Place, typed: str) -> None:
        offers = [offer for entry in self.codes.matching(typed, ROWS) for offer in _offers(entry)][:ROWS]
        if offers and self._edit is not None:
            self.list.show_offers(offers, self._edit, place.caret())
        else:
            self.list.hide()

    def _is_for_list(self, key: QKeyEvent) -> bool:
        return (
            self.list.is_shown
            and key.key() in _LIST_KEYS
            and not key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and (bool(self.list.current) or key.key() == Qt.Key.Key_Escape)
        )

    def _work_list(self, place: Place, key: QKeyEvent) -> None:
        if key.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.step(-1 if key.key() == Qt.Key.Key_Up else 1)
        elif key.key() == Qt.Key.Key_Escape:
            self._in_code = False
            self.list.hide()
        else:
            self._take(place, self.list.current)

    def _take(self, place: Place, text: str) -> None:
        before = place.before()
        typed = codes.begun(before, self.codes.delimiter)
        self._in_code = False
        self.list.hide()
        if typed is not None and not self._composing and not place.has_selection:
            self._at_work = True
            self._replace(place, before[-typed.length :], text)
            self._at_work = False

    # The field with the focus

    def _watch(self, widget: QWidget | None) -> None:
        # First: it has this sit on the field anew.
        self.list.put_away()
        # A field that goes takes the focus along before it says that it is gone.
        if self._edit is not None and isValid(self._edit):
            self._sit(on=False)
            for link in self._links:
                QObject.disconnect(link)
        self._composing = self._in_code = False
        self._done = None
        self._place = place_of(widget)
        self._edit = (
            widget
            if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) and self._place is not None
            else None
        )
        if self._edit is not None:
            self._is_literal = is_literal(self._edit)
            self._sit(on=True)
            links = [self._edit.destroyed.connect(self._on_destroyed)]
            if not isinstance(self._edit, GrowingEdit):
                links.append(self._edit.cursorPositionChanged.connect(self._on_caret))
            self._links = tuple(links)

    def _sit(self, *, on: bool) -> None:
        """Sit on the field that has the focus, or no longer: asked by it, or as a filter, never both."""
        edit = self._edit
        if edit is None:
            return
        asks = isinstance(edit, GrowingEdit) and not self.list.is_shown
        if isinstance(edit, GrowingEdit):
            edit.help = self if on and asks else None
        edit.removeEventFilter(self)
        if on and not asks:
            edit.installEventFilter(self)

    @Slot(bool)
    def _on_list_turned(self, _shown: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        if self._edit is not None and isValid(self._edit):
            self._sit(on=True)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # While the window goes, the focus wanders through fields that are gone a moment later.
        if new is not self._edit and isValid(self.list):
            self._watch(new)

    @Slot()
    def _on_destroyed(self) -> None:
        self._edit = self._place = None

    @Slot()
    def _on_caret(self) -> None:
        self.caret_moved()

    @Slot(str)
    def _on_taken(self, text: str) -> None:
        if self._place is not None:
            self._take(self._place, text)


def _change(place: Place, old: str, new: str, *, joined: bool) -> None:
    """Change the end of what differs; equal is no change."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    if old != new:
        place.replace(old[same:], new[same:], joined=joined)


def _offers(entry: Entry) -> list[Offer]:
    """Return a row for each column of a code."""
    return [
        Offer(entry.code if column == 1 else f"{entry.code}#{column}", text)
        for column, text in enumerate(entry.texts, 1)
        if text
    ]
