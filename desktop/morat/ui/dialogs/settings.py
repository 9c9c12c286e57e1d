"""Settings, made from the table of settings: a list where there are choices, else a line of text."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.newsroom.text import clean_line
from morat.operations.preferences import Setting
from morat.ui.kit import theme
from morat.ui.kit.choices import Choices
from morat.ui.kit.literal import take_literally
from morat.ui.kit.scrolled import Scrolled
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, M, S

LABELS = {
    "language": mark("Language"),
    "theme": mark("Appearance"),
    "author": mark("Your name"),
    "pen_name": mark("Pen name"),
    "typing_aid": mark("Built-in Vietnamese typing"),
    "code_delimiter": mark("Codes are typed as"),
    "type_quotes": mark("Write “ ” for straight quotes"),
    "type_dashes": mark("Write – for a hyphen between spaces"),
    "type_ellipsis": mark("Write … for three dots"),
    "cms_captions": mark("Captions when copied for a CMS"),
    "photo_numbers": mark("Numbers before captions in Word files"),
    "backup_folder": mark("Second place for backups"),
}
"""Settings a person sees, in the order of the table of settings; the others are kept silently."""
_CHOICES = {
    "system": mark("As the system"),
    "light": mark("Light"),
    "dark": mark("Dark"),
    "on": mark("On"),
    "off": mark("Switched off"),
    "figure": mark("As figures"),
    "paragraph": mark("As paragraphs"),
}
_FOLDERS = ("backup_folder",)
_NAMES = {
    "vi": "Tiếng Việt",
    "en": "English",
    "telex": "Telex",
    "vni": "VNI",
    # A sign shows a code between two of it.
    **{sign: f"{sign}qn{sign}" for sign in ("=", "\\", "*", "+", "~")},
}
"""Languages are named in themselves: whoever is lost in the other one finds the way back."""
FIELD_WIDTH = 240


class SettingsDialog(QDialog):
    """Every change counts at once; there is nothing to confirm.

    Signals:
        changed(str, str): key and new value of a setting.
    """

    changed = Signal(str, str)

    def __init__(
        self,
        words: Catalogue,
        settings: Sequence[Setting],
        values: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Show those of ``settings`` that have a label, with their present ``values``."""
        super().__init__(parent)
        self.setWindowTitle(words.text("Settings"))
        self._values = dict(values)
        self._words = words
        form = QFormLayout()
        form.setHorizontalSpacing(XL)
        form.setVerticalSpacing(M)
        for setting in settings:
            if setting.key in LABELS:
                label = words.text(LABELS[setting.key])
                field = self._field(setting)
                field.setObjectName(f"{setting.key}Setting")
                field.setAccessibleName(label)
                form.addRow(label, self._beside(setting, field))
        hint = QLabel(words.text("Changes count at once."))
        hint.setFont(theme.face(theme.SMALL_PX))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form.setContentsMargins(0, 0, M, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        column.addWidget(Scrolled(form), 1)
        column.addWidget(hint)
        column.addWidget(buttons)
        begin_at(self, *self.sizeHint().toTuple())

    def done(self, result: int) -> None:
        """Take over what stands in a line of text, then close."""
        for line in self.findChildren(QLineEdit):
            if not isinstance(line.parent(), QComboBox):
                self._take(_key(line), _text_of(line))
        super().done(result)

    def _field(self, setting: Setting) -> QWidget:
        value = self._values.get(setting.key, setting.default)
        if not setting.choices:
            line = QLineEdit(value)
            take_literally(line)
            line.setMinimumWidth(FIELD_WIDTH)
            theme.set_kind(line, "field")
            line.editingFinished.connect(self._on_line)
            return line
        box = Choices()
        for choice in setting.choices:
            box.addItem(_NAMES.get(choice) or self._words.text(_CHOICES[choice]), choice)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(self._on_choice)
        return box

    def _beside(self, setting: Setting, field: QWidget) -> QWidget:
        """Return the field of a setting; a folder has a button beside it that lets it be chosen."""
        if setting.key not in _FOLDERS or not isinstance(field, QLineEdit):
            return field
        field.setPlaceholderText(self._words.text("Another disk or a stick"))
        button = QPushButton(self._words.text("Choose…"))
        button.setObjectName(f"{setting.key}Button")
        button.setAutoDefault(False)
        theme.set_kind(button, "quiet")
        button.clicked.connect(self._on_choose_folder)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(field, 1)
        row.addWidget(button)
        return both

    def _take(self, key: str, value: str) -> None:
        if self._values.get(key, "") != value:
            self._values[key] = value
            self.changed.emit(key, value)

    @Slot()
    def _on_line(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._take(_key(line), _text_of(line))

    @Slot()
    def _on_choose_folder(self) -> None:
        key = self.sender().objectName().removesuffix("Button")
        line = self.findChild(QLineEdit, f"{key}Setting")
        title = self._words.text(LABELS[key])
        folder = QFileDialog.getExistingDirectory(self, title, line.text() if line else "")
        if folder and line is not None:
            line.setText(folder)
            self._take(key, folder)

    @Slot()
    def _on_choice(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._take(_key(box), str(box.currentData()))


def _text_of(line: QLineEdit) -> str:
    # The name of a folder is what its disk says it is, spaces and all.
    return line.text().strip() if _key(line) in _FOLDERS else clean_line(line.text())


def _key(field: QWidget) -> str:
    return field.objectName().removesuffix("Setting")
