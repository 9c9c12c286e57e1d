"""Where the pictures of a gallery and their captions stand, and what is at a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextDocument

from morat.catalogue import Catalogue
from morat.newsroom.blocks import Photo
from morat.newsroom.inline import runs_of
from morat.ui.editor.gallery import GAP, Captions, hit, laid_out

WIDTH = 600.0

pytestmark = pytest.mark.qt


@given(
    st.lists(
        st.tuples(st.floats(0.3, 3.0), st.floats(10, 200)),
        min_size=1,
        max_size=9,
    )
)
def test_nothing_lies_over_another_and_captions_stand_below(pictures):
    ratios = [ratio for ratio, _told in pictures]
    spots, height = laid_out(ratios, WIDTH, lambda number, _across: pictures[number][1])
    assert len(spots) == len(pictures)
    places = [place for spot in spots for place in spot]
    for number, place in enumerate(places):
        assert place.right() <= WIDTH + 0.01
        assert place.bottom() <= height + 0.01
        assert not any(place.adjusted(0.1, 0.1, -0.1, -0.1).intersects(other) for other in places[:number])
    for spot, (ratio, told) in zip(spots, pictures, strict=True):
        assert spot.picture.height() / spot.picture.width() == pytest.approx(ratio, rel=1e-6)
        assert spot.caption.top() == pytest.approx(spot.picture.bottom() + GAP)
        assert (spot.caption.width(), spot.caption.height()) == pytest.approx((spot.picture.width(), told))
    # A gallery is as wide as the text.
    assert max(place.right() for place in places) == pytest.approx(WIDTH)


def test_a_place_is_a_picture_its_caption_or_nothing():
    spots, _height = laid_out([0.5, 0.5], WIDTH, lambda _number, _across: 40)
    assert hit(spots, spots[1].picture.center()) == (1, False)
    assert hit(spots, spots[1].caption.center()) == (1, True)
    assert hit(spots, QPointF(WIDTH / 2, 10)) is None
    assert hit(spots, QPointF(10, 500)) is None


def test_a_longer_caption_takes_more_lines(qapp):
    captions = Captions(QTextDocument(), Catalogue("en"))
    short, long = (Photo("p", caption=runs_of("Bà con trồng cây. " * count)) for count in (1, 20))
    assert captions.height(long, 200) > 5 * captions.height(short, 200)
    assert captions.height(Photo("p"), 200) > 0
