"""What standards of news agencies allow of what we write, told from their documentation: ninjs 3.0, NITF 3.6.

Both are narrower than the standards: what we never write is not told here, and is a fault.
"""

import io
from typing import Annotated, Literal

import msgspec
from lxml import etree
from msgspec import Meta, Struct

Uri = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$")]
"""An address as RFC 3986 has it: of ASCII alone."""
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
"""A date with its time, seconds and zone, as RFC 3339 asks for."""
Count = Annotated[int, Meta(ge=0)]


class Said(Struct, forbid_unknown_fields=True, rename="camel"):
    """A headline or a description."""

    value: str
    role: str = ""
    content_type: str = ""


class Body(Said, forbid_unknown_fields=True, rename="camel"):
    """The text, with its size."""

    char_count: Count = 0
    word_count: Count = 0


class Concept(Struct, forbid_unknown_fields=True, rename="camel"):
    """A subject, a genre or a source."""

    name: str = ""
    uri: Uri | None = None
    literal: str = ""


class Standard(Struct, forbid_unknown_fields=True, rename="camel"):
    """Which standard an item is of."""

    name: Literal["ninjs"]
    version: Literal["3.0"]
    schema: Uri


class Rendition(Struct, forbid_unknown_fields=True, rename="camel"):
    """A file of a picture."""

    name: str
    content_type: str
    width: Count
    height: Count
    size_in_bytes: Count
    original_filename: str
    digest: str
    href: Uri | None = None


class Associated(Struct, forbid_unknown_fields=True, rename="camel"):
    """A picture that belongs to the item."""

    name: str
    uri: Uri
    type: Literal["picture"]
    by: str = ""
    descriptions: list[Said] = []
    renditions: list[Rendition] = []


class Item(Struct, forbid_unknown_fields=True, rename="camel"):
    """A news item."""

    uri: Uri
    standard: Standard
    type: Literal["text"]
    representation_type: Literal["full", "partial"]
    language: str = ""
    version_created: Moment | None = None
    title: str = ""
    slugline: str = ""
    by: str = ""
    located: str = ""
    headlines: list[Said] = []
    descriptions: list[Said] = []
    bodies: list[Body] = []
    subjects: list[Concept] = []
    genres: list[Concept] = []
    info_sources: list[Concept] = []
    associations: list[Associated] = []


def ninjs(data: bytes) -> Item:
    """Return a news item.

    Raises:
        msgspec.ValidationError: something is there that may not be, or lacks what it needs.
    """
    return msgspec.json.decode(data, type=Item)


_INLINE = "#PCDATA | em | a | sub | sup | br"
_BLOCKS = "p | hl2 | table | media | ol | ul | bq"
_NITF = f"""
<!ELEMENT nitf (head?, body)>
<!ELEMENT head (title?, meta*, docdata?)>
<!ELEMENT title (#PCDATA | br)*>
<!ELEMENT meta EMPTY>
<!ELEMENT docdata (doc-id | date.issue | key-list)*>
<!ELEMENT doc-id EMPTY>
<!ELEMENT date.issue EMPTY>
<!ELEMENT key-list (keyword*)>
<!ELEMENT keyword EMPTY>
<!ELEMENT body (body.head?, body.content*, body.end?)>
<!ELEMENT body.head (hedline?, byline*, dateline*, abstract?, series?)>
<!ELEMENT hedline (hl1, hl2*)>
<!ELEMENT hl1 ({_INLINE})*>
<!ELEMENT hl2 ({_INLINE})*>
<!ELEMENT byline (#PCDATA | person | br)*>
<!ELEMENT person (#PCDATA | br)*>
<!ELEMENT dateline (#PCDATA | location | story.date)*>
<!ELEMENT location (#PCDATA | br)*>
<!ELEMENT story.date (#PCDATA)>
<!ELEMENT abstract (block | {_BLOCKS})*>
<!ELEMENT series EMPTY>
<!ELEMENT body.content (block | {_BLOCKS})*>
<!ELEMENT block ({_BLOCKS})*>
<!ELEMENT p ({_INLINE})*>
<!ELEMENT bq (block*, credit?)>
<!ELEMENT credit ({_INLINE})*>
<!ELEMENT ol (li+)>
<!ELEMENT ul (li+)>
<!ELEMENT li ({_INLINE})*>
<!ELEMENT table (tr+)>
<!ELEMENT tr (th | td)+>
<!ELEMENT th ({_INLINE})*>
<!ELEMENT td ({_INLINE})*>
<!ELEMENT media (media-reference, media-caption*, media-producer?)>
<!ELEMENT media-reference EMPTY>
<!ELEMENT media-caption (p)*>
<!ELEMENT media-producer (#PCDATA | br)*>
<!ELEMENT em ({_INLINE})*>
<!ELEMENT a ({_INLINE})*>
<!ELEMENT sub ({_INLINE})*>
<!ELEMENT sup ({_INLINE})*>
<!ELEMENT br EMPTY>
<!ELEMENT body.end (tagline?)>
<!ELEMENT tagline (#PCDATA | br)*>
<!ATTLIST nitf xmlns CDATA #FIXED "http://iptc.org/std/NITF/2006-10-18/" xml:lang CDATA #IMPLIED>
<!ATTLIST meta name CDATA #REQUIRED content CDATA #REQUIRED>
<!ATTLIST doc-id id-string CDATA #REQUIRED>
<!ATTLIST date.issue norm CDATA #REQUIRED>
<!ATTLIST keyword key CDATA #REQUIRED>
<!ATTLIST story.date norm CDATA #IMPLIED>
<!ATTLIST series series.name CDATA #REQUIRED series.part CDATA #REQUIRED series.totalpart CDATA #REQUIRED>
<!ATTLIST hl2 class CDATA #IMPLIED>
<!ATTLIST p class CDATA #IMPLIED>
<!ATTLIST bq class CDATA #IMPLIED>
<!ATTLIST block class CDATA #IMPLIED>
<!ATTLIST em class CDATA #IMPLIED>
<!ATTLIST a href CDATA #REQUIRED>
<!ATTLIST media media-type (image) #REQUIRED>
<!ATTLIST media-reference source CDATA #REQUIRED mime-type CDATA #REQUIRED width NMTOKEN #REQUIRED
    height NMTOKEN #REQUIRED alternate-text CDATA #IMPLIED>
"""


def faults_of_nitf(data: bytes) -> list[str]:
    """Return what the structure of NITF does not allow of a document."""
    structure = etree.DTD(io.StringIO(_NITF))
    document = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    return [] if structure.validate(document) else [str(error.message) for error in structure.error_log]
