"""Syllables that a person may have meant who wrote another: one slip of the Vietnamese kind away.

Slips are of the tone, of a letter's mark (ă, â, ê, ô, ơ, ư, đ), of consonants that some regions speak
alike (d/gi/r/v, s/x, ch/tr, l/n; n/ng, t/c), and of the fingers (a letter left out, doubled, swapped,
the key beside).
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from typing import NamedTuple

from morat.language import syllables

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
    "vowel-substituted": 6.5,
    "beside": 4.6,
    "swapped": 4.2,
}
"""How unlikely each kind of slip is, as the negative logarithm of its chance in a wrong syllable.

Rests on how often the VSEC collection has each kind, shared among the words a slip can lead to.
"""
KINDS = tuple(COSTS)
LIKELIHOODS = {kind: exp(-cost) for kind, cost in COSTS.items()}


def _both_ways(*pairs: tuple[str, str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for one, other in pairs:
        table.setdefault(one, []).append(other)
        table.setdefault(other, []).append(one)
    return table


_ALIKE = _both_ways(
    ("d", "gi"), ("d", "r"), ("gi", "r"), ("d", "v"), ("gi", "v"), ("s", "x"), ("ch", "tr"), ("l", "n"),
    ("c", "k"), ("g", "gh"), ("ng", "ngh"), ("c", "qu"), ("k", "qu"),
)  # fmt: skip
_ENDS_ALIKE = _both_ways(("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"), ("c", "ch"), ("m", "n"))
_RIMES_ALIKE = _both_ways(
    ("au", "ao"), ("ay", "ai"), ("iu", "iêu"), ("ưu", "ươu"), ("oi", "ôi"), ("oai", "oay"),
    ("im", "iêm"), ("ip", "iêp"), ("ăm", "âm"), ("ăp", "âp"),
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HOI_NGA = ((3, 4), (4, 3))
_REMEMBERED = 20_000
_NUMBER = 0xFFFF
"""The bits of an entry of an index that are its number."""
_IY = str.maketrans("y", "i")
_FOLDED = str.maketrans("ăâêôơưđ", "aaeooud")


def _keys_beside() -> frozenset[tuple[str, str]]:
    places = {letter: (row, at) for row, letters in enumerate(_ROWS) for at, letter in enumerate(letters)}
    return frozenset(
        (one, other)
        for one, (row, at) in places.items()
        for other, (other_row, other_at) in places.items()
        if (row == other_row and abs(at - other_at) == 1)
        or (abs(row - other_row) == 1 and other_at - at in (-1, 0, 1) and other_at - at != other_row - row)
    )


_BESIDE = _keys_beside()


class Neighbour(NamedTuple):
    """A word that may be meant, the kind of slip, and how likely that slip is."""

    word: str
    kind: str
    likelihood: float


class _Index:
    """Lists of small numbers by a string: eight bytes an entry where a dictionary of lists takes a hundred.

    An entry is one integer: 48 bits of the hash of its string, then 16 of the number. That a string which is
    not there has the hash of one of 10,000 that are, so that a word is weighed as a neighbour that is none,
    has a chance of one in thirty billion.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        """Take strings, each with one number (under 65,536); of one string the lists are in order."""
        self._entries = array("q", sorted((hash(key) & ~_NUMBER) | number for key, number in entries))

    def __getitem__(self, key: str) -> Sequence[int]:
        """Return the numbers of ``key``; none for a key that is not there."""
        start = hash(key) & ~_NUMBER
        entries = self._entries
        place = bisect_left(entries, start)
        end = place
        while end < len(entries) and entries[end] - start <= _NUMBER:
            end += 1
        return [entry & _NUMBER for entry in entries[place:end]] if end > place else ()


