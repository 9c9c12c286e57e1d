"""A piece may say something else under a photo than the library does; each takes over from the other."""

import pytest
from msgspec import structs
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from morat.library.store import Library
from morat.newsroom.blocks import Box, Gallery, photos_in
from morat.newsroom.inline import plain
from morat.services.document.places import blocks_of
from morat.ui.commands.block_commands import place_caret

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@pytest.fixture
def sample(sample):
    sample.until(lambda: sample.named("pieceCaptionEdit").isVisible())
    return sample


def of_library(home):
    with Library.open(home / "library") as library:
        return [facts.caption for facts in library.photos.rows()]


def of_piece(desk):
    return plain(next(photos_in(desk.bench.article.article().blocks)).caption)


def test_another_caption_in_the_piece_leaves_that_of_the_library(home, sample):
    before, first = of_library(home), sample.text("captionEdit")
    assert not sample.named("keepPieceCaption").isVisible()
    sample.caret_in("pieceCaptionEdit")
    sample.type(" Them.")
    assert of_piece(sample) == f"{first} Them."
    assert sample.text("captionEdit") == first
    assert sample.named("keepPieceCaption").isVisible()
    sample.until(sample.is_saved)
    assert of_library(home) == before
    # And the other way: what is said of the photo now is no longer what the piece says.
    sample.caret_in("captionEdit")
    sample.type(" Kho.")
    sample.caret_in("creditEdit")
    sample.until(lambda: f"{first} Kho." in of_library(home))
    assert of_piece(sample) == f"{first} Them."


def test_the_library_takes_over_what_the_piece_says(home, sample):
    sample.caret_in("pieceCaptionEdit")
    sample.type(" Them.")
    sample.click("keepPieceCaption")
    assert sample.text("captionEdit") == of_piece(sample)
    sample.until(lambda: of_piece(sample) in of_library(home))
    assert not sample.named("keepPieceCaption").isVisible()


def test_the_piece_takes_over_what_the_library_says_as_one_step(home, sample):
    first = of_piece(sample)
    sample.caret_in("pieceCaptionEdit")
    sample.type(" Them.")
    sample.click("bringPhotoCaption")
    assert of_piece(sample) == first
    sample.window.actions_by_name["undo"].trigger()
    assert of_piece(sample).endswith("Them.")


@pytest.fixture
def gallery(sample):
    """The sample with its three photos in a gallery, the second without a caption; the gallery's id."""
    article = sample.bench.article
    first, *_ = article.article().blocks
    photos = [structs.replace(one, id=f"g-{one.id}") for one in photos_in(article.article().blocks)]
    photos[1] = structs.replace(photos[1], caption=())
    article.rearrange((first, Gallery("g1", photos=tuple(photos))), "insert-photo")
    sample.until(lambda: sample.bench.photos.sheet._shown_block(photos[0].photo).id == photos[0].id)
    place_caret(sample.page.body, "g1")
    return sample


def click_in_gallery(desk, number, *, caption):
    """Click a picture of the gallery, or what is said below it, where it was drawn."""
    body, objects, drawn = desk.page.body, desk.page._objects, []
    draw = objects._draw_gallery

    def noted(painter, rect, document, block):
        drawn.append(rect)
        draw(painter, rect, document, block)

    objects._draw_gallery = noted
    body.grab()
    del objects._draw_gallery
    form = body.textCursor().block().blockFormat()
    spots, _ = objects._gallery(body.document(), form, drawn[-1].width())
    place = spots[number].caption if caption else spots[number].picture
    # Near its corner, so that a place that is some pixels off would be another.
    at = drawn[-1].topLeft() + place.topLeft() + QPointF(4, 4)
    QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())


def said(desk):
    return [plain(photo.caption) for photo in photos_in(desk.bench.article.article().blocks)]


def test_a_click_on_a_caption_of_a_gallery_leads_to_its_field_and_esc_back(gallery):
    height = gallery.page.body.block_rect(gallery.page.body.textCursor().block()).height()
    click_in_gallery(gallery, 1, caption=True)
    field = gallery.named("pieceCaptionEdit")
    assert gallery.window.focusWidget() is field
    assert field.toPlainText() == ""
    told = "Bà con thôn Nà Trầm cùng nhau trồng cây bên đường từ tinh mơ. " * 3
    gallery.type(told)
    assert said(gallery)[1].strip() == told.strip()
    # It is on the page at once: the gallery has grown by its lines.
    assert gallery.page.body.block_rect(gallery.page.body.textCursor().block()).height() > height + 20
    gallery.keys(Qt.Key.Key_Escape)
    assert gallery.window.focusWidget() is gallery.page.body
    # Undone on the page, it is gone beside it.
    gallery.keys(Qt.Key.Key_Z, control=True)
    gallery.until(lambda: field.toPlainText() == "")


def test_a_click_on_a_picture_of_a_gallery_chooses_it_on_the_sheet(gallery):
    click_in_gallery(gallery, 2, caption=False)
    assert gallery.bench.photos.panel.sheet.current().sha256 == photo_of(gallery, 2)
    assert gallery.window.focusWidget() is gallery.page.body


def test_a_gallery_in_a_box_is_clicked_where_it_is_drawn(gallery):
    article = gallery.bench.article
    first, shown = article.article().blocks
    article.rearrange((first, Box("b1", title="Thông tin", blocks=(shown,))), "insert-photo")
    place_caret(gallery.page.body, "g1")
    click_in_gallery(gallery, 2, caption=True)
    assert gallery.bench.photos.panel.sheet.current().sha256 == photo_of(gallery, 2)
    gallery.type(" Them")
    assert said(gallery)[2].endswith(" Them")


