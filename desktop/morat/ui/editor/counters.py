"""How long a field is beside how long it may be."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.genres import NO_LIMIT, WORDS, Limit
from morat.services.open_article import one_line
from morat.ui.editor.growing import EDGE, FieldEdit
from morat.ui.kit import icons
from morat.ui.kit.theme import SMALL_PX, face, set_kind

SIGN, GAP = 14, 4
"""Pixels of the sign before a count that is over its limit, and of the space after it."""
IN_MARGIN = 48
"""Pixels of a counter that stands in the margin of the page."""


class FieldCounter(QLabel):
    """Counts one field, in a row of its own; quiet, but with a sign and a colour when there is too much."""

    def __init__(self, words: Catalogue, edit: FieldEdit, parent: QWidget) -> None:
        """Count what ``edit`` shows; nothing is said before there is a limit."""
        super().__init__(parent)
        self.words = words
        self.edit = edit
        self.limit = NO_LIMIT
        self.count = 0
        self._is_over = False
        self._document: QTextDocument | None = None
        self.setObjectName(edit.objectName().removesuffix("Edit") + "Counter")
        self.setFont(face(SMALL_PX))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setContentsMargins(EDGE, 0, EDGE, 0)
        set_kind(self, "counter")

    def show_document(self, document: QTextDocument) -> None:
        """Count ``document`` from now on."""
        if self._document is not None:
            self._document.contentsChanged.disconnect(self._on_contents_changed)
        self._document = document
        document.contentsChanged.connect(self._on_contents_changed)
        self._on_contents_changed()

    def show_limit(self, limit: Limit) -> None:
        """Hold the field against ``limit``."""
        self.limit = limit
        self._on_contents_changed()

    @property
    def is_over(self) -> bool:
        """Whether the field is longer than it may be."""
        return self._is_over

    def show_count(self) -> None:
        """Say the count as it is now."""
        self.setText(self.told() if self.limit.most else "")

    def told(self) -> str:
        """Return the count and its limit in words."""
        if self.limit.unit == WORDS:
            return self.words.text("{n} / {limit} words", n=self.count, limit=self.limit.most)
        return self.words.text("{n} / {limit} characters", n=self.count, limit=self.limit.most)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a sign before a count that is too much: it is said by shape as well."""
        super().paintEvent(event)
        if self._is_over:
            painter = QPainter(self)
            at = QPoint(self.sign_left(), (self.height() - SIGN) // 2)
            icons.draw(painter, "alert-triangle", "warning", at, self, edge=SIGN)
            painter.end()

    def sign_left(self) -> int:
        """Return where the sign begins."""
        return self.contentsRect().right() - self.fontMetrics().horizontalAdvance(self.text()) - GAP - SIGN

    @Slot()
    def _on_contents_changed(self) -> None:
        if self._document is None:
            return
        self.count = self.limit.count(one_line(self._document))
        over = self.limit.is_over(self.count)
        if over != self._is_over:
            self._is_over = over
            self.setProperty("over", over)
            self.style().unpolish(self)
            self.style().polish(self)
        self.edit.setAccessibleDescription(self.told() if over else "")
        self.show_count()


class MarginCounter(FieldCounter):
    """A counter in the margin beside the field's last line: nothing on the page moves when it comes or goes.

    It is seen while the caret is in the field, and whenever the limit is near.
    """

    def __init__(self, words: Catalogue, edit: FieldEdit, sheet: QWidget) -> None:
        """Stand on ``sheet``, at the right of ``edit``."""
        super().__init__(words, edit, sheet)
        self._sheet = sheet
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedWidth(IN_MARGIN)
        self.hide()
        edit.installEventFilter(self)

    def show_count(self) -> None:
        """Say the count in a few signs, the whole of it as a tip."""
        self.setText(str(self.count) if self.is_over else f"{self.count}/{self.limit.most}")
        self.setContentsMargins(SIGN + GAP if self.is_over else 0, 0, 0, 0)
        self.setToolTip(self.told())
        wanted = self.limit.most and (self.edit.hasFocus() or self.limit.is_near(self.count))
        self.setVisible(bool(wanted) and not self.edit.isHidden())
        self._place()

    def sign_left(self) -> int:
        """Return where the sign begins."""
        return 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Show, QEvent.Type.Hide):
            self.show_count()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        corner = self.edit.mapTo(self._sheet, QPoint(self.edit.width() - EDGE, self.edit.height() - EDGE))
        line = self.edit.fontMetrics().lineSpacing()
        height = self.fontMetrics().lineSpacing()
        self.setFixedHeight(height)
        self.move(corner.x() + 2 * GAP, corner.y() - (line + height) // 2)
        self.raise_()
