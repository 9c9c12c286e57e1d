"""What can be done about a finding, as a menu: beside its row, and on the word in the text."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import NEWSROOM, ONCE, PIECE, Ignored
from morat.ui.review.findings_model import visible

MOST_SUGGESTIONS = 5
TAKE, TAKE_ALL, IGNORE, HEED, WORD = "take", "take-all", "ignore", "heed", "word"


class FindingMenu(QMenu):
    """A menu for one finding.

    Signals:
        wanted(str, str): what shall be done, and how: ``take`` with a suggestion, ``take-all`` with one or
            without (each place its own first), ``ignore`` with a scope, ``heed`` (see it again), ``word``
            (put it into the ``newsroom`` or ``personal`` dictionary).
    """

    wanted = Signal(str, str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None, *, keys: bool = True) -> None:
        """Begin empty; ``keys`` shows those of the list, which mean something else in the text."""
        super().__init__(parent)
        self._words = words
        self._keys = keys
        self.triggered.connect(self._on_triggered)

    def add_fixes(self, finding: Finding, alike: int) -> None:
        """Add the suggestions, and one for all places when ``alike`` of them may be put right at once."""
        for suggestion in finding.suggestions[:MOST_SUGGESTIONS]:
            action = self._add(escaped(visible(suggestion)), TAKE, suggestion)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            action.setFont(font)
        if alike > 1:
            self._add(self._words.plural("Fix all {n} places", "Fix all {n} places", alike), TAKE_ALL)
        if self.actions():
            self.addSeparator()

    def add_ignoring(self, ignored: Ignored | None = None, *, here: bool = True) -> None:
        """Add the ways to ignore it, in one place only where ``here``, or to see it again."""
        text = self._words.text
        if ignored is not None:
            self._add(text("Show it again"), HEED)
            return
        if here:
            self._add(text("Ignore here"), IGNORE, ONCE, "Delete")
        self._add(text("Ignore in this piece"), IGNORE, PIECE, "Shift+Delete" if here else "Delete")
        self._add(text("Ignore in the whole newsroom"), IGNORE, NEWSROOM, "Ctrl+Delete")

    def add_dictionaries(self) -> None:
        """Add the ways to put the words into a dictionary."""
        self.addSeparator()
        self._add(self._words.text("Add to the newsroom's dictionary"), WORD, "newsroom", "D")
        self._add(self._words.text("Add to my dictionary"), WORD, "personal", "Shift+D")

    def popup_at(self, place: QPoint) -> None:
        """Open at ``place`` of the screen; the menu is gone once it is closed."""
        self.aboutToHide.connect(self.deleteLater)
        self.popup(place)

    def _add(self, words: str, what: str, how: str = "", keys: str = "") -> QAction:
        # A tab before the keys sets them at the right end; they belong to the list, not to this menu.
        action = self.addAction(f"{words}\t{keys}" if keys and self._keys else words)
        action.setData((what, how))
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        chosen = action.data()
        if chosen is not None:
            self.wanted.emit(*chosen)


def escaped(words: str) -> str:
    """Return ``words`` for a menu or button, where a single & would underline the next letter."""
    return words.replace("&", "&&")
