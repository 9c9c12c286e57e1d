"""What a paragraph of a Word file is made of."""

from collections.abc import Iterable

from msgspec import Struct

from morat.formats.ooxml import Element
from morat.newsroom.inline import Run, Runs, tidy

LABEL = "label"
"""The style of fixed words that a file of ours has around its texts: “Nguồn:”."""


class PictureHere(Struct, frozen=True, gc=False):
    """A picture where it stands: its ``part`` (empty when it lies outside), its name and its alt text.

    ``file`` is the name of its file, also where it is only linked; ``crop`` what of it is shown, as left,
    top, width and height in parts of the whole.
    """

    part: str
    name: str
    alt: str
    file: str = ""
    crop: tuple[float, float, float, float] | None = None


class NoteHere(Struct, frozen=True, gc=False):
    """The mark of a footnote or endnote: which ``kind`` (``footnotes``) and its id."""

    kind: str
    id: str


class Piece(Struct, frozen=True, gc=False):
    """A stretch of a paragraph: text as a run under a character style, or one thing that is no text.

    ``marks`` (see ``docx_in_marks``) are those of a picture, or those that stand where there is no text.
    """

    run: Run = Run("")
    style: str = ""
    picture: PictureHere | None = None
    box: Element | None = None
    note: NoteHere | None = None
    marks: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether this is text, or marks between letters of it."""
        return self.picture is None and self.box is None


def runs_in(pieces: Iterable[Piece]) -> Runs:
    """Return the text among ``pieces`` in its normal form."""
    return tidy(piece.run for piece in pieces if piece.run.text)
