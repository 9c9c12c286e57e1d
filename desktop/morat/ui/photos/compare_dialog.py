"""Two shots side by side, at the same zoom and the same place: a key says which of them it shall be."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui.kit import theme
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, S

MOST_ZOOM = 16.0
"""Times the size at which a picture fits its half."""
_ZOOM = 1.25
_STEP = 0.1
"""Of what is seen: how far an arrow key goes."""
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}


class Side(QWidget):
    """One of the shots.

    Signals:
        dragged(object): it was pulled so far, a QPointF in parts of the picture.
        zoomed(float, object): it shall be so many times as large about a place (QPointF) of the picture.
    """

    dragged = Signal(object)
    zoomed = Signal(float, object)

    def __init__(self, told: str, name: str, parent: QWidget) -> None:
        """Begin without a picture; ``told`` stands there until it comes."""
        super().__init__(parent)
        self._told = told
        self._image: QImage | None = None
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self._held: QPointF | None = None
        self.setObjectName(name)
        self.setMinimumSize(360, 320)

    def show_picture(self, image: QImage) -> None:
        """Show this picture."""
        self._image = image
        self.update()

    def tell(self, text: str) -> None:
        """Say why there is no picture."""
        self._told = text
        self.update()

    def look(self, zoom: float, centre: QPointF) -> None:
        """Show it so large, with this place (in parts of the picture) in the middle."""
        self._zoom, self._centre = zoom, centre
        self.update()

    def place(self) -> QRectF:
        """Return where the whole picture is, most of it perhaps out of sight."""
        image = self._image
        if image is None:
            return QRectF()
        fitted = QSizeF(image.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        size = fitted * self._zoom
        middle = QRectF(self.rect()).center()
        corner = middle - QPointF(self._centre.x() * size.width(), self._centre.y() * size.height())
        return QRectF(corner, size)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the picture."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull it along; the other one follows."""
        place = self.place()
        if self._held is not None and not place.isEmpty():
            way = event.position() - self._held
            self._held = event.position()
            self.dragged.emit(QPointF(way.x() / place.width(), way.y() / place.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let go."""
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Grow or shrink about the mouse."""
        place = self.place()
        if not place.isEmpty():
            at = event.position() - place.topLeft()
            times = _ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM
            self.zoomed.emit(times, QPointF(at.x() / place.width(), at.y() / place.height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw what is seen of the picture."""
        tokens, painter = theme.tokens(self.palette()), QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.desk))
        if self._image is None:
            painter.setPen(QPen(QColor(tokens.muted)))
            middle = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(L, L, -L, -L), middle, self._told)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.place(), self._image)


class CompareDialog(QDialog):
    """Shows two shots; what is done to one is done to both.

    Signals:
        chosen(str, str): hash of the shot that was chosen, and of the other one.
    """

    chosen = Signal(str, str)

    def __init__(
        self, words: Catalogue, shots: tuple[PhotoFacts, PhotoFacts], parent: QWidget | None = None
    ) -> None:
        """Begin with both of them whole."""
        super().__init__(parent)
        self.shots = shots
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self.setObjectName("compareDialog")
        self.setWindowTitle(words.text("Two shots"))
        grid = QGridLayout(self)
        grid.setContentsMargins(L, L, L, L)
        grid.setSpacing(S)
        self.sides: list[Side] = []
        self.buttons: list[QPushButton] = []
        for number, facts in enumerate(shots):
            side = Side(words.text("The picture is coming…"), f"shot{number + 1}", self)
            side.setAccessibleName(facts.file)
            side.dragged.connect(self._on_dragged)
            side.zoomed.connect(self._on_zoomed)
            button = QPushButton(words.text("This one ({key})", key=number + 1))
            button.setObjectName(f"chooseShot{number + 1}")
            button.setAutoDefault(False)
            button.clicked.connect((self._on_left, self._on_right)[number])
            name = QLabel(facts.file)
            name.setTextFormat(Qt.TextFormat.PlainText)
            for row, widget in enumerate((side, name, button)):
                grid.addWidget(widget, row, number)
            self.sides.append(side)
            self.buttons.append(button)
        told = words.text("The wheel or + and − zoom both, the mouse or the arrows move them; 0 shows all.")
        keys = QLabel(told)
        keys.setObjectName("compareKeys")
        keys.setWordWrap(True)
        keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        grid.addWidget(keys, grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(0, 1)
        self.setAccessibleName(self.windowTitle())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        begin_at(self, 1160, 640)
        self.setFocus()

    def show_picture(self, sha: str, image: QImage) -> None:
        """Show the picture of one of them."""
        self._side(sha).show_picture(image)

    def tell(self, sha: str, text: str) -> None:
        """Say why there is no picture of one of them."""
        self._side(sha).tell(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with 1 and 2; + and - zoom, 0 shows all, the arrows go elsewhere."""
        key, text = Qt.Key(event.key()), event.text()
        if text in ("1", "2"):
            self._choose(int(text) - 1)
        elif text in ("+", "="):
            self._look(self._zoom * _ZOOM, self._centre)
        elif text == "-":
            self._look(self._zoom / _ZOOM, self._centre)
        elif text == "0":
            self._look(1.0, QPointF(0.5, 0.5))
        elif key in _ARROWS:
            x, y = _ARROWS[key]
            self._look(self._zoom, self._centre + QPointF(x, y) / self._zoom)
        else:
            super().keyPressEvent(event)

    def _side(self, sha: str) -> Side:
        return self.sides[[facts.sha256 for facts in self.shots].index(sha)]

    def _look(self, zoom: float, centre: QPointF) -> None:
        self._zoom = min(MOST_ZOOM, max(1.0, zoom))
        # No farther than the edge: half of what is seen lies on either side of the middle.
        margin = 0.5 / self._zoom
        self._centre = QPointF(*(min(1 - margin, max(margin, one)) for one in centre.toTuple()))
        for side in self.sides:
            side.look(self._zoom, self._centre)

    def _choose(self, number: int) -> None:
        self.accept()
        self.chosen.emit(self.shots[number].sha256, self.shots[1 - number].sha256)

    @Slot()
    def _on_left(self) -> None:
        self._choose(0)

    @Slot()
    def _on_right(self) -> None:
        self._choose(1)

    @Slot(object)
    def _on_dragged(self, way: QPointF) -> None:
        self._look(self._zoom, self._centre - way)

    @Slot(float, object)
    def _on_zoomed(self, times: float, at: QPointF) -> None:
        zoom = min(MOST_ZOOM, max(1.0, self._zoom * times))
        self._look(zoom, at + (self._centre - at) * (self._zoom / zoom))
