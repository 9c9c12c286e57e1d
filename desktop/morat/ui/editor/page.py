"""The sheet of paper: fields and body of one article in one scrolling column on the desk."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.find import Found
from morat.newsroom.findings import Finding
from morat.newsroom.genres import Genres
from morat.newsroom.recipe import address
from morat.newsroom.remarks import Mark
from morat.services.document.look import Look
from morat.services.document.places import Spot, find
from morat.services.document.properties import (
    HELD_OBJECT,
    PICTURE_OBJECT,
    Key,
    Kind,
    kind_of,
    photo_of,
    text_property,
)
from morat.services.open_article import FIELDS, OpenArticle
from morat.services.steps import Place
from morat.ui.editor.body import BodyEdit
from morat.ui.editor.byline import Byline
from morat.ui.editor.details import Details
from morat.ui.editor.dragging import EdgeScroller
from morat.ui.editor.growing import EDGE, FieldEdit, GrowingEdit, put_face
from morat.ui.editor.head import Head
from morat.ui.editor.marked_words import MarkedWords
from morat.ui.editor.overlay import Inks, Overlay
from morat.ui.editor.photo_bar import BarKeeper
from morat.ui.editor.pictures import Colours, PageObjects, photos_held
from morat.ui.editor.steady_bar import SteadyBar
from morat.ui.editor.view import View
from morat.ui.kit.theme import BODY_PX, Tokens, article_face

PAGE_WIDTH = 760
HAIRLINE = 2
"""Pixels at the edge of the paper that the hairline needs at any scale."""
MARGIN_ACROSS = round(Look().side) + HAIRLINE
MARGIN_DOWN = 44


class Sheet(QWidget):
    """Paper with a hairline edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Draw with the palette: base is paper, mid is the hairline."""
        super().__init__(parent)
        self.setMaximumWidth(PAGE_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Page(QScrollArea):
    """Shows and edits the open article.

    Signals:
        photoDropped(str, int), filesDropped(list, int): see BodyEdit.
        photoEntered(str): the caret is in this photo block now (empty: in none), or a photo of a gallery was
            clicked.
        captionWanted(str): the caption of this photo of a gallery was clicked.
        caretMoved(): the caret or the focus is somewhere else.
        committing(): the piece is about to be saved or to leave: what is being done in turns shall be done.
    """

    photoDropped = Signal(str, int)
    filesDropped = Signal(list, int)
    photoEntered = Signal(str)
    captionWanted = Signal(str)
    caretMoved = Signal()
    committing = Signal()

    def __init__(
        self,
        words: Catalogue,
        tokens: Tokens,
        image: Callable[[str, int, str | None], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        """Begin without an article. ``image(sha, width, edit)`` gives pictures that are there already."""
        super().__init__(parent)
        self._words = words
        self._image = image
        self._article: OpenArticle | None = None
        self._objects: PageObjects | None = None
        self._overlay = Overlay(Inks(tokens))
        self._sheet = Sheet(self)
        self.head = Head(words, self._sheet)
        self.kicker, self.headline, self.deck, self.standfirst = self.head.edits.values()
        self.body = BodyEdit(_colours(tokens), self)
        self.body.box_hint = words.text("Title of the box")
        self.bar = BarKeeper(words, self.body)
        self.byline = Byline(words, self)
        self.details = Details(words, self)
        edits: dict[str, GrowingEdit] = {**self._edits(), "": self.body}
        self.marked = MarkedWords(words, edits, self)
        self._zoom = 1.0
        self._name_fields()
        self._lay_out()
        self.view = View(self, edits)
        self._set_fonts()
        self._wire()
        self._laying = QTimer(self)
        self._laying.setSingleShot(True)
        self._laying.timeout.connect(self._lay_marks)

    # What the window asks for

    @property
    def article(self) -> OpenArticle | None:
        """The article that is shown."""
        return self._article

    def show_article(self, article: OpenArticle) -> None:
        """Show ``article``, the caret at the start of its body."""
        if self._article is not None:
            self._article.history.stack.placed.disconnect(self._on_placed)
        self._article = article
        self._objects = PageObjects(
            self._image, self._words, self.body.colours, article.body, self.devicePixelRatioF
        )
        self.body.objects = self._objects
        for kind in (PICTURE_OBJECT, HELD_OBJECT):
            article.body.documentLayout().registerHandler(kind, self._objects)
        self.head.show_article(article)
        self.body.show_document(article.body, article.history)
        self._set_fonts()
        self.byline.show_article(article)
        self.details.show_article(article)
        article.history.stack.placed.connect(self._on_placed)
        self.marked.take(())
        self._overlay.take(())
        self.verticalScrollBar().setValue(0)
        self.body.moveCursor(QTextCursor.MoveOperation.Start)
        self.body.setFocus()
        self.view.begin()
        self._laying.start()

    def show_genres(self, genres: Genres) -> None:
        """Offer these genres, and hold the fields against their limits."""
        self.head.show_genres(genres)
        self.byline.show_genres(genres)

    def show_findings(self, findings: list[Finding]) -> None:
        """Mark these findings in the text."""
        self.marked.take(findings)
        self._overlay.take(findings)
        self._lay_marks()

    def show_remarks(self, marks: Iterable[Mark]) -> None:
        """Mark in the text what something is said of."""
        self._overlay.take_remarks(marks)
        self._lay_marks()

    def show_hits(self, found: Found) -> None:
        """Mark what was searched for in the text."""
        self._overlay.take_hits(found)
        self.marked.colour_selection(self._overlay.inks.hit_now if len(found) else None)
        self._lay_marks()

    def visible_blocks(self) -> list[str]:
        """Return the ids of the blocks of the body that can be seen."""
        if self._article is None:
            return []
        first, last = self._seen()
        document, numbers = first.document(), range(first.blockNumber(), last.blockNumber() + 1)
        return [text_property(document.findBlockByNumber(n).blockFormat(), Key.ID) for n in numbers]

    def show_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        # A new stylesheet of the application takes the faces of text edits away.
        self._set_fonts()
        self._overlay.inks = Inks(tokens)
        self.marked.colour_selection(self._overlay.inks.hit_now if self._overlay.has_hits else None)
        self.body.colours = _colours(tokens)
        if self._objects is not None:
            self._objects.colours = self.body.colours
        self._lay_marks()
        self.viewport().update()
        self.body.viewport().update()

    def picture_arrived(self, shown: str) -> None:
        """Lay out and draw again the blocks that show the photo with this address."""
        if self._article is None:
            return
        self.view.hold()
        document = self._article.body
        block = document.firstBlock()
        while block.isValid():
            if _shows(block, shown):
                document.markContentsDirty(block.position(), block.length())
            block = block.next()
        self._laying.start()

    def go_to_finding(self, finding: Spot, *, take_keys: bool = False) -> None:
        """Select a finding, or what was searched for, and bring it into view, where its text still stands.

        The focus stays where it is, unless it shall ``take_keys``: in the list Enter takes the suggestion.
        """
        edit: GrowingEdit = self._edits().get(finding.field, self.body)
        if take_keys:
            edit.setFocus()
        self.view.in_use = edit
        if (cursor := find(edit.document(), finding)) is not None:
            self.marked.select(edit, cursor)
            self.view.bring(edit, edit.cursorRect())

    def focused(self) -> GrowingEdit:
        """Return the field the caret is in, the body when it is in none."""
        for edit in (*self._edits().values(), self.body):
            if edit.hasFocus():
                return edit
        return self.body

    def commit(self) -> None:
        """Take over everything that is being typed, before a save, an export or a change of piece.

        What an input method is composing is no part of the text before it has given it.
        """
        self.committing.emit()
        QGuiApplication.inputMethod().commit()
        self.byline.commit()
        self.details.commit()

    def set_zoom(self, zoom: float) -> None:
        """Show the page at ``zoom`` times its size; the line of the caret stays where it is."""
        self.view.hold()
        self._zoom = zoom
        self._set_fonts()
        self._sheet.setMaximumWidth(round(PAGE_WIDTH * zoom))

    # How it is put together

    def _edits(self) -> dict[str, FieldEdit]:
        return self.head.edits

    def _name_fields(self) -> None:
        self.body.setObjectName("bodyEdit")
        self.body.setAccessibleName(self._words.text("Text of the piece"))
        self.body.hint = self._words.text("Write here, or drop pictures.")
        self.body.setAccessibleDescription(self.body.hint)

    def _lay_out(self) -> None:
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The fields take the keys; the paper around them is no stop on the way of Tab.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SteadyBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(HAIRLINE, MARGIN_DOWN - EDGE, HAIRLINE, MARGIN_DOWN - EDGE)
        column.setSpacing(0)
        lines = QVBoxLayout()
        across = MARGIN_ACROSS - EDGE - HAIRLINE
        lines.setContentsMargins(across, 0, across, 8)
        lines.setSpacing(0)
        for widget, gap in ((self.head, 4), (self.byline, 0), (self.details, 0)):
            lines.addWidget(widget)
            lines.addSpacing(gap)
        column.addLayout(lines)
        # As wide as the paper inside its hairlines: wide photos reach into its margins.
        column.addWidget(self.body)
        column.addStretch(1)
        self._desk = QWidget(self)
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(self._sheet, 100)
        row.addStretch(1)
        self.setWidget(self._desk)

    def _set_fonts(self) -> None:
        """Set the faces of the page; sizes are the sketch's pixels in points, times the zoom."""
        self.head.set_fonts(self._zoom)
        self.details.set_fonts()
        font = article_face(BODY_PX * self._zoom)
        self.body.setFont(font)
        put_face(self.body.document(), font)

    def _wire(self) -> None:
        edits: list[GrowingEdit] = [*self._edits().values(), self.body]
        for edit in edits:
            edit.undoWanted.connect(self._on_undo)
            edit.redoWanted.connect(self._on_redo)
            edit.caretMoved.connect(self._on_caret_moved)
            edit.left.connect(self._on_left)
            edit.pageKey.connect(self._on_page_key)
            edit.focused.connect(self._on_focused)
        self.details.noteMade.connect(self.marked.watch)
        for edit in self._edits().values():
            edit.done.connect(self._on_done)
        self.body.photoDropped.connect(self.photoDropped)
        self.body.filesDropped.connect(self.filesDropped)
        self.body.photoEntered.connect(self.photoEntered)
        self.body.objectClicked.connect(self._on_object_clicked)
        EdgeScroller(self.body, self)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # What happens

    def showEvent(self, event: QShowEvent) -> None:
        """Wear the faces of the page: the stylesheet takes them away from what is first shown."""
        super().showEvent(event)
        self._set_fonts()

    @Slot()
    def _on_undo(self) -> None:
        if self._article is not None:
            self._article.history.stack.undo()

    @Slot()
    def _on_redo(self) -> None:
        if self._article is not None:
            self._article.history.stack.redo()

    @Slot(object, object)
    def _on_placed(self, document: QTextDocument, place: Place) -> None:
        """Put the caret where an undone or repeated step was, and bring it into view, wherever one is."""
        for edit in (*self._edits().values(), self.body):
            if edit.document() is document:
                edit.place(place)
                if edit is self.deck:
                    self.head.show_deck()
                edit.setFocus()
                self.view.bring(edit, edit.cursorRect())

    @Slot()
    def _on_focused(self) -> None:
        edit = self.sender()
        if isinstance(edit, GrowingEdit):
            self.view.in_use = edit
        self.caretMoved.emit()

    @Slot()
    def _on_caret_moved(self) -> None:
        edit = self.sender()
        if isinstance(edit, GrowingEdit) and edit.hasFocus():
            if self._article is not None:
                self._article.caret = self.body.textCursor() if edit is self.body else None
            self.view.bring(edit, edit.cursorRect())
            self.caretMoved.emit()

    @Slot(int)
    def _on_left(self, way: int) -> None:
        order: list[GrowingEdit] = [*self.head.order(), self.body]
        edit = self.sender()
        if not isinstance(edit, GrowingEdit):
            return
        at = order.index(edit) + way
        if 0 <= at < len(order):
            order[at].setFocus()
            end = QTextCursor.MoveOperation.Start if way > 0 else QTextCursor.MoveOperation.End
            order[at].moveCursor(end)

    @Slot()
    def _on_done(self) -> None:
        self._on_left(1)

    @Slot(int, bool)
    def _on_page_key(self, way: int, keep: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        edit = self.focused()
        rect = edit.cursorRect()
        step = max(40, self.viewport().height() - 60)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + way * step)
        target = edit.cursorForPosition(rect.center() + QPoint(0, way * step))
        cursor = edit.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(target.position(), mode)
        edit.setTextCursor(cursor)

    @Slot(object)
    def _on_object_clicked(self, at: QPointF) -> None:
        found = self._objects.photo_at(self.body.textCursor().block(), at) if self._objects else None
        if found is not None:
            self.photoEntered.emit(found[0].id)
            if found[1]:
                self.captionWanted.emit(found[0].id)

    @Slot()
    def _on_scrolled(self) -> None:
        self._laying.start()

    def _seen(self) -> tuple[QTextBlock, QTextBlock]:
        """Return the first and the last block of the body that can be seen."""
        top = self.body.mapFrom(self.viewport(), QPoint(0, 0)).y()
        bottom = top + self.viewport().height()
        return (
            self.body.cursorForPosition(QPoint(0, max(0, top))).block(),
            self.body.cursorForPosition(QPoint(0, max(0, bottom))).block(),
        )

    @Slot()
    def _lay_marks(self) -> None:
        """Lay colours and marks over what can be seen."""
        if self._article is None:
            return
        self._overlay.lay(self._article.body, *self._seen())
        for field in FIELDS:
            self._overlay.lay_field(self._article.fields[field], field)


def _shows(block: QTextBlock, shown: str) -> bool:
    """Say whether a block shows the photo with this address."""
    form = block.blockFormat()
    if kind_of(block) == Kind.GALLERY:
        return any(address(photo) == shown for photo in photos_held(form))
    return kind_of(block) == Kind.PHOTO and address(photo_of(form)) == shown


def _colours(tokens: Tokens) -> Colours:
    return Colours(
        *map(QColor, (tokens.paper, tokens.desk, tokens.ink, tokens.muted, tokens.hairline, tokens.accent))
    )
