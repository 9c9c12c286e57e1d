"""White space as a page shows it: one space for many, lines at breaks, paragraphs at two of them."""

import re
from collections.abc import Iterator, Sequence

from morat.newsroom.inline import Run, Runs, strip, tidy

SPACE = re.compile(r"[ \t\n\r\f]+")
"""What a page shows as one space."""
_TWO_BREAKS = re.compile(r"\n[ \u00a0]*(?:\n[ \u00a0]*)+")
_AROUND_BREAKS = re.compile(" ?\n[ \n]*")
_MANY = re.compile(" {2,}")


def paragraphs(runs: Runs) -> Iterator[Runs]:
    """Part runs at two line breaks or more; single ones stay."""
    part: list[Run] = []
    for run in runs:
        for place, piece in enumerate(_TWO_BREAKS.split(run.text)):
            if place:
                yield squeezed(part)
                part = []
            part.append(Run(piece, run.marks, run.link, run.extra))
    yield squeezed(part)


def squeezed(runs: Sequence[Run]) -> Runs:
    """Return runs with one space where a page has many, and none at breaks and at the ends."""
    done: list[Run] = []
    last = "\n"
    for run in runs:
        text = _AROUND_BREAKS.sub("\n", _MANY.sub(" ", run.text))
        text = text.lstrip(" \n") if last == "\n" else text.lstrip(" ") if last == " " else text
        if text:
            last = text[-1]
            done.append(Run(text, run.marks, run.link, run.extra))
    return strip(tidy(done))
