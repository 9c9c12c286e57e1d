"""Page furniture: the counters, buttons and menus that come along when a page is copied.

The phrases stand in ``resources/lexicon/furniture.toml`` and are handed in by who reads that. They are
whole lines, and they are only looked for before the first long paragraph and after the last one, so
that running text is safe.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from morat.newsroom.bylines import byline
from morat.newsroom.text import fold, word_count

LONG = 25
"""Words from which a line that ends like a sentence is running text and no furniture."""
SCRAP = 8
"""Words a line may have that is taken for furniture because it stands below some."""
_NUMBER = r"(?>\d+(?:[.,:/h-]\d*)*)"
_SIGNS = re.compile(r"[^\w°%#©+{}./:,|-]+")
_BARS = re.compile(r"[»›>→|/·•]+(?=\s|$)|(?<=\s)[»›>→|/·•]+")
_ENDS = " .:|,-"
_STOPS = (".", "…", "!", "?", ":", ";", '."', ".”", "!”", "?”", ".)", "”", '"')


class Phrases(Struct, frozen=True):
    """``head`` and ``tail`` are whole lines at either end; with a ``sure`` part a tail line is certain."""

    head: re.Pattern[str]
    tail: re.Pattern[str]
    sure: re.Pattern[str]
    closers: re.Pattern[str]

    def is_sure(self, line: str) -> bool:
        """Say whether a normal line is furniture by itself."""
        return self.tail.fullmatch(line) is not None and self.sure.match(line) is not None


def furniture(texts: Sequence[str | None], phrases: Phrases) -> frozenset[int]:
    """Return the places of the lines of ``texts`` that are page furniture.

    None stands for what is never furniture: a headline, a picture, a table.
    """
    places = range(len(texts))
    head_end = next((place for place in places if _is_long(texts[place], phrases)), 0)
    last = next((place for place in reversed(places) if _is_long(texts[place], phrases)), len(texts) - 1)
    head = {place for place in places[:head_end] if phrases.head.fullmatch(_normal(texts[place]))}
    return frozenset(head | _tail(texts, last + 1, phrases))


def ends_like_sentence(text: str) -> bool:
    """Say whether ``text`` ends with a stop, a quotation mark after one included."""
    return text.rstrip().endswith(_STOPS)


def _is_long(text: str | None, phrases: Phrases) -> bool:
    return (
        text is not None
        and ends_like_sentence(text)
        and word_count(text) >= LONG
        and not phrases.is_sure(_normal(text))
    )


def _tail(texts: Sequence[str | None], start: int, phrases: Phrases) -> set[int]:
    found: set[int] = set()
    lines = {place: line for place in range(start, len(texts)) if (line := _normal(texts[place]))}
    for place, line in lines.items():
        text = texts[place] or ""
        if phrases.closers.fullmatch(line) and _all_bare(texts, lines, place + 1, phrases):
            found.update(at for at in range(place, len(texts)) if texts[at] is not None)
            break
        if phrases.is_sure(line) or (found and (phrases.tail.fullmatch(line) or _is_scrap(text))):
            found.add(place)
    return found


def _is_scrap(text: str) -> bool:
    """Say whether a line below furniture is furniture too: a few words, no sentence, nobody's name."""
    return (
        word_count(text) <= SCRAP
        and not ends_like_sentence(text)
        and byline(text) is None
        and ":" not in text
    )


def _all_bare(texts: Sequence[str | None], lines: Mapping[int, str], start: int, phrases: Phrases) -> bool:
    """Say whether no sentence of a story stands at ``start`` or below."""
    return all(
        not ends_like_sentence(texts[place] or "")
        or phrases.tail.fullmatch(line)
        or phrases.closers.fullmatch(line)
        for place, line in lines.items()
        if place >= start
    )


def _normal(text: str | None) -> str:
    """Return a line as patterns see it: folded, one kind of bar, signs as spaces."""
    if not text:
        return ""
    return " ".join(_SIGNS.sub(" ", _BARS.sub(" | ", fold(text.strip()))).split()).strip(_ENDS)


def phrases_of(tables: Mapping[str, Any]) -> Phrases:
    """Compile the tables of ``furniture.toml``."""
    words: Mapping[str, list[str]] = tables["words"]
    sure, closers, openers, unsure = (tables[name] for name in ("sure", "closers", "openers", "unsure"))
    any_sure = re.compile(rf"(?:.*\W)?(?:{_compile(sure, words).pattern})")
    return Phrases(
        head=_compile([*sure, *openers], words),
        tail=_compile([*sure, *unsure], words),
        sure=any_sure,
        closers=_compile(closers, words),
    )


def _compile(patterns: Iterable[str], words: Mapping[str, list[str]]) -> re.Pattern[str]:
    """Return one expression for whole lines; see the head of ``furniture.toml`` for the notation."""
    chain: list[str] = []
    whole: list[str] = []
    for pattern in patterns:
        open_end = pattern.endswith("*")
        expression = re.escape(_normal(pattern.removesuffix("*")))
        for name, choices in words.items():
            any_of = "|".join(sorted(map(_normal, choices), key=len, reverse=True))
            expression = expression.replace(re.escape("{" + name + "}"), f"(?:{any_of})")
        expression = expression.replace(r"\ ", r"\W+").replace(r"\#", _NUMBER)
        (whole if open_end else chain).append(expression)
    chain.sort(key=len, reverse=True)
    parts = [f"(?:(?>{'|'.join(chain)})(?!\\w)\\W*+)+"] if chain else []
    return re.compile("|".join([*parts, *(f"{start}(?!\\w).*" for start in whole)]))
