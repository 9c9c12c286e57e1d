"""One kind of quotation marks in a piece (VIETNAMESE, rule 14): “…” or "…", whichever most of it has.

Of 628 articles of news 77 mix them. A pair that is whole is a matter of style alone; what does not pair is
the business of ``quotes``.
"""

import re
from collections.abc import Iterator, Sequence

from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.style import Style
from morat.newsroom.messages import Message

_CURLY, _STRAIGHT = "“”", '""'
_PAIR = re.compile(
    r"""“[^“”"\n\t]{1,600}”|(?<![\w"”'’])"(?=[^\s"“”])[^"“”\n\t]{0,600}(?<=[^\s"“”])"(?![\w"“])"""
)
_INCH = re.compile(r"\d['’]?\"")


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001
    """Yield both marks of every quotation of the kind that fewer have; of as many, of the straight ones."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = {_CURLY: [], _STRAIGHT: []}
    for number, passage in enumerate(passages):
        if passage.field in CONTEXT or ('"' not in passage.text and "“" not in passage.text):
            continue
        for match in _PAIR.finditer(passage.text):
            kind = match[0][0] + match[0][-1]
            if kind == _CURLY or not _INCH.search(match[0][1:]):
                found[kind].append((number, match))
    if not found[_CURLY] or not found[_STRAIGHT]:
        return
    usual = _STRAIGHT if len(found[_STRAIGHT]) > len(found[_CURLY]) else _CURLY
    reason = Message("quote-style", marks=f"{usual[0]}…{usual[1]}")
    for number, match in found[_CURLY if usual == _STRAIGHT else _STRAIGHT]:
        for at, right in zip((match.start(), match.end() - 1), usual, strict=True):
            yield number, Mark(at, at + 1, "quote/style", "warning", reason, (right,))
