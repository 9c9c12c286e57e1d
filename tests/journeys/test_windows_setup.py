"""A person installs Mo-rát on Windows, works with it, gets a newer one, and removes it (under wine).

packaging/ci_windows.sh fetches the runtime and runs this; alone it needs MORAT_PYTHON_EMBED, the
folder or zip of CPython's embeddable package.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
TOOLS = ("makensis", "x86_64-w64-mingw32-gcc", "wine")

pytestmark = pytest.mark.wine


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    embed = os.environ.get("MORAT_PYTHON_EMBED")
    if embed is None:
        pytest.skip("MORAT_PYTHON_EMBED does not name a Python runtime for Windows")
    out = tmp_path_factory.mktemp("windows")
    _run("build.py", "windows", "--python-embed", embed, "--out", str(out))
    (made,) = out.glob("morat-*-setup.exe")
    return made


def test_the_setup_installs_runs_upgrades_and_uninstalls(setup: Path) -> None:
    _run("smoke.py", str(setup))


def _run(script: str, *arguments: str) -> None:
    ended = subprocess.run([sys.executable, str(PACKAGING / script), *arguments], check=False)
    assert ended.returncode == 0, f"{script} left with {ended.returncode}; what it said is above"
