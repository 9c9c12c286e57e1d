"""Write fields into a picture's file: XMP, EXIF and IPTC-IIM in step, and nothing else.

The new file is made in memory and looked over before anybody gets it: the three blocks say what was asked
for, everything else is what it was. A file of which that is not true is refused.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from morat.newsroom.messages import UserError
from morat.photos import carriers, iim, irb, jpeg, moment, tiff, trailer
from morat.photos.blocks import Blocks
from morat.photos.carriers import Carried
from morat.photos.fields import MARKED, SEPARATOR, SHOWN, WRITABLE, as_iim, tidy, values
from morat.photos.fingerprint import of_bytes
from morat.photos.packet import NOTHING_SAID, Packet, carrying
from morat.photos.standard import Property
from morat.photos.toolkit import LOCK, exiv2, opened, raw

_MOST_XMP = jpeg.MOST - len(jpeg.XMP[1])
_EXIF_TAGS = {
    "Exif.Image.ImageDescription": (tiff.MAIN, 0x010E),
    "Exif.Image.Artist": (tiff.MAIN, 0x013B),
    "Exif.Image.Copyright": (tiff.MAIN, 0x8298),
    "Exif.Photo.DateTimeOriginal": (tiff.PHOTO, 0x9003),
    "Exif.Photo.OffsetTimeOriginal": (tiff.PHOTO, 0x9011),
    "Exif.Photo.ImageUniqueID": (tiff.PHOTO, 0xA420),
    "Exif.Image.Rating": (tiff.MAIN, 0x4746),
    "Exif.Image.RatingPercent": (tiff.MAIN, 0x4749),
}
# Where Windows gives the stars once more; EXIF cannot say that a picture is rejected.
_STARS_TOO = ("Exif.Image.Rating", "Exif.Image.RatingPercent", "Xmp.MicrosoftPhoto.Rating")
_CLOCK, _ZONE = "Exif.Photo.DateTimeOriginal", "Exif.Photo.OffsetTimeOriginal"
# The shortest picture that a JPEG can be said to have.
_PICTURE = b"\xff\xda\xff\xd9"
_THUMBNAIL = ("Exif.Thumbnail.JPEGInterchangeFormat", "Exif.Thumbnail.JPEGInterchangeFormatLength")
# Values that say where something stands and not what it is, and the other blocks inside a TIFF.
_PLACES = frozenset((
    "Exif.Image.ExifTag", "Exif.Image.XMLPacket", "Exif.Image.IPTCNAA", "Exif.Image.ImageResources",
))  # fmt: skip


class _Changes(Struct, frozen=True):
    """What shall stand where: in XMP and EXIF by Exiv2's keys, in IIM by the numbers of the dataset."""

    xmp: dict[str, tuple[Property, Sequence[str]]]
    iim: dict[tuple[int, int], Sequence[str]]
    exif: dict[str, str]


class _RefusedError(Exception):
    """Why a file is not written: the code of a UserError."""


class Revision(Struct, frozen=True):
    """A file with other fields: ``head`` for its first ``replaced`` bytes, ``tail`` from ``kept`` on."""

    head: bytes
    replaced: int
    kept: int
    tail: bytes = b""

    def of(self, data: bytes) -> bytes:
        """Return the whole file that ``data`` becomes."""
        return b"".join((self.head, memoryview(data)[self.replaced : self.kept], self.tail))


def write(data: bytes, fields: Mapping[str, str], name: str = "", charset: str = "") -> bytes:
    """Return the whole picture with ``fields``; see ``revised``."""
    return revised(data, fields, name, charset).of(data)


