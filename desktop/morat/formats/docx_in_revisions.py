"""Make the tree of a Word file plain before it is read.

Tracked changes are accepted, rejected, or left to be read as suggestions; wrappers (content controls, smart
tags, simple fields) give way to what they hold, and of two versions of the same drawing one stays. What is
left is paragraphs of runs and links, and tables of them, so that no text can hide from the reader.

Where suggestions are to be kept, the paragraphs that are left are those of before: a paragraph that is new
stands inside an element ``ADDED``; ``SPLIT``, ``JOIN`` and ``REMOVED`` say inside the others what is to
become of them. Text inside ``w:ins`` and ``w:del`` is left to the reader of runs.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from morat.formats.ooxml import FORMER, Element, child_of, qn

ACCEPT, REJECT, KEEP = "accept", "reject", "keep"
HOWS = (KEEP, ACCEPT, REJECT)
"""What may be done with tracked changes."""
ADDED, SPLIT, JOIN, REMOVED = (f"{{urn:morat}}{name}" for name in ("added", "split", "join", "removed"))

INSERTED = tuple(map(qn, ("w:ins", "w:moveTo")))
DELETED = tuple(map(qn, ("w:del", "w:moveFrom")))
_WRAPPERS = tuple(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
_NO_CONTENT = tuple(map(qn, ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:fldData")))
_SHOWN = tuple(map(qn, ("w:t", "a:blip", "v:imagedata")))
_CONTENT = tuple(
    qn(name)
    for name in (
        *("w:t", "w:delText", "m:t", "w:sym", "w:drawing", "w:pict", "w:object"),
        *("w:footnoteReference", "w:endnoteReference"),
    )
)
_DELETED_NAMES = {qn("w:delText"): qn("w:t"), qn("w:delInstrText"): qn("w:instrText")}
_PROPERTIES = tuple(map(qn, ("w:rPr", "w:trPr", "w:tcPr", "w:pPr", "w:numPr")))
_ABOUT_PARAGRAPH, _ABOUT_END = qn("w:pPr"), qn("w:rPr")
_RANGES = tuple(map(qn, ("w:commentRangeStart", "w:commentRangeEnd")))
_MOST = 100_000
"""Changes that are kept as suggestions; a whole novel, edited line by line, has fewer."""


def resolve(root: Element, how: str = ACCEPT) -> int:
    """Make ``root`` plain, in place; return how many changes were accepted for being too many to keep.

    ``how`` is one of :data:`HOWS`. Where nothing was there before the changes they are accepted: a piece
    that was written with tracking switched on is no piece with suggestions.
    """
    for choice in list(root.iter(qn("mc:AlternateContent"))):
        _choose(choice)
    for element in list(root.iter(*FORMER, *_NO_CONTENT)):
        _remove(element)
    for wrapper in list(root.iter(*_WRAPPERS)):
        _unwrap(wrapper)
    _carry_ranges(root)
    changes = list(root.iter(*INSERTED, *DELETED, qn("w:cellIns"), qn("w:cellDel")))
    too_many = len(changes) if how == KEEP and len(changes) > _MOST else 0
    if how == KEEP and not too_many and any(_is_there(text) for text in root.iter(*_CONTENT)):
        _keep(root, changes)
    elif changes:
        _settle(root, *((INSERTED, DELETED) if how == REJECT else (DELETED, INSERTED)))
    return too_many


def accept(root: Element) -> None:
    """Make ``root`` plain as it reads with all changes accepted."""
    resolve(root, ACCEPT)


def is_inserted(row: Element) -> bool:
    """Say whether a row of a table is a suggestion."""
    return _row_mark(row, INSERTED) is not None


def row_change(row: Element) -> Element | None:
    """Return what says that a row would come in or go, None for an ordinary row."""
    return _row_mark(row, (*INSERTED, *DELETED))


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


def _carry_ranges(root: Element) -> None:
    """Bring the ends of comments that stand between paragraphs into the paragraph beside them."""
    for mark in list(root.iter(*_RANGES)):
        parent = mark.getparent()
        if parent is None or parent.tag in (qn("w:p"), qn("w:hyperlink"), *INSERTED, *DELETED):
            continue
        starts = mark.tag == _RANGES[0]
        paragraph = next(_paragraphs_from(mark, forward=starts), None)
        if paragraph is None:
            continue
        if starts:
            paragraph.insert(1 if paragraph.find(qn("w:pPr")) is not None else 0, mark)
        else:
            paragraph.append(mark)


def _paragraphs_from(mark: Element, *, forward: bool) -> Iterator[Element]:
    for sibling in mark.itersiblings(preceding=not forward):
        inside = list(sibling.iter(qn("w:p")))
        yield from inside if forward else reversed(inside)


def _settle(root: Element, gone: tuple[str, ...], stays: tuple[str, ...]) -> None:
    """Take out what is ``gone``, with rows, cells and the ends of paragraphs; unwrap what ``stays``."""
    cell = qn("w:cellDel") if gone == DELETED else qn("w:cellIns")
    for row in list(root.iter(qn("w:tr"))):
        if _row_mark(row, gone) is not None:
            _remove(row)
    for mark in list(root.iter(cell)):
        properties = mark.getparent()
        if properties is not None and properties.getparent() is not None:
            _remove(properties.getparent())
    joined = [mark.getparent() for mark in root.iter(*gone) if _is_paragraph_mark(mark)]
    for element in list(root.iter(*gone)):
        _remove(element)
    for wrapper in list(root.iter(*stays)):
        parent = wrapper.getparent()
        (_remove if parent is not None and parent.tag in _PROPERTIES else _unwrap)(wrapper)
    _rename_deleted(root)
    for properties in joined:
        _join_with_next(properties)


def _rename_deleted(root: Element) -> None:
    for element in list(root.iter(*_DELETED_NAMES)):
        element.tag = _DELETED_NAMES[str(element.tag)]


def _row_mark(row: Element, names: tuple[str, ...]) -> Element | None:
    properties = row.find(qn("w:trPr"))
    return None if properties is None else next(properties.iterchildren(*names), None)


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
    """Move a paragraph whose end is gone to the front of the next one."""
    properties = None if mark is None else mark.getparent()
    paragraph = None if properties is None else properties.getparent()
    if paragraph is None:
        return
    following = _next_paragraph(paragraph)
    if following is None:
        return
    place = 1 if following.find(qn("w:pPr")) is not None else 0
    for child in reversed(paragraph):
        if child is not properties:
            following.insert(place, child)
    _remove(paragraph)


def _next_paragraph(paragraph: Element) -> Element | None:
    following = next(paragraph.itersiblings(qn("w:p"), qn("w:tbl")), None)
    return following if following is not None and following.tag == qn("w:p") else None


def _keep(root: Element, changes: Iterable[Element]) -> None:
    """Bring the paragraphs back to what they were and say inside them what is to become of them."""
    _rename_deleted(root)
    for mark in list(root.iter(qn("w:cellIns"), qn("w:cellDel"))):
        # Columns that come or go: no stretch of a table's text says that.
        _settle_cells(mark)
    for row in list(root.iter(qn("w:tr"))):
        _keep_row(row)
    for wrapper in changes:
        parent = wrapper.getparent()
        if parent is not None and parent.tag in (qn("w:body"), qn("w:tc"), qn("w:tbl"), qn("w:txbxContent")):
            (_remove if wrapper.tag in DELETED else _unwrap)(wrapper)
    paragraphs = dict.fromkeys(chain.from_iterable(map(_own_paragraph, changes)))
    done: set[Element] = set()
    for paragraph in paragraphs:
        if paragraph not in done and paragraph.getparent() is not None:
            done.update(_keep_group(_group(paragraph)))


def _keep_row(row: Element) -> None:
    """Make what stands in a row plain, where the row as a whole would come in or go."""
    if row_change(row) is None:
        return
    order = (DELETED, INSERTED) if is_inserted(row) else (INSERTED, DELETED)
    for cell in row.iterchildren(qn("w:tc")):
        _settle(cell, *order)


def _settle_cells(mark: Element) -> None:
    properties = mark.getparent()
    cell = None if properties is None else properties.getparent()
    if cell is not None and mark.tag == qn("w:cellDel"):
        _remove(cell)


def _own_paragraph(change: Element) -> Iterator[Element]:
    paragraph = next(change.iterancestors(qn("w:p")), None)
    if paragraph is not None:
        yield paragraph


def _group(paragraph: Element) -> list[Element]:
    """Return the paragraphs that were one before their ends were inserted, with this one among them."""
    first = paragraph
    while (before := first.getprevious()) is not None and _is_new_end(before):
        first = before
    group = [first]
    while _is_new_end(group[-1]) and (following := _next_paragraph(group[-1])) is not None:
        group.append(following)
    return group


def _is_new_end(element: Element) -> bool:
    return element.tag == qn("w:p") and _end(element, INSERTED) is not None


def _keep_group(group: list[Element]) -> list[Element]:
    parent = group[0].getparent()
    in_cell = parent is not None and parent.tag == qn("w:tc")
    old = [place for place, one in enumerate(group) if any(_is_there(text) for text in one.iter(*_CONTENT))]
    first, last = (0, len(group) - 1) if in_cell else (old[0], old[-1]) if old else (len(group), -1)
    for place, paragraph in enumerate(group):
        if place < first or place > last:
            _wrap_added(paragraph, _end(group[max(place - 1, 0)] if place > last else paragraph, INSERTED))
        elif place > first:
            _append(group[first], paragraph, _end(group[place - 1], INSERTED))
    if first <= last:
        _mark_end(group[first], _end(group[last], DELETED), in_cell=in_cell)
    for paragraph in group:
        # Else the paragraph behind, with changes of its own, would be taken for a part of this group.
        _remove(_end(paragraph, INSERTED))
    return group


def _append(base: Element, paragraph: Element, end: Element | None) -> None:
    """Move what a paragraph holds behind ``base``, from which it was parted."""
    if not _is_undone(end):
        _mark(base, SPLIT, end)
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            base.append(child)
    _remove(paragraph)


def _is_undone(end: Element | None) -> bool:
    """Say whether the end of a paragraph was inserted and deleted again."""
    properties = None if end is None else end.getparent()
    return properties is not None and next(properties.iterchildren(*DELETED), None) is not None


def _wrap_added(paragraph: Element, end: Element | None) -> None:
    """Put a new paragraph, plain as it would read, into an element that says so."""
    change = end if end is not None else next(paragraph.iter(*INSERTED), None)
    wrapper = etree.Element(ADDED)
    _sign(wrapper, change)
    paragraph.addprevious(wrapper)
    wrapper.append(paragraph)
    _settle(wrapper, DELETED, INSERTED)
    if next(wrapper.iter(*_CONTENT), None) is None:
        _unwrap(wrapper)


def _mark_end(paragraph: Element, end: Element | None, *, in_cell: bool) -> None:
    """Say that a paragraph would go, or be joined with the next, where its end is deleted."""
    if end is None:
        return
    kept = any(_is_there(text) and not _inside(text, DELETED) for text in paragraph.iter(*_CONTENT))
    if kept or in_cell:
        if _next_paragraph(paragraph) is not None:
            _mark(paragraph, JOIN, end)
    else:
        paragraph.insert(0, _mark(paragraph, REMOVED, end))


def _mark(paragraph: Element, name: str, change: Element | None) -> Element:
    mark = etree.SubElement(paragraph, name)
    _sign(mark, change)
    return mark


def _sign(mark: Element, change: Element | None) -> None:
    """Say on ``mark`` who made the change, and when."""
    for name, told in () if change is None else change.items():
        mark.set(name, told)


def _end(paragraph: Element, names: tuple[str, ...]) -> Element | None:
    """Return what says that the end of a paragraph was inserted, or was deleted; None where nothing does."""
    properties = child_of(child_of(paragraph, _ABOUT_PARAGRAPH), _ABOUT_END)
    if properties is None:
        return None
    found = [child for child in properties if child.tag in (*INSERTED, *DELETED)]
    if names == DELETED and any(child.tag in INSERTED for child in found):
        return None
    return next((child for child in found if child.tag in names), None)


def _is_there(text: Element) -> bool:
    """Say whether something was there before the changes."""
    return not _inside(text, INSERTED)


def _inside(element: Element, names: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*names), None) is not None


def _remove(element: Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)
