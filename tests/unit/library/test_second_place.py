"""A second place gets the newest backup and the photos, is looked after, and may be away."""

import shutil
from pathlib import Path

import pytest

from morat.library import backup, durable, second_place
from morat.library.backup import AUTO, Backups
from morat.library.peek import DATABASE
from morat.library.rebuild import rebuild
from morat.library.second_place import carry, home_in
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFacts
from tests.helpers.jpegs import jpeg


def nothing(_done: int, _total: int) -> None:
    """Hear nothing."""


def back_up(library: Library) -> None:
    backup.of_library(library.folder).make(library.folder / DATABASE, AUTO, nothing)


def add_photo(library: Library, shade: int) -> str:
    data = jpeg(shade).data
    sha = durable.hashlib.sha256(data).hexdigest()
    library.photos.add(data, PhotoFacts(sha256=sha, file=f"{shade}.jpg"))
    return sha


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "thẻ nhớ").mkdir()
    return tmp_path / "thẻ nhớ"


def test_what_is_new_is_carried_over_and_no_more(library: Library, stick: Path) -> None:
    library.articles.save(new_article(headline="Bài"))
    add_photo(library, 90)
    back_up(library)
    assert carry(library.folder, stick, nothing) == (True, 1, 0)
    assert carry(library.folder, stick, nothing) == (False, 0, 0)
    add_photo(library, 120)
    back_up(library)
    assert carry(library.folder, stick, nothing) == (True, 1, 0)
    home = home_in(stick, library.folder)
    assert len(Backups(home / "backups").all()) == 2
    assert len(list((home / "photos").glob("*/*.jpg"))) == 2


def test_a_library_is_made_of_it_on_another_machine(library: Library, stick: Path, tmp_path: Path) -> None:
    library.articles.save(new_article(headline="Bài"))
    sha = add_photo(library, 90)
    back_up(library)
    carry(library.folder, stick, nothing)
    other = tmp_path / "other"
    shutil.copytree(home_in(stick, library.folder), other)
    newest = Backups(other / "backups").newest()
    assert newest is not None
    shutil.copy(newest.path, other / DATABASE)
    with Library.open(other) as opened:
        opened.search.complete(nothing)
        assert opened.check() == []
        assert opened.photos.path(sha).read_bytes() == jpeg(90).data


def test_a_photo_that_was_cut_off_there_is_copied_again(library: Library, stick: Path) -> None:
    add_photo(library, 90)
    back_up(library)
    carry(library.folder, stick, nothing)
    (there,) = (home_in(stick, library.folder) / "photos").glob("*/*.jpg")
    there.write_bytes(there.read_bytes()[:50])
    assert carry(library.folder, stick, nothing) == (False, 1, 0)
    assert there.read_bytes() == jpeg(90).data


def test_a_photo_that_is_damaged_here_does_not_go_there(library: Library, stick: Path) -> None:
    sha = add_photo(library, 90)
    back_up(library)
    library.photos.path(sha).write_bytes(b"x")
    assert carry(library.folder, stick, nothing) == (True, 0, 1)
    # The good one there is left alone, too.
    shutil.rmtree(home_in(stick, library.folder))
    library.photos.add(jpeg(90).data, PhotoFacts(sha256=sha))
    carry(library.folder, stick, nothing)
    library.photos.path(sha).unlink()
    assert carry(library.folder, stick, nothing) == (False, 0, 0)


def test_a_place_that_is_not_there_is_not_made(library: Library, tmp_path: Path) -> None:
    back_up(library)
    with pytest.raises(UserError) as raised:
        carry(library.folder, tmp_path / "không cắm", nothing)
    assert raised.value.message.code == "backup-place-missing"
    assert not (tmp_path / "không cắm").exists()


def test_a_stick_pulled_out_meanwhile_is_said_in_one_sentence(
    library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_photo(library, 90)
    back_up(library)

    def pulled(*_: object) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(second_place.durable, "copy", pulled)
    with pytest.raises(UserError) as raised:
        carry(library.folder, stick, nothing)
    assert raised.value.message.code == "backup-place-failed"
    assert raised.value.message.params["reason"] == Message("system-broken")


def test_it_can_be_stopped_and_goes_on_next_time(library: Library, stick: Path) -> None:
    for shade in (60, 90, 120):
        add_photo(library, shade)
    back_up(library)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise UserError("cancelled")

    with pytest.raises(UserError) as raised:
        carry(library.folder, stick, stop)
    assert raised.value.message.code == "cancelled"
    assert carry(library.folder, stick, nothing) == (False, 1, 0)


def test_without_a_backup_nothing_goes(library: Library, stick: Path) -> None:
    assert carry(library.folder, stick, nothing) == (False, 0, 0)
    assert list(stick.iterdir()) == []
    with pytest.raises(UserError):
        rebuild(stick, stick, nothing)
