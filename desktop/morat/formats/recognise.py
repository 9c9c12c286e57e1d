"""From loose paragraphs to a piece: which line is the headline, the standfirst, a caption, the byline.

Readers of text, Markdown, HTML and Word turn what they find into ``Line``s and call ``build``.
A line's ``kind`` says what the file itself declares; ``"text"`` leaves the decision to this room.
"""

from collections.abc import Sequence

from msgspec import Struct

from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Block, Paragraph, new_id
from morat.newsroom.inline import Runs, plain
from morat.newsroom.messages import Message

KINDS = (
    "text",
    "kicker",
    "title",
    "deck",
    "standfirst",
    "byline",
    "heading",
    "bullet",
    "number",
    "quote",
    "picture",
    "caption",
    "block",
)
"""What a file may say of a line: ``block`` is one that is ready made, ``text`` says nothing."""


class Line(Struct, frozen=True, kw_only=True):
    """A paragraph as it stood in a file.

    ``level`` counts headings (2 or 3). ``bold``, ``italic``, ``centred`` and ``right`` are true
    where the paragraph's style says so for all of it; marks on the runs need not be repeated here.
    ``picture`` (SHA-256) and ``alt`` belong to the kind ``picture``, whose ``runs`` are a caption
    that the file itself ties to it. ``block`` is a ready-made block (a table, an embed) of the kind
    ``block``. ``block_id`` is kept by the block that the line becomes.
    """

    runs: Runs = ()
    kind: str = "text"
    level: int = 2
    bold: bool = False
    italic: bool = False
    centred: bool = False
    right: bool = False
    picture: str | None = None
    alt: str = ""
    block: Block | None = None
    block_id: str | None = None

    @property
    def text(self) -> str:
        """The bare text of the line."""
        return plain(self.runs)


def build(lines: Sequence[Line]) -> tuple[Article, tuple[Message, ...]]:
    """Return the piece that ``lines`` make, and what was guessed or left out."""
    return new_article(blocks=tuple(Paragraph(new_id(), line.runs) for line in lines)), ()
