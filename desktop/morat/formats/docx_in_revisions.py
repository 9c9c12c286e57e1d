"""Make the tree of a Word file plain before it is read.

Tracked changes are taken as accepted, wrappers (content controls, smart tags, simple fields) give
way to what they hold, and of two versions of the same drawing one stays. What is left is
paragraphs of runs and links, and tables of them, so that no text can hide from the reader.
"""

from morat.formats.ooxml import Element, qn

_DELETED = tuple(map(qn, ("w:del", "w:moveFrom")))
_FORMER = tuple(
    qn(f"w:{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")
)
_WRAPPERS = tuple(
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
_NO_CONTENT = tuple(map(qn, ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:fldData")))
_SHOWN = tuple(map(qn, ("w:t", "a:blip", "v:imagedata")))


def accept(root: Element) -> None:
    """Make ``root`` plain, in place."""
    for choice in list(root.iter(qn("mc:AlternateContent"))):
        _choose(choice)
    _drop_rows(root)
    joined = [mark.getparent() for mark in root.iter(*_DELETED) if _is_paragraph_mark(mark)]
    for element in list(root.iter(*_DELETED, *_FORMER, *_NO_CONTENT)):
        _remove(element)
    for wrapper in list(root.iter(*_WRAPPERS)):
        _unwrap(wrapper)
    for properties in joined:
        _join_with_next(properties)


def _choose(alternatives: Element) -> None:
    """Keep the first version that shows something; the rest are for older or newer programs."""
    versions = list(alternatives)
    kept = next((version for version in versions if next(version.iter(*_SHOWN), None) is not None), None)
    if kept is None:
        _remove(alternatives)
        return
    for version in versions:
        if version is not kept:
            alternatives.remove(version)
    _unwrap(kept)
    _unwrap(alternatives)


def _drop_rows(root: Element) -> None:
    for row in list(root.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            _remove(row)
    for cell in list(root.iter(qn("w:tc"))):
        if cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is not None:
            _remove(cell)


def _is_paragraph_mark(mark: Element) -> bool:
    properties = mark.getparent()
    above = None if properties is None else properties.getparent()
    return (
        properties is not None
        and properties.tag == qn("w:rPr")
        and above is not None
        and above.tag == qn("w:pPr")
    )


def _join_with_next(mark: Element | None) -> None:
    """Move a paragraph whose end was deleted to the front of the next one."""
    properties = None if mark is None else mark.getparent()
    paragraph = None if properties is None else properties.getparent()
    if paragraph is None:
        return
    following = next(paragraph.itersiblings(qn("w:p"), qn("w:tbl")), None)
    if following is None or following.tag != qn("w:p"):
        return
    place = 1 if following.find(qn("w:pPr")) is not None else 0
    for child in reversed(paragraph):
        if child is not properties:
            following.insert(place, child)
    _remove(paragraph)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)
