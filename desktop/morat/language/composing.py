"""What Telex and VNI write, key by key: for machines that have no input method for Vietnamese.

Marks may be typed anywhere behind their letter (``tieengs``, ``tiengse``, ``tie6ng1``); the same key once
more takes its mark back and stands for itself (``aaa`` is aa). What cannot become a Vietnamese syllable shows
its keys again at once (``windows``), what has not become one does so where the word ends (``text``).
Tones stand in the old style: hòa, thủy.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from morat.language.syllables import ONSETS, RIMES, TONES, Syllable, is_syllable, parts, place, write

TELEX, VNI = "telex", "vni"
METHODS = (TELEX, VNI)

_TONES = {
    TELEX: {"z": 0, "f": 1, "s": 2, "x": 3, "r": 4, "j": 5},
    VNI: {"0": 0, "2": 1, "1": 2, "4": 3, "3": 4, "5": 5},
}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư"}
_BREVE = {"a": "ă"}
_SHAPES: dict[str, dict[str, dict[str, str]]] = {
    TELEX: {"a": {"a": "â"}, "e": {"e": "ê"}, "o": {"o": "ô"}, "w": {**_HORN, **_BREVE}, "d": {"d": "đ"}},
    VNI: {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE, "9": {"d": "đ"}},
}
"""What each key of a mark makes of a letter."""
_PLAIN = str.maketrans("ăâêôơưđ", "aaeooud")
_VOWELS = frozenset("aăâeêioôơuưy")


class Word(NamedTuple):
    """A word under way.

    ``letters`` are lower case without tones, ``upper`` says which are capitals, ``tone`` is an index into
    ``syllables.TONES``; ``keys`` is what comes back where it is no Vietnamese; ``marked`` whether any key
    was a mark; after ``settled`` keys of shapes are letters.
    """

    letters: str = ""
    upper: tuple[bool, ...] = ()
    tone: int = 0
    keys: str = ""
    marked: bool = False
    settled: bool = False

    @property
    def text(self) -> str:
        """The word as it is shown."""
        if not self.marked or not (possible(self.letters) or _is_abbreviation(self.letters)):
            return self.keys
        return self.composed()

    @property
    def ended(self) -> str:
        """The word as it stands where it has ended: a Vietnamese syllable, or its keys."""
        if not self.marked or self.text == self.keys:
            return self.text
        whole = self.composed()
        return whole if is_syllable(whole) or _is_abbreviation(self.letters) else self.keys

    def composed(self) -> str:
        """Return the word with its tone, whether a syllable begins like this or not."""
        toned = _toned(self.letters, self.tone)
        return "".join(
            letter.upper() if upper else letter for letter, upper in zip(toned, self.upper, strict=True)
        )


def begin(text: str) -> Word:
    """Return the word that ``text`` is, so that it can be gone on with; its keys are its letters."""
    letters: list[str] = []
    tone = 0
    for letter in text.lower():
        marks = unicodedata.normalize("NFD", letter)
        found = next((mark for mark in marks[1:] if mark in TONES[1:]), "")
        tone = TONES.index(found) if found else tone
        letters.append(unicodedata.normalize("NFC", marks.replace(found, "")) if found else letter)
    bare = "".join(letters)
    if len(bare) != len(text) or _toned(bare, tone) != text.lower():
        bare, tone = text, 0  # two tones, or a tone in another place: it is left as it is
    return Word(bare, tuple(letter.isupper() for letter in text), tone, text, marked=bare != text.lower())


def press(word: Word, key: str, method: str) -> Word:
    """Return ``word`` after one more key, a letter or a digit."""
    low = key.lower()
    if possible(word.letters) and low in _TONES[method]:
        return _set_tone(word, key, _TONES[method][low])
    shapes = _SHAPES[method].get(low)
    if shapes and not word.settled and (not word.letters or possible(word.letters) or low in "d9"):
        changed = _shape(word, key, shapes) or _take_back(word, key, shapes)
        if changed is not None:
            return changed
        if low == "w" and possible(word.letters + "ư"):
            return _with(word, "ư", key, marked=True)  # w alone is ư
    return _with(word, low, key)


@lru_cache(maxsize=4096)
def possible(letters: str) -> bool:
    """Say whether a syllable can begin like this; a letter without its mark may still get one."""
    return any(
        all(one in (exact, plain) for one, exact, plain in zip(letters, start, _plain(start), strict=True))
        for start in _starts().get(_plain(letters), ())
    )


def _set_tone(word: Word, key: str, tone: int) -> Word:
    if _VOWELS.isdisjoint(word.letters) or tone == word.tone == 0:
        return _with(word, key.lower(), key)
    if tone == word.tone:
        return _literal(word._replace(tone=0), key)
    return word._replace(tone=tone, keys=word.keys + key, marked=True)


def _shape(word: Word, key: str, shapes: dict[str, str]) -> Word | None:
    """Return the word with its letter marked; None where no mark would make a syllable."""
    for letters in _candidates(word.letters, shapes):
        if letters != word.letters and (possible(letters) or _is_abbreviation(letters)):
            return word._replace(letters=letters, keys=word.keys + key, marked=True)
    return None


def _candidates(letters: str, shapes: dict[str, str]) -> Iterator[str]:
    plain = _plain(letters)
    if "o" in shapes and "u" in shapes and (at := plain.rfind("uo")) >= 0 and not plain.startswith("quo"):
        # huow and thuow have one horn, until a letter follows.
        both = letters[:at] + "ươ" + letters[at + 2 :]
        yield letters[:at] + "uơ" if at + 2 == len(letters) and letters[at:] == "uo" else both
        yield both
    for at in _places(letters, shapes):
        if plain[at] in shapes:
            yield letters[:at] + shapes[plain[at]] + letters[at + 1 :]


def _places(letters: str, shapes: dict[str, str]) -> range:
    """Return where a mark may stand, the last place first: đ begins a syllable, or is the sign just typed."""
    last = len(letters) - 1
    if "d" in shapes:
        return range(1) if letters and not _VOWELS.isdisjoint(letters) else range(last, max(last - 1, -1), -1)
    return range(last, -1, -1)


def _take_back(word: Word, key: str, shapes: dict[str, str]) -> Word | None:
    """Return the word without the mark that ``key`` has given before, and with the key as a letter."""
    given = set(shapes.values())
    if not any(word.letters[at] in given for at in _places(word.letters, shapes)):
        return None
    if key.lower() == "w" and word.letters.endswith("ư") and not word.keys.lower().endswith("uw"):
        fewer = word._replace(letters=word.letters[:-1], upper=word.upper[:-1])
        return _literal(fewer, key)
    letters = "".join(_plain(letter) if letter in given else letter for letter in word.letters)
    return _literal(word._replace(letters=letters), key)


def _literal(word: Word, key: str) -> Word:
    """Return the word with ``key`` as a letter, just as it is meant: nothing goes back behind this."""
    shown = word._replace(marked=True).composed()
    return _with(word._replace(keys=shown, settled=True), key.lower(), key)


def _with(word: Word, letter: str, key: str, *, marked: bool = False) -> Word:
    letters = word.letters + letter
    for one in ("uơ", "ưo"):
        # duowng, thuwong: a letter behind them makes it ươ.
        full = letters.replace(one, "ươ")
        if one in letters[:-1] and not letters.startswith("q") and possible(full):
            letters = full
    upper = (*word.upper, key.isupper())
    return word._replace(letters=letters, upper=upper, keys=word.keys + key, marked=word.marked or marked)


def _is_abbreviation(letters: str) -> bool:
    """Say whether it is made of consonants, đ among them: QĐ, HĐND."""
    return "đ" in letters and letters.isalpha() and _VOWELS.isdisjoint(letters)


def _toned(letters: str, tone: int) -> str:
    if not tone:
        return letters
    found = parts(letters)
    if found is not None:
        return write(Syllable(*found, tone))
    vowels = [at for at, letter in enumerate(letters) if letter in _VOWELS]
    if not vowels:
        return letters
    first = vowels[0]
    if len(vowels) > 1 and letters[: first + 1] in ("qu", "gi"):
        first += 1
    at = first + place(letters[first:])
    return letters[:at] + unicodedata.normalize("NFC", letters[at] + TONES[tone]) + letters[at + 1 :]


def _plain(letters: str) -> str:
    return letters.translate(_PLAIN)


@lru_cache(maxsize=1)
def _starts() -> dict[str, frozenset[str]]:
    """Return every beginning of a syllable without tone, by its plain letters."""
    starts: defaultdict[str, set[str]] = defaultdict(set)
    for onset in ONSETS:
        for rime in RIMES:
            if parts(onset + rime) == (onset, rime):
                word = onset + rime
                for end in range(len(word) + 1):
                    starts[_plain(word[:end])].add(word[:end])
    return {plain: frozenset(found) for plain, found in starts.items()}
