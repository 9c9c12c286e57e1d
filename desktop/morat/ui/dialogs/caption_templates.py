"""The caption templates (mẫu chú thích): a list, and beside it what the chosen one fills in."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.caption_templates import Template, apply
from morat.newsroom.codes import Codes
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean_line, fold
from morat.newsroom.variables import Shot
from morat.ui.dialogs.field_rows import FieldRows, VariablesButton
from morat.ui.kit import theme
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, XS, L, M, S

SIZE = (1000, 660)
LIST_WIDTH = 250


class CaptionTemplatesDialog(QDialog):
    """A template is kept when another one is chosen or the dialog closes; what was removed can be had back.

    Signals:
        saved(object, str): a Template is new or another, and the name it had before.
        removed(str): the template of this name shall go.
    """

    saved = Signal(object, str)
    removed = Signal(str)

    def __init__(
        self,
        words: Catalogue,
        templates: Sequence[Template],
        codes: Codes,
        example: PhotoFacts | None,
        parent: QWidget | None,
    ) -> None:
        """Show ``templates``; what they make is shown on ``example``, a photo, where there is one."""
        super().__init__(parent)
        self._words = words
        self._codes = codes
        self._example = example
        self._open: Template | None = None
        self._gone: Template | None = None
        self._templates = list(templates)
        self.setObjectName("captionTemplatesDialog")
        self.setWindowTitle(words.text("Caption templates"))
        begin_at(self, *SIZE)
        self.list = QListWidget()
        self.list.setObjectName("templateList")
        self.list.setAccessibleName(words.text("Caption templates"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setSpacing(XS)
        self.name = QLineEdit()
        self.name.setObjectName("templateName")
        self.name.setAccessibleName(words.text("Name of the template"))
        self.name.setPlaceholderText(words.text("Name of the template"))
        theme.set_kind(self.name, "field")
        self.rows = FieldRows(words)
        self.variables = VariablesButton(words, Shot(example) if example is not None else None)
        self.shown = QLabel()
        self.shown.setObjectName("templateExample")
        self.told = QLabel()
        self.told.setObjectName("templatesTold")
        for label in (self.shown, self.told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_kind(self.told, "warned")
        self.take_back = self._button("takeTemplateBack", words.text("Undo"), "link")
        self.add = self._button("addTemplate", words.text("New template"), "quiet")
        self.copy = self._button("copyTemplate", words.text("Duplicate"), "quiet")
        self.remove = self._button("removeTemplate", words.text("Delete"), "quiet")
        self.close_button = self._button("closeTemplates", words.text("Close"), "primary")
        self._lay_out()
        self._wire()
        self._fill(self._templates[0].name if self._templates else "")

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Show these, after one came or went; the open one stays open while it is among them."""
        self._templates = list(templates)
        self._fill(self._open.name if self._open is not None else "")

    def say(self, text: str, *, can_undo: bool = False) -> None:
        """Say what became of something."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.take_back.setVisible(can_undo)

    def done(self, result: int) -> None:
        """Keep what was changed, then close."""
        self._settle()
        super().done(result)

    # How it is put together

    def _button(self, name: str, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        theme.set_kind(button, kind)
        return button

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(self._on_row)
        self.variables.chosen.connect(self.rows.insert)
        self.rows.changed.connect(self._on_changed)
        self.take_back.clicked.connect(self._on_take_back)
        self.add.clicked.connect(self._on_add)
        self.copy.clicked.connect(self._on_copy)
        self.remove.clicked.connect(self._on_remove)
        self.close_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(S)
        left.addWidget(self.list, 1)
        beside = QHBoxLayout()
        beside.setSpacing(S)
        for button in (self.add, self.copy, self.remove):
            beside.addWidget(button)
        left.addLayout(beside)
        above = QHBoxLayout()
        above.setSpacing(S)
        above.addWidget(self.name, 1)
        above.addWidget(self.variables)
        right = QVBoxLayout()
        right.setSpacing(M)
        right.addLayout(above)
        right.addWidget(self.rows, 1)
        right.addWidget(self.shown)
        across = QHBoxLayout()
        across.setSpacing(L)
        across.addLayout(left)
        across.addLayout(right, 1)
        below = QHBoxLayout()
        below.setSpacing(S)
        below.addWidget(self.told, 1)
        below.addWidget(self.take_back)
        below.addStretch(0)
        below.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addLayout(across, 1)
        column.addLayout(below)
        self.say("")

    # What happens

    def _fill(self, wanted: str) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for template in self._templates:
                self.list.addItem(QListWidgetItem(template.name))
            names = [template.name for template in self._templates]
            self.list.setCurrentRow(names.index(wanted) if wanted in names else -1)
        row = self.list.currentRow()
        self._show(self._templates[row] if row >= 0 else None)

    def _show(self, template: Template | None) -> None:
        self._open = template
        self.name.setText(template.name if template is not None else "")
        self.rows.show_lines(template.lines if template is not None else ())
        for widget in (self.name, self.rows, self.variables, self.copy, self.remove):
            widget.setEnabled(template is not None)

    def _settle(self) -> None:
        """Keep the open template; a name that another one has, or none, is said and the old one stays."""
        before = self._open
        if before is None:
            return
        name = clean_line(self.name.text())
        others = {fold(one.name) for one in self._templates if one is not before}
        if not name or fold(name) in others:
            self.say(self._words.text("A template needs a name of its own; this one keeps the old one."))
            name = before.name
        now = Template(name, self.rows.lines())
        if now != before:
            self._templates[self._templates.index(before)] = now
            self._open = now
            self.saved.emit(now, before.name)

    def _new(self, name: str, template: Template | None) -> None:
        self._settle()
        names = {fold(one.name) for one in self._templates}
        free, number = name, 2
        while fold(free) in names:
            free, number = f"{name} {number}", number + 1
        made = Template(free, template.lines if template is not None else ())
        self._templates.append(made)
        self.saved.emit(made, "")
        self._fill(made.name)
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def _on_changed(self) -> None:
        """Show the caption as the example would have it."""
        if self._example is None:
            self.shown.setText("")
            return
        (facts,) = apply([self._example], Template("", self.rows.lines()).changes(), self._codes).facts
        caption = facts.caption if facts.caption != self._example.caption else ""
        self.shown.setText(
            self._words.text("{file}: {caption}", file=facts.file, caption=caption) if caption else ""
        )

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_row(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is None:
            return
        row = self.list.row(item)
        self.say("")
        self._settle()
        self._fill(self._templates[row].name)

    @Slot()
    def _on_add(self) -> None:
        self.say("")
        self._new(self._words.text("New template"), None)

    @Slot()
    def _on_copy(self) -> None:
        self.say("")
        self._settle()
        if self._open is not None:
            self._new(self._open.name, self._open)

    @Slot()
    def _on_remove(self) -> None:
        gone = self._open
        if gone is not None:
            self._gone = gone
            row = self._templates.index(gone)
            self._templates.remove(gone)
            self._open = None
            nearest = self._templates[min(row, len(self._templates) - 1)].name if self._templates else ""
            self._fill(nearest)
            self.say(self._words.text("{name} was deleted.", name=gone.name), can_undo=True)
            self.removed.emit(gone.name)

    @Slot()
    def _on_take_back(self) -> None:
        gone, self._gone = self._gone, None
        self.say("")
        if gone is not None:
            self._settle()
            if all(one.name != gone.name for one in self._templates):
                self._templates.append(gone)
                self._templates.sort(key=lambda one: fold(one.name))
                self.saved.emit(gone, "")
            self._fill(gone.name)
