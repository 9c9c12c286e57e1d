"""Prints the open piece: shows its pages, sends them to a printer or into a PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message
from morat.newsroom.paper import Paper
from morat.services.library_desk import message_of
from morat.services.page_maker import Made, PageMaker
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser
from morat.ui.dialogs.printing import PAGE_WIDTH, PrintDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from morat.operations.exporting import Exported
    from morat.services.library_desk import Library


class PrintDesk(QObject):
    """Stands between the piece on the page, the print dialog and the printer.

    Signals:
        failed(object): a Message to show.
        told(object): a Message that is no failure.
        exported(object): a PDF (an Exported) has been written.
    """

    failed = Signal(object)
    told = Signal(object)
    exported = Signal(object)

    def __init__(self, bench: Workbench, chooser: Callable[[], FileChooser]) -> None:
        """Print the piece of ``bench``; ask for printers and files through ``chooser``."""
        super().__init__(bench)
        self._bench = bench
        self._chooser = chooser
        self._maker = PageMaker(bench.desk, self)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_failed)
        self._article: Article | None = None
        self.dialog: PrintDialog | None = None

    def open(self) -> None:
        """Show the pages of the piece as it stands now."""
        if self._bench.article is None:
            return
        self._bench.settle()
        self._article = self._bench.article.article()
        self.dialog = dialog = PrintDialog(self._bench.window.words, _paper(Paper()), self._bench.window)
        dialog.paperChanged.connect(self._on_paper)
        dialog.printWanted.connect(self._on_print)
        dialog.pdfWanted.connect(self._on_pdf)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._on_closed)
        width = round(PAGE_WIDTH * dialog.devicePixelRatioF())
        self._maker.take(self._article, self._bench.thumbnails.lent, dialog.paper, width)
        dialog.open()

    def stop(self) -> None:
        """Let what is under way run to its end, and take no more."""
        self._maker.stop()

    @Slot(object)
    def _on_paper(self, paper: Paper) -> None:
        self._maker.change(_paper(paper))

    @Slot(object)
    def _on_made(self, made: Made) -> None:
        if self.dialog is not None:
            self.dialog.show_pages(made.pages, made.pictures)

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None

    @Slot()
    def _on_print(self) -> None:
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        if self._article is not None:
            printer.setDocName(self._article.headline)
        if not self._chooser().choose_printer(printer):
            return
        first, last = printer.fromPage(), printer.toPage()
        numbers = range(first - 1, last) if first else None
        self._maker.draw_on(printer, printer.resolution(), numbers, partial(self._on_printed, printer))
        self._close()

    @Slot()
    def _on_pdf(self) -> None:
        from morat.operations.exporting import file_name

        article, dialog = self._article, self.dialog
        if article is None or dialog is None:
            return
        path = self._chooser().save_pdf(file_name(article, "pdf"))
        if path is None:
            return
        work = partial(_export, article, path, dict(self._bench.thumbnails.lent), _paper(dialog.paper))
        self._bench.desk.ask(work, self.exported.emit, failed=self._on_failed)
        self._close()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _on_printed(self, printer: "QPrinter", _: None) -> None:
        self.told.emit(Message("printed", printer=printer.printerName() or printer.outputFileName()))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))


def _paper(paper: Paper) -> Paper:
    """Return what stands on paper that is printed now."""
    from morat.operations.printing import paper_now

    return paper_now(lines=paper.lines, signatures=paper.signatures, note=paper.note)


def _export(
    article: Article, path: Path, pictures: dict[str, FoundPicture], paper: Paper, library: "Library"
) -> "Exported":
    from morat.operations.exporting import Wishes, export_piece

    wishes = Wishes(paper)
    return export_piece(article, library, "pdf", path, pictures=pictures, force=True, wishes=wishes)
