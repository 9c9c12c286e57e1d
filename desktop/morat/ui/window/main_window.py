"""The window: bars, sides and the desk in the middle. It only wires; what happens is the workbench's."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit.sizes import begin_at, is_small_for
from morat.ui.kit.theme import LEFT_WIDTH, RIGHT_WIDTH
from morat.ui.window.actions import Actions
from morat.ui.window.sides import LEFT, RIGHT, Sides
from morat.ui.window.status_line import StatusLine
from morat.ui.window.top_bar import TopBar

if TYPE_CHECKING:
    from morat.ui.library.panel import LibraryPanel
    from morat.ui.window.start_page import StartPage

NAME = "Mo-rát"
SIZE = (1440, 900)
PAGE_LEAST = 400
"""Pixels that the sheet needs for lines that can be read; its fields are in comfort with some more."""


class MainWindow(QMainWindow):
    """One window: library at the left, the page in the middle, photos and findings at the right.

    What is not needed for the first paint (the page, the side panel) is put in when a piece is
    first opened: see :meth:`put_page`.

    Signals:
        closing(object): the window is about to close (its QCloseEvent): save now, or ignore the event.
        firstPainted(): the window has been seen.
        escaped(): Escape was pressed, and nobody had a use for it.
        screenFilled(bool): the window fills the screen now, or is a window again.
        libraryMade(): the library panel is there now; nobody pays for it with an empty library.
        startMade(): the start page is there now; nobody pays for it who opens a piece.
        dragEntered(object), dragLeft(), dropFell(object): something is dragged over the window, not any more,
            or was let fall, where nothing in it takes that; the event is to be accepted.
    """

    closing = Signal(object)
    firstPainted = Signal()
    escaped = Signal()
    screenFilled = Signal(bool)
    libraryMade = Signal()
    startMade = Signal()
    dragEntered = Signal(object)
    dragLeft = Signal()
    dropFell = Signal(object)

    def __init__(self, words: Catalogue) -> None:
        """Build what the first paint shows."""
        super().__init__()
        self.words = words
        self.setObjectName("MainWindow")
        self.setAccessibleName(NAME)
        self.actions_by_name = Actions(self, words)
        self.top = TopBar(words, self.actions_by_name, self)
        self._library: LibraryPanel | None = None
        self._start: StartPage | None = None
        self.status = StatusLine(words, self)
        self.middle = QStackedWidget(self)
        self._bare_desk = QFrame()
        self._bare_desk.setObjectName("bareDesk")
        self.middle.addWidget(self._bare_desk)
        self.middle.currentChanged.connect(self._fit_middle)
        self.side: QWidget | None = None
        self._page: QWidget | None = None
        self._painted = False
        self._side_width = RIGHT_WIDTH
        self._is_filled = False
        self._side_waits = False
        self._name = NAME
        self._headline = ""
        self._lay_out()
        self.show_headline("")
        QShortcut(QKeySequence("F10"), self).activated.connect(self.top.open_menu)
        self.setAcceptDrops(False)
        self._has_place = False
        begin_at(self, *SIZE)

    @property
    def start(self) -> "StartPage":
        """The start page, made when it is first shown: whoever opens a piece need not see it."""
        if self._start is None:
            from morat.ui.window.start_page import StartPage

            self._start = StartPage(self.words, self)
            self.middle.addWidget(self._start)
            self._fit_middle()
            self.startMade.emit()
        return self._start

    @property
    def library(self) -> "LibraryPanel":
        """The library panel, made when there is something to show in it."""
        if self._library is None:
            from morat.ui.library.panel import LibraryPanel

            self._library = LibraryPanel(self.words, self)
            self._library.setMinimumWidth(LEFT_WIDTH - 72)
            self._splitter.insertWidget(0, self._library)
            self._splitter.setStretchFactor(0, 0)
            self._splitter.setStretchFactor(1, 1)
            self._splitter.setSizes([LEFT_WIDTH, 10_000, RIGHT_WIDTH])
            self.sides.put(LEFT, self._library)
            self.libraryMade.emit()
        return self._library

    def show_start(self, *, library_is_empty: bool) -> None:
        """Show the start page; with an empty library there is nothing else to look at."""
        self.middle.setCurrentWidget(self.start)
        self._show_list(library_is_empty=library_is_empty)

    def await_page(self, *, library_is_empty: bool) -> None:
        """Show a bare desk: a piece is on its way to it."""
        self.middle.setCurrentWidget(self._bare_desk)
        # Else Qt gives the keys to the menu button and frames it, for as long as nothing is there.
        self._bare_desk.setFocus()
        self._show_list(library_is_empty=library_is_empty)

    @property
    def awaits_page(self) -> bool:
        """Whether nothing is shown yet but a bare desk."""
        return self.middle.currentWidget() is self._bare_desk

    def _show_list(self, *, library_is_empty: bool) -> None:
        if library_is_empty:
            self.sides.want()
        else:
            self.library.show()
            self.sides.want(LEFT)
        self.show_headline("")

    def put_page(self, page: QWidget, side: QWidget) -> None:
        """Put in the page and the side panel; they stay hidden until :meth:`show_page`."""
        self._page = page
        self.side = side
        page.setMinimumWidth(PAGE_LEAST)
        self.middle.addWidget(page)
        side.hide()
        side.setMinimumWidth(RIGHT_WIDTH - 32)
        self.library.show()
        self._splitter.addWidget(side)
        self.sides.put(RIGHT, side)
        self._splitter.setStretchFactor(2, 0)
        self._splitter.setSizes([LEFT_WIDTH, 10_000, RIGHT_WIDTH])

    def show_page(self) -> None:
        """Show the page with both sides."""
        if self._page is None or self.side is None:
            return
        if self.middle.currentWidget() is not self._page:
            self.middle.setCurrentWidget(self._page)
            self.sides.want(LEFT, RIGHT)
            # Now, so that a text that comes next is laid out at the width it will have.
            self._splitter.refresh()
        self.actions_by_name.piece_is_open(now=True)

    def show_over_page(self, widget: QWidget) -> None:
        """Show something else in the page's place, until :meth:`back_to_page`."""
        if self.middle.indexOf(widget) < 0:
            self.middle.addWidget(widget)
        self.middle.setCurrentWidget(widget)

    def back_to_page(self) -> None:
        """Show the page again."""
        if self._page is not None:
            self.middle.setCurrentWidget(self._page)
            self._page.setFocus()

    def put_beside(self, widget: QWidget) -> None:
        """Show something beside the page; the side panel folds away until :meth:`take_from_beside`."""
        if self._splitter.indexOf(widget) < 0:
            self._splitter.insertWidget(self._splitter.indexOf(self.middle) + 1, widget)
        if self.side is not None and widget.isHidden():
            self._side_waits = self._side_waits or self.sides.is_wanted(RIGHT)
            self._side_width = max(self.side.width(), RIGHT_WIDTH)
            self.actions_by_name[RIGHT].setChecked(False)
            self.sides.fold(RIGHT)
        widget.show()
        self.sides.settle()
        width, left = self._splitter.width(), self.library.width() if self.library.isVisible() else 0
        rest = width - left
        page = max(rest * 3 // 5, self.middle.minimumSizeHint().width())
        self._splitter.setSizes([left, page, rest - page, 0])

    def take_from_beside(self, widget: QWidget) -> None:
        """Take it away again; the side panel comes back where it was there before."""
        widget.hide()
        if self.side is not None and self._side_waits:
            self._side_waits = False
            self.sides.show(RIGHT)
            sizes = self._splitter.sizes()
            sizes[-1] = self._side_width
            self._splitter.setSizes(sizes)

    def come_forward(self) -> None:
        """Be seen: no longer small, in front of the others, with the keys."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def put_above_page(self, widget: QWidget) -> None:
        """Put a bar (a notice) above the desk."""
        self._centre.insertWidget(0, widget)

    def show_headline(self, headline: str) -> None:
        """Show the piece's headline in the title bar."""
        self._headline = headline
        self.setWindowTitle(f"{headline} – {self._name}" if headline else self._name)

    def show_as_copy(self) -> None:
        """Say in the title bar, from now on, that what is shown is a copy of a library."""
        self._name = self.words.text("{name} (copy)", name=NAME)
        self.show_headline(self._headline)

    def fill_screen(self) -> None:
        """Fill the screen with the page alone, or be a window again with all that stood around it."""
        # Here and not above: the Qt namespace costs 35 ms. A window that was maximised is so again.
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def leave_full_screen(self) -> None:
        """Be a window again, if the screen is filled."""
        if self.isFullScreen():
            self.fill_screen()

    def place(self) -> str:
        """Return size and place as text for the settings; a full screen is none for the next start."""
        self.leave_full_screen()
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def take_place(self, place: str) -> None:
        """Stand where :meth:`place` said."""
        if place:
            self._has_place = self.restoreGeometry(QByteArray.fromBase64(QByteArray(place.encode("ascii"))))

    def begin(self) -> None:
        """Be seen: on a small screen all over it, unless it was made smaller the last time."""
        if not self._has_place and is_small_for(self, *SIZE):
            self.showMaximized()
        else:
            self.show()

    def changeEvent(self, event: QEvent) -> None:
        """See when the screen is filled, or no longer, whoever wished it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isFullScreen() != self._is_filled:
            self._is_filled = self.isFullScreen()
            self._show_around()

    def _show_around(self) -> None:
        """Put away what stands around the page, or put it back."""
        is_alone = self._is_filled and self.middle.currentWidget() is not self._start
        self.top.setVisible(not is_alone)
        self.status.setVisible(not is_alone)
        self.sides.leave_alone(alone=is_alone)
        self.actions_by_name["full_screen"].setChecked(self._is_filled)
        self.screenFilled.emit(self._is_filled)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whether the window may close, then close."""
        event.accept()
        self.closing.emit(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Escape."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tell that something is dragged over the window."""
        event.ignore()
        self.dragEntered.emit(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Tell that nothing is any more."""
        super().dragLeaveEvent(event)
        self.dragLeft.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell that it was let fall."""
        event.ignore()
        self.dropFell.emit(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell when it was the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.firstPainted.emit()

    @Slot()
    def _fit_middle(self) -> None:
        """Let what is not shown ask for no room: the start page is larger than a page must be."""
        for place in range(self.middle.count()):
            wish = (
                QSizePolicy.Policy.Preferred
                if place == self.middle.currentIndex()
                else QSizePolicy.Policy.Ignored
            )
            widget = self.middle.widget(place)
            if widget is not None:
                widget.setSizePolicy(wish, wish)

    def _lay_out(self) -> None:
        # Without arguments: to tell its two forms apart PySide would build the Qt namespace (35 ms).
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.middle)
        # A narrower window has room for the page still: then the sides give way.
        self._splitter.setMinimumWidth(PAGE_LEAST)
        self.sides = Sides(self._splitter, self.actions_by_name)
        desk = QWidget(self)
        self._centre = QVBoxLayout(desk)
        self._centre.setContentsMargins(0, 0, 0, 0)
        self._centre.setSpacing(0)
        self._centre.addWidget(self._splitter, 1)
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(desk, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
