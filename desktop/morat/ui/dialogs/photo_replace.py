"""Find words in what is said of several photos and put others in their places, shown before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.fields import photo_field_name
from morat.newsroom.caption_templates import Applied
from morat.newsroom.find import Finder, Wanted
from morat.newsroom.photo_edits import FIELDS, replaced
from morat.newsroom.pictures import PhotoFacts
from morat.ui.dialogs.changes_list import ChangesList
from morat.ui.kit import theme
from morat.ui.kit.theme import XL, L, M

SIZE = (820, 560)
SEARCHED = tuple(field for field in FIELDS if field != "taken")


class PhotoReplaceDialog(QDialog):
    """What is looked for, what takes its place, and the list of what would change.

    Signals:
        decided(object): the facts of the photos that change, as they shall be (a list).
    """

    decided = Signal(object)

    def __init__(self, words: Catalogue, photos: Sequence[PhotoFacts], parent: QWidget | None) -> None:
        """Look through ``photos``."""
        super().__init__(parent)
        self._words = words
        self._photos = tuple(photos)
        self.setObjectName("photoReplaceDialog")
        self.setWindowTitle(
            words.plural("Find and replace in {n} photo", "Find and replace in {n} photos", len(photos))
        )
        self.resize(*SIZE)
        self.sought = self._line("photoSought", words.text("Find"))
        self.by = self._line("photoReplacement", words.text("Replace by"))
        self.where = QComboBox()
        self.where.setObjectName("photoReplaceWhere")
        self.where.setAccessibleName(words.text("Where"))
        self.where.addItem(words.text("In all fields"), SEARCHED)
        for field in SEARCHED:
            self.where.addItem(words.text(photo_field_name(field)), (field,))
        self.marks = QCheckBox(words.text("Exactly the marks typed: “ma” finds no “má”"))
        self.case = QCheckBox(words.text("Capitals as typed"))
        self.whole = QCheckBox(words.text("Whole syllables: “an” finds no “lan”"))
        self.keep_case = QCheckBox(words.text("The replacement takes the capitals of what is found"))
        self.keep_case.setChecked(True)
        self.preview = ChangesList(words)
        self.preview.setObjectName("replacePreview")
        self.count = QLabel()
        self.count.setObjectName("replaceCount")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.apply: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.apply.setText(words.text("Replace"))
        self._lay_out()
        self._wire()
        self._on_changed()

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        theme.set_kind(line, "field")
        return line

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(L)
        form.setVerticalSpacing(M)
        for widget in (self.sought, self.by, self.where):
            form.addRow(widget.accessibleName(), widget)
        how = QGridLayout()
        how.setHorizontalSpacing(L)
        for at, tick in enumerate((self.marks, self.whole, self.case, self.keep_case)):
            how.addWidget(tick, at // 2, at % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addLayout(form)
        column.addLayout(how)
        column.addWidget(self.count)
        column.addWidget(self.preview, 1)
        column.addWidget(self.buttons)

    def _wire(self) -> None:
        for line in (self.sought, self.by):
            line.textChanged.connect(self._on_changed)
        for tick in (self.marks, self.case, self.whole, self.keep_case):
            tick.toggled.connect(self._on_changed)
        self.where.activated.connect(self._on_changed)
        self.preview.compared.connect(self._on_compared)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _replaced(self, photos: Sequence[PhotoFacts], _first: int) -> Applied:
        fields, by = self.where.currentData(), self.by.text()
        keep = self.keep_case.isChecked()
        return Applied(tuple(replaced(facts, self._finder, by, fields, keep_case=keep) for facts in photos))

    @Slot()
    def _on_changed(self) -> None:
        self._finder = Finder(
            Wanted(
                self.sought.text(),
                marks=self.marks.isChecked(),
                case=self.case.isChecked(),
                whole=self.whole.isChecked(),
            )
        )
        self.preview.compare(self._photos, self._replaced)

    @Slot()
    def _on_compared(self) -> None:
        photos, fields = self.preview.count()
        if not self.sought.text():
            told = self._words.text("Say what to look for, with or without marks.")
        elif photos:
            told = self._words.plural(
                "{changes} changes in {n} photo", "{changes} changes in {n} photos", photos, changes=fields
            )
        else:
            told = self._words.text("Nothing would change.")
        self.count.setText(told)
        self.apply.setEnabled(bool(photos) and self.preview.is_done)

    @Slot()
    def _on_accepted(self) -> None:
        self.decided.emit(self.preview.decided())
        self.accept()
