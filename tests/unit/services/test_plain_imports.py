"""Python's import stays Python's own beside Qt."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.qt

CHECK = """
import builtins, linecache
own = builtins.__import__
from morat.services.plain_imports import load_qt
load_qt()
assert builtins.__import__ is own
before = len(linecache.cache)
from morat import app
print(len(linecache.cache) - before)
"""


def test_no_source_of_ours_is_read_after_qt_is_loaded():
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
