"""A desk of one's own: the whole program on a library that begins empty."""

import pytest

from morat.ui.theme import Theme
from tests.helpers.window import Desk


@pytest.fixture(scope="session")
def theme(qapp):
    made = Theme("light")
    made.apply(qapp)
    return made


@pytest.fixture
def open_desk(qtbot, theme, tmp_path, monkeypatch):
    """A function that starts the program; what is still open at the end is closed."""
    monkeypatch.setenv("MORAT_HOME", str(tmp_path / "home"))
    desks = []

    def start(**options):
        desk = Desk(qtbot, theme, tmp_path / "home", **options)
        desks.append(desk)
        return desk

    yield start
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk):
    return open_desk()
