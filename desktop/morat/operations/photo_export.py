"""The photos of a piece as files in a folder."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.export_presets import Preset, photo_file
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFacts, Picture
from morat.newsroom.protection import exposures
from morat.newsroom.recipe import address
from morat.newsroom.variables import Shot
from morat.operations.exporting import labels_of
from morat.operations.named_files import refuse_to_replace
from morat.operations.renditions import Rendition, known, numbered, renditions
from morat.operations.watching import Watch
from morat.operations.writing import write_files


class ExportedPhotos(Struct, frozen=True):
    """The files that were written, in the order of the piece, and why others were not."""

    paths: tuple[Path, ...]
    warnings: tuple[Message, ...] = ()


def export_photos(
    article: Article,
    library: Library | None,
    folder: Path,
    preset: Preset = Preset(),  # noqa: B008
    *,
    pictures: Mapping[str, FoundPicture] | None = None,
    force: bool = False,
    watch: Watch | None = None,
) -> ExportedPhotos:
    """Write the photos of a piece into ``folder`` as ``preset`` wants them; all are made before any is.

    Raises:
        UserError: ``target-exists``, ``target-unwritable``, ``disk-full``, ``cancelled``; ``no-photos``.
    """
    from morat.operations.web_sizes import leave

    watch = watch or Watch()
    numbers = numbered(article)
    count = len(numbers)
    if not count:
        raise UserError("no-photos")

    def make(photo: Photo, shown: Rendition) -> Picture:
        watch.at(len(done), count)
        labels = labels_of(photo, library, shown)
        done.append(leave(photo, shown, labels, library, preset))
        return done[-1]

    done: list[Picture] = []
    ready, warnings = renditions(article, library, pictures or {}, make)
    files: dict[Path, bytes] = {}
    told = known(library)
    facts = {
        address(photo): told(photo.photo or "") or PhotoFacts(sha256=photo.photo or "")
        for photo in photos_in(article.blocks)
    }
    for shown, picture in ready.items():
        shot = Shot(facts[shown], numbers[shown], count)
        taken = {path.name for path in files}
        files[folder / photo_file(preset, shot, article.headline, picture.suffix, taken)] = picture.data
    for path in files:
        if not force:
            refuse_to_replace(path)
    write_files(files, partial(len, files))
    watch.at(count, count)
    return ExportedPhotos(tuple(files), (*warnings, *exposures(article, known(library))))
