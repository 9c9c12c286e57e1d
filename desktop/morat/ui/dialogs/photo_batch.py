"""Say the same of several photos at once, with what would change shown before it does."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.caption_templates import Applied, Line, Template, apply, merged
from morat.newsroom.codes import Codes
from morat.newsroom.photo_edits import FIELDS
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.variables import Shot
from morat.ui.dialogs.changes_list import ChangesList
from morat.ui.dialogs.field_rows import FieldRow, FieldRows, VariablesButton
from morat.ui.kit import theme
from morat.ui.kit.choices import Choices
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, M, S


class PhotoBatchDialog(QDialog):
    """Fields with a tick each, and beside them what would change in which photo.

    Signals:
        decided(object): the facts of the photos that change, as they shall be (a list).
        templateUsed(str): the template of this name was laid over them.
    """

    decided = Signal(object)
    templateUsed = Signal(str)

    def __init__(
        self,
        words: Catalogue,
        photos: Sequence[PhotoFacts],
        told: Mapping[str, str],
        codes: Codes,
        templates: Sequence[Template],
        parent: QWidget | None,
    ) -> None:
        """Edit ``photos``; the fields of ``told`` begin ticked, with these texts."""
        super().__init__(parent)
        self._words = words
        self._photos = tuple(photos)
        self._codes = codes
        self._templates = tuple(templates)
        self.setObjectName("photoBatchDialog")
        self.setWindowTitle(words.plural("Edit {n} photo", "Edit {n} photos", len(photos)))
        self.template = Choices()
        self.template.setObjectName("templateBox")
        self.template.setAccessibleName(words.text("Caption template"))
        self.template.addItem(words.text("No template"))
        for template in self._templates:
            self.template.addItem(template.name)
        self.variables = VariablesButton(words, Shot(photos[0], 1, len(photos)) if photos else None)
        self.rows = FieldRows(words)
        self.people = QCheckBox(words.text("Name whom the caption names among the people in the photo"))
        self.people.setObjectName("peopleAlong")
        self.people.setVisible(bool(codes.people))
        self.preview = ChangesList(words)
        self.preview.setObjectName("batchPreview")
        self.count = QLabel()
        self.count.setObjectName("batchCount")
        self.left_open = QLabel()
        self.left_open.setObjectName("batchOpen")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.apply: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.apply.setText(words.text("Change"))
        self._lay_out()
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.template.activated.connect(self._on_template)
        self.variables.chosen.connect(self.rows.insert)
        self.rows.changed.connect(self._on_changed)
        self.people.toggled.connect(self._on_changed)
        self.preview.compared.connect(self._on_compared)
        self.rows.show_lines(Line(field, text) for field, text in told.items())
        begin_at(self, 1120, 680)
        self.rows.row(FIELDS[0]).edit.setFocus()

    def row(self, field: str) -> FieldRow:
        """Return the row of a field."""
        return self.rows.row(field)

    def begin_with(self, name: str) -> None:
        """Begin in the box of the templates, with the one of this name where there is one."""
        names = [template.name for template in self._templates]
        if name in names:
            self.template.setCurrentIndex(names.index(name) + 1)
            self.rows.show_lines(self._templates[names.index(name)].lines)
        self.template.setFocus()

    def _lay_out(self) -> None:
        name = QLabel(self._words.text("Caption template"))
        name.setBuddy(self.template)
        above = QHBoxLayout()
        above.setSpacing(S)
        above.addWidget(name)
        above.addWidget(self.template, 1)
        above.addWidget(self.variables)
        left = QVBoxLayout()
        left.setSpacing(M)
        left.addLayout(above)
        left.addWidget(self.rows, 1)
        left.addWidget(self.people)
        for label in (self.count, self.left_open):
            label.setWordWrap(True)
        theme.set_kind(self.left_open, "warned")
        right = QVBoxLayout()
        right.setSpacing(S)
        right.addWidget(self.count)
        right.addWidget(self.preview, 1)
        right.addWidget(self.left_open)
        across = QHBoxLayout()
        across.setSpacing(L)
        across.addLayout(left, 6)
        across.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addLayout(across, 1)
        column.addWidget(self.buttons)

    def _applied(self, photos: Sequence[PhotoFacts], first: int) -> Applied:
        changes = Template("", self.rows.lines()).changes()
        return apply(
            photos,
            changes,
            self._codes,
            first=first,
            total=len(self._photos),
            people_along=self.people.isChecked(),
        )

    @Slot(int)
    def _on_template(self, index: int) -> None:
        self.rows.show_lines(self._templates[index - 1].lines if index else ())

    @Slot()
    def _on_changed(self) -> None:
        self.preview.compare(self._photos, self._applied)

    @Slot()
    def _on_compared(self) -> None:
        photos, changes = self.preview.count()
        told = self._words.plural(
            "{changes} changes in {n} photo",
            "{changes} changes in {n} photos",
            photos,
            changes=changes,
        )
        nothing = self._words.text("Nothing would change yet. Tick a field and say what it shall be.")
        self.count.setText(told if photos else nothing)
        self.apply.setEnabled(bool(photos) and self.preview.is_done)
        left_open = merged(self.preview.told or [Applied(())])
        left = " ".join(self._words.say(message) for message in left_open.messages())
        self.left_open.setText(left)
        self.left_open.setVisible(bool(left))

    @Slot()
    def _on_accepted(self) -> None:
        if self.template.currentIndex():
            self.templateUsed.emit(self.template.currentText())
        self.decided.emit(self.preview.decided())
        self.accept()
