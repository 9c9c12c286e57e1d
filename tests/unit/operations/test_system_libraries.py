import pytest

from morat.operations import system_libraries
from morat.operations.system_libraries import install_message, missing_for_window, missing_library


def test_a_failed_import_names_its_library():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_library(error) == "libEGL.so.1"
    assert missing_library(ImportError("No module named 'PySide6'")) is None


def test_what_to_install_is_said():
    message = install_message(["libEGL.so.1", "libxcb-cursor.so.0"])
    assert message.params["command"] == "apt install libegl1 libxcb-cursor0"


@pytest.fixture
def display(monkeypatch):
    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


def test_a_library_that_is_nowhere_is_told_before_qt_gives_up(display, monkeypatch, tmp_path):
    monkeypatch.setattr(system_libraries, "_loads", lambda name: name != "libxcb-cursor.so.0")
    assert missing_for_window([tmp_path]) == ["libxcb-cursor.so.0"]


def test_without_a_display_nothing_is_asked_for(display, monkeypatch, tmp_path):
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(system_libraries, "_loads", lambda name: False)
    assert missing_for_window([tmp_path]) == []
