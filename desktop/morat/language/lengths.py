"""Sentences, headlines and other fields that are too long for a reader (VIETNAMESE, rules 23 and 24).

The limit of a sentence is Mo-rát's own: 98 of 100 sentences of printed news (UD_Vietnamese-VTB) have fewer
syllables than 50. How long the fields of a genre may be, its profile says (``newsroom.genres``).
"""

import re
from collections.abc import Iterator, Sequence

from morat.language.marks import Mark
from morat.language.passages import Passage
from morat.language.remembering import remembered
from morat.language.style import Style
from morat.newsroom.genres import Limit
from morat.newsroom.messages import Message
from morat.newsroom.text import word_count

SENTENCE = 50
_STOP = re.compile(r"[.!?…]+[”\"’)]*\s+(?=[^\W\d_a-zà-ỹđ]|[“\"(\d–-])|\n")
_WORD = re.compile(r"\S+")
_SHOWN = 3
_LONGEST_SHOWN = 40
_FIELDS = ("kicker", "headline", "deck", "standfirst")


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:
    """Yield sentences and fields (their first words) that are longer than the limit."""
    sentence = style.limit("sentence-words", SENTENCE)
    profile = style.profile("")
    for number, passage in enumerate(passages):
        if passage.field == "genre":
            profile = style.profile(passage.text)
        elif passage.field in _FIELDS:
            yield from ((number, mark) for mark in _field(passage, profile.limit(passage.field)))
        if sentence and passage.field in ("body", "standfirst", "caption"):
            yield from ((number, mark) for mark in _sentences(passage.text, sentence))


def _field(passage: Passage, limit: Limit) -> Iterator[Mark]:
    count = limit.count(passage.text)
    if limit.is_over(count):
        told = limit.told(count), limit.told(limit.most)
        reason = Message(f"length-{passage.field}", count=told[0], limit=told[1])
        severity = "warning" if passage.field == "headline" else "info"
        yield Mark(*_first(passage.text, 0), f"length/{passage.field}", severity, reason)


@remembered
def _sentences(text: str, limit: int) -> Iterator[Mark]:
    if text.count(" ") < limit or "\t" in text:
        return
    start = 0
    for stop in (*_STOP.finditer(text), None):
        end = stop.start() if stop else len(text)
        words = word_count(text[start:end]) if text.count(" ", start, end) >= limit else 0
        if words > limit:
            reason = Message("length-sentence", words=words, limit=limit)
            yield Mark(*_first(text, start), "length/sentence", "info", reason)
        start = stop.end() if stop else end


def _first(text: str, start: int) -> tuple[int, int]:
    """Return the span of the first words from ``start`` on."""
    low, high = -1, start
    for count, match in enumerate(_WORD.finditer(text, start)):
        if count == _SHOWN or (low >= 0 and match.end() - low > _LONGEST_SHOWN):
            break
        low = match.start() if low < 0 else low
        high = match.end()
    return max(low, start), min(high, max(low, start) + _LONGEST_SHOWN)
