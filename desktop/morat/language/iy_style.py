"""i or y (VIETNAMESE, rule 4): lí do or lý do, bác sĩ or bác sỹ. A choice of the newsroom, never an error.

The choice is the table ``[iy]`` of a style, ``resources/lexicon/iy.toml`` the words that have no choice
(tỉ mỉ, lí nhí). People and places keep theirs: Lý, Mỹ Tho, Sỹ.
"""

from collections.abc import Iterator
from functools import lru_cache

from morat.assets import lexicon
from morat.language.letters import begins_sentence, word_after
from morat.language.marks import Mark
from morat.language.phrases import Phrases, as_written
from morat.language.style import Style
from morat.newsroom.messages import Message


def check(text: str, style: Style) -> Iterator[Mark]:
    """Yield the words that the newsroom writes with the other letter."""
    for start, end, right in _wanted(tuple(style.iy.items())).hits(text):
        found = text[start:end]
        if right and not _is_name(text, start, found):
            suggestion = as_written(right, found)
            reason = Message("iy-style", right=suggestion)
            yield Mark(start, end, "iy-style/house", "warning", reason, (suggestion,))


def _is_name(text: str, start: int, found: str) -> bool:
    """Say whether capitals make a word part of a name, and not the beginning of a sentence."""
    words = found.split()
    if all(map(str.isupper, words)):
        return len(words) == 1  # TRẦN VĂN SỸ, HỌC KĨ: nobody can tell
    if any(word[0].isupper() for word in words[1:]):
        return True
    if not words[0][0].isupper():
        return False
    return not begins_sentence(text, start) or not word_after(text, start + len(found) + 1).islower()


@lru_cache(maxsize=4)
def _wanted(pairs: tuple[tuple[str, str], ...]) -> Phrases[str]:
    """Return the words with the other letter and what is written for them, nothing where they stay."""
    keep = lexicon("iy")["keep"]
    return Phrases([*((word, "") for word in keep), *pairs])
