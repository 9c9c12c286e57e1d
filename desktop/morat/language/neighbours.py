"""Syllables that a person may have meant who wrote another: one slip of the Vietnamese kind away.

Slips are of the tone, of a letter's mark (ă, â, ê, ô, ơ, ư, đ), of consonants that some regions speak
alike (d/gi/r/v, s/x, ch/tr, l/n; n/ng, t/c), and of the fingers (a letter left out, doubled, swapped,
the key beside).
"""

from collections.abc import Iterable, Iterator, Mapping
from math import exp
from typing import NamedTuple

from morat.language import syllables
from morat.newsroom.text import fold

COSTS = {
    "hoi-nga": 1.5,
    "tone-dropped": 2.2,
    "tone-wrong": 3.0,
    "tone-added": 3.8,
    "mark": 2.8,
    "marks": 3.2,
    "mark-and-tone": 4.5,
    "onset": 2.8,
    "final": 3.2,
    "vowel": 4.0,
    "left-out": 3.4,
    "vowel-left-out": 4.4,
    "inserted": 5.0,
    "doubled": 4.5,
    "substituted": 6.0,
    "beside": 4.6,
    "swapped": 4.2,
}
"""How unlikely each kind of slip is, as the negative logarithm of its chance in a wrong syllable.

Rests on how often the VSEC collection has each kind, shared among the words a slip can lead to.
"""
KINDS = tuple(COSTS)
_LIKELIHOODS = {kind: exp(-cost) for kind, cost in COSTS.items()}

_ALIKE = (
    ("d", "gi"), ("d", "r"), ("gi", "r"), ("d", "v"), ("gi", "v"), ("s", "x"), ("ch", "tr"), ("l", "n"),
    ("c", "k"), ("g", "gh"), ("ng", "ngh"), ("c", "qu"), ("k", "qu"),
)  # fmt: skip
_ENDS_ALIKE = (("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"), ("c", "ch"), ("m", "n"))
_RIMES_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("au", "ao"), ("ay", "ai"), ("iu", "iêu"), ("ưu", "iêu"), ("ưu", "ươu"), ("oi", "ôi"), ("oai", "oay"),
        ("im", "iêm"), ("ip", "iêp"), ("ăm", "âm"), ("ăp", "âp"),
    )
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HOI_NGA = ((3, 4), (4, 3))
_REMEMBERED = 20_000
_IY = str.maketrans("y", "i")


def _keys_beside() -> frozenset[tuple[str, str]]:
    places = {letter: (row, at) for row, letters in enumerate(_ROWS) for at, letter in enumerate(letters)}
    return frozenset(
        (one, other)
        for one, (row, at) in places.items()
        for other, (other_row, other_at) in places.items()
        if (row == other_row and abs(at - other_at) == 1)
        or (abs(row - other_row) == 1 and other_at - at in (-1, 0, 1) and other_at - at != other_row - row)
    )


class Neighbour(NamedTuple):
    """A word that may be meant, the kind of slip, and how likely that slip is."""

    word: str
    kind: str
    likelihood: float


