"""Small pictures are kept in a file that may be lost, damaged or full at any time."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from morat.library import thumbs
from morat.library.thumbs import FILE, Thumbs


def test_what_is_put_is_there_the_next_time(tmp_path: Path) -> None:
    assert Thumbs(tmp_path).get("a", 192) is None
    assert not (tmp_path / FILE).exists()
    Thumbs(tmp_path).put("a", 192, b"1")
    Thumbs(tmp_path).put("a", 96, b"2")
    Thumbs(tmp_path).put("a", 192, b"3")
    assert Thumbs(tmp_path).get("a", 192) == b"3"
    assert Thumbs(tmp_path).get("a", 96) == b"2"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("damage", [b"", b"x" * 20_000])
def test_a_damaged_file_is_thrown_away_and_made_anew(tmp_path: Path, damage: bytes) -> None:
    Thumbs(tmp_path).put("a", 192, b"1")
    (tmp_path / FILE).write_bytes(damage)
    assert Thumbs(tmp_path).get("a", 192) is None
    Thumbs(tmp_path).put("a", 192, b"2")
    assert Thumbs(tmp_path).get("a", 192) == b"2"


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbs, "_LOOK_EVERY", 5)
    small = Thumbs(tmp_path, limit=300_000)
    for number in range(200):
        small.put(str(number), 192, os.urandom(10_000))
    assert (tmp_path / FILE).stat().st_size < 600_000
    # The newest are there, the oldest are not.
    assert small.get("199", 192) is not None
    assert small.get("0", 192) is None


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    Thumbs(tmp_path / "none").put("a", 192, b"1")
    assert not (tmp_path / "none").exists()
    (tmp_path / FILE).mkdir()
    Thumbs(tmp_path).put("a", 192, b"1")
    assert Thumbs(tmp_path).get("a", 192) is None


def test_several_threads_use_it_at_once(tmp_path: Path) -> None:
    def work(number: int) -> bytes | None:
        Thumbs(tmp_path).put(str(number), 192, str(number).encode())
        return Thumbs(tmp_path).get(str(number), 192)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(40))) == [str(number).encode() for number in range(40)]
