"""What an element on the clipboard says of its text, and what of that is left behind.

Word writes its styles into every paragraph, a browser writes those it has computed: what makes a mark
of ours is kept, the rest is named once as dropped.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from morat.formats import markup

MARKS: Mapping[str, str] = {**markup.MARKS, "th": "bold"}
"""The mark of each element; the heads of a table are bold by themselves."""

_PLAIN_COLOURS = re.compile(
    r"^(?:|windowtext|black|auto|inherit|initial|transparent|none|white|currentcolor|#0{3,6}|#f{3,6}"
    r"|rgba?\((?:\s*0,){2}\s*0(?:,\s*[\d.]+)?\)|rgba?\((?:\s*255,){2}\s*255(?:,\s*[\d.]+)?\))$"
)
_LAYOUT = frozenset(("text-align", "text-indent", "line-height", "margin-left", "mso-line-height-rule"))
_NO_LAYOUT = frozenset(("", "start", "left", "normal", "0", "0px", "0in", "0pt", "0cm", "-webkit-auto"))
_AS_BLOCKS = frozenset(("block", "flex", "grid", "table", "list-item", "flow-root"))
_LEVEL = re.compile(r"level(\d+)")
_NUMBERED_BY = re.compile(r"lfo(\d+)")
_PIXELS = re.compile(r"(\d+(?:\.\d+)?)(px|pt|in|cm)?$")
_TO_PIXELS = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54}


class Css(NamedTuple):
    """What a ``style`` says.

    ``bold``, ``italic`` and ``breaks`` are None where it leaves them as they were; ``underline``,
    ``strike`` and ``vertical`` are marks or empty.
    ``list_level`` and ``list_id`` are Word's (0 for no item), ``is_marker`` its typed bullet or number.
    ``element`` is Word's own kind of a part, such as ``comment-list``.
    """

    bold: bool | None = None
    italic: bool | None = None
    underline: str = ""
    strike: str = ""
    vertical: str = ""
    breaks: bool | None = None
    is_hidden: bool = False
    is_block: bool = False
    align: str = ""
    font: str = ""
    height: float | None = None
    list_level: int = 0
    list_id: str = ""
    is_marker: bool = False
    element: str = ""
    dropped: frozenset[str] = frozenset()


@lru_cache(maxsize=512)
def css_of(style: str) -> Css:
    """Read a ``style`` attribute; what is damaged in it says nothing."""
    said: dict[str, Any] = {}
    dropped: set[str] = set()
    for name, value in _declarations(style):
        dropped.update(_left_behind(name, value))
        said.update(_meaning(name, value))
    return Css()._replace(**said, dropped=frozenset(dropped))


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().lower(), " ".join(value.lower().replace("!important", "").split())


def _left_behind(name: str, value: str) -> Iterator[str]:
    if name in ("font-family", "font"):
        yield "font"
    if name in ("font-size", "font"):
        yield "size"
    if name in ("color", "background", "background-color", "mso-highlight") and not _PLAIN_COLOURS.match(
        value
    ):
        yield "colour"
    if name in _LAYOUT and value not in _NO_LAYOUT:
        yield "layout"


def _meaning(name: str, value: str) -> dict[str, object]:
    meaning = _MEANINGS.get(name)
    return meaning(value) if meaning else {}


def _font(value: str) -> dict[str, object]:
    words = value.split()
    return {"bold": True} if "bold" in words else {"italic": True} if "italic" in words else {}


def _lines(value: str) -> dict[str, object]:
    found: dict[str, object] = {}
    if "underline" in value:
        found["underline"] = "underline"
    if "line-through" in value:
        found["strike"] = "strike"
    return found


def _list_of_word(value: str) -> dict[str, object]:
    if value == "ignore":
        return {"is_marker": True}
    level, number = _LEVEL.search(value), _NUMBERED_BY.search(value)
    return {"list_level": int(level[1][:2]), "list_id": number[1] if number else ""} if level else {}


def _pixels(value: str) -> float | None:
    found = _PIXELS.match(value)
    return float(found[1][:9]) * _TO_PIXELS[found[2] or "px"] if found else None


_MEANINGS: Mapping[str, Callable[[str], dict[str, object]]] = {
    "font-weight": lambda value: {"bold": value in ("bold", "bolder", "600", "700", "800", "900")},
    "font-style": lambda value: {"italic": value in ("italic", "oblique")},
    "font": _font,
    "font-family": lambda value: {"font": value},
    "text-decoration": _lines,
    "text-decoration-line": _lines,
    "text-align": lambda value: {"align": value},
    "vertical-align": lambda value: {"vertical": {"super": "sup", "sub": "sub"}.get(value, "")},
    "white-space": lambda value: {"breaks": value.startswith(("pre", "break-spaces"))},
    "white-space-collapse": lambda value: {"breaks": value.startswith(("preserve", "break-spaces"))},
    "display": lambda value: {"is_hidden": True} if value == "none" else {"is_block": value in _AS_BLOCKS},
    "mso-hide": lambda value: {"is_hidden": value == "all"},
    "height": lambda value: {"height": _pixels(value)},
    "mso-element": lambda value: {"element": value},
    "mso-list": _list_of_word,
}
