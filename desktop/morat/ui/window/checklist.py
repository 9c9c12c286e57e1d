"""What a piece still lacks, in a small window below the next step: each line leads to its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.checklist import Lack
from morat.ui.kit.icons import icon
from morat.ui.kit.theme import XS, M, S, face, set_kind

WIDTH = 320


class Checklist(QFrame):
    """Shows what is lacking; it is in nobody's way: a click elsewhere or Esc closes it.

    Signals:
        placeWanted(object): a Lack was chosen: its place shall be shown.
        stepWanted(): the step shall be taken all the same.
    """

    placeWanted = Signal(object)
    stepWanted = Signal()

    def __init__(self, words: Catalogue, lacks: Sequence[Lack], step: str, parent: QWidget) -> None:
        """Show ``lacks``; with the words of the next ``step`` it can be taken from here."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("checklist")
        self._lacks = list(lacks)
        title = words.text("Still missing") if any(lack.warns for lack in lacks) else words.text("To know")
        title = title if lacks else words.text("Nothing is missing")
        self.setAccessibleName(title)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(XS)
        head = QLabel(title, self)
        head.setFont(face(weight=QFont.Weight.DemiBold))
        column.addWidget(head)
        self.rows = [self._row(words.say(lack.reason), lack) for lack in lacks]
        for row in self.rows:
            column.addWidget(row)
        self.step = QPushButton(self)
        self._lay_out_step(words, step, column)

    def _lay_out_step(self, words: Catalogue, step: str, column: QVBoxLayout) -> None:
        self.step.setObjectName("stepAnywayButton")
        # Its kind first: the stylesheet looks at it once, when the button is first shown.
        set_kind(self.step, "primary")
        self.step.setVisible(bool(step))
        self.step.setText(words.text("{step} all the same", step=step) if self._lacks else step)
        self.step.clicked.connect(self._on_step)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.step)
        if step:
            column.addSpacing(S)
            column.addLayout(below)

    def show_below(self, button: QWidget) -> None:
        """Open below ``button``, in line with its right edge; Enter takes the step, the arrows walk."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + XS))
        self.move(corner)
        self.show()
        (self.step if not self.step.isHidden() else self.rows[0] if self.rows else self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, take with Enter, close with Esc."""
        buttons = [*self.rows, *([] if self.step.isHidden() else [self.step])]
        at = next((place for place, one in enumerate(buttons) if one.hasFocus()), 0)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and buttons:
            way = 1 if event.key() == Qt.Key.Key_Down else -1
            buttons[(at + way) % len(buttons)].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and buttons:
            buttons[at].click()
        else:
            super().keyPressEvent(event)

    def _row(self, text: str, lack: Lack) -> QPushButton:
        row = QPushButton(text, self)
        row.setObjectName(f"lack-{lack.reason.code}")
        row.setIcon(icon("alert-circle" if lack.warns else "lock", "warning" if lack.warns else "muted"))
        row.setIconSize(QSize(24, 18))
        set_kind(row, "row")
        row.clicked.connect(self._on_row)
        return row

    @Slot()
    def _on_row(self) -> None:
        lack = self._lacks[next(place for place, row in enumerate(self.rows) if row is self.sender())]
        self.close()
        self.placeWanted.emit(lack)

    @Slot()
    def _on_step(self) -> None:
        self.close()
        self.stepWanted.emit()