class Neighbours:
    """Finds the neighbours of a word among the syllables it was made with; remembers what it has found."""

    def __init__(self, words: Mapping[str, float]) -> None:
        """Take the syllables that may be meant, as ``tokens.spelling`` writes them, and how usual each is."""
        self._usual = words
        self._by_shape: dict[str, list[tuple[int, str]]] = {}
        for word in words:
            self._by_shape.setdefault(syllables.bare(word), []).append((syllables.tone_of(word) or 0, word))
        self._by_folded: dict[str, list[str]] = {}
        self._by_shorter: dict[str, list[str]] = {}
        for shape in self._by_shape:
            self._by_folded.setdefault(fold(shape), []).append(shape)
            for shorter in _shorter(shape):
                self._by_shorter.setdefault(shorter, []).append(shape)
        self._by_toneless: dict[str, list[str]] = {}
        for words_of_shape in self._by_shape.values():
            for tone, word in words_of_shape:
                if tone:
                    self._by_toneless.setdefault(_without_toned_letter(word), []).append(word)
        self._beside = _keys_beside()
        self._alike = _both_ways(_ALIKE)
        self._ends_alike = _both_ways(_ENDS_ALIKE)
        self._found: dict[str, tuple[Neighbour, ...]] = {}
        self._shapes: dict[str, list[tuple[str, str]]] = {}

    def of(self, word: str) -> tuple[Neighbour, ...]:
        """Return the neighbours of a word (as ``tokens.spelling`` gives it), the likeliest first.

        Pairs that differ by i or y alone (lí, lý) are a matter of style and no neighbours.
        """
        found = self._found.get(word)
        if found is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
                self._shapes.clear()
            best: dict[str, str] = {}
            for other, kind in self._slips(word):
                if other not in best or COSTS[kind] < COSTS[best[other]]:
                    best[other] = kind
            best.pop(word, None)
            usual = self._usual
            order = sorted(best, key=lambda other: (-usual[other] * _LIKELIHOODS[best[other]], other))
            found = tuple(Neighbour(one, best[one], _LIKELIHOODS[best[one]]) for one in order)
            self._found[word] = found
        return found

    def _slips(self, word: str) -> Iterator[tuple[str, str]]:
        shape = syllables.bare(word)
        tones = [syllables.tone_of(letter) or 0 for letter in word if syllables.bare(letter) != letter]
        tone = tones[0] if tones else 0
        for other_tone, other in self._by_shape.get(shape, ()):
            if len(tones) > 1:
                yield other, "doubled" if other_tone in tones else "tone-wrong"
            elif other_tone != tone:
                yield other, _tone_kind(tone, other_tone)
        for other in self._by_toneless.get(word, ()):
            yield other, "vowel-left-out"
        shape_with_i = shape.translate(_IY)
        for other_shape, kind in self._near(shape):
            same_but_y = other_shape.translate(_IY) == shape_with_i
            for other_tone, other in self._by_shape[other_shape]:
                if other_tone == tone or other_tone in tones:
                    if not same_but_y:
                        yield other, kind
                elif kind in ("mark", "marks") and len(tones) < 2:
                    yield other, "mark-and-tone"

    def _near(self, shape: str) -> list[tuple[str, str]]:
        """Return the shapes (syllables without tone) one slip away."""
        found = self._shapes.get(shape)
        if found is None:
            near = set(self._by_folded.get(fold(shape), ()))
            near.update(self._by_shorter.get(shape, ()))
            for shorter in _shorter(shape):
                near.update(self._by_shorter.get(shorter, ()))
                near.add(shorter)
            onset, rime = _split(shape)
            near.update(other + rime for other in self._alike.get(onset, ()))
            near.update(
                shape.removesuffix(end) + other
                for end, others in self._ends_alike.items()
                if shape.endswith(end)
                for other in others
            )
            near.discard(shape)
            kinds = ((other, self._kind(shape, other)) for other in near if other in self._by_shape)
            found = self._shapes[shape] = [(other, kind) for other, kind in kinds if kind]
        return found

    def _kind(self, wrote: str, meant: str) -> str:
        """Return the kind of slip from one shape to another, empty where it takes more than one."""
        folded, folded_meant = fold(wrote), fold(meant)
        if len(folded) != len(wrote):  # a letter of another script, or a lone combining mark
            folded = wrote
        differ = [at for at, pair in enumerate(zip(wrote, meant, strict=False)) if pair[0] != pair[1]]
        if len(wrote) == len(meant):
            if folded == folded_meant:
                return "mark" if len(differ) == 1 else "marks"
            if len(differ) == 2 and differ[1] == differ[0] + 1 and wrote[differ[0]] == meant[differ[1]]:
                return "swapped" if wrote[differ[1]] == meant[differ[0]] else ""
        spoken = self._spoken(wrote, meant)
        if spoken:
            return spoken
        if len(wrote) == len(meant):
            if len(differ) > 1:
                return ""
            pair = folded[differ[0]], folded_meant[differ[0]]
            return "beside" if pair in self._beside else "substituted"
        if len(wrote) < len(meant):
            return "left-out" if wrote in _shorter(meant) else ""
        return self._added(wrote, folded, meant)

    def _spoken(self, wrote: str, meant: str) -> str:
        """Return the kind of a slip of the ear."""
        (onset, rime), (onset_meant, rime_meant) = _split(wrote), _split(meant)
        if rime == rime_meant and onset_meant in self._alike.get(onset, ()):
            return "onset"
        if onset == onset_meant:
            for end, others in self._ends_alike.items():
                if rime.endswith(end) and any(rime.removesuffix(end) + one == rime_meant for one in others):
                    return "final"
            if frozenset((rime, rime_meant)) in _RIMES_ALIKE:
                return "vowel"
        return ""

    def _added(self, wrote: str, folded: str, meant: str) -> str:
        places = [at for at in range(len(wrote)) if wrote[:at] + wrote[at + 1 :] == meant]
        if not places:
            return ""
        if any(at and wrote[at] == wrote[at - 1] for at in places):
            return "doubled"
        beside = any(at and (folded[at], folded[at - 1]) in self._beside for at in places)
        return "beside" if beside else "inserted"


def _without_toned_letter(word: str) -> str:
    return "".join(letter for letter in word if syllables.bare(letter) == letter)


def _tone_kind(wrote: int, meant: int) -> str:
    if (wrote, meant) in _HOI_NGA:
        return "hoi-nga"
    if not wrote:
        return "tone-dropped"
    return "tone-wrong" if meant else "tone-added"


def _split(shape: str) -> tuple[str, str]:
    return syllables.parts(shape) or ("", shape)


def _shorter(shape: str) -> set[str]:
    return {shape[:at] + shape[at + 1 :] for at in range(len(shape))}


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for one, other in pairs:
        table.setdefault(one, []).append(other)
        table.setdefault(other, []).append(one)
    return table
