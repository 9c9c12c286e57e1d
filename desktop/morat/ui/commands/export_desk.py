"""Writes the open piece to a file: asks where and how, and before names and deleted words leave the house."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs
from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.review import Review
from morat.operations.preferences import ON, Preferences
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser, Target

if TYPE_CHECKING:
    from morat.operations.exporting import Exported
    from morat.services.library_desk import Library


class _Choices(NamedTuple):
    """What there is to choose from: pages of Word, templates of the web."""

    pages: tuple[str, ...]
    templates: tuple[str, ...]


class _Look(NamedTuple):
    """How a file is to look: a Word file, a web page by its template's name, photos by their preset's."""

    manuscript: Manuscript
    template: str
    preset: str


class ExportDesk(QObject):
    """Stands between the piece on the page, the dialog of files and the writers.

    Signals:
        failed(object): a Message to show.
        asked(str, object): a question, and what each answer does, by its words.
        exported(object): a file (an Exported) has been written.
    """

    failed = Signal(object)
    asked = Signal(str, object)
    exported = Signal(object)

    def __init__(
        self, bench: Workbench, preferences: Preferences, chooser: Callable[[], FileChooser]
    ) -> None:
        """Write the piece of ``bench``; ask for files through ``chooser``."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._preferences = preferences
        self._chooser = chooser

    def open(self) -> None:
        """Ask where to, and write the piece as it stands now."""
        if self._bench.article is None:
            return
        self._bench.page.commit()
        article, review = self._bench.article.article(), self._bench.article.review.now()
        self._bench.desk.ask(_choices, partial(self._on_choices, article, review), failed=self._on_failed)

    def _on_choices(self, article: Article, review: Review, choices: _Choices) -> None:
        from morat.operations.exporting import file_name, kind_of

        pages = self._last_first(choices.pages, "word_page")
        templates = self._last_first(("", *choices.templates), "page_template")
        target = self._chooser().save_export(file_name(article, "html"), pages, templates)
        if target is None:
            return
        to = kind_of(target.path.name)
        if to == "docx" and review:
            self._ask(article, target, review)
        else:
            self._write(article, target, to, None)

    def _last_first(self, names: Sequence[str], setting: str) -> list[str]:
        last = self._preferences.get(setting)
        return sorted(names, key=lambda name: name != last)

    def _ask(self, article: Article, target: Target, review: Review) -> None:
        text, comments, suggestions = self._words.text, len(review.comments), len(review.suggestions)
        if suggestions:
            told = text(
                "Of this piece there are comments ({comments}) and suggested changes ({suggestions}). "
                "A file with them shows names and deleted words; a clean one has the text as it is on the "
                "page, without these changes.",
                comments=comments,
                suggestions=suggestions,
            )
        else:
            told = text(
                "Of this piece there are comments ({comments}). A file with them shows who said what.",
                comments=comments,
            )
        clean = partial(self._write, article, target, "docx", None)
        whole = partial(self._write, article, target, "docx", review)
        self.asked.emit(told, {text("A clean file"): clean, text("For the house, with all of it"): whole})

    def _write(self, article: Article, target: Target, to: str, review: Review | None) -> None:
        if to == "docx":
            self._preferences.set("word_page", target.page)
        if to == "html":
            self._preferences.set("page_template", target.template)
        manuscript = Manuscript(
            page=target.page,
            photo_numbers=self._preferences.get("photo_numbers") == ON,
            review=review,
        )
        look = _Look(manuscript, target.template, self._preferences.get("piece_preset"))
        work = partial(_export, article, target.path, to, dict(self._bench.thumbnails.lent), look)
        self._bench.desk.ask(work, self.exported.emit, failed=self._on_failed)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))


def _choices(library: "Library") -> _Choices:
    from morat.operations import places
    from morat.operations.house import House

    house = House(library.folder, places.home())
    return _Choices(tuple(house.word_pages()), tuple(house.page_templates()))


def _export(
    article: Article,
    path: Path,
    to: str,
    pictures: dict[str, FoundPicture],
    look: _Look,
    library: "Library",
) -> "Exported":
    from morat.operations import places
    from morat.operations.export_presets import preset_or_usual
    from morat.operations.exporting import WEB, WORD, Wishes, export_piece
    from morat.operations.house import House

    house = House(library.folder, places.home())
    wishes = Wishes(preset=preset_or_usual(library.folder, places.home(), look.preset))
    if to in WORD:
        wished = look.manuscript
        page = house.manuscript(wished.page)
        chosen = structs.replace(page, photo_numbers=wished.photo_numbers, review=wished.review)
        wishes = structs.replace(wishes, manuscript=chosen)
    elif to in WEB and look.template:
        wishes = structs.replace(wishes, template=house.page_template(look.template))
    return export_piece(article, library, to, path, pictures=pictures, force=True, wishes=wishes)
