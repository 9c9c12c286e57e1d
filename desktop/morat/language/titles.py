"""One person with two functions, ranks or addresses in one piece (VIETNAMESE, rule 18).

“Bí thư Chi bộ” here and “Phó Bí thư Chi bộ” there; Trung tá, Thượng tá; ông, bà. Functions of other
bodies and other times (nguyên Bí thư Huyện ủy) are a person's own affair.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.people import Name, is_address, lexicon_of_people, names_in, one_style
from morat.language.silence import name_spans
from morat.language.style import Style
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

_BEFORE = 90
_AFTER = 120
_SCOPE_WORDS = 2
_MOST = 24
"""Different titles of one person that are compared."""
_STOP = re.compile(r"[.;:!?\n()“”\"–]|, (?:[a-zà-ỹđ]|$)| (?:và|là|cùng|với) ")
_PROMOTED = re.compile(r"\b(?:quân hàm|thăng|phong)\b")
_ENDS = re.compile(r"[,.;:()\n]")
_ITEM = re.compile(r"[,(–-]\s*")


class _Title(NamedTuple):
    """What somebody is called at ``passages[number].text[start:end]``.

    ``kind`` is ``function``, ``rank`` or ``address``; ``base`` the function without its deputy, ``scope``
    the first words of the body it is of, folded and maybe empty.
    """

    number: int
    start: int
    end: int
    kind: str
    text: str
    base: str
    deputy: bool = False
    scope: str = ""


class _Lexicon(NamedTuple):
    function: re.Pattern[str]
    rank: re.Pattern[str]
    passing: re.Pattern[str]


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield the rarer of two functions, ranks or addresses of one person that cannot both be."""
    people: dict[str, list[_Title]] = {}
    for name in names_in(passages):
        if name.person and len(name.syllables) > 1 and passages[name.number].field not in CONTEXT:
            people.setdefault(one_style(name.text), []).extend(_titles(passages[name.number].text, name))
    for titles in people.values():
        if len(titles) > 1:
            yield from _conflicts(titles)


def functions_of(text: str, name: Name) -> frozenset[str]:
    """Return the functions that a text gives somebody, without their deputies, in small letters."""
    return frozenset(title.base for title in _titles(text, name) if title.kind == "function")


def _titles(text: str, name: Name) -> Iterator[_Title]:
    """Yield what stands before the name and, between commas, behind it."""
    low = max(0, name.start - _BEFORE)
    begin = max((match.end() for match in _STOP.finditer(text, low, name.start)), default=low)
    functions = list(_lexicon().function.finditer(text, begin, name.start))
    if functions:
        yield from _function(text, name.number, functions[-1], name.start)
    rank = _lexicon().rank.search(text, begin, name.start)
    if rank is not None and not _PROMOTED.search(text, low, name.start):
        yield _Title(name.number, *rank.span("rank"), "rank", rank["rank"], rank["rank"].lower())
    address = is_address(name.before)
    if address in lexicon_of_people().men | lexicon_of_people().women:
        start = name.start - len(address) - 1
        sex = "man" if address in lexicon_of_people().men else "woman"
        yield _Title(name.number, start, name.start - 1, "address", text[start : name.start - 1], sex)
    yield from _behind(text, name)


def _behind(text: str, name: Name) -> Iterator[_Title]:
    """Yield the functions in “Bùi Thị A, Bí thư Chi bộ, Giám đốc Trung tâm B phát biểu”."""
    at = name.end
    for _ in range(3):
        item = _ITEM.match(text, at, name.end + _AFTER)
        match = _lexicon().function.match(text, item.end()) if item else None
        if match is None:
            return
        stop = _ENDS.search(text, match.end())
        end = stop.start() if stop else len(text)
        if any(name_spans(text[match.end() : end])):
            return  # “Thủ tướng A, Phó Thủ tướng B”: the function is of the next
        yield from _function(text, name.number, match, end)
        at = end


def _function(text: str, number: int, match: re.Match[str], end: int) -> Iterator[_Title]:
    if match["former"]:
        return
    words = _lexicon().passing.sub(" ", text[match.end() : min(end, match.end() + _AFTER)]).split()
    scope = [fold(word) for word in words[:_SCOPE_WORDS]]
    base = one_style(match["base"])
    start, deputy = match.start("title"), bool(match["deputy"])
    yield _Title(number, start, match.end(), "function", match["title"], base, deputy, " ".join(scope))


def _conflicts(titles: Sequence[_Title]) -> Iterator[tuple[int, Mark]]:
    """Yield the titles that one of the same person, more frequent or earlier, speaks against."""
    groups: dict[tuple[str, str, bool, str], list[_Title]] = {}
    for title in titles:
        groups.setdefault((title.kind, title.base, title.deputy, title.scope), []).append(title)
    some = list(groups.values())[:_MOST]
    for at, group in enumerate(some):
        against = [
            (len(other), -place)
            for place, other in enumerate(some)
            if group[0].kind == other[0].kind and _exclude(group[0], other[0])
        ]
        if against and max(against) > (len(group), -at):
            kept = some[-max(against)[1]][0].text
            for title in group:
                yield title.number, _mark(title, kept)


def _mark(title: _Title, kept: str) -> Mark:
    reason = Message("title-two", found=title.text, kept=kept)
    right = kept if title.text[0].isupper() or title.kind != "address" else kept.lower()
    return Mark(title.start, title.end, f"title/{title.kind}", "warning", reason, (right,))


def _exclude(one: _Title, other: _Title) -> bool:
    if one.kind != "function":
        return one.base != other.base
    if one.base != other.base or one.deputy == other.deputy:
        return False
    return one.scope.startswith(other.scope) or other.scope.startswith(one.scope)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Read the functions and ranks of resources/lexicon/people.toml."""
    tables = lexicon("people")
    functions, former, passing, ranks = (
        _any_of(tables[name]) for name in ("functions", "former", "passing", "ranks")
    )
    return _Lexicon(
        function=re.compile(
            rf"\b(?:(?P<former>{former})\s)?(?P<title>(?:(?P<deputy>{tables['deputy']})\s)?(?P<base>{functions}))\b",
            re.IGNORECASE,
        ),
        rank=re.compile(rf"\b(?P<rank>{ranks})\b", re.IGNORECASE),
        passing=re.compile(rf"\b(?:{passing})\b", re.IGNORECASE),
    )


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
