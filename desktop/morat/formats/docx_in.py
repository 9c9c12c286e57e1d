"""Read a Word file: .docx, .docm, .dotx, .dotm, ISO Strict too.

A reader of its own on lxml: python-docx drops the text of tracked changes, content controls and
smart tags, and cannot open a file with one missing part.
"""

from pathlib import Path

from msgspec import structs

from morat.formats import docx_review_fact
from morat.formats.docx_in_lines import LineReader
from morat.formats.docx_in_marks import bare, gather
from morat.formats.docx_in_own import OwnReader
from morat.formats.docx_in_revisions import KEEP
from morat.formats.docx_in_source import Source
from morat.formats.ooxml import FORMAT
from morat.formats.recognise import Built, build
from morat.newsroom.incoming import Guess, Incoming
from morat.newsroom.messages import Message

_BEGINNING = 64
"""Bytes of a picture that say of what kind it is."""


def read(data: bytes, name: str = "", revisions: str = KEEP) -> Incoming:
    """Return the piece in ``data``; ``name`` is the file's name for errors.

    A file that Mo-rát wrote is read exactly, with its block ids; any other by its styles and the
    recogniser. ``revisions`` says what becomes of tracked changes: ``keep`` them as suggestions beside
    the text as it was before, ``accept`` or ``reject`` them. ``pictures`` holds what the file holds: for a
    photo that Mo-rát wrote the key is the hash of its original, of which the bytes are a copy.

    Warnings: those of ``recognise.build``, ``pictures-left-out``, ``notes-at-end``, ``hidden-text``,
    ``changes-left-out``, ``changes-accepted``, ``letters-composed``, ``letters-converted``.

    Raises:
        UserError: ``docx-damaged``.
    """
    return _read(Source(data, name, revisions), revisions)


def glance(path: Path) -> Incoming:
    """Return the piece in the Word file ``path``, of its pictures no more than how they begin.

    Raises:
        UserError: ``docx-damaged``.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return _read(Source(file, path.name, pictures=_BEGINNING), KEEP)


def _read(source: Source, revisions: str) -> Incoming:
    if source.properties.get("format") == FORMAT:
        own = OwnReader(source)
        built, notes = Built(own.article(), (), (), own.origins), 0
        wanted = dict[str, str]()
    else:
        reader = LineReader(source)
        built = build(reader.lines())
        notes, wanted = reader.notes, reader.wanted
    source.take_new_pictures()
    article, review, lost = gather(built.article, source.marks, built.origins)
    if revisions == KEEP:
        review = docx_review_fact.unpack(source.properties.get("review"), review)
    counts = {
        "pictures-left-out": source.left_out,
        "notes-at-end": notes,
        "hidden-text": source.hidden,
        "changes-left-out": lost,
        "changes-accepted": source.accepted,
    }
    told = (Message(code, n=count) for code, count in counts.items() if count)
    guesses = tuple(_bare(one) for one in built.guesses)
    composed = (Message("letters-composed"),) if source.is_apart else ()
    old = (Message("letters-converted", sets=sorted(source.old_letters)),) if source.old_letters else ()
    warnings = (*built.warnings, *told, *composed, *old)
    return Incoming(article, source.pictures, warnings, wanted, review, guesses)


def _bare(guess: Guess) -> Guess:
    return structs.replace(guess, lines=tuple(map(bare, guess.lines)))
