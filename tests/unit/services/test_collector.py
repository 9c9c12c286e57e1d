"""What is left in circles goes on the thread of the window, and on no other."""

import gc
import threading

import pytest

pytest.importorskip("PySide6", reason="the collector is told by a timer of Qt's")

from morat.services.collector import QUIET, YOUNG, Collector

pytestmark = pytest.mark.qt


class Circle:
    """Holds itself, and says on which thread it ends."""

    def __init__(self, ended):
        self.itself = self
        self.ended = ended

    def __del__(self):
        self.ended.append(threading.current_thread())


@pytest.fixture
def collector(qapp):
    gc.collect()
    gc.enable()
    yield Collector()
    gc.disable()  # as it is between the tests


def _allocate():
    """Need memory for more new objects than Python waits for."""
    return [[] for _ in range(50 * YOUNG)]


def test_no_other_thread_collects(collector, qtbot):
    ended = []
    Circle(ended)
    worker = threading.Thread(target=_allocate)
    worker.start()
    worker.join()
    assert ended == []
    kept = _allocate()
    collector.begin()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]
    assert kept


def test_all_is_looked_through_once_it_is_quiet(collector):
    seen = []

    def note(phase, info):
        if phase == "stop":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    try:
        collector.look()
        kept = _allocate()
        collector.look()
        for _ in range(3 * QUIET):
            collector.look()
    finally:
        gc.callbacks.remove(note)
    assert seen == [1, 2]
    assert kept
