"""Social text out: what goes with the link to a piece on Facebook, Zalo and X, a text for each that fits.

Lengths, as these networks count them:

- Facebook takes 63,206 characters and folds a post away behind "See more" after about 477: these count.
- Zalo takes 2,000 characters in a message.
- X takes 280. It counts a link as 23, Latin letters as one, everything above U+10FF but a few signs as two,
  so ạ, ế, ữ (but not ă, ơ, đ): version 3 of the configuration of its own twitter-text.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from morat.formats.naming import uri
from morat.formats.printed import printed
from morat.newsroom.article import Article
from morat.newsroom.text import shortened

_BETWEEN = "\n\n"
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"https?://\S+|\b(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|tv)\b(?:/\S*)?", re.IGNORECASE)
_LINK_ON_X = "x" * 23
_SINGLE_ON_X = re.compile("[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_LEAST = 40
"""Characters of a standfirst that are worth a line."""


class Network(NamedTuple):
    """A social network: its name, how long a post may be, and how it counts."""

    name: str
    limit: int
    length: Callable[[str], int] = len


def count_on_x(text: str) -> int:
    """Return how long X says a text is."""
    linked = _LINK.sub(_LINK_ON_X, text)
    return 2 * len(linked) - len(_SINGLE_ON_X.findall(linked))


NETWORKS = (Network("Facebook", 477), Network("Zalo", 2_000), Network("X", 280, count_on_x))


def write(article: Article) -> bytes:
    """Return the posts one below the other, UTF-8, each under its network and its length."""
    head = printed(article.language).post
    posts = ((network, post(article, network)) for network in NETWORKS)
    return "\n".join(
        f"{head.format(network=one.name, count=one.length(text), limit=one.limit)}\n\n{text}\n"
        for one, text in posts
    ).encode()


def posts(text: str, language: str) -> dict[Network, str]:
    """Return the posts of a text that :func:`write` wrote, as they would be copied out of it."""
    found: dict[Network, list[str]] = {}
    for line in text.split("\n"):
        network = next((one for one in NETWORKS if _is_above(line, one, language)), None)
        if network is not None:
            found[network] = []
        elif found:
            found[next(reversed(found))].append(line)
    return {network: "\n".join(lines).strip("\n") for network, lines in found.items()}


def _is_above(line: str, network: Network, language: str) -> bool:
    """Say whether a line stands above the post for a network, whatever length it tells."""
    head = printed(language).post.format(network=network.name, count="\n", limit=network.limit)
    before, after = head.split("\n")
    return line.startswith(before) and line.endswith(after) and line[len(before) : -len(after)].isdecimal()


def post(article: Article, network: Network) -> str:
    """Return the text of a post: headline, standfirst, address, tags, as much as fits in this order.

    The address is always whole; the others make room for it.
    """
    address = uri(article)
    link = address if address.startswith("http") else ""
    room = network.limit - network.length(_joined(link)) - (len(_BETWEEN) if link else 0)
    headline = shortened(article.headline or article.kicker, room, network.length)
    room -= network.length(headline) + len(_BETWEEN)
    standfirst = " ".join(article.standfirst.split())
    parts = [headline, shortened(standfirst, room, network.length) if room >= _LEAST else "", link]
    text, tags = _joined(*parts), ""
    for tag in filter(None, map(hashtag, article.tags)):
        longer = f"{tags} {tag}".lstrip()
        if network.length(_joined(*parts, longer)) <= network.limit:
            tags, text = longer, _joined(*parts, longer)
    return text


def _joined(*parts: str) -> str:
    return _BETWEEN.join(filter(None, parts))


def hashtag(tag: str) -> str:
    """Return a tag as one word: ``xã Vân Trầm`` gives ``#XãVânTrầm``."""
    words = _WORD.findall(tag)
    return "#" + "".join(word[:1].upper() + word[1:] for word in words) if words else ""
