"""The syllables of Vietnamese, by rule: an onset, a rime and a tone make one, in two styles of writing.

The old style (kiểu cũ: hòa, thủy) and the new one (kiểu mới: hoà, thuỷ) differ in where the open
rimes oa, oe and uy carry their tone; both are right. Which of the possible syllables the language uses
is another question: ``counts`` answers that.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
"""Ngang, huyền, sắc, ngã, hỏi, nặng, as combining marks; a tone is an index into this."""
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ONSETS = ("", *_ONSETS.split())
"""How a syllable may begin; ``qu`` and ``gi`` keep the vowel letter that they are written with."""
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu
iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ôông
ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet
uâng uân uât uây uê uêch uênh uêu uơ uy uya uych uynh uyn uyt uyu uyp uyên uyêt
y ych ynh yt yêm yên yêng yêt yêu
"""
RIMES = frozenset(_RIMES.split())
"""The 167 rimes, without tone; those that begin with o or u before another vowel hold the glide."""
_SHARED = {part: part for part in (*ONSETS, *RIMES)}
"""One string of each: thousands of remembered syllables are made of them."""

_MARKED = frozenset("ăâêôơư")
_VOWELS = frozenset("aeiouy") | _MARKED
_STOPS = ("c", "ch", "p", "t")
_STOPPED = (2, 5)
"""The tones of a rime that ends in a stop: sắc and nặng."""
_OPEN_GLIDES = frozenset(("oa", "oe", "uy"))
_FRONT = frozenset("eêiy")
_LETTERS = "aăâeêioôơuưy"
_TONED = {
    ord(letter): (vowel, tone)
    for vowel in _LETTERS
    for tone, letter in enumerate(
        {
            "a": "aàáãảạ", "ă": "ăằắẵẳặ", "â": "âầấẫẩậ", "e": "eèéẽẻẹ", "ê": "êềếễểệ", "i": "iìíĩỉị",
            "o": "oòóõỏọ", "ô": "ôồốỗổộ", "ơ": "ơờớỡởợ", "u": "uùúũủụ", "ư": "ưừứữửự", "y": "yỳýỹỷỵ",
        }[vowel]
    )
}  # fmt: skip
_WRITTEN = {place: chr(letter) for letter, place in _TONED.items()}
_BARE = {letter: vowel for letter, (vowel, _) in _TONED.items()}


class Syllable(NamedTuple):
    """A syllable taken apart: ``Syllable("ng", "ươi", 1)`` is người. ``tone`` is an index into TONES."""

    onset: str
    rime: str
    tone: int


def bare(word: str) -> str:
    """Return a lower-case word without its tones; ă, â, ê, ô, ơ, ư and đ stay."""
    return word.translate(_BARE)


def tone_of(word: str) -> int | None:
    """Return the tone that a lower-case word is written with, 0 for none, None where it has two."""
    tones = [tone for letter in word if (tone := _TONED.get(ord(letter), ("", 0))[1])]
    if not tones:
        return 0
    return tones[0] if len(tones) == 1 else None


@lru_cache(maxsize=2048)
def read(word: str) -> Syllable | None:
    """Take a lower-case word apart, None where it is no syllable in either style."""
    syllable = misplaced(word)
    if syllable is None:
        return None
    return syllable if word in (write(syllable), write(syllable, new=True)) else None


def misplaced(word: str) -> Syllable | None:
    """Take a lower-case word apart wherever its tone stands (``họat`` is hoạt), None where it is none."""
    tone = tone_of(word)
    if tone is None:
        return None
    found = parts(bare(word))
    if found is None or not _can_have(found[1], tone):
        return None
    return Syllable(*found, tone)


def is_syllable(word: str) -> bool:
    """Say whether a word is a syllable by rule, in either style and any case."""
    lower = word.lower()
    # A word that is in lower case already is remembered as it is, not as a second string.
    return read(word if lower == word else lower) is not None


def write(syllable: Syllable, *, new: bool = False) -> str:
    """Return the syllable in lower case, its tone where the old style (or the new one) sets it."""
    onset, rime, tone = syllable
    if not tone:
        return onset + rime
    at = place(rime, new=new)
    return onset + rime[:at] + _WRITTEN[rime[at], tone] + rime[at + 1 :]


def forget() -> None:
    """Forget the words that were read; they are read again when they come."""
    read.cache_clear()
    parts.cache_clear()


def old_style(word: str) -> str:
    """Return a lower-case word with its tone in the old style (hoà to hòa); other words as they are."""
    syllable = read(word)
    return word if syllable is None else write(syllable)


def forms() -> Iterator[str]:
    """Yield every syllable by rule in both styles; most are the same in both."""
    for onset in ONSETS:
        for rime in RIMES:
            if parts(onset + rime) != (onset, rime):
                continue
            for tone in range(len(TONES)):
                if _can_have(rime, tone):
                    syllable = Syllable(onset, rime, tone)
                    yield write(syllable)
                    yield write(syllable, new=True)


def _can_have(rime: str, tone: int) -> bool:
    return tone in _STOPPED or not rime.endswith(_STOPS)


def place(rime: str, *, new: bool = False) -> int:
    """Return the index of the letter of a rime that carries the tone."""
    marked = [at for at, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return marked[-1]
    vowels = sum(letter in _VOWELS for letter in rime)
    if vowels < len(rime):  # a consonant closes it: hoàn, thuýt
        return vowels - 1
    if vowels == 3:
        return 1
    return int(new and rime in _OPEN_GLIDES)


@lru_cache(maxsize=2048)
def parts(word: str) -> tuple[str, str] | None:
    """Split a word without tones into onset and rime as spelling joins them, None where it cannot."""
    for size in (3, 2, 1, 0):
        onset, rime = word[:size], word[size:]
        if len(onset) == size and onset in ONSETS and rime in RIMES and _joins(onset, rime):
            return _SHARED[onset], _SHARED[rime]
    return None


def _joins(onset: str, rime: str) -> bool:
    """Say whether spelling sets these side by side: k, gh, ngh before e, ê, i, y and nowhere else."""
    front = rime[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front and (onset == "k" or rime[0] != "y")
    if onset in ("c", "ng"):
        return not front
    if onset == "g":  # gì, gìn: the letters gi, before what would be no rime alone
        return not front or (rime[0] == "i" and rime[1:] not in RIMES)
    if onset == "gi":
        return rime[0] not in "iy"
    if onset == "qu":  # the u is the glide
        return rime[0] not in "ouư" and not rime.startswith("iê")
    if onset == "":
        return not rime.startswith("iê")
    return not rime.startswith(("yê", "yn", "yt", "yc"))
