"""Hunspell with the Vietnamese dictionary of Debian, through its C++ binding, beside our own proofreader."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DICTIONARY = Path("/usr/share/hunspell/vi_VN.dic")
HOW = "hunspell: not measured; apt-get install hunspell-vi, then uv run --with chunspell python ..."
_WORD = re.compile(r"[^\W\d_]+")


def hunspell() -> Any | None:
    """Return the checker, None where it is not installed."""
    try:
        from hunspell import Hunspell
    except ImportError:
        return None
    if not DICTIONARY.is_file():
        return None
    return Hunspell("vi_VN", hunspell_data_dir=str(DICTIONARY.parent))


def alarms(checker: Any, text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the lower-case words that the dictionary does not know, with what it suggests."""
    for match in _WORD.finditer(text):
        if match[0].islower() and not checker.spell(match[0]):
            yield match.start(), match.end(), list(checker.suggest(match[0]))


def speed(checker: Any, text: str) -> float:
    """Return how many syllables a second of processor time are looked up, without suggestions."""
    began = time.process_time()
    words = _WORD.findall(text)
    for word in words:
        checker.spell(word)
    return len(words) / (time.process_time() - began)
