"""What can be done with a piece beside writing it: read it as it will look, print it, duplicate it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.operations.preferences import Preferences
from morat.services.library_desk import message_of
from morat.services.saver import Origin
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser
from morat.ui.window.sides import LEFT

if TYPE_CHECKING:
    from morat.ui.commands.beside_desk import BesideDesk
    from morat.ui.commands.export_desk import ExportDesk
    from morat.ui.commands.print_desk import PrintDesk
    from morat.ui.desks.preview_desk import PreviewDesk
    from morat.ui.editor.growing import GrowingEdit


class PieceCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``. Each desk is made when it is wanted.

    Signals:
        failed(object): a Message to show.
        told(object): a Message that is no failure.
        offered(str, str, object): something was done, in words; the words of a button, and what it does.
        asked(str, object): a question, and what each answer does, by its words.
        exported(object): a file (an Exported) has been written.
        oldWanted(object, object): see ``BesideDesk``.
    """

    failed = Signal(object)
    told = Signal(object)
    offered = Signal(str, str, object)
    asked = Signal(str, object)
    exported = Signal(object)
    oldWanted = Signal(object, object)

    def __init__(
        self,
        bench: Workbench,
        preferences: Preferences,
        chooser: Callable[[], FileChooser],
        pass_by: Callable[[Callable[[], None]], None],
    ) -> None:
        """Act on the piece of ``bench``; ask for printers and files through ``chooser``.

        What exports is given to ``pass_by``, which may ask before.
        """
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._preferences = preferences
        self._chooser = chooser
        self._pass_by = pass_by
        self._previews: PreviewDesk | None = None
        self._printing: PrintDesk | None = None
        self._besides: BesideDesk | None = None
        self._exports: ExportDesk | None = None
        self._field: GrowingEdit | None = None
        bench.opened.connect(self._on_opened)
        bench.window.library.besideWanted.connect(self._on_beside_wanted)

    @property
    def previews(self) -> "PreviewDesk":
        """The preview and what goes to the browser."""
        if self._previews is None:
            from morat.ui.desks.preview_desk import PreviewDesk

            bench = self._bench
            self._previews = PreviewDesk(bench.window, bench.desk, bench.thumbnails, self)
            self._previews.failed.connect(self.failed)
            self._previews.show_article(bench.article)
        return self._previews

    @property
    def printing(self) -> "PrintDesk":
        """What goes onto paper."""
        if self._printing is None:
            from morat.ui.commands.print_desk import PrintDesk

            self._printing = PrintDesk(self._bench, self._chooser)
            self._printing.failed.connect(self.failed)
            self._printing.told.connect(self.told)
            self._printing.exported.connect(self.exported)
        return self._printing

    @property
    def besides(self) -> "BesideDesk":
        """What lies beside the page."""
        if self._besides is None:
            from morat.ui.commands.beside_desk import BesideDesk

            self._besides = BesideDesk(self._bench, self._chooser)
            self._besides.failed.connect(self.failed)
            self._besides.oldWanted.connect(self.oldWanted)
        return self._besides

    @property
    def exports(self) -> "ExportDesk":
        """What is written to files."""
        if self._exports is None:
            from morat.ui.commands.export_desk import ExportDesk

            self._exports = ExportDesk(self._bench, self._preferences, self._chooser)
            self._exports.failed.connect(self.failed)
            self._exports.asked.connect(self.asked)
            self._exports.exported.connect(self.exported)
        return self._exports

    def preview(self) -> None:
        """Show the piece as on a computer, or the page again."""
        self._bench.page.commit()
        self.previews.toggle("desktop")

    def preview_phone(self) -> None:
        """Show the piece as on a phone, or the page again."""
        self._bench.page.commit()
        self.previews.toggle("phone")

    def open_in_browser(self) -> None:
        """Show the real page in the browser."""
        self._bench.page.commit()
        self.previews.browse()

    def print_piece(self) -> None:
        """Show the pages before they are printed."""
        self.printing.open()

    def find_piece(self) -> None:
        """Go to the search field."""
        window = self._bench.window
        window.sides.show(LEFT)
        window.library.search.setFocus()
        window.library.search.selectAll()

    def export(self) -> None:
        """Write the piece to a file others read, once nobody in its pictures must be protected any more."""
        self._bench.page.commit()
        self._pass_by(self.exports.open)

    def copy_for_cms(self) -> None:
        """Put the body on the clipboard as the editor of a CMS takes it; offer the other way of captions."""
        from morat.operations.pasting import copied_for_cms
        from morat.services import clipboard

        if self._bench.article is None:
            return
        self._bench.page.commit()
        captions = self._preferences.get("cms_captions")
        clipboard.put(*copied_for_cms(self._bench.article.article(), captions))
        text = self._words.text
        self.offered.emit(
            text("Copied for a CMS: the text with its captions, without headline and standfirst."),
            text("Captions as paragraphs") if captions == "figure" else text("Captions as figures"),
            self._copy_other_way,
        )

    def duplicate(self) -> None:
        """Begin another piece with what stands in this one; it is stored at once."""
        from morat.operations.pieces import duplicate

        bench = self._bench
        if bench.article is None:
            return
        bench.settle()
        old = bench.article.article()
        headline = old.headline or self._words.text("no headline yet")
        origin = self._words.text("Copied from “{headline}” ({id})", headline=headline, id=old.id[:8])
        bench.open_article(duplicate(old, origin), Origin(pictures=dict(bench.thumbnails.lent)))
        bench.save()
        self.offered.emit(
            self._words.text("This is a copy of “{headline}”, a draft of its own.", headline=headline),
            self._words.text("Back to the first"),
            partial(bench.open_piece, old.id),
        )

    def beside(self) -> None:
        """Lay another piece, a version or a source beside the page; or take it away."""
        self.besides.toggle()

    def characters(self) -> None:
        """Offer characters that the keyboard lacks, for the field the caret is in."""
        from morat.ui.dialogs.characters import CharactersDialog
        from morat.ui.kit.characters import ordered

        self._field = self._bench.page.focused()
        recent = self._preferences.get("characters")
        dialog = CharactersDialog(self._words, ordered(recent), self._bench.window)
        dialog.picked.connect(self._on_character)
        dialog.finished.connect(self._on_characters_closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def stop(self) -> None:
        """Take no more work, and leave nothing behind."""
        for desk in (self._previews, self._printing, self._besides):
            if desk is not None:
                desk.stop()

    def _copy_other_way(self) -> None:
        other = "paragraph" if self._preferences.get("cms_captions") == "figure" else "figure"
        self._preferences.set("cms_captions", other)
        self.copy_for_cms()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))

    @Slot(str)
    def _on_opened(self, _piece: str) -> None:
        if self._previews is not None:
            self._previews.show_article(self._bench.article)

    @Slot(str)
    def _on_beside_wanted(self, piece: str) -> None:
        if self._bench.article is None:
            self._bench.open_piece(piece)
        else:
            self.besides.show_piece(piece)

    @Slot(str)
    def _on_character(self, character: str) -> None:
        from morat.ui.kit.characters import used

        if self._field is not None:
            cursor = self._field.textCursor()
            cursor.beginEditBlock()
            cursor.insertText(character)
            cursor.endEditBlock()
            self._field.setTextCursor(cursor)
            self._preferences.set("characters", used(self._preferences.get("characters"), character))

    @Slot()
    def _on_characters_closed(self) -> None:
        if self._field is not None:
            self._field.setFocus()
            self._field = None
