"""Words that do not fit where they stand (VIETNAMESE, rules 1, 6 and 7): nguời, chia sẽ, nàm việc.

A syllable list cannot see that "dành" should be "giành"; the words around it can. ``evidence`` finds where
another word is usual, ``judge`` says how sure that is and ``choice`` which word was meant; here it becomes a
mark with its reason.
"""

from collections.abc import Iterator
from functools import lru_cache

from morat.assets import lexicon, resource
from morat.language.choice import Choice
from morat.language.counts import Counts
from morat.language.evidence import Evidence, Meant, Suspect
from morat.language.judge import Judge
from morat.language.letters import begins_sentence, cased, is_signed
from morat.language.marks import Mark
from morat.language.neighbours import Neighbour
from morat.language.silence import name_spans
from morat.language.style import Style
from morat.language.syllables import bare, forget, is_syllable, old_style, parts
from morat.language.tokens import spelling
from morat.language.tones import placed
from morat.newsroom.messages import Message

SURE, LIKELY, CERTAIN = 0.85, 0.5, 0.8
"""The confidence from which a mark is an error, from which it is a warning, and from which a syllable that is
right and merely seldom, or a letter by itself, is marked at all."""
_SHOWN = 0.08
"""The likelihood from which a second word is suggested."""
_IMPOSSIBLE = 0.01
"""The likelihood below which nothing that may be meant is, and no more is asked."""
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
_OTHER_I = str.maketrans("iíìỉĩịyýỳỷỹỵ", "yýỳỷỹỵiíìỉĩị")
_AROUND = 60
"""Characters on either side that hold the words which a word is judged by."""
_QUOTES = frozenset("\"“”'‘’«»")


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield the words that are wrong where they stand: errors where it is sure, else warnings."""
    names: list[tuple[int, int]] | None = None
    known: dict[int, _Judged | None] = {}
    for suspect in _evidence().suspects(text):
        key = id(suspect.meant)  # the same for one word in one place, again and again: judged once
        judged = known[key] if key in known else known.setdefault(key, _judged(suspect))
        if judged is None:
            continue
        confidence, meant = judged
        best = meant[0][0]
        if _is_right_with_other_i(text, suspect, best.word):
            continue
        word, start = suspect.match[0], suspect.match.start()
        if len(word) == 1 and suspect.before.lower() in _lettered():
            continue
        if placed(word.lower()) or is_quoted(text, *suspect.match.span()):
            continue  # another family's business; a word that is spoken of
        if word.lower() in loans() and not is_syllable(word):
            continue
        if word[0].isupper():
            is_inside = not begins_sentence(text, start) and (confidence < SURE or _is_in_name(suspect))
            if is_inside or _is_signature(text, suspect):
                continue
            names = list(name_spans(text)) if names is None else names
            if any(low <= start < high for low, high in names):
                continue
        shown = [cased(word, one.word) for one, chance in meant if chance >= _SHOWN]
        yield Mark(
            *suspect.match.span(),
            _rule(word, best.kind),
            "error" if confidence >= SURE else "warning",
            _reason(suspect, shown[0], best.kind),
            tuple(shown),
        )


_Judged = tuple[float, list[tuple[Meant, float]]]


def _judged(suspect: Suspect) -> _Judged | None:
    """Return how sure it is that a word is wrong, and what was meant, how likely; None where it may stand."""
    judge = _judge()
    meant, chances = judge.rank(suspect.meant)
    if chances[0] < _IMPOSSIBLE:
        return None
    confidence = judge.confidence(meant[0], chances)
    if confidence < LIKELY or (confidence < CERTAIN and _may_well_stand(suspect)):
        return None
    return confidence, _choice().order(meant, suspect.near)


def _may_well_stand(suspect: Suspect) -> bool:
    """Say whether a word is one of everyday speech, or a letter that is a sign (điểm c khoản 2)."""
    word = suspect.match[0]
    return (len(word) == 1 and word.isascii()) or spelling(word) in _seldom()


def _is_right_with_other_i(text: str, suspect: Suspect, best: str) -> bool:
    """Say whether a word stands well with the other of i and y (kí hiệu, hi sinh): a matter of style."""
    start, end = suspect.match.span()
    other = text[end - 1].translate(_OTHER_I)
    word = spelling(suspect.match[0][:-1] + other)
    _onset, rime = parts(bare(word)) or ("", "")
    if other == text[end - 1] or rime not in ("i", "y"):
        return False
    bound = max(_beside(suspect, word))
    if not bound or bound < max(_beside(suspect, best)):
        return False
    low = max(0, start - _AROUND)
    around = text[low : end - 1] + other + text[end : end + _AROUND]
    again = (one for one in _evidence().suspects(around) if one.match.start() == start - low)
    return all(_judged(one) is None for one in again)


def _is_signature(text: str, suspect: Suspect) -> bool:
    """Say whether somebody signs with a word and the one after it (Ảnh: Khanh Hòa, not Ảnh: Nguời dân)."""
    return suspect.after[:1].isupper() and is_signed(text, suspect.match.start())


def _is_in_name(suspect: Suspect) -> bool:
    """Say whether a capital word stands beside another that is a syllable too: Nà Trầm, Khe Lạnh."""
    return any(
        one[:1].isupper() and not one.isupper() and is_syllable(spelling(suspect.match[0]))
        for one in (suspect.before, suspect.after)
    )


def is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether a word stands between quotation marks by itself."""
    return text[max(0, start - 1) : start] in _QUOTES and text[end : end + 1] in _QUOTES


