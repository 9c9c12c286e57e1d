"""The driver: a safe version, safe settings, errors in words."""

import errno
from pathlib import Path

import pytest

from morat.library import sqlite
from morat.library.store import Library
from morat.newsroom.messages import UserError


def test_the_driver_at_hand_is_safe() -> None:
    sqlite.check_version()


@pytest.mark.parametrize("version", ["3.51.2", "3.45.1", "3.7.0"])
def test_a_driver_that_can_lose_commits_is_refused(version: str) -> None:
    with pytest.raises(UserError) as raised:
        sqlite.check_version(version)
    assert raised.value.message.code == "sqlite-too-old"
    sqlite.check_version("3.51.3")
    sqlite.check_version("4.0.0")


def test_commits_are_synced(library: Library) -> None:
    db = library.articles._db
    assert db.fetch("pragma journal_mode") == [("wal",)]
    assert db.fetch("pragma synchronous") == [(2,)]
    assert db.fetch("pragma foreign_keys") == [(1,)]


def test_the_library_speaks_through_the_driver_that_loses_nothing(library: Library) -> None:
    assert type(library.articles._db.conn).__module__.startswith("pysqlite3")


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    one, two = (sqlite.connect(tmp_path / "x.db") for _ in range(2))
    with (
        sqlite.immediate(one),
        pytest.raises(UserError) as raised,
        sqlite.explained(tmp_path),
        sqlite.immediate(two),
    ):
        pass
    assert raised.value.message.code == "library-busy"
    one.close()
    two.close()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    db = sqlite.connect(tmp_path / "x.db")
    db.execute("create table t (x)")

    def fail_halfway() -> None:
        with sqlite.immediate(db):
            db.execute("insert into t values (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert db.execute("select count(*) from t").fetchone() == (0,)
    db.close()


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    db = sqlite.connect(tmp_path / "x.db")
    db.execute("create table t (x)")
    db.execute("pragma max_page_count = 3")
    with pytest.raises(UserError) as raised, sqlite.explained(tmp_path), sqlite.immediate(db):
        db.execute("insert into t values (zeroblob(100000))")
    assert raised.value.message.code == "disk-full"
    db.close()
    with pytest.raises(UserError) as raised, sqlite.explained(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert raised.value.message.code == "disk-full"


def test_our_own_mistakes_stay_mistakes(tmp_path: Path) -> None:
    db = sqlite.connect(tmp_path / "x.db")
    with pytest.raises(Exception, match="no such table") as raised, sqlite.explained(tmp_path):
        db.execute("select 1 from nowhere")
    assert not isinstance(raised.value, UserError)
    db.close()


def test_a_name_with_marks_and_spaces_is_read_only_too(tmp_path: Path) -> None:
    path = tmp_path / "Thư viện #1 100%?.db"
    sqlite.connect(path).close()
    db = sqlite.connect(path, readonly=True)
    with pytest.raises(Exception, match="readonly"):
        db.execute("create table t (x)")
    db.close()
