"""A piece may say something else under a photo than the library does; each takes over from the other."""

import pytest
from msgspec import structs

from morat.library.store import Library
from morat.newsroom.blocks import Gallery, photos_in
from morat.newsroom.inline import plain

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
