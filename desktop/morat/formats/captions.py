"""Photo captions in loose text: which line is one, and where its credit begins.

The words stand in ``resources/lexicon/captions.toml``. Signs are weighed, because no single one
proves a caption: "Các đại biểu dự hội nghị." is one, "Hội nghị diễn ra trong một ngày." is not.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from morat.assets import resource
from morat.newsroom.inline import Runs, cut, plain, strip
from morat.newsroom.text import clean_line, word_count

LONGEST = 35
"""Words a caption standing by itself may have at most."""
LONGEST_LABELLED = 100
"""Words a caption may have that says so itself: ``Ảnh: …``."""
LONGEST_BELOW = 60
"""Words a caption that is set apart (italic, centred) below its picture may have at most."""
_ENOUGH = 3
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2,}[.!?…]”?\"?\s+[A-ZĐÀ-Ỹ]")
_LABEL = re.compile(r"^\s*(?:chú thích ảnh|ảnh)\s*:\s*", re.IGNORECASE)


class _Lexicon(Struct, frozen=True):
    openers: re.Pattern[str]
    subjects: re.Pattern[str]
    actions: re.Pattern[str]
    events: re.Pattern[str]
    positions: re.Pattern[str]
    telling: re.Pattern[str]
    story_openers: re.Pattern[str]
    credit: re.Pattern[str]


def is_caption(text: str, *, around: int) -> bool:
    """Say whether a paragraph without a picture is a caption.

    ``around`` is the length in words of the shorter paragraph beside it. Beside paragraphs that are
    no longer than the line itself only a line with its credit is taken.
    """
    words = word_count(text)
    if _LABEL.match(text):
        return words <= LONGEST_LABELLED
    if not 2 <= words <= LONGEST or text.rstrip().endswith((":", "?", ";", ",")):
        return False
    score = _score(text, words, around)
    return score >= _ENOUGH and (around > words * 1.2 or score >= 2 * _ENOUGH)


def is_labelled(text: str) -> bool:
    """Say whether a line says of itself that it is a caption: ``Ảnh: …``."""
    return _LABEL.match(text) is not None and word_count(text) <= LONGEST_LABELLED


def may_stand_below(text: str, *, set_apart: bool) -> bool:
    """Say whether a line directly below a picture is its caption; ``set_apart``: italic, centred, small."""
    lexicon = _lexicon()
    words = word_count(text)
    if set_apart:
        return 0 < words <= LONGEST_BELOW
    bare = _bare(text)
    if not 2 <= words <= LONGEST or text.rstrip().endswith((":", "?")):
        return False
    if _credit_at(text) is not None or lexicon.openers.match(bare):
        return True
    return not (
        _SENTENCE_INSIDE.search(text) or lexicon.story_openers.match(bare) or lexicon.telling.search(bare)
    )


def split_credit(runs: Runs) -> tuple[Runs, str]:
    """Return a caption and the credit (nguồn ảnh) that stands at its end: ``… (Ảnh: Quang Minh)``.

    A leading label ("Ảnh: Quang cảnh hội nghị.") is dropped too.
    """
    text = plain(runs)
    credit = ""
    found = _credit_at(text)
    if found is not None:
        start, credit = found
        text = text[:start]
        runs = cut(runs, 0, start)
    label = _LABEL.match(text)
    if label:
        runs = cut(runs, label.end(), len(text))
    return strip(runs), clean_line(credit)


def _score(text: str, words: int, around: int) -> int:
    lexicon = _lexicon()
    bare = _bare(text)
    score = 0
    if _credit_at(text) is not None:
        score += 2 * _ENOUGH
    if lexicon.openers.match(bare):
        score += _ENOUGH
    if lexicon.positions.search(bare):
        score += _ENOUGH
    if lexicon.subjects.match(bare) and lexicon.actions.search(bare):
        score += 2
    if lexicon.events.search(bare):
        score += 1
    if around >= 2.5 * words:
        score += 1
    if lexicon.telling.search(bare) or _SENTENCE_INSIDE.search(text):
        score -= _ENOUGH
    return score


def _credit_at(text: str) -> tuple[int, str] | None:
    """Return where the credit begins and the credit, None where there is none."""
    found = _lexicon().credit.search(text)
    if found is None:
        return None
    credit = (found["inside"] or found["bare"]).strip()
    if credit.endswith(".") and credit.count(".") == 1:
        credit = credit.removesuffix(".")
    bare = found["inside"] is None
    if not credit or (bare and not _is_name(credit, whole=found.start() == 0)):
        return None
    return found.start(), credit


def _is_name(text: str, *, whole: bool) -> bool:
    """Say whether ``text`` is written like a name: "Ảnh: Quang cảnh hội nghị" is no credit.

    Where it is the ``whole`` line every word must have its capital, after a caption the first one.
    """
    words = text.split()
    capitals = [word[0].isupper() or not word[0].isalpha() for word in words]
    return 0 < len(words) <= 8 and (all(capitals) if whole else capitals[0])


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).lstrip('(*-–• "“')


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    tables: dict[str, list[str]] = tomllib.loads(resource("lexicon", "captions.toml").read_text("utf-8"))
    labels = _any_of(tables.pop("credit_labels"))
    patterns = {name: re.compile(_edges(phrases)) for name, phrases in tables.items()}
    credit = re.compile(
        rf"(?:^|(?<=[\s.…!?”\"–—-]))(?:\((?:{labels})\s*:\s*(?P<inside>[^()\n]{{1,80}})\)"
        rf"|(?:{labels})\s*:\s*(?P<bare>[^():\n]{{1,60}}))[.\s]*$",
        re.IGNORECASE,
    )
    return _Lexicon(**patterns, credit=credit)


def _edges(phrases: Iterable[str]) -> str:
    return rf"(?<!\w)(?:{_any_of(phrases)})(?:(?<=\W)|(?!\w))"


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(phrase.casefold()) for phrase in phrases), key=len, reverse=True))
