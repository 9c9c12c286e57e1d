"""A crop stays inside the picture and in its ratio, whatever is pulled; what is turned comes back in four."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom import cropping
from morat.newsroom.cropping import HANDLES, LEAST
from morat.newsroom.recipe import BLUR, RATIOS, WHOLE, Recipe, Rect
from tests.unit.newsroom.test_recipe import recipes, rects

steps = st.floats(-1.5, 1.5)
sizes = st.tuples(st.integers(50, 6000), st.integers(50, 6000))


def is_inside(rect: Rect) -> bool:
    right, bottom = rect.left + rect.width, rect.top + rect.height
    return min(rect.left, rect.top) >= -1e-9 and max(right, bottom) <= 1 + 1e-9


@given(rects, st.sampled_from(HANDLES), steps, steps)
def test_a_crop_that_is_pulled_stays_inside(rect: Rect, handle: str, dx: float, dy: float):
    made = cropping.pulled(rect, handle, dx, dy)
    assert is_inside(made)
    if rect.width >= LEAST and rect.height >= LEAST:
        assert min(made.width, made.height) >= LEAST - 1e-9
    if "w" not in handle:
        assert made.left == rect.left
    assert is_inside(cropping.moved(rect, dx, dy))


@given(rects, st.sampled_from(HANDLES), steps, steps, st.floats(0.3, 3))
def test_a_crop_that_is_pulled_keeps_its_shape(rect: Rect, handle: str, dx: float, dy: float, shape: float):
    made = cropping.pulled(rect, handle, dx, dy, shape)
    assert is_inside(made)
    assert math.isclose(made.width / made.height, shape, rel_tol=1e-6)


@given(recipes)
def test_four_quarters_are_none_and_two_mirrors_neither(recipe: Recipe):
    made = recipe
    for _ in range(4):
        made = cropping.turned(made)
    assert (made.turn, made.flip, made.straighten) == (recipe.turn, recipe.flip, recipe.straighten)
    assert made.crop == pytest.approx(recipe.crop)
    twice = cropping.mirrored(cropping.mirrored(recipe))
    assert (twice.flip, twice.straighten) == (recipe.flip, recipe.straighten)
    assert twice.crop == pytest.approx(recipe.crop)


@given(recipes, sizes)
def test_what_is_seen_turns_clockwise_and_mirrors(recipe: Recipe, size: tuple[int, int]):
    """The upper left corner of the crop: after a quarter the upper right one, in a mirror the same."""

    def corners(one: Recipe) -> list[tuple[float, float]]:
        across, down = one.frame(*size)
        a, b, c, d, e, f = one.matrix(*size)
        det = a * d - b * c
        left, top, width, height = one.crop
        found = []
        for x, y in ((left, top), (left + width, top), (left + width, top + height), (left, top + height)):
            dx, dy = x * across - e, y * down - f
            found.append(((d * dx - c * dy) / det, (a * dy - b * dx) / det))
        return found

    before, after = corners(recipe), corners(cropping.turned(recipe))
    near = pytest.approx
    assert after == [near(place, abs=0.01) for place in (before[3], before[0], before[1], before[2])]
    after = corners(cropping.mirrored(recipe))
    assert after == [near(place, abs=0.01) for place in (before[1], before[0], before[3], before[2])]


@given(recipes, st.sampled_from(RATIOS), st.floats(-60, 60), sizes)
def test_a_ratio_outlives_straightening(recipe: Recipe, ratio: str, degrees: float, size: tuple[int, int]):
    made = cropping.straightened(cropping.with_ratio(recipe, ratio, size), degrees, size)
    assert is_inside(made.crop)
    assert abs(made.straighten) <= 45
    if ratio != "free":
        across, down = map(int, ratio.split(":"))
        width, height = made.size(*size)
        assert math.isclose(width / height, across / down, rel_tol=1e-6)


@given(recipes, rects, sizes)
def test_a_cover_holds_all_that_was_marked(recipe: Recipe, seen: Rect, size: tuple[int, int]):
    (*_, cover) = cropping.covered(recipe, seen, size, BLUR).blur
    assert is_inside(cover.at)
    across, down = recipe.frame(*size)
    a, b, c, d, e, f = recipe.matrix(*size)
    det = a * d - b * c
    for x, y in ((0.0, 0.0), (1.0, 0.5), (0.5, 1.0), (1.0, 1.0)):
        dx = (seen.left + x * seen.width) * across - e
        dy = (seen.top + y * seen.height) * down - f
        px, py = (d * dx - c * dy) / det / size[0], (a * dy - b * dx) / det / size[1]
        assert cover.at.left - 1e-6 <= px <= cover.at.left + cover.at.width + 1e-6
        assert cover.at.top - 1e-6 <= py <= cover.at.top + cover.at.height + 1e-6


@pytest.mark.parametrize(
    ("line", "made"), [((100, 0), 0), ((100, 5), -2.8624), ((5, 100), 2.8624), ((-100, -5), -2.8624)]
)
def test_a_line_is_made_level_or_upright(line: tuple[float, float], made: float):
    assert cropping.level(*line, 0) == pytest.approx(made, abs=1e-3)


def test_covers_go_and_move():
    recipe = cropping.covered(Recipe(), Rect(0.2, 0.2, 0.1, 0.1), (100, 100), BLUR)
    assert cropping.with_cover(recipe, 0, WHOLE).blur[0].at == WHOLE
    assert cropping.without_cover(recipe, 0) == Recipe()
