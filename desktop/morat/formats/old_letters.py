"""Text in the fonts from before Unicode (TCVN3, VNI) in today's letters.

Files and the clipboard hold the bytes of such a text as Western letters, or as Word keeps those of symbol
fonts, from U+F000 on; the name of the font tells. It may lie: many a text in .VnTime is Unicode by now.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from morat.formats.encodings import likeness
from morat.newsroom import legacy

_UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_ENOUGH = 10
"""Different words with letters beyond ASCII from which on statistics say something."""
_CLEARLY = 0.8
_SYMBOLS = range(0xF000, 0xF100)
_STRETCH = re.compile("[\0-\xff\uf000-\uf0ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+")
"""What one byte stands for; other signs were put in from another font."""
_BETWEEN = re.compile(r"[\s\d!-/:-@\[-`{-~“”‘’…–—•]+")
_PLAIN_LETTER = re.compile("[A-Za-z\uf041-\uf05a\uf061-\uf07a]")


@lru_cache(maxsize=64)
def old_set(font: str) -> str:
    """Return the character set of a font from before Unicode: ``TCVN3``, ``TCVN3 capitals``, ``VNI`` or none.

    The names of TCVN3 (ABC) fonts begin with ``.Vn``; those that end in H draw small letters as capitals.
    """
    name = font.split(",", maxsplit=1)[0].strip(" '\"").casefold()
    if name.startswith(".vn"):
        return "TCVN3 capitals" if name.endswith("h") else "TCVN3"
    return "VNI" if name.startswith("vni") else ""


def is_old(name: str, texts: Iterable[str]) -> bool:
    """Say whether texts in the fonts of a set are written in it; those in Unicode do not count."""
    words = _telling(" ".join(text for text in texts if not _UNICODE_VIETNAMESE.search(text)))
    return _reads(name, words) > likeness(" ".join(words))


def set_of(text: str) -> str:
    """Return the set that a text whose fonts say nothing is written in, empty where that is not sure.

    Programs that have no .VnTime put another font in its place, and leave the letters.
    """
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return ""
    words = _telling(text)
    if len(words) < _ENOUGH:
        return ""
    scores = {name: _reads(name, words) for name in ("TCVN3", "VNI")}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _CLEARLY and likeness(" ".join(words)) < _CLEARLY * scores[best] else ""


def today(name: str, texts: Sequence[str]) -> list[str]:
    """Return the texts of one paragraph, all in fonts of the set ``name``, in today's letters.

    A paragraph that reads worse so was written in Unicode, and stays; so does one that is partly Unicode
    and reads no better.
    """
    found = [in_unicode(name, text) for text in texts]
    before, after = "".join(texts), "".join(found)
    gain = likeness(after) - likeness(before)
    return list(texts) if gain < 0 or (gain == 0 and _UNICODE_VIETNAMESE.search(before)) else found


def _telling(text: str) -> list[str]:
    """Return the words that tell a set, each once: those of plain letters and others.

    Signs alone tell nothing, for each is a letter in some set (3 × 4 m, £5, ½ cup); neither does one word
    that stands in a text many times (µm).
    """
    found = dict.fromkeys(_BETWEEN.split(text))
    return [word for word in found if not word.isascii() and _PLAIN_LETTER.search(word)]


def _reads(name: str, words: Iterable[str]) -> float:
    return likeness(" ".join(in_unicode(name, word) for word in words))


def in_unicode(name: str, text: str) -> str:
    """Return what a text in the set ``name`` (see :func:`old_set`) reads; as it is where it is Unicode."""
    if _UNICODE_VIETNAMESE.search(text):
        return text
    return _STRETCH.sub(lambda found: _decoded(name, found.group()), text)


def _decoded(name: str, text: str) -> str:
    data = b"".join(map(_byte, text))
    try:
        found = legacy.vni(data) if name == "VNI" else legacy.tcvn3(data)
    except ValueError:
        return text
    return found.upper() if name.endswith("capitals") else found


def _byte(char: str) -> bytes:
    code = ord(char)
    if code in _SYMBOLS:
        return bytes((code - _SYMBOLS.start,))
    # What Windows-1252 has no letter for came over by its number.
    return bytes((code,)) if code < 0x100 else char.encode("cp1252")
