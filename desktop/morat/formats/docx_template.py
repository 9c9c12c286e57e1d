"""The empty Word file that a piece is written into: one that ships, or one of the newsroom's own.

Of a newsroom's own file its styles, lists, theme, page and letterhead (headers and footers of text, pictures
and page numbers) count. Its text, comments, macros, properties and fonts inside it are left behind; styles
that it lacks are added.
"""

import copy
import re
from collections.abc import Mapping
from typing import Any

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from morat.assets import resource
from morat.formats.bare_pictures import bare
from morat.formats.docx_template_styles import complete, drop, ids_for, join_lists, rename
from morat.formats.ooxml import FORMER, RELATION, Element, add, is_on, names_a_place, qn
from morat.formats.ooxml_package import Package, Relation, related
from morat.newsroom.manuscript import NEWSROOM, Manuscript
from morat.newsroom.messages import UserError

_LETTERHEAD = {qn("w:headerReference"): "header", qn("w:footerReference"): "footer"}
_PAGE = ("pgSz", "pgMar", "titlePg")
# In other fields stands a file's name, its path or a person's name; in these elements, a program.
_PAGE_FIELDS = re.compile(r"(?:\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b(?:\s*\\[*#]\s*\S+)*\s*)*")
_STRANGE = tuple(map(qn, ("w:object", "w:control", "w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_REMARKS = tuple(
    qn(f"w:{name}")
    for name in (
        *("commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "lang"),
        *("permStart", "permEnd", "proofErr"),
    )
)
_DESCRIBING = ("descr", "title", "name", "alt", "href")
_POINTERS = tuple(map(qn, ("r:embed", "r:id", "r:link", "r:pict")))
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def opened(manuscript: Manuscript) -> Any:
    """Return python-docx's document for a manuscript, empty.

    Raises:
        UserError: ``word-template-damaged``, for a file of the newsroom's own.
    """
    page = NEWSROOM if manuscript.template else manuscript.page
    document = docx.Document(str(resource("templates", "word", f"{page}.docx")))
    if manuscript.template:
        try:
            house = _House(manuscript.template)
        except UserError as error:
            raise UserError("word-template-damaged", file=f"{manuscript.page}.docx") from error
        house.lay_over(document)
    return document


class _House:
    """A newsroom's own file, laid over the empty one that ships."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        main = self._package.main_part()
        self._relations = self._package.relations(main)
        document, styles = self._package.xml(main), self._part("styles")
        if document is None or styles is None or styles.tag != qn("w:styles"):
            raise self._package.damaged()
        self._section = document.find(f"{qn('w:body')}/{qn('w:sectPr')}")
        self._styles = styles

    def _part(self, kind: str) -> Element | None:
        return self._package.xml(related(self._relations, kind, f"word/{kind}.xml"))

    def lay_over(self, document: Any) -> None:
        """Give ``document`` the looks of the newsroom's file."""
        styles, numbering = document.styles.element, document.part.numbering_part.element
        ids = ids_for(self._styles, styles)
        theirs = self._part("numbering")
        theirs = etree.Element(qn("w:numbering")) if theirs is None else theirs
        for root in (self._styles, theirs):
            rename(root, ids)
            _forget_changes(root)
        added = complete(self._styles, styles)
        join_lists(self._styles, theirs, numbering, added)
        styles[:] = list(self._styles)
        numbering[:] = list(theirs)
        self._give_theme(document.part)
        if self._section is not None:
            self._give_page(document, self._section, ids)

    def _give_theme(self, part: Any) -> None:
        target = related(self._relations, "theme", "word/theme/theme1.xml")
        theme = self._package.xml(target)
        if theme is None or self._package.relations(target):
            return
        mark, old = next(
            (mark, relation) for mark, relation in part.rels.items() if relation.reltype.endswith("/theme")
        )
        del part.rels[mark]
        kind = old.target_part.content_type
        name = PackURI("/word/theme/theme1.xml")
        part.relate_to(Part(name, kind, etree.tostring(theme), part.package), old.reltype)

    def _give_page(self, document: Any, wanted: Element, ids: Mapping[str, str]) -> None:
        section: Element = document.element.body[-1]
        for reference in list(section.iterchildren(*_LETTERHEAD)):
            del document.part.rels[reference.get(qn("r:id"))]
            drop(reference)
        heads = list(wanted.iterchildren(*_LETTERHEAD))
        for reference in reversed(heads):
            kind = _LETTERHEAD[reference.tag]
            part = self._letterhead(document.part, reference, f"house-{kind}{heads.index(reference)}", ids)
            if part is not None:
                made = add(section, f"w:{kind}Reference", type=reference.get(qn("w:type"), "default"))
                made.set(qn("r:id"), document.part.relate_to(part, f"{RELATION}/{kind}"))
                section.insert(0, made)
        for name in _PAGE:
            said, own = wanted.find(qn(f"w:{name}")), section.find(qn(f"w:{name}"))
            if said is None:
                continue
            if own is not None:
                drop(own)
            section.append(copy.deepcopy(said))

    def _letterhead(self, main: Any, reference: Element, name: str, ids: Mapping[str, str]) -> Part | None:
        """Return a header or footer, None where it holds what may not leave the house unseen."""
        relation = self._relations.get(reference.get(qn("r:id"), ""))
        root = None if relation is None or relation.external else self._package.xml(relation.target)
        if relation is None or root is None or not _is_plain(root):
            return None
        links = self._package.relations(relation.target)
        pictures: dict[str, Part] = {}
        for mark in sorted({mark for element in root.iter() for mark in map(element.get, _POINTERS) if mark}):
            picture = self._picture(links.get(mark), f"{name}-{mark}", main.package)
            if picture is None:
                return None
            pictures[mark] = picture
        rename(root, ids)
        _forget_changes(root)
        for remark in [*root.iter(*_REMARKS), *filter(_is_hidden, root.iter(qn("w:r")))]:
            drop(remark)
        _forget_places(root)
        kind = f"{_WORD_TYPE}.{_LETTERHEAD[reference.tag]}+xml"
        part = Part(PackURI(f"/word/{name}.xml"), kind, etree.tostring(root), main.package)
        for mark, picture in pictures.items():
            part.load_rel(f"{RELATION}/image", picture, mark)
        return part

    def _picture(self, relation: Relation | None, name: str, package: Any) -> Part | None:
        """Return a picture of a letterhead as a part, None where it is none, lies outside or is damaged."""
        if relation is None or relation.external or relation.kind != f"{RELATION}/image":
            return None
        ending = relation.target.rpartition(".")[2].lower()
        data = self._package.data(relation.target)
        if data is None or ending not in _PICTURES:
            return None
        try:
            drawn = bare(data)
        except ValueError:
            return None
        return Part(PackURI(f"/word/media/{name}.{ending}"), _PICTURES[ending], drawn, package)


def _forget_changes(root: Element) -> None:
    """Drop how things looked before: the names of those who changed them stand there."""
    for former in list(root.iter(*FORMER)):
        drop(former)


def _forget_places(root: Element) -> None:
    """Drop what pictures say of where they lay on somebody's disk."""
    for shape in root.iter():
        for key, said in shape.items():
            if etree.QName(key).localname in _DESCRIBING and names_a_place(str(said)):
                shape.set(key, "")


def _is_hidden(run: Element) -> bool:
    return bool(is_on(run.find(qn("w:rPr")), "w:vanish"))


def _is_plain(root: Element) -> bool:
    """Say whether a header or footer holds text, pictures and page numbers alone."""
    simple = [field.get(qn("w:instr"), "") for field in root.iter(qn("w:fldSimple"))]
    written = (
        "".join(text.text or "" for text in paragraph.iter(qn("w:instrText")))
        for paragraph in root.iter(qn("w:p"))
    )
    fields_of_pages = all(map(_PAGE_FIELDS.fullmatch, (*simple, *written)))
    return fields_of_pages and next(root.iter(*_STRANGE), None) is None
