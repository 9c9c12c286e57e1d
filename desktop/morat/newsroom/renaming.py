"""Names for the files of photos, made by a pattern such as ``{ngày}-{tác giả}-{số:3}``.

The variables are those of captions. A name holds plain letters, digits and hyphens alone, so that it goes
through any system, card and CMS: days come as 2026-11-23 and sort by themselves, marks are left out.
"""

import re
from collections.abc import Container

from morat.newsroom.text import fold
from morat.newsroom.variables import Filled, Shot, Variable, fill, places

LIMIT = 80
"""Letters of a name at most, without its ending: a path of Windows ends at 260."""
FALLBACK = "anh"
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that mean devices to Windows, whatever their ending."""
_BREAK = re.compile(r"[^a-z0-9_]+")
_DAY = len("2026-11-23")


def file_name(pattern: str, shot: Shot, suffix: str = "", taken: Container[str] = ()) -> str:
    """Return the file's name for a picture: of plain letters, at most :data:`LIMIT` of them, and ``suffix``.

    ``suffix`` (``.jpg``; that of the picture's own file unless named) comes in small letters. Variables
    about which the picture says nothing are left out; where nothing is left, the name is ``anh`` and the
    number. A name that is in ``taken`` already gets a number behind it.
    """
    ending = (suffix or _suffix(shot.facts.file)).lower()
    text = unfilled(pattern, shot).text
    for start, end in reversed(list(places(text))):
        text = f"{text[:start]}-{text[end:]}"
    stem = _plain(text)[:LIMIT].strip("-_") or f"{FALLBACK}-{shot.number:03}"
    if stem in RESERVED:
        stem = f"{FALLBACK}-{stem}"
    name, again = stem + ending, 2
    while name in taken:
        tail = f"-{again}"
        name, again = stem[: LIMIT - len(tail)].rstrip("-_") + tail + ending, again + 1
    return name


def unfilled(pattern: str, shot: Shot) -> Filled:
    """Return the pattern filled in for one picture, with the names that could not be filled in."""
    return fill(pattern, shot, _told)


def _told(variable: Variable, shot: Shot) -> str:
    value = shot.facts.taken[:_DAY] if variable.name == "ngày" else variable.value(shot)
    return _plain(value)


def _plain(text: str) -> str:
    return _BREAK.sub("-", fold(text)).strip("-_")


def _suffix(file: str) -> str:
    stem, dot, ending = file.rpartition(".")
    return f".{ending}" if dot and stem and ending.isascii() and ending.isalnum() else ""
