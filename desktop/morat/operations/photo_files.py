"""Captions go into the user's own files: found again, written when asked for, and put back.

A file is written where the library knows that a photo came from it and nobody else has changed it since: its
hash is the one it came with or was left with, or its last changes were ours. All of it answers to the thread
that the library was opened on; a window opens one for the purpose.
"""

import os
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from msgspec import Struct

from morat.library.store import Library
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFile
from morat.operations import ingest, photo_metadata
from morat.operations.photographs import read_picture
from morat.operations.watching import Watch
from morat.photos.fingerprint import of_bytes

CAMERA = "DCIM"
"""The folder in which every camera keeps its pictures (DCF)."""


class Folder(Struct, frozen=True):
    """A folder with files that photos came from; ``is_card`` where it belongs to a camera."""

    path: Path
    files: tuple[PhotoFile, ...]
    is_card: bool


class Originals(Struct, frozen=True):
    """The files of some photos by their folders, and the hashes of ``lost`` photos: nobody knows theirs."""

    folders: tuple[Folder, ...] = ()
    lost: tuple[str, ...] = ()


class Written(Struct, frozen=True):
    """What became of one file: ``into`` is the file that says it now, None where ``message`` says why not.

    ``is_new`` is False where the file said all of it before.
    """

    file: PhotoFile
    into: Path | None = None
    message: Message | None = None
    is_new: bool = False


def known(library: Library, shas: Sequence[str]) -> Originals:
    """Return the files of photos (by hash) that are still where they were."""
    # Not pathlib: it fails on a drive that is gone, and the other files are there.
    there = [one for one in library.photo_files.of(shas) if os.path.isfile(one.path)]  # noqa: PTH113
    found: dict[Path, list[PhotoFile]] = {}
    for one in there:
        found.setdefault(one.path.parent, []).append(one)
    folders = tuple(Folder(path, tuple(files), _is_of_camera(path)) for path, files in found.items())
    have = {one.sha256 for one in there}
    return Originals(folders, tuple(sha for sha in shas if sha not in have))


def search(
    library: Library, shas: Sequence[str], folders: Iterable[Path], watch: Watch | None = None
) -> Originals:
    """Look for the files of photos in ``folders``, however deep, and return what is known then.

    A file is one of them by its hash; of those of another size nothing is read.

    Raises:
        UserError: ``cancelled``, ``photo-unknown``; what writing to the library raises.
    """
    noted = library.photo_files.of(shas)
    wanted = {(sha, library.photos.facts(sha).bytes): sha for sha in shas}
    wanted |= {(one.digest, one.size): one.sha256 for one in noted}
    sizes = {size for _, size in wanted}
    watch = watch or Watch()
    files = [path for path in ingest.scan(folders, watch).files if _size(path) in sizes]
    found: list[PhotoFile] = []
    home = library.folder.resolve()
    for done, path in enumerate(files):
        watch.at(done, len(files))
        try:
            data = read_picture(path)
        except UserError:
            continue
        digest, real = of_bytes(data), path.resolve()
        sha = wanted.get((digest, len(data)))
        if sha is not None and not real.is_relative_to(home):
            beside = _known_beside(real, data, [one.beside for one in noted if one.sha256 == sha])
            found.append(PhotoFile(sha, real, digest, len(data), beside))
    library.photo_files.note(found)
    return known(library, shas)


def _known_beside(path: Path, data: bytes, noted: Sequence[str]) -> str:
    """Return the hash by which the sidecar of a found file is known: sidecars go with their pictures."""
    with suppress(UserError):
        lying = _hash(photo_metadata.read_beside(path, data))
        if lying in noted:
            return lying
    return noted[0] if noted else ""


def write(library: Library, files: Sequence[PhotoFile], watch: Watch | None = None) -> Generator[Written]:
    """Write what the library says of photos into their files and yield what became of each.

    One that cannot be written is told of and the others go on.

    Raises:
        UserError: ``cancelled``: those that were told of are written, nothing else is.
    """
    watch = watch or Watch()
    for done, one in enumerate(files):
        watch.at(done, len(files))
        try:
            yield _written(library, one)
        except UserError as error:
            yield Written(one, message=_of_original(error.message))
    watch.at(len(files), len(files))


