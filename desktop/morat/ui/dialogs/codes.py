"""The newsroom's own codes (gõ tắt), as the text they are: a code, a tab, what it stands for."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, S

SIZE = (620, 460)


class CodesDialog(QDialog):
    """Edits the list; it closes when what was written down has been kept.

    Signals:
        chosen(str): the text shall be kept.
    """

    chosen = Signal(str)

    def __init__(self, words: Catalogue, text: str, parent: QWidget | None = None) -> None:
        """Begin with the ``text`` that is there."""
        super().__init__(parent)
        self.setObjectName("codesDialog")
        self.setWindowTitle(words.text("Codes while typing"))
        begin_at(self, *SIZE)
        self.edit = QPlainTextEdit(text)
        self.edit.setObjectName("codesEdit")
        self.edit.setAccessibleName(words.text("Codes"))
        # A hint shows no tabs.
        example = "qn\tQuảng Ninh\nubt\tỦy ban nhân dân tỉnh\tUBND tỉnh"
        self.edit.setPlaceholderText(example.replace("\t", 4 * "\u2003"))
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.edit.setTabStopDistance(self.edit.fontMetrics().horizontalAdvance("m") * 12)
        theme.set_kind(self.edit, "field")
        hint = QLabel(
            words.text(
                "A line for each code: the code, Tab, its text; another Tab before a second text. "
                "=qn= becomes the text, =qn#2= the second one. People's codes are in the register of people."
            )
        )
        self.told = QLabel()
        self.told.setObjectName("codesTold")
        self.told.hide()
        for label in (hint, self.told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        hint.setFont(theme.face(theme.SMALL_PX))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(S)
        for widget in (hint, self.edit, self.told, buttons):
            column.addWidget(widget)

    def show_failed(self, text: str) -> None:
        """Say why it was not kept; everything stands as it was typed."""
        self.told.setText(text)
        self.told.show()
        self.edit.setFocus()

    @Slot()
    def _on_accepted(self) -> None:
        self.chosen.emit(self.edit.toPlainText())
