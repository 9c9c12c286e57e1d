"""What a paragraph of a Word file is made of: runs with their marks, links, a bookmark, a picture."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from urllib.parse import quote, urlsplit

from lxml import etree

from morat.formats.ooxml import Element, add, add_bare, last_in, qn
from morat.newsroom.inline import Run
from morat.newsroom.pictures import Picture
from morat.newsroom.text import clean

# In the order that the schema asks for in w:rPr.
_SWITCHES = {"bold": "w:b", "italic": "w:i", "strike": "w:strike"}
_RAISED = {"sup": "superscript", "sub": "subscript"}
SPACER = "Spacer"
"""Style of a line that is not seen, where Word asks for one."""
_BREAKS = re.compile("([\n\t])")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ADDRESS_LETTERS = "!#$%&'()*+,-./:;=?@[]_~"

_EMU = 635
"""English metric units in a twip, which is a twentieth of a point."""
_TALLEST = 11_900
_BELOW_TABLE = 240


def paragraph(parent: Element, style: str, *, list_number: str = "", keep_next: bool = False) -> Element:
    """Add an empty paragraph in ``style``; below a table it has room above, which no table has below itself.

    ``list_number`` makes it an item of that list; with ``keep_next`` it stands on the page of what follows.
    """
    above = last_in(parent)
    below_table = above is not None and above.tag == qn("w:tbl") and style != SPACER
    made = add(parent, "w:p")
    properties = add(made, "w:pPr")
    add(properties, "w:pStyle", val=style)
    if keep_next:
        add(properties, "w:keepNext")
    if list_number:
        numbering = add(properties, "w:numPr")
        add(numbering, "w:ilvl", val="0")
        add(numbering, "w:numId", val=list_number)
    if below_table:
        add(properties, "w:spacing", before=str(_BELOW_TABLE))
    return made


def close(parent: Element) -> None:
    """End a cell, or what stands before another table: Word asks for a paragraph there."""
    above = last_in(parent)
    if above is None or above.tag != qn("w:p"):
        paragraph(parent, SPACER)


def text(parent: Element, words: str, style: str = "", marks: Iterable[str] = ()) -> None:
    """Add ``words`` as one run with a character style and marks; ``sup`` wins over ``sub``."""
    words = clean(words)
    if not words:
        return
    run = add(parent, "w:r")
    _properties(run, style, frozenset(marks))
    for part in _BREAKS.split(words):
        if part == "\n":
            add(run, "w:br")
        elif part == "\t":
            add(run, "w:tab")
        elif part:
            stretch = add(run, "w:t")
            stretch.text = part
            stretch.set(_SPACE, "preserve")


def numbered(parent: Element, word: str, number: int) -> None:
    """Add ``Ảnh 1. `` as Word's own numbering of captions: a SEQ field that holds its number already."""
    text(parent, f"{word} ", "Label")
    _field_mark(parent, "begin")
    instruction = add(_labelled(parent), "w:instrText")
    instruction.text = f" SEQ {word} \\* ARABIC "
    instruction.set(_SPACE, "preserve")
    _field_mark(parent, "separate")
    text(parent, str(number), "Label")
    _field_mark(parent, "end")
    text(parent, ". ", "Label")


def _field_mark(parent: Element, kind: str) -> None:
    add(_labelled(parent), "w:fldChar", fldCharType=kind)


def _labelled(parent: Element) -> Element:
    run = add(parent, "w:r")
    add(add(run, "w:rPr"), "w:rStyle", val="Label")
    return run


def _properties(run: Element, style: str, marks: frozenset[str]) -> None:
    raised = next((word for mark, word in _RAISED.items() if mark in marks), None)
    if not style and not raised and not marks & {*_SWITCHES, "underline"}:
        return
    properties = add(run, "w:rPr")
    if style:
        add(properties, "w:rStyle", val=style)
    for mark, name in _SWITCHES.items():
        if mark in marks:
            add(properties, name)
    if "underline" in marks:
        add(properties, "w:u", val="single")
    if raised:
        add(properties, "w:vertAlign", val=raised)


def runs(parent: Element, stretches: Iterable[Run], relate: Callable[[str], str], style: str = "") -> None:
    """Add runs in a character style; ``relate`` gives the relationship id of an address outside."""
    for link, group in groupby(stretches, key=_link):
        address = safe_address(link) if link else ""
        place = parent
        if address:
            place = add(parent, "w:hyperlink")
            place.set(qn("r:id"), relate(address))
        for run in group:
            text(place, run.text, "Hyperlink" if address else style, run.marks)


def _link(run: Run) -> str | None:
    return run.link


def safe_address(link: str) -> str:
    """Return ``link`` as an address that Word accepts; empty where it is none.

    One malformed address makes Word call the whole file damaged.
    """
    try:
        urlsplit(link)
    except ValueError:
        return ""
    return "".join(
        letter if letter > "\x7f" or letter.isalnum() or letter in _ADDRESS_LETTERS else quote(letter)
        for letter in clean(link)
    )


def bookmark(made: Element, name: str, number: int) -> None:
    """Lay a bookmark round all that stands in a paragraph."""
    start = etree.Element(qn("w:bookmarkStart"), {qn("w:id"): str(number), qn("w:name"): name})
    made.insert(1 if made.find(qn("w:pPr")) is not None else 0, start)
    add(made, "w:bookmarkEnd", id=str(number))


def drawing(
    parent: Element, picture: Picture, relation: str, number: int, *, name: str, alt: str, width: float
) -> None:
    """Add a picture that stands in the line, ``width`` twips wide; one that would be too tall is narrower."""
    height = width * picture.height / max(picture.width, 1)
    if height > _TALLEST:
        width, height = width * _TALLEST / height, _TALLEST
    cx, cy = str(max(1, round(width * _EMU))), str(max(1, round(height * _EMU)))

    inline = add_bare(
        add(add(parent, "w:r"), "w:drawing"), "wp:inline", distT="0", distB="0", distL="0", distR="0"
    )
    add_bare(inline, "wp:extent", cx=cx, cy=cy)
    add_bare(inline, "wp:docPr", id=str(number), name=name, descr=alt)
    frame = add_bare(inline, "wp:cNvGraphicFramePr")
    add_bare(frame, "a:graphicFrameLocks", noChangeAspect="1")
    graphic = add_bare(add_bare(inline, "a:graphic"), "a:graphicData")
    graphic.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")
    shown = add_bare(graphic, "pic:pic")
    about = add_bare(shown, "pic:nvPicPr")
    add_bare(about, "pic:cNvPr", id=str(number), name=name, descr=alt)
    add_bare(about, "pic:cNvPicPr")
    fill = add_bare(shown, "pic:blipFill")
    add_bare(fill, "a:blip").set(qn("r:embed"), relation)
    add_bare(add_bare(fill, "a:stretch"), "a:fillRect")
    shape = add_bare(shown, "pic:spPr")
    place = add_bare(shape, "a:xfrm")
    add_bare(place, "a:off", x="0", y="0")
    add_bare(place, "a:ext", cx=cx, cy=cy)
    add_bare(add_bare(shape, "a:prstGeom", prst="rect"), "a:avLst")
