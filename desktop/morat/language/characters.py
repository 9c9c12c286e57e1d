"""Characters that look right and are not (VIETNAMESE, rule 10): Ð for Đ, Cyrillic а, what nobody sees.

Decomposed letters (NFD) are not among them: every text is NFC when it comes through a door, and an
import says so. What is left after that is a mark that belongs to no letter of Vietnamese. Letters of old
fonts (TCVN3, VNI) that were read as Western ones are given back as a whole.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

from morat.language.letters import LOWER, UPPER, cased
from morat.language.marks import Mark
from morat.language.style import Style
from morat.language.syllables import TONES, is_syllable, misplaced, write
from morat.newsroom import legacy
from morat.newsroom.messages import Message

_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԚԜοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijshdqwABEKMHOPCTYXIJSQWoABEZHIKMNOPTYX"
)
_INVISIBLE = {
    "\u00ad": "soft hyphen", "\u034f": "grapheme joiner", "\u115f": "filler", "\u180e": "vowel separator",
    "\u200b": "zero width space", "\u200c": "zero width non-joiner", "\u200d": "zero width joiner",
    "\u200e": "left-to-right mark", "\u200f": "right-to-left mark", "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding", "\u202c": "end of embedding", "\u202d": "left-to-right override",
    "\u202e": "right-to-left override", "\u2060": "word joiner", "\u2061": "function application",
    "\u2062": "invisible times", "\u2063": "invisible separator", "\u2064": "invisible plus",
}  # fmt: skip
_HIDDEN = "".join(_INVISIBLE)
_JOINING = re.compile("[\u0590-\u0fff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\ufe0f\U0001f000-\U0001ffff]")
"""Scripts and pictures whose letters are joined and turned by characters that nobody sees."""
_SUSPECT = re.compile(
    f"[ÐðƉɖǹńḿ\ufffd{_HIDDEN}\u0300-\u0323\u0302\u0306\u031b\u0370-\u03ff\u0400-\u052f\uff21-\uff3a\uff41-\uff5a]"
)
_VIETNAMESE_MARKS = frozenset((*TONES[1:], "\u0302", "\u0306", "\u031b"))
_ALPHABET = frozenset(LOWER + UPPER)
# What Western code pages make of the old fonts, and Vietnamese does not have.
_WESTERN = re.compile("[µ¶·¸¹»¼½¾¨©ª«¬®\u00adÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]")
_CHUNK = re.compile(r"\S+")
_EDGES = ".,;:!?()[]\"'“”‘’…-–"
_FONTS: tuple[tuple[str, Callable[[bytes], str]], ...] = (("TCVN3", legacy.tcvn3), ("VNI", legacy.vni))
_ENOUGH = 3
"""Words of an old font in a row that make it sure; names of other languages are one or two."""


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield runs in an old font, then words with a wrong character in them."""
    runs = list(_old_fonts(text)) if len(_WESTERN.findall(text)) >= _ENOUGH else []
    yield from runs
    done = 0
    for match in _SUSPECT.finditer(text):
        if match.start() < done:
            continue
        start, done = _word_around(text, match.start())
        if not any(run.start < done and start < run.end for run in runs):
            mark = _judged(text, start, done)
            if mark is not None:
                yield mark


def _word_around(text: str, at: int) -> tuple[int, int]:
    """Return the letters, marks and unseen characters around ``at``."""
    start = end = at
    while start and _belongs(text[start - 1]):
        start -= 1
    while end < len(text) and _belongs(text[end]):
        end += 1
    return start, max(end, at + 1)


def _belongs(char: str) -> bool:
    return char.isalpha() or char in _HIDDEN or char == "\ufffd" or unicodedata.combining(char) > 0


def _judged(text: str, start: int, end: int) -> Mark | None:
    """Return what is wrong with the word ``text[start:end]``, None where nothing is."""
    word = text[start:end]
    if "\ufffd" in word:
        return Mark(start, end, "unicode/lost", "error", Message("unicode-lost"))
    hidden = [char for char in word if char in _HIDDEN]
    if hidden and not _JOINING.search(text[max(0, start - 2) : end + 2]):
        right = _mended("".join(char for char in word if char not in _HIDDEN))
        reason = Message("unicode-invisible", name=_INVISIBLE[hidden[0]])
        return Mark(start, end, "unicode/invisible", "error", reason, (right,))
    right = _mended(word)
    if right == word or not _is_vietnamese(right):
        return None
    name, wrong = _fault(word)
    if name == "mark" and not is_syllable(right):
        return None
    reason = Message(f"unicode-{name}", letter=wrong, right=wrong.translate(_D).translate(_LOOKALIKES))
    return Mark(start, end, f"unicode/{name}", "error", reason, (right,))


