"""What a library has acknowledged, and whether it keeps it."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from morat.library.backup import is_good
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.operations import care

Json = dict[str, Any]


class Promises:
    """Everything that was said to be safe, as plain values that can go through a pipe.

    A promise is a dictionary with ``what``: ``save`` (``id``, ``revision``, ``content``), ``photo``
    (``sha``), ``file`` (``path``, ``sha``; with an empty hash the file is being written over and may be
    the old or the new one, but whole), ``backup`` (``path``), ``plain``.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._heads: dict[str, str] = {}
        self._versions: dict[tuple[str, str], str] = {}
        self._photos: set[str] = set()
        self._files: dict[str, str] = {}
        self._backup = ""
        self.saves = 0

    def take(self, promise: Json) -> None:
        """Remember a promise."""
        match promise["what"]:
            case "save":
                self.saves += 1
                self._heads[promise["id"]] = promise["revision"]
                self._versions[promise["id"], promise["revision"]] = promise["content"]
            case "photo":
                self._photos.add(promise["sha"])
            case "file" if promise["sha"]:
                self._files[promise["path"]] = promise["sha"]
            case "file":
                self._files.pop(promise["path"], None)
            case "backup":
                self._backup = promise["path"]
            case "plain":
                pass
            case other:
                raise AssertionError(other)

    def take_lines(self, said: bytes) -> None:
        """Remember those that came through a pipe, one in a line; a line that was cut off says nothing."""
        for line in said.split(b"\n")[:-1]:
            self.take(json.loads(line))

    def lost(self, library: Library) -> Iterator[str]:
        """Yield what is missing from ``library`` or beside it, or is not what it was."""
        for (piece, revision), content in self._versions.items():
            try:
                data = library.revisions.data(piece, revision)
            except UserError as error:
                yield f"version {revision[:12]} of {piece}: {error.message.code}"
                continue
            if hashlib.sha256(data).hexdigest() != content:
                yield f"version {revision[:12]} of {piece}: another text"
        for piece, revision in self._heads.items():
            try:
                head = library.articles.get(piece).revision
            except UserError as error:
                yield f"piece {piece}: {error.message.code}"
                continue
            # A save that was not acknowledged may have reached the disk all the same.
            if not library.revisions.is_ancestor(piece, revision, head):
                yield f"piece {piece}: {head[:12]} did not grow out of {revision[:12]}"
        for sha in self._photos:
            if not library.photos.has(sha) or not library.photos.path(sha).is_file():
                yield f"photo {sha[:12]}"
        yield from self._lost_files()
        if self._backup and not is_good(Path(self._backup)):
            yield f"backup {self._backup}"

    def _lost_files(self) -> Iterator[str]:
        for path, sha in self._files.items():
            file = Path(path)
            if not file.is_file():
                yield f"file {path}: not there"
            elif hashlib.sha256(file.read_bytes()).hexdigest() != sha:
                yield f"file {path}: another content"


def faults(folder: Path, promises: Promises) -> list[str]:
    """Open the library of ``folder``; return what is damaged or was promised and is lost."""
    try:
        # Where a restore was cut off the index is still to be made, as the window does.
        if (folder / DATABASE).exists():
            care.complete_search(folder)
        with Library.open(folder) as library:
            return [f"{fault.code}: {fault.params}" for fault in library.check()] + list(
                promises.lost(library)
            )
    except UserError as error:
        return [f"cannot be read: {error.message.code} {error.message.params}"]


def finish_restore(folder: Path) -> bool:
    """Do what the window offers where a restore was cut off between the old library and the new one."""
    try:
        Library.open(folder, create=False).close()
    except UserError as error:
        if error.message.code != "library-gone":
            return False
        care.put_back(folder, care.find_backup(folder, care.NEWEST))
        return True
    return False


def half_files(folder: Path) -> list[str]:
    """Return the files in a folder of exports that are there under their name and are not whole."""
    found = []
    for path in folder.iterdir():
        data = path.read_bytes()
        if path.name.startswith("."):
            continue
        if path.suffix in (".docx", ".morat"):
            whole = zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
        elif path.suffix == ".html":
            whole = data.rstrip().endswith(b"</html>")
        else:
            whole = bool(data)
        if not whole:
            found.append(f"half a file: {path.name}")
    return found
