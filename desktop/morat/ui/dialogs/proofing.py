"""What the proofreader looks for: the house style, and each family of rules on, off or as grave as wanted."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue, families, severities
from morat.newsroom.findings import FAMILIES, SEVERITIES
from morat.ui.kit import icons, theme
from morat.ui.kit.choices import Choices
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import ICON, XL, XS, L, M, S

OFF = "off"
OWN = ""
"""The level of a family that follows its rules' own."""
LEVELS = (OWN, *SEVERITIES, OFF)
_Index = QModelIndex | QPersistentModelIndex


class ProofingDialog(QDialog):
    """Every change counts at once; it is written into the house style.

    Signals:
        styleChosen(str): the name of the style to read in.
        levelChosen(str, str): a family and its new level: a severity, ``off``, or empty for its own.
        folderWanted(): the folder with the newsroom's files shall be shown.
    """

    styleChosen = Signal(str)
    levelChosen = Signal(str, str)
    folderWanted = Signal()

    def __init__(self, words: Catalogue, titles: Mapping[str, str], chosen: str, parent: QWidget) -> None:
        """Offer the styles of ``titles`` (by name); :meth:`show_levels` says what the chosen one has."""
        super().__init__(parent)
        self._words = words
        self.setObjectName("proofingDialog")
        self.setWindowTitle(words.text("What is looked for"))
        self.styles = Choices()
        for name, title in titles.items():
            self.styles.addItem(title, name)
        self.styles.setCurrentIndex(max(0, self.styles.findData(chosen)))
        self.styles.setObjectName("styleBox")
        self.styles.setAccessibleName(words.text("House style"))
        self.families = FamiliesList(words)
        self.level = Choices()
        for level in LEVELS:
            self.level.addItem(level_name(words, level), level)
        self.level.setObjectName("levelBox")
        self.level.setAccessibleName(words.text("How grave"))
        self._level_of = QLabel(words.text("How grave"))
        self._lay_out()
        self.styles.activated.connect(self._on_style)
        self.level.activated.connect(self._on_level)
        self.families.currentRowChanged.connect(self._on_row)
        self.families.toggled.connect(self._on_toggled)
        self.families.setCurrentRow(0)
        begin_at(self, 560, 640)

    def show_levels(self, levels: Mapping[str, str]) -> None:
        """Show the levels that the chosen style gives to families."""
        self.families.show_levels(levels)
        self._on_row()

    def _lay_out(self) -> None:
        text = self._words.text
        top = QHBoxLayout()
        top.setSpacing(M)
        top.addWidget(QLabel(text("House style")))
        top.addWidget(self.styles, 1)
        hint = QLabel(text("Changes count at once and are written into the house style."))
        hint.setFont(theme.face(theme.SMALL_PX))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        hint.setWordWrap(True)
        below = QHBoxLayout()
        below.setSpacing(M)
        below.addWidget(self._level_of, 1)
        below.addWidget(self.level)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        folder = QPushButton(text("Folder of the styles and dictionaries"))
        theme.set_kind(folder, "link")
        folder.clicked.connect(self.folderWanted)
        last = QHBoxLayout()
        last.addWidget(folder)
        last.addStretch(1)
        last.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addLayout(top)
        column.addWidget(hint)
        column.addWidget(self.families, 1)
        column.addLayout(below)
        column.addLayout(last)

    @Slot()
    def _on_style(self) -> None:
        self.styleChosen.emit(str(self.styles.currentData()))

    @Slot()
    def _on_row(self) -> None:
        family = FAMILIES[max(0, self.families.currentRow())]
        name = self._words.text(families.family_of(family).name)
        self._level_of.setText(self._words.text("How grave is “{name}”?", name=name))
        self.level.setCurrentIndex(self.level.findData(self.families.level(family)))

    @Slot()
    def _on_level(self) -> None:
        self._choose(FAMILIES[max(0, self.families.currentRow())], str(self.level.currentData()))

    @Slot(str)
    def _on_toggled(self, family: str) -> None:
        self._choose(family, OWN if self.families.level(family) == OFF else OFF)

    def _choose(self, family: str, level: str) -> None:
        self.families.set_level(family, level)
        self._on_row()
        self.levelChosen.emit(family, level)


class FamiliesList(QListWidget):
    """The families of rules with what each looks for; a click on the box or the space bar switches.

    Signals:
        toggled(str): a family shall be switched on or off.
    """

    toggled = Signal(str)

    def __init__(self, words: Catalogue) -> None:
        """Show them all, each at its own level."""
        super().__init__()
        self.words = words
        self._levels: dict[str, str] = {}
        self.setObjectName("familiesList")
        self.setAccessibleName(words.text("What is looked for"))
        self.setItemDelegate(_FamilyDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        theme.flatten(self)
        for family in FAMILIES:
            self.addItem(words.text(families.family_of(family).name))
        self.show_levels({})

    def show_levels(self, levels: Mapping[str, str]) -> None:
        """Show these levels by family; the others are their own."""
        self._levels = {family: levels.get(family, OWN) for family in FAMILIES}
        for family in FAMILIES:
            self._speak(family)
        self.viewport().update()

    def level(self, family: str) -> str:
        """Return the level of a family, empty for its own."""
        return self._levels[family]

    def set_level(self, family: str, level: str) -> None:
        """Show another level of a family."""
        self._levels[family] = level
        self._speak(family)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch with the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            self.toggled.emit(FAMILIES[self.currentRow()])
        else:
            super().keyPressEvent(event)

    def _speak(self, family: str) -> None:
        about = families.family_of(family)
        text = self.words.text
        said = (text(about.name), level_name(self.words, self._levels[family]), text(about.about))
        self.item(FAMILIES.index(family)).setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch with a click on the box."""
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() <= M + ICON + S and item:
            self.toggled.emit(FAMILIES[self.row(item)])


class _FamilyDelegate(QStyledItemDelegate):
    """Draws box, name, level and one line about a family."""

    def __init__(self, view: FamiliesList) -> None:
        super().__init__(view)
        self._view = view
        self._bold = theme.face(weight=QFont.Weight.DemiBold)
        self._small = theme.face(theme.SMALL_PX)
        height = QFontMetrics(self._bold).height() + QFontMetrics(self._small).height()
        self._size = QSize(0, height + 2 * S)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._view
        colours, words = theme.tokens(view.palette()), view.words
        family = FAMILIES[index.row()]
        about, level = families.family_of(family), view.level(family)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(colours.accent) if view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            frame = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        box = QPoint(option.rect.left() + M - XS, option.rect.top() + S)
        on = level != OFF
        icons.draw(painter, "checkbox" if on else "square", "accent" if on else "muted", box, view)
        left = option.rect.left() + M + ICON + S
        room = option.rect.right() - M - left
        bold, small = QFontMetrics(self._bold), QFontMetrics(self._small)
        top = option.rect.top() + S + bold.ascent() - 1
        painter.setFont(self._bold)
        painter.setPen(QColor(colours.ink if on else colours.muted))
        painter.drawText(left, top, words.text(about.name))
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        if level:
            told = level_name(words, level)
            painter.drawText(option.rect.right() - M - small.horizontalAdvance(told), top, told)
        line = small.elidedText(words.text(about.about), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, top + bold.descent() + small.ascent() + 1, line)
        painter.restore()


def level_name(words: Catalogue, level: str) -> str:
    """Return a level in words."""
    if level == OWN:
        return words.text("As the rule itself")
    return words.text("Off") if level == OFF else words.text(severities.name_of(level))