def revised(data: bytes, fields: Mapping[str, str], name: str = "", charset: str = "") -> Revision:
    """Return how the picture begins with ``fields`` (names of ``fields.WRITABLE``) in XMP, IIM, EXIF in step.

    Pixels and everything else in the file stay; an empty string takes a field away; the values of a list
    stand between ``"; "``. Stars stand in XMP alone afterwards. IIM becomes UTF-8 as a whole (``charset``:
    what its strings are written in where it does not say so, one of ``iim.CHARSETS``), its strings are cut to
    their bytes between characters.

    Raises:
        UserError: ``field-unknown``; ``date-unclear`` for what is no ISO date; ``mark-unclear`` for a
            number that no mark can be; ``photo-kind-unwritable``;
            ``metadata-damaged``, where what is there cannot be read and would be lost; ``metadata-too-long``;
            ``metadata-would-change``, where anything else would not be what it was.
    """
    at = carriers.picture_at(data)
    # Of a JPEG only what comes before the picture is looked at: the rest cannot change.
    part = data[:at] + _PICTURE if at else data
    told = {field: _told(field, text) for field, text in fields.items()}
    try:
        written, changes = _written(part, told, charset)
    except _RefusedError as error:
        raise UserError(str(error), path=name or of_bytes(data)[:12]) from error
    kept, tail = _tail(data, changes, charset) if at else (len(data), b"")
    return Revision(written.removesuffix(_PICTURE) if at else written, at or len(data), kept, tail)


def sidecar(packet: bytes, fields: Mapping[str, str], name: str = "") -> bytes:
    """Return the sidecar that ``packet`` (empty for a new one) becomes with ``fields``; all else in it stays.

    Raises:
        UserError: as ``revised``.
    """
    told = {field: _told(field, text) for field, text in fields.items()}
    try:
        with LOCK:
            then = _Said(Carried(xmp=packet), is_tiff=False)
            changes = _changes(told, then)
            fresh = then.packet.edited(changes.xmp) or NOTHING_SAID
            now = Blocks(carrying(fresh))
            xmp = [(key, raw(one)) for key, one in now.xmp.items()]
            agreed = _beside(then.xmp, changes.xmp) == _beside(xmp, changes.xmp) and _packet_says(now, told)
    except (ValueError, exiv2.Exiv2Error) as error:
        raise UserError("metadata-damaged", path=name) from error
    if not agreed:
        raise UserError("metadata-would-change", path=name)
    return fresh


def says(data: bytes, fields: Mapping[str, str], packet: bytes = b"") -> bool:
    """Say whether every block of a picture, or the ``packet`` of its sidecar, says ``fields`` already."""
    told = {field: _told(field, text) for field, text in fields.items()}
    try:
        with LOCK:
            if packet:
                return _packet_says(Blocks(carrying(packet)), told)
            return carriers.kind_of(data) != "" and _is_said(
                Blocks(data), told, has_iim=carriers.has_iim(data)
            )
    except exiv2.Exiv2Error:
        return False


def _packet_says(now: Blocks, told: Mapping[str, str]) -> bool:
    return all(now.said(field, WRITABLE[field])["XMP"] == text for field, text in told.items())


def _tail(data: bytes, changes: "_Changes", charset: str) -> tuple[int, bytes]:
    """Return from where on a JPEG ends otherwise, and how: a second IIM behind the picture says the same."""
    found = trailer.find(data)
    if found is None:
        return len(data), b""
    try:
        return found.start, found.replaced(data, iim.edited(found.block, changes.iim, charset))
    except ValueError:
        # What cannot be read says nothing to anybody.
        return len(data), b""


def _written(data: bytes, told: Mapping[str, str], charset: str) -> tuple[bytes, _Changes]:
    """Return the file with the fields and what was changed, or raise why that is refused."""
    if not carriers.kind_of(data):
        raise _RefusedError("photo-kind-unwritable")
    try:
        before = carriers.take(data)
        with LOCK:
            then = _Said(before, is_tiff=carriers.kind_of(data) == "tiff")
            changes = _changes(told, then)
            after = _edited(before, then, changes, charset, limited=carriers.kind_of(data) == "jpeg")
    except (ValueError, exiv2.Exiv2Error) as error:
        raise _RefusedError("metadata-damaged") from error
    try:
        written = carriers.give(data, after)
    except ValueError as error:
        raise _RefusedError("metadata-too-long") from error
    try:
        agreed = _is_as_asked(data, written, told, then, changes, charset)
    except exiv2.Exiv2Error as error:
        # What cannot be read as a whole cannot be looked over.
        raise _RefusedError("metadata-damaged") from error
    if not agreed:
        raise _RefusedError("metadata-would-change")
    return written, changes


