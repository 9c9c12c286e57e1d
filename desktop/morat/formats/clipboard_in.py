"""HTML of the clipboard in: what Word, LibreOffice, Google Docs, Excel, a chat or a browser put there.

A fragment is no page: there is nothing around it to be found and left out, and nothing in it is guessed
but captions below pictures and subheads that are bold. Nothing is fetched from anywhere.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from lxml import etree
from msgspec import structs

from morat.formats.body import body
from morat.formats.clipboard_lines import Reader
from morat.formats.lines import Line
from morat.formats.old_letters import is_old, today
from morat.newsroom.blocks import Block, Table, new_id, with_id
from morat.newsroom.incoming import DROPPED, Fragment
from morat.newsroom.inline import Run, Runs, tidy

_CHUNK = 262_144
"""Bytes that are read between two looks at whether the paste is still wanted."""
_HEADER = re.compile(r"\s*Version:[\d.]+\s.*?(?=<)", re.DOTALL)
"""What Windows puts before the HTML; some programs leave it there."""
_START, _END = b"<!--StartFragment", b"<!--EndFragment"
_HEAD_END = b"</head>"
_NOTHING = b"<o:p></o:p>"
"""What Word writes at the end of every paragraph."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_FAR = 4096
"""Bytes among which HTML says its character set."""


def decoded(data: bytes) -> str:
    """Return the HTML that ``data`` says; nearly all is UTF-8, whatever else it names.

    On Windows the system hands over UTF-8 also of a page that was written in another character set and
    says so still. The order is else that of browsers: the mark at its start, zeros beside its first sign,
    what it says itself.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    said = _CHARSET.search(data, 0, _FAR)
    for name, errors in (("utf-8", "strict"), (said[1].decode("ascii") if said else "utf-8", "replace")):
        try:
            return data.decode(name, errors)
        except (LookupError, UnicodeError):
            # No such set, or one of Python's that is none of letters.
            continue
    return data.decode("utf-8", "replace")


def read(html: str, step: Callable[[int, int], None] | None = None) -> Fragment:
    """Return what ``html`` shows as blocks under fresh ids; see ``newsroom.incoming.Fragment``.

    ``step(done, total)`` hears how far it is and may raise to end it.
    """
    # Halves of letters and zeros are all that the parser cannot take; each text is cleaned by itself.
    html = html.replace("\0", "")
    header = _HEADER.match(html)
    text = (html[header.end() :] if header else html).encode("utf-8", "replace")
    start = text.find(_START)
    reader = Reader(whole=not 0 <= start < text.find(_END))
    # Word's styles alone are as long as a page of text, and nobody sees them.
    text = text[max(text.find(_HEAD_END, 0, max(start, 0)), 0) :].replace(_NOTHING, b"")
    # A target instead of a tree: nothing is too deep for it, and it can be ended in the middle.
    # The parser's stub expects ears for bytes too.
    parser = etree.HTMLParser(target=cast("Any", reader), huge_tree=True, encoding="utf-8")
    for at in range(0, len(text), _CHUNK):
        if step is not None:
            step(at, len(text))
        parser.feed(text[at : at + _CHUNK])
    if text:
        parser.close()
    lines = _in_unicode(reader.lines)
    blocks = _with_own_ids(body(lines, loose=False).blocks)
    pictures = {name: reader.pictures.found[sha] for name, sha in reader.kept.items()}
    return Fragment(
        blocks,
        pictures,
        dict(reader.pictures.wanted),
        reader.pictures.elsewhere,
        tuple(code for code in DROPPED if code in reader.dropped),
    )


def _with_own_ids(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give the second half of a list that something stands in an id of its own."""
    seen: set[str] = set()
    done: list[Block] = []
    for block in blocks:
        own = with_id(block, new_id()) if block.id in seen else block
        seen.add(own.id)
        done.append(own)
    return tuple(done)


def _in_unicode(lines: list[Line]) -> list[Line]:
    """Put text in the fonts of TCVN3 and VNI into today's letters, unless it is written in them already."""
    found = {run.extra for line in lines for run in _runs(line) if run.extra}
    if not found:
        return lines
    samples = {
        name: [run.text for line in lines for run in _runs(line) if run.extra == name] for name in found
    }
    old = {name for name, texts in samples.items() if is_old(name, texts)}
    return [_mapped(line, lambda runs: _converted(runs, old)) for line in lines]


def _converted(runs: Runs, old: set[str]) -> Runs:
    letters = [run.text for run in runs]
    for name in old:
        places = [place for place, run in enumerate(runs) if run.extra == name]
        found = today(name, [letters[place] for place in places])
        for place, text in zip(places, found, strict=True):
            letters[place] = text
    return tidy(Run(text, run.marks, run.link) for run, text in zip(runs, letters, strict=True))


def _runs(line: Line) -> Iterator[Run]:
    yield from line.runs
    if isinstance(line.block, Table):
        for row in line.block.rows:
            for cell in row:
                yield from cell


def _mapped(line: Line, change: Callable[[Runs], Runs]) -> Line:
    if isinstance(line.block, Table):
        rows = tuple(tuple(map(change, row)) for row in line.block.rows)
        return structs.replace(line, block=structs.replace(line.block, rows=rows))
    return structs.replace(line, runs=change(line.runs))
