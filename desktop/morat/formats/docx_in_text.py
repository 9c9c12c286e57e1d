"""What stands in a paragraph of a Word file: text with its marks, pictures, text boxes, notes."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from msgspec import Struct

from morat.formats.docx_in_styles import Styles, marks_of
from morat.formats.ooxml import RELATION, Element, is_on, qn, value
from morat.formats.ooxml_package import Relation
from morat.newsroom.inline import Run, Runs, tidy

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
_PICTURES = tuple(map(qn, ("a:blip", "v:imagedata")))
_DRAWINGS = tuple(map(qn, ("w:drawing", "w:pict", "w:object")))
# Word's own characters of symbol fonts: a bullet or an arrow, meaningless in any other font.
_PRIVATE = range(0xE000, 0xF900)


class PictureHere(Struct, frozen=True):
    """A picture where it stands: its ``part`` (empty when it lies outside), its name and its alt text."""

    part: str
    name: str
    alt: str


class NoteHere(Struct, frozen=True):
    """The mark of a footnote or endnote: which ``kind`` (``footnotes``) and its id."""

    kind: str
    id: str


class Piece(Struct, frozen=True):
    """A stretch of a paragraph: text as a run under a character style, or one thing that is no text."""

    run: Run = Run("")
    style: str = ""
    picture: PictureHere | None = None
    box: Element | None = None
    note: NoteHere | None = None


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


def runs_in(pieces: Iterable[Piece]) -> Runs:
    """Return the text among ``pieces`` in its normal form."""
    return tidy(piece.run for piece in pieces if piece.run.text)


class TextReader:
    """Reads the paragraphs of one part, in order: fields may reach over several."""

    def __init__(self, styles: Styles, relations: dict[str, Relation]) -> None:
        """Read under ``styles``, with the ``relations`` of the part that the paragraphs stand in."""
        self._styles = styles
        self._relations = relations
        self._fields: list[_Field] = []

    def pieces(self, paragraph: Element) -> list[Piece]:
        """Return what stands in ``paragraph``; its tree has been made plain before."""
        found = list(self._inside(paragraph, None))
        # An instruction ends with its paragraph; in a damaged file the rest of the text would vanish.
        self._fields = [field for field in self._fields if field.in_result]
        return found

    def _inside(self, parent: Element, link: str | None) -> Iterator[Piece]:
        for child in parent:
            if child.tag == qn("w:r"):
                yield from self._run(child, link)
            elif child.tag == qn("w:hyperlink"):
                yield from self._inside(child, self._target(child) or link)
            elif child.tag in (qn("m:oMath"), qn("m:oMathPara")):
                yield Piece(Run("".join(text.text or "" for text in child.iter(qn("m:t")))))
            elif child.tag in _DRAWINGS:
                yield from self._drawing(child)

    def _target(self, hyperlink: Element) -> str | None:
        relation = self._relations.get(hyperlink.get(qn("r:id"), ""))
        return safe_link(relation.target) if relation and relation.external else None

    def _run(self, run: Element, link: str | None) -> Iterator[Piece]:
        properties = run.find(qn("w:rPr"))
        style_id = value(properties, "w:rStyle")
        style = self._styles.style(style_id) if style_id else None
        said_hidden = is_on(properties, "w:vanish")
        hidden = (style.hidden if style else False) if said_hidden is None else said_hidden
        name = style.name if style else ""
        link = link or self._field_link()
        inherited = style.marks if style else frozenset[str]()
        if link:
            inherited -= {"underline"}  # the look of a link, not a mark of its own
        marks = tuple(marks_of(properties, inherited))
        text = ""
        for child in run:
            words = self._text(child)
            text += "" if hidden else words
            for piece in self._other(child):
                yield Piece(Run(text, marks, link), name)
                yield piece
                text = ""
        yield Piece(Run(text, marks, link), name)

    def _text(self, child: Element) -> str:
        """Return the text of one thing in a run, empty inside a field's instruction."""
        if child.tag == qn("w:fldChar"):
            self._field_mark(child.get(qn("w:fldCharType"), ""))
        elif child.tag == qn("w:instrText") and self._fields:
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
        return next((field.link for field in reversed(self._fields) if field.in_result and field.link), None)

    def _other(self, child: Element) -> Iterator[Piece]:
        if child.tag in _NOTES:
            yield Piece(note=NoteHere(_NOTES[child.tag], child.get(qn("w:id"), "")))
        elif child.tag in _DRAWINGS:
            yield from self._drawing(child)

    def _drawing(self, drawing: Element) -> Iterator[Piece]:
        described = drawing.find(f".//{qn('wp:docPr')}")
        for element in drawing.iter(*_PICTURES, qn("w:txbxContent")):
            if element.tag == qn("w:txbxContent"):
                if not any(above.tag == element.tag for above in element.iterancestors()):
                    yield Piece(box=element)
            elif not any(above.tag == qn("w:txbxContent") for above in element.iterancestors()):
                yield self._picture(element, described)

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
        return Piece(picture=PictureHere(relation.target if relation and inside else "", name, alt))


def _characters(child: Element) -> str:
    if child.tag == qn("w:t"):
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
