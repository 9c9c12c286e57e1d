"""Words that do not fit where they stand (VIETNAMESE, rules 1, 6 and 7): nguời, chia sẽ, nàm việc.

A syllable list cannot see that "dành" should be "giành"; the words around it can. ``evidence`` finds where
another word is usual, ``judge`` says how sure that is; here it becomes a mark with its reason.
"""

import tomllib
from collections.abc import Iterator
from functools import lru_cache

from morat.assets import resource
from morat.language.counts import Counts
from morat.language.evidence import Evidence, Suspect
from morat.language.judge import Judge
from morat.language.letters import cased
from morat.language.marks import Mark
from morat.language.silence import name_spans
from morat.language.style import Style
from morat.language.syllables import is_syllable, old_style
from morat.language.tokens import spelling
from morat.language.tones import placed
from morat.newsroom.messages import Message

SURE, LIKELY, CERTAIN = 0.85, 0.5, 0.8
"""The confidence from which a mark is an error, from which it is a warning, and from which a syllable that is
right and merely seldom is marked at all."""
_FITS = 0.2
"""How likely the best of the words that may be meant must be, where the word is a syllable."""
_SHOWN = 0.08
"""The likelihood from which a second word is suggested."""
_UNUSED = 40
"""A syllable that 13 million words hold fewer times than this is one that nobody uses."""
_REASONS = {
    "hoi-nga": "context-hoi-nga",
    "tone-dropped": "context-tone-missing",
    "tone-wrong": "context-tone",
    "tone-added": "context-tone",
    "mark": "context-letter",
    "marks": "context-letter",
    "mark-and-tone": "context-letter",
    "onset": "context-onset",
    "final": "context-final",
    "vowel": "context-final",
}
_SLIP = "context-slip"
_QUOTES = frozenset("\"“”'‘’«»")


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield the words that are wrong where they stand: errors where it is sure, else warnings."""
    evidence, judge = _evidence(), _judge()
    names: list[tuple[int, int]] | None = None
    for suspect in evidence.suspects(text):
        meant, chances = judge.rank(suspect.meant)
        if chances[0] < _SHOWN:
            continue
        word, start = suspect.match[0], suspect.match.start()
        confidence = judge.confidence(meant[0], chances)
        if confidence < LIKELY or not _may_be_marked(word, confidence, chances[0]):
            continue
        if placed(word.lower()) or is_quoted(text, *suspect.match.span()):
            continue  # another family's business; a word that is spoken of
        if word[0].isupper():
            names = list(name_spans(text)) if names is None else names
            if any(low <= start < high for low, high in names):
                continue
        shown = [
            cased(word, one.word) for one, chance in zip(meant, chances, strict=True) if chance >= _SHOWN
        ]
        yield Mark(
            *suspect.match.span(),
            _rule(word, meant[0].kind),
            "error" if confidence >= SURE else "warning",
            _reason(suspect, shown[0], meant[0].kind),
            tuple(shown),
        )


def _may_be_marked(word: str, confidence: float, chance: float) -> bool:
    """Say whether a word that is probably wrong is marked: of a syllable more is asked."""
    low = spelling(word)
    if not is_syllable(low):
        return True
    return chance >= _FITS and (confidence >= CERTAIN or low not in _seldom())


def is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether a word stands between quotation marks by itself."""
    return text[max(0, start - 1) : start] in _QUOTES and text[end : end + 1] in _QUOTES


def ready() -> None:
    """Load what is loaded once, before the first text."""
    _evidence()
    _judge()
    _seldom()


def neighbours_of(word: str) -> tuple[tuple[str, str], ...]:
    """Return the words that may be meant by one (as ``tokens.spelling`` writes it), with the kind of slip."""
    return _evidence().neighbours.of(word)


def _rule(word: str, kind: str) -> str:
    if not is_syllable(word):
        return "syllable/unknown"
    if vietnamese_counts().word(spelling(word)) < _UNUSED and spelling(word) not in _seldom():
        return "syllable/unused"
    return f"context/{kind}"


def _reason(suspect: Suspect, right: str, kind: str) -> Message:
    word = suspect.match[0]
    phrase = _phrase(suspect, right)
    if not is_syllable(word):
        return Message("syllable-unknown", word=word, phrase=phrase)
    return Message(_REASONS.get(kind, _SLIP), word=word, phrase=phrase)


def _phrase(suspect: Suspect, right: str) -> str:
    """Return the right word with the neighbour that it goes with more tightly."""
    counts = vietnamese_counts()
    before, after = old_style(suspect.before.lower()), old_style(suspect.after.lower())
    number = counts.ids.get(spelling(right))
    if number is None:
        return right
    left, after_id = counts.ids.get(before), counts.ids.get(after)
    bound_left = counts.pair(left, number) / counts.word_counts[left] if left is not None else 0
    bound_right = counts.pair(number, after_id) / counts.word_counts[after_id] if after_id is not None else 0
    if not bound_left and not bound_right:
        return right
    return f"{suspect.before} {right}" if bound_left >= bound_right else f"{right} {suspect.after}"


@lru_cache(maxsize=1)
def vietnamese_counts() -> Counts:
    """Return the counts that the program ships."""
    return Counts(resource("lexicon", "counts.bin"))


@lru_cache(maxsize=1)
def _seldom() -> frozenset[str]:
    """Return the syllables of everyday words that the counts hardly hold."""
    lists = tomllib.loads(resource("lexicon", "syllables.toml").read_text(encoding="utf-8"))
    return frozenset(map(old_style, lists["seldom"].split()))


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    return Evidence(vietnamese_counts())


@lru_cache(maxsize=1)
def _judge() -> Judge:
    return Judge.read(resource("lexicon", "context.json"))
