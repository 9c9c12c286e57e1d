"""Pictures at the size they are shown: as many as there is memory for, and what cannot be shown is known."""

import pytest

pytest.importorskip("PySide6")

from morat.newsroom.incoming import FoundPicture
from morat.services import thumbnails as module
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk
from morat.services.thumbnails import Thumbnails
from tests.helpers.jpegs import photograph

pytestmark = pytest.mark.qt
A, B, C = (letter * 64 for letter in "abc")
WIDTH = 800


@pytest.fixture
def thumbnails(qtbot, tmp_path):
    desk, jobs = LibraryDesk(tmp_path / "library"), Jobs()
    made = Thumbnails(desk, jobs)
    good = {sha: FoundPicture("a.jpg", photograph(number, 400, 200)) for number, sha in enumerate((A, B))}
    made.lend({**good, C: FoundPicture("c.jpg", b"no picture")})
    yield made
    jobs.stop()
    desk.close()


def fetched(qtbot, thumbnails, sha):
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.image(sha, WIDTH) is None
    return thumbnails.image(sha, WIDTH)


def test_no_more_is_kept_than_there_is_room_for(qtbot, thumbnails, monkeypatch):
    first = fetched(qtbot, thumbnails, A)
    assert (first.width(), first.height()) == (400, 200)
    monkeypatch.setattr(module, "KEPT", first.sizeInBytes())
    assert fetched(qtbot, thumbnails, B) is not None
    # The older one went; who wants it has it made again.
    assert fetched(qtbot, thumbnails, A) == first
    monkeypatch.setattr(module, "KEPT", 1)
    assert fetched(qtbot, thumbnails, B) is not None


def test_a_broken_one_is_known_and_asked_for_again_when_files_have_come(qtbot, thumbnails):
    with qtbot.waitSignal(thumbnails.broken) as broken:
        assert thumbnails.image(C, WIDTH) is None
    assert broken.args == [C]
    assert thumbnails.is_broken(C, WIDTH)
    assert not thumbnails.is_broken(A, WIDTH)
    # At the next painting it is not tried again, and nobody waits for it.
    assert thumbnails.image(C, WIDTH) is None
    assert not thumbnails.is_waiting
    thumbnails.lend({C: FoundPicture("c.jpg", photograph(3, 400, 200))})
    thumbnails.try_again()
    assert fetched(qtbot, thumbnails, C) is not None
    assert not thumbnails.is_broken(C, WIDTH)


def test_a_picture_whose_recipe_is_not_known_is_not_shown_without_it(qtbot, thumbnails):
    later = '{"blur":[],"veil":{"from":2031}}'
    with qtbot.assertNotEmitted(thumbnails.broken):
        assert thumbnails.image(A, WIDTH, later) is None
        qtbot.waitUntil(lambda: not thumbnails.is_waiting)
        assert thumbnails.image(A, WIDTH, later) is None
    # Its file is sound.
    assert fetched(qtbot, thumbnails, A) is not None
