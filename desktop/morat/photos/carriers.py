"""What a picture's file carries beside its pixels, taken out of its container and put back.

Four kinds of files can be written: JPEG, PNG, TIFF and WebP (which has no place for IIM). Whatever is none
of the three blocks is handed through byte by byte, so that neither pixels nor profiles can change.
"""

from msgspec import Struct

from morat.photos import chunks, irb, jpeg, tiff

_XMP_TAG, _IIM_TAG, _RESOURCES_TAG = 700, 33723, 34377
_STRIPS = ((273, 279), (324, 325))
"""Where a TIFF says where its pixels are and how many bytes of them: in strips, or in tiles."""


class Carried(Struct, frozen=True):
    """What a file carries: EXIF (a TIFF block), the XMP packet, Photoshop's resources with IIM among them."""

    exif: bytes = b""
    xmp: bytes = b""
    resources: tuple[irb.Resource, ...] = ()

    @property
    def iim(self) -> bytes:
        """The IIM block."""
        return irb.iim_of(list(self.resources))


def kind_of(data: bytes) -> str:
    """Return ``jpeg``, ``png``, ``tiff`` or ``webp``; empty for a file whose metadata cannot be written."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(chunks.PNG):
        return "png"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    return "webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def picture_at(data: bytes) -> int:
    """Return how many bytes of a JPEG come before its picture; 0 for other kinds and damaged files."""
    try:
        return jpeg.split(data)[1]
    except ValueError:
        return 0


def has_iim(data: bytes) -> bool:
    """Say whether files of this kind have a place for IIM."""
    return kind_of(data) != "webp"


def take(data: bytes) -> Carried:
    """Return what a file carries.

    Raises:
        ValueError: it is damaged, or of another kind.
    """
    match kind_of(data):
        case "jpeg":
            segments, _ = jpeg.split(data)
            said = [jpeg.held(segments, kind) for kind in (jpeg.EXIF, jpeg.XMP, jpeg.PHOTOSHOP)]
            return Carried(said[0], said[1], tuple(irb.parse(said[2])))
        case "png":
            return _of_chunks(chunks.png_says(chunks.png_chunks(data)))
        case "webp":
            return _of_chunks(chunks.webp_says(chunks.webp_chunks(data)))
        case "tiff":
            return _of_tiff(data)
        case _:
            raise ValueError("a kind of file that carries nothing we know")


def give(data: bytes, carried: Carried) -> bytes:
    """Return the file with ``carried`` instead of what it carries.

    Raises:
        ValueError: as ``take``; or it is more than a file of this kind holds.
    """
    resources = irb.packed(list(carried.resources))
    contents = {chunks.EXIF: carried.exif, chunks.XMP: carried.xmp, chunks.PHOTOSHOP: resources}
    match kind_of(data):
        case "jpeg":
            segments, at = jpeg.split(data)
            said: dict[jpeg.Kind, bytes] = {
                jpeg.EXIF: carried.exif,
                jpeg.XMP: carried.xmp,
                jpeg.PHOTOSHOP: resources,
            }
            return jpeg.joined(jpeg.replaced(segments, said), data[at:])
        case "png":
            return chunks.png_joined(chunks.png_saying(chunks.png_chunks(data), contents))
        case "webp":
            return chunks.webp_joined(chunks.webp_saying(chunks.webp_chunks(data), contents))
        case _:
            return _to_tiff(carried)


def others(data: bytes) -> list[bytes]:
    """Return everything in a file that is none of the three blocks: its pixels above all.

    Raises:
        ValueError: as ``take``.
    """
    match kind_of(data):
        case "jpeg":
            segments, at = jpeg.split(data)
            kinds = (jpeg.EXIF, jpeg.XMP, jpeg.PHOTOSHOP)
            return [*(one.body for one in segments if not any(map(one.is_of, kinds))), data[at:]]
        case "png":
            return [one.data for one in chunks.png_saying(chunks.png_chunks(data), {})]
        case "webp":
            # The head of the file says what follows: it is not the same with other blocks.
            return [one.data for one in chunks.webp_saying(chunks.webp_chunks(data), {})[1:]]
        case _:
            return _strips(data)


def _of_chunks(said: dict[str, bytes]) -> Carried:
    resources = irb.parse(said.get(chunks.PHOTOSHOP, b""))
    return Carried(said.get(chunks.EXIF, b""), said.get(chunks.XMP, b""), tuple(resources))


def _of_tiff(data: bytes) -> Carried:
    block = tiff.Block(data)
    xmp, iim, resources = (block.value(tiff.MAIN, tag) for tag in (_XMP_TAG, _IIM_TAG, _RESOURCES_TAG))
    found = irb.parse(resources)
    if iim and not irb.iim_of(found):
        found.append(irb.Resource(b"8BIM", irb.IIM, b"\0\0", iim))
    return Carried(data, xmp, tuple(found))


def _to_tiff(carried: Carried) -> bytes:
    """Return the TIFF, which is its own EXIF block, with XMP and IIM as values of their own."""
    block = tiff.Block(carried.exif)
    # IIM has a tag of its own here; its digest stands among Photoshop's resources, where there are others.
    beside = [one for one in carried.resources if one.number != irb.IIM]
    packed = irb.packed(beside) if any(one.number != irb.DIGEST for one in beside) else b""
    contents = ((_XMP_TAG, tiff.BYTE, carried.xmp), (_IIM_TAG, tiff.UNDEFINED, carried.iim))
    values = {tag: tiff.Value(kind, data) if data else None for tag, kind, data in contents}
    values[_RESOURCES_TAG] = tiff.Value(tiff.BYTE, packed) if packed else None
    block.put(tiff.MAIN, values)
    return bytes(block.data)


def _strips(data: bytes) -> list[bytes]:
    block = tiff.Block(data)
    for places, sizes in _STRIPS:
        starts, lengths = block.numbers(tiff.MAIN, places), block.numbers(tiff.MAIN, sizes)
        if starts:
            return [data[at : at + size] for at, size in zip(starts, lengths, strict=True)]
    return []
