"""A second start finds the first window and hands over what it was to open."""

import os
import subprocess
import sys

import pytest
from PySide6.QtNetwork import QLocalSocket

from morat.services.first_window import FirstWindow, hand_over, is_listening, server_name
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
from PySide6.QtNetwork import QLocalServer
QLocalServer().listen(sys.argv[1])
os._exit(1)
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
    name = server_name(tmp_path)
    crashed = subprocess.run(
        [
            sys.executable,
            "-c",
            CRASHED,
            name,
        ],
        check=False,
    )
    assert crashed.returncode == 1
    made = FirstWindow(tmp_path)
    with qtbot.waitSignal(made.wanted):
        second = start_second(tmp_path)
    assert second.wait(SECONDS) == 0
    made.close()


@pytest.mark.parametrize(
    "said", [b"hello\n", b"{}\n", b"[]\n", b'{"library": "x", "open": "y"}\n', b"x" * 70_000]
)
def test_what_others_say_opens_nothing(first, qtbot, tmp_path, said):
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(first.wanted), qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(server_name(tmp_path))
        socket.write(said)
        socket.flush()


def test_pipes_of_windows_are_listed(monkeypatch, tmp_path):
    def listed(folder):
        assert folder == "\\\\.\\pipe\\\\"
        return ["khac", "morat-An-1"]

    monkeypatch.setattr(os, "listdir", listed)
    assert is_listening("morat-An-1", windows=True)
    assert not is_listening("morat-An-2", windows=True)
