"""Bringing in pictures, beside the page: which ones, what is said of them and what they are called."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.photo_edits import text_of
from morat.operations.ingest import DUPLICATE, NEAR, Looked, Scan
from morat.ui.kit import theme
from morat.ui.kit.choices import Choices
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.icons import icon
from morat.ui.kit.literal import take_literally
from morat.ui.kit.moments import clock_or_day
from morat.ui.kit.theme import ICON, XS, L, M, S
from morat.ui.photos.ingest_grid import IngestGrid, IngestPictures

CARDS = 3
"""Memory cards that are offered at most."""
_MINUTE = 60


class IngestPanel(QWidget):
    """Shows pictures before they come in. It has no part in what is done: it says what is wanted.

    Signals:
        cardWanted(int), folderWanted(), filesWanted(): pictures shall come from there.
        takeWanted(): the pictures that are ticked shall come in.
        cancelWanted(): what is under way shall end.
        closeWanted(): nothing more is wanted.
        patternChanged(str): the files shall be called so.
    """

    cardWanted = Signal(int)
    folderWanted = Signal()
    filesWanted = Signal()
    takeWanted = Signal()
    cancelWanted = Signal()
    closeWanted = Signal()
    patternChanged = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without pictures."""
        super().__init__(parent)
        self.setObjectName("ingestPanel")
        self._words = words
        self.pictures = IngestPictures(words)
        self.grid = IngestGrid(self.pictures, words)
        self._title = QLabel(words.text("Bring in photos"))
        self._title.setFont(theme.face(weight=QFont.Weight.DemiBold))
        self._told = QLabel()
        self._close = QToolButton()
        self.cards = [QPushButton() for _ in range(CARDS)]
        self.folder_button = QPushButton(words.text("Folder…"))
        self.files_button = QPushButton(words.text("Files…"))
        self.all_button = QPushButton(words.text("Tick all"))
        self.none_button = QPushButton(words.text("Tick none"))
        self.template_box = Choices()
        self.pattern_edit = QLineEdit()
        take_literally(self.pattern_edit)
        self._example = QLabel()
        self.progress = QProgressBar()
        self._left = QLabel()
        self._is_taking = False
        self.cancel_button = QPushButton(words.text("Stop"))
        self.take_button = QPushButton()
        self._empty = EmptyState(
            "camera-down", words.text("Choose a card or a folder, or drop it here."), words.text("Folder…")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.grid)
        self._dress()
        self._lay_out()
        self._wire()
        self.show_cards(())
        self.show_progress(0, 0, None)
        self._on_ticked()
        self.hide()

    def show_cards(self, names: Sequence[str]) -> None:
        """Offer memory cards by their names."""
        for number, button in enumerate(self.cards):
            button.setVisible(number < len(names))
            button.setText(names[number] if number < len(names) else "")

    def show_scan(self, scan: Scan, source: str) -> None:
        """Show the pictures that were found in ``source``."""
        self.pictures.begin(scan.files)
        many = self._words.plural("{n} picture", "{n} pictures", len(scan.files))
        told = (source, many, self._words.size(scan.bytes))
        self._title.setText(" · ".join(told) if scan.files else source)
        self._title.setToolTip(source)
        self._stack.setCurrentIndex(1 if scan.files else 0)
        if scan.files:
            self.grid.setCurrentIndex(self.pictures.index(0))
            self.grid.setFocus()
        else:
            none = self._words.text("There are no pictures in “{name}”.", name=source)
            self._empty.say(none, self._words.text("Folder…"))
        self._on_ticked()

    def take_looked(self, found: Sequence[Looked]) -> None:
        """Show what was found out of pictures."""
        self.pictures.take_looked(found)
        self._on_current_changed(self.grid.currentIndex())

    def show_templates(self, names: Sequence[str], chosen: str) -> None:
        """Offer caption templates; ``chosen`` is the one that was used last."""
        self.template_box.clear()
        self.template_box.addItem(self._words.text("No template"), "")
        for name in names:
            self.template_box.addItem(name, name)
        self.template_box.setCurrentIndex(max(0, self.template_box.findData(chosen)))

    def show_example(self, name: str) -> None:
        """Show what the first picture would be called; nothing where names stay."""
        self._example.setText(self._words.text("For example {name}", name=name) if name else "")

    def show_progress(self, done: int, total: int, seconds: float | None, *, taking: bool = False) -> None:
        """Show how far it is; with nothing to do (0 of 0) there is no bar."""
        is_going_on = done < total
        self._is_taking = is_going_on and taking
        for widget in (self.progress, self._left, self.cancel_button):
            widget.setVisible(is_going_on)
        self._enable()
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        values = {"done": done, "total": total}
        told = (
            self._words.text("{done} of {total} in", **values)
            if taking
            else self._words.text("{done} of {total} looked at", **values)
        )
        self._left.setText(" · ".join((told, *self._time_left(seconds))))

    @property
    def template(self) -> str:
        """The name of the caption template, empty for none."""
        return str(self.template_box.currentData() or "")

    @property
    def pattern(self) -> str:
        """The pattern of file names, empty where they stay."""
        return self.pattern_edit.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; Enter presses the button that has the focus, elsewhere it is ready."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closeWanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self._on_ready()
        else:
            super().keyPressEvent(event)

    def _enable(self) -> None:
        self.take_button.setEnabled(not self._is_taking and bool(self.pictures.chosen()))

    def _time_left(self, seconds: float | None) -> list[str]:
        if seconds is None:
            return []
        if seconds < _MINUTE:
            return [self._words.plural("{n} second left", "{n} seconds left", max(1, round(seconds)))]
        return [self._words.plural("{n} minute left", "{n} minutes left", round(seconds / _MINUTE))]

    def _line(self, looked: Looked) -> str:
        """Return everything that is known of a picture."""
        if looked.message is not None:
            return self._words.say(looked.message)
        parts: list[str] = []
        if looked.facts is not None:
            facts = looked.facts
            taken = text_of(facts, "taken")
            parts = [f"{facts.width} × {facts.height}", *([taken] if taken else [])]
            parts += [facts.caption] if facts.caption else []
        if looked.state == DUPLICATE:
            parts.append(self._words.text("It is in the library already."))
        elif looked.state == NEAR:
            parts.append(self._words.text("It looks like one of the library."))
        for run in looked.ran[:1]:
            piece = run.headline or self._words.text("No headline yet")
            day = clock_or_day(self._words, run.at)
            told = self._words.text("Ran {day}: {piece}", day=day, piece=piece)
            parts.append(told if run.public else self._words.text("Also in: {piece}", piece=piece))
            parts += [f"“{run.caption}”"] if run.caption else []
        return " · ".join(parts)

    # How it is put together

    def _dress(self) -> None:
        text = self._words.text
        self._close.setIcon(icon("x", "muted"))
        self._close.setIconSize(QSize(ICON, ICON))
        self._close.setAutoRaise(True)
        for widget, name, told in (
            (self._close, "ingestClose", text("Close (Esc)")),
            (self.folder_button, "ingestFolder", text("Choose a folder of pictures")),
            (self.files_button, "ingestFiles", text("Choose picture files")),
            (self.template_box, "ingestTemplate", text("Caption template for the new photos")),
            (self.pattern_edit, "ingestPattern", text("Pattern for the names of the files")),
            (self.take_button, "ingestTake", text("Bring in the ticked pictures (Enter)")),
            (self.cancel_button, "ingestStop", text("Stop; what is in stays")),
        ):
            widget.setObjectName(name)
            widget.setToolTip(told)
            widget.setAccessibleName(told)
        self.progress.setObjectName("ingestProgress")
        self.progress.setAccessibleName(text("How far it is"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.pattern_edit.setPlaceholderText(text("As they are, or {example}", example="{ngày}-{số:3}"))
        self._told.setObjectName("ingestTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(2 * self._told.fontMetrics().lineSpacing())
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        for label in (self._told, self._example, self._left):
            label.setFont(theme.face(theme.SMALL_PX))
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        theme.set_kind(self.pattern_edit, "field")
        theme.set_kind(self.take_button, "primary")
        for button in (self.all_button, self.none_button):
            theme.set_kind(button, "link")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        sources = QHBoxLayout()
        sources.setSpacing(S)
        for button in (*self.cards, self.folder_button, self.files_button):
            sources.addWidget(button)
        sources.addStretch(1)
        ticks = QHBoxLayout()
        ticks.setSpacing(M)
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        ticks.addStretch(1)
        form = QGridLayout()
        form.setHorizontalSpacing(M)
        form.setVerticalSpacing(S)
        form.setColumnStretch(1, 1)
        for row, (english, widget) in enumerate(
            (
                (self._words.text("Template"), self.template_box),
                (self._words.text("File names"), self.pattern_edit),
            )
        ):
            label = QLabel(english)
            label.setBuddy(widget)
            form.addWidget(label, row, 0)
            form.addWidget(widget, row, 1)
        form.addWidget(self._example, 2, 1)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(self._left, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L)
        column.setSpacing(S)
        for part in (head, sources):
            column.addLayout(part)
        column.addWidget(self._stack, 1)
        column.addLayout(ticks)
        column.addWidget(self._told)
        column.addLayout(form)
        column.addSpacing(XS)
        column.addWidget(self.progress)
        column.addLayout(foot)

    def _wire(self) -> None:
        self._close.clicked.connect(self.closeWanted)
        self.folder_button.clicked.connect(self.folderWanted)
        self._empty.wanted.connect(self.folderWanted)
        self.files_button.clicked.connect(self.filesWanted)
        self.cancel_button.clicked.connect(self.cancelWanted)
        self.take_button.clicked.connect(self._on_ready)
        self.grid.readyWanted.connect(self._on_ready)
        self.all_button.clicked.connect(self._on_all)
        self.none_button.clicked.connect(self._on_none)
        self.pattern_edit.textEdited.connect(self.patternChanged)
        self.pictures.ticked.connect(self._on_ticked)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        for button in self.cards:
            button.clicked.connect(self._on_card)

    def _tick_all(self, *, ticked: bool) -> None:
        model = self.pictures
        model.set_ticked([model.index(row) for row in range(model.rowCount())], ticked=ticked)

    @Slot()
    def _on_all(self) -> None:
        self._tick_all(ticked=True)

    @Slot()
    def _on_none(self) -> None:
        self._tick_all(ticked=False)

    @Slot()
    def _on_card(self) -> None:
        for number, button in enumerate(self.cards):
            if button is self.sender():
                self.cardWanted.emit(number)

    @Slot()
    def _on_ready(self) -> None:
        if self.take_button.isEnabled():
            self.takeWanted.emit()

    @Slot()
    def _on_ticked(self) -> None:
        many = len(self.pictures.chosen())
        told = self._words.plural("Bring in {n} photo", "Bring in {n} photos", many)
        self.take_button.setText(told if many else self._words.text("Bring in"))
        self._enable()

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        looked = self.pictures.looked(index) if index.isValid() else None
        name = Path(self.pictures.path(index)).name if index.isValid() else ""
        self._told.setText(f"{name} · {self._line(looked)}" if looked is not None else name)