def put_back(library: Library, written: Sequence[Written], watch: Watch | None = None) -> Generator[Written]:
    """Give files what they said before :func:`write`, the last written first; yield what became of each.

    Raises:
        UserError: ``cancelled``.
    """
    watch = watch or Watch()
    mine = [one for one in reversed(written) if one.is_new]
    for done, one in enumerate(mine):
        watch.at(done, len(mine))
        try:
            photo_metadata.put_back(one.file.path)
            _note(library, one.file)
            yield one
        except UserError as error:
            yield Written(one.file, message=_of_original(error.message))
    watch.at(len(mine), len(mine))


def write_one(
    library: Library, path: Path, fields: Mapping[str, str], out: Path | None = None, charset: str = ""
) -> Path:
    """Write what the library says of the picture at ``path``, and ``fields``; return which file has it.

    Raises:
        UserError: ``photo-unknown``, where the library has no such picture; as ``photo_metadata.write``.
    """
    data = read_picture(path)
    one = _known_as(library, path.resolve(), data)
    told = {**photo_metadata.said_of(library.photos.facts(one.sha256), path, data), **fields}
    into = photo_metadata.write(path, told, out, charset)
    if out is None:
        _note(library, one)
    return into


def _known_as(library: Library, path: Path, data: bytes) -> PhotoFile:
    """Return of which photo a file is, also where its caption was written."""
    written = library.photo_files.written()
    for digest in map(of_bytes, chain((data,), photo_metadata.earlier(data))):
        sha = written.get(digest, digest)
        if library.photos.has(sha):
            return PhotoFile(sha, path, digest, len(data))
    raise UserError("photo-unknown", sha=path.name)


def _written(library: Library, one: PhotoFile) -> Written:
    """Write one file, and note how it is now."""
    from morat.photos.writing import says

    facts = library.photos.facts(one.sha256)
    data = read_picture(one.path)
    packet = photo_metadata.read_beside(one.path, data)
    was = one._replace(digest=_hash(data), size=len(data), beside=_hash(packet))
    if not (_is_ours(data, was.digest, one.digest, one.sha256) and _is_ours(packet, was.beside, one.beside)):
        raise UserError("original-changed", path=one.path.name)
    fields = photo_metadata.said_of(facts, one.path, data)
    if says(data, fields, packet):
        return Written(one, one.path)
    into = photo_metadata.write(one.path, fields)
    return Written(one, into, is_new=_note(library, one) != was)


def _is_ours(data: bytes, digest: str, *known_as: str) -> bool:
    """Say whether a file or sidecar with this hash is as it came, or was written by nobody else since.

    A sidecar that is gone has nothing in it that anybody could lose.
    """
    return (
        not data
        or digest in known_as
        or any(_hash(before) in known_as for before in photo_metadata.earlier(data))
    )


def _of_original(message: Message) -> Message:
    """Say of an original what was said of any file that is written: there is no other folder to choose."""
    if message.code != "target-unwritable":
        return message
    return Message(
        "original-unwritable",
        path=Path(str(message.params["path"])).name,
        **{name: value for name, value in message.params.items() if name != "path"},
    )


def _hash(data: bytes) -> str:
    return of_bytes(data) if data else ""


def _note(library: Library, one: PhotoFile) -> PhotoFile:
    """Note how a file is now, and return that.

    Where the library cannot, the file says all the same what it says: what it was is found as ``earlier``.
    """
    data = read_picture(one.path)
    beside = _hash(photo_metadata.read_beside(one.path, data))
    now = one._replace(digest=of_bytes(data), size=len(data), beside=beside)
    with suppress(UserError):
        library.photo_files.note([now])
    return now


def _is_of_camera(folder: Path) -> bool:
    """Say whether a folder lies in a camera's own, at the top of a card or telephone."""
    below = next((place for place in (folder, *folder.parents) if place.name.upper() == CAMERA), None)
    return below is not None and os.path.ismount(below.parent)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
