"""Page furniture in loose lines, told by the phrases that ship with the program."""

from collections.abc import Sequence
from functools import lru_cache

from morat.assets import lexicon
from morat.newsroom import furniture as page


def furniture(texts: Sequence[str | None]) -> frozenset[int]:
    """Return the places of the lines that are page furniture: see ``newsroom.furniture``."""
    return page.furniture(texts, _phrases())


@lru_cache(maxsize=1)
def _phrases() -> page.Phrases:
    return page.phrases_of(lexicon("furniture"))
