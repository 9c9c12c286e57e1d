"""The versions that matter when something is reported."""

import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from morat import __version__
from morat.library.sqlite import sqlite_version


def versions() -> list[tuple[str, str]]:
    """Return (name, version) of the program and of what it stands on; Qt is left out where there is none."""
    rows = [
        ("Mo-rát", __version__),
        ("Python", ".".join(map(str, sys.version_info[:3]))),
        ("SQLite", sqlite_version()),
    ]
    with suppress(PackageNotFoundError):
        rows.append(("PySide6", version("PySide6-Essentials")))
    return rows
