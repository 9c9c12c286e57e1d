"""Fingers and input methods: what a field gets when somebody types Vietnamese.

A stroke is what is sent at once to a field. The four ways are those of the machines that newsrooms have:
UniKey, EVKey and OpenKey send Backspaces and new letters as keys of their own; Windows' own Telex and some
of Linux replace through an input method's event; ibus and fcitx compose a word and commit it.
"""

import unicodedata
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from morat.language.syllables import TONES, parts, write
from morat.language.syllables import Syllable as Taken

WAYS = ("telex", "telex-eager", "openkey", "vni", "replace", "preedit")
BUILT_IN = {"built-in telex": "telex", "built-in vni": "vni"}
"""Ways in which only plain keys come, and the method that Mo-rát's own input method has to be in."""
_NO = Qt.KeyboardModifier.NoModifier
_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "đ": "dd", "ă": "aw", "ơ": "ow", "ư": "uw"}
_VNI = {"â": "a6", "ê": "e6", "ô": "o6", "đ": "d9", "ă": "a8", "ơ": "o7", "ư": "u7"}
_TELEX_TONES, _VNI_TONES = " fsxrj", " 21435"
_VOWELS = "aăâeêioôơuưy"


class Key(NamedTuple):
    """A key with its text; Backspace is one too."""

    key: Qt.Key
    text: str


class Composed(NamedTuple):
    """Text that is being composed; the field does not have it yet."""

    text: str


class Committed(NamedTuple):
    """Text that an input method gives, in the place of ``taken`` letters before the caret."""

    text: str
    taken: int = 0


BACKSPACE = Key(Qt.Key.Key_Backspace, "\b")
ENTER = Key(Qt.Key.Key_Return, "\r")


def strokes(text: str, way: str, chance: Random) -> Iterator[object]:
    """Yield what a field gets when ``text`` is typed in one of WAYS."""
    word = ""
    for letter in [*text, ""]:
        if letter.isalpha():
            word += letter
            continue
        if word:
            yield from _word(word, way, chance)
            word = ""
        if letter:
            yield ENTER if letter == "\n" else plain_key(letter)


def plain_key(letter: str) -> Key:
    """Return the key of a sign or a letter."""
    return Key(Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown, letter)


def send(target, stroke: object) -> None:
    """Give a field one stroke, as Qt does."""
    match stroke:
        case Key(key, text):
            QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, _NO, text))
            QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyRelease, key, _NO, text))
        case Composed(text):
            QCoreApplication.sendEvent(target, QInputMethodEvent(text, []))
        case Committed(text, taken):
            event = QInputMethodEvent("", [])
            event.setCommitString(text, -taken, taken)
            QCoreApplication.sendEvent(target, event)


def _word(word: str, way: str, chance: Random) -> Iterator[object]:
    shown = ""
    for key, after in _states(word, BUILT_IN.get(way, way)):
        if way in BUILT_IN:
            yield plain_key(key)
        elif way == "preedit":
            if after:
                yield Composed(after)
        elif after == shown + key:
            yield plain_key(key)
        else:
            same = _common(shown, after)
            taken, new = len(shown) - same, after[same:]
            if way == "replace":
                yield Committed(new, taken)
            else:
                if way == "openkey" and chance.random() < 0.3:
                    # It wakes an address bar's completion up first, and takes that away again.
                    yield plain_key("\u202f")
                    taken += 1
                yield from [BACKSPACE] * taken
                yield from (plain_key(letter) for letter in new)
        shown = after
    if way == "preedit":
        yield Committed(shown)


def _states(word: str, way: str) -> Iterator[tuple[str, str]]:
    """Yield each key of a word and what its tool shows after it."""
    vni = way == "vni"
    tones = _VNI_TONES if vni else _TELEX_TONES
    tone, letters = _taken_apart(word)
    shown = ""
    told = not tone
    for at, letter in enumerate(letters):
        first, *rest = (_VNI if vni else _TELEX).get(letter.lower(), letter)
        upper = letter.isupper()
        shown += first.upper() if upper else first.lower()
        yield shown[-1], _toned(shown, tone if told else 0)
        for key in rest:
            shown = shown[:-1] + letter
            yield key.upper() if upper and key.isalpha() else key, _toned(shown, tone if told else 0)
        next_is_vowel = any(one.lower() in _VOWELS for one in letters[at + 1 :])
        if not told and way == "telex-eager" and not next_is_vowel:
            told = True
            yield tones[tone], _toned(shown, tone)
    if not told:
        yield tones[tone], _toned(shown, tone)


def _taken_apart(word: str) -> tuple[int, str]:
    """Return the tone of a word and its letters without it."""
    tone, letters = 0, []
    for letter in unicodedata.normalize("NFD", word):
        if letter in TONES[1:]:
            tone = TONES.index(letter)
        else:
            letters.append(letter)
    return tone, unicodedata.normalize("NFC", "".join(letters))


def _toned(letters: str, tone: int) -> str:
    """Return letters with a tone where the old style has it."""
    if not tone:
        return letters
    low = letters.lower()
    found = parts(low)
    at = next(at for at, letter in enumerate(low) if letter in _VOWELS)
    if found is not None:
        written = write(Taken(*found, tone))
        at = next(at for at in range(len(low)) if written[at] != low[at])
    return unicodedata.normalize("NFC", letters[: at + 1] + TONES[tone] + letters[at + 1 :])


def _common(one: str, other: str) -> int:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return size
