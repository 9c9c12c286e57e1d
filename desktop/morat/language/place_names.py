"""Places whose names are misspelled (VIETNAMESE, rules 6 and 18): Đà Nẳng, Quãng Ngải, Thành phố Hồ Chi Minh.

The rules of spelling leave capitals alone, for a name may be written as its bearer likes. The names of
``resources/lexicon/places.toml`` have one spelling. What is the same as one of them but for tones and marks,
and was hardly ever read so, is a slip: of hỏi and ngã, or one that makes a syllable nobody uses.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from morat.assets import lexicon
from morat.language.context import vietnamese_counts
from morat.language.letters import LOWER, UPPER
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
_HOI_NGA = {3, 4}


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield misspelled places, as errors."""
    for run in _CAPITALS.finditer(text):
        for start, end, right in _misspelled(run[0], run.start()):
            if not _is_person(text, start, end):
                shown = as_in(text, right)
                reason = Message("confusion-place", right=shown)
                yield Mark(start, end, "confusion/place", "error", reason, (shown,))


def _misspelled(run: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right name of the misspelled places in a run of capitals from ``start`` on."""
    words = run.split(" ")
    while words:
        size = next((size for size in _SIZES if _right(words[:size])), 1)
        wrote, words = words[:size], words[size:]
        right, end = _right(wrote), start + len(" ".join(wrote))
        if right and _is_slip(wrote, right.split(" ")):
            yield start, end, right
        start = end + 1


def _right(words: Sequence[str]) -> str:
    """Return the place that words name, or would without their marks; empty where there is none."""
    return _places().get(fold(" ".join(words)), "") if len(words) > 1 else ""


def _is_slip(wrote: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether words are a slip of a name, no other place (Phù Yên) and no foreign way (Da Nang)."""
    low = [old_style(word.lower()) for word in wrote]
    meant = [word.lower() for word in right]
    if low == meant or "".join(low).isascii():
        return False
    counts = vietnamese_counts()
    for word, other in zip(low, meant, strict=True):
        hoi_nga = bare(word) == bare(other) and {tone_of(word), tone_of(other)} == _HOI_NGA
        if word != other and not hoi_nga and len(low) == 2 and counts.word(word) >= _UNUSED:
            return False
    return _HARDLY * _often(low) <= _often(meant)


def _often(words: Sequence[str]) -> int:
    """Return how often the rarest two neighbours of ``words`` were read side by side."""
    counts = vietnamese_counts()
    ids = [counts.number(word) for word in words]
    return min(0 if one is None or other is None else counts.pair(one, other) for one, other in pairwise(ids))


def _is_person(text: str, start: int, end: int) -> bool:
    """Say whether somebody is called so: ông Hà Tỉnh, Nguyễn Quảng Ngải."""
    if is_address(words_before(text, start)):
        return True
    return any(low <= start < high and (low, high) != (start, end) for low, high in name_spans(text))


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Return the places of resources/lexicon/places.toml by their names without marks."""
    names: str = lexicon("places")["spelling"]["names"]
    return {fold(name): name for line in names.splitlines() for name in line.split(", ")}
