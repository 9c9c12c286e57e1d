"""Comments and suggestions of the open piece: the list beside it, the marks in the text, what is done."""

from collections.abc import Collection
from datetime import UTC, datetime

from msgspec import structs
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from morat.newsroom.accepting import accept_these, reject_these
from morat.newsroom.anchors import followed
from morat.newsroom.article import Article
from morat.newsroom.blocks import walk
from morat.newsroom.changes import texts_of
from morat.newsroom.inline import plain
from morat.newsroom.remarks import Reader, Remark, marks_of
from morat.newsroom.review import Comment, Reply, Review, new_mark, signed
from morat.services.document.places import Point, point_at
from morat.services.open_article import OpenArticle
from morat.services.pause import Pause
from morat.ui.desks.comment_drafts import CommentDrafts
from morat.ui.editor.page import Page
from morat.ui.review.remark_card import ACCEPT, DELETE, REJECT, REPLY, RESOLVE
from morat.ui.review.remarks import ACCEPT_ALL, RemarksPanel
from morat.ui.window.main_window import MainWindow
from morat.ui.window.side_panel import SidePanel
from morat.ui.window.sides import RIGHT

PAUSE = 400
"""Milliseconds without an edit after which the marks are where their words are."""
_CAPTIONED = ("caption",)


