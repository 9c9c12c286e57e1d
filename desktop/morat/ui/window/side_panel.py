"""The right side: one panel with tabs for photos, findings, comments and history."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from morat.catalogue import Catalogue


class SidePanel(QWidget):
    """Holds one widget a tab; a tab's title may carry a count."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without tabs."""
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self._titles: list[str] = []
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("sideTabs")
        self.tabs.setAccessibleName(words.text("Side panel"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        # Four names with their counts fill the width: there is no room for icons, nor for arrows.
        self.tabs.setUsesScrollButtons(False)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)

    def add(self, widget: QWidget, title: str) -> None:
        """Add a tab at the right end."""
        self._stack.addWidget(widget)
        self._titles.append(title)
        self.tabs.addTab(title)

    def show_count(self, widget: QWidget, count: int) -> None:
        """Show how many things a tab holds."""
        at = self._stack.indexOf(widget)
        title = self._titles[at]
        self.tabs.setTabText(at, f"{title}  {count}" if count else title)

    def go_to(self, widget: QWidget) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(self._stack.indexOf(widget))
