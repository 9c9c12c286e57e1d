"""The photos of a piece as files in a folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import Picture, photo_name
from morat.operations.exporting import labels_of
from morat.operations.renditions import Rendition, numbered, renditions
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
    numbers = numbered(article)
    count = len(numbers)
    if not count:
        raise UserError("no-photos")

    def make(photo: Photo, shown: Rendition) -> Picture:
        watch.at(len(done), count)
        labels = labels_of(photo, library, shown.data)
        done.append(leaving(shown.data, labels, preset or Preset(), recipe=shown.recipe))
        return done[-1]

    done: list[Picture] = []
    ready, warnings = renditions(article, library, pictures or {}, make)
    files = {
        folder / photo_name(numbers[shown], article.headline, picture.suffix): picture.data
        for shown, picture in ready.items()
    }
    for path in files:
        if path.exists() and not force:
            raise UserError("target-exists", path=str(path))
    write_files(files)
    watch.at(count, count)
    return ExportedPhotos(tuple(files), tuple(warnings))
