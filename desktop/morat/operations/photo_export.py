"""The photos of a piece as files in a folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import photo_name
from morat.operations.exporting import edited_photos, labels_of, original
from morat.operations.watching import Watch
from morat.operations.writing import write_files

if TYPE_CHECKING:
    from morat.photos.leaving import Preset


class ExportedPhotos(Struct, frozen=True):
    """The files that were written, in the order of the piece, and why others were not."""

    paths: tuple[Path, ...]
    warnings: tuple[Message, ...] = ()


def export_photos(
    article: Article,
    library: Library | None,
    folder: Path,
    preset: "Preset | None" = None,
    *,
    pictures: Mapping[str, FoundPicture] | None = None,
    force: bool = False,
    watch: Watch | None = None,
) -> ExportedPhotos:
    """Write the photos of a piece into ``folder``, captions inside; all are made before one is written.

    Raises:
        UserError: ``target-exists``, ``target-unwritable``, ``disk-full``, ``cancelled``; ``no-photos``.
    """
    from morat.photos.leaving import Preset, leaving

    watch = watch or Watch()
    shas = list(dict.fromkeys(photo.photo for photo in photos_in(article.blocks) if photo.photo))
    if not shas:
        raise UserError("no-photos")
    edited = set(edited_photos(article))
    warnings = [Message("photo-edit-unknown", sha=sha[:12]) for sha in shas if sha in edited]
    files: dict[Path, bytes] = {}
    for number, sha in enumerate(shas, 1):
        watch.at(number - 1, len(shas))
        if sha in edited:
            continue
        try:
            data = original(library, pictures or {}, sha)
            made = leaving(data, labels_of(article, library, sha, data), preset or Preset())
        except UserError:
            warnings.append(Message("photo-not-exported", sha=sha[:12]))
            continue
        files[folder / photo_name(number, article.headline, made.suffix)] = made.data
    for path in files:
        if path.exists() and not force:
            raise UserError("target-exists", path=str(path))
    write_files(files)
    watch.at(len(shas), len(shas))
    return ExportedPhotos(tuple(files), tuple(warnings))