def _fault(word: str) -> tuple[str, str]:
    """Return the kind of the first wrong character of ``word``, and that character."""
    for char in word:
        if char not in _ALPHABET:
            loose = unicodedata.combining(unicodedata.normalize("NFD", char)[-1])
            return ("mark" if loose else "lookalike"), char
    return "mark", ""


def _mended(word: str) -> str:
    """Return ``word`` with the letters it seems to have; itself where it has others as well."""
    if (
        word.translate(_D) == word
        and not any(map(str.isascii, word))
        and word.translate(_LOOKALIKES).isascii()
    ):
        return word  # сор, а: a word of the other script, as far as anybody can tell
    mended = unicodedata.normalize(
        "NFKC" if any("\uff00" < char < "\uffef" for char in word) else "NFC", word
    )
    mended = unicodedata.normalize("NFC", mended.translate(_D).translate(_LOOKALIKES))
    return mended if _ALPHABET.issuperset(mended) else _retoned(mended)


def _retoned(word: str) -> str:
    """Return ``word`` with a tone that stands on no vowel put where it belongs, without other loose marks."""
    letters = unicodedata.normalize("NFD", word)
    tones = [char for char in letters if char in TONES[1:]]
    plain = unicodedata.normalize("NFC", "".join(char for char in letters if char not in TONES[1:]))
    plain = "".join(char for char in plain if char not in _VIETNAMESE_MARKS)
    if any(map(unicodedata.combining, plain)):
        return word
    if len(set(tones)) == 1:
        vowel = next((at for at, char in enumerate(plain) if char.lower() in "aeiouyăâêôơư"), len(plain) - 1)
        syllable = misplaced(
            unicodedata.normalize("NFC", plain[: vowel + 1] + tones[0] + plain[vowel + 1 :]).lower()
        )
        if syllable is not None:
            return cased(plain, write(syllable))
    loose = "".join(char for char in word if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", loose)


def _is_vietnamese(word: str) -> bool:
    """Say whether a mended word is Vietnamese: a syllable, or letters of an abbreviation (HĐND, NĐ)."""
    if len(word) < 2 or not _ALPHABET.issuperset(word):
        return False
    return is_syllable(word) or (word.isupper() and len(word) <= 8)


def _old_fonts(text: str) -> Iterator[Mark]:
    """Yield the runs of words that an old font makes Vietnamese of."""
    for font, decoder in _FONTS:
        found = list(_runs(text, decoder))
        for start, end, right in found:
            reason = Message("unicode-font", encoding=font, right=_shown(right))
            yield Mark(start, end, "unicode/font", "error", reason, (right,))
        if found:
            return


def _runs(text: str, decoder: Callable[[bytes], str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and reading of every run of words that ``decoder`` makes Vietnamese of."""
    words: list[tuple[int, int, str]] = []
    sure = western = 0
    for match in (*_CHUNK.finditer(text), None):
        right = _decoded(match[0], decoder) if match else None
        if match and right is not None:
            words.append((*match.span(), right))
            if not match[0].isascii() and len(right.strip(_EDGES)) > 1:
                sure += 1
                western += _WESTERN.search(match[0]) is not None
            continue
        if sure >= _ENOUGH and 2 * western >= sure:
            while words and text[words[0][0] : words[0][1]].isascii():
                words.pop(0)
            while text[words[-1][0] : words[-1][1]].isascii():
                words.pop()
            yield words[0][0], words[-1][1], _joined(text, words)
        words, sure, western = [], 0, 0


def _joined(text: str, words: list[tuple[int, int, str]]) -> str:
    parts = [words[0][2]]
    for (_, before, _), (start, _, right) in pairwise(words):
        parts += (text[before:start], right)
    return "".join(parts)


def _decoded(chunk: str, decoder: Callable[[bytes], str]) -> str | None:
    """Return what ``chunk`` is in an old font, None where that is no Vietnamese."""
    if chunk.isascii():
        bare = chunk.strip(_EDGES)
        return chunk if not bare.isalpha() or is_syllable(bare) else None
    try:
        right = decoder(chunk.encode("cp1252"))
    except UnicodeEncodeError:
        return None
    bare = right.strip(_EDGES)
    return right if is_syllable(bare) and not bare.isascii() else None


def _shown(words: str) -> str:
    """Return the first words of a long run."""
    return words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + "…"
