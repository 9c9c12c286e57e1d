"""PNG and WebP as their chunks, to change what they say of the picture and nothing else."""

import zlib
from binascii import crc32
from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"
EXIF, XMP, PHOTOSHOP = "exif", "xmp", "iptc"

_PNG_XMP = b"XML:com.adobe.xmp\0"
_PNG_RAW = b"Raw profile type "
_VP8X, _ALPHA, _HAS_EXIF, _HAS_XMP = b"VP8X", 0x10, 0x08, 0x04
_LARGEST = 100_000_000


class Chunk(NamedTuple):
    """A chunk: its name and its bytes."""

    name: bytes
    data: bytes


def png_chunks(data: bytes) -> list[Chunk]:
    """Return the chunks of a PNG.

    Raises:
        ValueError: it is damaged.
    """
    found: list[Chunk] = []
    at = len(PNG)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if at + 12 + size > len(data):
            break
        found.append(Chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
        if found[-1].name == b"IEND":
            return [*found, Chunk(b"", data[at:])]
    raise ValueError("a PNG without its end")


def png_joined(chunks: list[Chunk]) -> bytes:
    """Return the PNG made of ``chunks`` as ``png_chunks`` gave them."""
    parts = [PNG]
    for name, data in chunks[:-1]:
        parts += (len(data).to_bytes(4, "big"), name, data, crc32(name + data).to_bytes(4, "big"))
    return b"".join((*parts, chunks[-1].data))


def png_says(chunks: list[Chunk]) -> dict[str, bytes]:
    """Return the EXIF block, the XMP packet and Photoshop's resources of a PNG, those it has."""
    found: dict[str, bytes] = {}
    for chunk in chunks:
        kind = _png_kind(chunk)
        if kind:
            found.setdefault(kind, _png_content(chunk))
    return found


def png_saying(chunks: list[Chunk], contents: dict[str, bytes]) -> list[Chunk]:
    """Return ``chunks`` with other contents, before the pixels; empty ones go."""
    others = [one for one in chunks if not _png_kind(one)]
    pixels = next((at for at, one in enumerate(others) if one.name == b"IDAT"), 1)
    fresh = [_png_chunk(kind, content) for kind, content in contents.items() if content]
    return [*others[:pixels], *fresh, *others[pixels:]]


def _png_kind(chunk: Chunk) -> str:
    if chunk.name == b"eXIf":
        return EXIF
    if chunk.name == b"iTXt" and chunk.data.startswith(_PNG_XMP):
        return XMP
    if chunk.name in (b"tEXt", b"zTXt") and chunk.data.startswith(_PNG_RAW):
        name = chunk.data[len(_PNG_RAW) :].split(b"\0", 1)[0]
        return {b"exif": EXIF, b"iptc": PHOTOSHOP, b"xmp": XMP}.get(name, "")
    return ""


def _png_content(chunk: Chunk) -> bytes:
    """Return the bytes that a chunk carries; those of ImageMagick's kind are hexadecimal digits."""
    if chunk.name == b"eXIf":
        return chunk.data
    if chunk.name == b"iTXt":
        packed = chunk.data[len(_PNG_XMP)] == 1
        content = chunk.data[len(_PNG_XMP) + 2 :].split(b"\0", 2)[2]
        return _unpacked(content) if packed else content
    content = chunk.data.split(b"\0", 1)[1]
    text = _unpacked(content[1:]) if chunk.name == b"zTXt" else content
    digits = b"".join(text.split()[2:])
    return bytes.fromhex(digits.decode("ascii")).removeprefix(b"Exif\0\0")


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(data, _LARGEST)
    except zlib.error as error:
        raise ValueError("a text that cannot be unpacked") from error


def _png_chunk(kind: str, content: bytes) -> Chunk:
    if kind == EXIF:
        return Chunk(b"eXIf", content)
    if kind == XMP:
        return Chunk(b"iTXt", _PNG_XMP + b"\0\0\0\0" + content)
    digits = content.hex()
    rows = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\niptc\n{len(content):8}\n{rows}\n".encode("ascii")
    return Chunk(b"zTXt", _PNG_RAW + b"iptc\0\0" + zlib.compress(text))


def webp_chunks(data: bytes) -> list[Chunk]:
    """Return the chunks of a WebP; the last one, without a name, is what follows the file's own end.

    Raises:
        ValueError: it is damaged.
    """
    end = 8 + int.from_bytes(data[4:8], "little")
    found: list[Chunk] = []
    at = 12
    while at + 8 <= end <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            break
        found.append(Chunk(data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    if not found or at < end:
        raise ValueError("a WebP without its end")
    return [*found, Chunk(b"", data[end:])]


def webp_joined(chunks: list[Chunk]) -> bytes:
    """Return the WebP made of ``chunks``."""
    parts = [b"WEBP"]
    for name, data in chunks[:-1]:
        parts += (name, len(data).to_bytes(4, "little"), data, b"\0" * (len(data) % 2))
    inside = b"".join(parts)
    return b"RIFF" + len(inside).to_bytes(4, "little") + inside + chunks[-1].data


def webp_says(chunks: list[Chunk]) -> dict[str, bytes]:
    """Return the EXIF block and the XMP packet of a WebP, those it has; IIM has no place in one."""
    names = {b"EXIF": EXIF, b"XMP ": XMP}
    found = {names[one.name]: one.data for one in reversed(chunks) if one.name in names}
    return {kind: data.removeprefix(b"Exif\0\0") for kind, data in found.items()}


def webp_saying(chunks: list[Chunk], contents: dict[str, bytes]) -> list[Chunk]:
    """Return ``chunks`` with other contents, and the flags that announce them."""
    others = [one for one in chunks if one.name not in (b"EXIF", b"XMP ")]
    fresh = [
        Chunk(name, contents[kind]) for name, kind in ((b"EXIF", EXIF), (b"XMP ", XMP)) if contents.get(kind)
    ]
    flags = (_HAS_EXIF if contents.get(EXIF) else 0) | (_HAS_XMP if contents.get(XMP) else 0)
    if others[0].name == _VP8X:
        head = others.pop(0).data
        flags |= head[0] & ~(_HAS_EXIF | _HAS_XMP)
        head = bytes((flags,)) + head[1:]
    else:
        head = _webp_head(others[0], flags)
    return [Chunk(_VP8X, head), *others[:-1], *fresh, others[-1]]


def _webp_head(picture: Chunk, flags: int) -> bytes:
    """Return the head that a simple WebP lacks: flags, and the size that its picture gives."""
    if picture.name == b"VP8L":
        bits = int.from_bytes(picture.data[1:5], "little")
        width, height = bits & 0x3FFF, bits >> 14 & 0x3FFF
        flags |= _ALPHA if bits >> 28 & 1 else 0
    elif picture.name == b"VP8 ":
        width = (int.from_bytes(picture.data[6:8], "little") & 0x3FFF) - 1
        height = (int.from_bytes(picture.data[8:10], "little") & 0x3FFF) - 1
    else:
        raise ValueError("a WebP without a picture")
    return bytes((flags, 0, 0, 0)) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
