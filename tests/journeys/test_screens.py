"""The window on a real screen at the scales that desktops offer: everything is there, no word is cut."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.patience import SECONDS
from tests.helpers.screen import screen

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "screenshot.py"

FULL_HD, SMALL = (1920, 1080), (1280, 720)


@pytest.mark.parametrize(
    ("scale", "size"), [(100, FULL_HD), (125, FULL_HD), (150, FULL_HD), (175, FULL_HD), (150, SMALL)]
)
def test_nothing_is_cut_at_any_scale(scale, size, tmp_path):
    """What the pictures in packaging/screens were drawn by; light with the photos, dark with the findings."""
    with screen(tmp_path / "home", size) as opened:
        done = subprocess.run(
            [sys.executable, SCRIPT, "--scale", str(scale), "--out", tmp_path],
            env=opened.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    kept = f"{scale}" if size == FULL_HD else f"{scale}-{size[1]}"
    assert (tmp_path / f"window-light-{kept}.png").exists()
    assert (tmp_path / f"window-dark-{kept}.png").exists()
