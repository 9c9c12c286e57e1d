"""A desk of one's own: the whole program on a library that begins empty."""

import pytest

from morat.ui.kit.theme import Theme
from tests.helpers.window import Desk


@pytest.fixture(scope="session")
def theme(qapp):
    made = Theme("light")
    made.apply(qapp)
    return made


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


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


@pytest.fixture
def sample(desk):
    """A desk on the sample piece, with its photos."""
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    desk.until(lambda: desk.named("photoGrid").model().rowCount() == 3)
    return desk
