"""Bytes to text: what is certain is decoded, what is not is refused with the encodings that would fit."""

import codecs
import re
import unicodedata
from collections.abc import Callable

from morat.newsroom import legacy
from morat.newsroom.messages import UserError
from morat.newsroom.text import clean

NAMES = ("UTF-8", "UTF-16", "TCVN3", "VNI", "VISCII", "cp1258", "cp1252")
"""Encodings as they are shown; ``--encoding`` takes them in any case, and a few by-names."""

_BY_NAMES = {
    "utf8": "UTF-8",
    "utf8sig": "UTF-8",
    "unicode": "UTF-16",
    "utf16": "UTF-16",
    "utf16le": "UTF-16",
    "utf16be": "UTF-16",
    "tcvn3": "TCVN3",
    "tcvn": "TCVN3",
    "tcvn5712": "TCVN3",
    "abc": "TCVN3",
    "vni": "VNI",
    "vniwin": "VNI",
    "viscii": "VISCII",
    "cp1258": "cp1258",
    "windows1258": "cp1258",
    "1258": "cp1258",
    "cp1252": "cp1252",
    "windows1252": "cp1252",
    "1252": "cp1252",
    "latin1": "cp1252",
    "iso88591": "cp1252",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A}
# Some controls are capital letters in VISCII and TCVN: a few of them make no binary file.
_CONTROL_LETTERS = frozenset({0x01, 0x02, 0x04, 0x05, 0x06, *range(0x11, 0x18), 0x19, 0x1E})
_CONTROL_SHARE = 0.01
_CLEARLY = 0.8
_HARDLY = 0.4
_SAMPLE = 200_000
_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_WORD = re.compile(r"[^\W\d_]+")
# A Vietnamese syllable without its tone; close enough to tell Vietnamese from mojibake.
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|kh|gh|gi|ch|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    "(?:iê|yê|ia|ya|uô|ua|ươ|ưa|oa|oă|oe|uâ|uê|uy|uya|uyê|ue|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|ưi|ưu|"
    "uôi|ươi|ươu|oai|oay|oeo|uây|oao|uyu|[aăâeêioôơuưy])"
    "(?:ch|ng|nh|[cmnpt])?"
)


def decode(data: bytes, encoding: str | None = None, name: str = "") -> str:
    """Return the text of ``data``, cleaned (NFC). ``name`` is the file's, for the sentence of an error.

    Without ``encoding`` a byte order mark, strict UTF-8 and plain UTF-16 are believed; nothing else is.

    Raises:
        UserError: ``file-binary`` (no text at all), ``encoding-unknown`` (with what would fit),
            ``encoding-wrong`` (the chosen one does not fit), ``encoding-unsupported`` (no such name).
    """
    if encoding:
        return clean(_chosen(data, encoding, name))
    certain = _certain(data)
    if certain is not None:
        return clean(certain)
    if _is_binary(data):
        raise UserError("file-binary", path=name)
    raise UserError("encoding-unknown", path=name, encodings=_fitting(data))


def known(encoding: str) -> str | None:
    """Return the one of ``NAMES`` that a person or a page calls ``encoding``, None where there is none."""
    return _BY_NAMES.get(re.sub(r"[\s_-]", "", encoding.casefold()))


def is_unicode(data: bytes) -> bool:
    """Say whether ``data`` is text in UTF-8 or UTF-16 for certain."""
    return _certain(data) is not None


def _certain(data: bytes) -> str | None:
    marked = next((codec for mark, codec in _BOMS if data.startswith(mark)), None) or _wide_codec(data)
    if marked:
        return _attempt(lambda raw: raw.decode(marked), data)
    return None if _is_binary(data) else _attempt(_utf8, data)


