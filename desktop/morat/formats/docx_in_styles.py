"""What the styles and lists of a Word file say of a paragraph, by names that hold in every language of Word.

Word in Vietnamese renames the ids of its own styles when it saves (``Heading2`` becomes ``u2``);
the names in ``w:name`` stay English, so they are what counts.
"""

from collections.abc import Mapping

from msgspec import Struct

from morat.formats.ooxml import Element, child_of, is_on, qn, switch, value, values

_DEPTH = 20
"""How far a style may be based on others; more is a circle."""
_SWITCHES = {"bold": qn("w:b"), "italic": qn("w:i"), "strike": qn("w:strike")}
_DEFAULT_LOOKS = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
_FONTS = tuple(map(qn, ("w:hAnsiTheme", "w:hAnsi", "w:asciiTheme", "w:ascii")))
_DOUBLE, _LINE, _RAISED = qn("w:dstrike"), qn("w:u"), qn("w:vertAlign")


class Style(Struct, frozen=True):
    """A style with what it inherits: ``name`` in lower case, switches that are on, alignment, list, font.

    ``outline`` is the heading level from 0, or None; ``names`` its own name and those of the styles below.
    """

    name: str = ""
    marks: frozenset[str] = frozenset()
    hidden: bool = False
    align: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: str = "0"
    names: tuple[str, ...] = ()
    font: str = ""


class Styles:
    """The styles of one file, resolved when they are asked for."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles part; None where the file has none."""
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        self.font = "" if root is None else font_of(root.find(_DEFAULT_LOOKS))
        """The font of texts whose styles name none."""
        for element in () if root is None else root.iterchildren(qn("w:style")):
            style_id = element.get(qn("w:styleId"), "")
            self._elements[style_id] = element
            is_default = element.get(qn("w:default")) in ("1", "true", "on")
            if is_default and element.get(qn("w:type")) == "paragraph":
                self._default = style_id

    def style(self, style_id: str | None) -> Style:
        """Return a style by its id; the file's normal style for None, an empty one for unknown ids."""
        key = self._default if style_id is None else style_id
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key, _DEPTH)
        return self._resolved[key]

    def _resolve(self, style_id: str, depth: int) -> Style:
        element = self._elements.get(style_id)
        if element is None or depth == 0:
            return Style(name=style_id.lower(), names=(style_id.lower(),))
        below = value(element, "w:basedOn")
        base = self._resolve(below, depth - 1) if below else Style()
        name = (value(element, "w:name") or style_id).lower()
        paragraph, run = element.find(qn("w:pPr")), element.find(qn("w:rPr"))
        list_id, list_level = list_of(paragraph)
        outline = value(paragraph, "w:outlineLvl")
        said_hidden = is_on(run, "w:vanish")
        return Style(
            name=name,
            marks=marks_of(run, base.marks),
            hidden=base.hidden if said_hidden is None else said_hidden,
            align=value(paragraph, "w:jc") or base.align,
            outline=int(outline) if outline and outline.isdecimal() else base.outline,
            list_id=list_id or base.list_id,
            list_level=list_level or base.list_level,
            names=(name, *base.names),
            font=font_of(run) or base.font,
        )


class Lists:
    """The numbering part: which lists count and which have bullets."""

    def __init__(self, root: Element | None) -> None:
        """Take the numbering part; None where the file has none."""
        self._kinds: dict[str, Element] = {}
        self._instances: dict[str, str] = {}
        for element in () if root is None else root.iterchildren(qn("w:abstractNum")):
            self._kinds[element.get(qn("w:abstractNumId"), "")] = element
        for element in () if root is None else root.iterchildren(qn("w:num")):
            self._instances[element.get(qn("w:numId"), "")] = value(element, "w:abstractNumId") or ""

    def is_ordered(self, list_id: str, level: str) -> bool:
        """Return whether the items of a list are counted at ``level``; unknown lists have bullets."""
        if not list_id:
            return False
        kind = self._kinds.get(self._instances.get(list_id, ""))
        for element in () if kind is None else kind.iterchildren(qn("w:lvl")):
            if element.get(qn("w:ilvl")) == level:
                return (value(element, "w:numFmt") or "decimal") not in ("bullet", "none")
        return False


def font_of(properties: Element | None) -> str:
    """Return the font that run properties name for letters beyond ASCII, empty where they name none.

    That of a theme (``minorHAnsi``) goes before others (ECMA-376, 17.3.2.26).
    """
    fonts = child_of(properties, qn("w:rFonts"))
    return "" if fonts is None else next(filter(None, map(fonts.get, _FONTS)), "")


def list_of(properties: Element | None) -> tuple[str, str]:
    """Return list and level that paragraph properties name, empty where they name none."""
    numbering = child_of(properties, qn("w:numPr"))
    return value(numbering, "w:numId") or "", value(numbering, "w:ilvl") or ""


def marks_of(properties: Element | None, inherited: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the marks that run properties switch on, over those that are on already."""
    return marks_said(values(properties), inherited)


def marks_said(said: Mapping[str, str], inherited: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the same of the values of run properties, by their tags."""
    if not said:
        return inherited
    marks = set(inherited)
    for mark, tag in _SWITCHES.items():
        is_there = switch(said.get(tag))
        if is_there is not None:
            (marks.add if is_there else marks.discard)(mark)
    if switch(said.get(_DOUBLE)):
        marks.add("strike")
    line = said.get(_LINE)
    if line is not None:
        (marks.discard if line == "none" else marks.add)("underline")
    raised = said.get(_RAISED)
    if raised is not None:
        marks -= {"sub", "sup"}
        marks |= {"superscript": {"sup"}, "subscript": {"sub"}}.get(raised, set())
    return frozenset(marks)