class Neighbours:
    """Finds the neighbours of a word among the syllables it was made with; remembers no words, but shapes.

    A shape is a syllable without its tone. Shapes are found by what is left of them with one letter open
    ("ho?n"): whatever fits differs in that letter, or lacks it. Words are known by their places in the list
    that was given, shapes by the place of the first word that has them.
    """

    def __init__(self, words: Sequence[str], usual: Sequence[float]) -> None:
        """Take words, as ``tokens.spelling`` writes them, and how usual each is: 0 for no syllable.

        Those that are none may stand in the list, but are never meant.
        """
        self._words = words
        self._usual = usual
        self._tones = bytearray(len(words))
        by_shape: list[tuple[str, int]] = []
        by_toned: list[tuple[str, int]] = []
        firsts: dict[str, int] = {}
        for place, (word, often) in enumerate(zip(words, usual, strict=True)):
            if not often:
                continue
            shape = syllables.bare(word)
            tone = self._tones[place] = syllables.tone_of(word) or 0
            by_shape.append((shape, place))
            firsts.setdefault(shape, place)
            if tone:
                by_toned.append((_with_toned_letter_open(word, shape), place))
        self._by_shape, self._by_toned = _Index(by_shape), _Index(by_toned)
        self._by_folded = _Index((shape.translate(_FOLDED), first) for shape, first in firsts.items())
        self._by_open = _Index(
            (open_shape, first)
            for shape, first in firsts.items()
            for open_shape in _with_a_letter_open(shape)
        )
        self._near_shapes: dict[str, dict[str, str]] = {}

    def of(self, word: str) -> list[Neighbour]:
        """Return the neighbours of a word (as ``tokens.spelling`` gives it), the likeliest first.

        Pairs that differ by i or y alone (lí, lý) are a matter of style and no neighbours.
        """
        return [Neighbour(self._words[place], kind, LIKELIHOODS[kind]) for place, kind in self.near(word)]

    def near(self, word: str) -> list[tuple[int, str]]:
        """Return what :meth:`of` does, as places in the list of words with the kinds of the slips."""
        best: dict[int, str] = {}
        for place, kind in self._slips(word):
            if place not in best or COSTS[kind] < COSTS[best[place]]:
                best[place] = kind
        for same in self._by_shape[syllables.bare(word)]:
            if self._words[same] == word:
                best.pop(same, None)
        usual = self._usual
        order = sorted((-usual[place] * LIKELIHOODS[kind], place, kind) for place, kind in best.items())
        return [(place, kind) for _, place, kind in order]

    def _slips(self, word: str) -> Iterator[tuple[int, str]]:
        shape = syllables.bare(word)
        tones = [syllables.tone_of(letter) or 0 for letter in word if syllables.bare(letter) != letter]
        tone = tones[0] if tones else 0
        for other in self._by_shape[shape]:
            other_tone = self._tones[other]
            if len(tones) > 1:
                yield other, "doubled" if other_tone in tones else "tone-wrong"
            elif other_tone != tone:
                yield other, _tone_kind(tone, other_tone)
        yield from self._without_vowel(word, plain=not tones)
        shape_with_i = shape.translate(_IY)
        for other_shape, kind in self._near(shape).items():
            same_but_y = other_shape.translate(_IY) == shape_with_i
            for other in self._by_shape[other_shape]:
                other_tone = self._tones[other]
                if other_tone == tone or other_tone in tones:
                    if not same_but_y:
                        yield other, kind
                elif kind in ("mark", "marks") and len(tones) < 2:
                    yield other, "mark-and-tone"

    def _without_vowel(self, word: str, *, plain: bool) -> Iterator[tuple[int, str]]:
        """Yield what the letter with the tone makes of a word that lacks it, or has another in its place."""
        for open_word in _with_a_letter_more(word):
            for other in self._by_toned[open_word]:
                yield other, "vowel-left-out"
        if plain and not syllables.is_syllable(word):  # as a syllable it has enough neighbours
            for open_word in _with_a_letter_open(word):
                for other in self._by_toned[open_word]:
                    yield other, "vowel-substituted"

    def _near(self, shape: str) -> dict[str, str]:
        """Return the shapes one slip away, each with its kind; of two kinds the more telling one."""
        found = self._near_shapes.get(shape)
        if found is None:
            if len(self._near_shapes) > _REMEMBERED:
                self._near_shapes.clear()
            folded = shape.translate(_FOLDED)
            found = dict(self._by_hand(shape, folded))
            found.update(self._by_ear(shape))
            found.update(self._swapped(shape))
            for other in self._shapes(self._by_folded, folded):
                differ = sum(map(str.__ne__, shape, other))
                found[other] = "mark" if differ == 1 else "marks"
            found.pop(shape, None)
            self._near_shapes[shape] = found
        return found

    def _shapes(self, index: _Index, key: str) -> Iterator[str]:
        return (syllables.bare(self._words[first]) for first in index[key])

    def _by_hand(self, shape: str, folded: str) -> Iterator[tuple[str, str]]:
        """Yield the shapes that a letter more, less or other makes of this one."""
        for at in range(len(shape)):
            shorter = shape[:at] + shape[at + 1 :]
            if self._by_shape[shorter]:
                yield shorter, _added(shape, folded, at)
        for open_shape in _with_a_letter_more(shape):
            for other in self._shapes(self._by_open, open_shape):
                yield other, "left-out"
        for at, open_shape in enumerate(_with_a_letter_open(shape)):
            for other in self._shapes(self._by_open, open_shape):
                pair = folded[at], other[at].translate(_FOLDED)
                yield other, "beside" if pair in _BESIDE else "substituted"

    def _by_ear(self, shape: str) -> Iterator[tuple[str, str]]:
        """Yield the shapes that some people speak like this one."""
        onset, rime = _split(shape)
        for other in _ALIKE.get(onset, ()):
            if self._by_shape[other + rime] and _split(other + rime) == (other, rime):
                yield other + rime, "onset"
        rimes = [(one, "vowel") for one in _RIMES_ALIKE.get(rime, ())]
        for end, others in _ENDS_ALIKE.items():
            if rime.endswith(end):
                rimes += [(rime.removesuffix(end) + one, "final") for one in others]
        for other, kind in rimes:
            if self._by_shape[onset + other] and _split(onset + other) == (onset, other):
                yield onset + other, kind

    def _swapped(self, shape: str) -> Iterator[tuple[str, str]]:
        for at in range(len(shape) - 1):
            other = shape[:at] + shape[at + 1] + shape[at] + shape[at + 2 :]
            if self._by_shape[other]:
                yield other, "swapped"


def _added(shape: str, folded: str, at: int) -> str:
    """Return the kind of slip that put a letter into a shape."""
    if shape[at] in (shape[at - 1 : at], shape[at + 1 : at + 2]):
        return "doubled"  # whichever of the two is taken for the one too many
    return "beside" if at and (folded[at], folded[at - 1]) in _BESIDE else "inserted"


def _with_a_letter_open(shape: str) -> list[str]:
    return [f"{shape[:at]}?{shape[at + 1 :]}" for at in range(len(shape))]


def _with_a_letter_more(word: str) -> list[str]:
    return [f"{word[:at]}?{word[at:]}" for at in range(len(word) + 1)]


def _with_toned_letter_open(word: str, shape: str) -> str:
    return "".join(letter if letter == plain else "?" for letter, plain in zip(word, shape, strict=True))


def _tone_kind(wrote: int, meant: int) -> str:
    if (wrote, meant) in _HOI_NGA:
        return "hoi-nga"
    if not wrote:
        return "tone-dropped"
    return "tone-wrong" if meant else "tone-added"


def _split(shape: str) -> tuple[str, str]:
    return syllables.parts(shape) or ("", shape)
