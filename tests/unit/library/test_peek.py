"""The first list: read without what is slow to load, and without touching anything."""

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import structs

from morat.library import peek
from morat.library.sqlite import connect
from morat.library.store import Library
from morat.newsroom.article import Author, new_article
from morat.newsroom.messages import UserError


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_slow_to_load_is_not_loaded() -> None:
    heavy = "{'sqlite_utils', 'msgspec', 'lxml', 'click', 'sqlite3'}"
    code = f"import sys, morat.library.peek; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_library_is_none_and_stays_none(tmp_path: Path) -> None:
    assert peek.newest(tmp_path / "thu-vien") is None
    assert peek.newest(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_was_never_filled_is_none(tmp_path: Path) -> None:
    (tmp_path / peek.DATABASE).touch()
    assert peek.newest(tmp_path) is None
    assert files_of(tmp_path) == {peek.DATABASE: b""}


def test_the_first_list_is_the_list(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert peek.newest(tmp_path) == []
        for number in range(5):
            library.articles.save(new_article(headline=f"Bài {number}", authors=(Author("Lê Bình"),)))
        open_elsewhere = peek.newest(tmp_path, 3)
        rows = library.articles.rows(limit=3)
    before = files_of(tmp_path)
    assert peek.newest(tmp_path, 3) == rows == open_elsewhere
    assert rows[0].authors == ("Lê Bình",)
    assert files_of(tmp_path) == before
    assert set(before) == {peek.DATABASE}


def test_what_a_crash_left_in_the_wal_is_seen(tmp_path: Path) -> None:
    article = new_article(headline="Trước")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with Library.open(tmp_path) as library:
        library.articles.save(article)
        library.articles.save(structs.replace(article, headline="Sau"))
        for name in (peek.DATABASE, f"{peek.DATABASE}-wal"):
            (crashed / name).write_bytes((tmp_path / name).read_bytes())
    rows = peek.newest(crashed)
    assert rows is not None
    assert rows[0].headline == "Sau"


@pytest.mark.parametrize(("data", "code"), [(b"khong phai sqlite " * 100, "library-damaged")])
def test_a_damaged_library_is_said_to_be(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / peek.DATABASE).write_bytes(data)
    with pytest.raises(UserError) as raised:
        peek.newest(tmp_path)
    assert raised.value.message.code == code


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    db = connect(tmp_path / peek.DATABASE)
    db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(UserError) as raised:
        peek.newest(tmp_path)
    assert raised.value.message.code == "library-newer"
    assert raised.value.message.params["version"] == 99
