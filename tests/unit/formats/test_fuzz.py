"""A few hundred of the million inputs of ``tests/reliability/fuzz_readers.py``, the same ones each time."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "reliability" / "fuzz_readers.py"
PRODUCT = Path(__file__).resolve().parents[3] / "desktop"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory and time are those of POSIX")
def test_damaged_files_give_the_reader_s_own_error(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--count", "300", "--seed", "1"],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PRODUCT), "FUZZ_KEEP": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
