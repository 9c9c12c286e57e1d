"""What is said of photos: copied, put on others, taken back; and photos as files."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import DecodeError
from msgspec.json import decode, encode
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from morat.newsroom.contact_sheet import PICK, REJECT
from morat.newsroom.photo_edits import fields_of
from morat.operations.preferences import Preferences
from morat.ui.commands.caption_commands import CaptionCommands
from morat.ui.commands.compare_commands import CompareCommands
from morat.ui.commands.loupe_commands import LoupeCommands
from morat.ui.commands.photo_file_commands import PhotoFileCommands
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.ui.dialogs.files import FileChooser

FIELDS_MIME = "application/x-morat-photo-fields"
"""What a copy of a photo's fields is: their names and texts as JSON."""
MENU = (
    "edit_picture",
    "edit_photos",
    "fill_in_template",
    "replace_in_photos",
    "copy_photo_fields",
    "paste_photo_fields",
    "undo_photo_edit",
    "pick_photos",
    "reject_photos",
    "unmark_photos",
    "look_at_photo",
    "compare_photos",
    "write_into_files",
)
"""The actions of the menu over the contact sheet."""


class PhotoCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(
        self,
        bench: Workbench,
        preferences: Preferences,
        offer: Callable[..., None],
        chooser: "Callable[[], FileChooser]",
        put: Callable[[QWidget, str], object],
    ) -> None:
        """Act on the photos of ``bench``; ``offer`` says what was done, ``chooser`` asks for a folder.

        ``put`` puts a line at the caret of a text field.
        """
        super().__init__(bench)
        self.comparing = CompareCommands(bench, offer, self.undo_photo_edit)
        self.loupe = LoupeCommands(bench, offer, self.undo_photo_edit)
        self.captions = CaptionCommands(bench, preferences, offer, self.undo_photo_edit, put)
        self.files = PhotoFileCommands(bench, self.captions.selected, offer, chooser)
        self.parts = (self.captions, self.comparing, self.loupe, self.files)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        self._chooser = chooser
        grid = bench.photos.panel.grid
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        grid.addActions([bench.window.actions_by_name[name] for name in MENU])

    def pick_photos(self) -> None:
        """Pick the selected photos."""
        self._bench.photos.give_mark("pick", PICK)

    def reject_photos(self) -> None:
        """Reject the selected photos."""
        self._bench.photos.give_mark("pick", REJECT)

    def unmark_photos(self) -> None:
        """Leave open whether the selected photos are picked or rejected."""
        self._bench.photos.give_mark("pick", 0)

    def copy_photo_fields(self) -> None:
        """Copy what is said of the current photo; as plain text its caption."""
        photos = self.captions.selected()
        if not photos:
            return
        told = fields_of(photos[0])
        data = QMimeData()
        data.setData(FIELDS_MIME, encode(told))
        data.setText(told.get("caption", ""))
        QGuiApplication.clipboard().setMimeData(data)
        self._offer(self._words.text("Copied what is said of “{file}”.", file=photos[0].file))

    def paste_photo_fields(self) -> None:
        """Put what was copied on the selected photos, once it is seen what would change."""
        told = _pasted()
        if told:
            self.captions.edit(told)
        else:
            self._offer(self._words.text("Nothing of a photo was copied yet."))

    def undo_photo_edit(self) -> None:
        """Take back the last edit of what is said of photos."""
        count = self._bench.photos.undo()
        if count:
            told = self._words.plural("Taken back in {n} photo.", "Taken back in {n} photos.", count)
            self._offer(told)
        else:
            self._offer(self._words.text("No photo was edited yet."))


def _pasted() -> dict[str, str]:
    """Return the fields that were copied, none where something else was."""
    data = QGuiApplication.clipboard().mimeData()
    try:
        return decode(bytes(data.data(FIELDS_MIME).data()), type=dict[str, str])
    except DecodeError:
        return {}
