"""Lines of a web page that were copied with the piece (VIETNAMESE, rule 22).

Whole lines above the first long paragraph or below the last one; ``newsroom.furniture`` knows them, and
the readers of files leave the same lines out.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from morat.assets import lexicon
from morat.language.marks import Mark
from morat.language.passages import Passage
from morat.language.style import Style
from morat.newsroom import furniture as page
from morat.newsroom.messages import Message


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield a mark over every line that belongs to the page and not to the piece."""
    texts = [passage.text if passage.field == "body" else None for passage in passages]
    for number in sorted(page.furniture(texts, _phrases())):
        text = passages[number].text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        if start < end:
            yield number, Mark(start, end, "furniture/line", "error", Message("furniture-line"))


@lru_cache(maxsize=1)
def _phrases() -> page.Phrases:
    return page.phrases_of(lexicon("furniture"))
