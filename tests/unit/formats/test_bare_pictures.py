"""Pictures of a letterhead say nothing of the house, and look as they did."""

import contextlib
import io
import shutil
import subprocess
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from morat.formats.bare_pictures import bare

SECRET = b"BIMAT9417"


def packed(kind, mode="RGB", **more):
    image = Image.effect_noise((64, 48), 80).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


@lru_cache
def telling(kind):
    """A picture that tells of the house in every way that Pillow knows, and behind its end."""
    exif = Image.Exif()
    exif[0x010F] = exif[0x013B] = SECRET.decode()
    match kind:
        case "JPEG":
            said = {"exif": exif.tobytes(), "comment": SECRET, "xmp": SECRET, "dpi": (72, 72)}
        case "PNG":
            info = PngImagePlugin.PngInfo()
            info.add_text("Author", SECRET.decode())
            info.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=False)
            info.add_text("Comment", SECRET.decode(), zip=False)
            said = {"pnginfo": info, "exif": exif.tobytes()}
        case _:
            said = {"comment": SECRET, "loop": 2}
    return packed(kind, **said) + SECRET


def pixels(data):
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_nothing_is_told_and_nothing_looks_different(kind):
    data = telling(kind)
    assert data.count(SECRET) >= 2
    made = bare(data)
    assert SECRET not in made
    assert pixels(made) == pixels(data)
    assert bare(made) == made


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"mode": "CMYK"}),
        ("JPEG", {"mode": "L", "restart_marker_blocks": 2}),
        ("PNG", {"mode": "P", "transparency": 3}),
        ("PNG", {"mode": "RGBA"}),
        ("GIF", {"mode": "P", "save_all": True, "append_images": [Image.new("P", (64, 48), 5)]}),
    ],
)
def test_every_kind_of_picture_stays_as_it_is(kind, more):
    data = packed(kind, **more)
    assert pixels(bare(data)) == pixels(data)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF"]), st.data())
def test_a_damaged_picture_is_refused_or_read_to_its_end(kind, drawn):
    data = bytearray(telling(kind))
    for _ in range(drawn.draw(st.integers(1, 3))):
        data[drawn.draw(st.integers(6, len(data) - 1))] = drawn.draw(st.integers(0, 255))
    with contextlib.suppress(ValueError):
        bare(bytes(data[: drawn.draw(st.integers(0, len(data)))]))


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="not installed here: ExifTool")
def test_exiftool_finds_the_picture_alone(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(bare(telling("JPEG")))
    said = subprocess.run(["exiftool", "-G", "-s", path], capture_output=True, text=True, check=True).stdout
    assert {line[:8].strip("[] ") for line in said.splitlines()} <= {"ExifToo", "File", "JFIF", "Composi"}
