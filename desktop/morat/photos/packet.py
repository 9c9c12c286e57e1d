"""The XMP packet: change properties of it, keep all others and the addresses of their schemas."""

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from morat.photos import chunks
from morat.photos.standard import Property
from morat.photos.toolkit import exiv2, opened, raw

# An element or an attribute that is none of the packet's own frame.
_SAYING = re.compile(
    rb"<(?![/?!]|x:xmpmeta|x:xapmeta|rdf:RDF|rdf:Description)[\w.-]+[\s:/>]"
    rb"|\s(?!xmlns[:=]|rdf:about|x:xmptk)[\w.-]+:[\w.-]+\s*="
)
_SCHEMA = re.compile(r"""xmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2""")
_SUBJECT = re.compile(rb"""(rdf:)?about\s*=\s*(["'])([^"']*)""")
_INSTANCE = re.compile(rb'\s+xmpMM:InstanceID="[^"]*"|\s*<xmpMM:InstanceID>[^<]*</xmpMM:InstanceID>')
_PADDING = re.compile(rb"\s+(?=<\?xpacket end=)")
_HEAD = chunks.Chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
_REST = (chunks.Chunk(b"IDAT", zlib.compress(b"\0\0")), chunks.Chunk(b"IEND", b""), chunks.Chunk(b"", b""))

NOTHING_SAID = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>\n<?xpacket end="w"?>'
)
"""A packet without a property."""


class Packet:
    """A packet that is being edited. Used with ``toolkit.LOCK`` held."""

    def __init__(self, packet: bytes) -> None:
        """Read a packet; an empty one says nothing.

        Raises:
            ValueError: the packet is damaged.
        """
        self._packet = packet.rstrip(b"\0")
        self._image: Any = opened(carrying(self._packet))
        self._properties: Any = self._image.xmpData()
        if not self._properties.count() and says_something(packet):
            raise ValueError("a packet that cannot be read")

    def properties(self) -> list[tuple[str, bytes]]:
        """Return every property, those inside structures too, by Exiv2's keys."""
        return [(one.key(), raw(one)) for one in self._properties]

    def edited(self, changes: Mapping[str, tuple[Property, Sequence[str]]], most: int = 0) -> bytes:
        """Return the packet with the properties of ``changes`` (by XMP key; without values they go).

        Where there is room for ``most`` bytes alone, the padding inside the packet is given up for it.

        Raises:
            exiv2.Exiv2Error: a property that cannot be.
        """
        for key, (place, values) in changes.items():
            _put(self._properties, key, place, values)
        if not self._properties.count():
            return b""
        self._image.writeMetadata()
        fresh = chunks.png_says(chunks.png_chunks(bytes(self._image.data())))[chunks.XMP]
        fresh = _with_subject(_with_schemas(fresh, self._packet), self._packet)
        return _PADDING.sub(b"\n", fresh) if most and len(fresh) > most else fresh


def carrying(packet: bytes) -> bytes:
    """Return a picture of one pixel that carries a packet to Exiv2: PNG sets no limit to its length."""
    return chunks.png_joined(chunks.png_saying([_HEAD, *_REST], {chunks.XMP: packet}))


def says_something(packet: bytes) -> bool:
    """Say whether a packet holds a property, or is no XML at all."""
    return bool(packet.strip(b"\0 \n\r\t")) and (b"<" not in packet or _SAYING.search(packet) is not None)


def _put(properties: Any, key: str, place: Property, values: Sequence[str]) -> None:
    if not values:
        if key in properties:
            del properties[key]
        return
    if place.many:
        kind = exiv2.XmpProperties.propertyType(exiv2.XmpKey(key))
        properties[key] = exiv2.XmpArrayValue(list(values), kind)
    elif place.kind == "alt":
        properties[key] = _in_languages(properties, key, values[0])
    else:
        properties[key] = values[0]


def _in_languages(properties: Any, key: str, text: str) -> Any:
    """Return a text as the default one, and as those that were its repetition in a language."""
    there: dict[str, str] = {}
    if key in properties:
        value = properties[key].value()
        # A copy: the bindings end the program when the value inside the image is written to.
        there = dict(value.items()) if isinstance(value, exiv2.LangAltValue) else {}
    before = there.get("x-default")
    said = {name: text if one == before else one for name, one in there.items()}
    return exiv2.LangAltValue({"x-default": text, **{n: one for n, one in said.items() if n != "x-default"}})


def _with_subject(fresh: bytes, packet: bytes) -> bytes:
    """Say again what the packet is about: Exiv2 makes an instance's number of it, as newer packets have."""
    about = next((one[2] for one in _SUBJECT.findall(packet) if one[2]), b"")
    if not about:
        return fresh
    fresh = fresh.replace(b'rdf:about=""', b'rdf:about="' + about + b'"')
    return fresh if b"InstanceID" in packet else _INSTANCE.sub(b"", fresh)


def _with_schemas(fresh: bytes, packet: bytes) -> bytes:
    """Give schemas the addresses they had: Exiv2 writes its own for those it knows by their prefix."""
    before = {prefix: address for prefix, _, address in _SCHEMA.findall(packet.decode("utf-8", "replace"))}

    def as_before(found: re.Match[str]) -> str:
        prefix, mark, address = found.groups()
        return f"xmlns:{prefix}={mark}{before.get(prefix, address)}{mark}"

    return _SCHEMA.sub(as_before, fresh.decode("utf-8")).encode("utf-8")