def _told(field: str, text: str) -> str:
    if field not in WRITABLE:
        raise UserError("field-unknown", field=field, fields=", ".join(WRITABLE))
    text = tidy(field, text)
    if WRITABLE[field].kind == "date" and text:
        found = moment.from_iso(text)
        if not found:
            raise UserError("date-unclear", text=text)
        return found
    if field in MARKED and text:
        least, most = MARKED[field]
        if text not in map(str, range(least, most + 1)):
            raise UserError("mark-unclear", field=field, text=text, least=least, most=most)
    return text


def _changes(told: Mapping[str, str], then: "_Said") -> _Changes:
    """Return where the fields go; ``then`` says whether a place is also given in the newer way."""
    changes = _Changes({}, {}, {})
    for field, text in told.items():
        place = WRITABLE[field]
        listed = values(text) if place.many else [text][: bool(text)]
        changes.xmp[place.xmp] = (place, listed)
        shown = f"Xmp.iptcExt.LocationShown[1]/Iptc4xmpExt:{SHOWN.get(field)}"
        if shown in then.keys and "Xmp.iptcExt.LocationShown[2]" not in then.keys:
            changes.xmp[shown] = (place, listed)
        if field == "rating":
            changes.exif.update(dict.fromkeys(then.exif_keys.intersection(_STARS_TOO), ""))
            changes.xmp.update((key, (place, [])) for key in then.keys.intersection(_STARS_TOO))
        if place.kind == "date":
            _put_date(changes, text, then)
            continue
        if place.iim:
            record, number = map(int, place.iim.split(":"))
            changes.iim[record, number] = as_iim(place, text)
        if place.exif:
            changes.exif[place.exif] = SEPARATOR.join(listed)
    return changes


def _put_date(changes: _Changes, text: str, then: "_Said") -> None:
    """Put a date, or a date and time. What IIM and EXIF cannot say (no zone; no time) they do not say."""
    day, _, time = text.partition("T")
    clock, zone = moment.clock_and_zone(time)
    changes.iim[2, 55] = [day.replace("-", "")] if day else []
    changes.iim[2, 60] = [clock.replace(":", "") + zone.replace(":", "")] if clock and zone else []
    if clock or not day:
        changes.exif[_CLOCK] = f"{day.replace('-', ':')} {clock}" if day else ""
        changes.exif[_ZONE] = zone
    elif then.clock:
        changes.exif[_CLOCK] = f"{day.replace('-', ':')} {then.clock[11:]}"


def _edited(before: Carried, then: "_Said", changes: _Changes, charset: str, *, limited: bool) -> Carried:
    block = iim.edited(before.iim, changes.iim, charset)
    return structs.replace(
        before,
        exif=_exif(before.exif, changes.exif),
        xmp=then.packet.edited(changes.xmp, _MOST_XMP if limited else 0),
        resources=tuple(irb.with_iim(list(before.resources), block)),
    )


def _exif(block: bytes, changes: Mapping[str, str]) -> bytes:
    if not block and not any(changes.values()):
        return block
    editing = tiff.Block(block or tiff.EMPTY)
    for directory in (tiff.MAIN, tiff.PHOTO):
        values = {
            _EXIF_TAGS[key][1]: tiff.Value(tiff.ASCII, text.encode("utf-8") + b"\0") if text else None
            for key, text in changes.items()
            if _EXIF_TAGS[key][0] == directory
        }
        if values:
            editing.put(directory, values)
    return bytes(editing.data)


