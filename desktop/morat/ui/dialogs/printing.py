"""The proof on paper before it is printed: its pages, and what stands on them beside the text."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.paper import Paper
from morat.ui.kit import icons, theme
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, M, S

PAGE_WIDTH = 520
"""Pixels of a page's picture, at 96 dpi."""


class PrintDialog(QDialog):
    """Shows pages that somebody else draws.

    Signals:
        paperChanged(object): the Paper is another now.
        printWanted(): to the printer.
        pdfWanted(): into a file.
    """

    paperChanged = Signal(object)
    printWanted = Signal()
    pdfWanted = Signal()

    def __init__(self, words: Catalogue, paper: Paper, parent: QWidget | None = None) -> None:
        """Begin with the choices of ``paper``, without pages."""
        super().__init__(parent)
        self._words = words
        self._paper = paper
        self.setObjectName("printDialog")
        self.setWindowTitle(words.text("Print"))
        self._build()
        begin_at(self, PAGE_WIDTH + 360, 720)

    @property
    def paper(self) -> Paper:
        """What stands on the paper as it is chosen now."""
        return structs.replace(
            self._paper,
            lines=self.lines.isChecked(),
            signatures=self.signatures.isChecked(),
            note=self.note.isChecked(),
        )

    def show_pages(self, count: int, pictures: Sequence[QImage]) -> None:
        """Show pictures of the first pages, and how many pages there are."""
        for label in self._labels[len(pictures) :]:
            label.deleteLater()
        del self._labels[len(pictures) :]
        while len(self._labels) < len(pictures):
            label = QLabel()
            label.setObjectName("printPage")
            self._pages.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self._labels.append(label)
        for number, (label, picture) in enumerate(zip(self._labels, pictures, strict=True), 1):
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(QPixmap.fromImage(picture))
            label.setAccessibleName(self._words.text("Page {n} of {all}", n=number, all=count))
        self.count.setText(self._words.plural("{n} page of A4", "{n} pages of A4", count))
        self.print_button.setEnabled(True)

    def _build(self) -> None:
        text = self._words.text
        self._labels: list[QLabel] = []
        desk = QWidget()
        desk.setObjectName("printDesk")
        self._pages = QVBoxLayout(desk)
        self._pages.setContentsMargins(L, L, L, L)
        self._pages.setSpacing(M)
        area = QScrollArea()
        area.setObjectName("printPages")
        area.setAccessibleName(text("Pages"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(desk)
        self.lines = self._choice("printLines", text("Numbers before the lines"), on=self._paper.lines)
        self.signatures = self._choice(
            "printSignatures", text("Boxes for signatures"), on=self._paper.signatures
        )
        self.note = self._choice("printNote", text("Note to the editor"), on=self._paper.note)
        self.count = QLabel()
        self.count.setObjectName("printCount")
        self.print_button = QPushButton(icons.icon("printer", "on_button"), text("Print…"))
        self.print_button.setObjectName("printButton")
        self.print_button.setEnabled(False)
        self.print_button.setDefault(True)
        theme.set_kind(self.print_button, "primary")
        pdf = QPushButton(icons.icon("file-type-pdf"), text("Save as PDF…"))
        pdf.setObjectName("printPdf")
        pdf.setAutoDefault(False)
        close = QPushButton(text("Close"))
        close.setAutoDefault(False)
        side = QVBoxLayout()
        side.setContentsMargins(L, L, L, L)
        side.setSpacing(S)
        for widget in (self.lines, self.signatures, self.note):
            side.addWidget(widget)
        side.addSpacing(S)
        side.addWidget(self.count)
        side.addStretch(1)
        for button in (self.print_button, pdf, close):
            side.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(area, 1)
        row.addLayout(side)
        self.print_button.clicked.connect(self.printWanted)
        pdf.clicked.connect(self.pdfWanted)
        close.clicked.connect(self.reject)

    def _choice(self, name: str, words: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setChecked(on)
        box.toggled.connect(self._on_choice)
        return box

    @Slot()
    def _on_choice(self) -> None:
        self.paperChanged.emit(self.paper)
