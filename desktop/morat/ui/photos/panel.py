"""The photos tab: the contact sheet above, what is known of the selected picture below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.contact_sheet import Sheet
from morat.newsroom.photo_edits import with_text
from morat.newsroom.pictures import PhotoFacts, Run
from morat.ui.kit import theme
from morat.ui.kit.drops import files_of
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.theme import XS, L, M, S
from morat.ui.photos.contact_sheet import ContactSheet
from morat.ui.photos.fields import PhotoFields
from morat.ui.photos.grid import CELL, THUMB
from morat.ui.photos.marks_bar import MarksBar
from morat.ui.photos.piece_caption import PieceCaption
from morat.ui.photos.protection_bar import ProtectionBar
from morat.ui.photos.search import PhotoSearch
from morat.ui.photos.told import PhotoTold

SIDE = L - (CELL.width() - THUMB.width()) // 2
"""Room beside the sheet, so that its pictures stand above the edges of the fields."""


_WAYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class PhotoPanel(QWidget):
    """Pictures of the piece and of the library.

    Signals:
        thumbnailWanted(str): the picture with this hash is seen and not here yet.
        photoEdited(str, str, str): hash, field of ``PhotoFacts`` and new value; the library's own.
        marked(str, int): ``rating`` or ``pick`` of the selected pictures shall be this.
        pieceCaptionEdited(str, str): hash of the current picture, and the caption it shall have in the piece.
        insertWanted(list): the pictures with these hashes shall stand in the text, in this order.
        filesDropped(list[str]): paths of pictures to bring in.
        filesWanted(): the button of the empty panel was pressed.
        searchChanged(str): what is searched for among the photos of the library, empty for nothing.
        chosen(str): the picture with this hash is the current one.
        pieceWanted(str): the piece with this id shall open.
        trashWanted(str): the picture with this hash shall go into the trash.
        takeBackWanted(str): the picture with this hash shall come out of the trash.
        trashShown(bool): the trash is to be shown instead of the library, or no longer.
        leaveWanted(): Esc was pressed where nothing else was to be left: back to the text.
    """

    thumbnailWanted = Signal(str)
    photoEdited = Signal(str, str, str)
    marked = Signal(str, int)
    pieceCaptionEdited = Signal(str, str)
    insertWanted = Signal(list)
    filesDropped = Signal(list)
    filesWanted = Signal()
    searchChanged = Signal(str)
    chosen = Signal(str)
    pieceWanted = Signal(str)
    trashWanted = Signal(str)
    takeBackWanted = Signal(str)
    trashShown = Signal(bool)
    leaveWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without pictures."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._words = words
        self.sheet = ContactSheet(words, self)
        self.grid = self.sheet.grid
        self.fields = PhotoFields(words)
        self.insert_button = QPushButton(words.text("Put into the text"))
        self.search = PhotoSearch(words)
        self.marks = MarksBar(words)
        self.protection = ProtectionBar(words)
        self.told = PhotoTold(words)
        self.piece_caption = PieceCaption(words)
        self._empty = EmptyState("photo-plus", words.text("Drop photos here"), words.text("Choose photos"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._made_sheet())
        above = QVBoxLayout()
        above.setContentsMargins(L, S, L, 0)
        above.setSpacing(XS)
        above.addWidget(self.search)
        above.addWidget(self.sheet.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._stack)
        self._wire()

    def _wire(self) -> None:
        self._empty.wanted.connect(self._on_empty_wanted)
        self.search.textChanged.connect(self.searchChanged)
        self.search.trash.toggled.connect(self._on_trash_shown)
        self.sheet.arranged.connect(self._on_arranged)
        self.sheet.currentChanged.connect(self._on_current_changed)
        self.sheet.photos.thumbnailWanted.connect(self.thumbnailWanted)
        self.grid.trashWanted.connect(self._on_trash_wanted)
        self.grid.takeWanted.connect(self._on_insert)
        self.grid.doubleClicked.connect(self._on_insert)
        self.grid.marked.connect(self.marked)
        self.marks.marked.connect(self.marked)
        self.insert_button.clicked.connect(self._on_insert)
        self.told.pieceWanted.connect(self.pieceWanted)
        self.piece_caption.edited.connect(self._on_piece_caption)
        self.piece_caption.keepWanted.connect(self._on_keep_wanted)
        self.fields.edited.connect(self._on_edited)

    def _made_sheet(self) -> QWidget:
        sheet = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, 0, 0)
        row.addWidget(self.grid)
        below = _Below()
        below.turned.connect(self._on_turned)
        told = QVBoxLayout(below)
        told.setContentsMargins(L, 0, L, L)
        told.setSpacing(M)
        for widget in (
            self.marks,
            self.protection,
            self.insert_button,
            self.told,
            self.piece_caption,
            self.fields,
        ):
            told.addWidget(widget)
        told.addStretch(1)
        self._scrolled = scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.flatten(scrolled)
        scrolled.setWidget(below)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(scrolled, 1)
        return sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show these pictures; those that are selected stay so where they are still among them."""
        self.fields.settle()
        before = self.sheet.current()
        self._hold()
        self.sheet.show(sheet)
        current = self.sheet.current()
        if before is not None and current is not None and before.sha256 == current.sha256:
            self._tell(current)

    def show_standing(self, sheet: Sheet) -> None:
        """Say anew where the pictures stand and what is to be seen to; they are the same."""
        self.sheet.show_standing(sheet)
        self.told.show_notes(self.sheet.notes())

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Say which other pieces show the current picture."""
        self.told.show_runs(runs)

    def show_broken(self, sha: str) -> None:
        """Say that the file of a picture is damaged or gone."""
        self.sheet.photos.show_broken(sha)

    def try_again(self) -> None:
        """Ask once more for the pictures that were damaged or gone."""
        self.sheet.photos.try_again()

    def set_thumbnail(self, sha: str, image: QImage) -> None:
        """Show a picture that was asked for."""
        self.sheet.photos.set_thumbnail(sha, image, self.devicePixelRatioF())

    def select(self, sha: str) -> None:
        """Go to a picture; one that is not shown changes nothing."""
        self.sheet.select(sha)

    def show_all(self) -> None:
        """Search for nothing and leave nothing out: every photo may be gone to."""
        self.search.clear()
        self.search.trash.setChecked(False)
        self.sheet.bar.show_all()

    def take_caption_keys(self) -> None:
        """Let keys go to the caption of the current picture: that of the piece where it has one."""
        edit = self.piece_caption.edit if self.piece_caption.isVisibleTo(self) else self.fields.caption
        edit.setFocus()
        edit.moveCursor(QTextCursor.MoveOperation.End)
        self._scrolled.ensureWidgetVisible(edit)

    def has_caption_keys(self) -> bool:
        """Say whether keys go to what is said of the current picture."""
        focused = QApplication.focusWidget()
        return focused is not None and self._scrolled.isAncestorOf(focused)

    def selected(self) -> list[PhotoFacts]:
        """Return what is known of the selected pictures, in the order of the sheet."""
        return self.sheet.selected()

    def show_edited(self, facts: Sequence[PhotoFacts]) -> None:
        """Show what is known of these pictures now."""
        self.sheet.replace(facts)
        self._hold()
        self.sheet.look_again()
        current = self.sheet.current()
        if current is not None and current.sha256 in {one.sha256 for one in facts}:
            self._tell(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sheet the rows there is room for."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc what has no other use for it."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.leaveWanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what fell."""
        event.acceptProposedAction()
        self.filesDropped.emit(files_of(event.mimeData()))

    def _tell(self, facts: PhotoFacts | None) -> None:
        """Show what is known of the current picture."""
        self.fields.show_facts(facts)
        self.piece_caption.show_library(facts.caption if facts is not None else "")
        self.marks.show_facts(facts)
        self.protection.show_facts(facts)
        self.told.show_notes(self.sheet.notes())
        self.insert_button.setEnabled(facts is not None)

    def _hold(self) -> None:
        """Keep the picture that is being typed of."""
        focused = QApplication.focusWidget()
        self.sheet.held = focused is not None and self.fields.isAncestorOf(focused)

    def _say_why_empty(self) -> None:
        text = self.search.text().strip()
        if text:
            told = self._words.text("Nothing was found for “{text}”.", text=text)
            self._empty.say(told, self._words.text("Clear the search"))
        elif self.search.trash.isChecked():
            self._empty.say(self._words.text("The trash is empty."), self._words.text("Show all photos"))
        elif self.sheet.has_hidden:
            told = self._words.text("No photo is like that.")
            self._empty.say(told, self._words.text("Show all photos"))
        else:
            self._empty.say(self._words.text("Drop photos here"), self._words.text("Choose photos"))

    def _fit(self) -> None:
        """Let the sheet be as high as its rows, at most half of the panel."""
        most = max(1, self.height() // 2 // CELL.height())
        rows = self.grid.rows_of(max(self.width(), theme.RIGHT_WIDTH - SIDE) - SIDE)
        self.grid.setFixedHeight(max(1, min(rows, most)) * CELL.height())

    @Slot()
    def _on_empty_wanted(self) -> None:
        if self.search.text().strip():
            self.search.clear()
        elif self.search.trash.isChecked():
            self.search.trash.setChecked(False)
        elif self.sheet.has_hidden:
            self.sheet.bar.show_all()
        else:
            self.filesWanted.emit()

    @Slot(bool)
    def _on_trash_shown(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        there, here = self._words.text("Take back"), self._words.text("Put into the text")
        self.insert_button.setText(there if shown else here)
        self.trashShown.emit(shown)

    @Slot(str)
    def _on_trash_wanted(self, sha: str) -> None:
        if not self.search.trash.isChecked():
            self.trashWanted.emit(sha)

    @Slot()
    def _on_arranged(self) -> None:
        self._stack.setCurrentIndex(0 if self.sheet.is_empty else 1)
        if self.sheet.is_empty:
            self._say_why_empty()
            self._tell(None)
        self._fit()

    @Slot(object)
    def _on_current_changed(self, facts: PhotoFacts | None) -> None:
        self.fields.settle()
        self._tell(facts)
        self.show_runs(())
        self.piece_caption.show_text(None)
        if facts is not None:
            self.chosen.emit(facts.sha256)

    @Slot(str, str, str)
    def _on_edited(self, sha: str, field: str, value: str) -> None:
        index = self.sheet.photos.find(sha)
        if index.isValid():
            self.sheet.replace([with_text(self.sheet.photos.facts(index), field, value)])
            self.told.show_notes(self.sheet.notes())
        if field == "caption":
            self.piece_caption.show_library(value)
        self.photoEdited.emit(sha, field, value)

    @Slot(int)
    def _on_turned(self, way: int) -> None:
        """Go on to the next picture in the same field, in its caption where that field is not shown there."""
        focused = QApplication.focusWidget()
        if not self.sheet.step(way):
            return
        if focused is self.piece_caption.edit or focused is None or not focused.isVisible():
            self.take_caption_keys()
        else:
            focused.setFocus()

    @Slot(str)
    def _on_keep_wanted(self, caption: str) -> None:
        self.fields.put("caption", caption)

    @Slot(str)
    def _on_piece_caption(self, text: str) -> None:
        current = self.sheet.current()
        if current is not None:
            self.pieceCaptionEdited.emit(current.sha256, text)

    @Slot()
    def _on_insert(self) -> None:
        shas = [facts.sha256 for facts in self.selected()]
        current = self.sheet.current()
        if self.search.trash.isChecked():
            if current is not None:
                self.takeBackWanted.emit(current.sha256)
        elif shas:
            self.insertWanted.emit(shas)


class _Below(QWidget):
    """What is below the contact sheet. Page Up and Page Down go from picture to picture there.

    Signals:
        turned(int): to the next picture (1), or to the one before (-1).
    """

    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys before the view scrolls by them."""
        way = _WAYS.get(Qt.Key(event.key()), 0)
        if way and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.turned.emit(way)
        else:
            super().keyPressEvent(event)
