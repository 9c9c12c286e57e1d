"""A line of text that offers what was written there before; the offer never touches what is being typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QWidget

from morat.newsroom.text import fold
from morat.ui.kit.theme import XS, set_kind

SHOWN = 8
"""Offers that are shown at once."""
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class SuggestLine(QLineEdit):
    """Offers words in a list below, with or without marks; arrows walk in it, Enter or Tab takes, Esc closes.

    No inline completion and no popup window: both break what Vietnamese typing tools compose.

    Signals:
        offersWanted(): the line has the keys now; what it may offer is wanted.
        taken(object): an offer was taken; its data, as :meth:`offer` was given it.
    """

    offersWanted = Signal()
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, between: str = "") -> None:
        """Begin without offers. With ``between`` (a comma) the line holds several words."""
        super().__init__(parent)
        self._between = between
        self._offers: Sequence[str] = ()
        self._list: QListWidget | None = None
        self._listed: frozenset[str] = frozenset()
        self._told = ""
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_text_changed)

    def show_offers(self, offers: Sequence[str]) -> None:
        """Offer those of ``offers`` that fit what is typed."""
        self._offers = offers
        if self.hasFocus() and self.isModified():
            self._on_edited(self.text())

    def show_listed(self, listed: Sequence[str], told: str) -> None:
        """Know the newsroom's own list: of a word outside it ``told`` is said. Without a list nothing is."""
        self._listed, self._told = frozenset(listed), told
        self._on_text_changed()

    def outside(self) -> list[str]:
        """Return the words that are not in the newsroom's list."""
        words = self.text().split(self._between) if self._between else [self.text()]
        there = (word.strip() for word in words)
        return [word for word in there if word and word not in self._listed] if self._listed else []

    def offer(self, offers: Sequence[tuple[str, object]]) -> None:
        """Offer just these now: what is read, and what :attr:`taken` shall say."""
        # Not hasFocus: an answer may come while another window is in front.
        if not offers or self.window().focusWidget() is not self:
            self.close_list()
            return
        shown = self._shown_list()
        shown.clear()
        for label, data in offers:
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, data)
            shown.addItem(item)
        self._place(shown)

    @property
    def is_offering(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def offered(self) -> list[str]:
        """Return what is offered."""
        if self._list is None or not self.is_offering:
            return []
        return [self._list.item(row).text() for row in range(self._list.count())]

    def close_list(self) -> None:
        """Offer nothing any more."""
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list and take from it while it is open."""
        if not (self.is_offering and self._take_key(event)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for what may be offered."""
        super().focusInEvent(event)
        self.offersWanted.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        self.close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the list, which does not lie inside this widget."""
        self.close_list()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Tab before it moves the focus while the list is open."""
        taken = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.is_offering
            and self._take_key(event)
        )
        return taken or super().event(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        shown = self._shown_list()
        row = shown.currentRow()
        if event.key() == Qt.Key.Key_Down:
            shown.setCurrentRow(min(row + 1, shown.count() - 1))
        elif event.key() == Qt.Key.Key_Up and row >= 0:
            shown.setCurrentRow(row - 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_list()
        elif event.key() in _TAKING and row >= 0:
            self._on_clicked(shown.item(row))
        else:
            return False
        return True

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        start, end = self._part()
        typed = fold(self.text()[start:end].strip())
        if not typed:
            self.close_list()
            return
        there = (
            {fold(word.strip()) for word in self.text().split(self._between)} if self._between else set[str]()
        )
        fits = [word for word in self._offers if typed in fold(word) and fold(word) not in there - {typed}]
        # What begins as it was typed comes first; sorted() keeps the rest of the order.
        first = sorted(fits, key=lambda word: not fold(word).startswith(typed))[:SHOWN]
        self.offer([(word, word) for word in first if word != self.text()[start:end].strip()])

    @Slot()
    def _on_text_changed(self) -> None:
        outside = bool(self.outside())
        if outside != bool(self.property("outside")):
            self.setProperty("outside", outside)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setAccessibleDescription(self._told if outside else "")
            self.setToolTip(self._told if outside else self.accessibleName())

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self.close_list()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        data = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(data, str) and data == item.text():
            start, end = self._part()
            before = self.text()[:start].rstrip()
            after = self.text()[end:]
            text = f"{before} {data}" if before else data
            text += f"{self._between} " if self._between and not after else ""
            self.setText(text + after)
            self.setCursorPosition(len(text))
            self.setModified(True)
        self.close_list()
        self.taken.emit(data)

    def _part(self) -> tuple[int, int]:
        """Return where the word the cursor is in begins and ends, all of the line where it holds one."""
        text, at = self.text(), self.cursorPosition()
        if not self._between:
            return 0, len(text)
        start = text.rfind(self._between, 0, at) + 1
        end = text.find(self._between, at)
        return start, len(text) if end < 0 else end

    def _shown_list(self) -> QListWidget:
        if self._list is None:
            self._list = made = QListWidget(self.window())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setObjectName(f"{self.objectName()}Offers")
            made.setAccessibleName(self.accessibleName())
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            set_kind(made, "offers")
            made.itemClicked.connect(self._on_clicked)
            above = self.parentWidget()
            while above is not None and not isinstance(above, QScrollArea):
                above = above.parentWidget()
            if above is not None:
                # The list does not lie inside the page and would stay where it is.
                above.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        return self._list

    def _place(self, shown: QListWidget) -> None:
        window = self.window()
        if shown.parentWidget() is not window:
            shown.setParent(window)
        height = shown.sizeHintForRow(0) * shown.count() + 4 * XS
        below = self.mapTo(window, QPoint(0, self.height()))
        if below.y() + height > window.height():
            below = self.mapTo(window, QPoint(0, -height))
        shown.setGeometry(below.x(), below.y(), max(self.width(), 260), height)
        shown.setCurrentRow(-1)
        shown.show()
        shown.raise_()
