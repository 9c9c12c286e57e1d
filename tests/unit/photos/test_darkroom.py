"""Pixels after a recipe: each thing is where it belongs, and what is hidden is gone."""

import io

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from PIL import Image
from PySide6.QtGui import QImage

from morat.newsroom.messages import UserError
from morat.newsroom.recipe import BLUR, PIXELATE, WAYS, Cover, Recipe, Rect
from morat.photos.darkroom import FIELDS, developed
from morat.photos.render import encoded, prepared
from morat.photos.render import packed as written

pytestmark = pytest.mark.qt
BLUE, RED = (32, 64, 192), (192, 48, 32)


def packed(image: Image.Image, kind: str = "PNG", **more) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **more)
    return data.getvalue()


def marked(width: int = 600, height: int = 400) -> bytes:
    """A red picture with a blue upper left quarter."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, 0, width // 2, height // 2))
    return packed(image)


def seen(image: QImage) -> Image.Image:
    return Image.open(io.BytesIO(encoded(image, "png"))).convert("RGB")


def corners(image: QImage) -> list[bool]:
    """Which quarters are blue, row by row."""
    found = seen(image)
    width, height = found.size
    return [
        found.getpixel((width * x // 4, height * y // 4))[2] > 120
        for x, y in ((1, 1), (3, 1), (1, 3), (3, 3))
    ]


@pytest.mark.parametrize(
    ("recipe", "size", "blue"),
    [
        (Recipe(), (600, 400), 0),
        (Recipe(turn=1), (400, 600), 1),
        (Recipe(turn=2), (600, 400), 3),
        (Recipe(turn=3), (400, 600), 2),
        (Recipe(flip=True), (600, 400), 1),
        (Recipe(turn=1, flip=True), (400, 600), 0),
        (Recipe(straighten=3), (581, 370), 0),
        (Recipe(crop=Rect(0.25, 0.25, 0.5, 0.5), ratio="3:2"), (300, 200), 0),
        (Recipe(turn=1, crop=Rect(0.25, 0.25, 0.5, 0.5)), (200, 300), 1),
    ],
)
def test_each_quarter_is_where_it_belongs(recipe: Recipe, size: tuple[int, int], blue: int):
    image = developed(marked(), recipe, 5000, 5000)
    assert (image.width(), image.height()) == pytest.approx(size, abs=1)
    assert corners(image) == [place == blue for place in range(4)]


@pytest.mark.parametrize("degrees", [-45, -20, -1.5, 0.3, 10, 45])
def test_a_straightened_picture_has_no_empty_corner(degrees: float):
    image = seen(developed(packed(Image.new("RGB", (500, 300), BLUE)), Recipe(straighten=degrees), 900, 900))
    width, height = image.size
    for x, y in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        assert image.getpixel((x, y))[0] < 120


def test_a_result_is_as_wide_as_the_original_gives():
    half = Recipe(crop=Rect(0, 0, 0.5, 1))
    assert developed(marked(), half, 200, 5000).width() == 200
    assert developed(marked(), half, 1600, 5000).width() == 300


@pytest.mark.parametrize("way", WAYS)
def test_of_what_is_hidden_a_few_mean_colours_are_left(way: str):
    noise = Image.effect_noise((480, 480), 120).convert("RGB")
    place = Rect(0.25, 0.25, 0.5, 0.5)
    image = seen(developed(packed(noise), Recipe(blur=(Cover(place, way),)), 480, 480))
    inside = image.crop((120, 120, 360, 360))
    outside = image.crop((0, 0, 480, 120))
    assert outside.tobytes() == noise.crop((0, 0, 480, 120)).tobytes()
    if way == PIXELATE:
        assert len(inside.getcolors(100) or range(100)) <= FIELDS * FIELDS
    # Noise has no mean but grey: whatever still varied would be a rest of the picture.
    spread = max(high - low for low, high in inside.getextrema())
    assert spread < 40 < max(high - low for low, high in noise.getextrema())


def test_two_pictures_with_the_same_means_cannot_be_told_apart():
    """Letters that differ only inside the fields leave the same pixels: nothing finer gets through."""
    one = Image.new("RGB", (240, 240), "white")
    two = one.copy()
    for x in range(0, 240, 8):
        for y in range(0, 240, 8):
            one.paste("black", (x, y, x + 4, y + 4))
            two.paste("black", (x + 4, y + 4, x + 8, y + 8))
    for way in WAYS:
        recipe = Recipe(blur=(Cover(Rect(0, 0, 1, 1), way),))
        made = [seen(developed(packed(image), recipe, 240, 240)) for image in (one, two)]
        assert made[0].tobytes() == made[1].tobytes()


def test_covers_over_each_other_bring_nothing_back():
    noise = packed(Image.effect_noise((300, 300), 120).convert("RGB"))
    both = Recipe(blur=(Cover(Rect(0, 0, 1, 1), BLUR), Cover(Rect(0.2, 0.2, 0.1, 0.1), PIXELATE)))
    image = seen(developed(noise, both, 300, 300)).crop((60, 60, 90, 90))
    assert max(high - low for low, high in image.getextrema()) < 40


def test_what_is_hidden_stays_hidden_under_every_later_step():
    image = Image.new("RGB", (800, 600), "white")
    image.paste("black", (430, 320, 440, 330))
    cover = Cover(Rect(0.45, 0.45, 0.2, 0.2))
    for turn in range(4):
        recipe = Recipe(turn=turn, flip=turn == 2, straighten=7, contrast=80, brightness=-20, blur=(cover,))
        found = seen(developed(packed(image), recipe, 800, 800))
        assert min(low for low, _high in found.getextrema()) > 60, turn


def test_brightness_and_contrast():
    grey = packed(Image.new("RGB", (10, 10), (100, 100, 100)))

    def value(**tone: float) -> int:
        return seen(developed(grey, Recipe(**tone), 10, 10)).getpixel((5, 5))[0]

    assert value(brightness=100) == 227
    assert value(brightness=-100) == 0
    assert value(contrast=-100) == 128
    assert value(contrast=100) == 44


def test_transparency_is_kept():
    image = Image.new("RGBA", (40, 20), (10, 20, 30, 0))
    image.paste((200, 0, 0, 255), (0, 0, 20, 20))
    recipe = Recipe(brightness=10, turn=1, blur=(Cover(Rect(0, 0, 0.4, 1)),))
    made = written(prepared(packed(image), 1600, recipe=recipe))
    found = Image.open(io.BytesIO(made.data))
    assert (made.mime, found.size) == ("image/png", (20, 40))
    assert (found.getpixel((10, 5))[3], found.getpixel((10, 35))[3]) == (255, 0)


def test_a_recipe_of_a_later_version_makes_no_picture():
    with pytest.raises(UserError) as caught:
        developed(marked(), Recipe(extra='{"redact":[1]}'), 100, 100)
    assert caught.value.message.code == "photo-edit-unclear"
