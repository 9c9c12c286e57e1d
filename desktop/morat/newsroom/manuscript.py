"""What a piece as a Word file is set in, beside its text."""

from msgspec import Struct

from morat.newsroom.review import Review

NEWSROOM, ADMINISTRATIVE = "newsroom", "administrative"
SHIPPED = (NEWSROOM, ADMINISTRATIVE)
"""Pages that ship: a newsroom's, and that of administrative papers."""


class Manuscript(Struct, frozen=True, kw_only=True):
    """How a Word file looks: the ``page`` by its name, and whether captions have numbers (``Ảnh 1.``).

    ``review`` goes along as comments and tracked changes, and with it what else is for the house alone (the
    edits of photos, blocks of a later version); None for a clean file. ``template`` is a Word file of the
    newsroom's own, of which styles, page and letterhead count; empty for a page that ships.
    """

    page: str = NEWSROOM
    template: bytes = b""
    photo_numbers: bool = True
    review: Review | None = None
