"""A JPEG that is told how its camera was held."""

from morat.photos import jpeg, tiff
from morat.photos.directories import ORIENTATION

_SHORT = 3


def lying(data: bytes, orientation: int) -> bytes:
    """Return a JPEG whose EXIF says ``orientation`` (1 to 8, as the standard counts) and nothing else.

    Raises:
        ValueError: it is none, or damaged before its picture begins.
    """
    segments, at = jpeg.split(data)
    block = tiff.Block(tiff.EMPTY)
    if 1 < orientation <= 8:
        # The empty block is in the order of Intel.
        block.put(tiff.MAIN, {ORIENTATION: tiff.Value(_SHORT, orientation.to_bytes(2, "little"))})
    return jpeg.joined(jpeg.replaced(segments, {jpeg.EXIF: bytes(block.data)}), data[at:])
