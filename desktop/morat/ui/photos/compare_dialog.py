"""Two shots side by side, at the same zoom and the same place: keys rate them and say which it shall be."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, S
from morat.ui.photos.compare_side import ZOOM, CompareSide
from morat.ui.photos.marks_bar import MarksBar
from morat.ui.photos.outlook import Outlook
from morat.ui.photos.tiles import mark_of

_STEP = 0.1
"""Of what is seen: how far an arrow key goes."""
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}


class Shot(QWidget):
    """One of the two: its picture, its name, how large it is, its marks, and the button that chooses it.

    Signals:
        marked(str, str, int): the ``rating`` or the ``pick`` of the photo with this hash shall be this.
        chosen(): it was chosen.
    """

    marked = Signal(str, str, int)
    chosen = Signal()

    def __init__(self, words: Catalogue, facts: PhotoFacts, pixels: QSizeF, number: int) -> None:
        """Begin without the picture, which has so many ``pixels``."""
        super().__init__()
        self._words = words
        self.facts = facts
        self.side = CompareSide(words.text("The picture is coming…"), f"shot{number}", pixels, self)
        self.side.setAccessibleName(facts.file)
        self.marks = MarksBar(words)
        self.marks.marked.connect(self._on_marked)
        self.name = QLabel(facts.file)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        # A long name makes no side wider than the other.
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.size_told = QLabel()
        self.size_told.setObjectName(f"shotZoom{number}")
        self.size_told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.button = QPushButton(words.text("This one"))
        self.button.setObjectName(f"chooseShot{number}")
        self.button.setToolTip(words.text("Picks it and rejects the other (Enter)"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.chosen)
        line = QHBoxLayout()
        line.addWidget(self.name, 1)
        line.addWidget(self.size_told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.side, 1)
        column.addLayout(line)
        column.addWidget(self.marks)
        column.addWidget(self.button)
        self.show_facts(facts)

    def show_facts(self, facts: PhotoFacts) -> None:
        """Show the marks it has now."""
        self.facts = facts
        self.marks.show_facts(facts)

    def tell_size(self, zoom: float) -> None:
        """Say how large it is shown, in parts of its file; an ellipsis while its pixels are on their way."""
        percent = self._words.text("{n}%", n=self._words.number(round(100 * zoom / self.side.hundred)))
        self.size_told.setText(f"{percent}…" if self.side.wants_whole else percent)

    @Slot(str, int)
    def _on_marked(self, field: str, value: int) -> None:
        self.marked.emit(self.facts.sha256, field, value)


class CompareDialog(QDialog):
    """Shows two shots: both are looked at in the same way, marks go to the one in the frame.

    Signals:
        chosen(str, str): hash of the shot that was chosen, and of the other one.
        marked(str, str, int): the ``rating`` or the ``pick`` of the photo with this hash shall be this.
        undoWanted(): the last mark shall be taken back.
        wholeWanted(str): the picture with this hash is looked at so closely that all its pixels are wanted.
    """

    chosen = Signal(str, str)
    marked = Signal(str, str, int)
    undoWanted = Signal()
    wholeWanted = Signal(str)

    def __init__(
        self,
        words: Catalogue,
        photos: tuple[PhotoFacts, PhotoFacts],
        pixels: Mapping[str, tuple[int, int]],
        parent: QWidget | None = None,
    ) -> None:
        """Begin with both of them whole; ``pixels`` are width and height of each as it is shown, by hash."""
        super().__init__(parent)
        self._outlook = Outlook()
        self.setObjectName("compareDialog")
        self.setWindowTitle(words.text("Two shots"))
        self.setAccessibleName(self.windowTitle())
        self.shots = tuple(
            Shot(words, facts, QSizeF(*pixels[facts.sha256]), number)
            for number, facts in enumerate(photos, start=1)
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(L, L, L, L)
        grid.setSpacing(S)
        grid.setRowStretch(0, 1)
        for column, shot in enumerate(self.shots):
            grid.addWidget(shot, 0, column)
            grid.setColumnStretch(column, 1)
            shot.side.dragged.connect(self._on_dragged)
            shot.side.zoomed.connect(self._on_zoomed)
            shot.side.opened.connect(self._on_opened)
            shot.marked.connect(self.marked)
            shot.chosen.connect(self._on_chosen)
        QWidget.setTabOrder(self.shots[0].side, self.shots[1].side)
        grid.addWidget(_keys(words), 1, 0, 1, 2)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undoWanted)
        begin_at(self, 1160, 700)
        self.shots[0].side.setFocus()

    def show_picture(self, sha: str, image: QImage) -> None:
        """Show a picture of one of them, perhaps a smaller one."""
        self._shot(sha).side.show_picture(image)
        self._look_again()

    def show_whole(self, sha: str, image: QImage) -> None:
        """Show one of them with all its pixels."""
        self._shot(sha).side.show_whole(image)
        self._look_again()

    def tell(self, sha: str, text: str) -> None:
        """Say why there is no picture of one of them."""
        self._shot(sha).side.tell(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark and choose the shot in the frame; look closer at both, go elsewhere in them."""
        key, text, told = Qt.Key(event.key()), event.text().upper(), mark_of(event)
        if told is not None:
            self.marked.emit(self._active.facts.sha256, *told)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._active)
        elif text in ("+", "="):
            self._look(self._outlook.about(ZOOM, self._outlook.centre, self._hundred))
        elif text == "-":
            self._look(self._outlook.about(1 / ZOOM, self._outlook.centre, self._hundred))
        elif text == "Z":
            self._turn(self._outlook.centre)
        elif key in _ARROWS:
            self._move(QPointF(*_ARROWS[key]) / self._outlook.zoom)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how large the shots are in the room there is now."""
        super().resizeEvent(event)
        self._look_again()

    @property
    def _active(self) -> Shot:
        """The shot that has the keys, on its picture or on its button."""
        focused = self.focusWidget()
        return next((shot for shot in self.shots if shot.isAncestorOf(focused)), self.shots[0])

    def _shot(self, sha: str) -> Shot:
        return next(shot for shot in self.shots if shot.facts.sha256 == sha)

    @property
    def _hundred(self) -> float:
        """The zoom that shows the larger of them pixel for pixel."""
        return max(shot.side.hundred for shot in self.shots)

    def _look(self, outlook: Outlook) -> None:
        self._outlook = outlook
        for shot in self.shots:
            shot.side.look(outlook.zoom, outlook.centre)
            shot.tell_size(outlook.zoom)
            if shot.side.wants_whole:
                self.wholeWanted.emit(shot.facts.sha256)

    def _look_again(self) -> None:
        self._move(QPointF())

    def _move(self, way: QPointF) -> None:
        self._look(self._outlook.at(self._outlook.zoom, self._outlook.centre + way, self._hundred))

    def _turn(self, centre: QPointF) -> None:
        """Show the shot in the frame pixel for pixel, or all of it where it is larger than that."""
        self._look(self._outlook.turned(centre, self._active.side.hundred))

    def _choose(self, shot: Shot) -> None:
        other = self.shots[1] if shot is self.shots[0] else self.shots[0]
        self.accept()
        self.chosen.emit(shot.facts.sha256, other.facts.sha256)

    def _sent_by(self) -> Shot:
        """Return the shot that says something now, or whose picture does."""
        sender = self.sender()
        return next(shot for shot in self.shots if sender in (shot, shot.side))

    @Slot()
    def _on_chosen(self) -> None:
        self._choose(self._sent_by())

    @Slot(object)
    def _on_dragged(self, way: QPointF) -> None:
        self._move(-way)

    @Slot(object)
    def _on_opened(self, at: QPointF) -> None:
        self._turn(at)

    @Slot(float, object)
    def _on_zoomed(self, times: float, at: QPointF) -> None:
        self._look(self._outlook.about(times, at, self._hundred))


def _keys(words: Catalogue) -> QLabel:
    """Return the line that says what keys and mouse do."""
    told = words.text(
        "Tab: the other shot. 1–5: stars, P: pick, X: reject, Enter: this one. Z or a double click: "
        "pixel for pixel. + and −, the wheel: zoom both; arrows, the mouse: move both."
    )
    keys = QLabel(told)
    keys.setObjectName("compareKeys")
    keys.setWordWrap(True)
    keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return keys
