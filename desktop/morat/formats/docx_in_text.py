"""What stands in a paragraph of a Word file: text with its marks, pictures, text boxes, notes."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from morat.formats.docx_in_pieces import NoteHere, PictureHere, Piece
from morat.formats.docx_in_revisions import DELETED, INSERTED, JOIN, REMOVED, SPLIT
from morat.formats.docx_in_styles import Styles, marks_said
from morat.formats.docx_in_tracking import Tracker
from morat.formats.ooxml import RELATION, Element, child_of, names_a_place, qn, switch, values
from morat.formats.ooxml_package import Relation
from morat.newsroom.edits import with_text
from morat.newsroom.inline import Run

_SAFE_SCHEMES = frozenset(("http", "https", "ftp", "mailto", "tel"))
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_PROPERTIES, _STYLE, _HIDDEN = qn("w:rPr"), qn("w:rStyle"), qn("w:vanish")
_COLOUR, _LINE = qn("w:color"), qn("w:u")
_PICTURES = tuple(map(qn, ("a:blip", "v:imagedata")))
_BOX = qn("w:txbxContent")
_WORDS = (_BOX, qn("v:textpath"))
_DRAWN = ("/chart", "/chartex", "/diagram")
_COMMENTS = tuple(map(qn, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
_TEXT, _FIELD, _INSTRUCTION = qn("w:t"), qn("w:fldChar"), qn("w:instrText")
_RUN, _LINK, _ABOUT_PARAGRAPH = qn("w:r"), qn("w:hyperlink"), qn("w:pPr")
_FORMULAS = tuple(map(qn, ("m:oMath", "m:oMathPara")))
_DRAWINGS = tuple(map(qn, ("w:drawing", "w:pict", "w:object")))
_APART = frozenset((*_NOTES, *_DRAWINGS, *_COMMENTS))
"""What stands in a run and is no text of it."""
_LONGEST_NAME = 120
# Word's own characters of symbol fonts: a bullet or an arrow, meaningless in any other font.
_PRIVATE = range(0xE000, 0xF900)


class _Field:
    """A field that is open: its instruction is gathered until the result begins."""

    def __init__(self) -> None:
        self.instruction = ""
        self.in_result = False

    @property
    def link(self) -> str | None:
        found = _HYPERLINK.match(self.instruction)
        return safe_link(found.group(1)) if found else None


def safe_link(address: str) -> str | None:
    """Return an address that may stand in a piece: of the web, mail or telephone; else None.

    Word files link to files on their author's disk and to scripts; neither is any reader's business.
    """
    try:
        scheme = urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return None
    return address.strip() if scheme in _SAFE_SCHEMES else None


class TextReader:
    """Reads the paragraphs of one part, in order: fields may reach over several."""

    def __init__(self, styles: Styles, relations: dict[str, Relation], tracker: Tracker) -> None:
        """Read under ``styles``, with the ``relations`` of the part that the paragraphs stand in.

        ``tracker`` knows the comments of that part, and takes note of what is said and suggested.
        """
        self._styles = styles
        self._relations = relations
        self._tracker = tracker
        self._fields: list[_Field] = []
        self._hidden: list[str] = []

    def pieces(self, paragraph: Element) -> list[Piece]:
        """Return what stands in ``paragraph``; its tree has been made plain before."""
        self._tracker.begin_paragraph()
        found = list(self._inside(paragraph, None))
        # An instruction ends with its paragraph; in a damaged file the rest of the text would vanish.
        self._fields = [field for field in self._fields if field.in_result]
        found += self._tracker.hide("".join(self._hidden))
        self._hidden.clear()
        return self._tracker.end_paragraph(found)

    def _inside(self, parent: Element, link: str | None) -> Iterator[Piece]:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                yield from self._run(child, link)
            elif tag == _ABOUT_PARAGRAPH:
                continue
            elif tag == _LINK:
                yield from self._inside(child, self._target(child) or link)
            elif tag in _FORMULAS:
                yield Piece(Run("".join(text.text or "" for text in child.iter(qn("m:t")))))
            elif tag in _DRAWINGS:
                yield from self._drawing(child)
            else:
                yield from self._tracked(child, link)

    def _tracked(self, child: Element, link: str | None) -> Iterator[Piece]:
        """Yield what tracked changes and comments put around text, or between it."""
        if child.tag in _COMMENTS:
            yield from self._tracker.comment(child)
        elif child.tag in DELETED:
            with self._tracker.deleting(child) as is_there:
                inside = self._inside(child, link)
                yield from inside if is_there else ()
        elif child.tag in INSERTED:
            with self._tracker.inserting():
                new = list(self._inside(child, link))
            yield from self._tracker.inserted(child, new)
        elif child.tag in (SPLIT, JOIN, REMOVED):
            yield from self._tracker.end(child)

    def _target(self, hyperlink: Element) -> str | None:
        relation = self._relations.get(hyperlink.get(qn("r:id"), ""))
        return safe_link(relation.target) if relation and relation.external else None

    def _run(self, run: Element, link: str | None) -> Iterator[Piece]:
        said = values(child_of(run, _PROPERTIES))
        style_id = said.get(_STYLE)
        style = self._styles.style(style_id) if style_id else None
        said_hidden = switch(said.get(_HIDDEN))
        hidden = (style.hidden if style else False) if said_hidden is None else said_hidden
        name = style.name if style else ""
        link = link or self._field_link()
        inherited = style.marks if style else frozenset[str]()
        if link:
            inherited -= {"underline"}  # the look of a link, not a mark of its own
            if _COLOUR in said:
                said.pop(_LINE, None)  # Google Docs has no style for links: each is blue with a line
        looks = Run("", tuple(marks_said(said, inherited)), link, self._tracker.covering)
        text = ""
        for child in run:
            if child.tag == _PROPERTIES:
                continue
            words = self._text(child)
            if hidden:
                self._hidden.append(words)
            else:
                text += words
            if child.tag not in _APART:
                continue
            for piece in self._other(child):
                yield Piece(with_text(looks, text), name)
                yield piece
                text = ""
        if text:
            yield Piece(with_text(looks, text), name)

    def _text(self, child: Element) -> str:
        """Return the text of one thing in a run, empty inside a field's instruction."""
        if child.tag == _FIELD:
            self._field_mark(child.get(qn("w:fldCharType"), ""))
        elif child.tag == _INSTRUCTION and self._fields:
            self._fields[-1].instruction += child.text or ""
        elif all(field.in_result for field in self._fields):
            return _characters(child)
        return ""

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_link(self) -> str | None:
        if not self._fields:
            return None
        return next((field.link for field in reversed(self._fields) if field.in_result and field.link), None)

    def _other(self, child: Element) -> Iterator[Piece]:
        if child.tag in _NOTES:
            yield Piece(note=NoteHere(_NOTES[child.tag], child.get(qn("w:id"), "")))
        elif child.tag in _DRAWINGS:
            yield from self._drawing(child)
        elif child.tag in _COMMENTS:
            yield from self._tracker.comment(child)

    def _drawing(self, drawing: Element) -> Iterator[Piece]:
        described = drawing.find(f".//{qn('wp:docPr')}")
        found = [one for one in drawing.iter(*_PICTURES, *_WORDS) if not _is_in_box(one)]
        is_group = sum(one.tag in _PICTURES for one in found) > 1
        for element in found:
            if element.tag in _PICTURES:
                own = _own_description(element) if is_group else None
                yield self._picture(element, described if own is None else own)
            elif element.tag == _BOX:
                yield Piece(box=element)
            elif element.get("string"):
                yield Piece(box=_boxed(element.get("string", "")))
        if not found and described is not None and _is_drawn(drawing):
            name = described.get("name", "")
            alt = described.get("descr") or described.get("title") or name
            yield Piece(picture=PictureHere("", name, alt, name), marks=self._tracker.of_picture())

    def _picture(self, element: Element, described: Element | None) -> Piece:
        identity = element.get(qn("r:embed")) or element.get(qn("r:id")) or element.get(qn("r:link")) or ""
        relation = self._relations.get(identity)
        inside = relation is not None and not relation.external and relation.kind == f"{RELATION}/image"
        if described is not None:
            name = described.get("name", "")
            alt = described.get("descr") or described.get("title") or ""
        else:
            shape = element.getparent()
            name, alt = "", "" if shape is None else shape.get("alt", "")
        if names_a_place(alt):
            alt = ""
        part, file = (relation.target if relation and inside else ""), _file_of(relation)
        here = PictureHere(part, name, alt, file, _crop(element))
        return Piece(picture=here, marks=self._tracker.of_picture())


