"""How much there is of each kind, as chips that show a kind or leave it out."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import XS


class KindChips(QWidget):
    """A chip for each kind (``chips``), hidden while there is nothing of it.

    Signals:
        chosen(): other kinds shall be shown now, see :attr:`shown`.
    """

    chosen = Signal()

    def __init__(self, words: Catalogue, signs: Mapping[str, tuple[str, str]], hidden: Iterable[str]) -> None:
        """Offer the kinds of ``signs`` (icon and tone each), all but those ``hidden`` shown at first."""
        super().__init__()
        self._words = words
        self.chips = {kind: self._chip(kind, sign) for kind, sign in signs.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        for kind, chip in self.chips.items():
            chip.setChecked(kind not in hidden)
            chip.toggled.connect(self._on_toggled)
            row.addWidget(chip)

    @property
    def shown(self) -> list[str]:
        """The kinds that are shown."""
        return [kind for kind, chip in self.chips.items() if chip.isChecked()]

    def show_kinds(self, kinds: Iterable[str]) -> None:
        """Show these kinds too."""
        for kind in kinds:
            self.chips[kind].setChecked(True)

    def show_counts(self, counts: Mapping[str, int], name_of: Callable[[str], str]) -> None:
        """Say how much there is of each kind; ``name_of`` calls a kind in words."""
        for kind, chip in self.chips.items():
            chip.setText(self._words.number(counts[kind]))
            chip.setAccessibleName(f"{name_of(kind)}: {counts[kind]}")
            chip.setToolTip(name_of(kind))
            chip.setVisible(bool(counts[kind]))

    def _chip(self, kind: str, sign: tuple[str, str]) -> QPushButton:
        chip = QPushButton(self)
        chip.setObjectName(f"{kind}Chip")
        chip.setCheckable(True)
        chip.setIcon(icons.icon(*sign))
        chip.setIconSize(QSize(14, 14))
        chip.setFont(theme.face(theme.SMALL_PX))
        theme.set_kind(chip, "chip")
        return chip

    @Slot(bool)
    def _on_toggled(self, _checked: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        self.chosen.emit()
