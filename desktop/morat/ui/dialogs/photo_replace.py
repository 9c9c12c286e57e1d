"""Find words in what is said of several photos and put others in their places, shown before it is done."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
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
from morat.newsroom.messages import UserError
from morat.newsroom.photo_edits import FIELDS, replaced
from morat.newsroom.pictures import PhotoFacts
from morat.services.jobs import Jobs
from morat.ui.dialogs.changes_list import ChangesList
from morat.ui.kit import theme
from morat.ui.kit.choices import Choices
from morat.ui.kit.literal import take_literally
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, M, set_state

SIZE = (820, 560)
SEARCHED = tuple(field for field in FIELDS if field != "taken")
TOPIC = "photo-replace"


class PhotoReplaceDialog(QDialog):
    """What is looked for, what takes its place, and the list of what would change.

    It is looked for in the background: a pattern may take its time.

    Signals:
        decided(object): the facts of the photos that change, as they shall be (a list).
    """

    decided = Signal(object)

    def __init__(
        self, words: Catalogue, photos: Sequence[PhotoFacts], jobs: Jobs, parent: QWidget | None
    ) -> None:
        """Have ``jobs`` look through ``photos``."""
        super().__init__(parent)
        self._words = words
        self._photos = tuple(photos)
        self._jobs = jobs
        self._numbers = count(1)
        self._newest = self._shown = 0
        self.setObjectName("photoReplaceDialog")
        self.setWindowTitle(
            words.plural("Find and replace in {n} photo", "Find and replace in {n} photos", len(photos))
        )
        begin_at(self, *SIZE)
        self.sought = self._line("photoSought", words.text("Find"))
        take_literally(self.sought)
        self.by = self._line("photoReplacement", words.text("Replace by"))
        self.where = Choices()
        self.where.setObjectName("photoReplaceWhere")
        self.where.setAccessibleName(words.text("Where"))
        self.where.addItem(words.text("In all fields"), SEARCHED)
        for field in SEARCHED:
            self.where.addItem(words.text(photo_field_name(field)), (field,))
        self.marks = QCheckBox(words.text("Exactly the marks typed: “ma” finds no “má”"))
        self.case = QCheckBox(words.text("Capitals as typed"))
        self.whole = QCheckBox(words.text("Whole syllables: “an” finds no “lan”"))
        self.pattern = QCheckBox(words.text("Regular expression"))
        self.pattern.setObjectName("photoPattern")
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
        for at, tick in enumerate((self.marks, self.whole, self.case, self.keep_case, self.pattern)):
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
        for tick in (self.marks, self.case, self.whole, self.pattern, self.keep_case):
            tick.toggled.connect(self._on_changed)
        self.where.activated.connect(self._on_changed)
        self.preview.compared.connect(self._on_compared)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_changed(self) -> None:
        # A pattern says itself which marks it means.
        self.marks.setEnabled(not self.pattern.isChecked())
        self.apply.setEnabled(False)
        self._newest = number = next(self._numbers)
        wanted = Wanted(
            self.sought.text(),
            marks=self.marks.isChecked(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            pattern=self.pattern.isChecked(),
        )
        work = partial(
            _replaced,
            self._photos,
            wanted,
            self.by.text(),
            self.where.currentData(),
            keep_case=self.keep_case.isChecked(),
            is_wanted=partial(self._is_newest, number),
        )
        self._jobs.run(work, partial(self._on_replaced, number), failed=self._on_failed, topic=TOPIC)

    def _is_newest(self, number: int) -> bool:
        return number == self._newest

    def _on_replaced(self, number: int, after: Sequence[PhotoFacts]) -> None:
        self._shown = number
        set_state(self.count, "")
        self.preview.compare(self._photos, partial(_part, after))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.preview.compare((), partial(_part, ()))
        self.count.setText(self._words.say(error.message))
        set_state(self.count, "missing")

    @Slot()
    def _on_finished(self) -> None:
        # An answer that is on its way finds nobody here.
        self._newest = 0
        self._jobs.drop(TOPIC)

    @Slot()
    def _on_compared(self) -> None:
        if not self._is_newest(self._shown):
            # The list shows what was wanted before; what is wanted now is on its way.
            return
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


def _replaced(
    photos: Sequence[PhotoFacts],
    wanted: Wanted,
    by: str,
    fields: Sequence[str],
    *,
    keep_case: bool,
    is_wanted: Callable[[], bool],
) -> list[PhotoFacts]:
    return replaced(photos, Finder(wanted), by, fields, keep_case=keep_case, is_wanted=is_wanted)


def _part(after: Sequence[PhotoFacts], photos: Sequence[PhotoFacts], first: int) -> Applied:
    """Return what has become of some of the photos, the first of which has this number."""
    return Applied(tuple(after[first - 1 : first - 1 + len(photos)]))
