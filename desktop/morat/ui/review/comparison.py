"""Two versions of the piece read as one text: struck through what went, underlined what came."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.fields import field_name, kind_name
from morat.newsroom.changes import CELL, ITEM
from morat.newsroom.comparison import ADDED, MOVED, REMOVED, Passage, Piece, fold
from morat.ui.kit import theme
from morat.ui.kit.names import genre_name, status_name
from morat.ui.kit.theme import XL, XS, L, M, S
from morat.ui.kit.tools import tool

AROUND = 24
"""Unchanged words that are shown before and after a change."""
THIN = "\u2009"
"""A thin space between what went and what came in its place."""
AT_ONCE = 5
"""Milliseconds for which passages are written: then the window answers, and the writing goes on."""
_NO_LABEL = ("body", "")


class ComparisonView(QFrame):
    """Shows what changed; walks from change to change; offers the older version.

    Signals:
        restoreWanted(): the older version shall be the newest.
        passageWanted(str): the block with this id shall be as it was in the older version.
        closed(): back to the page.
    """

    restoreWanted = Signal()
    passageWanted = Signal(str)
    closed = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nothing to compare."""
        super().__init__(parent)
        self._words = words
        self.setObjectName("comparisonView")
        self._passages: tuple[Passage, ...] = ()
        self._can_restore = False
        self._changes: list[tuple[int, int, str]] = []
        self._at = -1
        self._rest: Iterator[None] = iter(())
        self._writing = QTimer(self)
        self._writing.setInterval(0)
        self._writing.timeout.connect(self._on_write)
        self._build()

    @property
    def changes(self) -> int:
        """How many changes have been written so far."""
        return len(self._changes)

    @property
    def current(self) -> int:
        """The number of the change one stands at, -1 before the first."""
        return self._at

    @property
    def is_written(self) -> bool:
        """Whether all of it is there."""
        return not self._writing.isActive()

    def show_comparison(self, title: str, passages: Sequence[Passage], *, can_restore: bool) -> None:
        """Show ``passages`` under ``title``; ``can_restore`` where the newer one is the piece itself."""
        self._passages = tuple(passages)
        self._can_restore = can_restore
        self.title.setText(title)
        self.restore.setVisible(can_restore)
        self.passage.setVisible(can_restore)
        self._write()
        self.text.setFocus()

    def next(self) -> None:
        """Go to the next change, after the last to the first again."""
        if self._changes:
            self._go_to((self._at + 1) % len(self._changes))

    def previous(self) -> None:
        """Go to the change before, before the first to the last."""
        if self._changes:
            self._go_to((max(self._at, 0) - 1) % len(self._changes))

    def changeEvent(self, event: QEvent) -> None:
        """Write anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._passages:
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the page with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # How it is put together

    def _build(self) -> None:
        text = self._words.text
        self.title = QLabel()
        self.title.setObjectName("comparisonTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.count = QLabel()
        self.count.setObjectName("comparisonCount")
        self.title.setFont(theme.face(weight=QFont.Weight.DemiBold))
        self.before = tool("chevron-up", text("Previous change"), keys="Alt+Up")
        self.after = tool("chevron-down", text("Next change"), keys="Alt+Down")
        self.whole = QPushButton(text("Whole text"))
        self.whole.setCheckable(True)
        self.passage = QPushButton(text("Take this passage back"))
        self.restore = QPushButton(text("Restore this version"))
        self.restore.setObjectName("restoreButton")
        self.close_button = tool("x", text("Back to the page"), keys="Esc")
        self.close_button.setObjectName("comparisonClose")
        for button in (self.whole, self.passage):
            theme.set_kind(button, "quiet")
        theme.set_kind(self.restore, "primary")
        self.text = QTextEdit()
        self.text.setObjectName("comparisonText")
        self.text.setAccessibleName(text("Comparison"))
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(XL)
        self.text.setMaximumWidth(820)
        self._lay_out()
        self.before.clicked.connect(self.previous)
        self.after.clicked.connect(self.next)
        self.whole.toggled.connect(self._on_whole)
        self.restore.clicked.connect(self.restoreWanted)
        self.passage.clicked.connect(self._on_passage)
        self.close_button.clicked.connect(self.closed)
        for keys, slot in (("Alt+Down", self.next), ("Alt+Up", self.previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("comparisonBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(L, S, M, S)
        row.setSpacing(S)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.count)
        row.addLayout(names, 1)
        for widget in (self.before, self.after, self.whole, self.passage, self.restore, self.close_button):
            row.addWidget(widget)
        desk = QHBoxLayout()
        desk.setContentsMargins(L, M, L, 0)
        desk.addStretch(1)
        desk.addWidget(self.text, 20)
        desk.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(desk, 1)

    # How it is written

    def _write(self) -> None:
        self.text.clear()
        self._changes.clear()
        self._at = -1
        self._rest = _Writer(self.text, self._words, self._changes, is_whole=self.whole.isChecked()).write(
            self._passages
        )
        self._writing.start()
        self._on_write()

    @Slot()
    def _on_write(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < AT_ONCE:
            if next(self._rest, self) is self:
                self._writing.stop()
                if self._at < 0 and self._changes:
                    self._go_to(0)
                break
        self._say_count()

    def _go_to(self, number: int) -> None:
        self._at = number
        start, end, owner = self._changes[number]
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        self.text.setTextCursor(cursor)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        colours = theme.tokens(self.palette())
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(QColor(colours.selection))
        self.text.setExtraSelections([mark])
        self.text.ensureCursorVisible()
        self.passage.setEnabled(bool(owner))
        self._say_count()

    def _say_count(self) -> None:
        if not self._changes:
            self.count.setText("" if self._writing.isActive() else self._words.text("Nothing changed."))
        elif self._at < 0:
            self.count.setText(self._words.plural("{n} change", "{n} changes", len(self._changes)))
        else:
            self.count.setText(
                self._words.text("Change {n} of {all}", n=self._at + 1, all=len(self._changes))
            )
        for button in (self.before, self.after):
            button.setEnabled(bool(self._changes))
        if self._at < 0:
            self.passage.setEnabled(False)

    @Slot(bool)
    def _on_whole(self, _on: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        self._write()

    @Slot()
    def _on_passage(self) -> None:
        if 0 <= self._at < len(self._changes):
            self.passageWanted.emit(self._changes[self._at][2])


class _Writer:
    """Writes passages into a text edit and notes where the changes stand."""

    def __init__(
        self, edit: QTextEdit, words: Catalogue, changes: list[tuple[int, int, str]], *, is_whole: bool
    ) -> None:
        self._cursor = QTextCursor(edit.document())
        self._words = words
        self._changes = changes
        self._is_whole = is_whole
        self._is_first = True
        self._formats(theme.tokens(edit.palette()))

    def write(self, passages: Sequence[Passage]) -> Iterator[None]:
        """Write all; yield after each."""
        for same, group in groupby(passages, key=lambda one: one.is_same):
            run = list(group)
            if same and not self._is_whole:
                self._fold(run)
                continue
            for passage in run:
                self._passage(passage)
                yield

    def _formats(self, colours: theme.Tokens) -> None:
        self._colours = colours
        self._plain = QTextCharFormat()
        self._plain.setFont(theme.article_face())
        self._plain.setForeground(QColor(colours.ink))
        self._label = QTextCharFormat()
        self._label.setFont(theme.face(theme.SMALL_PX))
        self._label.setForeground(QColor(colours.muted))
        self._old = QTextCharFormat(self._plain)
        self._old.setFontStrikeOut(True)
        self._old.setForeground(QColor(colours.error))
        self._new = QTextCharFormat(self._plain)
        self._new.setForeground(QColor(colours.success))
        self._new.setFontUnderline(True)
        self._new.setBackground(QBrush(_faint(colours.success)))
        self._old.setBackground(QBrush(_faint(colours.error)))
        self._form = QTextCharFormat(self._plain)
        self._form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        self._form.setUnderlineColor(QColor(colours.accent))

    def _block(self, above: int = M) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(0 if self._is_first else above)
        form.setLineHeight(150, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        if self._is_first:
            self._cursor.setBlockFormat(form)
            self._is_first = False
        else:
            self._cursor.insertBlock(form)

    def _fold(self, passages: list[Passage]) -> None:
        count = len({passage.owner for passage in passages if passage.owner is not None})
        if count:
            self._block()
            told = self._words.plural("{n} paragraph unchanged", "{n} paragraphs unchanged", count)
            self._cursor.insertText(f"⋯ {told}", self._label)

    def _passage(self, passage: Passage) -> None:
        label = self._label_of(passage)
        if label:
            self._block()
            self._cursor.insertText(label, self._label)
        self._block(XS if label else M)
        for place, piece in enumerate(passage.pieces):
            if piece.op == "same":
                self._same(piece, place, len(passage.pieces), is_whole=self._is_whole)
                continue
            start = self._cursor.position()
            for form, text in self._parts(passage, piece):
                self._cursor.insertText(_readable(text), form)
            self._changes.append((start, self._cursor.position(), passage.owner or ""))
        if passage.state in (MOVED, ADDED, REMOVED) and not any(
            piece.op != "same" for piece in passage.pieces
        ):
            block = self._cursor.block()
            self._changes.append((block.position(), self._cursor.position(), passage.owner or ""))

    def _parts(self, passage: Passage, piece: Piece) -> Iterator[tuple[QTextCharFormat, str]]:
        if piece.op == "format":
            yield self._form, piece.new
            return
        old, new = (self._spoken(passage, text) for text in (piece.old, piece.new))
        if old:
            yield self._old, old
        if old and new:
            yield self._plain, " → " if passage.is_value else THIN
        if new:
            yield self._new, new

    def _same(self, piece: Piece, place: int, count: int, *, is_whole: bool) -> None:
        first, left_out, last = (piece.new, 0, "")
        if not is_whole:
            first, left_out, last = fold(
                piece.new, AROUND if place else 0, AROUND if place < count - 1 else 0
            )
        self._cursor.insertText(_readable(first), self._plain)
        if left_out:
            self._cursor.insertText(" ⋯ " if first else "⋯ ", self._label)
            self._cursor.insertText(_readable(last), self._plain)

    def _label_of(self, passage: Passage) -> str:
        states = {
            ADDED: self._words.text("new"),
            REMOVED: self._words.text("removed"),
            MOVED: self._words.text("moved"),
        }
        parts: list[str] = []
        if passage.kind not in ("paragraph", "article"):
            parts.append(self._words.text(kind_name(passage.kind)))
        if passage.field not in _NO_LABEL:
            parts.append(self._words.text(field_name(passage.field)))
        if passage.state in states:
            parts = parts or [self._words.text(kind_name(passage.kind))]
            parts.append(states[passage.state])
        return " · ".join(parts)

    def _spoken(self, passage: Passage, text: str) -> str:
        """Return tokens in words, the hash of a picture in its first letters."""
        match passage.field:
            case "status":
                return status_name(self._words, text) if text else ""
            case "genre":
                return genre_name(self._words, text) if text else ""
            case "type":
                return self._words.text(kind_name(text)) if text else ""
            case "photo" | "" if passage.kind == "photo":
                return text[:12]
            case _:
                return text


def _faint(colour: str) -> QColor:
    made = QColor(colour)
    made.setAlpha(28)
    return made


def _readable(text: str) -> str:
    """Return text on the lines of one paragraph; what parts items and cells is shown."""
    return text.replace("\n", "\u2028").replace(ITEM, "\u2028• ").replace(CELL, " | ")
