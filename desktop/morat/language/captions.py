"""Captions of photos (VIETNAMESE, rule 23): final stop, credit, the same words twice, another event.

A caption that is a name or a word or two takes no stop. What a template left to be filled in is an error in
everything that is said of a photo: ``{làm gì}``, and a code that nobody knows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from morat.assets import lexicon
from morat.language.marks import CODE, Mark
from morat.language.passages import Passage
from morat.language.style import Style
from morat.newsroom import codes, variables
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

SENTENCE = 4
"""Words from which a caption that does more than name somebody is a sentence."""
_ENDS = tuple(".!?…:;")
_LAST = re.compile(r"\S+$")
_CREDIT = re.compile(
    r"[\s(\[]*\b(?:nguồn ảnh|nguồn|ảnh)\s?:\s?(?P<name>[^:()\[\]\n]{1,60})[)\]]?\.?\s*$", re.IGNORECASE
)
_OF_PHOTOS = ("caption", "credit", "alt")
_LABEL = re.compile(r"[(\[\s]*(?:nguồn ảnh|nguồn|ảnh)\s?:\s?", re.IGNORECASE)
_VIEW = re.compile(r"(?:quang cảnh|toàn cảnh|khung cảnh)\s", re.IGNORECASE)
_VIEW_WORDS = 12


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield captions without a stop, twice the same or of another event, and credits out of form."""
    seen: dict[str, int] = {}
    for number, passage in enumerate(passages):
        if passage.field in _OF_PHOTOS:
            yield from ((number, mark) for mark in _left_open(passage.text))
        if passage.field == "caption":
            yield from ((number, mark) for mark in _caption(passage.text, seen, number))
        elif passage.field == "credit":
            yield from ((number, mark) for mark in _credit(passage.text))
    yield from _events(passages)


def _left_open(text: str) -> Iterator[Mark]:
    for start, end in variables.places(text) if "{" in text else ():
        if variables.find(text[start:end].strip("{} ").partition(":")[0]) is not None:
            yield Mark(start, end, "caption/open", "error", Message("caption-open", text=text[start:end]))
    for start, end in codes.places(text) if codes.DELIMITER in text else ():
        yield Mark(start, end, CODE, "error", Message("caption-code", text=text[start:end]))


def _caption(text: str, seen: dict[str, int], number: int) -> Iterator[Mark]:
    credit = _CREDIT.search(text)
    end = len((text[: credit.start()] if credit else text).rstrip())
    words = text[:end].split()
    if len(words) < SENTENCE or not any(word[0].islower() for word in words[1:]):
        return
    last = _LAST.search(text, 0, end)
    if last is not None and not text[:end].rstrip('”"’»)').endswith(_ENDS):
        reason = Message("caption-stop")
        yield Mark(*last.span(), "caption/stop", "warning", reason, (f"{last[0]}.",))
    if seen.setdefault(fold(" ".join(words)), number) != number:
        first = len(" ".join(words[:SENTENCE]))
        yield Mark(0, min(first, end), "caption/twice", "warning", Message("caption-twice"))


def _credit(text: str) -> Iterator[Mark]:
    """``Ảnh: Thu Hà.`` in the field of the credit, where the name alone is wanted."""
    name = _LABEL.sub("", text, count=1).strip()
    if name.count("(") < name.count(")") or name.count("[") < name.count("]"):
        name = name.rstrip(")]")
    if name.endswith(".") and name.count(".") == 1 and len(name.split()[-1]) > 2:
        name = name[:-1]
    if name and name != text.strip():
        reason = Message("caption-credit", name=name)
        yield Mark(0, len(text), "caption/credit", "warning", reason, (name,))


def _events(passages: Sequence[Passage]) -> Iterator[tuple[int, Mark]]:
    """“Quang cảnh hội nghị” in a piece that tells of a “buổi sinh hoạt” and of no hội nghị."""
    views = [number for number, passage in enumerate(passages) if _is_view(passage)]
    if not views:
        return
    told = [passage.text for number, passage in enumerate(passages) if number not in views]
    pattern = _pattern()
    events = Counter(match[0].lower() for text in told for match in pattern.finditer(text))
    if not events:
        return
    main = [event for event, _ in events.most_common(2)]
    for number in views:
        text = passages[number].text
        match = pattern.search(text)
        if match is None or any(_same(match[0], event) for event in events):
            continue
        reason = Message("caption-event", shown=match[0], told=main[0])
        yield number, Mark(*match.span(), "caption/event", "warning", reason, tuple(main))


def _is_view(passage: Passage) -> bool:
    """Say whether a text is the caption of a general view; lines of plain text may be one."""
    if passage.field not in ("caption", "body") or _VIEW.match(passage.text) is None:
        return False
    return passage.field == "caption" or len(passage.text.split()) <= _VIEW_WORDS


def _same(one: str, other: str) -> bool:
    """Say whether two events may be one: hội nghị, hội nghị tổng kết."""
    return one.lower() in other or other in one.lower()


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Read the events of resources/lexicon/events.toml."""
    words = sorted(lexicon("events")["events"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
