"""The built-in Telex and VNI: remembers the keys of the word under way, from one key to the next."""

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from morat.language.composing import Word

LONGEST = 16
"""Letters of a word that is looked at; no syllable has as many, keys that went wrong may."""


_ADDRESS = re.compile(r"(?:[/@\\]|\bwww\.)\S*\Z")
"""An address before the caret, of a page, a file or a mailbox: no word in it gets marks."""


class Change(NamedTuple):
    """The word before the caret becomes another; ``ends``: the key is no part of it and is yet to come."""

    old: str
    new: str
    ends: bool


class TypingAid:
    """Writes Vietnamese from plain keys, in the method that is chosen; none (empty) does nothing."""

    def __init__(self) -> None:
        """Begin switched off."""
        self.method = ""
        self._word: Word | None = None

    def press(self, before: str, key: str) -> Change | None:
        """Return what ``key`` makes of the word at the end of ``before``; None where there is none."""
        if not _is_typed(key) or _ADDRESS.search(before):
            self._word = None
            return None
        # Loaded with the first key: nobody else pays for the table of syllables.
        from morat.language.composing import VNI, begin, press

        start = len(before)
        while start and _is_letter(before[start - 1], digits=self.method == VNI):
            start -= 1
        old = before[start:]
        word = self._word if self._word is not None and old and self._word.text == old else begin(old)
        self._word = None
        if not _is_letter(key, digits=self.method == VNI):
            return Change(old, word.ended, ends=True) if old else None
        if len(old) > LONGEST:
            return None
        self._word = press(word, key, self.method)
        return Change(old, self._word.text, ends=False)

    def forget(self) -> None:
        """Know nothing of a word: the caret is somewhere else."""
        self._word = None


def _is_typed(key: str) -> bool:
    """Say whether a person has typed a letter or ended a word.

    Backspace and Escape end none; letters with marks come from another input method, which knows its words.
    """
    return key in ("\r", "\n", "\t") or (key.isascii() and key.isprintable())


def _is_letter(sign: str, *, digits: bool) -> bool:
    return sign.isalpha() or (digits and sign.isascii() and sign.isdigit())
