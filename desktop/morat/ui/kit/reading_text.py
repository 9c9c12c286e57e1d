"""A text that is read, selected and copied, and never written: the preview, and what lies beside the page."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget


class ReadingText(QTextBrowser):
    """Shows documents that ``services.reading_copy`` has set; links open in the browser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._shown: QTextDocument | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A caret that is not seen: text is selected by keys too.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying from the window: its actions would copy from the page."""
        if event.type() == QEvent.Type.ShortcutOverride and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def show_document(self, document: QTextDocument, margin: float, *, stay: bool) -> None:
        """Show ``document`` and own it, ``margin`` around it; ``stay`` where one reads, or begin anew."""
        bar = self.verticalScrollBar()
        place = bar.value() if stay else 0
        old, self._shown = self._shown, document
        document.setParent(self)
        document.setDocumentMargin(margin)
        self.setDocument(document)
        if old is not None:
            old.deleteLater()
        bar.setValue(place)


def _copies(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll)
    )
