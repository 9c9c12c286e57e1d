"""``morat proof``: read sources in a house style and say what was found, for a person or a script."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from morat.catalogue import fields, severities
from morat.cli.output import Output
from morat.language.style import Style
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import walk
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import Ignored
from morat.newsroom.messages import UserError
from morat.operations import pieces, places, proofing
from morat.operations.house import House
from morat.operations.preferences import Preferences
from morat.operations.reading import is_file_source

STANDARD_INPUT = "-"


class _Read(NamedTuple):
    """What was found in one source, and the number of each block where it is a piece."""

    source: str
    findings: list[Finding]
    numbers: Mapping[str, int] = {}


def proof(options: argparse.Namespace, output: Output) -> tuple[int, None]:
    """Proofread sources; the exit status says whether something grave was found, when asked to.

    A source that cannot be read is said, the others are read all the same.
    """
    style = _style(options, output, options.style)
    status = 0
    read: list[_Read] = []
    for source in options.sources:
        try:
            read.append(_read(options, source, style))
        except UserError as error:
            output.complain(error.message)
            status = 1
    value = [
        {"source": one.source, "findings": [output.finding(found) for found in one.findings]} for one in read
    ]
    output.give(value, _lines(read, output))
    level = options.fail_on
    if level is not None and any(proofing.reaches(one.findings, level) for one in read):
        status = 1
    return status, None


def count_findings(options: argparse.Namespace, output: Output, article: Article) -> int:
    """Return how much is to be looked at in a piece that was just stored; a style that is broken is said."""
    try:
        style = _style(options, output)
    except UserError as error:
        output.complain(error.message)
        style = None
    return len(proofing.proof_article(article, style))


def _style(options: argparse.Namespace, output: Output, name: str | None = None) -> Style:
    house = House(places.library_folder(options.library), places.home())
    loaded = house.style(name or Preferences(places.settings_file()).get("style"))
    output.note(*loaded.warnings)
    return loaded.style


def _read(options: argparse.Namespace, source: str, style: Style) -> _Read:
    encoding = options.encoding
    if source == STANDARD_INPUT:
        return _Read(source, proofing.proof_bytes(sys.stdin.buffer.read(), source, style, encoding))
    if is_file_source(source) and Path(source).suffix.lower() == ".txt":
        return _Read(source, proofing.proof_text_file(Path(source), style, encoding))
    folder = places.library_folder(options.library)
    ignored: list[Ignored] = []
    if is_file_source(source):
        article = pieces.open_source(folder, source, encoding).article
    else:
        with Library.open(folder) as library:
            article = pieces.open_piece(library, source).article
            ignored = library.ignored.of(article.id)
    return _Read(source, proofing.proof_article(article, style, ignored), _numbers(article))


def _numbers(article: Article) -> dict[str, int]:
    return {block.id: number for number, block in enumerate(walk(article.blocks), 1)}


def _lines(read: list[_Read], output: Output) -> Iterator[str]:
    """Yield a headline for each source and a line for each finding below it."""
    words = output.words
    for one in read:
        count = words.plural("{n} finding", "{n} findings", len(one.findings))
        yield f"{one.source}: {count if one.findings else words.text('Nothing found')}"
        for found in one.findings:
            # In quotes: the fault may be a space.
            right = f" → “{found.suggestions[0]}”" if found.suggestions else ""
            severity = words.text(severities.name_of(found.severity))
            place = _place(found, one.numbers, output)
            text = found.text.replace("\n", " ")
            yield f"  {place}  {severity}: “{text}”{right}  {words.say(found.reason)} [{found.rule}]"


def _place(found: Finding, numbers: Mapping[str, int], output: Output) -> str:
    """Return line (or field and number of the block) and column, both from 1."""
    column = found.start + 1
    if found.line is not None:
        return f"{found.line}:{column}"
    name = output.words.text(fields.name_of(found.field))
    number = numbers.get(found.block or "")
    return f"{name} {number}:{column}" if number else f"{name} {column}"
