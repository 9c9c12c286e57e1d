"""One photo of the contact sheet, large: keys go from photo to photo, rate, pick and reject."""

from PySide6.QtCore import QPointF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, M, S
from morat.ui.photos.compare_side import ZOOM, CompareSide
from morat.ui.photos.marks_bar import MarksBar
from morat.ui.photos.outlook import Outlook
from morat.ui.photos.tiles import is_too_much, mark_of

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
}
_MARKS_WIDTH = 280


class LoupeDialog(QDialog):
    """Shows the photo that is the current one of the sheet, in the same way as the one before it.

    Signals:
        stepped(int): to the next photo of the sheet (1), or to the one before (-1).
        marked(str, int): its ``rating`` or its ``pick`` shall be this.
        takeWanted(): it shall be put into the text.
        undoWanted(): the last mark shall be taken back.
        wholeWanted(str): it is looked at so closely that all its pixels are wanted.
    """

    stepped = Signal(int)
    marked = Signal(str, int)
    takeWanted = Signal()
    undoWanted = Signal()
    wholeWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without a photo."""
        super().__init__(parent)
        self._words = words
        self._outlook = Outlook()
        self.sha = ""
        self.setObjectName("loupeDialog")
        self.setWindowTitle(words.text("Photo"))
        self._coming = words.text("The picture is coming…")
        self.side = CompareSide(self._coming, "loupe", QSizeF(1, 1), self)
        self.name = _plain("loupeName")
        self.caption = _plain("loupeCaption")
        self.caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.marks = MarksBar(words)
        self.marks.setFixedWidth(_MARKS_WIDTH)
        self.marks.marked.connect(self.marked)
        keys = QLabel(
            words.text(
                "Arrows: the next photo. 1–5: stars, P: pick, X: reject, U: neither. Enter: into the text. "
                "Z or a double click: pixel for pixel; the mouse moves it. Space: back to the sheet."
            )
        )
        keys.setWordWrap(True)
        keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.name)
        told.addWidget(self.caption)
        line = QHBoxLayout()
        line.setSpacing(M)
        line.addLayout(told, 1)
        line.addWidget(self.marks)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addWidget(self.side, 1)
        column.addLayout(line)
        column.addWidget(keys)
        self.side.dragged.connect(self._on_dragged)
        self.side.zoomed.connect(self._on_zoomed)
        self.side.opened.connect(self._on_opened)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undoWanted)
        begin_at(self, 1280, 860)
        self.side.setFocus()

    def show_photo(self, facts: PhotoFacts, pixels: tuple[int, int], place: tuple[int, int]) -> None:
        """Show what is known of a photo with so many ``pixels``, the so-manyth of so many (``place``)."""
        if facts.sha256 != self.sha:
            self.sha = facts.sha256
            self.side.begin(self._coming, QSizeF(*pixels))
        number, many = place
        told = self._words.text("{n} of {total}", n=number, total=many)
        self.name.setText(f"{facts.file} · {told}")
        self.caption.setText(facts.caption or self._words.text("No caption yet."))
        self.side.setAccessibleName(f"{facts.file}. {facts.caption}")
        self.marks.show_facts(facts)

    def show_picture(self, image: QImage) -> None:
        """Show the photo, perhaps smaller than it is."""
        self.side.show_picture(image)
        self._move(QPointF())

    def show_whole(self, image: QImage) -> None:
        """Show the photo with all its pixels."""
        self.side.show_whole(image)
        self._move(QPointF())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to other photos, mark this one, look closer, or go back to the sheet."""
        key, told, middle = Qt.Key(event.key()), mark_of(event), self._outlook.centre
        if is_too_much(event):
            event.accept()
        elif told is not None:
            self.marked.emit(*told)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.takeWanted.emit()
        elif key == Qt.Key.Key_Space:
            self.accept()
        elif event.text().upper() == "Z":
            self._look(self._outlook.turned(middle, self.side.hundred))
        elif event.text() in ("+", "=", "-"):
            self._on_zoomed(1 / ZOOM if event.text() == "-" else ZOOM, middle)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look at the same place in the room there is now."""
        super().resizeEvent(event)
        self._move(QPointF())

    def _look(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.side.look(outlook.zoom, outlook.centre)
        if self.side.wants_whole:
            self.wholeWanted.emit(self.sha)

    def _move(self, way: QPointF) -> None:
        self._look(self._outlook.at(self._outlook.zoom, self._outlook.centre + way, self.side.hundred))

    @Slot(object)
    def _on_dragged(self, way: QPointF) -> None:
        self._move(-way)

    @Slot(float, object)
    def _on_zoomed(self, times: float, at: QPointF) -> None:
        self._look(self._outlook.about(times, at, self.side.hundred))

    @Slot(object)
    def _on_opened(self, at: QPointF) -> None:
        self._look(self._outlook.turned(at, self.side.hundred))


def _plain(name: str) -> QLabel:
    """Return a line of plain text that makes no window wider."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
