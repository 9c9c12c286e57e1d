"""Qt's own warnings fail the test in which they appear, as Python's do.

A plugin named in pyproject.toml. It loads no Qt by itself: where Qt is not installed the
tests of the core run all the same.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")
