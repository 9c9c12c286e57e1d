"""Places whose names are misspelled (VIETNAMESE, rules 6 and 18): Đà Nẳng, Quãng Ngải, Thành phố Hồ Chi Minh.

The rules of spelling leave capitals alone, for a name may be written as its bearer likes. The names of
``resources/lexicon/places.toml`` have one spelling. What is the same as one of them but for tones and marks,
and was hardly ever read so, is a slip: of hỏi and ngã, one that makes a syllable nobody uses, or one that
lost a mark in a name that everybody writes (Hà Nôi). What goes on (Thái Binh Lâu), or is a village, a street
or a river, may be another name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from morat.assets import lexicon
from morat.language.context import vietnamese_counts
from morat.language.letters import LOWER, UPPER, is_signed
from morat.language.marks import Mark
from morat.language.people import is_address, words_before
from morat.language.silence import name_spans
from morat.language.style import Style
from morat.language.syllables import bare, old_style, tone_of
from morat.language.tone_style import as_in
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

_CAPITALS = re.compile(f"(?<![\\w@/.-])[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]*)+(?![\\w@/-])")
_SIZES = (3, 2)
_UNUSED = 40
"""A syllable that 13 million words hold fewer times is one that nobody uses."""
_HARDLY = 100
"""A spelling that was read this many times less often than the name is a slip of it."""
_WELL_KNOWN = 200
"""A name that was read as often is one that everybody writes."""
_HOI_NGA = {3, 4}
_SMALLER = frozenset(("xã", "phường", "thôn", "ấp", "bản", "làng", "xóm", "đường", "phố", "sông", "suối"))
"""What is called as it likes: their names are many."""


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield misspelled places, as errors."""
    for run in _CAPITALS.finditer(text):
        for start, end, right in _misspelled(text, run):
            if not _is_person(text, start, end):
                shown = as_in(text, right)
                reason = Message("confusion-place", right=shown)
                yield Mark(start, end, "confusion/place", "error", reason, (shown,))


def _misspelled(text: str, run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right name of the misspelled places in a run of capitals."""
    words, start = run[0].split(" "), run.start()
    while words:
        size = next((size for size in _SIZES if _right(words[:size])), 1)
        wrote, words = words[:size], words[size:]
        right, end = _right(wrote), start + len(" ".join(wrote))
        if right and (
            _is_slip(wrote, right.split(" "))
            or (not words and _lost_a_mark(wrote, right.split(" ")) and not _is_smaller(text, start))
        ):
            yield start, end, right
        start = end + 1


def _right(words: Sequence[str]) -> str:
    """Return the place that words name, or would without their marks; empty where there is none."""
    return _places().get(fold(" ".join(words)), "") if len(words) > 1 else ""


def _is_slip(wrote: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether words are a slip of a name, no other place (Phù Yên) and no foreign way (Da Nang)."""
    low, slips = _slips(wrote, right)
    if not slips or "".join(low).isascii() or _HARDLY * _often(low) > _often(right):
        return False
    return len(low) > 2 or all(_is_hoi_nga(*slip) or _is_unused(slip[0]) for slip in slips)


def _lost_a_mark(wrote: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether words are a name that everybody writes, but for one tone or one letter's mark left out."""
    low, slips = _slips(wrote, right)
    if len(slips) != 1 or "".join(low).isascii():
        return False
    word, meant = slips[0]
    lost_tone = bare(word) == bare(meant) and not tone_of(word)
    lost_mark = tone_of(word) == tone_of(meant) and _marks(word) < _marks(meant)
    return (lost_tone or lost_mark) and _often(right) >= max(_WELL_KNOWN, _HARDLY * _often(low))


def _slips(wrote: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the words as they are counted, and those that differ, each with the one that is meant."""
    low = [old_style(word.lower()) for word in wrote]
    pairs = zip(low, map(str.lower, right), strict=True)
    return low, [(word, meant) for word, meant in pairs if word != meant]


def _is_hoi_nga(word: str, meant: str) -> bool:
    return bare(word) == bare(meant) and {tone_of(word), tone_of(meant)} == _HOI_NGA


def _is_unused(word: str) -> bool:
    return vietnamese_counts().word(word) < _UNUSED


def _marks(word: str) -> int:
    """Return how many letters of a word have a mark of their own, tones left out: 2 for "Đồng"."""
    return sum(not letter.isascii() for letter in bare(word))


def _often(words: Sequence[str]) -> int:
    """Return how often the rarest two neighbours of ``words`` were read side by side."""
    counts = vietnamese_counts()
    ids = [counts.number(word.lower()) for word in words]
    return min(0 if one is None or other is None else counts.pair(one, other) for one, other in pairwise(ids))


def _is_person(text: str, start: int, end: int) -> bool:
    """Say whether somebody is called so: ông Hà Tỉnh, Nguyễn Quảng Ngải, Ảnh: Khanh Hòa."""
    if is_address(words_before(text, start)) or is_signed(text, start):
        return True
    return any(low <= start < high and (low, high) != (start, end) for low, high in name_spans(text))


def _is_smaller(text: str, start: int) -> bool:
    """Say whether a village, a street or a river is called so."""
    return words_before(text, start).rpartition(" ")[2] in _SMALLER


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Return the places of resources/lexicon/places.toml by their names without marks."""
    names: str = lexicon("places")["spelling"]["names"]
    return {fold(name): name for line in names.splitlines() for name in line.split(", ")}
