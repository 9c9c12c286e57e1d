"""Plant mistakes into clean Vietnamese text in the proportions in which people make them."""

import random
import re
from typing import NamedTuple

from morat.language import syllables
from morat.language.syllables import Syllable

MIX = {
    "tone dropped": 2294, "tone wrong": 2081, "letter left out": 1285, "mark dropped": 855,
    "tone added": 521, "letter inserted": 298, "mark added": 294, "letter substituted": 267,
    "tone misplaced": 236, "key beside": 212, "key beside added": 176, "letter doubled": 108,
    "letters swapped": 18,
}  # fmt: skip
"""How often each kind was found in the VSEC collection of real mistakes."""
WIDER = {**MIX, "hỏi/ngã": 1500, "onset": 900, "final": 1100}
"""With the confusions of the ear that mark real texts: for training, never for measuring."""
RATE = 3309 / 102_627
"""Mistakes a syllable."""

_LETTERS = "abcdeghiklmnopqrstuvxyâăêôơưđ"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WITHOUT = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u", "đ": "d"}
_WITH = {"a": "ăâ", "e": "ê", "o": "ôơ", "u": "ư", "d": "đ", "ă": "â", "â": "ă", "ô": "ơ", "ơ": "ô"}
_WORD = re.compile(r"\w+")


class Planted(NamedTuple):
    """A mistake at ``text[start:end]`` where ``right`` stood."""

    start: int
    end: int
    right: tuple[str, ...]
    kind: str


def plant(
    lines: list[str], seed: int, rate: float = RATE, mix: dict[str, int] = MIX, *, capitals: float = 0.0
) -> list[tuple[str, list[Planted]]]:
    """Return the lines with mistakes in ``rate`` of their syllables, the same for a seed.

    Syllables in small letters; of those that begin with a capital the part ``capitals`` of that, from 0 to 1.
    """
    chance = random.Random(seed)
    return [_plant_line(line, chance, rate, mix, capitals=capitals) for line in lines]


def _plant_line(
    line: str, chance: random.Random, rate: float, mix: dict[str, int], *, capitals: float
) -> tuple[str, list[Planted]]:
    parts: list[str] = []
    planted: list[Planted] = []
    at = size = 0
    for match in _WORD.finditer(line):
        word = match[0]
        share = 1.0 if word.islower() else capitals * word.istitle()
        if not (share and syllables.is_syllable(word) and chance.random() < rate * share):
            continue
        wrong, kind = _wrong(word.lower(), chance, mix)
        wrong = wrong if word.islower() else wrong[:1].upper() + wrong[1:]
        if kind:
            parts.append(line[at : match.start()])
            size += match.start() - at
            planted.append(Planted(size, size + len(wrong), (word,), kind))
            parts.append(wrong)
            size += len(wrong)
            at = match.end()
    return "".join([*parts, line[at:]]), planted


def _wrong(word: str, chance: random.Random, mix: dict[str, int]) -> tuple[str, str]:
    """Return the word with a mistake and its kind; no kind where thirty tries made none."""
    for _ in range(30):
        kind = chance.choices(list(mix), list(mix.values()))[0]
        wrong = _MAKERS[kind](word, chance)
        if wrong and syllables.old_style(wrong) != syllables.old_style(word):
            return wrong, kind
    return word, ""


def _toned(word: str) -> tuple[str, int]:
    return syllables.bare(word), syllables.tone_of(word) or 0


def _set_tone(word: str, tone: int) -> str:
    found = syllables.misplaced(syllables.bare(word) if not tone else word)
    return syllables.write(Syllable(found.onset, found.rime, tone)) if found else ""


def _tone_dropped(word: str, chance: random.Random) -> str:
    return syllables.bare(word)


def _tone_wrong(word: str, chance: random.Random) -> str:
    tone = _toned(word)[1]
    return _set_tone(word, chance.choice([one for one in range(1, 6) if one != tone])) if tone else ""


def _tone_added(word: str, chance: random.Random) -> str:
    return "" if _toned(word)[1] else _set_tone(word, chance.randrange(1, 6))


