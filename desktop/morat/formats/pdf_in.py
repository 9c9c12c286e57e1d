"""What is printed on the pages of a PDF that ``pdf`` wrote: the letters of its column, and its pictures.

What stands in the margins (names, line numbers, page numbers) is left out by its place: the column begins at
the left margin, and Qt writes what belongs to it in measures of its own.
"""

import io
import re
import unicodedata
from typing import Any

from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from morat.newsroom.messages import UserError

_LETTER = re.compile(r"\w")
_FROM_RIGHT = ("R", "AL", "AN")
"""What Unicode calls letters of such scripts (UAX 9), and the figures that go with them."""
_WOVEN = re.compile("[\u0900-\u109f\u1780-\u17ff\u1a20-\u1aaf\ua8e0-\ua8ff\uaa00-\uaaff]")
"""Scripts of India and its neighbours, Khmer and Cham: typefaces set their letters in other orders."""
_DAMAGE = (PyPdfError, ValueError, KeyError, TypeError, RecursionError)
"""What its reader raises where a file is damaged."""


class Page(Struct, frozen=True):
    """A page: its ``letters`` (see :func:`letters`) in the order in which they were written, its pictures."""

    letters: str
    pictures: int


def pages(data: bytes, name: str = "") -> list[Page]:
    """Return the pages of a PDF.

    Raises:
        UserError: ``file-unreadable``, it is damaged.
    """
    try:
        return [_read(page) for page in PdfReader(io.BytesIO(data)).pages]
    except _DAMAGE as error:
        raise UserError("file-unreadable", path=name, reason=str(error) or type(error).__name__) from error


def letters(text: str) -> str:
    """Return the letters and figures of a text alone, those that a typeface draws as one (ﬂ) apart.

    Letters of scripts that run from right to left, or are woven into each other, are left out: on paper they
    stand in another order.
    """
    told = _LETTER.findall(_WOVEN.sub("", unicodedata.normalize("NFKC", text)))
    return "".join(one for one in told if unicodedata.bidirectional(one) not in _FROM_RIGHT)


def _read(page: Any) -> Page:
    said: list[str] = []
    pictures = 0

    def on_text(text: str, around: list[float], at: list[float], _font: object, _size: object) -> None:
        # Margins are written from the corner of the paper, the column and its numbers from the column's.
        if around[4] > 0 and at[4] >= 0:
            said.append(text)

    def on_operation(operator: bytes, *_rest: object) -> None:
        nonlocal pictures
        pictures += operator == b"Do"

    page.extract_text(visitor_text=on_text, visitor_operand_before=on_operation)
    return Page(letters("".join(said)), pictures)
