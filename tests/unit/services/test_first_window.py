"""A second start finds the first window and hands over what it was to open."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QFileSystemWatcher
from PySide6.QtNetwork import QLocalSocket

from morat.services.first_window import FirstWindow, door_of, hand_over, is_held, server_name
from tests.helpers.patience import SECONDS

pytestmark = pytest.mark.qt

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from morat.services.first_window import hand_over
app = QCoreApplication([])
sys.exit(0 if hand_over(Path(sys.argv[1]), sys.argv[2] or None) else 3)
"""


CRASHED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from morat.services.first_window import FirstWindow
app = QCoreApplication([])
FirstWindow(Path(sys.argv[1])).listen()
os._exit(1)
"""
QUIET = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from morat.services.first_window import FirstWindow
app = QCoreApplication([])
made = FirstWindow(Path(sys.argv[1]))
print("PySide6.QtNetwork" in sys.modules)
made.listen()
print("PySide6.QtNetwork" in sys.modules)
made.close()
"""


@pytest.fixture
def first(qtbot, tmp_path):
    made = FirstWindow(tmp_path)
    yield made
    made.close()


def start_second(folder, source=""):
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder), source])


@pytest.mark.parametrize("source", ["", "bài “một”.docx"])
def test_a_second_start_is_heard(first, qtbot, tmp_path, source):
    with qtbot.waitSignal(first.wanted) as wanted:
        second = start_second(tmp_path, source)
    assert wanted.args == [source]
    assert second.wait(SECONDS) == 0


def test_nobody_listens_for_another_library_or_after_the_end(first, tmp_path):
    assert not hand_over(tmp_path / "kho khác", None)
    first.close()
    assert not hand_over(tmp_path, None)


def test_what_a_crash_left_behind_is_in_nobodys_way(qtbot, tmp_path):
    crashed = subprocess.run([sys.executable, "-c", CRASHED, str(tmp_path)], check=False)
    assert crashed.returncode == 1
    assert door_of(tmp_path).exists()
    assert not is_held(door_of(tmp_path))
    assert not hand_over(tmp_path, None)
    made = FirstWindow(tmp_path)
    with qtbot.waitSignal(made.wanted):
        second = start_second(tmp_path)
    assert second.wait(SECONDS) == 0
    made.close()


@pytest.mark.parametrize(
    "said", [b"hello\n", b"{}\n", b"[]\n", b'{"library": "x", "open": "y"}\n', b"x" * 70_000]
)
def test_what_others_say_opens_nothing(first, qtbot, tmp_path, said):
    first.listen()
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(first.wanted), qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(server_name(tmp_path))
        socket.write(said)
        socket.flush()


def test_nobody_loads_the_network_before_somebody_knocks(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", QUIET, str(tmp_path)], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_a_second_window_leaves_the_door_to_the_first(first, qtbot, tmp_path):
    second = FirstWindow(tmp_path)
    second.close()
    assert is_held(door_of(tmp_path))
    with qtbot.waitSignal(first.wanted):
        third = start_second(tmp_path)
    assert third.wait(SECONDS) == 0


def test_several_starts_are_heard_one_after_the_other(first, qtbot, tmp_path):
    for source in ("một.txt", "hai.txt"):
        with qtbot.waitSignal(first.wanted) as wanted:
            second = start_second(tmp_path, source)
        assert wanted.args == [source]
        assert second.wait(SECONDS) == 0


def test_a_link_in_the_place_of_the_door_is_left_alone(qtbot, tmp_path):
    precious = tmp_path / "bài.txt"
    precious.write_text("Một đoạn.", "utf-8")
    door = door_of(tmp_path)
    door.symlink_to(precious)
    try:
        made = FirstWindow(tmp_path)
        assert not hand_over(tmp_path, None)
        made.close()
        assert precious.read_text("utf-8") == "Một đoạn."
    finally:
        door.unlink()


def test_where_no_file_can_be_watched_the_window_listens_from_the_start(qtbot, tmp_path, monkeypatch):
    # As where a system has given all its watches to others.
    monkeypatch.setattr(QFileSystemWatcher, "addPath", lambda _watcher, _path: False)
    made = FirstWindow(tmp_path)
    with qtbot.waitSignal(made.wanted):
        second = start_second(tmp_path)
    assert second.wait(SECONDS) == 0
    made.close()
