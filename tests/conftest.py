"""What holds for every test: no deadline on a busy machine, and a home of its own for the program."""

import sys

import pytest
from hypothesis import settings

# Under CI the parent is hypothesis's own profile for CI, which says the same twice over.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def no_test_touches_a_real_library(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MORAT_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("MORAT_LIBRARY", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard():
    """Leave nothing of Python's on the clipboard: the offscreen one frees it after Python has ended."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
