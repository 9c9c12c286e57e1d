"""The comment or suggestion one has come to, opened: all of it, its answers, and what can be done."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from morat.catalogue import Catalogue
from morat.newsroom.remarks import Remark
from morat.newsroom.review import Comment, Reply
from morat.ui.kit import theme
from morat.ui.kit.moments import day_and_clock
from morat.ui.kit.theme import XS, M, S
from morat.ui.review.card import Card
from morat.ui.review.remarks_model import SIGNS, RemarksModel, kind_of

REPLY, RESOLVE, DELETE, ACCEPT, REJECT = "reply", "resolve", "delete", "accept", "reject"


class RemarkCard(Card):
    """One comment or suggestion with everything that can be done about it. Its keys are the list's.

    Signals:
        wanted(str, str): what shall be done: ``reply`` with these words, ``resolve`` (or open again),
            ``delete``, ``accept``, ``reject``.
        drafted(str): an answer that is being written reads so now.
        left(): the keys shall go back to the list.
    """

    wanted = Signal(str, str)
    drafted = Signal(str)
    left = Signal()

    def __init__(self, words: Catalogue, model: RemarksModel, remark: Remark, draft: str) -> None:
        """Show ``remark``; ``draft`` is an answer that was begun."""
        super().__init__(SIGNS[kind_of(remark)])
        self._words = words
        self._remark = remark
        self.reply: Answer | None = None
        self._add_said(model.author(remark), model.when(remark))
        self._add_quoted(model.quoted(remark))
        self._column.addWidget(self._label(model.told(remark), theme.face()))
        if isinstance(remark.said, Comment):
            for one in remark.said.replies:
                self._add_reply(one)
            self._add_answer(draft)
        self._add_actions()

    def _add_said(self, author: str, when: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._label(author, theme.face(weight=QFont.Weight.DemiBold)), 1)
        row.addWidget(self._label(when, self._small, muted=True, wraps=False))
        self._column.addLayout(row)

    def _add_quoted(self, quoted: str) -> None:
        if quoted:
            label = self._label(quoted, self._small, muted=True)
            label.setIndent(0)
            self._column.addWidget(label)

    def _add_reply(self, reply: Reply) -> None:
        author = reply.author or self._words.text("Somebody")
        when = day_and_clock(self._words, reply.at) if reply.at else ""
        head = QHBoxLayout()
        head.setContentsMargins(M, XS, 0, 0)
        head.addWidget(self._label(author, theme.face(theme.SMALL_PX, QFont.Weight.DemiBold)), 1)
        head.addWidget(self._label(when, self._small, muted=True, wraps=False))
        self._column.addLayout(head)
        row = QHBoxLayout()
        row.setContentsMargins(M, 0, 0, 0)
        row.addWidget(self._label(reply.text, theme.face()))
        self._column.addLayout(row)

    def _add_answer(self, draft: str) -> None:
        self.reply = Answer(draft, self._words.text("Reply…"))
        self.reply.returnPressed.connect(self._on_replied)
        self.reply.textChanged.connect(self.drafted)
        self.reply.left.connect(self.left)
        self._column.addWidget(self.reply)

    def _add_actions(self) -> None:
        text = self._words.text
        row = QHBoxLayout()
        row.setSpacing(S)
        if isinstance(self._remark.said, Comment):
            row.addWidget(self._button(text("Resolve") if self._remark.is_open else text("Reopen"), RESOLVE))
            row.addWidget(self._button(text("Delete"), DELETE))
        else:
            if self._remark.fits:
                row.addWidget(self._button(text("Accept"), ACCEPT))
            row.addWidget(self._button(text("Reject"), REJECT))
        row.addStretch(1)
        self._column.addLayout(row)

    def _button(self, words: str, what: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(what)
        self._make_link(button)
        button.clicked.connect(self._on_button)
        return button

    @Slot()
    def _on_button(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.wanted.emit(button.objectName(), "")

    @Slot()
    def _on_replied(self) -> None:
        if self.reply is not None and self.reply.text().strip():
            self.wanted.emit(REPLY, self.reply.text())


class Answer(QLineEdit):
    """The line in which an answer is written.

    Signals:
        left(): Escape was pressed.
    """

    left = Signal()

    def __init__(self, draft: str, hint: str) -> None:
        """Begin with ``draft``; ``hint`` is shown while nothing is written."""
        super().__init__(draft)
        self.setObjectName("replyEdit")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint.rstrip("…"))
        theme.set_kind(self, "field")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; what was written stays. Enter is the line's alone: the list has its own."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
