"""Photos at the sizes in which they leave, drawn once and kept beside the library for the next time.

What is kept has no metadata: caption and credit are told to every copy anew. It can be made anew at any time,
so it is neither backed up nor sent.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
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
NEWEST, STEP = 40, 8
"""Photos that came in last and are drawn for the piece they may be put into; and how many at a time."""
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


def prepare(folder: Path, watch: Watch | None = None) -> bool:
    """Draw what may be exported next from the library of ``folder``; return whether more waits.

    These are the photos of the pieces saved last, and :data:`STEP` of those that came in last.

    Raises:
        UserError: ``cancelled``, what opening and reading the library raises.
    """
    watch = watch or Watch()
    watch.at(0, 0)
    with Library.open(folder, create=False) as library:
        # A row without a first photo has none.
        pieces = [row.id for row in library.articles.rows(limit=RECENT) if row.thumb is not None]
        for piece in pieces:
            _draw(photos_in(library.articles.get(piece).article.blocks), library, watch)
        newest = [Photo("", facts.sha256) for facts in library.photos.rows(limit=NEWEST)]
        return _draw(newest, library, watch, STEP)


def draw(folder: Path, photos: Iterable[Photo], watch: Watch | None = None) -> None:
    """Draw photos of the library in ``folder`` as a piece shows them.

    Raises:
        UserError: as :func:`prepare`.
    """
    watch = watch or Watch()
    watch.at(0, 0)
    with Library.open(folder, create=False) as library:
        _draw(photos, library, watch)


def _draw(photos: Iterable[Photo], library: Library, watch: Watch, most: int | None = None) -> bool:
    """Draw those of ``photos`` that are lacking, ``most`` at most; say whether it is worth to go on."""
    wanted = tuple(photos)
    lacking = _lacking(wanted, library)
    for kept, shown in lacking[:most]:
        watch.at(0, 0)
        # What cannot be drawn is told of at the export.
        with suppress(UserError):
            kept.draw(shown)
    # What is drawn need not be kept: the disk may be full.
    return most is not None and most < len(lacking) > len(_lacking(wanted, library))


def _lacking(photos: Iterable[Photo], library: Library) -> "list[tuple[_Kept, Rendition]]":
    """Return the photos of which a width is not kept, each once."""
    found: dict[str, tuple[_Kept, Rendition]] = {}
    keys: dict[str, list[str]] = {}
    for photo in photos:
        place = address(photo) or ""
        with suppress(UserError):
            shown = rendition(photo, library, {})
            kept = _Kept(library.folder, place)
            keys[place] = kept.keys(shown)
            found[place] = (kept, shown)
    there = Thumbs(library.folder, LIMIT, WEB).known([key for some in keys.values() for key in some])
    return [found[place] for place, some in keys.items() if not there.issuperset(some)]


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

        lacking = [width for width in WIDTHS if not self._store.known([self._usual(shown, width)])]
        if not lacking:
            return
        widest = prepared(shown.data, lacking[0], name=self._shown[:12], recipe=shown.recipe)
        for width in lacking:
            picture = narrower(widest, width) if widest.image.width() > width else widest
            self._store.put(self._usual(shown, width), width, packed(picture, USUAL.quality).data)

    def keys(self, shown: Rendition) -> list[str]:
        """Return under what each of :data:`WIDTHS` is kept."""
        return [self._usual(shown, width) for width in WIDTHS]

    def _usual(self, shown: Rendition, width: int) -> str:
        return self._key(shown, width, USUAL.quality)

    def _key(self, shown: Rendition, width: int, quality: int) -> str:
        # A copy that stands in for the original has its address, and another length.
        return f"{self._shown}/{shown.size}/{width}/{quality}/{_DRAWN}"
