"""A slider with its name and its value; a click on the value puts it back to nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from morat.ui.kit import theme
from morat.ui.kit.theme import XS


class Slider(QWidget):
    """A number around 0.

    Signals:
        moved(): it is another number now, many times in a slide.
        settled(): the slide, or a key, has come to its end.
    """

    moved = Signal()
    settled = Signal()

    def __init__(self, name: str, words: str, most: int, shown: Callable[[int], str]) -> None:
        """Go from -``most`` to ``most``; ``shown`` says how a value is written."""
        super().__init__()
        self._shown = shown
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName(f"{name}Slider")
        self.slider.setAccessibleName(words)
        self.slider.setRange(-most, most)
        self.slider.setPageStep(most // 9)
        self.slider.valueChanged.connect(self._on_value)
        self.slider.sliderReleased.connect(self.settled)
        self.zero = QPushButton()
        self.zero.setObjectName(f"{name}Value")
        self.zero.setAutoDefault(False)
        self.zero.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.zero.clicked.connect(self._on_zero)
        theme.set_kind(self.zero, "link")
        label = QLabel(words)
        label.setBuddy(self.slider)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(self.zero)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(head)
        column.addWidget(self.slider)
        self._tell()

    @property
    def value(self) -> int:
        """The number."""
        return self.slider.value()

    def show_value(self, value: int) -> None:
        """Show a number; nothing counts as moved by it."""
        blocked = self.slider.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.slider.setValue(value)
        self.slider.blockSignals(blocked)
        self._tell()

    def _tell(self) -> None:
        self.zero.setText(self._shown(self.value))

    @Slot()
    def _on_value(self) -> None:
        self._tell()
        self.moved.emit()
        if not self.slider.isSliderDown():
            self.settled.emit()

    @Slot()
    def _on_zero(self) -> None:
        self.slider.setValue(0)
