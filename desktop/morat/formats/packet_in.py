"""The publish packet in: its HTML, which holds all that is printed of the piece, pictures included."""

import io
import zipfile
from pathlib import PurePosixPath

from morat.formats import html_in
from morat.formats.zipping import DAMAGE
from morat.newsroom.incoming import Incoming
from morat.newsroom.messages import UserError

_LIMIT = 200_000_000
_MEMBERS = 2_000


def read(data: bytes, name: str = "") -> Incoming:
    """Return the piece of a packet that ``packet_out`` wrote.

    Raises:
        UserError: ``packet-damaged``, for any other ZIP too.
    """
    return html_in.read(page(data, name), None, name)


def page(data: bytes, name: str = "") -> bytes:
    """Return the HTML of a packet.

    Raises:
        UserError: ``packet-damaged``.
    """
    try:
        return _page(data)
    except DAMAGE as error:
        raise UserError("packet-damaged", path=name) from error


def _page(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        pages = [one for one in members if _is_page(one.filename)]
        if len(members) > _MEMBERS or len(pages) != 1:
            raise ValueError(len(pages))
        with archive.open(pages[0]) as member:
            page = member.read(_LIMIT + 1)
    if len(page) > _LIMIT:
        raise ValueError(len(page))
    return page


def _is_page(path: str) -> bool:
    """Say whether a member is the page of the piece: ``ten-bai/ten-bai.html``."""
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[1] == f"{parts[0]}.html"
