"""RAW files of cameras, seen by the JPEGs that these put into them; the sensor's own data is not developed.

Most are TIFF files with a directory for each preview; Canon's newer ones are boxes (``cr3``). Where a maker
has a place of its own for it (Olympus, Pentax, Samsung), Exiv2 knows that.
"""

from collections.abc import Iterator
from mmap import mmap

from morat.photos import cr3, jpeg
from morat.photos.directories import ORIENTATION, Directories, Directory
from morat.photos.lying import lying

SMALLEST = 120 * 80
"""Pixels of the smallest picture that is worth showing."""

_TIFF = (b"II*\0", b"MM\0*")
_MARKS = (
    (b"FUJIFILMCCD-RAW", "image/x-fuji-raf"),
    (b"IIRO", "image/x-olympus-orf"),
    (b"IIRS", "image/x-olympus-orf"),
    (b"MMOR", "image/x-olympus-orf"),
    (b"IIU\0", "image/x-panasonic-rw2"),
)
"""How files of the makers begin that have a mark of their own."""
_HEADER = 8
_CANON = b"CR"
"""Behind the eight bytes with which a TIFF file begins."""
_MAKES = (("NIKON", "nikon-nef"), ("SONY", "sony-arw"), ("PENTAX", "pentax-pef"), ("SAMSUNG", "samsung-srw"))
_MAKE, _PHOTOMETRIC, _COMPRESSION, _DNG = 0x010F, 0x0106, 0x0103, 0xC612
_JPEG_FROM_RAW = 0x002E
_SENSOR = (32803, 34892)
"""Kinds of directories that hold what the sensor saw: a mosaic of colours, or linear."""
_MAKERS_OWN = (32767, 32769, 32770, 34713, 65535)
"""Compressions of Sony, Epson, Samsung, Nikon, Pentax."""
_RAF_AT, _RAF_SIZE = 84, 88
_FRAMES = (0xC0, 0xC1, 0xC2)
"""Frames of a JPEG that anybody can decode; what a sensor saw may be packed as a lossless one."""


def may_be(head: bytes) -> bool:
    """Say whether a file that begins so may be a RAW file; a TIFF may."""
    return cr3.is_cr3(head) or head.startswith((*_TIFF, *(mark for mark, _ in _MARKS)))


def mime_of(data: bytes | mmap) -> str:
    """Return the type of a RAW file, empty for one that is none."""
    if cr3.is_cr3(data):
        return cr3.MIME
    for mark, mime in _MARKS:
        if data[: len(mark)] == mark:
            return mime if len(data) >= _HEADER else ""
    if data[:4] not in _TIFF or len(data) < _HEADER:
        return ""
    if data[8:10] == _CANON:
        return "image/x-canon-cr2"
    directories = Directories(data)
    found = directories.all()
    if not found:
        return ""
    if _DNG in found[0]:
        return "image/x-adobe-dng"
    if not any(_is_sensor(directories, one) for one in found):
        return ""
    make = directories.text(found[0], _MAKE).upper()
    return next((f"image/x-{mime}" for name, mime in _MAKES if make.startswith(name)), "image/x-raw")


def preview(data: bytes) -> bytes:
    """Return the largest JPEG in a RAW file, told how to lie; empty where there is none."""
    found = max(_previews(data), key=_pixels, default=b"") or max(_by_exiv2(data), key=_pixels, default=b"")
    return _lying(data, found)


def glimpse(data: mmap) -> bytes:
    """Return the smallest JPEG in a RAW file that is worth showing, told how to lie; empty for none."""
    shown = (one for one in _previews(data) if _pixels(one) >= SMALLEST)
    return _lying(data, min(shown, key=_pixels, default=b""))


def _lying(data: bytes | mmap, found: bytes) -> bytes:
    if not found or data[:4] == b"FUJI":
        # Fuji's says itself how the camera was held.
        return found
    if cr3.is_cr3(data):
        return lying(found, cr3.orientation(data))
    directories = Directories(data)
    first = directories.all()[:1]
    return lying(found, directories.number(first[0], ORIENTATION, 1) if first else 1)


def _previews(data: bytes | mmap) -> Iterator[bytes]:
    """Yield the JPEGs that stand where everybody finds them."""
    if data[:4] == b"FUJI":
        at, size = (int.from_bytes(data[place : place + 4], "big") for place in (_RAF_AT, _RAF_SIZE))
        candidates = iter([bytes(data[at : at + size])])
    elif cr3.is_cr3(data):
        candidates = cr3.pictures(data)
    else:
        directories = Directories(data)
        candidates = (
            found
            for one in directories.all()
            if not _is_sensor(directories, one)
            for found in (directories.jpeg(one), directories.held(one, _JPEG_FROM_RAW))
        )
    yield from filter(_pixels, candidates)


def _is_sensor(directories: Directories, one: Directory) -> bool:
    return (
        directories.number(one, _PHOTOMETRIC) in _SENSOR
        or directories.number(one, _COMPRESSION) in _MAKERS_OWN
    )


def _pixels(data: bytes) -> int:
    """Return how many pixels a JPEG has, 0 for one that nobody can decode."""
    try:
        segments, _ = jpeg.split(data)
    except ValueError:
        return 0
    frame = next((one.body for one in segments if one.code in _FRAMES), b"")
    return int.from_bytes(frame[1:3], "big") * int.from_bytes(frame[3:5], "big")


def _by_exiv2(data: bytes) -> Iterator[bytes]:
    from morat.photos.toolkit import LOCK, exiv2, opened

    with LOCK:
        try:
            manager = exiv2.PreviewManager(opened(data))
            found = [bytes(manager.getPreviewImage(one).data()) for one in manager.getPreviewProperties()]
        except exiv2.Exiv2Error:
            found = []
    yield from filter(_pixels, found)
