"""What holds for every test: a busy machine gets the time it needs, and the program a home of its own."""

import gc
import sys

import pytest
from hypothesis import HealthCheck, settings

# Under CI the parent is hypothesis's own profile for CI, which says the same and draws the same examples
# each time.
settings.register_profile("house", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


# Python's collector runs on whichever thread happens to need memory. What a test leaves behind in a circle
# may be a QObject with a running timer, and one that ends on another thread than its own takes Qt down.
gc.disable()
_LEFT = 100_000
"""So many new objects are looked through, on the main thread, between two tests."""


def pytest_collection_finish() -> None:
    """Leave the tests themselves out of every later look: three million objects that stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """End what a test has closed, collect what it has left: here and on no other thread.

    A closed window is deleted by the next event loop; until then it would listen to the keys of another test.
    """
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    if gc.get_count()[0] > _LEFT:
        gc.collect()


@pytest.fixture
def qtbot(qapp, request):
    """The robot of pytest-qt, which by itself waits five seconds and no longer."""
    from tests.helpers.patient_bot import PatientBot

    return PatientBot(request)


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
