"""The whole program in its window, driven as a person drives it: by mouse, keys and menus."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from morat import app
from morat.catalogue import Catalogue
from morat.newsroom.manuscript import NEWSROOM
from morat.operations.preferences import Preferences
from morat.ui.dialogs.files import Target
from morat.ui.dialogs.photo_export import PhotoExportDialog
from morat.ui.window.start_page import Card


class Chooser:
    """Answers for a person who is asked for files."""

    def __init__(self):
        self.save = None
        self.files = ()
        self.suggested = ""
        self.page = NEWSROOM
        self.pages = ()
        self.template = ""
        self.templates = ()

    def save_export(
        self, name: str, pages: Sequence[str] = (), templates: Sequence[str] = ()
    ) -> Target | None:
        self.suggested, self.pages, self.templates = name, tuple(pages), tuple(templates)
        return self.save and Target(self.save, self.page, self.template)

    def save_handoff(self, name: str) -> Path | None:
        self.suggested = name
        return self.save

    save_pdf = save_people = save_handoff

    def choose_printer(self, printer) -> bool:
        """Print into the file that is the answer, if there is one."""
        if self.save is not None:
            printer.setOutputFileName(str(self.save))
        return self.save is not None

    def export_folder(self) -> Path | None:
        return self.save

    def open_pieces(self) -> list[str]:
        return [str(path) for path in self.files]

    open_handoff = open_photos = open_photo_folder = open_people = open_pieces


class Desk:
    """A running program with the questions and gestures that a journey is made of."""

    def __init__(self, qtbot, theme, home, source=None, language="vi", folder=None):
        self._qtbot = qtbot
        self.words = Catalogue(language)
        preferences = Preferences(home / "settings.json")
        self.program = app.Program(self.words, theme, preferences, folder or home / "library", source)
        self.window = self.program.window
        self.chooser = Chooser()
        # As on a usual screen: that of the tests has room for a small window alone.
        self.window.resize(1440, 900)
        with qtbot.waitSignal(self.window.firstPainted):
            self.window.show()

    def answer(self, *, save=None, files=()):
        """Answer the next questions for a file to write, or for files to open."""
        self.chooser.save, self.chooser.files = save, files
        self.program.commands.chooser = self.chooser

    @property
    def notices(self):
        return self.program.commands.notices

    @property
    def bench(self):
        return self.program.bench

    @property
    def page(self):
        return self.bench.page

    def until(self, true):
        """Wait until something is true."""
        self._qtbot.waitUntil(true)

    def named(self, name):
        """Return the one widget with this object name."""
        (found,) = self.window.findChildren(QWidget, name)
        return found

    def dialog(self, kind, name=None):
        """The dialog of this class, and name where one is said, once it is there."""
        self.until(lambda: any(one.isVisible() for one in self.window.findChildren(kind, name)))
        return next(one for one in self.window.findChildren(kind, name) if one.isVisible())

    def text(self, name):
        """Return the text of a field by its object name."""
        widget = self.named(name)
        return widget.toPlainText() if hasattr(widget, "toPlainText") else widget.text()

    def click_card(self, title):
        """Click the card of the start page with this title."""
        (card,) = [one for one in self.window.start.findChildren(Card) if one.accessibleName() == title]
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    def click(self, name):
        """Click a button by its object name, at its middle."""
        widget = self.named(name)
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def caret_in(self, name, *, at_end=True):
        """Put the caret into a field by its object name."""
        widget = self.named(name)
        widget.setFocus()
        QTest.keyClick(
            widget,
            Qt.Key.Key_End if at_end else Qt.Key.Key_Home,
            Qt.KeyboardModifier.ControlModifier,
        )
        return widget

    def type(self, text):
        """Type into the field that has the caret: keys for ASCII, an input method's events for the rest."""
        for letter in text:
            target = self.window.focusWidget()
            if letter == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(target, letter)
            else:
                compose(target, letter)

    def keys(self, key, *, control=False, shift=False):
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if control else held
        held |= Qt.KeyboardModifier.ShiftModifier if shift else held
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)

    def choose_from_menu(self, menu, entry):
        """Open the menu by a click, walk to a menu in it and there to an entry."""
        walked = []

        def walk():
            try:
                popup = QApplication.activePopupWidget()
                _take_entry(popup, menu)
                self.until(lambda: QApplication.activePopupWidget() is not popup)
                _take_entry(QApplication.activePopupWidget(), entry)
                walked.append(entry)
            finally:
                while (left := QApplication.activePopupWidget()) is not None:
                    left.close()

        QTimer.singleShot(0, walk)
        self.click("menuButton")
        assert walked == [entry]

    def is_saved(self):
        """Say whether the window says that everything is saved."""
        return self.window.status.save_state.property("state") == "saved"

    def choose_preset(self, name, *, pieces=False):
        """Answer the question how photos are made."""
        shown = lambda: [one for one in self.window.findChildren(PhotoExportDialog) if one.isVisible()]  # noqa: E731
        self.until(lambda: bool(shown()))
        (dialog,) = shown()
        (item,) = dialog.list.findItems(name, Qt.MatchFlag.MatchExactly)
        dialog.list.setCurrentItem(item)
        dialog.pieces.setChecked(pieces)
        dialog.accept()

    def rows(self):
        """Return the headlines in the list."""
        model = self.window.library.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def opened(self):
        """Say whether a piece is on the page and its list has come."""
        return self.bench.article is not None and bool(self.rows())

    def close(self):
        """Close the window as its frame would, and let everything go."""
        if isValid(self.window):
            self.window.close()
            QCoreApplication.processEvents()
            self.program.let_go()


def compose(widget, text):
    """Type as an input method for Vietnamese does: composed text first, then the letter it became."""
    half = QInputMethodEvent(text, [])
    QCoreApplication.sendEvent(widget, half)
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QCoreApplication.sendEvent(widget, done)


def _take_entry(menu, words):
    """Walk down a menu with the arrow keys and take the entry with these words."""
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction().text() == words:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return
    raise AssertionError(f"no entry {words} in {[action.text() for action in menu.actions()]}")
