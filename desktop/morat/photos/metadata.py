"""What a picture's file says of itself: XMP, EXIF and IPTC-IIM, read and written in memory.

The table ``FIELDS`` is the mapping of the IPTC Photo Metadata Standard 2024.1. Of several answers
the editorial order decides: XMP, then EXIF, then IIM; all are kept in ``Metadata.sources``.
"""

import threading
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import exiv2 as bindings
from msgspec import Struct

from morat.newsroom.messages import UserError
from morat.newsroom.text import clean
from morat.photos import iim, moment
from morat.photos.fingerprint import of_bytes

exiv2: Any = bindings  # the bindings carry no types
# Exiv2 writes its complaints about makers' notes to standard error, where messages to people go.
exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
# The XMP toolkit inside Exiv2 is not safe across threads, and the bindings let go of the GIL.
_EXIV2 = threading.Lock()


class Field(NamedTuple):
    """Where a field lives: XMP keys (the first is written), IIM dataset with its bytes, EXIF tag.

    ``many`` fields are lists in XMP; as one string their values stand between ``"; "``.
    """

    xmp: tuple[str, ...]
    iim: str = ""
    limit: int = 0
    exif: str = ""
    many: bool = False


FIELDS: Mapping[str, Field] = {
    "caption": Field(("Xmp.dc.description",), "Caption", 2000, "Exif.Image.ImageDescription"),
    "headline": Field(("Xmp.photoshop.Headline",), "Headline", 256),
    "alt": Field(("Xmp.iptc.AltTextAccessibility",)),
    "description": Field(("Xmp.iptc.ExtDescrAccessibility",)),
    "creator": Field(("Xmp.dc.creator",), "Byline", 32, "Exif.Image.Artist", many=True),
    "credit": Field(("Xmp.photoshop.Credit",), "Credit", 32),
    "source": Field(("Xmp.photoshop.Source",), "Source", 32),
    "copyright": Field(("Xmp.dc.rights",), "Copyright", 128, "Exif.Image.Copyright"),
    "people": Field(("Xmp.iptcExt.PersonInImage",), many=True),
    "city": Field(("Xmp.photoshop.City", "Xmp.iptcExt.LocationShown[1]/Iptc4xmpExt:City"), "City", 32),
    "country": Field(
        ("Xmp.photoshop.Country", "Xmp.iptcExt.LocationShown[1]/Iptc4xmpExt:CountryName"), "CountryName", 64
    ),
}

_SEVERAL_LINES = frozenset(("caption", "alt", "description"))
# What cameras and phones write into ImageDescription by themselves; lower case.
_CAMERA_TEXTS = frozenset((
    "olympus digital camera", "sony dsc", "digital camera", "default", "dcf 1.0", "exif_jpeg_picture",
    "konica minolta digital camera", "minolta digital camera", "samsung camera pictures", "jpeg picture",
    "kodak digital still camera", "dig. still camera", "applemark", "untitled", "screenshot", "image",
    "cof", "dav", "mde", "hdr", "hdrpl", "vhdr", "rbt", "nor", "ptr", "edf", "fbt", "bty", "btr", "sdr",
    "oznor", "oznorty", "ozedf", "cuhk", "_cuhk",
))  # fmt: skip
_CHARSET = "Iptc.Envelope.CharacterSet"
_SEPARATOR = "; "


