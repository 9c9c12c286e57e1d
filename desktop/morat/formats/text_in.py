"""Plain text in: a manuscript from a mail, or an article copied off a web page."""

import re

from morat.formats.recognise import Line, build
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import runs_of
from morat.newsroom.text import clean

_BLANK = re.compile(r"\n[ \t\u00a0]*\n")


def read(text: str) -> Incoming:
    """Return the piece in ``text``: one paragraph a line, blank lines between them or not.

    Text that was wrapped by a mail program (blank lines between paragraphs, many lines of one
    length inside) is joined again.
    """
    text = clean(text).strip()
    chunks = _BLANK.split(text)
    paragraphs = [line for chunk in chunks for line in _paragraphs(chunk)]
    built = build([Line(runs=runs_of(line.strip())) for line in paragraphs if line.strip()])
    return Incoming(built.article, warnings=built.warnings, guesses=built.guesses)


def _paragraphs(chunk: str) -> list[str]:
    lines = [line.strip() for line in chunk.split("\n") if line.strip()]
    if _is_wrapped(lines):
        return [" ".join(lines)]
    return lines


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether lines are one paragraph cut at the margin: all but the last are full and go on below."""
    if len(lines) < 3:
        return False
    inner = lines[:-1]
    longest = max(map(len, inner))
    full = all(60 <= len(line) <= 100 and len(line) > longest - 20 for line in inner)
    goes_on = sum(line[-1] not in '.!?:”"' for line in inner) * 2 > len(inner)
    return full and goes_on
