"""Tone marks on the wrong vowel (VIETNAMESE, rule 2): họat, cuả, thơì are wrong in both styles."""

from collections.abc import Iterator
from functools import lru_cache

from morat.language.letters import cased, words
from morat.language.marks import Mark
from morat.language.silence import name_spans
from morat.language.style import Style
from morat.language.syllables import bare, misplaced, read, write
from morat.newsroom.messages import Message


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield the syllables whose tone stands on the wrong vowel, but for people's names."""
    names: list[tuple[int, int]] | None = None
    for match in words(text):
        word = match[0]
        right = placed(word.lower())
        if right is None:
            continue
        if word[0].isupper():
            names = list(name_spans(text)) if names is None else names
            if any(start <= match.start() < end for start, end in names):
                continue
        suggestions = tuple(cased(word, one) for one in right)
        reason = Message("tone-place", word=word, right=suggestions[0])
        yield Mark(*match.span(), "tone-place/vowel", "error", reason, suggestions)


@lru_cache(maxsize=1 << 12)
def placed(word: str) -> tuple[str, ...] | None:
    """Return a lower-case syllable with its tone where it belongs, None where nothing is out of place."""
    if len(word) < 3 or bare(word) == word or read(word) is not None:
        return None
    syllable = misplaced(word)
    return None if syllable is None else tuple(dict.fromkeys((write(syllable), write(syllable, new=True))))
