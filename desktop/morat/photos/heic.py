"""HEIC, the pictures of telephones, decoded by libheif (pi-heif), which is loaded with the first of them."""

import io
from typing import Any, NamedTuple

_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif"))
_FAULTS = (ValueError, EOFError, SyntaxError, RuntimeError, OSError, IndexError)
"""What pi-heif raises for files that are damaged."""


class Pixels(NamedTuple):
    """A picture as plain bytes: rows of ``stride`` bytes, upright, three or four bytes a pixel (``alpha``).

    ``profile`` is its ICC profile, empty for none.
    """

    data: bytes
    width: int
    height: int
    stride: int
    alpha: bool
    profile: bytes


def is_heic(data: bytes) -> bool:
    """Say whether this is a HEIC file by its first bytes."""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def size(data: bytes) -> tuple[int, int]:
    """Return width and height of a HEIC picture, upright, without decoding it.

    Raises:
        ValueError: it is damaged.
    """
    try:
        width, height = _opened(data).size
    except _FAULTS as error:
        raise ValueError("a damaged HEIC") from error
    return width, height


def decoded(data: bytes) -> Pixels:
    """Return the pixels of a HEIC picture, eight bits a channel.

    Raises:
        ValueError: it is damaged.
    """
    try:
        image = _opened(data)[0]
        if image.mode not in ("RGB", "RGBA"):
            raise ValueError(image.mode)
        profile: bytes = image.info.get("icc_profile") or b""
        width, height = image.size
        return Pixels(bytes(image.data), width, height, image.stride, image.mode == "RGBA", profile)
    except _FAULTS as error:
        raise ValueError("a damaged HEIC") from error


def _opened(data: bytes) -> Any:
    import pi_heif as bindings

    # They carry types of which half are unknown.
    pi_heif: Any = bindings
    return pi_heif.open_heif(io.BytesIO(data))
