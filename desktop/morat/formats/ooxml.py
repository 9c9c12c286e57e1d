"""The XML of Word files (ECMA-376): names, elements, and the two places where a block keeps its id.

Only what both directions share; the package around the XML is in ``ooxml_package``.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias, TypeVar, cast

import msgspec
from lxml import etree
from lxml.etree import _Element  # pyright: ignore[reportPrivateUsage]

Fact = TypeVar("Fact")
Element: TypeAlias = _Element
"""An element of lxml, whose own name for it is not public."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "cust": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}
RELATION = NAMESPACES["r"]
"""What the types of relationships begin with: ``RELATION + "/image"``."""

FORMAT = "docx-1"
"""Value of the property ``format`` in files written here; reading such a file needs no guessing."""

_BOOKMARK = "_m_"
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.-]{1,37}")
_PROPERTY = "morat."
# Word shows and edits text properties of at most 255 characters; longer ones go into several.
_PROPERTY_LENGTH = 255
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PLACE = re.compile(r"[A-Za-z]:[\\/]|\\\\|[a-z][a-z-]*:/|/\w+/")

FORMER = tuple(
    f"{{{NAMESPACES['w']}}}{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
)
"""How something looked before, and who changed it."""


@lru_cache(maxsize=1024)
def qn(name: str) -> str:
    """Return the full name of an element or attribute, ``w:p`` with its namespace."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_VAL = qn("w:val")


def add(parent: Element, tag: str, /, **attributes: str) -> Element:
    """Add an element at the end of ``parent``; its attributes are in the element's own namespace."""
    prefix = tag.partition(":")[0]
    return etree.SubElement(
        parent, qn(tag), {qn(f"{prefix}:{key}"): value for key, value in attributes.items()}
    )


def add_bare(parent: Element, tag: str, /, **attributes: str) -> Element:
    """Add an element whose attributes have no namespace, as those of drawings."""
    return etree.SubElement(parent, qn(tag), dict(attributes))


def last_in(parent: Element) -> Element | None:
    """Return the last child of an element; asking for its length would count all of them."""
    return next(parent.iterchildren(reversed=True), None)


def added_since(parent: Element, last: Element | None) -> list[Element]:
    """Return what was added to ``parent`` since its last child was ``last``."""
    return list(parent if last is None else last.itersiblings())


def child_of(parent: Element | None, tag: str) -> Element | None:
    """Return the first child with a tag; a search by path takes twice as long."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def value(parent: Element | None, name: str) -> str | None:
    """Return ``w:val`` of the child ``name``, empty where it has none; None without such a child."""
    child = child_of(parent, qn(name))
    return None if child is None else child.get(_VAL, "")


def values(parent: Element | None) -> dict[str, str]:
    """Return ``w:val`` of all children by their tags, for who asks for many; of equal ones the first."""
    said: dict[str, str] = {}
    for child in () if parent is None else parent:
        said.setdefault(str(child.tag), child.get(_VAL, ""))
    return said


def measure(element: Element, name: str) -> int:
    """Return the whole number in an attribute, 0 where there is none."""
    written = element.get(qn(name), "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0


def is_on(parent: Element | None, name: str) -> bool | None:
    """Return whether the switch ``name`` (bold, italic...) is on or off; None where nothing is said."""
    return switch(value(parent, name))


def switch(written: str | None) -> bool | None:
    """Return whether what is written of a switch turns it on or off; None where nothing is."""
    return None if written is None else written.lower() not in ("0", "false", "off", "none")


def names_a_place(said: str) -> bool:
    """Say whether an alt text is a file's path or address: Word until 2010 writes the one on its disk."""
    return _PLACE.match(said.strip()) is not None


def bookmark_name(block_id: str) -> str:
    """Return the bookmark that carries a block's id; an id that no bookmark can hold has an alias.

    Word allows 40 characters. The property ``ids`` says which id an alias stands for.
    """
    if _PLAIN_ID.fullmatch(block_id):
        return _BOOKMARK + block_id
    return f"{_BOOKMARK}_{sha256(block_id.encode()).hexdigest()[:24]}"


def bookmark_id(name: str) -> str | None:
    """Return the block id (or alias) in a bookmark's name; None for bookmarks of other people."""
    return name[len(_BOOKMARK) :] if name.startswith(_BOOKMARK) and len(name) > len(_BOOKMARK) else None


def custom_properties(facts: Mapping[str, str]) -> bytes:
    """Return the part ``docProps/custom.xml`` that carries ``facts`` under the program's own names."""
    root = etree.Element(qn("cust:Properties"), nsmap={name: NAMESPACES[name] for name in ("cust", "vt")})
    number = 1
    for name, text in facts.items():
        for start in range(0, max(len(text), 1), _PROPERTY_LENGTH):
            number += 1
            place = f".{start // _PROPERTY_LENGTH + 1}" if start else ""
            key = f"{_PROPERTY}{name}{place}"
            entry = add_bare(root, "cust:property", fmtid=_PROPERTY_SET, pid=str(number), name=key)
            add_bare(entry, "vt:lpwstr").text = text[start : start + _PROPERTY_LENGTH]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_properties(root: Element | None) -> dict[str, str]:
    """Return the facts that :func:`custom_properties` wrote; empty for files of other programs."""
    facts: dict[str, str] = {}
    for entry in () if root is None else root.iterchildren(qn("cust:property")):
        name = entry.get("name", "")
        if name.startswith(_PROPERTY):
            key = name.removeprefix(_PROPERTY).partition(".")[0]
            facts[key] = facts.get(key, "") + "".join(cast("list[str]", list(entry.itertext())))
    return facts


def pack_fact(fact: object) -> str:
    """Return a fact as one line of ASCII, safe in any XML."""
    return json.dumps(fact, separators=(",", ":"))


def unpack_fact(text: str | None, kind: type[Fact], missing: Fact) -> Fact:
    """Return what :func:`pack_fact` packed, if it is of the ``kind``; else ``missing``.

    Properties can be edited in Word, cut off, or written by somebody else.
    """
    try:
        return msgspec.json.decode(text, type=kind) if text else missing
    except (msgspec.DecodeError, RecursionError):
        return missing