class _Said:
    """What is in a file before it is written. Made with ``toolkit.LOCK`` held."""

    def __init__(self, carried: Carried, *, is_tiff: bool) -> None:
        self._image = opened(_alone(carried.exif, is_tiff=is_tiff)) if carried.exif else None
        exif = self._image.exifData() if self._image else ()
        self.exif = [(one.key(), raw(one)) for one in exif]
        self.exif_keys = frozenset(key for key, _ in self.exif)
        self.clock = next((text.decode("ascii", "replace") for key, text in self.exif if key == _CLOCK), "")
        self.thumbnail = _thumbnail(self.exif, carried.exif)
        # Opened last: it is written next, with the schemas that Exiv2 has just met in it.
        self.packet = Packet(carried.xmp)
        self.xmp = self.packet.properties()
        self.keys = frozenset(key for key, _ in self.xmp)


def _alone(block: bytes, *, is_tiff: bool) -> bytes:
    """Return a file with this EXIF block and nothing else: a JPEG, unless the block is its own file."""
    if is_tiff:
        return block
    code, mark = jpeg.EXIF
    return jpeg.joined([jpeg.Segment(code, mark + block)], _PICTURE)


def _thumbnail(said: Sequence[tuple[str, bytes]], block: bytes) -> bytes:
    """Return the small picture inside an EXIF block, which its values only point to."""
    places = [int(value) for key in _THUMBNAIL for name, value in said if name == key]
    return block[places[0] : sum(places)] if len(places) == len(_THUMBNAIL) else b""


def _is_as_asked(
    data: bytes, written: bytes, told: Mapping[str, str], then: _Said, changes: _Changes, charset: str
) -> bool:
    """Say whether the two files differ in nothing but the changes, and these are what was asked for."""
    if carriers.others(data) != carriers.others(written):
        return False
    before, after = carriers.take(data), carriers.take(written)
    ours = (irb.IIM, irb.DIGEST)
    kept, still = ([one for one in side.resources if one.number not in ours] for side in (before, after))
    if kept != still or _strings(before, changes, charset) != _strings(after, changes, charset):
        return False
    with LOCK:
        now = Blocks(written)
        xmp = [(key, raw(one)) for key, one in now.xmp.items()]
        return (
            _beside(then.xmp, changes.xmp) == _beside(xmp, changes.xmp)
            and _beside(then.exif, changes.exif) == _beside(now.all_exif(), changes.exif)
            and then.thumbnail == _thumbnail(now.all_exif(), after.exif)
            and _is_said(now, told, has_iim=carriers.has_iim(data))
        )


def _beside(said: Sequence[tuple[str, bytes]], changes: Mapping[str, object]) -> Counter[tuple[str, bytes]]:
    """Return everything but what is changed, in whatever order it stands."""
    return Counter(one for one in said if one[0] not in changes and one[0] not in _PLACES)


def _strings(carried: Carried, changes: _Changes, charset: str) -> Counter[tuple[int, int, str]]:
    """Return the datasets of IIM that are not changed, their text whatever it is written in."""
    datasets = iim.parse(carried.iim)
    declared = iim.declared_charset(datasets)
    gone = (iim.CHARSET, *changes.iim)
    return Counter(
        (*one.key, iim.decode(one.data, declared, charset) if one.record == 2 else one.data.hex())
        for one in datasets
        if one.key not in gone and one.key != (2, 0)
    )


def _is_said(now: Blocks, told: Mapping[str, str], *, has_iim: bool) -> bool:
    """Say whether every block says what was asked for."""
    for field, text in told.items():
        place, found = WRITABLE[field], now.said(field, WRITABLE[field])
        if place.kind == "date":
            agreed = found["XMP"] == text and all(one[:10] == text[:10] for one in found.values() if one)
        else:
            cut = SEPARATOR.join(as_iim(place, text)) if place.iim and has_iim else ""
            agreed = found == {"XMP": text, "EXIF": text if place.exif else "", "IPTC": cut}
        if not agreed:
            return False
    return True
