"""The line below the desk: what is saved, how long the piece is, what was found, language and zoom."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.messages import Message
from morat.ui.kit.short_label import ShortLabel
from morat.ui.kit.theme import set_state

if TYPE_CHECKING:
    from morat.newsroom.genres import Limit

HEIGHT = 32


class StatusLine(QFrame):
    """Quiet facts about the open piece."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._words = words
        self._whole, self._chosen = ("", ""), ""
        self.setObjectName("statusLine")
        self.setFixedHeight(HEIGHT)
        self.save_state = self._label("saveState", words.text("Save state"), ShortLabel(self))
        self.journal = self._label("journalState", words.text("Keystroke journal"), ShortLabel(self))
        self.length = self._label("lengthLabel", words.text("Length"))
        self.found = self._label("foundLabel", words.text("Findings"))
        self.typing = self._label("typingLabel", words.text("Built-in Vietnamese typing"))
        self.language = self._label("languageLabel", words.text("Language"))
        self.zoom = self._label("zoomLabel", words.text("Zoom"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(32)
        for label in (self.save_state, self.journal, self.length, self.found):
            row.addWidget(label)
        row.addStretch(1)
        for label in (self.typing, self.language, self.zoom):
            row.addWidget(label)
        self.journal.hide()
        self.typing.hide()
        self.language.setText(words.text("English"))
        self.show_zoom(100)

    def show_saved(self, at: str) -> None:
        """Say when the piece was saved (ISO time)."""
        from datetime import datetime

        time = datetime.fromisoformat(at).astimezone().strftime("%H:%M:%S")
        self.save_state.setToolTip("")
        self._say("saved", self._words.text("Saved {time}", time=time))

    def show_unsaved(self) -> None:
        """Say that there is something unsaved."""
        self._say("unsaved", self._words.text("Not saved yet"))

    def show_failed(self, message: Message) -> None:
        """Say that saving failed, and why; it stays until a save succeeds."""
        self._say("failed", self._words.text("Not saved: {reason}", reason=message))
        self.save_state.setToolTip(self.save_state.text())

    @Slot(object)
    def show_journal_failed(self, message: Message) -> None:
        """Say that keys do not reach the disk before the next save; it stays until they do again."""
        self.journal.setText(self._words.say(message))
        self.journal.setToolTip(self.journal.text())
        set_state(self.journal, "failed")
        self.journal.show()

    @Slot()
    def show_journal_mended(self) -> None:
        """Say nothing of the journal any more: it is as it should be."""
        self.journal.hide()

    def show_nothing_open(self) -> None:
        """Say nothing of a piece."""
        self._chosen = ""
        for label in (self.save_state, self.length, self.found):
            label.hide()

    def show_length(self, words: int, characters: int, minutes: int, limit: "Limit") -> None:
        """Say how long the piece is; where that is too long, with what its genre allows."""
        count = self._words.plural("{n} word", "{n} words", words)
        letters = self._words.plural("{n} character", "{n} characters", characters)
        over = limit.is_over(words if limit.unit == "words" else characters)
        if over and limit.unit == "words":
            count = self._words.text("{n} / {limit} words", n=words, limit=limit.most)
        elif over:
            letters = self._words.text("{n} / {limit} characters", n=characters, limit=limit.most)
        reading = self._words.plural("{n} minute to read", "{n} minutes to read", minutes)
        self._whole = f"{count} · {letters} · {reading}", "over" if over else ""
        self._show_length()

    def show_chosen(self, words: int, characters: int) -> None:
        """Say how long what is chosen is; with nothing chosen, how long the piece is."""
        count = self._words.plural("{n} word", "{n} words", words)
        letters = self._words.plural("{n} character", "{n} characters", characters)
        self._chosen = (
            self._words.text("Chosen: {length}", length=f"{count} · {letters}") if characters else ""
        )
        if not self.length.isHidden():
            self._show_length()

    def _show_length(self) -> None:
        text, state = self._whole
        self.length.setText(self._chosen or text)
        set_state(self.length, "" if self._chosen else state)
        self.length.show()

    def show_found(self, errors: int, others: int) -> None:
        """Say how much the proofreader found."""
        self.found.show()
        if not errors and not others:
            self.found.setText(self._words.text("Nothing found"))
            return
        error = self._words.plural("{n} error", "{n} errors", errors)
        other = self._words.plural("{n} note", "{n} notes", others)
        self.found.setText(f"{error} · {other}")

    def show_typing(self, method: str) -> None:
        """Say which built-in input method is on, nothing for none."""
        self.typing.setText(self._words.text("Typing: {method}", method=method) if method else "")
        self.typing.setVisible(bool(method))

    def show_zoom(self, percent: int) -> None:
        """Say how large the page is shown, where that is not its own size."""
        self.zoom.setText(f"{percent} %")
        self.zoom.setVisible(percent != 100)

    def _label(self, name: str, label: str, widget: QLabel | None = None) -> QLabel:
        widget = widget or QLabel(self)
        widget.setObjectName(name)
        widget.setAccessibleName(label)
        return widget

    def _say(self, state: str, text: str) -> None:
        self.save_state.setText(text)
        self.save_state.show()
        set_state(self.save_state, state)
