"""HTML for single things: an element with its attributes, and runs of text with their marks."""

import html
import re
from collections.abc import Iterable, Mapping

from morat.newsroom.inline import Run

TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strike": "s",
    "sub": "sub",
    "sup": "sup",
}
"""The element of each mark. Other marks become ``<span data-mark="…">``."""

MARKS: Mapping[str, str] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "sub": "sub",
    "sup": "sup",
}
"""The mark of each element of other programs too."""

_SAFE_ADDRESS = re.compile(r"(?:https?|mailto|tel|ftp):|#|/(?!/)|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)


def element(tag: str, content: str = "", /, **attributes: str | int | None) -> str:
    """Return an element; ``content`` is HTML already. ``class_`` is class, ``data_id`` is data-id.

    Attributes that are None are left out; one that is True stands without a value.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>"


def void(tag: str, /, **attributes: str | int | None) -> str:
    """Return an element that has no content and no end tag, such as ``img``."""
    return element(tag, **attributes).removesuffix(f"</{tag}>")


def escape(text: str) -> str:
    """Return ``text`` for HTML, line breaks as they are."""
    return html.escape(text, quote=True)


def text(words: str) -> str:
    """Return plain words as HTML; a line break becomes ``<br>``."""
    return escape(words).replace("\n", "<br>")


def inline(runs: Iterable[Run]) -> str:
    """Return runs as HTML."""
    return "".join(_run(run) for run in runs)


def is_seen(words: str) -> bool:
    """Say whether there is a letter or sign in ``words`` that can be seen."""
    return any(sign.isprintable() and not sign.isspace() for sign in words)


def is_safe_address(address: str) -> bool:
    """Say whether a link may stand in a page: no ``javascript:``, no ``data:``, no file of this computer."""
    return _SAFE_ADDRESS.match(address) is not None


def _run(run: Run) -> str:
    out = text(run.text)
    for mark in reversed(run.marks):
        out = element(TAGS[mark], out) if mark in TAGS else element("span", out, data_mark=mark)
    if run.link and is_safe_address(run.link):
        # A link that nobody sees is none for a reader; ours finds it again.
        out = (
            element("a", out, href=run.link)
            if is_seen(run.text)
            else element("span", out, data_link=run.link)
        )
    return out
