"""Files are whole or not there; Windows's passing refusals are outlasted."""

import os
from pathlib import Path

import pytest

from morat.library import durable


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "bài.html"
    durable.write(path, b"1")
    durable.write(path, b"2")
    assert path.read_bytes() == b"2"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bài.html"
    durable.write(path, b"1")

    def fails(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="No space"):
        durable.write(path, b"2")
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


class Scanner:
    """A virus scanner that holds the file open for some tries."""

    def __init__(self, tries: int) -> None:
        self.tries = tries
        self.pauses: list[float] = []

    def replace(self, passing: Path, path: Path) -> None:
        if self.tries:
            self.tries -= 1
            raise PermissionError(13, "Access is denied")
        passing.replace(path)


def test_windows_is_asked_again(tmp_path: Path) -> None:
    passing, path, scanner = tmp_path / "a", tmp_path / "b", Scanner(4)
    passing.write_bytes(b"1")
    durable.put_in_place(passing, path, windows=True, replace=scanner.replace, pause=scanner.pauses.append)
    assert path.read_bytes() == b"1"
    assert len(scanner.pauses) == 4


def test_windows_is_not_asked_for_ever(tmp_path: Path) -> None:
    scanner = Scanner(1000)
    with pytest.raises(PermissionError):
        durable.put_in_place(
            tmp_path / "a", tmp_path / "b", windows=True, replace=scanner.replace, pause=scanner.pauses.append
        )
    assert sum(scanner.pauses) < 5


def test_elsewhere_a_refusal_is_final(tmp_path: Path) -> None:
    scanner = Scanner(1)
    with pytest.raises(PermissionError):
        durable.put_in_place(
            tmp_path / "a",
            tmp_path / "b",
            windows=False,
            replace=scanner.replace,
            pause=scanner.pauses.append,
        )
    assert scanner.pauses == []


def test_folders_are_made_and_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(durable, "sync_folder", synced.append)
    durable.make_folder(tmp_path / "a" / "b")
    durable.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert synced == [tmp_path, tmp_path / "a"]


def test_windows_syncs_no_folder(tmp_path: Path) -> None:
    durable.sync_folder(tmp_path / "không có", windows=True)
    with pytest.raises(OSError, match="không có"):
        durable.sync_folder(tmp_path / "không có", windows=False)
