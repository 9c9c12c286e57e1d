"""English words that are misspelled, where a text has English in it.

Read are runs of words without Vietnamese letters, and of them those that small words (the, of, is) and most
of the others show to be English. Silent: words with a capital (names, brands), short words, abbreviations.
The word list is pyspellchecker's (MIT). Nothing of it is read before the first run that has a word worth
asking about, and then its words alone: most English that is quoted has no mistake, and pyspellchecker itself,
which takes five times as long to load, is only needed to find what was meant by a word that the list lacks.
"""

import gzip
import pkgutil
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from morat.assets import lexicon
from morat.language.letters import is_syllable
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message

_PIECE = r"[A-Za-z]{1,30}(?:['’][a-z]{1,2})?(?![\w@/-])"
_RUN = re.compile(rf"(?<![\w'’./@-]){_PIECE}(?:[ ,]{{1,2}}{_PIECE})+")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_LEAST = 5
"""Letters of a word that is asked about; shorter ones are near too many others."""
_RUN_LEAST = 3
"""Words of a run that make it English, and the share of them that the list must know."""
_SHARE = 0.6
_BRITISH = (
    ("our", "or"), ("is", "iz"), ("ys", "yz"), ("re", "er"), ("ae", "e"), ("oe", "e"), ("ence", "ense"),
    ("ogue", "og"), ("mme", "m"), ("ll", "l"), ("lery", "ry"), ("que", "ck"),
)  # fmt: skip
"""British spellings that the American list does not have; one such change makes a word right."""


class _Checker(Protocol):
    def __iter__(self) -> Iterator[str]: ...
    def candidates(self, word: str) -> set[str] | None: ...
    def word_usage_frequency(self, word: str) -> float: ...


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield words in a run of English that the list does not know, with those one letter away."""
    for run in _RUN.finditer(text):
        words = list(_WORD.finditer(run[0]))
        asked = [word for word in words if _is_asked(word[0])]
        if len(words) < _RUN_LEAST or not asked or not _looks_english(words):
            continue
        plain = [word[0].lower().replace("’", "'") for word in words if len(word[0]) > 1]
        if len(plain) < _RUN_LEAST or len(_known().intersection(plain)) < _SHARE * len(set(plain)):
            continue
        for word in asked:
            rights = _near(word[0])
            if rights:
                start, end = run.start() + word.start(), run.start() + word.end()
                reason = Message("foreign-english", word=word[0], right=rights[0])
                yield Mark(start, end, "foreign/english", "info", reason, rights)


def _is_asked(word: str) -> bool:
    return len(word) >= _LEAST and word.isalpha() and word.islower() and not is_syllable(word)


def _looks_english(words: list[re.Match[str]]) -> bool:
    """Say whether half the words are no Vietnamese, and small ones are those of English."""
    low = {word[0].lower() for word in words}
    return (
        not low.isdisjoint(_small_words("english"))
        and low.isdisjoint(_small_words("others"))
        and 2 * sum(not is_syllable(word[0]) for word in words) >= len(words)
    )


def _near(word: str) -> tuple[str, ...]:
    """Return the known words one letter away, the most used first; nothing for a word that is known."""
    known = _known()
    if word in known or not known.isdisjoint(_american(word)) or _is_compound(word):
        return ()
    checker = _checker()
    near = (checker.candidates(word) or set()) - {word}
    return tuple(sorted(near, key=lambda one: (-checker.word_usage_frequency(one), one))[:3])


def _american(word: str) -> Iterator[str]:
    """Yield what an American may write for a British word: organisation, honour."""
    for british, american in _BRITISH:
        at = word.find(british)
        while at >= 0:
            yield word[:at] + american + word[at + len(british) :]
            at = word.find(british, at + 1)


def _is_compound(word: str) -> bool:
    """Say whether two known words make ``word``: slideshow, handhelds."""
    known = _known()
    return any(word[:at] in known and word[at:] in known for at in range(3, len(word) - 2))


@lru_cache(maxsize=2)
def _small_words(language: str) -> frozenset[str]:
    words = lexicon("english")
    return frozenset(words[language].split())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the words of pyspellchecker's English list: the names in its JSON, none of them escaped."""
    packed = pkgutil.get_data("spellchecker", "resources/en.json.gz")
    if packed is None:
        raise FileNotFoundError("resources/en.json.gz")
    return frozenset(gzip.decompress(packed).decode("utf-8").split('"')[1::2])


@lru_cache(maxsize=1)
def _checker() -> _Checker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
