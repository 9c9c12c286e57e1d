"""ExifTool as the judge of what stands in a picture's file."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
_ABOUT_THE_FILE = ("SourceFile", "System:")


def judged(data: bytes, folder: Path, *options: str) -> dict[str, object]:
    """What ExifTool says of a file with these bytes, by group and tag."""
    path = folder / "judged"
    path.write_bytes(data)
    done = subprocess.run(["exiftool", "-j", "-G1", *options, path], capture_output=True, check=True)
    return json.loads(done.stdout)[0]


def every_tag(data: bytes, folder: Path) -> Counter[str]:
    """Every group, tag and value in a file, those that ExifTool does not know and doubles as well."""
    # The second of the two groups is the number of a double.
    told = judged(data, folder, "-a", "-u", "-U", "-ee", "-G1:4", "-n", "-b")
    names = {key: f"{key.split(':')[0]}:{key.split(':')[-1]}" for key in told}
    return Counter(
        f"{names[key]}={json.dumps(value)}"
        for key, value in told.items()
        if not names[key].startswith(_ABOUT_THE_FILE)
    )


def tags(told: Counter[str]) -> set[str]:
    """The group and tag of each of these."""
    return {one.partition("=")[0] for one in told}