class Metadata(Struct, frozen=True, kw_only=True):
    """What the blocks of a file say, reconciled; strings are NFC and empty where nothing is said.

    ``taken`` is ISO date and time, with the zone where it is known; ``gps`` is ``"lat,lon"`` in
    degrees. ``sources`` gives for each field what each block (``XMP``, ``EXIF``, ``IPTC``) says.
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
    city: str = ""
    country: str = ""
    taken: str = ""
    gps: str = ""
    sources: dict[str, dict[str, str]] = {}


def read(data: bytes) -> Metadata:
    """Read the metadata of a picture; a file without any, or with a damaged block, says nothing."""
    try:
        with _EXIV2:
            said = _Blocks(data).sources()
    except exiv2.Exiv2Error:
        return Metadata()
    chosen: dict[str, Any] = {field: _choose(field, by) for field, by in said.items()}
    if "people" in chosen:
        chosen["people"] = tuple(chosen["people"].split(_SEPARATOR))
    return Metadata(sources=said, **chosen)


def sources(data: bytes) -> dict[str, dict[str, str]]:
    """Return which block says what of each field; see ``Metadata.sources``."""
    return read(data).sources


def write(data: bytes, fields: Mapping[str, str], name: str = "") -> bytes:
    """Return the picture with ``fields`` (names of ``FIELDS``) in XMP, IIM and EXIF, in step.

    Pixels and everything else in the file stay; an empty string takes a field away; several people or
    creators stand between ``"; "``. IIM becomes UTF-8 as a whole, and its strings are cut to their
    limits between characters.

    Raises:
        UserError: ``photo-unreadable``, where the file is damaged or of a kind without metadata.
        KeyError: a field that does not exist.
    """
    try:
        with _EXIV2:
            blocks = _Blocks(data)
            for field, text in fields.items():
                blocks.put(FIELDS[field], _tidy(field, text))
            return blocks.written()
    except exiv2.Exiv2Error as error:
        raise UserError("photo-unreadable", path=name or of_bytes(data)[:12]) from error


def _choose(field: str, said: Mapping[str, str]) -> str:
    for block in ("XMP", "EXIF", "IPTC"):
        text = said.get(block, "")
        if text and not (field == "caption" and text.casefold() in _CAMERA_TEXTS):
            return text
    return ""


def _tidy(field: str, text: str) -> str:
    """Return ``text`` as it may stand in a file: spaces inside a line are the file's own."""
    lines = clean(text).strip()
    return lines if field in _SEVERAL_LINES else " ".join(map(str.strip, lines.splitlines()))


