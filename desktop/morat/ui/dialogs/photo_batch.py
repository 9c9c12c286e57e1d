"""Say the same of several photos at once, with what would change shown before it does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.fields import photo_field_name
from morat.catalogue.marking import mark
from morat.newsroom.photo_edits import FIELDS, HOWS, Change, changed, differences
from morat.newsroom.pictures import PhotoFacts
from morat.ui import theme
from morat.ui.theme import XL, L, M, S

_HOWS = dict(
    zip(HOWS, (mark("replace"), mark("where empty"), mark("put before"), mark("put after")), strict=True)
)
_LIMIT = 300
"""Rows of the preview: more than anybody reads."""


class PhotoBatchDialog(QDialog):
    """Fields with a tick each, and beside them what would change in which photo.

    Signals:
        decided(object): the facts of the photos that change, as they shall be (a list).
    """

    decided = Signal(object)

    def __init__(
        self, words: Catalogue, photos: Sequence[PhotoFacts], told: Mapping[str, str], parent: QWidget
    ) -> None:
        """Edit ``photos``; the fields of ``told`` begin ticked, with these texts."""
        super().__init__(parent)
        self._words = words
        self._photos = tuple(photos)
        self.setObjectName("photoBatchDialog")
        self.setWindowTitle(words.plural("Edit {n} photo", "Edit {n} photos", len(photos)))
        self._rows = {field: FieldRow(words, field) for field in FIELDS}
        for field, text in told.items():
            self._rows[field].begin_with(text)
        self.preview = QTreeWidget()
        self.preview.setObjectName("batchPreview")
        self.preview.setAccessibleName(words.text("What would change in the photos"))
        self.preview.setHeaderLabels(
            [words.text("Photo"), words.text("Field"), words.text("Before"), words.text("After")]
        )
        self.preview.setRootIsDecorated(False)
        self.preview.setUniformRowHeights(True)
        self.count = QLabel()
        self.count.setObjectName("batchCount")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.apply: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.apply.setText(words.text("Change"))
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        for row in self._rows.values():
            row.changed.connect(self._on_changed)
        self._lay_out()
        self._on_changed()
        self.resize(1120, 680)
        self._rows[FIELDS[0]].edit.setFocus()

    def row(self, field: str) -> "FieldRow":
        """Return the row of a field."""
        return self._rows[field]

    def after(self) -> list[PhotoFacts]:
        """Return what would be said of every photo."""
        changes = [row.change() for row in self._rows.values() if row.tick.isChecked()]
        return [changed(facts, changes) for facts in self._photos]

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(1, 1)
        for at, row in enumerate(self._rows.values()):
            for place, widget in enumerate((row.tick, row.edit, row.how)):
                grid.addWidget(widget, at, place)
        grid.setRowStretch(len(self._rows), 1)
        form = QWidget()
        form.setLayout(grid)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(scrolled)
        scrolled.setWidget(form)
        right = QVBoxLayout()
        right.setSpacing(S)
        right.addWidget(self.count)
        right.addWidget(self.preview, 1)
        across = QHBoxLayout()
        across.setSpacing(L)
        across.addWidget(scrolled, 5)
        across.addLayout(right, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addLayout(across, 1)
        column.addWidget(self.buttons)
        for at, width in enumerate((130, 130, 120)):
            self.preview.setColumnWidth(at, width)

    @Slot()
    def _on_changed(self) -> None:
        names = {facts.sha256: facts.file for facts in self._photos}
        found = list(differences(self._photos, self.after()))
        self.preview.clear()
        for one in found[:_LIMIT]:
            field = self._words.text(photo_field_name(one.field))
            item = QTreeWidgetItem([names[one.sha256], field, one.before, one.after])
            for place, text in enumerate((names[one.sha256], field, one.before, one.after)):
                item.setToolTip(place, text)
            item.setForeground(2, self.palette().brush(QPalette.ColorRole.PlaceholderText))
            self.preview.addTopLevelItem(item)
        photos = len({one.sha256 for one in found})
        self.count.setText(
            self._words.plural(
                "{changes} changes in {n} photo",
                "{changes} changes in {n} photos",
                photos,
                changes=len(found),
            )
            if found
            else self._words.text("Nothing would change yet. Tick a field and say what it shall be.")
        )
        self.apply.setEnabled(bool(found))

    @Slot()
    def _on_accepted(self) -> None:
        after = self.after()
        self.decided.emit([one for was, one in zip(self._photos, after, strict=True) if one != was])
        self.accept()


class FieldRow(QObject):
    """The widgets of one field: its tick, its text and how that goes with what is there. Typing ticks.

    Signals:
        changed(): what the row says is different.
    """

    changed = Signal()

    def __init__(self, words: Catalogue, field: str) -> None:
        """Begin without a tick."""
        super().__init__()
        self._field = field
        name = words.text(photo_field_name(field))
        self.tick = QCheckBox(name)
        self.tick.setObjectName(f"{field}Tick")
        self.edit = QLineEdit()
        self.edit.setObjectName(f"{field}Batch")
        self.edit.setAccessibleName(name)
        theme.set_kind(self.edit, "field")
        self.how = QComboBox()
        self.how.setAccessibleName(words.text("{field}: how", field=name))
        for how, english in _HOWS.items():
            self.how.addItem(words.text(english), how)
        self.tick.toggled.connect(self.changed)
        self.edit.textEdited.connect(self._on_typed)
        self.how.activated.connect(self.changed)

    def begin_with(self, text: str) -> None:
        """Be ticked, with this text."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.tick.setChecked(True)

    def change(self) -> Change:
        """Return what the row asks for."""
        return Change(self._field, self.edit.text(), str(self.how.currentData()))

    @Slot()
    def _on_typed(self) -> None:
        if self.tick.isChecked():
            self.changed.emit()
        else:
            self.tick.setChecked(True)
