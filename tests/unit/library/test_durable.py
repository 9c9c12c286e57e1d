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


class Windows:
    """A disk that refuses as Windows does while a program holds a file open: errors 5 and 32."""

    def __init__(self, held: Path, tries: int) -> None:
        self.held = held
        self.tries = tries
        self.pauses: list[float] = []

    def _touch(self, *paths: Path) -> None:
        if self.held in paths and self.tries > 0:
            self.tries -= 1
            error = PermissionError(13, "The process cannot access the file")
            error.winerror = 32 if self.tries % 2 else 5
            raise error

    def rename(self, old: Path, new: Path) -> None:
        self._touch(old, new)
        if new.exists():
            raise FileExistsError(183, "Cannot create a file when that file already exists")
        old.rename(new)

    def replace(self, old: Path, new: Path) -> None:
        self._touch(old, new)
        old.replace(new)

    def unlink(self, path: Path) -> None:
        self._touch(path)
        path.unlink()


def test_over_a_file_that_is_open_is_renamed_when_it_is_closed(tmp_path: Path) -> None:
    passing, path = tmp_path / "a", tmp_path / "b"
    passing.write_bytes(b"2")
    path.write_bytes(b"1")
    disk = Windows(path, 3)
    durable.put_in_place(passing, path, windows=True, replace=disk.replace, pause=disk.pauses.append)
    assert path.read_bytes() == b"2"
    assert disk.pauses == sorted(disk.pauses)
    assert len(disk.pauses) == 3


def test_what_another_program_writes_while_it_has_the_file_open_stays(tmp_path: Path) -> None:
    passing, path = tmp_path / "a", tmp_path / "b"
    passing.write_bytes(b"2")
    path.write_bytes(b"1")
    disk = Windows(path, 3)

    def meanwhile(_seconds: float) -> None:
        path.write_bytes(b"somebody else's")

    def looked_at(_passing: Path) -> None:
        if path.read_bytes() != b"1":
            raise ValueError("changed")

    with pytest.raises(ValueError, match="changed"):
        durable.put_in_place(
            passing, path, last=looked_at, windows=True, replace=disk.replace, pause=meanwhile
        )
    assert path.read_bytes() == b"somebody else's"


def test_a_file_that_is_open_is_moved_and_removed_when_it_is_closed(tmp_path: Path) -> None:
    path, moved = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"1")
    disk = Windows(path, 4)
    durable.move(path, moved, windows=True, rename=disk.rename, pause=disk.pauses.append)
    assert moved.read_bytes() == b"1"
    disk = Windows(moved, 4)
    durable.remove(moved, windows=True, unlink=disk.unlink, pause=disk.pauses.append)
    assert list(tmp_path.iterdir()) == []
    assert len(disk.pauses) == 4


def test_one_that_is_never_closed_stays_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    disk = Windows(path, 1000)
    with pytest.raises(PermissionError):
        durable.move(path, tmp_path / "b", windows=True, rename=disk.rename, pause=disk.pauses.append)
    with pytest.raises(PermissionError):
        durable.remove(path, windows=True, unlink=disk.unlink, pause=disk.pauses.append)
    assert path.read_bytes() == b"1"
    assert len(disk.pauses) == 18


def test_a_move_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    with pytest.raises(FileExistsError):
        durable.move(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"2"


def test_what_is_not_there_is_removed_already(tmp_path: Path) -> None:
    durable.remove(tmp_path / "a")


def test_a_file_holds_all_of_what_was_written_or_does_not(tmp_path: Path) -> None:
    data = os.urandom(durable.CHUNK + 10)
    path = tmp_path / "ảnh.jpg"
    assert not durable.holds(path, data)
    path.write_bytes(data)
    assert durable.holds(path, data)
    assert not durable.holds(path, data + b"1")
    assert not durable.holds(path, data[:-1])
    path.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)))
    assert not durable.holds(path, data)


def test_a_copy_is_whole_or_not_there(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(os.urandom(durable.CHUNK + 10))
    told: list[int] = []
    digest = durable.copy(source, tmp_path / "b", told.append)
    assert durable.is_whole(tmp_path / "b", digest)
    assert told == [durable.CHUNK, 10]
    assert not durable.is_whole(tmp_path / "không có", digest)

    def stop(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        durable.copy(source, tmp_path / "c", stop)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}
