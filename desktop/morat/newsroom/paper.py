"""What a piece on paper carries beside its text."""

from msgspec import Struct


class Paper(Struct, frozen=True):
    """A proof on paper: with numbers before the ``lines`` and boxes for ``signatures``.

    ``note`` prints the note to the editor too, which never leaves unasked. ``version`` names the version,
    ``at`` (ISO) says when it was printed; both are left out where they are empty.
    """

    lines: bool = True
    signatures: bool = True
    note: bool = False
    version: str = ""
    at: str = ""
