"""Names in files that leave without their pictures: of the photos beside them, and of the piece itself."""

import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import quote

from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in
from morat.newsroom.pictures import Picture, photo_name

_HOST = re.compile(r"(https?://)([^/?#:@]+)((?:[:/?#].*)?)", re.DOTALL)
_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
"""What has a meaning in an address (RFC 3986) and stays, beside letters and figures; % was written before."""


def photo_names(article: Article, pictures: Mapping[str, Picture]) -> dict[str, str]:
    """Return the file name of each of ``pictures`` by the hash of its original, in the order of the piece.

    A picture that is not there keeps its number: the third photo is 03 in every format.
    """
    shas = dict.fromkeys(photo.photo for photo in photos_in(article.blocks) if photo.photo)
    return {
        sha: photo_name(number, article.headline, pictures[sha].suffix)
        for number, sha in enumerate(shas, 1)
        if sha in pictures
    }


def uri(article: Article) -> str:
    """Return an address for the piece, of ASCII alone: where it appeared, else one all of its versions have.

    The id of the piece stays in the house; what is made of it does not lead back.
    """
    if article.published and article.published.url.startswith(("https://", "http://")):
        return _in_ascii(article.published.url)
    return uuid.uuid5(uuid.NAMESPACE_OID, f"morat:{article.id}").urn


def _in_ascii(address: str) -> str:
    """Return an address as the Internet carries it: RFC 3987, section 3.1, its host by IDNA (báo.vn)."""
    found = _HOST.fullmatch(address)
    if found is None:
        return quote(address, safe=_OF_ADDRESSES)
    begin, host, rest = found.groups()
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    # Also a host: one that is plain already was not looked at.
    return begin + quote(host + rest, safe=_OF_ADDRESSES)


def creators(article: Article) -> str:
    """Return who wrote the piece, as readers see the names."""
    return ", ".join(a.printed for a in article.authors if a.role in ("author", "contributor"))
