"""A Word file laid open: its paragraphs with their styles resolved, and its pictures by hash."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import BinaryIO

from lxml import etree
from msgspec import Struct, structs

from morat.formats.docx_in_comments import read_comments
from morat.formats.docx_in_letters import names_old_fonts, set_unsaid, to_unicode
from morat.formats.docx_in_marks import BEHIND, Marks
from morat.formats.docx_in_pieces import NoteHere, PictureHere, Piece, runs_in
from morat.formats.docx_in_revisions import KEEP, accept, resolve
from morat.formats.docx_in_styles import Lists, Style, Styles, list_of
from morat.formats.docx_in_text import TextReader
from morat.formats.docx_in_tracking import Tracker, with_points
from morat.formats.old_letters import set_of
from morat.formats.ooxml import Element, bookmark_id, child_of, qn, read_properties, value
from morat.formats.ooxml_package import Package, Relation, related
from morat.newsroom.blocks import Photo, new_id
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import Run, Runs, plain, tidy
from morat.newsroom.text import is_apart

_NAMED = re.compile(r"photo-([0-9a-f]{64})")
# Beginnings of the files that are photographs; drawings (EMF, WMF) and icons (SVG) are not.
_PHOTOGRAPHS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_NO_LIST = ("", "0")


class Para(Struct, frozen=True, gc=False):
    """A paragraph: its ``style``, what stands in it, the list and the bookmark of a block it belongs to."""

    style: Style
    pieces: tuple[Piece, ...]
    bookmark: str | None
    list_id: str
    ordered: bool
    align: str

    @property
    def runs(self) -> Runs:
        """The text of the paragraph."""
        return runs_in(self.pieces)

    @property
    def text(self) -> str:
        """The bare text of the paragraph."""
        return plain(self.runs)

    def marked(self, token: str) -> "Para":
        """Return the paragraph, which has text, with a mark that stands at its end."""
        pieces = list(self.pieces)
        last = max(place for place, piece in enumerate(pieces) if piece.run.text)
        pieces[last : last + 1] = with_points(pieces[last], [BEHIND + token])
        return structs.replace(self, pieces=tuple(pieces))

    @property
    def pictures(self) -> tuple[PictureHere, ...]:
        """The pictures of the paragraph."""
        return tuple(piece.picture for piece in self.pieces if piece.picture is not None)


class Source:
    """One Word file while it is read. ``pictures`` fills as they are met; ``left_out`` counts the others.

    ``marks`` are the comments and suggestions in it, ``accepted`` how many changes were too many to be
    suggestions, ``hidden`` how many paragraphs hold text that Word hides; ``is_apart`` says whether letters
    and their marks stand apart in it (NFD), ``old_letters`` in which sets from before Unicode it is written.
    """

    def __init__(
        self, data: bytes | BinaryIO, name: str = "", revisions: str = KEEP, *, pictures: int = -1
    ) -> None:
        """Open ``data``; ``revisions`` is what becomes of tracked changes (``docx_in_revisions.HOWS``).

        Of ``pictures`` as many bytes are read; all of them, unless it is said how many.

        Raises:
            UserError: ``docx-damaged``, where there is no document in it.
        """
        self._package = Package(data, name)
        self._most = pictures
        main = self._package.main_part()
        root = self._package.xml(main)
        body = None if root is None else root.find(qn("w:body"))
        if root is None or body is None:
            raise self._package.damaged()
        self.accepted = resolve(root, revisions)
        self.body: Element = body
        # Before its parts are taken: every text is NFC by the time anybody sees it.
        text = etree.tostring(body, method="text", encoding="utf-8")
        self.is_apart = is_apart(text)
        self._relations = self._package.relations(main)
        styles = self._part("styles")
        self.styles = Styles(styles)
        # Whose font says nothing is asked where any letters are such; it takes longer.
        self._set = set_unsaid(body, self.styles) if set_of(text.decode()) else ""
        self._has_old_fonts = names_old_fonts(styles)
        self.old_letters = frozenset[str]()
        self._put_letters(root)
        self._lists = Lists(self._part("numbering"))
        self.marks = Marks()
        self._beside: dict[str, dict[str, Relation]] = {}
        comments = read_comments(self._optional_part, self._said)
        self._tracker = Tracker(comments, self.marks)
        self._text = TextReader(self.styles, self._relations, self._tracker)
        self.properties = read_properties(self._package.xml(self._properties_part()))
        self.pictures: dict[str, FoundPicture] = {}
        self.left_out = 0
        self._notes: dict[str, dict[str, Element]] = {}

    def _part(self, kind: str) -> Element | None:
        return self._package.xml(related(self._relations, kind, f"word/{kind}.xml"))

    def _optional_part(self, kind: str) -> Element | None:
        root = self._part(kind)
        if root is not None:
            accept(root)
            self._put_letters(root)
        return root

    def _put_letters(self, root: Element) -> None:
        """Put today's letters in the places of those from before Unicode."""
        if self._set or self._has_old_fonts or names_old_fonts(root):
            self.old_letters |= to_unicode(root, self.styles, self._set)

    def _said(self, comment: Element) -> str:
        """Return the words of a comment."""
        reader = self._apart("comments")
        return "\n".join(plain(self._read(paragraph, reader).runs) for paragraph in comment.iter(qn("w:p")))

    def _apart(self, kind: str) -> TextReader:
        """Return a reader for a part beside the text, in which nothing is said of anything."""
        if kind not in self._beside:
            part = related(self._relations, kind, f"word/{kind}.xml")
            self._beside[kind] = self._package.relations(part)
        return TextReader(self.styles, self._beside[kind], Tracker({}, Marks()))

    @property
    def hidden(self) -> int:
        """How many paragraphs hold text that Word hides; it is kept in comments."""
        return self._tracker.hidden

    def _properties_part(self) -> str:
        return related(self._package.relations(""), "custom-properties", "docProps/custom.xml")

    def paragraph(self, element: Element) -> Para:
        """Return a paragraph of the body."""
        return self._read(element, self._text)

    def take_new_pictures(self) -> None:
        """Take along the pictures that would come in by suggestions, once all has been read."""
        for mark in self.marks.all:
            if mark.picture is not None:
                mark.blocks = (Photo(new_id(), self.keep(mark.picture), alt=mark.picture.alt),)

    def bind(self, tokens: Iterable[str], block_id: str | None) -> None:
        """Say which block marks belong to that no text carries."""
        for token in tokens:
            self.marks.all[int(token)].block = block_id

    def _read(self, element: Element, reader: TextReader) -> Para:
        properties = child_of(element, qn("w:pPr"))
        style = self.styles.style(value(properties, "w:pStyle") or None)
        list_id, level = list_of(properties)
        list_id, level = list_id or style.list_id, level or style.list_level
        return Para(
            style=style,
            pieces=tuple(reader.pieces(element)),
            bookmark=bookmark_of(element),
            list_id="" if list_id in _NO_LIST else list_id,
            ordered=self._lists.is_ordered(list_id, level),
            align=value(properties, "w:jc") or style.align,
        )

    def cell(self, element: Element) -> Runs:
        """Return the text of a table's cell, its paragraphs as lines, those of tables inside it too."""
        lines: list[Run] = []
        for number, paragraph in enumerate(element.iter(qn("w:p"))):
            lines += (
                (Run("\n"), *self.paragraph(paragraph).runs) if number else self.paragraph(paragraph).runs
            )
        return tidy(lines)

    def keep(self, here: PictureHere) -> str | None:
        """Take a picture along and return its address in the piece.

        A picture written by Mo-rát is known by the hash of its original, also where the file holds
        a smaller copy; others by the hash of what the file holds. None for what is no photograph.
        """
        data = self._package.data(here.part, self._most) if here.part else None
        if data is None or not _is_photograph(data):
            self.left_out += 1
            return None
        named = _NAMED.fullmatch(here.name)
        sha = named.group(1) if named else sha256(data).hexdigest()
        self.pictures.setdefault(sha, FoundPicture(here.part.rpartition("/")[2], data))
        return sha

    def note(self, here: NoteHere) -> Iterator[Runs]:
        """Yield the paragraphs of a footnote or endnote."""
        if here.kind not in self._notes:
            root = self._optional_part(here.kind)
            self._notes[here.kind] = {} if root is None else {note.get(qn("w:id"), ""): note for note in root}
        note = self._notes[here.kind].get(here.id)
        reader = self._apart(here.kind)
        for paragraph in () if note is None else note.iter(qn("w:p")):
            yield self._read(paragraph, reader).runs


def bookmark_of(paragraph: Element) -> str | None:
    """Return the block id (or its alias) that a bookmark in a paragraph carries, None for none."""
    names = (mark.get(qn("w:name"), "") for mark in paragraph.iter(qn("w:bookmarkStart")))
    return next(filter(None, map(bookmark_id, names)), None)


def _is_photograph(data: bytes) -> bool:
    return data.startswith(_PHOTOGRAPHS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row of a table."""
    for row in table.iterchildren(qn("w:tr")):
        yield list(row.iterchildren(qn("w:tc")))


def span_of(cell: Element) -> int:
    """Return how many columns a cell takes."""
    written = value(cell.find(qn("w:tcPr")), "w:gridSpan")
    return max(1, min(int(written), 63)) if written and written.isdecimal() else 1


def first_row_is_header(table: Element) -> bool:
    """Return whether a table's first row is marked to be repeated as its heading."""
    row = table.find(qn("w:tr"))
    properties = None if row is None else row.find(qn("w:trPr"))
    said = value(properties, "w:tblHeader")
    return said is not None and said not in ("0", "false", "off")
