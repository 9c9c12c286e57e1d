"""A paragraph as it stood in a file, before anybody knows what it is."""

from msgspec import Struct

from morat.newsroom.blocks import Block
from morat.newsroom.inline import Run, Runs, plain

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


class Line(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph of a file with all that the file says of it.

    ``level`` counts headings (2 or 3). ``bold``, ``italic``, ``centred`` and ``right`` are true where the
    paragraph's style says so for all of it; marks on the runs need not be repeated here. ``picture``
    (SHA-256), ``alt`` and ``edit`` (its recipe) belong to the kind ``picture``, whose ``runs`` are a
    caption that the file itself ties to it. ``block`` is a ready-made block (a table, an embed) of the kind
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
    edit: str | None = None
    block: Block | None = None
    block_id: str | None = None

    @property
    def text(self) -> str:
        """The bare text of the line."""
        return plain(self.runs)

    @property
    def all_bold(self) -> bool:
        """Say whether all of the line is bold, by its style or by its runs."""
        return self.bold or marked(self.runs, "bold")

    @property
    def all_italic(self) -> bool:
        """Say whether all of the line is italic, by its style or by its runs."""
        return self.italic or marked(self.runs, "italic")


def marked(runs: Runs, mark: str) -> bool:
    """Say whether every visible run carries ``mark``."""
    seen = [run for run in runs if run.text.strip()]
    return bool(seen) and all(mark in run.marks for run in seen)


def unmarked(runs: Runs, mark: str) -> Runs:
    """Return ``runs`` without ``mark``, which the block they become shows by itself."""
    return tuple(
        Run(run.text, tuple(name for name in run.marks if name != mark), run.link, run.extra) for run in runs
    )
