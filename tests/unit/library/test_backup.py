"""Backups hold the library as it was at one moment, are checked before they count, and are looked after."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from morat.library import backup, durable
from morat.library.backup import AUTO, BEFORE_UPGRADE, MANUAL, Backups
from morat.library.peek import DATABASE, SCHEMA_VERSION
from morat.library.schema import MIGRATIONS
from morat.library.sqlite import connect
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from tests.helpers.jpegs import jpeg


def nothing(_done: int, _total: int) -> None:
    """Hear nothing."""


def piece(number: int, text: str = "chữ ") -> object:
    return new_article(headline=f"Bài {number}", blocks=(Paragraph("p", runs_of(text * 300)),))


def fill(library: Library, count: int) -> None:
    for number in range(count):
        library.articles.save(piece(number))


def make(library: Library, kind: str = AUTO, at: datetime | None = None) -> backup.Made:
    return backup.of_library(library.folder).make(library.folder / DATABASE, kind, nothing, at=at)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = connect(path, readonly=True)
    try:
        names = db.execute(
            "select name from pragma_table_list where schema = 'main' and type = 'table' "
            "and name not like '%search%' and name not like 'sqlite%'"
        ).fetchall()
        return {name: db.execute(f"select * from {name} order by 1, 2").fetchall() for (name,) in names}
    finally:
        db.close()


def test_a_backup_holds_every_row_and_can_be_opened(library: Library, tmp_path: Path) -> None:
    fill(library, 5)
    first = library.articles.rows()[0].id
    library.trash.put(first)
    picture = jpeg()
    library.photos.add(picture.data, PhotoFacts(sha256=durable.hashlib.sha256(picture.data).hexdigest()))
    library.searches.save("uông bí")
    made = make(library)
    assert made.backup.path.parent == library.folder / "backups"
    assert made.backup.path.name.startswith("morat-000001-")
    assert made.backup.path.name.endswith("-auto.db")
    assert made.contents[:4] == (SCHEMA_VERSION, 5, 5, 1)
    assert tables(made.backup.path) == tables(library.folder / DATABASE)
    # As a library of its own, its index made anew.
    folder = tmp_path / "other"
    folder.mkdir()
    durable.copy(made.backup.path, folder / DATABASE)
    with Library.open(folder) as other:
        assert len(other.articles.rows()) == 4
        assert other.articles.rows("bai") == []
        assert not other.search.is_complete()
        assert other.search.complete(nothing) == 5
        assert len(other.articles.rows("bai")) == 4
        assert [one.code for one in other.check()] == ["photo-missing"]


def test_what_is_saved_meanwhile_does_not_disturb_it(library: Library) -> None:
    fill(library, 30)
    steps: list[int] = []

    def save_meanwhile(done: int, _total: int) -> None:
        steps.append(done)
        if len(steps) < 12:
            library.articles.save(piece(100 + len(steps)))

    made = backup.of_library(library.folder).make(library.folder / DATABASE, AUTO, save_meanwhile)
    # The copy is of the moment at which it began; the library has all that was saved since.
    assert made.contents.articles == 30
    assert len(library.articles.rows()) > 35
    assert library.check() == []


def test_writers_on_other_threads_are_not_held_up(library: Library) -> None:
    fill(library, 50)
    stop = threading.Event()

    def write() -> int:
        number = 0
        with Library.open(library.folder) as other:
            while not stop.is_set():
                number += 1
                other.articles.save(piece(1000 + number % 5, f"lần {number} "))
        return number

    with ThreadPoolExecutor(1) as thread:
        saves = thread.submit(write)
        try:
            for _ in range(5):
                assert backup.check(make(library).backup.path).articles >= 50
        finally:
            stop.set()
        assert saves.result() > 0


def test_one_that_is_stopped_leaves_nothing(library: Library) -> None:
    fill(library, 3)

    def stop(_done: int, _total: int) -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError) as raised:
        backup.of_library(library.folder).make(library.folder / DATABASE, AUTO, stop)
    assert raised.value.message.code == "cancelled"
    assert list((library.folder / "backups").iterdir()) == []
    library.articles.save(piece(9))


def test_a_check_can_be_stopped(library: Library) -> None:
    with library._db.writing():
        for number in range(20_000):
            library._db.run(
                "insert into events (at, who, what) values (?, '', ?)", str(number), str(number) * 20
            )
    made = make(library)

    def stop(_done: int, _total: int) -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError) as raised:
        backup.check(made.backup.path, stop)
    assert raised.value.message.code == "cancelled"


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(2 * 4096, len(data), 4096):
        data[page : page + 200] = b"\xff" * 200
    path.write_bytes(data)


def test_a_damaged_library_makes_no_backup_and_costs_none(library: Library) -> None:
    fill(library, 100)
    start = datetime.fromisoformat("2026-01-01")
    for number in range(3):
        make(library, at=start + timedelta(days=number))
    library.close()
    damage(library.folder / DATABASE)
    before = {path.name: path.read_bytes() for path in (library.folder / "backups").iterdir()}
    damaged = (library.folder / DATABASE).read_bytes()
    with pytest.raises(UserError) as raised:
        make(library)
    assert raised.value.message.code == "library-damaged"
    assert {path.name: path.read_bytes() for path in (library.folder / "backups").iterdir()} == before
    assert (library.folder / DATABASE).read_bytes() == damaged


@pytest.mark.parametrize("content", [b"", b"khong phai sqlite " * 1000])
def test_what_is_no_library_makes_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(UserError) as raised:
        backup.of_library(tmp_path).make(tmp_path / DATABASE, AUTO, nothing)
    assert raised.value.message.code == "library-damaged"
    assert list((tmp_path / "backups").iterdir()) == []


def test_where_there_is_no_library_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        backup.of_library(tmp_path).make(tmp_path / DATABASE, AUTO, nothing)
    assert raised.value.message.code == "library-missing"


def test_the_order_is_that_of_making_whatever_the_clock_says(library: Library) -> None:
    fill(library, 1)
    moments = [
        datetime.fromisoformat(day) for day in ("2026-11-24T08:00", "2031-11-24", "2021-01-01", "2026-11-25")
    ]
    made = [make(library, at=moment).backup for moment in moments]
    found = backup.of_library(library.folder).all()
    assert [one.number for one in found] == [4, 3, 2, 1]
    assert [one.path for one in reversed(found)] == [one.path for one in made]
    assert sorted(one.path.name for one in found) == [one.path.name for one in made]
    assert found[0].at == "2026-11-25T00:00:00"


def test_the_newest_good_one_is_found_behind_a_damaged_one(library: Library) -> None:
    fill(library, 60)
    backups = backup.of_library(library.folder)
    good = make(library, MANUAL).backup
    bad = make(library).backup
    damage(bad.path)
    (backups.folder / "morat-999999-not-a-backup.db").write_bytes(b"x")
    assert backups.newest() == bad
    assert backups.newest_good() == good


def test_it_is_taken_to_another_place_and_read_back(library: Library, tmp_path: Path) -> None:
    fill(library, 3)
    other = Backups(tmp_path / "stick")
    first = other.take(make(library).backup, lambda _count: None)
    second = other.take(make(library).backup, lambda _count: None)
    assert [one.number for one in other.all()] == [2, 1]
    assert first.path.read_bytes() == backup.of_library(library.folder).all()[1].path.read_bytes()
    assert backup.check(second.path).articles == 3


def test_a_copy_that_came_out_otherwise_is_not_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library, 3)
    made = make(library).backup
    put_in_place = durable.put_in_place

    def put_in_place_badly(passing: Path, path: Path) -> None:
        passing.write_bytes(b"x" + passing.read_bytes()[1:])
        put_in_place(passing, path)

    monkeypatch.setattr(durable, "put_in_place", put_in_place_badly)
    with pytest.raises(UserError) as raised:
        Backups(tmp_path / "stick").take(made, lambda _count: None)
    assert raised.value.message.code == "backup-unproven"
    assert list((tmp_path / "stick").iterdir()) == []


def test_before_tables_change_the_library_is_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from morat.library import peek, schema, store

    with Library.open(tmp_path) as library:
        fill(library, 3)
    newer = peek.SCHEMA_VERSION + 1
    for module in (peek, schema, store):
        monkeypatch.setattr(module, "SCHEMA_VERSION", newer)
    applied: list[int] = []
    monkeypatch.setattr(MIGRATIONS, "apply", lambda _db: applied.append(1))
    Library.open(tmp_path).close()
    assert applied == [1]
    (made,) = backup.of_library(tmp_path).all()
    assert made.kind == BEFORE_UPGRADE
    assert backup.contents(made.path)[:2] == (newer - 1, 3)
    Library.open(tmp_path).close()
    assert len(backup.of_library(tmp_path).all()) == 1


def test_where_it_cannot_be_backed_up_the_tables_do_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from morat.library import peek, schema, store

    Library.open(tmp_path).close()
    for module in (peek, schema, store):
        monkeypatch.setattr(module, "SCHEMA_VERSION", peek.SCHEMA_VERSION + 1)

    def full(*_: object, **__: object) -> None:
        raise UserError("disk-full", path="backups")

    monkeypatch.setattr(backup, "copy_rows", full)
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(UserError):
        Library.open(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before
