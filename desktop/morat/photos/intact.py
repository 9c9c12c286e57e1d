"""Tell a whole picture from one cut short on the way.

Qt decodes a JPEG cut at a tenth of its length without an error and paints the rest grey, so
the ends of files are looked at here. Only the frame is walked; nothing is decoded.
"""

import re

from morat.photos import cr3, jpeg

# In the entropy-coded part of a JPEG, FF 00 is a data byte, FF D0..D7 a restart, FF FF padding.
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
_BARE = frozenset((0x01, 0xD8, *range(0xD0, 0xD8)))
_SCAN, _END = 0xDA, 0xD9
_PNG = b"\x89PNG\r\n\x1a\n"


def intact(data: bytes) -> bool:
    """Say whether a JPEG, PNG, WebP or CR3 reaches its own end; other kinds are left to their decoder."""
    if cr3.is_cr3(data):
        return cr3.is_whole(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_ends(data)
    if data.startswith(_PNG):
        return _png_ends(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    return True


def _jpeg_ends(data: bytes) -> bool:
    """Say whether an end mark follows the picture; a thumbnail in front of it has a mark of its own."""
    try:
        _, at = jpeg.split(data)
    except ValueError:
        return _walks_to_end(data)
    # What is packed never holds the mark; a whole file has it at its end, where it is looked for first.
    return data.rfind(bytes((0xFF, _END)), at) >= 0


def _walks_to_end(data: bytes) -> bool:
    """Walk segments and scans, oddly padded ones too, up to the end mark."""
    at = 2
    scanned = False
    while (found := _MARKER.search(data, at)) is not None:
        code = found[1][0]
        at = found.end()
        if code == _END:
            return scanned
        scanned = scanned or code == _SCAN
        if code not in _BARE:
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return False


def _png_ends(data: bytes) -> bool:
    """Walk the chunks up to IEND."""
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            return at <= len(data)
    return False
