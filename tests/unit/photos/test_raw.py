"""RAW and HEIC are shown upright, and what is broken is called so."""

import io
import random
from contextlib import suppress

import pytest

pytest.importorskip("PySide6", reason="decoding is Qt's")
import pillow_heif
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from morat.newsroom.messages import UserError
from morat.photos import raw
from morat.photos.decode import measure, scaled
from morat.photos.facts import facts
from tests.helpers.exiftool import judged, needs_exiftool
from tests.helpers.jpegs import photograph
from tests.helpers.raws import CFA, PHOTOMETRIC, Part, cr3_file, raw_files, tiff

pytestmark = pytest.mark.qt
BLUE, RED = (32, 64, 192), (192, 48, 32)
LARGE, SMALL = photograph(1, 600, 400), photograph(1, 320, 240)


def cornered(width: int = 600, height: int = 400) -> Image.Image:
    """A picture whose upper left quarter is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, 0, width // 2, height // 2))
    return image


def heic(image: Image.Image, **saved: object) -> bytes:
    packed = io.BytesIO()
    pillow_heif.from_pillow(image).save(packed, quality=90, **saved)
    return packed.getvalue()


def is_blue(image, x: float, y: float) -> bool:
    colour = image.pixelColor(int(image.width() * x), int(image.height() * y))
    return colour.blue() > colour.red()


@pytest.mark.parametrize("ending", list(raw_files(LARGE, SMALL)))
def test_a_raw_file_is_shown_by_its_largest_picture(ending: str):
    data = raw_files(LARGE, SMALL)[ending]
    width, height, mime = measure(data)
    assert (width, height) == (600, 400)
    assert mime.startswith("image/x-")
    assert mime != "image/x-raw"
    assert scaled(data, 300, 300).width() == 300
    found = facts(data, f"ảnh{ending}")
    assert (found.mime, found.bytes) == (mime, len(data))


@pytest.mark.parametrize("ending", [one for one in raw_files(LARGE, SMALL) if one not in (".raf", ".rw2")])
def test_a_camera_held_upright(ending: str):
    packed = io.BytesIO()
    # Held so that the picture lies on its side: the upper left corner is at the upper right when it stands.
    cornered().save(packed, "JPEG")
    data = raw_files(packed.getvalue(), SMALL, orientation=6)[ending]
    image = scaled(data, 2000, 2000)
    assert (image.width(), image.height()) == (400, 600)
    assert is_blue(image, 0.75, 0.25)
    assert not is_blue(image, 0.25, 0.25)


@pytest.mark.parametrize("ending", [".cr2", ".cr3", ".nef", ".arw", ".orf", ".pef"])
def test_the_small_picture_is_found_without_the_large_one(ending: str):
    found = raw.glimpse(raw_files(LARGE, SMALL, 8)[ending])
    assert measure(found)[:2] == (240, 320)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.99])
def test_a_cr3_that_is_cut_short_is_damaged(share: float):
    data = cr3_file(LARGE, photograph(2, 480, 320), SMALL, 1)
    assert measure(data) == (600, 400, "image/x-canon-cr3")
    cut = data[: int(len(data) * share)]
    with pytest.raises(UserError, match="picture-damaged"):
        measure(cut, "a.cr3")
    # What is there of it may still be shown.
    if share > 0.5:
        assert measure(raw.glimpse(cut))[:2] == (320, 240)


def test_a_raw_file_without_a_picture_says_so():
    data = tiff([Part({PHOTOMETRIC: CFA}, strip=b"x" * 5000)])
    with pytest.raises(UserError, match="raw-without-preview"):
        scaled(data, 10, 10, "a.dng")


def test_a_plain_tiff_is_none():
    packed = io.BytesIO()
    cornered().save(packed, "TIFF")
    assert measure(packed.getvalue()) == (600, 400, "image/tiff")
    assert is_blue(scaled(packed.getvalue(), 600, 400), 0.25, 0.25)


def test_heic_is_shown_upright_whichever_way_the_telephone_was_held():
    assert measure(heic(cornered())) == (600, 400, "image/heic")
    assert is_blue(scaled(heic(cornered()), 600, 400), 0.25, 0.25)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = heic(cornered(), exif=exif.tobytes())
    assert measure(data)[:2] == (400, 600)
    image = scaled(data, 100, 100)
    assert (image.width(), image.height()) == (67, 100)
    assert is_blue(image, 0.75, 0.25)
    assert not is_blue(image, 0.25, 0.25)


def test_heic_keeps_what_is_transparent():
    image = cornered()
    image.putalpha(40)
    assert scaled(heic(image), 100, 100).hasAlphaChannel()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.floats(0, 1), st.integers(0, 40))
def test_nothing_but_a_sentence_comes_of_a_damaged_file(seed: int, share: float, flips: int):
    chance = random.Random(seed)
    whole = chance.choice([heic(cornered(60, 40)), *raw_files(LARGE, SMALL).values()])
    data = bytearray(whole[: int(len(whole) * share)])
    for _ in range(flips if data else 0):
        data[chance.randrange(min(len(data), 2000))] = chance.randrange(256)
    with suppress(UserError):
        scaled(bytes(data), 50, 50, "x")


@needs_exiftool
def test_what_we_take_for_a_cr3_is_one(tmp_path):
    middle = photograph(2, 480, 320)
    said = judged(cr3_file(LARGE, middle, SMALL, 6), tmp_path, "-n")
    assert (said["File:FileType"], said["IFD0:Orientation"]) == ("CR3", 6)
    assert f" {len(middle)} bytes" in said["QuickTime:PreviewImage"]
    assert f" {len(SMALL)} bytes" in said["Canon:ThumbnailImage"]
    assert facts(cr3_file(LARGE, middle, SMALL, 6), "a.cr3").creator == said["IFD0:Artist"] == "Vi Văn Thắng"
