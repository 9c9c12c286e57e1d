"""Social text out: what goes with the link to a piece on Facebook or Zalo."""

import re

from morat.formats.naming import uri
from morat.newsroom.article import Article

LIMIT = 280
"""Characters of the standfirst that are taken, up to the end of a sentence or else of a word."""
_SENTENCE = re.compile(r".*[.!?…](?=\s|$)", re.DOTALL)
_WORD = re.compile(r"\w+")


def write(article: Article) -> bytes:
    """Return the text for a post, UTF-8."""
    address = uri(article)
    parts = (
        article.headline or article.kicker,
        shortened(" ".join(article.standfirst.split())),
        address if address.startswith("http") else "",
        " ".join(filter(None, map(hashtag, article.tags))),
    )
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def shortened(text: str) -> str:
    """Return ``text`` cut to ``LIMIT`` characters, after a sentence where one ends in its second half."""
    if len(text) <= LIMIT:
        return text
    head = text[:LIMIT]
    sentence = _SENTENCE.match(head)
    if sentence and len(sentence[0]) > LIMIT // 2:
        return sentence[0]
    return head[: LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def hashtag(tag: str) -> str:
    """Return a tag as one word: ``xã Vân Trầm`` gives ``#XãVânTrầm``."""
    words = _WORD.findall(tag)
    return "#" + "".join(word[:1].upper() + word[1:] for word in words) if words else ""
