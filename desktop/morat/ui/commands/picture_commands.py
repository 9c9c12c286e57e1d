"""What is done with a picture of the piece itself: it is edited; its file is never touched."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, Qt, Slot

from morat.newsroom import recipe
from morat.newsroom.blocks import Gallery, Photo, photos_in
from morat.newsroom.messages import Message, UserError
from morat.newsroom.rearranging import find, with_photo
from morat.newsroom.recipe import Recipe
from morat.services.document.properties import Key, text_property
from morat.services.thumbnails import PROXY
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.ui.photos.edit_dialog import PhotoEditDialog


class PictureCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench, offer: Callable[..., None]) -> None:
        """Act on the pictures of the piece of ``bench``; ``offer`` says what was done, with a way back."""
        super().__init__(bench)
        self._bench = bench
        self._offer = offer
        self._words = bench.window.words
        self._dialog: PhotoEditDialog | None = None
        self._edited: Photo | None = None
        bench.thumbnails.ready.connect(self._show_picture)
        bench.thumbnails.broken.connect(self._show_picture)
        bench.page.bar.editWanted.connect(self.edit_picture)

    @Slot()
    def edit_picture(self) -> None:
        """Edit the picture the caret is at, or the one that is chosen on the contact sheet."""
        self._edit(self._chosen())

    def edit_photo(self, block_id: str) -> None:
        """Edit the picture of the photo with this id."""
        self._edit(self._photo(block_id))

    def _photo(self, block_id: str) -> Photo | None:
        opened = self._bench.article
        photos = photos_in(opened.article().blocks) if opened is not None else ()
        return next((photo for photo in photos if photo.id == block_id), None)

    def _edit(self, photo: Photo | None) -> None:
        if photo is None or not photo.photo:
            self._bench.told.emit(Message("no-picture-to-edit"))
            return
        known = recipe.NOTHING
        try:
            known = recipe.read(photo.edit)
        except UserError as error:
            # It is begun anew; until that is kept, what the piece has stays as it is.
            self._bench.told.emit(error.message)
        self._open(photo, (known,))

    def _open(self, photo: Photo, past: Sequence[Recipe]) -> None:
        from morat.ui.photos.edit_dialog import PhotoEditDialog

        self._edited = photo
        self._dialog = dialog = PhotoEditDialog(self._words, past, self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_chosen)
        dialog.dropped.connect(self._on_dropped)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._show_picture(photo.photo or "", PROXY)

    def _chosen(self) -> Photo | None:
        """Return the photo of the piece that is meant."""
        opened, panel = self._bench.article, self._bench.photos.panel
        if opened is None:
            return None
        blocks = opened.article().blocks
        current = panel.sheet.current()
        sha = current.sha256 if current is not None else ""
        here = next((photo for photo in photos_in(blocks) if photo.photo == sha), None)
        if panel.isAncestorOf(self._bench.window.focusWidget()):
            return here
        block = find(blocks, text_property(self._bench.page.body.textCursor().blockFormat(), Key.ID))
        if isinstance(block, Gallery):
            inside = [photo for photo in block.photos if photo.photo]
            return next((photo for photo in inside if photo.photo == sha), inside[0] if inside else None)
        return block if isinstance(block, Photo) else here

    @Slot(str)
    @Slot(str, int)
    def _show_picture(self, sha: str, width: int = PROXY) -> None:
        """Show the original in the dialog where it is this picture, or say that there is none."""
        if self._dialog is None or self._edited is None or (sha, width) != (self._edited.photo, PROXY):
            return
        image = self._bench.thumbnails.image(sha, PROXY)
        if image is not None:
            self._dialog.show_picture(image)
        elif self._bench.thumbnails.is_broken(sha, PROXY):
            text = self._words.text
            self._dialog.tell(text("The original of this picture is not here, or is damaged: no editing it."))

    @Slot(object)
    def _on_chosen(self, made: Recipe) -> None:
        opened, photo = self._bench.article, self._edited
        now = self._photo(photo.id) if photo is not None else None
        if opened is not None and now is not None:
            edited = structs.replace(now, edit=recipe.written(made))
            opened.rearrange(with_photo(opened.article().blocks, edited), "edit-picture")

    @Slot(object)
    def _on_dropped(self, past: tuple[Recipe, ...]) -> None:
        if self._edited is not None:
            again = partial(self._take_up, self._edited.id, past)
            text = self._words.text
            self._offer(text("The edits of the picture were dropped."), text("Go on with them"), again)

    def _take_up(self, block_id: str, past: tuple[Recipe, ...]) -> None:
        """Open a picture with edits that were dropped, where the piece still shows it."""
        photo = self._photo(block_id)
        if photo is not None and photo.photo:
            self._open(photo, past)
        else:
            self._edit(None)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._dialog = self._edited = None
