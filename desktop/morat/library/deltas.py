"""How versions are packed: whole, or as what differs from an earlier version of the same piece.

Of two versions the common start and end are left out and the middle is compressed with the other's
middle as the dictionary. A pause in typing then costs some hundred bytes, in a long piece too, where
deflate alone would not see further back than its window of 32 KiB.
"""

import struct
import zlib

CODEC = 1
"""The number of this way of packing; stored with each version, so that another can follow."""

_LENGTHS = struct.Struct(">II")
_STEP = 4096


class DamagedError(Exception):
    """What was packed cannot be unpacked."""


def pack(data: bytes, base: bytes = b"") -> bytes:
    """Return ``data`` packed against ``base``; against nothing it stands alone."""
    start = _same_start(data, base)
    end = _same_start(data[start:][::-1], base[start:][::-1])
    packer = _dictionary(base, start, end)
    compress = zlib.compressobj(zdict=packer) if packer else zlib.compressobj()
    middle = compress.compress(data[start : len(data) - end]) + compress.flush()
    return _LENGTHS.pack(start, end) + middle


def unpack(packed: bytes, base: bytes = b"") -> bytes:
    """Return what :func:`pack` was given with the same ``base``.

    Raises:
        DamagedError: ``packed`` was changed. A change that still unpacks is for the caller's hash to find.
    """
    try:
        start, end = _LENGTHS.unpack_from(packed)
        known = _dictionary(base, start, end)
        expand = zlib.decompressobj(zdict=known) if known else zlib.decompressobj()
        middle = expand.decompress(packed[_LENGTHS.size :]) + expand.flush()
    except (struct.error, zlib.error) as error:
        raise DamagedError(str(error)) from error
    return base[:start] + middle + base[len(base) - end :]


def _dictionary(base: bytes, start: int, end: int) -> bytes:
    return base[start : len(base) - end]


def _same_start(one: bytes, other: bytes) -> int:
    """Return how many bytes both begin with."""
    at = 0
    while at < len(one) and one[at : at + _STEP] == other[at : at + _STEP]:
        at += _STEP
    # Between the last step, up to which both are the same, and the next one, by halves.
    end = min(len(one), len(other), at + _STEP)
    while at < end:
        middle = (at + end + 1) // 2
        if one[at:middle] == other[at:middle]:
            at = middle
        else:
            end = middle - 1
    return min(at, len(one), len(other))
