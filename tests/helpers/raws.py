"""RAW files as cameras lay them out, without a sensor's data worth the name: what stands around it counts."""

import struct
from collections.abc import Sequence

ARTIST = 0x013B
MAKE, ORIENTATION, WIDTH, COMPRESSION, PHOTOMETRIC, SUB, DNG = (
    *(0x010F, 0x0112, 0x0100, 0x0103, 0x0106, 0x014A, 0xC612),
)
CFA, YCBCR = 32803, 6
_MOSAIC = b"\xff\xd8\xff\xc4\x00\x04\x00\x00\xff\xc3" + bytes(range(256)) * 60
"""What a lossless JPEG of a sensor begins like; the largest thing in the file, and no picture."""

Tags = dict[int, int | str | bytes]


class Part:
    """A directory: its tags, a JPEG or strip it points to, directories inside it."""

    def __init__(
        self, tags: Tags, *, jpeg: bytes = b"", strip: bytes = b"", subs: Sequence["Part"] = ()
    ) -> None:
        self.tags, self.jpeg, self.strip, self.subs = tags, jpeg, strip, subs


def tiff(parts: Sequence[Part], order: str = "<", begin: bytes = b"") -> bytes:
    """Return a TIFF file with ``parts`` in a chain; ``begin`` stands for its first bytes."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    data = bytearray((begin or mark).ljust(16, b"\0"))
    following = 4
    for part in parts:
        at, following_of_this = _write(data, part, order)
        data[following : following + 4] = struct.pack(order + "I", at)
        following = following_of_this
    return bytes(data)


def _write(data: bytearray, part: Part, order: str) -> tuple[int, int]:
    """Append a directory and what it points to; return where it stands, and where the next one is named."""
    tags = dict(part.tags)
    for content, places in ((part.jpeg, (0x0201, 0x0202)), (part.strip, (0x0111, 0x0117))):
        if content:
            tags[places[0]], tags[places[1]] = len(data), len(content)
            data += content + b"\0" * (len(content) % 2)
    if part.subs:
        inside = [_write(data, one, order)[0] for one in part.subs]
        tags[SUB] = struct.pack(order + f"{len(inside)}I", *inside)
    rows = b""
    for tag, value in sorted(tags.items()):
        if isinstance(value, int):
            kind, count, cell = 4, 1, struct.pack(order + "I", value)
        else:
            content = value.encode() + b"\0" if isinstance(value, str) else value
            kind, count = (2, len(content)) if isinstance(value, str) else (7, len(content))
            if tag == SUB:
                kind, count = 4, len(content) // 4
            cell = content.ljust(4, b"\0") if len(content) <= 4 else struct.pack(order + "I", len(data))
            if len(content) > 4:
                data += content + b"\0" * (len(content) % 2)
        rows += struct.pack(order + "HHI", tag, kind, count) + cell
    at = len(data)
    data += struct.pack(order + "H", len(tags)) + rows + bytes(4)
    return at, len(data) - 4


def box(kind: bytes, *inside: bytes) -> bytes:
    """Return a box (ISO 14496-12) with this in it."""
    return struct.pack(">I", 8 + sum(map(len, inside))) + kind + b"".join(inside)


def cr3_file(large: bytes, middle: bytes, small: bytes, orientation: int) -> bytes:
    """Return a CR3 with a JPEG in each of its three places, and behind them a track of the sensor."""
    begin = box(b"ftyp", b"crx \0\0\0\1crx isom")
    thumb = struct.pack(">IHHIHH", 0, 160, 120, len(small), 1, 0)
    told = tiff([Part({MAKE: "Canon", ORIENTATION: orientation, ARTIST: "Vi Văn Thắng"})])
    camera = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
    preview = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16") + struct.pack(">II", 0, 1)
    shown = box(b"PRVW", struct.pack(">IHHHHI", 0, 1, 1620, 1080, 1, len(middle)), middle)

    def track(at: int, size: int) -> bytes:
        table = box(b"stsz", struct.pack(">III", 0, size, 1)) + box(b"co64", struct.pack(">IIQ", 0, 1, at))
        return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"minf", box(b"stbl", table))))

    def film(at: int) -> bytes:
        own = box(b"CNCV", b"CanonCR3") + box(b"CMT1", told) + box(b"THMB", thumb, small)
        tracks = track(at, len(large)) + track(at + len(large), len(_MOSAIC))
        return box(b"moov", box(b"uuid", camera, own), tracks) + box(b"uuid", preview, shown)

    # A box of the data begins with sixteen bytes: it has room for more than four gigabytes.
    data = struct.pack(">I4sQ", 1, b"mdat", 16 + len(large) + len(_MOSAIC)) + large + _MOSAIC
    return begin + film(len(begin) + len(film(0)) + 16) + data


def raw_files(large: bytes, small: bytes, orientation: int = 1) -> dict[str, bytes]:
    """Return a file of each kind by its ending, with a ``large`` and a ``small`` JPEG in it."""
    sensor = Part({PHOTOMETRIC: CFA, COMPRESSION: 7}, strip=_MOSAIC)

    def first(make: str) -> Tags:
        return {MAKE: make, ORIENTATION: orientation}

    thumb = Part({COMPRESSION: 6}, jpeg=small)
    large_strip = {**first("Canon"), COMPRESSION: 6}
    raf = b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + struct.pack(">II", 160, len(large)) + bytes(68)
    nikon = Part(
        {**first("NIKON CORPORATION"), COMPRESSION: 1, WIDTH: 160},
        strip=bytes(160 * 120),
        subs=[Part({COMPRESSION: 6}, jpeg=large), Part({COMPRESSION: 6}, jpeg=small), sensor],
    )
    adobe = Part(
        {**first("Leica"), DNG: b"\1\4\0\0"},
        subs=[sensor, Part({COMPRESSION: 7, PHOTOMETRIC: YCBCR}, strip=large)],
    )
    return {
        ".cr2": tiff(
            [Part(large_strip, strip=large), thumb, Part({COMPRESSION: 6}, strip=_MOSAIC)],
            begin=b"II*\0\x10\0\0\0CR\2\0",
        ),
        ".cr3": cr3_file(large, small, small, orientation),
        ".nef": tiff([nikon], ">"),
        ".arw": tiff([Part(first("SONY"), jpeg=large, subs=[Part({COMPRESSION: 32767})]), thumb]),
        ".dng": tiff([adobe]),
        ".raf": raf + large + _MOSAIC,
        ".orf": tiff([Part(first("OLYMPUS"), jpeg=large), thumb], begin=b"IIRO"),
        ".rw2": tiff([Part({**first("Panasonic"), 0x002E: large})], begin=b"IIU\0"),
        ".pef": tiff([Part(first("PENTAX"), subs=[sensor]), thumb, Part({COMPRESSION: 6}, jpeg=large)], ">"),
    }
