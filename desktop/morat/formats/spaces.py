"""White space as a page shows it: one space for many, lines at breaks, paragraphs at two of them."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from morat.newsroom.inline import Run, Runs, strip, tidy

SPACE = re.compile(r"[ \t\n\r\f]+")
"""What a page shows as one space."""
_TWO_BREAKS = re.compile(r"\n[ \u00a0]*(?:\n[ \u00a0]*)+")
_AROUND_BREAKS = re.compile(" ?\n[ \n]*")
_MANY = re.compile(" {2,}")


def spaced(text: str) -> str:
    """Return ``text`` of a page's source with one space for each stretch of white space."""
    # What prints holds no other white space than the plain one.
    return text if "  " not in text and text.isprintable() else SPACE.sub(" ", text)


def paragraphs(runs: Runs) -> Iterator[Runs]:
    """Part runs at two line breaks or more; single ones stay."""
    if not any("\n" in run.text for run in runs):
        yield squeezed(runs)
        return
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
        text = _MANY.sub(" ", run.text) if "  " in run.text else run.text
        text = _AROUND_BREAKS.sub("\n", text) if "\n" in text else text
        text = text.lstrip(" \n") if last == "\n" else text.lstrip(" ") if last == " " else text
        if text:
            last = text[-1]
            done.append(run if text is run.text else Run(text, run.marks, run.link, run.extra))
    while done and done[-1].text[-1].isspace():
        bare = done[-1].text.rstrip()
        done[-1:] = [structs.replace(done[-1], text=bare)] if bare else []
    return strip(tidy(done)) if done and done[0].text[0].isspace() else tidy(done)
