"""Page furniture: the counters, buttons and menus that come along when a page is copied.

The phrases stand in ``resources/lexicon/furniture.toml``. They are whole lines, and they are only
looked for before the first long paragraph and after the last one, so that running text is safe.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from morat.assets import resource
from morat.formats.bylines import byline
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


class _Lexicon(Struct, frozen=True):
    """``head`` and ``tail`` are whole lines at either end; with a ``sure`` part a tail line is certain."""

    head: re.Pattern[str]
    tail: re.Pattern[str]
    sure: re.Pattern[str]
    closers: re.Pattern[str]

    def is_sure(self, line: str) -> bool:
        return self.tail.fullmatch(line) is not None and self.sure.match(line) is not None


def furniture(texts: Sequence[str | None]) -> frozenset[int]:
    """Return the places of the lines of ``texts`` that are page furniture.

    None stands for what is never furniture: a headline, a picture, a table.
    """
    lexicon = _lexicon()
    long = [place for place, text in enumerate(texts) if text is not None and _is_long(text)]
    head_end = long[0] if long else 0
    tail_start = long[-1] + 1 if long else len(texts)
    lines = [None if text is None else _normal(text) for text in texts]
    head = {place for place, line in enumerate(lines[:head_end]) if line and lexicon.head.fullmatch(line)}
    return frozenset(head | _tail(texts, lines, tail_start, lexicon))


def ends_like_sentence(text: str) -> bool:
    """Say whether ``text`` ends with a stop, a quotation mark after one included."""
    return text.rstrip().endswith(_STOPS)


def _is_long(text: str) -> bool:
    return word_count(text) >= LONG and ends_like_sentence(text) and not _boilerplate(text)


def _boilerplate(text: str) -> bool:
    return _lexicon().is_sure(_normal(text))


def _tail(
    texts: Sequence[str | None], lines: Sequence[str | None], start: int, lexicon: _Lexicon
) -> set[int]:
    found: set[int] = set()
    for place in range(start, len(lines)):
        text, line = texts[place], lines[place]
        if not text or not line:
            continue
        if lexicon.closers.fullmatch(line) and _all_bare(texts, lines, place + 1, lexicon):
            found.update(at for at in range(place, len(lines)) if texts[at] is not None)
            break
        if lexicon.is_sure(line) or (found and (lexicon.tail.fullmatch(line) or _is_scrap(text))):
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


def _all_bare(
    texts: Sequence[str | None], lines: Sequence[str | None], start: int, lexicon: _Lexicon
) -> bool:
    """Say whether no sentence of a story stands at ``start`` or below."""
    rest = [(text, line) for text, line in zip(texts[start:], lines[start:], strict=True) if text and line]
    return all(
        not ends_like_sentence(text) or lexicon.tail.fullmatch(line) or lexicon.closers.fullmatch(line)
        for text, line in rest
    )


def _normal(text: str) -> str:
    """Return a line as patterns see it: folded, one kind of bar, signs as spaces."""
    return " ".join(_SIGNS.sub(" ", _BARS.sub(" | ", fold(text.strip()))).split()).strip(_ENDS)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    tables = tomllib.loads(resource("lexicon", "furniture.toml").read_text("utf-8"))
    words: Mapping[str, list[str]] = tables.pop("words")
    sure, closers, openers, unsure = (tables[name] for name in ("sure", "closers", "openers", "unsure"))
    any_sure = re.compile(rf"(?:.*\W)?(?:{_compile(sure, words).pattern})")
    return _Lexicon(
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
