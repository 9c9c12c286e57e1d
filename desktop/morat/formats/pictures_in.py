"""Pictures that a text names: inside it as a ``data:`` address, beside it as a file, or on the web."""

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from morat.formats.recognise import Built
from morat.newsroom.blocks import new_id
from morat.newsroom.incoming import FoundPicture, Incoming
from morat.newsroom.messages import Message

_DATA = re.compile(
    r"data:image/(?P<kind>[a-z0-9.+-]+)(?P<rest>;[^,]*)?,(?P<body>.*)", re.DOTALL | re.IGNORECASE
)
_SHOWN = 80
_SUFFIXES = {"jpeg": "jpg", "svg+xml": "svg"}


class Pictures:
    """Gathers what the pictures of one file are, while it is read."""

    def __init__(self) -> None:
        self.found: dict[str, FoundPicture] = {}
        self.wanted: dict[str, str] = {}
        self._elsewhere: list[str] = []

    def keep(self, address: str, original: str | None) -> str | None:
        """Return the address of a picture that Mo-rát wrote: that of its ``original`` where it is named.

        The bytes, perhaps of a smaller copy, go under the same address.
        """
        found = _inside(address.strip())
        if found is None:
            return original
        sha = original or hashlib.sha256(found.data).hexdigest()
        self.found.setdefault(sha, found)
        return sha

    def take(self, address: str, block_id: str = "") -> tuple[str | None, str]:
        """Return the SHA-256 of the picture at ``address`` (None if it is not inside) and its block's id."""
        block_id = block_id or new_id()
        address = address.strip()
        if address[:5].lower() == "data:":
            return self.keep(address, None), block_id
        try:
            place = urlsplit(address)
        except ValueError:
            return None, block_id
        if place.scheme.lower() in ("", "file") and not place.netloc:
            path = unquote(place.path)
            if path:
                self.wanted[block_id] = path
        else:
            self._elsewhere.append(address[:_SHOWN])
        return None, block_id

    @property
    def elsewhere(self) -> int:
        """How many pictures are on the web, from where nothing is fetched."""
        return len(self._elsewhere)

    def incoming(self, built: Built) -> Incoming:
        """Return the piece that was made of the file, with these pictures."""
        return Incoming(
            built.article,
            self.found,
            (*built.warnings, *self.warnings()),
            self.wanted,
            guesses=built.guesses,
        )

    def warnings(self) -> tuple[Message, ...]:
        """Return what to tell about pictures that did not come along."""
        if not self._elsewhere:
            return ()
        return (Message("pictures-on-the-web", n=len(self._elsewhere), addresses=tuple(self._elsewhere)),)


def _inside(address: str) -> FoundPicture | None:
    """Return the picture that a ``data:`` address holds, None where there is none."""
    told = _DATA.match(address)
    if told is None:
        return None
    try:
        if "base64" in (told["rest"] or "").lower():
            data = base64.b64decode(unquote(told["body"]).encode("ascii"))
        else:
            data = unquote_to_bytes(told["body"])
    except (binascii.Error, UnicodeEncodeError):
        return None
    if not data:
        return None
    kind = told["kind"].lower()
    stem = hashlib.sha256(data).hexdigest()[:12]
    return FoundPicture(f"{stem}.{_SUFFIXES.get(kind, kind)}", data)
