"""The bar above the desk: what can be done, the status of the piece, and the one next step."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit.choices import PassingChoices
from morat.ui.kit.icons import icon
from morat.ui.kit.names import STATUSES, status_name, step_name
from morat.ui.kit.theme import set_kind
from morat.ui.window.actions import Actions

HEIGHT = 48
LEAST = 480
"""Pixels that it needs where its tools have lost their words."""
_LOSING = ("bring", "add_photos", "proofread", "export", "send", "new")
"""The tools in the order in which they lose their words where there is no room for them."""


class TopBar(QFrame):
    """Menu button, tools, status and next step.

    Signals:
        statusChosen(str): a status was picked in the box.
        stepWanted(): the next-step button was pressed.
    """

    statusChosen = Signal(str)
    stepWanted = Signal()

    def __init__(self, words: Catalogue, actions: Actions, parent: QWidget | None = None) -> None:
        """Show the tools of ``actions``; status and step stay hidden until a piece is open."""
        super().__init__(parent)
        self._words = words
        self._actions = actions
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._labels: dict[str, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 12, 0)
        self._row.setSpacing(4)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_menu)
        self.menu_button = self._menu_button()
        for name, label in (
            ("new", words.text("New")),
            ("bring", words.text("Import")),
            ("add_photos", words.text("Photos")),
            ("proofread", words.text("Proofread")),
        ):
            self._row.addWidget(self._tool(name, label))
        self.genre_button = self._tool("new_of_genre", "")
        self.genre_button.setIconSize(QSize(12, 12))
        self._row.insertWidget(2, self.genre_button)
        self._row.addStretch(1)
        self._middle = self._row.count()
        self.status: QComboBox | None = None
        self._row.addStretch(1)
        for name, label in (("export", words.text("Export")), ("send", words.text("Send"))):
            self._row.addWidget(self._tool(name, label))
        self.step = QPushButton(self)
        self.step.setObjectName("nextStepButton")
        set_kind(self.step, "primary")
        self.step.clicked.connect(self.stepWanted)
        self._row.addSpacing(8)
        self._row.addWidget(self.step)
        self.show_status(None, None)

    def show_status(self, status: str | None, step: str | None) -> None:
        """Show the status of the open piece and the step that comes next (None: there is none)."""
        self.step.setVisible(step is not None)
        if self.status is not None:
            self.status.setVisible(status is not None)
        if status is not None:
            box = self._status_box()
            at = box.findData(status)
            if at < 0:
                box.addItem(status_name(self._words, status), status)
                at = box.count() - 1
            box.setCurrentIndex(at)
        if step is not None:
            label = step_name(self._words, step)
            self.step.setText(label)
            self.step.setAccessibleName(self._words.text("Next step: {step}", step=label))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return room for the tools without their words."""
        return QSize(LEAST, HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Let tools lose their words where there is no room for them, or have them again."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return handled

    def _fit(self) -> None:
        tools = [self.findChild(QPushButton, f"{name}Button") for name in _LOSING]
        words = {tool: self._labels[tool.objectName()] for tool in tools if tool is not None}
        metrics = self.fontMetrics()
        wanted = self._row.sizeHint().width()
        wanted += sum(metrics.horizontalAdvance(word) for tool, word in words.items() if not tool.text())
        for tool, word in words.items():
            tool.setText(word if wanted <= self.width() else "")
            wanted -= 0 if tool.text() else metrics.horizontalAdvance(word)

    def open_menu(self) -> None:
        """Open the menu (F10)."""
        self.menu_button.showMenu()

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("menuButton")
        button.setIcon(icon("menu-2"))
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu)
        button.setAccessibleName(self._words.text("Menu"))
        button.setToolTip(self._words.text("Menu") + " (F10)")
        self._row.addWidget(button)
        return button

    def _tool(self, name: str, label: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(self)
        set_kind(button, "tool")
        button.setObjectName(f"{name}Button")
        button.setText(label)
        self._labels[button.objectName()] = label
        button.setIcon(icon(_ICONS[name]))
        # Wider than high: a distance between icon and words.
        button.setIconSize(QSize(24, 18))
        button.setAccessibleName(action.text().rstrip("…"))
        keys = action.shortcut().toString()
        button.setToolTip(f"{action.text().rstrip('…')} ({keys})" if keys else action.text())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _status_box(self) -> QComboBox:
        """Return the status box, made when the first piece is opened."""
        if self.status is not None:
            return self.status
        self.status = box = PassingChoices(self)
        self._row.insertWidget(self._middle, box)
        box.setObjectName("statusBox")
        box.setAccessibleName(self._words.text("Status"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        set_kind(box, "pill")
        for status in STATUSES:
            box.addItem(status_name(self._words, status), status)
        box.activated.connect(self._on_status)
        self._take_keys_by_tab_alone()
        return box

    def _take_keys_by_tab_alone(self) -> None:
        """Let a click on a tool leave the caret in the text; done when there is a text."""
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)

    @Slot(int)
    def _on_status(self, index: int) -> None:
        if self.status is not None:
            self.statusChosen.emit(str(self.status.itemData(index)))

    @Slot()
    def _on_menu(self) -> None:
        if self._menu.isEmpty():
            self._actions.fill(self._menu)


_ICONS = {
    "new_of_genre": "chevron-down",
    "new": "file-plus",
    "bring": "file-import",
    "add_photos": "photo-plus",
    "proofread": "text-spellcheck",
    "export": "download",
    "send": "send",
}
