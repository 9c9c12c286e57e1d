"""The three blocks of one file as Exiv2 reads them: what each of them says of each field."""

from collections.abc import Mapping
from typing import Any

from morat.photos import iim, moment
from morat.photos.fields import FIELDS, MARKED, MARKS, OTHERS, SEPARATOR, SHOWN, tidy
from morat.photos.packet import carrying
from morat.photos.standard import STANDARD, Property
from morat.photos.toolkit import exiv2, opened, raw

_STRUCTURE = 'type="'


class Blocks:
    """The three blocks of a file, held open in memory. Used with ``toolkit.LOCK`` held."""

    def __init__(self, data: bytes, sidecar: bytes = b"") -> None:
        """Read a file; where a ``sidecar`` lies beside it, its packet stands for the one in the file.

        Raises:
            exiv2.Exiv2Error: it is none that Exiv2 knows, or damaged.
        """
        self._image: Any = opened(data)
        self._beside: Any = opened(carrying(sidecar)) if sidecar else self._image
        self.xmp = {one.key(): one for one in self._beside.xmpData()}
        self.exif_data: Any = self._image.exifData()
        self.exif = {one.key(): one for one in self.exif_data}
        self._iim: dict[str, list[bytes]] = {}
        for datum in self._image.iptcData():
            self._iim.setdefault(f"{datum.record()}:{datum.tag()}", []).append(raw(datum))
        self._charset = self._iim.get("1:90", [b""])[0]

    def sources(self) -> dict[str, dict[str, str]]:
        """Return what each block says of each field, empty answers left out."""
        found = {field: self.said(field, place) for field, place in FIELDS.items()}
        found["gps"] = {"EXIF": self._gps()}
        return _told(found)

    def other_properties(self) -> dict[str, dict[str, str]]:
        """Return what each block says of the properties we have no field for."""
        found = {name: self.said(name, place) for name, place in OTHERS.items()}
        names = {place.xmp: name for name, place in STANDARD.items()}
        for key in self.xmp:
            root = key.replace("[", "/", 1).split("/", 1)[0]
            if key != root and root in names:
                path = names[root] + "/".join(part.rpartition(":")[2] for part in key[len(root) :].split("/"))
                found[path] = {"XMP": self._xmp_text(key)}
        return _told(found)

    def choices(self) -> dict[str, dict[str, str]]:
        """Return how fields of IIM and EXIF read in several character sets, where theirs is open."""
        found: dict[str, dict[str, str]] = {}
        for field, place in FIELDS.items():
            held = [*self._iim.get(place.iim, ()), *(self._raw_exif(place.exif),)]
            read = [(one, iim.readings(one, self._charset)) for one in held if one and not one.isascii()]
            told = [one for _, one in read if one]
            if told:
                found[field] = {name: SEPARATOR.join(one[name] for one in told) for name in told[0]}
        return found

    def marks(self) -> tuple[int, int]:
        """Return the stars of the picture (1 to 5, 0 for none), and 1 for a picked, -1 for a rejected one.

        XMP says it, the stars else the EXIF tag that Windows writes; what is no such number is none.
        """
        stars = _mark("rating", self._xmp_text(MARKS["rating"].xmp) or self._exif_text("Exif.Image.Rating"))
        return max(0, stars), _mark("pick", self._xmp_text(MARKS["pick"].xmp)) or min(0, stars)

    def all_exif(self) -> list[tuple[str, bytes]]:
        """Return every value of EXIF with its key; a key may come more than once."""
        return [(one.key(), raw(one)) for one in self.exif_data]

    def said(self, name: str, place: Property) -> dict[str, str]:
        """Return what each block says of one field, an empty text where it says nothing."""
        if place.kind == "date":
            return self._taken()
        xmp = self._xmp_text(place.xmp) if place.kind != "struct" else ""
        if not xmp and name in SHOWN:
            xmp = self._xmp_text(f"Xmp.iptcExt.LocationShown[1]/Iptc4xmpExt:{SHOWN[name]}")
        exif = self._exif_text(place.exif) if place.exif else ""
        iptc = self._iim_text(place.iim) if place.iim else ""
        return {"XMP": tidy(name, xmp), "EXIF": tidy(name, exif), "IPTC": tidy(name, iptc)}

    def _taken(self) -> dict[str, str]:
        clock, zone = map(self._exif_text, ("Exif.Photo.DateTimeOriginal", "Exif.Photo.OffsetTimeOriginal"))
        day, time = map(self._iim_text, ("2:55", "2:60"))
        return {
            "XMP": moment.from_iso(self._xmp_text("Xmp.photoshop.DateCreated")),
            "EXIF": moment.from_exif(clock, zone),
            "IPTC": moment.from_iso(f"{day}T{time}" if time else day),
        }

    def _xmp_text(self, key: str) -> str:
        if key not in self.xmp:
            return ""
        value = self.xmp[key].value()
        if isinstance(value, exiv2.LangAltValue):
            words = dict(value.items())
            return str(words.get("x-default") or next(iter(words.values()), ""))
        if isinstance(value, exiv2.XmpArrayValue):
            return SEPARATOR.join(map(str, value))
        text = str(value.toString())
        return "" if text.startswith(_STRUCTURE) else text

    def _raw_exif(self, key: str) -> bytes:
        return raw(self.exif[key]) if key in self.exif else b""

    def _exif_text(self, key: str) -> str:
        return iim.decode(self._raw_exif(key)).strip()

    def _iim_text(self, dataset: str) -> str:
        return SEPARATOR.join(iim.decode(one, self._charset) for one in self._iim.get(dataset, ()))

    def _gps(self) -> str:
        latitude = self._degrees("Exif.GPSInfo.GPSLatitude", 90)
        longitude = self._degrees("Exif.GPSInfo.GPSLongitude", 180)
        return f"{latitude:.6f},{longitude:.6f}" if latitude is not None and longitude is not None else ""

    def _degrees(self, key: str, limit: int) -> float | None:
        """Return degrees, south and west negative; None where the three numbers make no place."""
        if key not in self.exif or key + "Ref" not in self.exif:
            return None
        value = self.exif[key].value()
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


def _mark(name: str, said: str) -> int:
    least, most = MARKED[name]
    try:
        number = round(float(said))
    except (ValueError, OverflowError):
        return 0
    return number if least <= number <= most else 0


def _told(found: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return what was found without empty answers."""
    said = {field: {block: text for block, text in by.items() if text} for field, by in found.items()}
    return {field: by for field, by in said.items() if by}
