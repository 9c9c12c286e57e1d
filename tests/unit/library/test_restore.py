"""A backup takes the library's place and nothing is overwritten; single pieces come back as versions."""

from pathlib import Path

import pytest
from msgspec import structs

from morat.library import backup, durable, restore
from morat.library.backup import AUTO, BEFORE_RESTORE
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from tests.helpers.jpegs import jpeg


def nothing(_done: int, _total: int) -> None:
    """Hear nothing."""


def piece(headline: str) -> Article:
    return new_article(headline=headline, blocks=(Paragraph("p", runs_of(f"{headline} " * 200)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def week(folder: Path) -> dict[str, Article]:
    """A library with a backup; since then one piece was changed, one went, one came."""
    pieces = {name: piece(name) for name in ("giữ", "sửa", "bỏ", "mới")}
    with Library.open(folder) as library:
        for name in ("giữ", "sửa", "bỏ"):
            library.articles.save(pieces[name])
        backup.of_library(folder).make(folder / DATABASE, AUTO, nothing)
        library.articles.save(structs.replace(pieces["sửa"], headline="đã sửa"))
        library.trash.put(pieces["bỏ"].id)
        library.articles.save(pieces["mới"])
    return pieces


def newest(folder: Path) -> Path:
    found = backup.of_library(folder).newest_good()
    assert found is not None
    return found.path


def headlines(folder: Path) -> set[str]:
    with Library.open(folder) as library:
        return {row.headline for row in library.articles.rows()}


def test_it_is_said_what_would_change(folder: Path, week: dict[str, Article]) -> None:
    found = restore.outlook(folder, newest(folder))
    assert found.pieces == 3
    assert found.compared
    assert found.counts == {"older": 1, "missing": 1, "back": 1}
    assert {(one.what, one.headline, one.id) for one in found.changes} == {
        ("older", "sửa", week["sửa"].id),
        ("missing", "mới", week["mới"].id),
        ("back", "bỏ", week["bỏ"].id),
    }
    # Nothing was changed by looking.
    assert headlines(folder) == {"giữ", "đã sửa", "mới"}


def test_of_a_damaged_library_only_the_backup_is_told(folder: Path, week: dict[str, Article]) -> None:
    (folder / DATABASE).write_bytes(b"khong phai sqlite " * 100)
    found = restore.outlook(folder, newest(folder))
    assert (found.pieces, found.compared, found.changes) == (3, False, ())


def test_a_backup_is_put_back_and_the_library_kept(folder: Path, week: dict[str, Article]) -> None:
    done = restore.put_back(folder, newest(folder), nothing)
    assert headlines(folder) == {"giữ", "sửa", "bỏ"}
    assert done.contents.articles == 3
    assert done.kept is not None
    assert done.kept.name.startswith("library-replaced-")
    # What was there is kept twice: as a checked backup and as the file itself.
    first = backup.of_library(folder).newest()
    assert first is not None
    assert first.kind == BEFORE_RESTORE
    for kept in (first.path, done.kept):
        with backup.reading(kept) as db:
            found = db.execute("select headline from articles where trashed is null").fetchall()
            assert {row[0] for row in found} == {"giữ", "đã sửa", "mới"}
    with Library.open(folder) as library:
        library.search.complete(nothing)
        assert library.check() == []
        log = library._db.fetch("select what from events order by id desc limit 1")
        assert log == [("library-restored",)]
    # And back again.
    restore.put_back(folder, first.path, nothing)
    assert headlines(folder) == {"giữ", "đã sửa", "mới"}


def crash(folder: Path) -> bytes:
    """Leave a -wal with the last save beside the database, as a program that was killed does."""
    before = (folder / DATABASE).read_bytes()
    library = Library.open(folder)
    library.articles.save(piece("cuối"))
    files = {name: (folder / name).read_bytes() for name in (DATABASE, f"{DATABASE}-wal")}
    library.close()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert len(files[f"{DATABASE}-wal"]) > 0
    assert files[DATABASE] == before
    return files[f"{DATABASE}-wal"]


def test_a_wal_that_was_left_is_played_into_the_old_library_not_the_new(
    folder: Path, week: dict[str, Article]
) -> None:
    copy = newest(folder)
    crash(folder)
    done = restore.put_back(folder, copy, nothing)
    assert headlines(folder) == {"giữ", "sửa", "bỏ"}
    assert done.kept is not None
    with backup.reading(done.kept) as db:
        assert db.execute("select 1 from articles where headline = 'cuối'").fetchone()


def test_a_damaged_library_keeps_every_byte_and_its_wal(folder: Path, week: dict[str, Article]) -> None:
    copy = newest(folder)
    wal = crash(folder)
    # What the -wal holds of it would still be read from there: all of the file goes.
    data = b"x" * (folder / DATABASE).stat().st_size
    (folder / DATABASE).write_bytes(data)
    done = restore.put_back(folder, copy, nothing)
    assert headlines(folder) == {"giữ", "sửa", "bỏ"}
    assert done.kept is not None
    assert done.kept.read_bytes() == data
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == wal
    assert not (folder / f"{DATABASE}-shm").exists() or (folder / f"{DATABASE}-wal").exists()


def test_a_wal_without_a_database_is_put_aside(folder: Path, week: dict[str, Article]) -> None:
    copy = newest(folder)
    wal = crash(folder)
    (folder / DATABASE).unlink()
    with pytest.raises(UserError) as raised:
        Library.open(folder)
    assert raised.value.message.code == "library-gone"
    assert not (folder / DATABASE).exists()
    done = restore.put_back(folder, copy, nothing)
    assert done.kept is None
    assert headlines(folder) == {"giữ", "sửa", "bỏ"}
    (kept,) = folder.glob("library-replaced-*-wal")
    assert kept.read_bytes() == wal


def test_an_emptied_database_is_not_filled_anew(folder: Path, week: dict[str, Article]) -> None:
    (folder / DATABASE).write_bytes(b"")
    with pytest.raises(UserError) as raised:
        Library.open(folder)
    assert raised.value.message.code == "library-gone"
    assert (folder / DATABASE).read_bytes() == b""


def test_a_library_cut_short_is_found_out(folder: Path, week: dict[str, Article]) -> None:
    data = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(data[:-4096])
    with pytest.raises(UserError) as raised:
        Library.open(folder)
    assert raised.value.message.code == "library-damaged"
    restore.put_back(folder, newest(folder), nothing)
    assert headlines(folder) == {"giữ", "sửa", "bỏ"}


def test_while_somebody_has_it_open_nothing_happens(
    folder: Path, week: dict[str, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    from morat.library import sqlite

    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    with Library.open(folder) as library:
        library.articles.rows()
        with pytest.raises(UserError) as raised:
            restore.put_back(folder, newest(folder), nothing)
        assert raised.value.message.code == "library-busy"
        library.articles.save(piece("sau"))
    assert headlines(folder) == {"giữ", "đã sửa", "mới", "sau"}
    assert not list(folder.glob("library-replaced-*"))


@pytest.mark.parametrize("how", ["damaged", "no database", "stopped"])
def test_where_it_cannot_be_done_the_library_stays(
    folder: Path, week: dict[str, Article], how: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    durable.copy(newest(folder), copy)
    if how == "damaged":
        data = bytearray(copy.read_bytes())
        for page in range(4096, len(data), 4096):
            data[page : page + 200] = b"\xff" * 200
        copy.write_bytes(data)
    elif how == "no database":
        copy.write_bytes(b"khong phai sqlite " * 100)

    def tell(_done: int, _total: int) -> None:
        if how == "stopped":
            raise UserError("cancelled")

    with pytest.raises(UserError):
        restore.put_back(folder, copy, tell)
    assert headlines(folder) == {"giữ", "đã sửa", "mới"}
    assert not list(folder.glob("library-replaced-*"))
    assert not list(folder.glob(".*.tmp"))


def test_where_names_cannot_be_linked_it_is_moved(
    folder: Path, week: dict[str, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_old: Path, _new: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(restore.os, "link", cannot)
    done = restore.put_back(folder, newest(folder), nothing)
    assert done.kept is not None
    assert backup.check(done.kept).articles == 4
    assert headlines(folder) == {"giữ", "sửa", "bỏ"}


def test_single_pieces_come_back_as_versions(folder: Path, week: dict[str, Article]) -> None:
    copy = newest(folder)
    with Library.open(folder) as library:
        told = restore.take_pieces(library, copy, [week["sửa"].id, week["bỏ"].id], author="Mai")
        assert told == ["sửa", "bỏ"]
        kinds = [(row.kind, row.author) for row in library.revisions.of(week["sửa"].id)]
        assert kinds == [("restored", "Mai"), ("auto", ""), ("auto", "")]
        assert library.check() == []
    assert headlines(folder) == {"giữ", "sửa", "bỏ", "mới"}


def test_a_piece_that_the_backup_lacks_is_said(folder: Path, week: dict[str, Article]) -> None:
    with Library.open(folder) as library, pytest.raises(UserError) as raised:
        restore.take_pieces(library, newest(folder), [week["giữ"].id, week["mới"].id])
    assert raised.value.message.code == "article-unknown"


def test_a_piece_brings_what_was_said_of_its_photos(folder: Path) -> None:
    picture = jpeg()
    sha = durable.hashlib.sha256(picture.data).hexdigest()
    article = new_article(headline="Ảnh", blocks=(Photo("a", photo=sha),))
    with Library.open(folder) as library:
        library.photos.add(picture.data, PhotoFacts(sha256=sha, file="a.jpg", caption="Cầu Bạch Đằng"))
        library.articles.save(article)
        made = backup.of_library(folder).make(folder / DATABASE, AUTO, nothing).backup
        with library._db.writing():
            library._db.run("delete from photos")
        restore.take_pieces(library, made.path, [article.id])
        assert library.photos.facts(sha).caption == "Cầu Bạch Đằng"
        assert library.photos.path(sha).read_bytes() == picture.data
