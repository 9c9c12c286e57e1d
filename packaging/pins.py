"""Write constraints.txt: the exact version and hashes of everything that ships beside Mo-rát.

``python packaging/pins.py`` asks the package index through uv, for every system and Python that
pyproject.toml allows, and says what changed. A release is built from these pins and nothing else.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
HEADER = """\
# Exact versions and hashes of the libraries that ship with Mo-rát, for Linux and Windows.
# Written by packaging/pins.py; names no address, so any index that serves these files will do.
"""


def resolve() -> str:
    """Return the pins that satisfy pyproject.toml today, as requirement lines with hashes.

    Raises:
        subprocess.CalledProcessError: uv could not resolve them; it has said why.
    """
    command = [
        os.environ.get("UV", "uv"),
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version",
        "3.11",
    ]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    # pyproject.toml overrides pygame away; uv would still list it, under a marker that never holds.
    command += ["--no-header", "--no-emit-package", "pygame", "--quiet", "--upgrade"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Write the file and print the pins that changed."""
    before = set(_pins(CONSTRAINTS.read_text("utf-8"))) if CONSTRAINTS.exists() else set[str]()
    resolved = resolve()
    CONSTRAINTS.write_text(HEADER + resolved, "utf-8")
    after = set(_pins(resolved))
    for line in sorted(before - after):
        print("-", line)
    for line in sorted(after - before):
        print("+", line)
    return 0


def _pins(text: str) -> list[str]:
    return [line.rstrip(" \\") for line in text.splitlines() if "==" in line]


if __name__ == "__main__":
    sys.exit(main())