def _chosen(data: bytes, encoding: str, name: str) -> str:
    shown = known(encoding)
    if shown is None:
        raise UserError("encoding-unsupported", encoding=encoding, encodings=NAMES)
    text = _attempt(_decoders()[shown], data)
    if text is None or _junk(text) or _is_mojibake(text, data):
        if _certain(data) is None and _is_binary(data):
            raise UserError("file-binary", path=name)
        raise UserError("encoding-wrong", path=name, encoding=shown, encodings=_fitting(data))
    return text


def _decoders() -> dict[str, Callable[[bytes], str]]:
    return {
        "UTF-8": _utf8,
        "UTF-16": _utf16,
        "TCVN3": legacy.tcvn3,
        "VNI": legacy.vni,
        "VISCII": legacy.viscii,
        "cp1258": legacy.cp1258,
        "cp1252": _cp1252,
    }


def _utf8(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _cp1252(data: bytes) -> str:
    return data.decode("cp1252")


def _utf16(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode(_wide_codec(data) or "utf-16-le")


def _attempt(decoder: Callable[[bytes], str], data: bytes) -> str | None:
    try:
        return decoder(data)
    except ValueError:
        return None


def _wide_codec(data: bytes) -> str | None:
    """Return the codec of UTF-16 without a mark: text in it has a zero in many bytes of one parity."""
    if len(data) < 4 or len(data) % 2 or 0 not in data:
        return None
    low, high = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    codec = "utf-16-le" if high > low else "utf-16-be"
    if max(low, high) < 0.25 * half or min(low, high) > max(low, high) / 2:
        return None
    text = _attempt(lambda raw: raw.decode(codec), data)
    if text is None or _junk(text) or sum(char < "\u2100" for char in text) < 0.9 * len(text):
        return None
    return codec


def _is_binary(data: bytes) -> bool:
    if 0 in data:
        return True
    controls = sum(data.count(byte) for byte in _CONTROLS)
    letters = sum(data.count(byte) for byte in _CONTROL_LETTERS)
    return controls - letters > _CONTROL_SHARE * len(data) or letters > 0.1 * len(data)


def _junk(text: str) -> bool:
    """Say whether a text holds what no text holds: controls, unassigned or private characters."""
    bad = sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\t\n\r\x0b\x0c\x1a"
        for char in text[:_SAMPLE]
    )
    return bad > _CONTROL_SHARE * min(len(text), _SAMPLE)


def _fitting(data: bytes) -> tuple[str, ...]:
    """Return the encodings that fit, the most Vietnamese result first."""
    scores = _scores(data)
    order = sorted(scores, key=lambda name: (-scores[name], NAMES.index(name)))
    likely = tuple(name for name in order if scores[name] >= _HARDLY)
    return likely or tuple(order)


def _is_mojibake(text: str, data: bytes) -> bool:
    """Say whether another encoding makes clearly better Vietnamese of ``data`` than ``text`` is."""
    best = max(_scores(data).values(), default=0.0)
    return best >= _CLEARLY and likeness(text) < 0.75 * best


def _scores(data: bytes) -> dict[str, float]:
    """Return how Vietnamese each readable decoding of ``data`` looks, from 0 to 1."""
    scores: dict[str, float] = {}
    for name, decoder in _decoders().items():
        if name == "UTF-16" and not _wide_codec(data):
            continue
        text = _attempt(decoder, data)
        if text is not None and not _junk(text):
            scores[name] = likeness(text)
    return scores


def likeness(text: str) -> float:
    """Return how Vietnamese ``text`` looks: the share of words with letters beyond ASCII that are syllables.

    It is 1 without any such word.
    """
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    marks = sum(
        not char.isascii() and not char.isalnum() and char not in "–—“”‘’…«»•·°©®\u00a0"
        for char in text[:_SAMPLE]
    )
    if not words and not marks:
        return 1.0
    return sum(map(_is_syllable, words)) / (len(words) + marks)


def _is_syllable(word: str) -> bool:
    if word[1:].lower() != word[1:] and not word.isupper():
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = decomposed.translate(_TONES)
    return (
        len(decomposed) - len(bare) <= 1
        and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
    )
