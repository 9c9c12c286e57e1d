"""Where a library may stand: folders that lose data, moving it, others that were open, copies of it."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import cast

from morat.library import moving
from morat.library.moving import Copied as Copied  # noqa: PLC0414 - the window names it by this module
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.messages import Message
from morat.operations import places
from morat.operations.preferences import Preferences
from morat.operations.watching import Watch

RECENT = 8
"""Libraries that are remembered."""
NAME = "Mo-rat"
"""The folder that a library gets inside a folder in which there is something already."""

_SHARES = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs", "vboxsf", "ncpfs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.s3fs", "fuse.glusterfs"),
}
_DRIVE_REMOTE = 4
# Parts of a path, and files beside it or above it, by which a service is known. Lower case.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "OneDrive": ("onedrive",),
    "Dropbox": ("dropbox",),
    "Google Drive": ("google drive", "googledrive", "my drive", "drive của tôi"),
    "iCloud": ("iclouddrive", "icloud drive", "mobile documents", "com~apple~clouddocs"),
    "Nextcloud": ("nextcloud", "owncloud"),
}
_MARKERS: Mapping[str, tuple[str, ...]] = {
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "Nextcloud": (".nextcloudsync.log", ".owncloudsync.log"),
}
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def risk_of(
    folder: Path,
    *,
    environ: Mapping[str, str] = os.environ,
    mounts: Callable[[], str] | None = None,
    drive_type: Callable[[str], int] | None = None,
) -> Message | None:
    """Return why a library in ``folder`` is in danger, None where it is not.

    A service that copies files elsewhere takes the database and its -wal at different moments; on a
    network share SQLite's locks and shared memory do not hold. The rest is for tests: what the system says.
    """
    service = _service(folder, environ)
    if service:
        return Message("library-in-cloud", service=service, path=str(folder))
    if _is_share(folder, mounts or _mounts, drive_type or _drive_type):
        return Message("library-on-share", path=str(folder))
    return None


def move(library: Library, target: Path, watch: Watch) -> Copied:
    """Copy an open library to ``target``, every file proven; switching to it is the caller's.

    Raises:
        UserError: see :func:`morat.library.moving.copy_whole`; ``cancelled``.
    """
    return library.copy_to(target, watch.at)


def target_in(folder: Path) -> Path:
    """Return where in a chosen folder a library goes: into it where it is empty, else into one of its own."""
    with suppress(OSError):
        if not any(folder.iterdir()):
            return folder
        if any((folder / name).is_dir() for name in ("photos", "plain")) and not _has_library(folder):
            # A copy that was interrupted: it is gone on with.
            return folder
    return folder / NAME


def copy_to_look(folder: Path) -> Path:
    """Copy a library to look into, into a new folder of the user's own; return that.

    Raises:
        UserError: see :func:`morat.library.moving.copy_to_look`.
    """
    at = datetime.now().astimezone()
    target = places.home() / "copies" / f"{folder.name}-{at:%Y%m%d-%H%M%S-%f}"
    moving.copy_to_look(folder, target, at)
    return target


def origin_of(folder: Path) -> Path | None:
    """Return the library that the one in ``folder`` was copied from to look into."""
    return moving.origin_of(folder)


def is_readable_only(folder: Path) -> bool:
    """Say whether there is a library in ``folder`` that cannot be written."""
    return moving.is_readable_only(folder)


def recent(preferences: Preferences) -> list[Path]:
    """Return the libraries that were open, the last one first; those that are gone are left out."""
    return [path for path in _remembered(preferences) if _has_library(path)]


def remember(preferences: Preferences, folder: Path, *, as_own: bool) -> None:
    """Remember that a library was open; ``as_own`` makes it the one that the program begins with."""
    known = [folder, *(path for path in _remembered(preferences) if path != folder)]
    preferences.set("libraries", json.dumps([str(path) for path in known[:RECENT]], ensure_ascii=False))
    if as_own:
        own = folder == places.home() / "library"
        preferences.set("library", "" if own else str(folder))


def _remembered(preferences: Preferences) -> list[Path]:
    try:
        told: object = json.loads(preferences.get("libraries") or "[]")
    except ValueError:
        return []
    paths = cast("list[object]", told) if isinstance(told, list) else []
    return [Path(one) for one in paths if isinstance(one, str)]


def _has_library(folder: Path) -> bool:
    return (folder / DATABASE).is_file()


def _service(folder: Path, environ: Mapping[str, str]) -> str | None:
    for name in _ONEDRIVE:
        root = environ.get(name)
        if root and _is_within(folder, PurePath(root)):
            return "OneDrive"
    if any(_is_within(folder, root) for root in _dropbox_roots(environ)):
        return "Dropbox"
    parts = [part.lower() for part in folder.parts]
    for service, names in _PARTS.items():
        # "OneDrive - Tòa soạn", "GoogleDrive-an@example.vn": the service's name begins the folder's.
        if any(
            part == name or part.startswith((f"{name} -", f"{name}-")) for part in parts for name in names
        ):
            return service
    for service, names in _MARKERS.items():
        if any((place / name).exists() for place in (folder, *folder.parents) for name in names):
            return service
    return None


def _dropbox_roots(environ: Mapping[str, str]) -> list[PurePath]:
    """Return the folders that Dropbox says it keeps (info.json)."""
    roots: list[PurePath] = []
    bases = [environ.get("APPDATA"), environ.get("LOCALAPPDATA")]
    files = [Path(base) / "Dropbox" / "info.json" for base in bases if base]
    for file in (*files, Path.home() / ".dropbox" / "info.json"):
        with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
            accounts = json.loads(file.read_text("utf-8"))
            roots += [PurePath(account["path"]) for account in accounts.values()]
    return roots


def _is_within(folder: PurePath, root: PurePath) -> bool:
    one, other = os.path.normcase(str(folder)), os.path.normcase(str(root))
    return one == other or one.startswith(other.rstrip("/\\") + os.sep)


def _is_share(folder: Path, mounts: Callable[[], str], drive_type: Callable[[str], int]) -> bool:
    name = str(folder)
    if name.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32" or folder.drive:
        return drive_type(f"{folder.drive}\\") == _DRIVE_REMOTE
    kind = ""
    longest = -1
    for line in mounts().splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        place = fields[1].encode("latin-1", "replace").decode("unicode_escape")
        if len(place) > longest and (place == "/" or _is_within(folder, PurePath(place))):
            longest, kind = len(place), fields[2]
    return kind in _SHARES


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("latin-1")
    except OSError:
        return ""


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
