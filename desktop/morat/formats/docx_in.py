"""Read a Word file: .docx, .docm, .dotx, ISO Strict too.

A reader of its own on lxml: python-docx drops the text of tracked changes, content controls and
smart tags, and cannot open a file with one missing part.
"""

from morat.formats.docx_in_lines import LineReader
from morat.formats.docx_in_own import OwnReader
from morat.formats.docx_in_source import Source
from morat.formats.ooxml import FORMAT
from morat.formats.recognise import build
from morat.newsroom.incoming import Incoming
from morat.newsroom.messages import Message


def read(data: bytes, name: str = "") -> Incoming:
    """Return the piece in ``data``; ``name`` is the file's name for errors.

    A file that Mo-rát wrote is read exactly, with its block ids; any other by its styles and the
    recogniser. Tracked changes count as accepted. ``pictures`` holds what the file holds: for a
    photo that Mo-rát wrote the key is the hash of its original, of which the bytes are a copy.

    Warnings: those of ``recognise.build``, and ``pictures-left-out``.

    Raises:
        UserError: ``docx-damaged``.
    """
    source = Source(data, name)
    if source.properties.get("format") == FORMAT:
        article, warnings = OwnReader(source).article(), tuple[Message, ...]()
    else:
        article, warnings = build(LineReader(source).lines())
    if source.left_out:
        warnings = (*warnings, Message("pictures-left-out", n=source.left_out))
    return Incoming(article, source.pictures, warnings)
