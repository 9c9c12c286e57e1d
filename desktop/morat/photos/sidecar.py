"""Sidecars: what is said of a picture whose own file nobody should write stands in an XMP file beside it.

That is so of RAW files, which every maker lays out in its own way, and of HEIC. The sidecar of
``DSC_0001.NEF`` is ``DSC_0001.xmp``, as Photo Mechanic, Lightroom and Bridge have it.
"""

from pathlib import Path

from morat.photos import carriers, heic, raw

SUFFIX = ".xmp"
MOST = 10_000_000
"""Bytes of the largest sidecar that is read."""


def is_wanted(data: bytes) -> bool:
    """Say whether a picture's fields go into a sidecar and not into its file."""
    if carriers.kind_of(data) in ("jpeg", "png", "webp"):
        return False
    return heic.is_heic(data) or bool(raw.mime_of(data))


def path_of(picture: Path) -> Path:
    """Return where the sidecar of a picture is, or would be."""
    shouted = picture.with_suffix(SUFFIX.upper())
    return shouted if shouted.is_file() else picture.with_suffix(SUFFIX)


def read(picture: Path) -> bytes:
    """Return the packet of a picture's sidecar, empty where there is none.

    Raises:
        OSError: it is there and cannot be read.
        ValueError: it is larger than any that says something.
    """
    path = path_of(picture)
    if not path.is_file():
        return b""
    if path.stat().st_size > MOST:
        raise ValueError("larger than a sidecar is")
    return path.read_bytes()
