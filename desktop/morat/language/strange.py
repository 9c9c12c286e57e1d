"""Words that are no syllable and that nobody writes: đónm, thífh, chiếnlớn (VIETNAMESE, rule 1).

Loans (điốt, xenlulô) and names (Đắk Lắk) are no syllables either: those that Wikipedia or
``resources/lexicon/syllables.toml`` knows are left alone, and so is whatever has two vowels apart.
"""

import re
from collections.abc import Iterator

from morat.language.context import is_quoted, loans, neighbours_of, vietnamese_counts
from morat.language.counts import Counts
from morat.language.letters import is_marked, words
from morat.language.marks import Mark
from morat.language.silence import name_spans
from morat.language.style import Style
from morat.language.syllables import is_syllable
from morat.language.tokens import spelling
from morat.language.tones import placed
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

_VOWELS = re.compile("[aeiouy]+")
_LONGEST = 16
_SHOWN = 3
_TWICE = 2


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield words that have run together, and those that are no word at all."""
    counts = vietnamese_counts()
    names: list[tuple[int, int]] | None = None
    for match in words(text):
        word = match[0]
        if counts.number(word) is not None or len(word) > _LONGEST or not _is_strange(word, counts):
            continue
        if is_quoted(text, *match.span()):
            continue
        names = list(name_spans(text)) if names is None else names
        if any(low <= match.start() < high for low, high in names):
            continue
        parts = _parts(word, counts)
        if parts:
            reason = Message("space-glued", word=word)
            yield Mark(*match.span(), "syllable/glued", "error", reason, (" ".join(parts),))
        elif word.islower() and len(_VOWELS.findall(fold(word))) == 1 and (meant := _meant(word)):
            reason = Message("syllable-strange", word=word)
            yield Mark(*match.span(), "syllable/unknown", "error", reason, meant)


def _is_strange(word: str, counts: Counts) -> bool:
    """Say whether a word has Vietnamese letters and is neither a syllable nor known."""
    if not word.isalpha() or not (word[1:].islower() or word.isupper()):
        return False  # another family takes words with capitals inside apart
    low = spelling(word)
    if counts.number(low) is not None or not is_marked(low) or counts.other(low):
        return False
    return not is_syllable(low) and low not in loans() and placed(word.lower()) is None


def _parts(word: str, counts: Counts) -> tuple[str, str] | None:
    """Return the two syllables that a word was run together from: those that stand together most often."""
    best, most = None, _TWICE - 1
    for cut in range(2, len(word) - 1):
        one, other = word[:cut], word[cut:]
        ids = counts.number(spelling(one)), counts.number(spelling(other))
        if ids[0] is None or ids[1] is None or not (is_syllable(one) and is_syllable(other)):
            continue
        often = counts.pair(ids[0], ids[1])
        if often > most:
            best, most = (one, other), often
    return best


def _meant(word: str) -> tuple[str, ...]:
    """Return the likeliest words that may have been meant, by how common they and the slips are."""
    return tuple(one.word for one in neighbours_of(spelling(word))[:_SHOWN])
