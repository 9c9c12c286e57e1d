"""Photos at the sizes in which they leave, drawn once and kept beside the library for the next time.

What is kept has no metadata: caption and credit are told to every copy anew. It can be made anew at any time,
so it is neither backed up nor sent.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from morat.library.store import Library
from morat.library.thumbs import WEB, Thumbs
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.export_presets import Preset
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import Picture
from morat.newsroom.recipe import address
from morat.operations.renditions import Rendition, rendition
from morat.operations.watching import Watch

USUAL = Preset()
LIMIT = 1_000_000_000
"""Bytes on the disk from which on the older half is let go; some 3,000 pictures."""
WIDTHS = (USUAL.width, 800)
"""The widths in which a web page shows a photo, the largest first."""
RECENT = 3
"""Pieces saved last whose photos are drawn before anybody exports them."""
_DRAWN = 1
"""Counts up when pictures are drawn in another way: those that are kept are then not taken any more."""


def leave(
    photo: Photo, shown: Rendition, labels: Mapping[str, str], library: Library | None, preset: Preset = USUAL
) -> Picture:
    """Return the picture of ``photo`` as it leaves, with ``labels``; see ``photos.leaving.leaving``.

    Raises:
        UserError: ``picture-damaged`` and the like, ``photo-edit-unclear``.
    """
    # Exiv2, which writes the labels, takes 10 MiB: it comes with the first photo that leaves.
    from morat.photos.leaving import labelled, leaving

    if library is not None:
        drawn = _Kept(library.folder, address(photo) or "").drawn(shown, preset.width, preset.quality)
        made = labelled(drawn, labels)
        if not preset.kilobytes or len(made.data) <= preset.kilobytes * 1000:
            return made
    return leaving(shown.data, labels, preset, recipe=shown.recipe)


def prepare(folder: Path, watch: Watch | None = None) -> int:
    """Draw the photos of the pieces saved last in the library of ``folder``; return how many were looked at.

    Raises:
        UserError: ``cancelled``, what opening and reading the library raises.
    """
    watch = watch or Watch()
    watch.at(0, 0)
    count = 0
    with Library.open(folder, create=False) as library:
        for row in library.articles.rows(limit=RECENT):
            # A row without a first photo has none.
            if row.thumb is not None:
                count += _drawn(photos_in(library.articles.get(row.id).article.blocks), library, watch)
    return count


def draw(folder: Path, photos: Iterable[Photo], watch: Watch | None = None) -> int:
    """Draw photos as a piece shows them; return how many of the library in ``folder`` were looked at.

    Raises:
        UserError: as :func:`prepare`.
    """
    watch = watch or Watch()
    watch.at(0, 0)
    with Library.open(folder, create=False) as library:
        return _drawn(photos, library, watch)


def _drawn(photos: Iterable[Photo], library: Library, watch: Watch) -> int:
    count = 0
    for photo in photos:
        try:
            watch.at(0, 0)
            shown = rendition(photo, library, {})
            _Kept(library.folder, address(photo) or "").draw(shown)
        except UserError as error:
            if error.message.code == "cancelled":
                raise
            continue  # what cannot be drawn is told of at the export
        count += 1
    return count


class _Kept:
    """Draws one photo, or takes it from what was drawn before."""

    def __init__(self, folder: Path, shown: str) -> None:
        """Keep it beside the library in ``folder`` under its address, which its recipe is part of."""
        self._store = Thumbs(folder, LIMIT, WEB)
        self._shown = shown

    def drawn(self, shown: Rendition, width: int, quality: int) -> Picture:
        """Return the picture at most ``width`` pixels wide, without metadata.

        Raises:
            UserError: as ``photos.render.prepared``.
        """
        from morat.photos.decode import measure
        from morat.photos.render import packed, prepared

        key = self._key(shown, width, quality)
        kept = self._store.get(key, width)
        if kept is not None:
            try:
                across, down, mime = measure(kept, self._shown[:12])
            except UserError:
                pass  # a damaged one is drawn again
            else:
                return Picture(kept, mime, across, down)
        made = packed(prepared(shown.data, width, name=self._shown[:12], recipe=shown.recipe), quality)
        self._store.put(key, width, made.data)
        return made

    def draw(self, shown: Rendition) -> None:
        """Draw what is lacking of :data:`WIDTHS`, the original decoded once.

        Raises:
            UserError: as ``photos.render.prepared``.
        """
        from morat.photos.render import narrower, packed, prepared

        keys = {width: self._key(shown, width, USUAL.quality) for width in WIDTHS}
        lacking = [width for width, key in keys.items() if self._store.get(key, width) is None]
        if not lacking:
            return
        widest = prepared(shown.data, lacking[0], name=self._shown[:12], recipe=shown.recipe)
        for width in lacking:
            picture = narrower(widest, width) if widest.image.width() > width else widest
            self._store.put(keys[width], width, packed(picture, USUAL.quality).data)

    def _key(self, shown: Rendition, width: int, quality: int) -> str:
        # A copy that stands in for the original has its address, and another length.
        return f"{self._shown}/{shown.size}/{width}/{quality}/{_DRAWN}"
