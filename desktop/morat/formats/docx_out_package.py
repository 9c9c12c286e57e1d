"""The package of a Word file that is written: the same parts give the same bytes.

python-docx's own writer packs pictures, which are packed already, and says when: half of an export's time.
"""

from collections.abc import Mapping

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from morat.formats.zipping import zipped

_TYPES = "[Content_Types].xml"
_FIRST = (_TYPES, "_rels/.rels")
_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_PACKED = frozenset((".xml", ".rels"))


def members(package: OpcPackage) -> dict[str, bytes]:
    """Return the files that the package consists of, by their names, in the order readers look for them."""
    files = {"_rels/.rels": _encoded(package.rels.xml)}
    types = etree.Element(f"{{{_SPACE}}}Types", nsmap={None: _SPACE})  # type: ignore[dict-item]
    etree.SubElement(types, f"{{{_SPACE}}}Default", Extension="rels", ContentType=_RELATIONSHIPS)
    for part in sorted(package.iter_parts(), key=_name):
        name = part.partname
        files[name.membername] = part.blob
        if part.rels:
            files[name.rels_uri.membername] = _encoded(part.rels.xml)
        etree.SubElement(types, f"{{{_SPACE}}}Override", PartName=str(name), ContentType=part.content_type)
    files[_TYPES] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
    return {name: files[name] for name in (*_FIRST, *sorted(files.keys() - set(_FIRST)))}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the files as the bytes of a Word file."""
    return zipped(files, _PACKED)


def _name(part: Part) -> str:
    return str(part.partname)


def _encoded(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml
