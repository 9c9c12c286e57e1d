"""The library as a whole: opening, refusing, several programs at once, crashes."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from morat.library.peek import DATABASE, SCHEMA_VERSION
from morat.library.schema import MIGRATIONS
from morat.library.sqlite import connect
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.messages import UserError

SAVE_MANY = """
import sys
from pathlib import Path
from msgspec import structs
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of

folder, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Library.open(folder) as library:
    for number in range(count):
        # Every other save is of one piece that all write.
        name = "chung" if number % 2 else f"{who}-{number % 20}"
        text = f"{who} lần {number} " + "chữ " * 200
        article = Article(id=name, headline=text[:20], blocks=(Paragraph("p", runs_of(text)),))
        print(name, library.articles.save(article, author=who).revision, flush=True)
"""


def start(folder: Path, who: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", SAVE_MANY, str(folder), who, str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def acknowledged(output: str) -> list[tuple[str, str]]:
    whole = output[: output.rfind("\n") + 1]
    return [tuple(line.split()) for line in whole.splitlines()]


def missing(folder: Path, saves: list[tuple[str, str]]) -> list[tuple[str, str]]:
    with Library.open(folder) as library:
        assert library.check() == []
        there = {
            (name, row.sha) for name in {name for name, _ in saves} for row in library.revisions.of(name)
        }
    return [one for one in saves if one not in there]


def refusal(folder: Path, **how: bool) -> str:
    with pytest.raises(UserError) as raised:
        Library.open(folder, **how)
    return raised.value.message.code


def test_a_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "Tài liệu" / "Thư viện"
    assert refusal(folder, create=False) == "library-missing"
    assert list(tmp_path.iterdir()) == []
    Library.open(folder).close()
    with Library.open(folder, create=False) as library:
        assert library.stats()["articles"] == 0
        assert library.check() == []


def test_every_migration_is_counted() -> None:
    assert len(MIGRATIONS._migrations) == SCHEMA_VERSION


def test_tables_are_strict(library: Library) -> None:
    rows = library.articles._db.fetch(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 "
        "and name not like 'search%' and name not like '%sqlite%'"
    )
    assert rows == []


def test_a_newer_library_is_refused_untouched(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    newer = tmp_path / "newer"
    newer.mkdir()
    db = connect(tmp_path / DATABASE)
    db.execute("pragma user_version = 99")
    # As a crashed newer program leaves it: its last commit still in the -wal.
    before = {name: (tmp_path / name).read_bytes() for name in (DATABASE, f"{DATABASE}-wal")}
    db.close()
    for name, data in before.items():
        (newer / name).write_bytes(data)
    assert refusal(newer) == "library-newer"
    assert {name: (newer / name).read_bytes() for name in before} == before
    before = (tmp_path / DATABASE).read_bytes()
    assert refusal(tmp_path) == "library-newer"
    assert (tmp_path / DATABASE).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {DATABASE, "newer"}


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"khong phai sqlite " * 100)
    assert refusal(tmp_path) == "library-damaged"
    assert (tmp_path / DATABASE).read_bytes() == b"khong phai sqlite " * 100


def test_a_flipped_page_says_so(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for number in range(30):
            library.articles.save(new_article(headline=f"Bài {number}", note="chữ " * 500))
    data = bytearray((tmp_path / DATABASE).read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 100] = b"\xff" * 100
    (tmp_path / DATABASE).write_bytes(data)
    with pytest.raises(UserError) as raised, Library.open(tmp_path) as library:
        library.articles.save(new_article(headline="mới"))
    assert raised.value.message.code == "library-damaged"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folder")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    # Root may write anywhere but among the processes.
    folder = tmp_path if os.geteuid() else Path("/proc/self")
    assert refusal(folder / "library") == "library-unwritable"


def test_a_file_where_the_folder_should_be_says_so(tmp_path: Path) -> None:
    (tmp_path / "library").write_bytes(b"")
    assert refusal(tmp_path / "library") == "library-unwritable"


def test_what_is_missing_from_the_index_is_found_out(library: Library) -> None:
    library.articles.save(new_article(headline="Bài"), kind="milestone")
    with library.articles._db.writing():
        library.articles._db.run("delete from search")
    assert [message.params["reason"] for message in library.check()] == ["search"]


def test_what_belongs_to_nothing_is_found_out(library: Library) -> None:
    article = new_article(headline="Bài")
    library.articles.save(article)
    db = library.articles._db
    db.run("pragma foreign_keys = off")
    db.run("delete from articles")
    assert {message.params["reason"] for message in library.check()} == {
        "bodies → articles",
        "revisions → articles",
    }


def test_it_belongs_to_the_thread_that_opened_it(library: Library) -> None:
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(library.articles.rows)
        with pytest.raises(Exception, match="thread"):
            asked.result()


def test_writing_elsewhere_is_noticed(library: Library) -> None:
    before = library.data_version()
    library.articles.save(new_article(headline="của mình"))
    assert library.data_version() == before
    with Library.open(library.folder) as other:
        other.articles.save(new_article(headline="của người khác"))
    assert library.data_version() != before
    assert library.articles.rows()[0].headline == "của người khác"


def test_two_programs_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    # Both begin without a library: they make it at once, too.
    writers = [start(tmp_path, who, 200) for who in ("an", "binh")]
    outputs = [writer.communicate() for writer in writers]
    assert [errors for _, errors in outputs] == ["", ""]
    saves = [one for output, _ in outputs for one in acknowledged(output)]
    assert len(saves) == 400
    assert missing(tmp_path, saves) == []


def test_a_killed_program_loses_no_acknowledged_save(tmp_path: Path) -> None:
    saves: list[tuple[str, str]] = []
    for number in range(5):
        writer = start(tmp_path, f"v{number}", 100_000)
        assert writer.stdout is not None
        head = [writer.stdout.readline() for _ in range(3 + 7 * number)]
        writer.kill()
        rest, _ = writer.communicate()
        saves += acknowledged("".join(head) + rest)
        assert missing(tmp_path, saves) == []
    assert len(saves) >= 5 * 3