def ready() -> None:
    """Load what is loaded once, before the first text."""
    _evidence()
    _judge()
    _choice()
    _seldom()


def neighbours_of(word: str) -> list[Neighbour]:
    """Return the words that may be meant by one (as ``tokens.spelling`` writes it), the likeliest first."""
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
    bound_left, bound_right = _beside(suspect, spelling(right))
    if not bound_left and not bound_right:
        return right
    return f"{suspect.before} {right}" if bound_left >= bound_right else f"{right} {suspect.after}"


def _beside(suspect: Suspect, word: str) -> tuple[float, float]:
    """Return how many of the uses of the words before and after are beside ``word``, from 0 to 1."""
    counts = vietnamese_counts()
    number = counts.number(word)
    if number is None:
        return 0, 0
    left = counts.number(old_style(suspect.before.lower()))
    right = counts.number(old_style(suspect.after.lower()))
    return (
        0 if left is None else counts.pair(left, number) / counts.word_counts[left],
        0 if right is None else counts.pair(number, right) / counts.word_counts[right],
    )


@lru_cache(maxsize=1)
def vietnamese_counts() -> Counts:
    """Return the counts that the program ships."""
    return Counts(resource("lexicon", "counts.bin"))


@lru_cache(maxsize=1)
def _seldom() -> frozenset[str]:
    """Return the syllables of everyday words that the counts hardly hold."""
    words = frozenset(map(old_style, lexicon("syllables")["seldom"].split()))
    # A thousand words that stand in no text yet.
    forget()
    return words


@lru_cache(maxsize=1)
def loans() -> frozenset[str]:
    """Return the loans and places of resources/lexicon/syllables.toml in lower case."""
    lists = lexicon("syllables")
    return frozenset((lists["loans"] + lists["places"]).lower().split())


@lru_cache(maxsize=1)
def _lettered() -> frozenset[str]:
    """Return the words that a letter goes with as a sign: điểm c, vitamin d."""
    return frozenset(lexicon("syllables")["lettered"].split())


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    return Evidence(vietnamese_counts())


@lru_cache(maxsize=1)
def _judge() -> Judge:
    return Judge.read(resource("lexicon", "context.json"))


@lru_cache(maxsize=1)
def _choice() -> Choice:
    return Choice.read(vietnamese_counts(), resource("lexicon", "context.json"))
