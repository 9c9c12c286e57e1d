import pytest

from tests.helpers.command import speaker


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Settings, library and logs of this test alone."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MORAT_HOME", str(folder))
    monkeypatch.delenv("MORAT_LANG", raising=False)
    return folder


@pytest.fixture
def morat(home, capsys):
    """The command line, on a library that is empty when the test begins."""
    return speaker(capsys)
