"""The sample's pictures: drawn by the script in the tree, with their captions inside."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from morat.photos import metadata

pytestmark = pytest.mark.qt
SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
NAMES = ("anh-1.jpg", "anh-2.jpg", "anh-3.jpg")


def captions() -> dict[str, dict[str, str]]:
    return tomllib.loads((SAMPLE / "captions.toml").read_text(encoding="utf-8"))


def test_the_script_draws_them_again(tmp_path: Path):
    from morat.photos.decode import measure, scaled

    done = subprocess.run(
        [sys.executable, "-W", "error", SAMPLE / "draw.py", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for name in NAMES:
        drawn, kept = (tmp_path / name).read_bytes(), (SAMPLE / name).read_bytes()
        assert measure(drawn) == measure(kept) == (1600, 1000, "image/jpeg")
        assert len(kept) < 200_000
        small, same = scaled(drawn, 16, 10), scaled(kept, 16, 10)
        assert all(
            abs(small.pixelColor(x, y).green() - same.pixelColor(x, y).green()) < 12
            for x in range(16)
            for y in range(10)
        )


@pytest.mark.parametrize("name", NAMES)
def test_they_say_what_the_table_says(name: str):
    said = captions()["all"] | captions()[name]
    found = metadata.read((SAMPLE / name).read_bytes())
    assert {field: by["XMP"] for field, by in found.sources.items()} == said
    assert (found.caption, found.alt) == (said["caption"], said["alt"])


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_exiftool_reads_the_captions_in_all_three_blocks(name: str):
    done = subprocess.run(["exiftool", "-j", "-G1", SAMPLE / name], capture_output=True, check=True)
    judged = json.loads(done.stdout)[0]
    caption = captions()[name]["caption"]
    assert (
        judged["IPTC:Caption-Abstract"]
        == judged["XMP-dc:Description"]
        == judged["IFD0:ImageDescription"]
        == caption
    )
    assert judged["IPTC:By-line"] == judged["XMP-dc:Creator"] == "Hoàng Lâm"


def test_the_piece_shows_them_with_the_same_captions():
    text = (SAMPLE / "bai-mau.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f'![{captions()[name]["alt"]}]({name} "{captions()[name]["caption"]}' in text
