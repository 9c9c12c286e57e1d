"""Pastes: from the clipboard into the page, with one line that says what came and what did not."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextCursor

from morat.catalogue.marking import mark, mark_plural
from morat.newsroom.blocks import Embed, ListBlock, Paragraph, Photo, Quote, Subhead, Table
from morat.newsroom.incoming import Clip, Fragment
from morat.services.library_desk import message_of
from morat.services.paster import Paster
from morat.ui.desks.workbench import Workbench
from morat.ui.window.notice_bar import NoticeBar

if TYPE_CHECKING:
    from morat.operations.pasting import Taken

PATIENCE = 300
"""Milliseconds after which a paste says that it is still under way."""
FEW = 2
"""Paragraphs up to which a paste of nothing else is no news."""

_KINDS = (
    (Paragraph, mark_plural("{n} paragraph", "{n} paragraphs")),
    (Subhead, mark_plural("{n} subhead", "{n} subheads")),
    (ListBlock, mark_plural("{n} list", "{n} lists")),
    (Quote, mark_plural("{n} quotation", "{n} quotations")),
    (Table, mark_plural("{n} table", "{n} tables")),
    (Embed, mark_plural("{n} link to a video", "{n} links to videos")),
)
_DROPPED = {
    "font": mark("typefaces"),
    "size": mark("sizes"),
    "colour": mark("colours"),
    "layout": mark("alignment and indents"),
    "levels": mark("levels of lists"),
    "comments": mark("comments"),
    "deleted": mark("deleted text of tracked changes"),
    "hidden": mark("hidden text"),
}
_NEWS = frozenset(("comments", "deleted", "hidden", "levels"))
"""What is worth saying even of a short paste: it is more than looks."""

Ask = Callable[[str, str, Mapping[str, Callable[[], None]]], None]
"""Says something of a kind in the window, with buttons and what they do."""


class PasteDesk(QObject):
    """Stands between the page, the one who pastes and the bar of notices."""

    def __init__(self, bench: Workbench, ask: Ask, notices: NoticeBar) -> None:
        """Paste into the page of ``bench``; speak through ``ask``, fall silent by hiding ``notices``."""
        super().__init__(bench)
        self._bench = bench
        self._page = bench.page
        self._words = bench.window.words
        self._ask = ask
        self._notices = notices
        self._fragment = Fragment()
        self._is_told = False
        self._is_plain = False
        self._percent = 0
        self.paster = Paster(bench.desk, self._page.body, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._tell_progress)
        self._laid = QTimer(self)
        self._laid.setSingleShot(True)
        self._laid.setInterval(0)
        self._laid.timeout.connect(self._page.body.caretMoved)
        self._page.body.clipPasted.connect(self._on_clip)
        self._page.committing.connect(self.paster.settle)
        bench.opened.connect(self._on_opened)
        bench.window.closing.connect(self._on_closing)
        self.paster.progressed.connect(self._on_progressed)
        self.paster.placing.connect(self._page.body.setReadOnly)
        self.paster.placed.connect(self._on_placed)
        self.paster.pictured.connect(self._on_pictured)
        self.paster.ended.connect(self._on_ended)
        self.paster.failed.connect(self._on_failed)

    @Slot(object)
    def _on_clip(self, clip: Clip) -> None:
        if self._bench.article is None:
            return
        self._is_plain = clip.is_plain
        self._percent = 0
        self.paster.paste(self._bench.article, self._page.body.textCursor(), clip)
        self._patience.start()

    @Slot(str)
    def _on_opened(self, _piece: str) -> None:
        self.paster.cancel()

    @Slot(object)
    def _on_closing(self, _event: object) -> None:
        self.paster.settle()
        self.paster.finish()

    @Slot(int)
    def _on_progressed(self, percent: int) -> None:
        self._percent = percent
        if self._is_told:
            self._tell_progress()

    @Slot()
    def _tell_progress(self) -> None:
        if self.paster.is_busy:
            self._is_told = True
            text = self._words.text("Pasting… {percent} %", percent=self._percent)
            self._ask("info", text, {self._words.text("Cancel"): self.paster.cancel})

    @Slot(object, object)
    def _on_placed(self, fragment: Fragment, caret: QTextCursor | None) -> None:
        self._fragment = fragment
        if caret is not None and caret.document() is self._page.body.document():
            self._page.body.setTextCursor(caret)
            # The page can bring it into view once it knows how long it has become.
            self._laid.start()
        if not fragment.blocks:
            self._ask("info", self._words.text("Nothing on the clipboard can be pasted here."), {})
            self._is_told = False
        elif not (fragment.pictures or fragment.files):
            self._tell(frozenset())

    @Slot(object)
    def _on_pictured(self, taken: "Taken") -> None:
        self._tell(frozenset(taken.photos), " ".join(map(self._words.say, taken.warnings)))

    @Slot()
    def _on_ended(self) -> None:
        self._patience.stop()
        if self._is_told:
            self._is_told = False
            self._notices.hide()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._bench.failed.emit(message_of(error))

    def _tell(self, pictured: frozenset[str], more: str = "") -> None:
        """Say what came and what was left behind, where that is more than a few plain paragraphs."""
        fragment = self._fragment
        others = any(not isinstance(block, Paragraph) for block in fragment.blocks)
        news = others or len(fragment.blocks) > FEW or not _NEWS.isdisjoint(fragment.dropped)
        only_photos = len(pictured) == len(fragment.blocks)
        if not (news or more or self._is_told) or (only_photos and not more):
            return
        self._is_told = False
        text = self._words.text("Pasted: {kept}.", kept=", ".join(self._kept(pictured)))
        dropped = [self._words.text(_DROPPED[code]) for code in fragment.dropped]
        if dropped:
            text += " " + self._words.text("Left out: {dropped}.", dropped=", ".join(dropped))
        frames = sum(isinstance(block, Photo) for block in fragment.blocks) - len(pictured)
        if frames:
            text += " " + self._words.plural(
                "{n} picture could not be had: its frame waits for it.",
                "{n} pictures could not be had: their frames wait for them.",
                frames,
            )
        has_text = any(not isinstance(block, Photo) for block in fragment.blocks)
        offers = (
            {}
            if self._is_plain or not has_text
            else {self._words.text("Text only"): self.paster.plain_instead}
        )
        self._ask("warning" if more or frames else "info", " ".join(filter(None, (text, more))), offers)

    def _kept(self, pictured: frozenset[str]) -> Iterator[str]:
        for kind, (one, many) in _KINDS:
            count = sum(isinstance(block, kind) for block in self._fragment.blocks)
            if count:
                yield self._words.plural(one, many, count)
        if pictured:
            yield self._words.plural("{n} photo", "{n} photos", len(pictured))
