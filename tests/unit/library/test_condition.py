"""How the library was left is known at the next start, and damage of every kind is found."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from morat.library import backup, condition
from morat.library.condition import Condition, examine
from morat.library.peek import DATABASE
from morat.library.sqlite import connect
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError


def nothing() -> None:
    """Hear nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path) as library:
        for number in range(60):
            blocks = (Paragraph("p", runs_of(f"câu {number} " * 150)),)
            library.articles.save(new_article(headline=f"Bài {number}", blocks=blocks))
    return tmp_path


def test_a_library_that_was_closed_is_not_suspect(folder: Path) -> None:
    known = Condition(folder)
    assert not known.is_suspect()
    known.opened()
    assert Condition(folder).is_suspect()
    known.closed()
    assert not Condition(folder).is_suspect()


def test_a_file_that_others_changed_is_suspect(folder: Path) -> None:
    Condition(folder).closed()
    with Library.open(folder) as library:
        library.articles.save(new_article(headline="lệnh khác"))
    assert Condition(folder).is_suspect()
    Condition(folder).closed()
    (folder / DATABASE).unlink()
    assert Condition(folder).is_suspect()


def test_it_is_read_once_a_day_whatever_the_clock_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Condition(folder)
    assert known.is_due()
    known.checked()
    assert not known.is_due()

    class Clock(datetime):
        away = timedelta()

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + cls.away

    monkeypatch.setattr(condition, "datetime", Clock)
    for days, due in ((0.5, False), (2, True), (-2, True), (5 * 365, True), (-5 * 365, True)):
        Clock.away = timedelta(days=days)
        assert known.is_due() is due, days
    (folder / "condition.json").write_bytes(b"[1]")
    assert known.is_due()
    assert not known.is_suspect()


def test_nothing_is_noted_where_there_is_no_library(tmp_path: Path) -> None:
    Condition(tmp_path / "none").opened()
    assert not (tmp_path / "none").exists()


def test_a_sound_library_is_sound(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    assert examine(folder / DATABASE, nothing) is None
    assert (folder / DATABASE).read_bytes() == before


def _empty(data: bytes) -> bytes:
    return data[:0]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _other(data: bytes) -> bytes:
    return b"khong phai sqlite " * (len(data) // 18)


def _zeroed(data: bytes) -> bytes:
    return data[: 5 * 4096] + bytes(len(data) - 5 * 4096)


@pytest.mark.parametrize("change", [_empty, _cut, _other, _zeroed])
def test_damage_is_found_and_nothing_written_over(folder: Path, change: object) -> None:
    backup.of_library(folder).make(folder / DATABASE, backup.AUTO, lambda _done, _total: None)
    data = change((folder / DATABASE).read_bytes())
    (folder / DATABASE).write_bytes(data)
    found = examine(folder / DATABASE, nothing)
    assert found is not None
    assert found.code == "library-damaged"
    assert (folder / DATABASE).read_bytes() == data


def test_a_letter_that_changed_in_a_text_is_found(folder: Path) -> None:
    data = (folder / DATABASE).read_bytes()
    where = data.index("câu 30 câu".encode())
    (folder / DATABASE).write_bytes(data[:where] + b"x" + data[where + 1 :])
    found = examine(folder / DATABASE, nothing)
    assert found is not None
    assert found.code == "library-damaged"


def test_flipped_bits_are_found_or_harmless(folder: Path) -> None:
    """Any bit may flip: it is found, or every piece reads as it was saved or is said to be damaged."""
    whole = (folder / DATABASE).read_bytes()
    with Library.open(folder) as library:
        saved = {row.id: library.articles.get(row.id).article for row in library.articles.rows()}
    chance = random.Random(7)
    found = 0
    for _ in range(60):
        data = bytearray(whole)
        place = chance.randrange(len(data))
        data[place] ^= 1 << chance.randrange(8)
        (folder / DATABASE).write_bytes(bytes(data))
        if examine(folder / DATABASE, nothing) is not None:
            found += 1
            continue
        db = connect(folder / DATABASE, readonly=True)
        try:
            assert db.execute("select count(*) from bodies").fetchone()[0] == len(saved)
        finally:
            db.close()
        with Library.open(folder) as library:
            for article_id, article in saved.items():
                with suppress(UserError):
                    assert library.articles.get(article_id).article == article
    assert found > 10


def test_a_damaged_index_is_told_from_a_damaged_library(folder: Path) -> None:
    db = connect(folder / DATABASE)
    db.execute("update search_data set block = x'ff00ff00ff' where id > 10")
    db.close()
    found = examine(folder / DATABASE, nothing)
    assert found is not None
    assert found.code == "search-damaged"
    with Library.open(folder) as library:
        library.search.complete(lambda _done, _total: None, anew=True)
    assert examine(folder / DATABASE, nothing) is None


def test_it_can_be_stopped(folder: Path) -> None:
    def stop() -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError):
        examine(folder / DATABASE, stop)


@pytest.mark.parametrize("there", [b"contentless_delete", b'"content" TEXT', b'"head" TEXT', b"authors"])
def test_a_damaged_schema_is_damage_and_no_mistake_of_ours(folder: Path, there: bytes) -> None:
    """What SQLite says of it quotes the letters that are wrong, in UTF-8 or not."""
    whole = (folder / DATABASE).read_bytes()
    assert there in whole
    for letter in (b"\xc1", b"n"):
        (folder / DATABASE).write_bytes(whole.replace(there, letter + there[1:]))
        found = examine(folder / DATABASE, nothing)
        assert found is not None
        assert found.code in ("library-damaged", "search-damaged")
