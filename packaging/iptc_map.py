"""Make the table of the IPTC Photo Metadata Standard that photos/standard.py holds.

    uv run python packaging/iptc_map.py iptc-pmd-techreference_2024.1.json

The input is the machine-readable technical reference that the IPTC publishes beside the standard
(https://iptc.org/std/photometadata/documentation/techreference). Only facts go into the table: the id of a
property, where it stands in XMP, IIM and EXIF, its type, and how many bytes IIM leaves for it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "desktop" / "morat" / "photos" / "standard.py"
# Exiv2 has names of its own for two of the schemas, and calls one property by the name it had before.
_GROUPS = {"Iptc4xmpCore": "iptc", "Iptc4xmpExt": "iptcExt"}
_RENAMED = {"Xmp.iptcExt.EventIdentifier": "Xmp.iptcExt.EventId"}
_IFDS = {"IFD0": "Image", "ExifIFD": "Photo"}

_HEAD = '''"""The IPTC Photo Metadata Standard: where each property stands in a picture's file.

Made by packaging/iptc_map.py out of the technical reference {version} of the IPTC, published {published};
not edited by hand. Keys are those of Exiv2.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Property(NamedTuple):
    """Where a property stands: XMP key, IIM dataset and its bytes, EXIF key.

    ``kind`` is ``text``, ``alt`` (a text in several languages), ``date``, ``number`` or ``struct``; a
    property that is ``many`` is a list. ``iim`` is empty, and ``limit`` 0, where IIM has no place for it.
    """

    xmp: str
    kind: str
    many: bool = False
    iim: str = ""
    limit: int = 0
    exif: str = ""


STANDARD: Mapping[str, Property] = {{
'''


def rows(reference: dict[str, Any]) -> list[str]:
    """Return a line for each property, in the order of their ids."""
    return [_row(name, fact) for name, fact in sorted(reference["ipmd_top"].items()) if "XMPid" in fact]


def table(reference: dict[str, Any]) -> str:
    """Return the whole module."""
    version = reference["release_comment"].split("standard version ")[1].split(",")[0]
    head = _HEAD.format(version=version, published=reference["release_timestamp"][:10])
    return head + "".join(rows(reference)) + "}\n"


def _row(name: str, fact: dict[str, Any]) -> str:
    values = [f'"{_xmp(fact["XMPid"])}"', f'"{_kind(fact)}"']
    if fact["propoccurrence"] == "multi":
        values.append("many=True")
    if "IIMid" in fact:
        # Date and time of day share one property: "2:55 and 2:60".
        values += [
            f'iim="{_numbers(fact["IIMid"])}"',
            f"limit={int(str(fact.get('IIMmaxbytes', 0)).split()[0])}",
        ]
    if "etEXIF" in fact:
        ifd, tag = fact["etEXIF"].split("+")[0].split(":")
        values.append(f'exif="Exif.{_IFDS[ifd]}.{tag}"')
    return f'    "{name}": Property({", ".join(values)}),\n'


def _xmp(identifier: str) -> str:
    schema, name = identifier.split(":")
    key = f"Xmp.{_GROUPS.get(schema, schema)}.{name}"
    return _RENAMED.get(key, key)


def _numbers(identifier: str) -> str:
    """Return ``2:5`` for ``2:05``, as the numbers of a dataset are counted."""
    record, number = identifier.split(maxsplit=1)[0].split(":")
    return f"{int(record)}:{int(number)}"


def _kind(fact: dict[str, Any]) -> str:
    if fact["datatype"] == "struct":
        return "alt" if fact.get("dataformat") == "AltLang" else "struct"
    if fact["datatype"] == "number":
        return "number"
    return "date" if fact.get("dataformat") == "date-time" else "text"


if __name__ == "__main__":
    TABLE.write_text(table(json.loads(Path(sys.argv[1]).read_text("utf-8"))), "utf-8", newline="\n")
    subprocess.run(["ruff", "format", "--quiet", TABLE], check=True)
    sys.stdout.write(f"{TABLE}\n")