class _Blocks:
    """The three blocks of one file, held open in memory."""

    def __init__(self, data: bytes) -> None:
        self._image: Any = exiv2.ImageFactory.open(data)
        self._image.readMetadata()
        self._xmp: Any = self._image.xmpData()
        self._exif: Any = self._image.exifData()
        self._iptc: Any = self._image.iptcData()
        self._charset = next((_raw(datum) for datum in self._iptc if datum.key() == _CHARSET), b"")

    def sources(self) -> dict[str, dict[str, str]]:
        """Return what each block says of each field, empty answers left out."""
        found = {field: self._said(field, places) for field, places in FIELDS.items()}
        found["taken"] = self._taken()
        found["gps"] = {"EXIF": self._gps()}
        said = {field: {block: text for block, text in by.items() if text} for field, by in found.items()}
        return {field: by for field, by in said.items() if by}

    def put(self, places: Field, text: str) -> None:
        """Write ``text`` to every place of a field."""
        values = [value for value in map(str.strip, text.split(";")) if value] if places.many else [text]
        for key in places.xmp[1:]:
            if text and key in self._xmp:
                self._xmp[key] = text
        self._put_xmp(places.xmp[0], values if text else [], many=places.many)
        if places.iim:
            self._put_iim(f"Iptc.Application2.{places.iim}", values if text else [], places.limit)
        if places.exif and text:
            self._exif[places.exif] = _SEPARATOR.join(values)
        elif places.exif and places.exif in self._exif:
            del self._exif[places.exif]

    def written(self) -> bytes:
        """Return the whole file with the blocks as they are now."""
        self._make_utf8()
        self._image.writeMetadata()
        return bytes(self._image.data())

    def _said(self, field: str, places: Field) -> dict[str, str]:
        xmp = next((text for text in map(self._xmp_text, places.xmp) if text), "")
        exif = self._exif_text(places.exif) if places.exif else ""
        iptc = self._iim_text(places.iim) if places.iim else ""
        return {"XMP": _tidy(field, xmp), "EXIF": _tidy(field, exif), "IPTC": _tidy(field, iptc)}

    def _taken(self) -> dict[str, str]:
        clock, zone = map(self._exif_text, ("Exif.Photo.DateTimeOriginal", "Exif.Photo.OffsetTimeOriginal"))
        day, time = map(self._iim_text, ("DateCreated", "TimeCreated"))
        return {
            "EXIF": moment.from_exif(clock, zone),
            "XMP": moment.from_iso(self._xmp_text("Xmp.photoshop.DateCreated")),
            "IPTC": moment.from_iso(f"{day}T{time}" if time else day),
        }

    def _xmp_text(self, key: str) -> str:
        if key not in self._xmp:
            return ""
        value = self._xmp[key].value()
        if isinstance(value, exiv2.LangAltValue):
            words = dict(value.items())
            return str(words.get("x-default") or next(iter(words.values()), ""))
        if isinstance(value, exiv2.XmpArrayValue):
            return _SEPARATOR.join(map(str, value))
        return str(value.toString())

    def _exif_text(self, key: str) -> str:
        return iim.decode(_raw(self._exif[key])).strip() if key in self._exif else ""

    def _iim_text(self, dataset: str) -> str:
        key = f"Iptc.Application2.{dataset}"
        values = (iim.decode(_raw(datum), self._charset) for datum in self._iptc if datum.key() == key)
        return _SEPARATOR.join(values)

    def _gps(self) -> str:
        latitude = self._degrees("Exif.GPSInfo.GPSLatitude", 90)
        longitude = self._degrees("Exif.GPSInfo.GPSLongitude", 180)
        return f"{latitude:.6f},{longitude:.6f}" if latitude is not None and longitude is not None else ""

    def _degrees(self, key: str, limit: int) -> float | None:
        """Return degrees, south and west negative; None where the three numbers make no place."""
        if key not in self._exif or key + "Ref" not in self._exif:
            return None
        value = self._exif[key].value()
        parts: list[tuple[int, int]] = (
            list(value) if isinstance(value, exiv2.URationalValue | exiv2.RationalValue) else []
        )
        if len(parts) != 3 or not all(below for _, below in parts):
            return None
        degrees, minutes, seconds = (above / below for above, below in parts)
        found = degrees + minutes / 60 + seconds / 3600
        if not 0 <= found <= limit:
            return None
        return -found if self._exif_text(key + "Ref") in ("S", "W") else found

    def _put_xmp(self, key: str, values: list[str], *, many: bool) -> None:
        if key in self._xmp:
            del self._xmp[key]
        if values:
            kind = exiv2.TypeId.xmpSeq if key == "Xmp.dc.creator" else exiv2.TypeId.xmpBag
            self._xmp[key] = exiv2.XmpArrayValue(values, kind) if many else values[0]

    def _put_iim(self, key: str, values: Iterable[str], limit: int) -> None:
        while key in self._iptc:
            del self._iptc[key]
        for value in values:
            self._iptc.add(exiv2.IptcKey(key), exiv2.StringValue(iim.cut(value, limit)))

    def _make_utf8(self) -> None:
        """Say UTF-8 in 1:90, and make every string of the block so: saying it alone corrupts the others."""
        if not self._iptc.count():
            return
        if self._charset != iim.UTF8:
            for datum in self._iptc:
                if datum.typeName() == "String" and datum.key() != _CHARSET:
                    datum.setValue(iim.decode(_raw(datum), self._charset))
        self._iptc[_CHARSET] = iim.UTF8.decode("ascii")


def _raw(datum: Any) -> bytes:
    """Return the bytes of a string value; the bindings give bytes that are no UTF-8 as surrogates."""
    return str(datum.value().toString()).encode("utf-8", "surrogateescape")
