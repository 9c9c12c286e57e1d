"""Qt's own warnings fail the test in which they appear, as Python's do.

pytest-qt watches the setup and the test itself (``qt_log_level_fail`` and ``qt_log_ignore``
in pyproject.toml; the marks ``qt_log_ignore`` and ``no_qt_log`` make an exception for one
test). This plugin, named in pyproject.toml, adds what pytest-qt leaves out: the teardown, where
widgets and threads go, and runs without Qt, where pytest-qt is not installed and its options
would be unknown.
"""

import os
import re
import sys
from contextlib import suppress
from importlib.util import find_spec

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")
if sys.platform == "linux":
    import locale

    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    if locale.nl_langinfo(locale.CODESET) != "UTF-8":
        # LC_ALL=C, or a language that is not installed: Qt warns of it in every program.
        os.environ["LC_ALL"] = "C.UTF-8"

_HAS_QT = find_spec("pytestqt") is not None


def pytest_addoption(parser):
    if not _HAS_QT:
        parser.addini("qt_api", "read by pytest-qt, which is not installed")
        parser.addini("qt_log_level_fail", "read by pytest-qt, which is not installed")
        parser.addini("qt_log_ignore", "read by pytest-qt, which is not installed", type="linelist")


def pytest_configure(config):
    if not _HAS_QT:
        for mark in ("qt_log_ignore(patterns)", "no_qt_log"):
            config.addinivalue_line("markers", f"{mark}: read by pytest-qt, which is not installed")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    if not _HAS_QT or item.get_closest_marker("no_qt_log"):
        return (yield)
    # Only here: the runs without Qt load this module too.
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    ignored = [*item.config.getini("qt_log_ignore")]
    for mark in item.iter_markers("qt_log_ignore"):
        ignored += mark.args
    heard = []

    def listen(kind, _context, text):
        grave = kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
        if grave and not any(re.search(pattern, text) for pattern in ignored):
            heard.append(text)

    before = qInstallMessageHandler(listen)
    try:
        result = yield
    finally:
        qInstallMessageHandler(before)
    if heard:
        pytest.fail("Qt warned while the test was taken down:\n" + "\n".join(heard), pytrace=False)
    return result
