"""The letters of a Word file that is set in fonts from before Unicode (.VnTime, VNI-Times), as today's.

They are put in their places in the tree before anything is read, so that deleted words, notes and comments
have them too.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from lxml import etree

from morat.formats.docx_in_styles import Styles, font_of
from morat.formats.old_letters import in_unicode, is_old, old_set, set_of, today
from morat.formats.ooxml import NAMESPACES, Element, child_of, qn, value

_TEXTS = tuple(map(qn, ("w:t", "w:delText")))
_NAMED = etree.XPath(
    "boolean(descendant::w:rFonts[starts-with(@w:ascii, '.') or starts-with(@w:hAnsi, '.')"
    " or starts-with(@w:ascii, 'V') or starts-with(@w:hAnsi, 'V')"
    " or starts-with(@w:ascii, 'v') or starts-with(@w:hAnsi, 'v')])",
    namespaces={"w": NAMESPACES["w"]},
)
_PARAGRAPH = qn("w:p")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")
"""Fonts that have bullets and arrows in the places of letters."""
_UNSAID = "unsaid"


def names_old_fonts(root: Element | None) -> bool:
    """Say whether a part may name a font from before Unicode; to ask this costs next to nothing."""
    return root is not None and bool(_NAMED(root))


def to_unicode(root: Element, styles: Styles, otherwise: str = "") -> frozenset[str]:
    """Put today's letters into the texts of ``root``, in place; return the sets they were written in.

    ``otherwise`` is the set of texts whose fonts say nothing, empty for Unicode.
    """
    texts: dict[str, list[Element]] = defaultdict(list)
    for name, text in _texts(root, styles, otherwise):
        texts[name].append(text)
    old = {name for name, found in texts.items() if is_old(name, [text.text or "" for text in found])}
    for name in old:
        if name == "VNI":
            _bring_marks_back(texts[name])
        for _, paragraph in groupby(texts[name], _paragraph):
            _convert(name, list(paragraph))
    return frozenset(name.removesuffix(" capitals") for name in old)


def set_unsaid(root: Element, styles: Styles) -> str:
    """Return the set that the texts in ``root`` whose fonts say nothing are in; empty for Unicode."""
    unsaid = (text for name, text in _texts(root, styles, _UNSAID) if name == _UNSAID)
    return set_of(
        "\n".join("".join(one.text or "" for one in group) for _, group in groupby(unsaid, _paragraph))
    )


def _convert(name: str, texts: list[Element]) -> None:
    for text, letters in zip(texts, today(name, [text.text or "" for text in texts]), strict=True):
        text.text = letters


def _texts(root: Element, styles: Styles, otherwise: str) -> Iterator[tuple[str, Element]]:
    """Yield the texts that are of an old set, with that set."""
    for run in root.iter(qn("w:r")):
        said = child_of(run, qn("w:rPr"))
        font = font_of(said) or _font_by_style(run, value(said, "w:rStyle"), styles)
        name = old_set(font) or ("" if font.casefold().startswith(_SYMBOL_FONTS) else otherwise)
        if name:
            yield from ((name, text) for text in run.iterchildren(*_TEXTS) if text.text)


def _font_by_style(run: Element, style: str | None, styles: Styles) -> str:
    if style and (font := styles.style(style).font):
        return font
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    return styles.style(value(child_of(paragraph, qn("w:pPr")), "w:pStyle") or None).font or styles.font


def _bring_marks_back(texts: list[Element]) -> None:
    """Move marks, which VNI writes behind their letters, to them where a run ends between both."""
    for text, following in pairwise(texts):
        pair = (text.text or "")[-1:] + (following.text or "")[:1]
        same = _paragraph(text) is _paragraph(following)
        if same and len(pair) == 2 and len(in_unicode("VNI", pair)) == 1:
            text.text, following.text = (text.text or "") + pair[1], (following.text or "")[1:]


def _paragraph(text: Element) -> Element | None:
    return next(text.iterancestors(_PARAGRAPH), None)
