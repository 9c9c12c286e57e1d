"""Asks whoever says something for the first time with which name it shall be signed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.theme import XS, M, S


class SignatureLine(QFrame):
    """One line for a name. It is asked for behind the comment, which is said already.

    Signals:
        given(str): the name; empty where somebody would rather not say it now.
    """

    given = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setObjectName("signatureLine")
        question = QLabel(words.text("Which name goes under your comments?"))
        self.edit = QLineEdit()
        self.edit.setObjectName("signatureEdit")
        self.edit.setAccessibleName(words.text("Your name"))
        self.edit.setPlaceholderText(words.text("Your name"))
        theme.set_kind(self.edit, "field")
        question.setBuddy(self.edit)
        later = QPushButton(words.text("Later"))
        theme.set_kind(later, "quiet")
        sign = QPushButton(words.text("Sign"))
        sign.setObjectName("signComment")
        theme.set_kind(sign, "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(later)
        buttons.addWidget(sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, XS, M, M)
        column.setSpacing(S)
        column.addWidget(question)
        column.addWidget(self.edit)
        column.addLayout(buttons)
        self.edit.returnPressed.connect(self._on_signed)
        sign.clicked.connect(self._on_signed)
        later.clicked.connect(self._on_later)

    def ask(self) -> None:
        """Take the keys for the name."""
        self.show()
        self.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_later()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_signed(self) -> None:
        self.given.emit(" ".join(self.edit.text().split()))

    @Slot()
    def _on_later(self) -> None:
        self.given.emit("")
