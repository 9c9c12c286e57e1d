"""What a piece as a Word file is set in, beside its text."""

from msgspec import Struct

NEWSROOM, ADMINISTRATIVE = "newsroom", "administrative"


class Manuscript(Struct, frozen=True, kw_only=True):
    """How a Word file looks: the ``page`` by its name, and whether captions have numbers (``Ảnh 1.``).

    ``template`` is a Word file of the newsroom's own, of which styles, page and letterhead count; empty for
    a page that ships.
    """

    page: str = NEWSROOM
    template: bytes = b""
    photo_numbers: bool = True
