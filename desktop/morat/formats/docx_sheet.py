"""The page and the lists of the Word file that is written: how wide its text is, which number a list has."""

from typing import Any

from morat.formats.ooxml import Element, add, measure, qn, value

_WIDTH = 9355
"""Twips of the text of an A4 page; of a page that does not say its own."""


class Sheet:
    """What blocks must know of the document that they are written into."""

    def __init__(self, document: Any) -> None:
        """Look at ``document``, python-docx's, which is still empty."""
        self.width = _text_width(document.element.body.find(qn("w:sectPr")))
        self._numbering: Element = document.part.numbering_part.element
        self._patterns = {
            ordered: self._pattern(document.styles.element, "ListNumber" if ordered else "ListBullet")
            for ordered in (False, True)
        }

    def new_list(self, *, ordered: bool) -> str:
        """Return the number of a new list, an instance of its own that begins at 1."""
        taken = (measure(entry, "w:numId") for entry in self._numbering.iterchildren(qn("w:num")))
        mark = str(max(taken, default=0) + 1)
        instance = add(self._numbering, "w:num", numId=mark)
        add(instance, "w:abstractNumId", val=self._patterns[ordered])
        add(add(instance, "w:lvlOverride", ilvl="0"), "w:startOverride", val="1")
        return mark

    def _pattern(self, styles: Element, style_id: str) -> str:
        """Return the pattern (``abstractNum``) that the lists of a style follow."""
        path = f"{qn('w:style')}[@{qn('w:styleId')}='{style_id}']/{qn('w:pPr')}/{qn('w:numPr')}"
        wanted = value(styles.find(path), "w:numId")
        for entry in self._numbering.iterchildren(qn("w:num")):
            if entry.get(qn("w:numId")) == wanted:
                return value(entry, "w:abstractNumId") or "0"
        return "0"


def _text_width(section: Element | None) -> int:
    page = None if section is None else section.find(qn("w:pgSz"))
    margins = None if section is None else section.find(qn("w:pgMar"))
    if page is None or margins is None:
        return _WIDTH
    width = measure(page, "w:w") - measure(margins, "w:left") - measure(margins, "w:right")
    return width if width > 0 else _WIDTH
