"""Where a library stands: in danger, moved, copied to look into, remembered."""

import json
import os
import shutil
from pathlib import Path

import pytest
from msgspec import structs

from morat.assets import resource
from morat.library import durable
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.messages import UserError
from morat.operations import library_places, places
from morat.operations.ingest import add_photos
from morat.operations.library_places import (
    copy_to_look,
    is_readable_only,
    move,
    origin_of,
    recent,
    remember,
    risk_of,
    target_in,
)
from morat.operations.preferences import Preferences
from morat.operations.watching import Watch

pytestmark = pytest.mark.qt


@pytest.fixture
def filled(tmp_path: Path):
    """An open library with a piece of two versions and a photo."""
    article = new_article(headline="Một")
    with Library.open(tmp_path / "kho") as library:
        library.articles.save(article)
        library.articles.save(structs.replace(article, headline="Hai"))
        add_photos(library, [resource("sample", "anh-1.jpg")])
        yield library


def pieces(folder: Path) -> list[str]:
    with Library.open(folder, create=False) as library:
        assert library.check() == []
        return [row.headline for row in library.articles.rows()]


def test_a_library_is_moved_whole(filled: Library, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    made = move(filled, tmp_path / "mới" / "kho", Watch(lambda done, total: heard.append((done, total))))
    assert pieces(made.folder) == ["Hai"]
    assert heard[-1] == (made.bytes, made.bytes)
    assert heard == sorted(heard)
    with Library.open(made.folder) as library:
        (photo,) = library.photos.rows()
        assert library.photos.path(photo.sha256).is_relative_to(made.folder)
        assert len(library.revisions.of(library.articles.rows()[0].id)) == 2
    # The old one is as it was.
    assert [row.headline for row in filled.articles.rows()] == ["Hai"]


def test_a_move_that_is_stopped_leaves_nothing_and_can_be_done_again(filled: Library, tmp_path: Path) -> None:
    watch = Watch(lambda done, _total: watch.cancel() if done else None)
    with pytest.raises(UserError) as raised:
        move(filled, tmp_path / "mới", watch)
    assert raised.value.message.code == "cancelled"
    assert [path for path in (tmp_path / "mới").rglob("*") if path.is_file()] == []
    assert pieces(move(filled, tmp_path / "mới", Watch()).folder) == ["Hai"]


def test_a_copy_that_was_cut_off_is_no_library_and_is_gone_on_with(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mới"
    put = durable.put_in_place

    def cut(passing: Path, path: Path, **more: object) -> None:
        if path.name == DATABASE:
            raise KeyboardInterrupt
        put(passing, path, **more)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "put_in_place", cut)
        # Nothing is tidied up where the power is cut.
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            move(filled, target, Watch())
    assert not (target / DATABASE).exists()
    assert target_in(target) == target
    assert pieces(move(filled, target, Watch()).folder) == ["Hai"]


def test_a_disk_that_reads_back_otherwise_is_noticed(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "is_whole", lambda *_: False)
    with pytest.raises(UserError) as raised:
        move(filled, tmp_path / "mới", Watch())
    assert raised.value.message.code == "move-unproven"
    assert not (tmp_path / "mới" / DATABASE).exists()


@pytest.mark.parametrize(
    ("target", "code"),
    [("kho", "move-inside"), ("kho/a", "move-inside"), (".", "move-inside"), ("khác", "move-there")],
)
def test_some_places_are_refused(filled: Library, tmp_path: Path, target: str, code: str) -> None:
    Library.open(tmp_path / "khác").close()
    with pytest.raises(UserError) as raised:
        move(filled, tmp_path / target, Watch())
    assert raised.value.message.code == code
    assert pieces(tmp_path / "kho") == ["Hai"]


def test_a_folder_with_something_in_it_gets_one_for_the_library(tmp_path: Path) -> None:
    assert target_in(tmp_path) == tmp_path
    (tmp_path / "thư.txt").write_text("x")
    assert target_in(tmp_path) == tmp_path / "Mo-rat"
    assert target_in(tmp_path / "chưa có") == tmp_path / "chưa có" / "Mo-rat"


def test_a_backup_that_goes_meanwhile_stops_nothing(filled: Library, tmp_path: Path) -> None:
    passing = tmp_path / "kho" / "backups" / "đi.db"
    passing.parent.mkdir(exist_ok=True)
    passing.write_bytes(b"x")
    made = move(filled, tmp_path / "mới", Watch(lambda _done, _total: passing.unlink(missing_ok=True)))
    assert pieces(made.folder) == ["Hai"]
    assert not (made.folder / "backups" / "đi.db").exists()


# Copies to look into


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MORAT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_copy_has_what_was_not_yet_in_the_database_and_reads_photos_where_they_are(
    filled: Library, tmp_path: Path
) -> None:
    assert (tmp_path / "kho" / f"{DATABASE}-wal").stat().st_size > 0
    copy = copy_to_look(tmp_path / "kho")
    assert origin_of(copy) == tmp_path / "kho"
    assert origin_of(tmp_path / "kho") is None
    with Library.open(copy) as library:
        assert [row.headline for row in library.articles.rows()] == ["Hai"]
        (photo,) = library.photos.rows()
        assert library.photos.path(photo.sha256).is_relative_to(tmp_path / "kho")
        library.articles.save(new_article(headline="Chỉ ở bản sao"))
    assert [row.headline for row in filled.articles.rows()] == ["Hai"]


def test_a_library_that_is_written_all_the_time_is_not_copied_torn(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = durable.copy

    def copy_while_writing(source: Path, path: Path) -> str:
        if source.name == DATABASE:
            filled.articles.save(new_article(headline="Bận"))
        return copied(source, path)

    monkeypatch.setattr(durable, "copy", copy_while_writing)
    with pytest.raises(UserError) as raised:
        copy_to_look(tmp_path / "kho")
    assert raised.value.message.code == "library-busy"


def test_a_medium_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(tmp_path / "kho").close()
    assert not is_readable_only(tmp_path / "kho")
    assert not is_readable_only(tmp_path / "không có")

    def refuse(path: Path, flags: int, *_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    assert is_readable_only(tmp_path / "kho")


# Danger

MOUNTS = """
/dev/sda1 / ext4 rw 0 0
//server/bao /mnt/bao cifs rw 0 0
server:/nha /nha nfs4 rw 0 0
tmpfs /nha/toi tmpfs rw 0 0
s /mnt/kho\\040bài fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "code", "service"),
    [
        ("/nha-khac/kho", None, None),
        ("/mnt/bao/kho", "library-on-share", None),
        ("/nha/kho", "library-on-share", None),
        ("/nha/toi/kho", None, None),
        ("/mnt/kho bai", None, None),
        ("/u/OneDrive - Tòa soạn/kho", "library-in-cloud", "OneDrive"),
        ("/u/Library/CloudStorage/GoogleDrive-an@x.vn/My Drive/kho", "library-in-cloud", "Google Drive"),
        ("/u/Dropbox/kho", "library-in-cloud", "Dropbox"),
        ("/u/Library/Mobile Documents/com~apple~CloudDocs/kho", "library-in-cloud", "iCloud"),
        ("/u/Tai lieu cua toi/kho", "library-in-cloud", "OneDrive"),
        ("/u/Tai lieu cua toi khac/kho", None, None),
        ("//server/bao/kho", "library-on-share", None),
    ],
)
def test_dangerous_places_are_known(folder: str, code: str | None, service: str | None) -> None:
    environ = {"OneDriveCommercial": "/u/Tai lieu cua toi"}
    risk = risk_of(Path(folder), environ=environ, mounts=lambda: MOUNTS)
    assert (risk.code if risk else None) == code
    if risk and service:
        assert risk.params["service"] == service


def test_a_drive_of_the_network_is_known_on_windows() -> None:
    from pathlib import PureWindowsPath

    folder = PureWindowsPath("Z:/kho")
    heard: list[str] = []

    def remote(root: str) -> int:
        heard.append(root)
        return 4

    assert library_places._is_share(folder, lambda: MOUNTS, remote)
    assert heard == ["Z:\\"]
    assert not library_places._is_share(folder, lambda: MOUNTS, lambda _root: 3)


def test_markers_and_dropboxs_own_list_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("có dấu", "của dropbox", "yên"):
        (tmp_path / name / "kho").mkdir(parents=True)
    (tmp_path / "có dấu" / ".dropbox.cache").mkdir()
    (tmp_path / ".dropbox").mkdir()
    told = {"personal": {"path": str(tmp_path / "của dropbox")}}
    risk = risk_of(tmp_path / "có dấu" / "kho", environ={}, mounts=str)
    assert risk is not None
    shutil.rmtree(tmp_path / ".dropbox")
    base = tmp_path / "AppData"
    (base / "Dropbox").mkdir(parents=True)
    (base / "Dropbox" / "info.json").write_text(json.dumps(told), "utf-8")
    risk = risk_of(tmp_path / "của dropbox" / "kho", environ={"APPDATA": str(base)}, mounts=str)
    assert risk is not None
    assert risk_of(tmp_path / "yên" / "kho", environ={"APPDATA": str(base)}, mounts=str) is None


# Which library


def test_the_library_that_was_chosen_in_the_window_is_that_of_commands_too(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MORAT_LIBRARY", raising=False)
    other, third = tmp_path / "kho", tmp_path / "kho 3"
    for folder in (other, third):
        Library.open(folder).close()
    preferences = Preferences(places.settings_file())
    remember(preferences, other, as_own=True)
    assert places.library_folder() == other
    assert places.library_folder(str(third)) == third
    remember(preferences, third, as_own=False)
    assert places.library_folder() == other
    assert recent(preferences) == [third, other]
    shutil.rmtree(third)
    assert recent(preferences) == [other]
    remember(preferences, home / "library", as_own=True)
    assert places.library_folder() == home / "library"
    preferences.set("libraries", "hỏng")
    assert recent(preferences) == []
