"""Join the styles and lists of a newsroom's own Word file with those that the writer needs.

Styles are told by their names: a Vietnamese Word gives ``heading 2`` another id than an English one.
"""

import copy
from collections.abc import Mapping

from morat.formats.ooxml import Element, add, measure, qn, value

_FONT = "Times New Roman"
_FONT_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_NAMING = tuple(
    qn(f"w:{name}")
    for name in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
)
_LISTS = ("ListBullet", "ListNumber")
_BEFORE_NUMBERS = tuple(
    qn(f"w:{name}") for name in ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_PICTURE_BULLETS = tuple(map(qn, ("w:numPicBullet", "w:lvlPicBulletId", "w:numIdMacAtCleanup")))


def ids_for(theirs: Element, own: Element) -> dict[str, str]:
    """Return the new ids of styles in ``theirs``: those of the same name in ``own``, or one nobody has."""
    named = {_key(style): _id(style) for style in own.iterchildren(qn("w:style"))}
    taken = set(named.values())
    ids: dict[str, str] = {}
    for style in theirs.iterchildren(qn("w:style")):
        same = named.pop(_key(style), None)
        if same or _id(style) in taken:
            ids[_id(style)] = same or f"House{_id(style)}"
    return ids


def rename(root: Element, ids: Mapping[str, str]) -> None:
    """Give the styles in ``root``, and what names them, their new ids."""
    for element in root.iter(*_NAMING, qn("w:style")):
        name = qn("w:styleId") if element.tag == qn("w:style") else qn("w:val")
        old = element.get(name, "")
        element.set(name, ids.get(old, old))


def complete(theirs: Element, own: Element) -> set[str]:
    """Add the styles that ``theirs`` lacks, say in full what all text begins with; return the ids added."""
    there = {_id(style) for style in theirs.iterchildren(qn("w:style"))}
    lacking = [style for style in own.iterchildren(qn("w:style")) if _id(style) not in there]
    theirs.extend(copy.deepcopy(style) for style in lacking)
    for remark in list(theirs.iter(qn("w:lang"))):
        drop(remark)
    defaults = theirs.find(qn("w:docDefaults"))
    ours = copy.deepcopy(own.find(qn("w:docDefaults")))
    if ours is not None:
        said = None if defaults is None else defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is None or said is None:
            theirs.insert(0, ours)
            if defaults is not None:
                drop(defaults)
        else:
            _say_in_full(said, ours)
    return set(map(_id, lacking))


def _say_in_full(said: Element, ours: Element) -> None:
    fonts = said.find(qn("w:rFonts"))
    if fonts is None:
        said.insert(0, copy.deepcopy(next(ours.iter(qn("w:rFonts")))))
    else:
        usual = fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or _FONT
        for slot, theme in _FONT_SLOTS.items():
            if not fonts.get(qn(f"w:{slot}")) and not fonts.get(qn(f"w:{theme}")):
                fonts.set(qn(f"w:{slot}"), usual)
    said.append(copy.deepcopy(next(ours.iter(qn("w:lang")))))


def join_lists(styles: Element, theirs: Element, own: Element, added: set[str]) -> None:
    """Bring the patterns of ``own`` lists into ``theirs``, and let the styles that lack one follow them."""
    for element in list(theirs.iter(*_PICTURE_BULLETS)):
        drop(element)
    pattern = _highest(theirs, "w:abstractNum", "w:abstractNumId")
    instance = _highest(theirs, "w:num", "w:numId")
    patterns = [copy.deepcopy(entry) for entry in own.iterchildren(qn("w:abstractNum"))]
    place = len(list(theirs.iterchildren(qn("w:abstractNum"))))
    for number, entry in enumerate(patterns, 1):
        entry.set(qn("w:abstractNumId"), str(pattern + number))
        theirs.insert(place + number - 1, entry)
        add(add(theirs, "w:num", numId=str(instance + number)), "w:abstractNumId", val=str(pattern + number))
    known = {entry.get(qn("w:numId")) for entry in theirs.iterchildren(qn("w:num"))}
    for style in styles.iterchildren(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        numbers = None if properties is None else properties.find(qn("w:numPr"))
        lost = numbers is not None and value(numbers, "w:numId") not in {*known, None}
        if numbers is not None and (lost or _id(style) in added):
            drop(numbers)
            numbers = None
        if numbers is None and _id(style) in _LISTS:
            _number(style, str(instance + 1 + _LISTS.index(_id(style))))


def _highest(numbering: Element, tag: str, name: str) -> int:
    return max((measure(entry, name) for entry in numbering.iterchildren(qn(tag))), default=0)


def _number(style: Element, instance: str) -> None:
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = add(style, "w:pPr")
        run = style.find(qn("w:rPr"))
        if run is not None:
            run.addprevious(properties)
    numbers = add(properties, "w:numPr")
    add(numbers, "w:numId", val=instance)
    place = sum(child.tag in _BEFORE_NUMBERS for child in properties)
    properties.insert(place, numbers)


def drop(element: Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _key(style: Element) -> tuple[str, str]:
    return style.get(qn("w:type"), "paragraph"), (value(style, "w:name") or "").lower()


def _id(style: Element) -> str:
    return style.get(qn("w:styleId"), "")
