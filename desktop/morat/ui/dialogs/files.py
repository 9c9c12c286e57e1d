"""Ask for files, with the system's own dialogs."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.manuscript import ADMINISTRATIVE, NEWSROOM
from morat.operations.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Target(NamedTuple):
    """Where to export to, the page that a Word file is on, the newsroom's template of a web page or none."""

    path: Path
    page: str = NEWSROOM
    template: str = ""


class FileChooser:
    """Asks a person for files; remembers the folder. Tests hand in one that answers by itself."""

    def __init__(self, words: Catalogue, preferences: Preferences, parent: QWidget) -> None:
        """Ask in the language of ``words``, above ``parent``."""
        self._words = words
        self._preferences = preferences
        self._parent = parent

    def open_pieces(self) -> list[str]:
        """Ask for files to bring in as pieces."""
        kinds = self._words.text("Pieces")
        return self._open(
            self._words.text("Import"),
            f"{kinds} (*.docx *.docm *.doc *.rtf *.odt *.morat *.zip *.html *.htm *.txt *.md)",
        )

    def open_handoff(self) -> list[str]:
        """Ask for hand-off files."""
        kinds = self._words.text("Hand-off files")
        return self._open(self._words.text("Open a hand-off file"), f"{kinds} (*.morat)")

    def open_photos(self) -> list[str]:
        """Ask for picture files."""
        from morat.operations.photographs import PICTURE_KINDS

        endings = " ".join(f"*{ending}" for ending in PICTURE_KINDS)
        return self._open(self._words.text("Photos"), f"{self._words.text('Pictures')} ({endings})")

    def open_people(self) -> list[str]:
        """Ask for a table of people."""
        kinds = self._words.text("Tables")
        return self._open(self._words.text("Register of people"), f"{kinds} (*.csv *.tsv *.txt)")

    def save_people(self, name: str) -> Path | None:
        """Ask where to write the table of people."""
        kinds = self._words.text("Tables")
        return self._save(self._words.text("Register of people"), name, f"{kinds} (*.csv)")

    def open_photo_folder(self) -> list[str]:
        """Ask for a folder of pictures."""
        folder = QFileDialog.getExistingDirectory(
            self._parent, self._words.text("Folder of photos"), self._folder()
        )
        return [folder] if folder else []

    def library_folder(self, title: str) -> Path | None:
        """Ask for the folder of a library, or for one where it shall be."""
        folder = QFileDialog.getExistingDirectory(self._parent, title, self._folder())
        return Path(folder) if folder else None

    def export_folder(self) -> Path | None:
        """Ask for the folder that photos are written into."""
        return self.library_folder(self._words.text("Folder for the photos"))

    def save_export(
        self, name: str, pages: Sequence[str] = (NEWSROOM,), templates: Sequence[str] = ("",)
    ) -> Target | None:
        """Ask for the format and where to export to; the ending of the name says the format.

        A Word file may be on one of ``pages``, a web page made by one of ``templates`` ("" is the usual one);
        the first counts where only its ending is typed. The format of the last time is offered first.
        """
        web = {f"{self._web_title(template)} (*.html)": template for template in templates}
        word = {f"{self._page_title(page)} (*.docx)": page for page in pages}
        last = self._preferences.get("last_export")
        kinds = sorted(
            (
                *web,
                *word,
                self._words.text("PDF on A4") + " (*.pdf)",
                self._words.text("Plain text") + " (*.txt)",
                self._words.text("Packet: text, web page, Word, photos and captions") + " (*.zip)",
                self._words.text("Web page in a folder with its photos") + " (*-web)",
                self._words.text("Posts for Facebook, Zalo and X") + " (*-fb.txt)",
                self._words.text("News in JSON (ninjs)") + " (*.json)",
                self._words.text("News in XML (NITF)") + " (*.xml)",
            ),
            key=lambda kind: _endings(kind) != [last],
        )
        name = Path(name).stem + _endings(kinds[0])[0]
        path, kind = self._chosen(self._words.text("Export"), name, ";;".join(kinds))
        if path is None:
            return None
        self._preferences.set("last_export", _ending_of(path, ";;".join(kinds)))
        return Target(path, word.get(kind) or pages[0], web.get(kind, templates[0]))

    def _web_title(self, template: str) -> str:
        usual = self._words.text("Web page")
        return self._words.text("Web page, template “{name}”", name=template) if template else usual

    def _page_title(self, page: str) -> str:
        if page == ADMINISTRATIVE:
            return self._words.text("Word document, A4 of Decree 30/2020")
        if page == NEWSROOM:
            return self._words.text("Word document")
        return self._words.text("Word document, page “{name}”", name=page)

    def save_pdf(self, name: str) -> Path | None:
        """Ask where to put a PDF."""
        return self._save(self._words.text("Save as PDF"), name, self._words.text("PDF on A4") + " (*.pdf)")

    def choose_printer(self, printer: "QPrinter") -> bool:
        """Let a person choose the printer, copies and pages; say whether to print."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        dialog = QPrintDialog(printer, self._parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        # On Windows it is the system's own, which shows itself at exec() alone.
        return bool(dialog.exec())

    def save_handoff(self, name: str) -> Path | None:
        """Ask where to put a hand-off file."""
        return self._save(self._words.text("Send"), name, self._words.text("Hand-off files") + " (*.morat)")

    def _open(self, title: str, kinds: str) -> list[str]:
        paths, _ = QFileDialog.getOpenFileNames(self._parent, title, self._folder(), kinds)
        if paths:
            self._preferences.set("last_folder", str(Path(paths[0]).parent))
        return paths

    def _save(self, title: str, name: str, kinds: str) -> Path | None:
        return self._chosen(title, name, kinds)[0]

    def _chosen(self, title: str, name: str, kinds: str) -> tuple[Path | None, str]:
        """Return where to write and the kind that was chosen."""
        path, kind = Path(self._folder(), name), ""
        while True:
            chosen, kind = QFileDialog.getSaveFileName(self._parent, title, str(path), kinds, kind)
            if not chosen:
                return None, kind
            path = named(Path(chosen), kind, kinds)
            if str(path) == str(Path(chosen)) or not path.exists():
                break
            # Nobody was asked whether the file of that other name may be written over.
        self._preferences.set("last_folder", str(path.parent))
        return path, kind

    def _folder(self) -> str:
        """Return the folder of the last time; where its drive is gone, one that is there."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = self._preferences.get("last_folder")
        there = (folder for folder in (last, documents) if folder and Path(folder).is_dir())
        return next(there, str(Path.home()))


def named(path: Path, kind: str, kinds: str) -> Path:
    """Return ``path`` with the ending that says which of ``kinds`` (filters of a file dialog) it shall be.

    The chosen ``kind`` counts; but where it is the first one, which is offered unasked, a typed ending of
    another kind counts.
    """
    wanted, known = _endings(kind or kinds), _endings(kinds)
    own = _ending_of(path, kinds)
    if own in wanted or (own and wanted[0] == known[0]):
        return path
    return path.with_name(path.name[: len(path.name) - len(own)] + wanted[0])


def _ending_of(path: Path, kinds: str) -> str:
    """Return which of the endings in the filters ``kinds`` a file has; empty for none."""
    return max(
        (ending for ending in _endings(kinds) if path.name.lower().endswith(ending)), key=len, default=""
    )


def _endings(kinds: str) -> list[str]:
    """Return the file endings in the filters of a file dialog."""
    return re.findall(r"\*([.-][\w.-]+)", kinds)
