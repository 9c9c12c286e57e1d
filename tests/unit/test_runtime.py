"""The libraries below us are the ones whose faults are known to be absent."""

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_sqlite_cannot_lose_committed_transactions():
    """SQLite 3.7.0 to 3.51.2 can, when one connection writes while another checkpoints."""
    from pysqlite3 import dbapi2

    assert Version(dbapi2.sqlite_version) >= Version("3.51.3")


@pytest.mark.qt
def test_qt_keeps_the_references_to_none():
    """PySide6 6.12 on Python below 3.12 drops one at every call that returns nothing, until Python aborts."""
    from PySide6.QtGui import QTextCharFormat

    form = QTextCharFormat()
    # Immortal from Python 3.12 on: the count then stands still whatever is lost.
    before = sys.getrefcount(None)
    for _ in range(1000):
        form.setFontWeight(700)
    assert before - sys.getrefcount(None) < 10


@pytest.mark.qt
def test_qt_is_a_version_that_suits_this_python():
    wanted = [
        Requirement(line) for line in tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    ]
    suiting = [one for one in wanted if one.name == "PySide6-Essentials" and one.marker.evaluate()]
    assert len(suiting) == 1
    assert suiting[0].specifier.contains(version("PySide6-Essentials"))