def _tone_misplaced(word: str, chance: random.Random) -> str:
    """Move the tone to another vowel of the word."""
    plain, tone = _toned(word)
    places = [at for at, one in enumerate(plain) if tone and one in "aăâeêioôơuưy" and word[at] == one]
    if not places:
        return ""
    at = chance.choice(places)
    return plain[:at] + _toned_letter(plain[at], tone) + plain[at + 1 :]


def _toned_letter(vowel: str, tone: int) -> str:
    return syllables.write(Syllable("", vowel, tone))


def _mark(word: str, chance: random.Random, table: dict[str, str]) -> str:
    """Change the mark of one letter, its tone kept."""
    plain, _ = _toned(word)
    places = [at for at, letter in enumerate(plain) if letter in table]
    if not places:
        return ""
    at = chance.choice(places)
    letter = chance.choice(table[plain[at]])
    if word[at] != plain[at]:
        letter = _toned_letter(letter, _toned(word)[1])
    return word[:at] + letter + word[at + 1 :]


def _mark_dropped(word: str, chance: random.Random) -> str:
    return _mark(word, chance, _WITHOUT)


def _mark_added(word: str, chance: random.Random) -> str:
    return _mark(word, chance, _WITH)


def _left_out(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _inserted(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice(_LETTERS) + word[at:]


def _substituted(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]


def _beside(letter: str) -> str:
    """Return the keys around a letter's own."""
    for number, row in enumerate(_ROWS):
        at = row.find(letter)
        if at >= 0:
            near = [row[max(0, at - 1) : at], row[at + 1 : at + 2]]
            others = (*_ROWS[max(0, number - 1) : number], *_ROWS[number + 1 : number + 2])
            near += [other[max(0, at - 1) : at + 2] for other in others]
            return "".join(near)
    return ""


def _key_beside(word: str, chance: random.Random) -> str:
    return _pressed(word, chance, kept=False)


def _key_beside_added(word: str, chance: random.Random) -> str:
    return _pressed(word, chance, kept=True)


def _pressed(word: str, chance: random.Random, *, kept: bool) -> str:
    places = [at for at, letter in enumerate(word) if _beside(letter)]
    if not places:
        return ""
    at = chance.choice(places)
    return word[: at + kept] + chance.choice(_beside(word[at])) + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


def _swapped(word: str, chance: random.Random) -> str:
    if len(word) < 2:
        return ""
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _hoi_nga(word: str, chance: random.Random) -> str:
    tone = _toned(word)[1]
    return _set_tone(word, 7 - tone) if tone in (3, 4) else ""


def _onset(word: str, chance: random.Random) -> str:
    found = syllables.read(word)
    return _joined(chance.choice(_ONSETS[found.onset]), found) if found and found.onset in _ONSETS else ""


def _final(word: str, chance: random.Random) -> str:
    found = syllables.read(word)
    if found is None:
        return ""
    end = re.search("(ch|nh|ng|[ctnm])$", found.rime)
    if end is None or end[1] not in _FINALS:
        return ""
    rime = found.rime[: end.start()] + chance.choice(_FINALS[end[1]])
    return _joined(found.onset, found._replace(rime=rime)) if rime in syllables.RIMES else ""


def _joined(onset: str, found: Syllable) -> str:
    if syllables.parts(onset + found.rime) != (onset, found.rime):
        return ""
    return syllables.write(found._replace(onset=onset))


_ONSETS = {
    "d": ("gi", "r", "v"), "gi": ("d", "r"), "r": ("d", "gi", "g"), "v": ("d",), "s": ("x",), "x": ("s",),
    "ch": ("tr",), "tr": ("ch",), "l": ("n",), "n": ("l",), "h": ("kh",), "kh": ("h",),
}  # fmt: skip
_FINALS = {
    "n": ("ng", "nh", "m"),
    "t": ("c",),
    "ch": ("t",),
    "nh": ("n",),
    "ng": ("n",),
    "c": ("t",),
    "m": ("n",),
}
_MAKERS = dict(
    zip(
        WIDER,
        (
            _tone_dropped, _tone_wrong, _left_out, _mark_dropped, _tone_added, _inserted, _mark_added,
            _substituted, _tone_misplaced, _key_beside, _key_beside_added, _doubled, _swapped,
            _hoi_nga, _onset, _final,
        ),
        strict=True,
    )
)  # fmt: skip
