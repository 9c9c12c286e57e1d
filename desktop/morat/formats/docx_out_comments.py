"""Comments as Word keeps them: four parts beside the text.

``comments`` has the words; ``commentsExtended`` which comment answers which and whether it is resolved;
``commentsIds`` an id that stays when Word numbers them anew, ``commentsExtensible`` the time in UTC.
Word shows a comment at its place in the text, which names it by its number.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from morat.formats.docx_out_text import text
from morat.formats.docx_out_tracking import local_time, number_of
from morat.formats.ooxml import NAMESPACES, RELATION, Element, add, qn
from morat.newsroom.review import Comment, Reply

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.microsoft.com/office"
_W14 = f"{_OFFICE}/word/2010/wordml"
_W15 = f"{_OFFICE}/word/2012/wordml"
_CID = f"{_OFFICE}/word/2016/wordml/cid"
_CEX = f"{_OFFICE}/word/2018/wordml/cex"


class Numbered(NamedTuple):
    """A comment, or a reply to the comment with the number ``parent``, with its ``number`` in the file."""

    number: int
    said: Comment | Reply
    parent: int | None
    resolved: bool

    @property
    def durable(self) -> str:
        """The id that stays."""
        number = number_of(self.said.id)
        if number is None:
            number = int(sha256(self.said.id.encode()).hexdigest()[:8], 16) % 0x7FFFFFFE + 1
        return f"{number:08X}"


def numbered(comments: Iterable[Comment]) -> Iterator[Numbered]:
    """Yield comments, each followed by its replies, with the numbers they have in the file."""
    number = 0
    for comment in comments:
        parent = number
        yield Numbered(parent, comment, None, comment.resolved)
        for reply in comment.replies:
            number += 1
            yield Numbered(number, reply, parent, comment.resolved)
        number += 1


def add_parts(main: Part, comments: Iterable[Numbered]) -> None:
    """Add the parts to the package of ``main``, the document."""
    words = _root("w", NAMESPACES["w"], "comments", w14=_W14)
    extended = _root("w15", _W15, "commentsEx")
    ids = _root("w16cid", _CID, "commentsIds")
    extensible = _root("w16cex", _CEX, "commentsExtensible")
    for one in comments:
        _write(words, one)
        told = _beside(extended, _W15, "commentEx", paraId=_para(one.number), done=str(int(one.resolved)))
        if one.parent is not None:
            told.set(f"{{{_W15}}}paraIdParent", _para(one.parent))
        _beside(ids, _CID, "commentId", paraId=_para(one.number), durableId=one.durable)
        if one.said.at:
            utc = one.said.at.replace("+00:00", "Z")
            _beside(extensible, _CEX, "commentExtensible", durableId=one.durable, dateUtc=utc)
    _relate(main, "comments", RELATION, words)
    _relate(main, "commentsExtended", f"{_OFFICE}/2011/relationships", extended)
    _relate(main, "commentsIds", f"{_OFFICE}/2016/09/relationships", ids)
    _relate(main, "commentsExtensible", f"{_OFFICE}/2018/08/relationships", extensible)


def _write(root: Element, one: Numbered) -> None:
    said = {"author": one.said.author or "?", "initials": initials(one.said.author)}
    comment = add(root, "w:comment", id=str(one.number), **said)
    if one.said.at:
        comment.set(qn("w:date"), local_time(one.said.at))
    lines = one.said.text.split("\n")
    for place, line in enumerate(lines, 1):
        paragraph = add(comment, "w:p")
        add(add(paragraph, "w:pPr"), "w:pStyle", val="CommentText")
        if place == 1:
            sign = add(paragraph, "w:r")
            add(add(sign, "w:rPr"), "w:rStyle", val="CommentReference")
            add(sign, "w:annotationRef")
        if place == len(lines):
            # Others know a comment by its last paragraph.
            paragraph.set(f"{{{_W14}}}paraId", _para(one.number))
        text(paragraph, line)


def initials(author: str) -> str:
    """Return the first letters of a name's words; Word shows them where there is little room."""
    return "".join(word[0] for word in author.split()).upper()[:9]


def _root(prefix: str, space: str, name: str, **others: str) -> Element:
    ignorable = " ".join(others) or prefix
    names = {prefix: space, "mc": NAMESPACES["mc"], **others}
    root = etree.Element(f"{{{space}}}{name}", nsmap=names)
    root.set(qn("mc:Ignorable"), ignorable)
    return root


def _beside(root: Element, space: str, name: str, **told: str) -> Element:
    return etree.SubElement(
        root, f"{{{space}}}{name}", {f"{{{space}}}{key}": value for key, value in told.items()}
    )


def _para(number: int) -> str:
    return f"{number + 1:08X}"


def _relate(main: Part, name: str, relations: str, root: Element) -> None:
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = main.package
    assert package is not None  # noqa: S101 - a part that was opened has one
    part = Part(PackURI(f"/word/{name}.xml"), f"{_TYPE}.{name}+xml", data, package)
    main.relate_to(part, f"{relations}/{name}")