def photo_of(desk, number):
    return list(photos_in(desk.bench.article.article().blocks))[number].photo


def test_keys_alone_caption_all_photos_of_a_gallery(gallery):
    gallery.page.body.setFocus()
    gallery.keys(Qt.Key.Key_F2)
    field = gallery.named("pieceCaptionEdit")
    for number in range(3):
        gallery.until(lambda: gallery.window.focusWidget() is field)
        assert gallery.bench.photos.panel.sheet.current().sha256 == photo_of(gallery, number)
        gallery.type(f" So {number}")
        gallery.keys(Qt.Key.Key_PageDown)
    assert [text.endswith(f"So {number}") for number, text in enumerate(said(gallery))] == [True] * 3
    gallery.keys(Qt.Key.Key_F2)
    assert gallery.window.focusWidget() is gallery.page.body


def test_page_keys_stay_in_the_field_where_there_is_another_photo(sample):
    sample.caret_in("creditEdit")
    first = sample.bench.photos.panel.sheet.current().sha256
    sample.keys(Qt.Key.Key_PageUp)
    assert sample.bench.photos.panel.sheet.current().sha256 == first
    sample.keys(Qt.Key.Key_PageDown)
    assert sample.bench.photos.panel.sheet.current().sha256 != first
    assert sample.window.focusWidget() is sample.named("creditEdit")
    # What was typed is kept for the photo it was typed of.
    sample.type(" Moi")
    sample.keys(Qt.Key.Key_PageUp)
    assert "Moi" not in sample.text("creditEdit")
    sample.keys(Qt.Key.Key_PageDown)
    assert sample.text("creditEdit").endswith(" Moi")


def test_the_page_shows_the_photo_that_is_captioned_and_keeps_its_caret(sample):
    body, bar = sample.page.body, sample.page.verticalScrollBar()
    place_caret(body, sample.bench.article.article().blocks[0].id)
    caret = body.textCursor().position()
    sample.caret_in("pieceCaptionEdit")
    shown = [photo.id for photo in photos_in(sample.bench.article.article().blocks)]
    for block_id in shown[1:]:
        sample.keys(Qt.Key.Key_PageDown)
        block, _start = next(blocks_of(body.document(), block_id))
        sample.until(lambda at=block: seen(sample, at))
    assert bar.value() > 0
    assert body.textCursor().position() == caret
    sample.keys(Qt.Key.Key_Escape)
    assert sample.window.focusWidget() is body


def seen(desk, block):
    """Say whether all of a photo is seen on the page, or as much as there is room for."""
    rect = desk.page.body.block_rect(block).toRect()
    top = desk.page.body.mapTo(desk.page.viewport(), rect.topLeft()).y()
    height = desk.page.viewport().height()
    return top + rect.height() <= height + 1 and (top >= -1 or rect.height() > height)


def test_a_caption_is_gone_to_although_a_search_hides_its_photo(gallery):
    panel = gallery.bench.photos.panel
    panel.search.setText("không có ảnh nào như thế")
    gallery.until(lambda: gallery.named("photoGrid").model().rowCount() == 0)
    gallery.page.body.setFocus()
    gallery.keys(Qt.Key.Key_F2)
    field = gallery.named("pieceCaptionEdit")
    gallery.until(lambda: gallery.window.focusWidget() is field)
    assert panel.sheet.current().sha256 == photo_of(gallery, 0)
    assert panel.search.text() == ""


def test_of_two_that_show_one_picture_the_one_gone_to_is_captioned(gallery):
    article = gallery.bench.article
    blocks = article.article().blocks
    twice = structs.replace(blocks[1].photos[0], id="again", caption=())
    article.rearrange((*blocks, structs.replace(blocks[1], id="g2", photos=(twice,))), "insert-photo")
    gallery.until(lambda: len(said(gallery)) == 4)
    before = said(gallery)
    place_caret(gallery.page.body, "g2")
    gallery.keys(Qt.Key.Key_F2)
    gallery.type("Lan nua")
    assert said(gallery) == [*before[:3], "Lan nua"]


def test_without_a_photo_there_is_a_sentence(sample):
    place_caret(sample.page.body, sample.bench.article.article().blocks[0].id)
    sample.keys(Qt.Key.Key_F2)
    assert "Bấm vào ảnh" in sample.notices.text


def test_a_photo_in_a_gallery_gets_its_caption_in_the_piece_beside_the_text(home, sample):
    article = sample.bench.article
    first, *_ = article.article().blocks
    photos = tuple(photos_in(article.article().blocks))
    shown = Gallery("g1", photos=tuple(structs.replace(one, id=f"g-{one.id}") for one in photos))
    article.rearrange((first, shown), "insert-photo")
    sample.until(lambda: list(photos_in(article.article().blocks)) == list(shown.photos))
    sample.caret_in("pieceCaptionEdit")
    sample.type(" Them.")
    assert of_piece(sample) == f"{plain(shown.photos[0].caption)} Them."
    assert article.article().blocks[1].photos[1:] == shown.photos[1:]
    # What was typed goes on in one step.
    sample.window.actions_by_name["undo"].trigger()
    assert article.article().blocks == (first, shown)
