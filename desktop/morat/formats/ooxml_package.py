"""The package around a Word file: a ZIP of parts that point at each other.

Read with suspicion: a file from outside may be damaged, hostile (bombs, external entities) or
merely incomplete. What is missing is left out; what cannot be a Word file is said to be damaged.
"""

import io
import posixpath
import re
import zipfile
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from morat.formats.ooxml import RELATION, Element
from morat.formats.zipping import DAMAGE
from morat.newsroom.messages import UserError

_LIMIT = 200_000_000
_XML_LIMIT = 50_000_000
_PARTS_LIMIT = 10_000
# Office documents pack to a fifth or a fiftieth; only bombs pack a small file a thousandfold.
_BOMB_SIZE, _BOMB_RATIO = 20_000_000, 200
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# ISO Strict has the same vocabulary under other addresses.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")
_MAIN = ("/officeDocument", "word/document.xml")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(Struct, frozen=True):
    """Where a part points: ``kind`` is the type's address, ``target`` a part's name or an outer address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one file, read when they are asked for."""

    def __init__(self, data: bytes | BinaryIO, name: str = "") -> None:
        """Open ``data``, or a file that stays open meanwhile; ``name`` is the file's name for the error.

        Raises:
            UserError: ``docx-damaged``, where this is no ZIP, or one that unpacks beyond all reason.
        """
        self._name = name
        try:
            file = io.BytesIO(data) if isinstance(data, bytes) else data
            size = file.seek(0, io.SEEK_END)
            self._zip = zipfile.ZipFile(file)
            entries = self._zip.infolist()
        except DAMAGE as error:
            raise self.damaged() from error
        total = sum(entry.file_size for entry in entries)
        if (
            len(entries) > _PARTS_LIMIT
            or total > _LIMIT
            or (total > _BOMB_SIZE and total > _BOMB_RATIO * size)
        ):
            raise self.damaged()
        # Part names are compared without case.
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def damaged(self) -> UserError:
        """Return the error that says that this is no readable Word file."""
        return UserError("docx-damaged", path=self._name)

    def data(self, part: str, most: int = -1) -> bytes | None:
        """Return a part's bytes, or so many at ``most``; None where it is missing or cannot be unpacked."""
        entry = self._entries.get(part.lower())
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as opened:
                return opened.read(most)
        except DAMAGE:
            return None

    def xml(self, part: str) -> Element | None:
        """Return a part's tree in the transitional namespaces, None where there is no readable one."""
        data = self.data(part)
        if data is None or len(data) > _XML_LIMIT:
            return None
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return where ``part`` points, by relationship id; ``""`` is the package itself."""
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for entry in () if root is None else root.iterchildren(_RELATIONSHIP):
            target = entry.get("Target", "")
            external = entry.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[entry.get("Id", "")] = Relation(entry.get("Type", ""), target, external)
        return found

    def main_part(self) -> str:
        """Return the name of the document itself: what the package points at, else the usual name."""
        for relation in self.relations("").values():
            if relation.kind == RELATION + _MAIN[0] and relation.target.lower() in self._entries:
                return relation.target
        return _MAIN[1]


def related(relations: dict[str, Relation], kind: str, usual: str) -> str:
    """Return the part that ``relations`` name as ``kind`` (``styles``), else the ``usual`` one."""
    for relation in relations.values():
        # Parts that came after the standard have types under addresses of their own.
        if relation.kind.endswith(f"/{kind}") and not relation.external:
            return relation.target
    return usual
