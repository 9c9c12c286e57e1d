"""Comments and suggested changes beside the text: a new one on top, then all in the order of the text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.theme import XS, M, S
from morat.ui.kit.tools import tool
from morat.ui.review.composer import Composer
from morat.ui.review.kind_chips import KindChips
from morat.ui.review.remarks_list import RemarksList
from morat.ui.review.remarks_model import COMMENTS, KINDS, NAMES, RESOLVED, SIGNS, SUGGESTIONS
from morat.ui.review.signature import SignatureLine

if TYPE_CHECKING:
    from morat.newsroom.remarks import Remark

ACCEPT_ALL, REJECT_ALL = "accept-all", "reject-all"


class RemarksPanel(QWidget):
    """What is said of the piece by kinds; a kind is shown or left out by its chip.

    Signals:
        chosen(object), wanted(object, str, str): see ``RemarksList``.
        allWanted(str, object): ``accept-all`` or ``reject-all`` of one author's suggestions (None: of all).
        addWanted(): somebody wants to say something of the selected words.
        said(str): that is a new comment.
        dropped(): the new comment is put aside.
        signed(str): comments are signed with this name; empty where they shall have none.
    """

    chosen = Signal(object)
    wanted = Signal(object, str, str)
    allWanted = Signal(str, object)
    addWanted = Signal()
    said = Signal(str)
    dropped = Signal()
    signed = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nothing said."""
        super().__init__(parent)
        self._words = words
        self.list = RemarksList(words)
        self.kinds = KindChips(words, {kind: SIGNS[kind] for kind in KINDS}, hidden=(RESOLVED,))
        self.composer = Composer(words)
        self.composer.hide()
        self.signature = SignatureLine(words)
        self.signature.hide()
        self.menu = QMenu(self)
        self.menu.setObjectName("suggestionsMenu")
        self._empty = EmptyState("message", words.text("Select words and say something of them."))
        self._empty.say(words.text("Select words and say something of them."), words.text("New comment"))
        self._filtered = EmptyState("filter", words.text("Nothing of this kind."), words.text("Show all"))
        self._stack = QStackedWidget()
        for widget in (self._empty, self._filtered, self.list):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(self.signature)
        column.addWidget(self.composer)
        column.addWidget(self._stack, 1)
        self._wire()
        self._show_counts()

    def show_remarks(self, remarks: "Sequence[Remark]") -> None:
        """Show these; what is open stays open, and an answer that was begun stays there."""
        self.list.remarks.take(remarks)
        self._show_counts()

    def show_remark(self, name: str) -> None:
        """Open what has this id, whichever kinds are shown."""
        if not self.list.show_remark(name):
            self._on_all_wanted()
            self.list.show_remark(name)

    @property
    def open_count(self) -> int:
        """How much of it somebody has yet to do something about."""
        counts = self.list.remarks.counts()
        return counts[COMMENTS] + counts[SUGGESTIONS]

    def _wire(self) -> None:
        self.list.chosen.connect(self.chosen)
        self.list.wanted.connect(self.wanted)
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.composer.said.connect(self.said)
        self.composer.dropped.connect(self.dropped)
        self.signature.given.connect(self.signed)
        self._empty.wanted.connect(self.addWanted)
        self._filtered.wanted.connect(self._on_all_wanted)
        self.menu.aboutToShow.connect(self._on_menu)
        self.menu.triggered.connect(self._on_chosen)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(M, S, S, XS)
        row.setSpacing(XS)
        row.addWidget(self.kinds)
        row.addStretch(1)
        add = tool("message-plus", self._words.text("New comment"), keys="Ctrl+Alt+M", tone="muted")
        add.setObjectName("newComment")
        add.clicked.connect(self.addWanted)
        self._more = tool("dots", self._words.text("All suggestions"), tone="muted")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self.menu)
        row.addWidget(add)
        row.addWidget(self._more)
        return row

    def _show_counts(self) -> None:
        counts = self.list.remarks.counts()
        self.kinds.show_counts(counts, self._name_of)
        self._more.setVisible(bool(counts[SUGGESTIONS]))
        if self.list.remarks.rowCount():
            self._stack.setCurrentWidget(self.list)
        else:
            self._stack.setCurrentWidget(self._filtered if any(counts.values()) else self._empty)

    def _name_of(self, kind: str) -> str:
        return self._words.text(NAMES[kind])

    @Slot()
    def _on_kinds_chosen(self) -> None:
        self.list.remarks.choose(self.kinds.shown)
        self._show_counts()

    @Slot()
    def _on_all_wanted(self) -> None:
        self.kinds.show_kinds(KINDS)

    @Slot()
    def _on_menu(self) -> None:
        """Offer all suggestions at once, and each author's where there are several."""
        text, authors = self._words.text, self.list.remarks.authors()
        self.menu.clear()
        self._offer(text("Accept all suggestions"), ACCEPT_ALL, None)
        self._offer(text("Reject all suggestions"), REJECT_ALL, None)
        for author in authors if len(authors) > 1 else ():
            name = (author or text("Somebody")).replace("&", "&&")
            self.menu.addSeparator()
            self._offer(text("Accept all of {author}", author=name), ACCEPT_ALL, author)
            self._offer(text("Reject all of {author}", author=name), REJECT_ALL, author)

    def _offer(self, words: str, what: str, author: str | None) -> None:
        self.menu.addAction(words).setData((what, author))

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.allWanted.emit(*action.data())
