"""A recipe is read as it was written, refuses what nothing can mean, and says where each place goes."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom.blocks import Photo
from morat.newsroom.messages import UserError
from morat.newsroom.recipe import (
    NOTHING,
    RATIOS,
    WAYS,
    WHOLE,
    Cover,
    Recipe,
    Rect,
    address,
    held_to,
    is_known,
    is_whole,
    read,
    written,
)

parts = st.integers(0, 60).flatmap(
    lambda start: st.integers(1, 100 - start).map(lambda length: (start / 100, length / 100))
)
rects = st.tuples(parts, parts).map(lambda two: Rect(two[0][0], two[1][0], two[0][1], two[1][1]))
tones = st.integers(-100, 100).map(float)
recipes = st.builds(
    Recipe,
    turn=st.integers(0, 3),
    flip=st.booleans(),
    straighten=st.integers(-4500, 4500).map(lambda hundredths: hundredths / 100),
    crop=st.one_of(st.just(WHOLE), rects),
    ratio=st.sampled_from(RATIOS),
    brightness=tones,
    contrast=tones,
    blur=st.lists(st.builds(Cover, rects, st.sampled_from(WAYS)), max_size=3).map(tuple),
    extra=st.sampled_from(("", '{"later":{"x":[1]}}')),
)
sizes = st.tuples(st.integers(1, 9000), st.integers(1, 9000))


@given(recipes)
def test_a_recipe_comes_back(recipe: Recipe):
    text = written(recipe)
    assert read(text) == recipe
    assert written(read(text)) == text
    assert (text is None) == (recipe == NOTHING)


@pytest.mark.parametrize(
    "edit",
    [
        "[]",
        "{",
        '{"turn":4}',
        '{"turn":0.5}',
        '{"turn":true}',
        '{"flip":1}',
        '{"straighten":45.1}',
        '{"straighten":"5"}',
        '{"straighten":1e400}',
        '{"straighten":NaN}',
        '{"brightness":-101}',
        '{"contrast":1e300}',
        '{"crop":[0,0,10,10]}',
        '{"crop":[0,0,1]}',
        '{"crop":[0.5,0,0.6,1]}',
        '{"crop":[0,0,0,1]}',
        '{"crop":null}',
        '{"ratio":"5:4"}',
        '{"blur":{}}',
        '{"blur":[[0,0,1,1]]}',
        '{"blur":[{"way":"blur"}]}',
        '{"blur":[{"at":[0,0,1,1],"way":"sticker"}]}',
        '{"blur":[{"at":[0,0,1,1],"shape":"oval"}]}',
    ],
)
def test_what_no_recipe_can_mean_is_refused(edit: str):
    with pytest.raises(UserError) as caught:
        read(edit)
    assert caught.value.message.code == "photo-edit-unclear"
    assert not is_known(Photo("p", "a" * 64, edit=edit))


def test_keys_of_a_later_version_are_kept_and_not_followed():
    recipe = read('{"redact":[1],"turn":1}')
    assert (recipe.turn, is_whole(recipe)) == (1, False)
    assert msgspec.json.decode(written(recipe) or "") == {"redact": [1], "turn": 1}


@given(recipes, sizes)
def test_the_frame_lies_inside_the_picture(recipe: Recipe, size: tuple[int, int]):
    width, height = size
    across, down = recipe.frame(width, height)
    a, b, c, d, e, f = recipe.matrix(width, height)
    assert math.isclose(abs(a * d - b * c), 1.0, rel_tol=1e-9)
    slack = 1e-6 * max(size)
    for x, y in ((0, 0), (across, 0), (0, down), (across, down)):
        # Back from the corners of the frame to the original.
        det = a * d - b * c
        px, py = (d * (x - e) - c * (y - f)) / det, (a * (y - f) - b * (x - e)) / det
        assert -slack <= px <= width + slack
        assert -slack <= py <= height + slack


def test_a_quarter_turn_goes_clockwise():
    a, b, c, d, e, f = Recipe(turn=1).matrix(30, 20)
    # The upper left corner becomes the upper right one.
    assert (a * 0 + c * 0 + e, b * 0 + d * 0 + f) == pytest.approx((20, 0))
    assert Recipe(turn=1).frame(30, 20) == (20, 30)


@given(rects, st.sampled_from(RATIOS), sizes)
def test_a_crop_is_held_to_its_ratio(rect: Rect, ratio: str, size: tuple[int, int]):
    width, height = size
    made = held_to(rect, ratio, width, height)
    assert made.width <= rect.width + 1e-9
    assert made.height <= rect.height + 1e-9
    if ratio != "free":
        across, down = map(int, ratio.split(":"))
        assert made.width * width / (made.height * height) == pytest.approx(across / down)


def test_an_edited_photo_has_an_address_of_its_own():
    plain, cut = Photo("p", "a" * 64), Photo("q", "a" * 64, edit='{"turn":1}')
    assert address(plain) == "a" * 64
    assert address(Photo("f")) is None
    assert len(address(cut) or "") == 64
    assert address(cut) not in (address(plain), address(Photo("r", "a" * 64, edit='{"turn":2}')))
