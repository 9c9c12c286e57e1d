"""Photos of the piece into a folder: the way they are made is chosen first, and kept for the next time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in
from morat.newsroom.export_presets import WEB, Preset
from morat.newsroom.pictures import PhotoFacts
from morat.operations import places
from morat.operations.preferences import Preferences
from morat.services.library_desk import message_of
from morat.ui.commands.protection_desk import ProtectionDesk
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.operations.export_presets import Presets
    from morat.operations.photo_export import ExportedPhotos
    from morat.services.library_desk import Library
    from morat.ui.dialogs.files import FileChooser


class PhotoExportCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(
        self,
        bench: Workbench,
        preferences: Preferences,
        protection: ProtectionDesk,
        offer: Callable[..., None],
        chooser: "Callable[[], FileChooser]",
    ) -> None:
        """Act on the photos of ``bench``; ``offer`` says what was done, ``chooser`` asks for a folder.

        ``protection`` stands before it.
        """
        super().__init__(bench)
        self._bench = bench
        self._preferences = preferences
        self._protection = protection
        self._words = bench.window.words
        self._offer = offer
        self._chooser = chooser
        self._presets: dict[str, Preset] = {}

    def export_photos(self) -> None:
        """Write the photos of the piece into a folder."""
        if self._bench.article is not None:
            self._bench.page.commit()
            self._protection.pass_by(self._ask_how)

    def _ask_how(self) -> None:
        self._bench.desk.ask(_presets, self._on_presets, failed=self._on_failed)

    def _on_presets(self, presets: "Presets") -> None:
        from morat.ui.dialogs.photo_export import PhotoExportDialog

        opened = self._bench.article
        if opened is None:
            return
        for message in presets.warnings:
            self._bench.told.emit(message)
        self._presets = presets.kept
        get = self._preferences.get
        dialog = PhotoExportDialog(
            self._words,
            self._presets,
            get("photo_preset"),
            get("piece_preset"),
            self._first(opened.article()),
            self._bench.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _first(self, article: Article) -> tuple[str, PhotoFacts]:
        """Return the headline and what is known of the first photo: an example of a name is made of them."""
        sha = next((photo.photo for photo in photos_in(article.blocks) if photo.photo), "")
        return article.headline, self._bench.photos.sheet.facts(sha) or PhotoFacts(sha256=sha)

    @Slot(str, bool)
    def _on_chosen(self, name: str, pieces: bool) -> None:  # noqa: FBT001 - a signal's signature
        self._preferences.set("photo_preset", name)
        if pieces:
            self._preferences.set("piece_preset", name)
        elif self._preferences.get("piece_preset") == name:
            self._preferences.set("piece_preset", WEB)
        opened, preset = self._bench.article, self._presets.get(name, Preset())
        folder = self._chooser().export_folder() if opened is not None else None
        if opened is None or folder is None:
            return
        article, pictures = opened.article(), dict(self._bench.thumbnails.lent)

        def work(library: "Library") -> "ExportedPhotos":
            from morat.operations.photo_export import export_photos

            return export_photos(article, library, folder, preset, pictures=pictures)

        self._bench.desk.ask(work, self._on_exported, failed=self._on_failed)

    def _on_exported(self, made: "ExportedPhotos") -> None:
        told = [self._words.say(warning) for warning in made.warnings]
        if made.paths:
            count, folder = len(made.paths), made.paths[0].parent
            told.insert(
                0,
                self._words.plural(
                    "{n} photo is in {folder}.", "{n} photos are in {folder}.", count, folder=folder
                ),
            )
        self._offer(" ".join(told))

    def _on_failed(self, error: Exception) -> None:
        self._bench.failed.emit(message_of(error))


def _presets(library: "Library") -> "Presets":
    from morat.operations.export_presets import list_presets

    return list_presets(library.folder, places.home())
