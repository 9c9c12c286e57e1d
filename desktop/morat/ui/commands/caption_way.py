"""The way from a photo on the page to its caption beside it, and back to the text."""

from PySide6.QtCore import QObject, Slot

from morat.newsroom.blocks import Gallery, Photo, photos_in, shown_photos
from morat.newsroom.messages import Message
from morat.newsroom.rearranging import find
from morat.services.document.places import blocks_of
from morat.services.document.properties import Key, text_property
from morat.ui.desks.workbench import Workbench


class CaptionWay(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench) -> None:
        """Go between the page and the photos of ``bench``."""
        super().__init__(bench)
        self._bench = bench
        bench.photos.panel.leaveWanted.connect(self.back)
        bench.photos.panel.chosen.connect(self._on_chosen)
        bench.photos.sheet.brought.connect(self._take_keys)
        bench.page.captionWanted.connect(self._on_caption_wanted)

    def caption_photo(self) -> None:
        """Go to the caption of the photo at the caret, or chosen on the contact sheet; from there, back."""
        panel = self._bench.photos.panel
        if panel.has_caption_keys():
            self.back()
        elif panel.isAncestorOf(self._bench.window.focusWidget()):
            self._take_keys()
        elif (photo := self._photo_here()) is not None:
            self._go(photo)
        else:
            self._bench.told.emit(Message("no-photo-here"))

    @Slot()
    def back(self) -> None:
        """Go on in the text, where the caret was."""
        if self._bench.article is not None:
            self._bench.page.view.in_use.setFocus()

    def _photo_here(self) -> Photo | None:
        """Return the photo at the caret; of a gallery the one that is chosen on the sheet, else its first."""
        opened, current = self._bench.article, self._bench.photos.panel.sheet.current()
        if opened is None:
            return None
        form = self._bench.page.body.textCursor().blockFormat()
        block = find(opened.article().blocks, text_property(form, Key.ID))
        if isinstance(block, Gallery):
            inside = [photo for photo in block.photos if photo.photo]
            sha = current.sha256 if current is not None else ""
            return next((one for one in inside if one.photo == sha), inside[0] if inside else None)
        return block if isinstance(block, Photo) and block.photo else None

    def _go(self, photo: Photo) -> None:
        sheet, sha = self._bench.photos.sheet, photo.photo or ""
        sheet.show_photo(photo.id)
        current = sheet.panel.sheet.current()
        if current is not None and current.sha256 == sha:
            self._take_keys()
        elif sheet.facts(sha) is not None:
            # A search or the trash hides it: the keys go there when it has come.
            sheet.bring_photo(sha)

    @Slot()
    def _take_keys(self) -> None:
        bench = self._bench
        bench.window.actions_by_name["right_side"].setChecked(True)
        bench.side.go_to(bench.photos.panel)
        bench.photos.panel.take_caption_keys()

    @Slot(str)
    def _on_chosen(self, sha: str) -> None:
        """Let the page show the photo that is captioned now; the caret of the text stays where it is."""
        opened, page = self._bench.article, self._bench.page
        if opened is None or not self._bench.photos.panel.has_caption_keys():
            return
        shown = shown_photos(opened.article().blocks)
        place = next((one.place for one in shown if one.photo.photo == sha), "")
        block, _start = next(blocks_of(opened.body, place), (None, 0)) if place else (None, 0)
        if block is not None:
            page.view.bring(page.body, page.body.block_rect(block).toRect())

    @Slot(str)
    def _on_caption_wanted(self, block_id: str) -> None:
        opened = self._bench.article
        photos = photos_in(opened.article().blocks) if opened is not None else ()
        photo = next((one for one in photos if one.id == block_id), None)
        if photo is not None:
            self._go(photo)
