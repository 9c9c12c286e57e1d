"""The care of the library by commands: backups that can be put back, a check, an index made anew."""

import json

import pytest
from msgspec import structs

from morat.library.lock import WindowLock
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.operations import care


@pytest.fixture
def folder(home):
    with Library.open(home / "library") as library:
        for number in range(3):
            library.articles.save(new_article(headline=f"Uông Bí {number}"), kind="milestone")
    return home / "library"


def test_a_backup_is_made_and_put_back(morat, folder):
    made = morat("library", "backup", "--json")
    assert made.status == 0
    assert made.value["ok"] is True
    assert (made.value["articles"], made.value["removed"]) == (3, 0)
    with Library.open(folder) as library:
        library.articles.save(new_article(headline="Mới"))
    done = morat("library", "restore", made.value["path"], "--json")
    assert done.status == 0
    assert (done.value["ok"], done.value["articles"], done.value["indexed"]) == (True, 3, 3)
    assert folder.joinpath(done.value["kept"]).is_file()
    assert len(morat("list", "--json", "--query", "uong bi").value) == 3
    assert morat("list", "--json", "--query", "moi").value == []
    assert morat("library", "check", "--json").value == {"ok": True, "problems": []}
    # What was there before is a backup of its own now.
    assert morat("library", "restore", "newest").status == 0
    assert len(morat("list", "--json").value) == 4


def test_a_backup_goes_where_it_is_asked_to(morat, folder, tmp_path):
    out = tmp_path / "thẻ nhớ"
    made = morat("library", "backup", "--out", out, "--json").value
    assert [str(path) for path in out.glob("morat-*.db")] == [made["path"]]
    assert not (folder / "backups").exists()


@pytest.mark.parametrize("how", ["gone", "empty", "damaged"])
def test_a_library_that_was_lost_comes_back(morat, folder, how):
    assert morat("library", "backup").status == 0
    database = folder / DATABASE
    if how == "gone":
        database.unlink()
    elif how == "empty":
        database.write_bytes(b"")
    else:
        database.write_bytes(b"x" * database.stat().st_size)
    left = database.read_bytes() if database.exists() else None
    for command in (["list"], ["library", "check"]):
        said = morat(*command, "--lang", "en")
        assert said.status == 1
        assert "Traceback" not in said.out + said.err
    assert (database.read_bytes() if database.exists() else None) == left
    done = morat("library", "restore", "newest", "--json")
    assert done.status == 0, done.err
    assert len(morat("list", "--json").value) == 3
    if left is not None:
        assert folder.joinpath(done.value["kept"]).read_bytes() == left


def test_a_library_is_built_from_plain_copies(morat, folder, tmp_path):
    care.update_plain_copies(folder)
    with Library.open(folder) as library:
        first = library.articles.rows()[0]
        library.articles.save(structs.replace(library.articles.get(first.id).article, note="lần hai"))
    care.update_plain_copies(folder)
    (folder / DATABASE).write_bytes(b"x" * 1000)
    refused = morat("library", "rebuild", folder, "--lang", "en")
    assert refused.status == 1
    assert "already" in refused.err
    other = tmp_path / "kho mới"
    built = morat("--library", other, "library", "rebuild", folder, "--json")
    assert built.status == 0
    assert built.value == {
        "ok": True,
        "articles": 3,
        "photos": 0,
        "lost_revisions": 1,
        "damaged": [],
        "missing_photos": [],
    }
    assert len(morat("--library", other, "list", "--json", "--query", "uong bi").value) == 3
    assert morat("--library", other, "library", "check").status == 0
    assert "1" in morat("--library", tmp_path / "nữa", "library", "rebuild", folder, "--lang", "en").out
    empty = morat("--library", tmp_path / "x", "library", "rebuild", tmp_path, "--lang", "en")
    assert (empty.status, len(empty.sentences)) == (1, 1)


def test_the_index_is_made_anew(morat, folder):
    with Library.open(folder) as library, library._db.writing():
        library._db.run("delete from search where rowid = 1")
    assert morat("library", "check").status == 1
    assert morat("library", "rebuild-search", "--json").value == {"ok": True, "articles": 3}
    assert morat("library", "check").status == 0
    assert len(morat("list", "--json", "--query", "uong bi").value) == 3


def test_the_library_is_counted(morat, folder):
    value = morat("library", "stats", "--json").value
    assert value["ok"] is True
    assert (value["articles"], value["revisions"], value["photos"]) == (3, 3, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["restore", "99"], "99"),
        (["restore", "newest"], "newest"),
        (["restore", "không-có.db"], "không-có.db"),
        (["restore"], "backup"),
    ],
)
def test_what_cannot_be_put_back_is_said(morat, folder, arguments, said):
    before = (folder / DATABASE).read_bytes()
    answer = morat("library", *arguments, "--lang", "en")
    assert answer.status == (1 if len(arguments) > 1 else 2)
    assert said.lower() in answer.err.lower()
    assert (folder / DATABASE).read_bytes() == before


def test_a_file_that_is_no_backup_is_refused(morat, folder, tmp_path):
    other = tmp_path / "other.db"
    other.write_text(json.dumps({}) * 1000)
    before = (folder / DATABASE).read_bytes()
    assert morat("library", "restore", other).status == 1
    assert (folder / DATABASE).read_bytes() == before


def test_without_a_library_there_is_nothing_to_care_for(morat, home):
    for command in ("backup", "rebuild-search"):
        answer = morat("library", command)
        assert answer.status == 1, command
        assert len(answer.sentences) == 1
    assert not (home / "library" / DATABASE).exists()


def test_a_library_that_a_window_has_is_not_put_back(morat, folder):
    assert morat("library", "backup").status == 0
    lock = WindowLock(folder)
    lock.hold()
    try:
        answer = morat("library", "restore", "newest", "--lang", "en")
    finally:
        lock.release()
    assert (answer.status, len(answer.sentences)) == (1, 1)
    assert not list(folder.glob("library-replaced-*"))