def _is_in_box(element: Element) -> bool:
    """Say whether something stands in a text box, which is read as a whole."""
    return next(element.iterancestors(_BOX), None) is not None


def _own_description(picture: Element) -> Element | None:
    """Return what describes one picture of a group, None where nothing does."""
    own = next(picture.iterancestors(qn("pic:pic")), None)
    said = None if own is None else own.find(f"{qn('pic:nvPicPr')}/{qn('pic:cNvPr')}")
    return said if said is not None and said.get("descr") else None


def _boxed(words: str) -> Element:
    """Return the words of a piece of WordArt as a text box has them."""
    box = etree.Element(_BOX)
    run = etree.SubElement(etree.SubElement(box, qn("w:p")), _RUN)
    etree.SubElement(run, _TEXT).text = words
    return box


def _is_drawn(drawing: Element) -> bool:
    """Say whether a drawing is a chart or a diagram, of which the file has no picture."""
    kinds = (data.get("uri", "").lower() for data in drawing.iter(qn("a:graphicData")))
    return any(kind.endswith(_DRAWN) for kind in kinds)


def _file_of(relation: Relation | None) -> str:
    """Return the bare name of a picture's file, wherever it lies; none for other things (charts, objects)."""
    if relation is None or not relation.kind.endswith("/image"):
        return ""
    return unquote(relation.target).replace("\\", "/").rstrip("/").rpartition("/")[2][:_LONGEST_NAME]


def _crop(picture: Element) -> tuple[float, float, float, float] | None:
    """Return what Word shows of a picture (``a:srcRect``, thousandths of a per cent); None for all of it."""
    parent = picture.getparent()
    cut = None if parent is None else parent.find(qn("a:srcRect"))
    if cut is None:
        return None
    left, top, right, bottom = (_share(cut.get(side, "0")) for side in "ltrb")
    width, height = 1 - left - right, 1 - top - bottom
    return (left, top, width, height) if (width, height) != (1, 1) and min(width, height) > 0 else None


def _share(written: str) -> float:
    """Return what is cut off at one side; a frame wider than its picture (less than nothing) cuts nothing."""
    try:
        return max(0.0, float(written.removesuffix("%")) / (100 if written.endswith("%") else 100_000))
    except ValueError:
        return 0.0


def _characters(child: Element) -> str:
    if child.tag == _TEXT:
        return child.text or ""
    if child.tag == qn("w:br"):
        return "" if child.get(qn("w:type")) in ("page", "column") else "\n"
    if child.tag == qn("w:sym"):
        return _symbol(child.get(qn("w:char"), ""))
    return _CHARACTERS.get(child.tag, "")


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
        return "" if number in _PRIVATE else chr(number)
    except (ValueError, OverflowError):
        return ""
