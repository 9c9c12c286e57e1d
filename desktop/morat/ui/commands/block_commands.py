"""What the actions for blocks do: put boxes, tables, galleries, links in, move and change what is there."""

from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock, QTextCursor

from morat.newsroom import rearranging
from morat.newsroom.blocks import Block, Box, Embed, Gallery, Paragraph, Photo, Table, new_id
from morat.newsroom.messages import Message
from morat.services.document import editing
from morat.services.document.properties import (
    Key,
    Kind,
    kind_of,
    text_property,
)
from morat.services.document.restyling import selected_blocks
from morat.ui.desks.workbench import Workbench
from morat.ui.editor.body import BodyEdit

if TYPE_CHECKING:
    from morat.services.open_article import OpenArticle


class BlockCommands(QObject):
    """One method an action; the names are those of ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench) -> None:
        """Act on the body of the page of ``bench``."""
        super().__init__(bench)
        self._bench = bench
        self._body = bench.page.body
        self._changed = ""
        self._body.blockMoved.connect(self._on_block_moved)
        self._body.objectOpened.connect(self._on_object_opened)
        bench.page.bar.sizeChosen.connect(self._size)
        bench.page.bar.galleryWanted.connect(self.into_gallery)

    # Putting in

    def insert_box(self) -> None:
        """Put a box below the caret, or around the blocks that are selected."""
        self._insert_box("info")

    def insert_note(self) -> None:
        """Put a note by the editors below the caret, or around the blocks that are selected."""
        self._insert_box("editor-note")

    def _insert_box(self, kind: str) -> None:
        article = self._bench.article
        if article is None:
            return
        box = Box(new_id(), kind, "", (Paragraph(new_id()),))
        ids = self._selected_ids()
        wrapped = rearranging.boxed(article.article().blocks, ids, structs.replace(box, blocks=()))
        if len(ids) > 1 and wrapped != article.article().blocks:
            article.rearrange(wrapped, "insert-box")
        else:
            self._insert(article, box, "insert-box")
        self._place_caret(box.id)

    def insert_table(self) -> None:
        """Ask for the size of a table and put it below the caret."""
        from morat.ui.dialogs.table import TableDialog

        dialog = TableDialog(self._bench.window.words, self._bench.window)
        dialog.chosen.connect(self._on_table)
        dialog.open()

    def insert_video(self) -> None:
        """Ask for the address of a video and put its frame below the caret."""
        self._ask_address("")

    def link_address(self) -> None:
        """Change the address of the frame the caret is in."""
        block = self._object_at_caret(Embed)
        if isinstance(block, Embed):
            self._changed = block.id
            self._ask_address(block.url)
        else:
            self._tell("no-link-here")

    def insert_gallery(self) -> None:
        """Put an empty gallery below the caret; a photo the caret is in becomes one."""
        article = self._bench.article
        if isinstance(self._object_at_caret(Photo), Photo):
            self.into_gallery()
        elif article is not None:
            gallery = Gallery(new_id())
            self._insert(article, gallery, "insert-gallery")
            self._place_caret(gallery.id)

    def attribution(self) -> None:
        """Go to where the source of a quotation is typed."""
        article = self._bench.article
        cursor = self._body.textCursor()
        if article is None:
            return
        with article.naming("edit-attribution"):
            done = editing.attribute(cursor)
        if done:
            self._body.setTextCursor(cursor)
        else:
            self._tell("no-quote-here")

    # Moving and changing

    def move_up(self) -> None:
        """Move the block the caret is in a place up."""
        self._shift(-1)

    def move_down(self) -> None:
        """Move the block the caret is in a place down."""
        self._shift(1)

    def photo_half(self) -> None:
        """Show the photo at half the width of the text."""
        self._size("half")

    def photo_full(self) -> None:
        """Show the photo as wide as the text."""
        self._size("full")

    def photo_wide(self) -> None:
        """Show the photo as wide as the page."""
        self._size("wide")

    @Slot(str)
    def _size(self, size: str) -> None:
        article = self._bench.article
        block = self._object_at_caret(Photo)
        if article is None or not isinstance(block, Photo):
            self._tell("no-photo-here")
        elif block.size != size:
            with article.naming("photo-size"):
                article.change_photo(block.id, size=size)
            self._bench.page.bar.settle()

    @Slot()
    def into_gallery(self) -> None:
        """Put the photo into a gallery with its neighbour."""
        article = self._bench.article
        block = self._object_at_caret(Photo)
        if article is None or not isinstance(block, Photo):
            self._tell("no-photo-here")
            return
        blocks, gallery = rearranging.gathered(article.article().blocks, block.id)
        article.rearrange(blocks, "into-gallery")
        self._place_caret(gallery)

    def gallery_photos(self) -> None:
        """Show the photos of the gallery: their order, and which leave it."""
        gallery = self._object_at_caret(Gallery)
        if not isinstance(gallery, Gallery):
            self._tell("no-gallery-here")
            return
        from morat.ui.dialogs.gallery import GalleryDialog

        window = self._bench.window
        dialog = GalleryDialog(window.words, gallery.photos, self._bench.thumbnails.image, window)
        self._changed = gallery.id
        dialog.chosen.connect(self._on_gallery)
        dialog.open()

    # What the blocks are

    def _insert(self, article: "OpenArticle", block: Block, code: str) -> None:
        cursor = self._body.textCursor()
        cursor.clearSelection()
        with article.naming(code):
            editing.insert_blocks(cursor, (block,))

    def _object_at_caret(self, kind: type[Block]) -> Block | None:
        """Return the block the caret is in where it is of this kind."""
        article = self._bench.article
        if article is None:
            return None
        block_id = text_property(self._body.textCursor().blockFormat(), Key.ID)
        block = rearranging.find(article.article().blocks, block_id)
        return block if isinstance(block, kind) else None

    def _selected_ids(self) -> list[str]:
        """Return the ids of the blocks that the selection touches, each once."""
        found = (text_property(one.blockFormat(), Key.ID) for one in selected_blocks(self._body.textCursor()))
        return list(dict.fromkeys(found))

    def _place_caret(self, block_id: str, line: int = 0, offset: int | None = None) -> None:
        place_caret(self._body, block_id, line, offset)

    def _shift(self, way: int) -> None:
        article, cursor = self._bench.article, self._body.textCursor()
        if article is None:
            return
        block = cursor.block()
        block_id = text_property(block.blockFormat(), Key.ID)
        first, line = block, 0
        while first.previous().isValid() and _is_part_of(first.previous(), block_id):
            first, line = first.previous(), line + 1
        offset = cursor.position() - block.position()
        if article.rearrange(rearranging.shifted(article.article().blocks, block_id, way), "move-block"):
            self._place_caret(block_id, line, offset)

    def _tell(self, code: str) -> None:
        self._bench.told.emit(Message(code))

    def _ask_address(self, address: str) -> None:
        from morat.ui.dialogs.link import VideoDialog

        dialog = VideoDialog(self._bench.window.words, address, self._bench.window)
        dialog.chosen.connect(self._on_address if address else self._on_new_address)
        dialog.open()

    @Slot(str)
    def _on_new_address(self, address: str) -> None:
        article = self._bench.article
        if article is not None and address:
            embed = Embed(new_id(), address)
            self._insert(article, embed, "insert-link")
            self._place_caret(embed.id)

    @Slot(str)
    def _on_address(self, address: str) -> None:
        article = self._bench.article
        if article is None or not address:
            return
        blocks = article.article().blocks
        old = rearranging.find(blocks, self._changed)
        if isinstance(old, Embed):
            new = structs.replace(old, url=address)
            article.rearrange(rearranging.replaced(blocks, old.id, (new,)), "edit-address")
            self._place_caret(old.id)

    @Slot(int, int, bool)
    def _on_table(self, rows: int, columns: int, header: bool) -> None:  # noqa: FBT001 - a signal's signature
        article = self._bench.article
        if article is not None:
            table = Table(new_id(), header, (((),) * columns,) * rows)
            self._insert(article, table, "insert-table")
            self._place_caret(table.id)

    @Slot(object, object)
    def _on_gallery(self, photos: tuple[Photo, ...], out: tuple[Photo, ...]) -> None:
        article = self._bench.article
        if article is not None:
            blocks = rearranging.with_photos(article.article().blocks, self._changed, photos, out)
            article.rearrange(blocks, "edit-gallery")
            self._place_caret(self._changed)

    @Slot(str, str, bool)
    def _on_block_moved(self, block_id: str, target: str, after: bool) -> None:  # noqa: FBT001 - likewise
        article = self._bench.article
        if article is not None:
            blocks = rearranging.moved(article.article().blocks, block_id, target, after=after)
            article.rearrange(blocks, "move-block")
            self._place_caret(block_id)

    @Slot(str)
    def _on_object_opened(self, block_id: str) -> None:
        self._place_caret(block_id)
        if isinstance(self._object_at_caret(Gallery), Gallery):
            self.gallery_photos()
        else:
            self.link_address()


def place_caret(body: BodyEdit, block_id: str, line: int = 0, offset: int | None = None) -> None:
    """Put the caret into a block of the article: the text block number ``line`` of it, at ``offset``.

    Without one that is the end of what is written there.
    """
    block = body.document().firstBlock()
    while block.isValid():
        if _is_part_of(block, block_id):
            if not line:
                break
            line -= 1
        block = block.next()
    if not block.isValid():
        return
    cursor = QTextCursor(block)
    length = block.length() - 1
    cursor.setPosition(block.position() + (length if offset is None else min(offset, length)))
    body.setTextCursor(cursor)
    body.setFocus()


def _is_part_of(block: QTextBlock, block_id: str) -> bool:
    return kind_of(block) != Kind.GAP and text_property(block.blockFormat(), Key.ID) == block_id
