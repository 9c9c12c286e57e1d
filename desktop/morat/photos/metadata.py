"""What a picture's file says of itself: XMP, EXIF and IPTC-IIM, read from memory.

Where the fields stand is ``fields.py``. Of several answers the editorial order decides: XMP, then EXIF, then
IIM; all of them are kept in ``Metadata.sources``, and ``conflicts`` says where they differ.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from morat.photos import iim, trailer
from morat.photos.blocks import Blocks
from morat.photos.fields import FIELDS, SEPARATOR, as_iim, tidy, values
from morat.photos.toolkit import LOCK, exiv2

BLOCKS = ("XMP", "EXIF", "IPTC", "IPTC2")
"""The blocks in the order in which they are asked; the last is a second IIM at the end of some files."""
LISTS = frozenset(name for name, place in FIELDS.items() if place.many and name != "creator")
"""Fields whose values are given apart from each other; several creators are one text."""

# What cameras and phones write into ImageDescription by themselves; lower case.
_CAMERA_TEXTS = frozenset((
    "olympus digital camera", "sony dsc", "digital camera", "default", "dcf 1.0", "exif_jpeg_picture",
    "konica minolta digital camera", "minolta digital camera", "samsung camera pictures", "jpeg picture",
    "kodak digital still camera", "dig. still camera", "applemark", "untitled", "screenshot", "image",
    "cof", "dav", "mde", "hdr", "hdrpl", "vhdr", "rbt", "nor", "ptr", "edf", "fbt", "bty", "btr", "sdr",
    "oznor", "oznorty", "ozedf", "cuhk", "_cuhk",
))  # fmt: skip


class Metadata(Struct, frozen=True, kw_only=True):
    """What the blocks of a file say, reconciled; strings are NFC and empty where nothing is said.

    ``taken`` is ISO date and time, with the zone where it is known; ``gps`` is ``"lat,lon"`` in
    degrees; ``rating`` is 1 to 5 stars, 0 for none; ``pick`` is 1 for picked, -1 for rejected, 0 for neither.
    ``sources`` gives for each field what each block (``XMP``, ``EXIF``, ``IPTC``) says; ``choices`` how a
    field reads in several character sets, where the file leaves its own open.
    """

    caption: str = ""
    headline: str = ""
    alt: str = ""
    description: str = ""
    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    people: tuple[str, ...] = ()
    location: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    event: str = ""
    taken: str = ""
    keywords: tuple[str, ...] = ()
    instructions: str = ""
    gps: str = ""
    rating: int = 0
    pick: int = 0
    sources: dict[str, dict[str, str]] = {}
    choices: dict[str, dict[str, str]] = {}


def read(data: bytes, sidecar: bytes = b"") -> Metadata:
    """Read the metadata of a picture; a file without any, or with a damaged block, says nothing.

    The packet of a ``sidecar`` stands for the one in the file.
    """
    try:
        with LOCK:
            blocks = Blocks(data, sidecar)
            said, choices = _with_trailer(blocks.sources(), data), blocks.choices()
            rating, pick = blocks.marks()
    except exiv2.Exiv2Error:
        return Metadata()
    chosen: dict[str, Any] = {field: _choose(field, by) for field, by in said.items()}
    for field in LISTS & chosen.keys():
        chosen[field] = tuple(values(chosen[field]))
    return Metadata(sources=said, choices=choices, rating=rating, pick=pick, **chosen)


def everything(data: bytes, sidecar: bytes = b"") -> dict[str, dict[str, str]]:
    """Return which block says what of every property of the IPTC standard, read as ``read`` does.

    Our fields stand under our names, the others under those of the standard; what is inside a structure
    under its path: ``licensors[1]/LicensorName``.
    """
    try:
        with LOCK:
            blocks = Blocks(data, sidecar)
            return {**_with_trailer(blocks.sources(), data), **blocks.other_properties()}
    except exiv2.Exiv2Error:
        return {}


def conflicts(sources: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the fields in which the blocks disagree, with what each of them says.

    IIM that was cut to its length, a clock without its zone and what a camera writes by itself are no
    disagreement.
    """
    found: dict[str, dict[str, str]] = {}
    for field, said in sources.items():
        if field not in FIELDS:
            continue
        telling = {block: text for block, text in said.items() if not is_camera_text(field, text)}
        first = next(iter(telling.values()), "")
        if any(not _agree(field, first, text, block) for block, text in telling.items()):
            found[field] = telling
    return found


def is_camera_text(field: str, text: str) -> bool:
    """Say whether a camera wrote this caption, and nobody else."""
    return field == "caption" and text.casefold() in _CAMERA_TEXTS


def _with_trailer(said: dict[str, dict[str, str]], data: bytes) -> dict[str, dict[str, str]]:
    """Return ``said`` with what a second IIM at the end of the file says."""
    found = trailer.find(data)
    if found is None:
        return said
    try:
        datasets = iim.parse(found.block)
    except ValueError:
        return said
    declared = iim.declared_charset(datasets)
    for field, place in FIELDS.items():
        texts = [
            iim.decode(one.data, declared) for one in datasets if f"{one.record}:{one.number}" == place.iim
        ]
        if texts and place.kind != "date":
            said.setdefault(field, {})["IPTC2"] = tidy(field, SEPARATOR.join(texts))
    return said


def _choose(field: str, said: Mapping[str, str]) -> str:
    return next(
        (said[block] for block in BLOCKS if said.get(block) and not is_camera_text(field, said[block])), ""
    )


def _agree(field: str, first: str, text: str, block: str) -> bool:
    if field == "taken":
        shared = min(len(first), len(text), len("2026-11-23T10:42:07"))
        return first[:shared] == text[:shared]
    if field == "gps" or first.split() == text.split():
        return True
    place = FIELDS[field]
    return block.startswith("IPTC") and SEPARATOR.join(as_iim(place, first)).split() == text.split()
