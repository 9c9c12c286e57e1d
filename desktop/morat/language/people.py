"""Proper names of a piece and how its people are addressed, as the rules of names and titles compare them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.letters import LOWER, UPPER, begins_sentence
from morat.language.passages import Passage
from morat.language.remembering import remembered
from morat.language.silence import surnames
from morat.language.syllables import old_style
from morat.newsroom.text import fold

# Two capitals in a row or more; the first letter comes before the look back, see ``days``.
_RUN = re.compile(f"[{UPPER}](?<!\\w.)[{LOWER}]*(?: [{UPPER}][{LOWER}]*)++(?!\\w)")
_LAST_WORDS = re.compile(r"(?:^|[\s(“\"])(?P<words>\S+(?: \S+)?) $")
LONGEST = 5
"""Syllables a Vietnamese name has at most."""
_LOOK = 24
_MIDDLE = frozenset(("Văn", "Thị"))
_NAMES_ONLY = ("authors", "credit")


class Name(NamedTuple):
    """A proper name of two syllables or more at ``passages[number].text[start:end]``.

    ``before`` are the one or two words before it, in small letters. ``person``: it begins with a surname
    and has three syllables, or somebody is addressed with it, or a byline or credit is it.
    """

    number: int
    start: int
    end: int
    text: str
    before: str
    person: bool

    @property
    def syllables(self) -> tuple[str, ...]:
        """The syllables as they are written."""
        return tuple(self.text.split(" "))


class Lexicon(NamedTuple):
    """Words around names: see ``resources/lexicon/people.toml``."""

    addresses: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    short: re.Pattern[str]
    bodies: frozenset[str]


def names_in(passages: Sequence[Passage]) -> Iterator[Name]:
    """Yield the proper names of the passages in reading order; lines in capitals have none."""
    for number, passage in enumerate(passages):
        if passage.text.isupper():
            continue
        only = passage.field in _NAMES_ONLY
        yield from (name._replace(number=number) for name in _names(passage.text, only))


@remembered
def _names(text: str, only: bool) -> Iterator[Name]:  # noqa: FBT001 - remembered by it
    """Yield the names of one text; ``only``: of one that holds nothing else."""
    for match in _RUN.finditer(text):
        yield from _name(text, match.start(), match[0].split(" "), only=only)


def _name(text: str, start: int, syllables: list[str], *, only: bool) -> Iterator[Name]:
    """Yield the name in a row of capitals: from its surname on, else without the word of a beginning."""
    opens = int(len(syllables) > 2 and syllables[0].lower() in lexicon_of_people().addresses)
    rest = syllables[opens:]  # “Ông Vi Văn Thắng” at a beginning; Ông is a surname too
    if len(rest) > 2 and rest[1] in _MIDDLE and fold(rest[0]) in _bare_surnames():
        first: int | None = opens  # Nguyển Văn Hùng, for Nguyễn
    else:
        first = next((opens + at for at, one in enumerate(rest[:-1]) if one in surnames()), None)
    if first is None:
        first = int(begins_sentence(text, start) and len(syllables) > 2)
    start += sum(len(one) + 1 for one in syllables[:first])
    kept = syllables[first:]
    if kept[0] in lexicon_of_people().bodies:
        return  # Bộ Giao thông: no name ends here
    if kept[0] in surnames():
        kept = kept[:LONGEST]
    name = " ".join(kept)
    before = words_before(text, start)
    person = only or bool(is_address(before)) or (len(kept) > 2 and kept[0] in surnames())
    yield Name(0, start, start + len(name), name, before, person)


def words_before(text: str, start: int) -> str:
    """Return the one or two words before ``start``, in small letters."""
    match = _LAST_WORDS.search(text, max(0, start - _LOOK), start)
    return match["words"].lower() if match else ""


def is_address(before: str) -> str:
    """Return how somebody is addressed by the words before a name (đồng chí, ông), empty if by none."""
    addresses = lexicon_of_people().addresses
    return next((words for words in (before, before.rpartition(" ")[2]) if words in addresses), "")


@remembered
def addressed(text: str) -> Iterator[re.Match[str]]:
    """Yield short names with how they are addressed (ông Thắng): groups ``address`` and ``name``."""
    for match in lexicon_of_people().short.finditer(text):
        if match["address"].islower() or begins_sentence(text, match.start()):
            yield match


def one_style(name: str) -> str:
    """Return a name in small letters and the old style, so that Thuỷ and Thủy are the same."""
    return " ".join(map(old_style, name.lower().split(" ")))


def folded(syllables: Iterable[str]) -> tuple[str, ...]:
    """Return syllables without marks and capitals."""
    return tuple(map(fold, syllables))


@lru_cache(maxsize=1)
def _bare_surnames() -> frozenset[str]:
    return frozenset(map(fold, surnames()))


@lru_cache(maxsize=1)
def lexicon_of_people() -> Lexicon:
    """Read the addresses of resources/lexicon/people.toml."""
    tables = lexicon("people")
    addresses: list[str] = tables["addresses"]
    words = "|".join(sorted(map(re.escape, addresses), key=len, reverse=True))
    syllable = f"[{UPPER}][{LOWER}]+"
    return Lexicon(
        addresses=frozenset(addresses),
        men=frozenset(tables["men"]),
        women=frozenset(tables["women"]),
        bodies=frozenset(body for body in tables["bodies"] if " " not in body) | {"Tòa", "Toà", "Công"},
        short=re.compile(
            rf"\b(?P<address>(?i:{words})) (?P<name>{syllable}(?: {syllable})?)(?!\w| [{UPPER}])"
        ),
    )