class ReviewDesk(QObject):
    """Shows what is said of the open piece in a tab of ``side``, and does what is chosen there.

    Signals:
        given(str, str): a setting was given on the way, by its name: that of whoever says something here.
    """

    given = Signal(str, str)

    def __init__(self, window: MainWindow, side: SidePanel, page: Page, author: str) -> None:
        """Mark the text of ``page``; sign what is said with ``author``."""
        super().__init__(page)
        self._window = window
        self._side = side
        self._page = page
        self._author = author
        self._unsigned: set[str] = set()
        self._asks_name = True
        self._back: QWidget | None = None
        self.panel = RemarksPanel(window.words, window)
        self._reader = Reader()
        self._article: OpenArticle | None = None
        self._pause: Pause | None = None
        self._drafts = CommentDrafts()
        self._draft: Comment | None = None
        self._begun_in: Article | None = None
        self._left_open: dict[str, str] = {}
        self.panel.chosen.connect(self._on_chosen)
        self.panel.wanted.connect(self._on_wanted)
        self.panel.allWanted.connect(self._on_all_wanted)
        self.panel.addWanted.connect(self.add)
        self.panel.said.connect(self._on_said)
        self.panel.dropped.connect(self._on_dropped)
        self.panel.signed.connect(self._on_signed)
        self.panel.list.left.connect(self._on_left)

    def show_article(self, article: OpenArticle) -> None:
        """Show what is said of ``article`` from now on."""
        self.let_go()
        self._article = article
        article.review.changed.connect(self._show)
        self._pause = Pause(article, PAUSE, self)
        self._pause.begun.connect(self._show)
        self._show()
        now = article.article()
        draft = self._drafts.take_named(now, self._left_open.pop(now.id, ""))
        if draft is not None:
            self._compose(draft, now)

    def let_go(self) -> None:
        """Show what is said of no piece any more."""
        if self._article is not None and self._pause is not None:
            draft = self._put_aside()
            if draft is not None:
                self._left_open[self._article.id] = draft.id
            self._article.review.changed.disconnect(self._show)
            self._pause.stop()
            self._pause.deleteLater()
        self._article = self._pause = None
        self._reader = Reader()
        self.panel.signature.hide()
        self.panel.show_remarks(())

    # What is done

    def next(self) -> None:
        """Go to the next comment or suggestion, after the last to the first again."""
        self._come_forward()
        self.panel.list.setFocus()
        self.panel.list.next()

    @Slot()
    def add(self) -> None:
        """Begin a comment on the selected words, on the word at the caret, or on a photo."""
        if self._article is None:
            return
        place = self._selected()
        self._put_aside()
        now = self._article.article()
        self._compose(self._drafts.take(now, place) or place, now)
        self._come_forward()
        self.panel.composer.edit.setFocus()

    @property
    def author(self) -> str:
        """The name that what is said here is signed with; empty while nobody has given one."""
        return self._author

    def sign_with(self, author: str) -> None:
        """Sign with the name of ``author`` from now on, and what was said here before anybody gave a name."""
        self._author = author
        self.panel.signature.hide()
        article = self._article
        if article is not None and author and self._unsigned:
            review = signed(article.review.now(), self._unsigned, author)
            self._say(review, "sign-comment")
            self._unsigned.clear()

    def accept(self, marks: Collection[str], code: str = "take-in-change") -> int:
        """Take these suggestions into the text as one step; return how many do not fit."""
        article = self._article
        if article is None:
            return 0
        self._page.commit()
        done = accept_these(article.article(), article.review.now(), marks)
        with article.history.together(article.step_name(code)):
            article.review.say(done.review, article.step_name(code))
            article.become(done.article, code)
        return sum(one.id in marks for one in done.review.suggestions)

    def reject(self, marks: Collection[str], code: str = "reject-change") -> None:
        """Forget these suggestions as one step."""
        article = self._article
        if article is not None:
            done = reject_these(article.article(), article.review.now(), marks)
            self._say(done.review, code)

    def _sign(self, mark: str) -> None:
        """Ask for a name where something was said without one; the first time, or until it is given."""
        if not self._author:
            self._unsigned.add(mark)
            if self._asks_name:
                self._back = self._page.window().focusWidget()
                self.panel.signature.ask()

    def _compose(self, draft: Comment, article: Article) -> None:
        self._draft, self._begun_in = draft, article
        self.panel.composer.begin(draft.quoted, draft.text)

    def _draft_now(self) -> Comment | None:
        """Return the comment that is being written, at its place: the text may have been edited since."""
        if self._article is None or self._draft is None or self._begun_in is None:
            return None
        (draft,) = followed(Review((self._draft,)), self._begun_in, self._article.article()).comments
        return draft

    def _put_aside(self) -> Comment | None:
        """Keep what is being written for whoever comes back to its place; return it."""
        draft, text = self._draft_now(), self.panel.composer.text
        self._end_draft()
        if self._article is None or draft is None or not text.strip():
            return None
        draft = structs.replace(draft, text=text)
        self._drafts.keep(self._article.article(), draft)
        return draft

    def _end_draft(self) -> None:
        self._draft = self._begun_in = None
        self.panel.composer.hide()

    def _come_forward(self) -> None:
        self._window.sides.show(RIGHT)
        self._side.go_to(self.panel)

    def _selected(self) -> Comment:
        """Return a comment that says nothing yet, on what is selected."""
        edit = self._page.view.in_use
        cursor = QTextCursor(edit.textCursor())
        field = next((name for name, one in self._page.head.edits.items() if one is edit), "")
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        document = edit.document()
        start = point_at(document, cursor.selectionStart(), field)
        end = point_at(document, cursor.selectionEnd(), field)
        text = self._text_at(start)
        last = end.offset if (end.block, end.field) == (start.block, start.field) else len(text)
        first, last = min(start.offset, len(text)), min(last, len(text))
        if first == last and start.field in _CAPTIONED:
            # Of a photo as such: its whole caption.
            first, last = 0, len(text)
        quoted = text[first:last]
        return Comment(
            id=new_mark(), block=start.block, field=start.field, start=first, end=last, quoted=quoted
        )

    def _text_at(self, point: Point) -> str:
        article = self._article.article() if self._article is not None else None
        if article is None or point.block is None:
            return str(getattr(article, point.field, "")) if article is not None else ""
        block = next((one for one in walk(article.blocks) if one.id == point.block), None)
        return plain(texts_of(block).get(point.field, ())) if block is not None else ""

    def _say(self, review: Review, code: str) -> None:
        if self._article is not None:
            self._article.review.say(review, self._article.step_name(code))

    def _replaced(self, comment: Comment, code: str) -> None:
        if self._article is not None:
            review = self._article.review.now()
            comments = tuple(comment if one.id == comment.id else one for one in review.comments)
            self._say(structs.replace(review, comments=comments), code)

    # What happens

    @Slot()
    def _show(self) -> None:
        article = self._article
        if article is None:
            return
        remarks = self._reader.remarks(article.article(), article.review.now())
        self._page.show_remarks([mark for one in remarks for mark in marks_of(one)])
        self.panel.show_remarks(remarks)
        self._side.show_count(self.panel, self.panel.open_count)

    @Slot(str)
    def _on_said(self, text: str) -> None:
        article, draft = self._article, self._draft_now()
        if article is None or draft is None:
            return
        self._end_draft()
        comment = structs.replace(draft, author=self._author, at=_now(), text=text)
        review = article.review.now()
        self._say(structs.replace(review, comments=(*review.comments, comment)), "add-comment")
        self.panel.show_remark(comment.id)
        self._page.focused().setFocus()
        self._sign(comment.id)

    @Slot()
    def _on_dropped(self) -> None:
        self._put_aside()
        self._page.view.in_use.setFocus()

    @Slot(str)
    def _on_signed(self, name: str) -> None:
        self.panel.signature.hide()
        if name:
            self.sign_with(name)
            self.given.emit("author", name)
        else:
            self._asks_name = False
        (self._back or self._page.focused()).setFocus()

    @Slot(object)
    def _on_chosen(self, remark: Remark) -> None:
        self._page.go_to_finding(remark.place)

    @Slot(object)
    def _on_left(self, remark: Remark | None) -> None:
        if remark is None or (remark.block is None and not remark.said.field):
            self._page.body.setFocus()
        else:
            self._page.go_to_finding(remark.place, take_keys=True)

    @Slot(object, str, str)
    def _on_wanted(self, remark: Remark, what: str, how: str) -> None:
        said = remark.said
        if what == ACCEPT:
            self.accept({said.id})
        elif what == REJECT:
            self.reject({said.id})
        elif isinstance(said, Comment):
            self._do_with(said, what, how)

    def _do_with(self, comment: Comment, what: str, how: str) -> None:
        if what == REPLY:
            reply = Reply(new_mark(), self._author, _now(), how)
            self._replaced(structs.replace(comment, replies=(*comment.replies, reply)), "answer-comment")
            self._sign(reply.id)
        elif what == RESOLVE:
            code = "reopen-comment" if comment.resolved else "resolve-comment"
            self._replaced(structs.replace(comment, resolved=not comment.resolved), code)
        elif what == DELETE and self._article is not None:
            review = self._article.review.now()
            left = tuple(one for one in review.comments if one.id != comment.id)
            self._say(structs.replace(review, comments=left), "delete-comment")

    @Slot(str, object)
    def _on_all_wanted(self, what: str, author: str | None) -> None:
        if self._article is None:
            return
        suggestions = self._article.review.now().suggestions
        marks = {one.id for one in suggestions if author is None or one.author == author}
        if what == ACCEPT_ALL:
            self.accept(marks, "take-in-changes")
        else:
            self.reject(marks, "reject-changes")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
