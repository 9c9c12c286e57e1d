"""What is due for a library is done, told in few words, and never at the cost of a good backup."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from morat.library import backup
from morat.library.peek import DATABASE
from morat.library.plain import Plain
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.messages import UserError
from morat.operations import care
from morat.operations.watching import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        library.articles.save(new_article(headline="Bài"), kind="milestone")
    return tmp_path / "library"


def save(folder: Path) -> None:
    with Library.open(folder) as library:
        library.articles.save(new_article(headline="Bài nữa"))


class Clock(datetime):
    away = timedelta()

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime.now(tz) + cls.away


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(Clock, "away", timedelta())
    monkeypatch.setattr(care, "datetime", Clock)
    return Clock


def test_a_backup_is_due_when_something_changed_and_time_has_passed(folder: Path, clock: type[Clock]) -> None:
    assert care.backup_is_due(folder)
    care.back_up(folder)
    assert not care.backup_is_due(folder)
    save(folder)
    assert not care.backup_is_due(folder)
    clock.away = care.EVERY
    assert care.backup_is_due(folder)
    care.back_up(folder)
    clock.away = 2 * care.EVERY
    assert not care.backup_is_due(folder)


@pytest.mark.parametrize("years", [5, -5])
def test_a_clock_moved_by_years_stops_no_backups(folder: Path, clock: type[Clock], years: int) -> None:
    care.back_up(folder)
    save(folder)
    clock.away = timedelta(days=365 * years)
    assert care.backup_is_due(folder)
    backup.of_library(folder).make(folder / DATABASE, care.AUTO, Watch().at, at=clock.now())
    save(folder)
    # And when it is right again: the newest backup looks years away.
    clock.away = timedelta()
    assert care.backup_is_due(folder)
    assert len(backup.of_library(folder).all()) == 2


def test_an_empty_library_and_none_need_no_backup(tmp_path: Path) -> None:
    assert not care.backup_is_due(tmp_path / "none")
    Library.open(tmp_path / "empty").close()
    assert not care.backup_is_due(tmp_path / "empty")


def test_what_a_caption_says_counts_as_a_change(folder: Path, clock: type[Clock]) -> None:
    from morat.newsroom.pictures import PhotoFacts

    with Library.open(folder) as library:
        library.photos.add_copy(b"anh", PhotoFacts(sha256="0" * 64, file="a.jpg"))
    care.back_up(folder)
    clock.away = care.EVERY
    assert not care.backup_is_due(folder)
    with Library.open(folder) as library:
        library.photos.update(structs.replace(library.photos.facts("0" * 64), caption="Cầu"))
    assert care.backup_is_due(folder)


def test_a_look_does_all_that_is_due(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library, library._db.writing():
        library._db.run("delete from search")
    (tmp_path / "stick").mkdir()
    report = care.look_after(folder, str(tmp_path / "stick"))
    assert (report.damage, report.said, report.indexed) == (None, (), 1)
    assert len(list(Plain(folder).files())) == 1
    assert len(backup.of_library(folder).all()) == 1
    assert len(list((tmp_path / "stick").glob("*/backups/morat-*.db"))) == 1
    assert care.look_after(folder, str(tmp_path / "stick")) == care.Report()


def test_what_stands_in_the_way_of_one_thing_keeps_no_other_from_being_done(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise UserError("disk-full", path="plain")

    monkeypatch.setattr(care, "update_plain_copies", full)
    report = care.look_after(folder, str(tmp_path / "none"))
    assert [message.code for message in report.said] == ["disk-full", "backup-place-missing"]
    assert len(backup.of_library(folder).all()) == 1


def test_a_damaged_library_is_left_alone(folder: Path) -> None:
    care.back_up(folder)
    save(folder)
    (folder / DATABASE).write_bytes(b"x" * 20_000)
    before = backup.of_library(folder).all()
    report = care.look_after(folder)
    assert report.damage is not None
    assert report.damage.code == "library-damaged"
    assert backup.of_library(folder).all() == before
    assert (folder / DATABASE).read_bytes() == b"x" * 20_000


def test_an_index_that_is_damaged_is_made_anew(folder: Path) -> None:
    with Library.open(folder) as library, library._db.writing():
        library._db.run("update search_data set block = x'ff00ff00ff' where id > 10")
    report = care.look_after(folder)
    assert report.damage is None
    assert [message.code for message in report.said] == ["search-damaged"]
    with Library.open(folder) as library:
        assert len(library.articles.rows("bai")) == 1
        assert library.check() == []


def test_it_stops_when_it_is_asked_to(folder: Path) -> None:
    watch = Watch()
    watch.cancel()
    with pytest.raises(UserError) as raised:
        care.look_after(folder, watch=watch)
    assert raised.value.message.code == "cancelled"


def test_backups_are_listed_with_what_they_hold(folder: Path) -> None:
    care.back_up(folder)
    save(folder)
    made = care.back_up(folder)
    made.backup.path.write_bytes(b"x" * 5000)
    assert [(one.backup.number, one.pieces) for one in care.list_backups(folder)] == [(2, None), (1, 1)]
    assert care.find_backup(folder, "newest").name.startswith("morat-000001-")
    assert care.find_backup(folder, "1") == care.find_backup(folder, "newest")
