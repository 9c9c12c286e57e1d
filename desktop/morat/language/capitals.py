"""Capitals of institutions, laws, places and state terms (VIETNAMESE, rule 16).

The names stand in ``resources/lexicon/capitals.toml`` as they are written. Rules, each of which a house
style can set or switch off: ``capital/agency``, ``capital/state`` (Đảng, Nhà nước), ``capital/law``,
``capital/place``, ``capital/person``, ``capital/sentence``; ``capital/decree`` is what only Decree
30/2020/NĐ-CP, Annex II, asks for, and off by itself; ``capital/house`` are the newsroom's own names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from morat.assets import lexicon
from morat.language.letters import LOWER, UPPER, begins_sentence, is_syllable, word_before
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.phrases import Phrases
from morat.language.remembering import remembered
from morat.language.silence import surnames
from morat.language.style import OFF, Style
from morat.language.syllables import read, write
from morat.newsroom.messages import Message

_PARTY = re.compile(r"(?P<party>đảng)(?P<joint>, | và )(?P<state>nhà nước)(?!\w)", re.IGNORECASE)
_FOREIGN = re.compile(rf"(?<!\w)[đĐ]ảng (?!Cộng sản Việt Nam|Nhân dân Cách mạng)[{UPPER}][{LOWER}]")
_SENTENCE = re.compile(rf"(?<=[{LOWER}])\.\s(?P<word>[{LOWER}]+)")
_REASONS = {
    "capital/agency": "capital-agency",
    "capital/state": "capital-state",
    "capital/law": "capital-law",
    "capital/place": "capital-place",
    "capital/decree": "capital-decree",
    "capital/house": "capital-house",
}
_NOT_STATE = frozenset(["các", "những", "mỗi", "nhiều", "hai", "ba", "một"])


class Name(NamedTuple):
    """A name as it is written, and by which rule; ``begun``: looked at where it begins with a capital."""

    right: str
    rule: str
    severity: str = "warning"
    begun: bool = False


class _Lexicon(NamedTuple):
    names: tuple[tuple[str, Name], ...]
    of_the_party: re.Pattern[str]
    person: re.Pattern[str]
    words: frozenset[str]
    not_after: Mapping[str, frozenset[str]]


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:
    """Yield names and words whose capitals are others than usage has them."""
    foreign: bool | None = None
    names = _names(style.capitals)
    for number, passage in enumerate(passages):
        text = passage.text
        if passage.field in CONTEXT or text.isupper():
            continue
        yield from ((number, mark) for mark in _alone(text, names))
        if "đảng" in text.lower():
            if foreign is None:
                foreign = any(_foreign(one.text) for one in passages)
            for mark in _party(text, foreign):
                yield number, mark


@remembered
def _alone(text: str, names: Phrases[Name]) -> Iterator[Mark]:
    """Yield what one text says without the others."""
    yield from _listed(text, names)
    yield from _people(text)
    yield from _sentences(text)


def _listed(text: str, names: Phrases[Name]) -> Iterator[Mark]:
    for start, end, name in names.hits(text):
        found = text[start:end]
        right = _recased(found, name.right)
        if found == right or found.isupper() or (name.begun and not found[0].isupper()):
            continue
        if (
            found[0].isupper()
            and right[0].islower()
            and found[1:] == right[1:]
            and begins_sentence(text, start)
        ):
            continue
        if word_before(text, start - 1).lower() in _lexicon().not_after.get(name.rule, ()):
            continue
        reason = Message(_REASONS[name.rule], right=right)
        yield Mark(start, end, name.rule, name.severity, reason, (right,))


def _recased(found: str, right: str) -> str:
    """Return ``found`` with the capitals of ``right``: letters of another tone style stay."""
    if len(found) != len(right):
        return right
    return "".join(
        letter.upper() if wanted.isupper() else letter.lower() if wanted.islower() else letter
        for letter, wanted in zip(found, right, strict=True)
    )


@remembered
def _foreign(text: str) -> Iterator[str]:
    """Yield the other parties that a text speaks of."""
    return (match[0] for match in _FOREIGN.finditer(text))


@remembered
def _party(text: str, foreign: bool) -> Iterator[Mark]:  # noqa: FBT001 - remembered by it
    """``Đảng, nhà nước``; ``tư tưởng của đảng`` where the piece speaks of no other party."""
    for match in _PARTY.finditer(text):
        right = f"Đảng{match['joint']}Nhà nước"
        before = word_before(text, match.start() - 1).lower()
        if match[0] != right and not match[0].isupper() and before not in _NOT_STATE:
            reason = Message("capital-state", right=right)
            yield Mark(*match.span(), "capital/state", "warning", reason, (right,))
    if not foreign:
        for match in _lexicon().of_the_party.finditer(text):
            reason = Message("capital-state", right="của Đảng")
            yield Mark(*match.span("party"), "capital/state", "warning", reason, ("Đảng",))


def _people(text: str) -> Iterator[Mark]:
    """``Nguyễn văn An``: a middle name in small letters between two in capitals."""
    words = _lexicon().words
    for match in _lexicon().person.finditer(text):
        if match["surname"] in surnames() and f"{match['surname']} {match['middle']}".lower() not in words:
            right = f"{match['surname']} {match['middle'].capitalize()} {match['name']}"
            reason = Message("capital-person", right=right)
            yield Mark(*match.span(), "capital/person", "warning", reason, (right,))


def _sentences(text: str) -> Iterator[Mark]:
    """Yield words in small letters after the full stop of a sentence."""
    for match in _SENTENCE.finditer(text):
        word, before = match["word"], word_before(text, match.start())
        if len(before) > 1 and before.islower() and is_syllable(before) and is_syllable(word):
            right = word.capitalize()
            yield Mark(
                *match.span("word"), "capital/sentence", "warning", Message("capital-sentence"), (right,)
            )


@lru_cache(maxsize=4)
def _names(house: tuple[str, ...]) -> Phrases[Name]:
    """Return the names of the lexicon and those of the house, which go before them, in both tone styles."""
    own = ((right, Name(right, "capital/house")) for right in house)
    return Phrases[Name]((*_lexicon().names, *own))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Read resources/lexicon/capitals.toml."""
    tables = lexicon("capitals")
    party = "|".join(map(re.escape, tables["state"]["of_the_party"]))
    other = tables["state"]["other_party"].replace("\n", " ").strip().replace(" ", "|")
    middle = tables["person"]["middle"].replace(" ", "|")
    return _Lexicon(
        names=tuple((way, name) for name in _read(tables) for way in _ways(name.right)),
        of_the_party=re.compile(
            rf"(?<!\w)(?:{party}) của (?P<party>(?-i:đảng))(?!\w)(?! (?:{other})(?!\w))(?! [{UPPER}])",
            re.IGNORECASE,
        ),
        person=re.compile(
            rf"(?P<surname>[{UPPER}](?<!\w.)[{LOWER}]+) (?P<middle>{middle}) (?P<name>[{UPPER}][{LOWER}]*)"
        ),
        words=frozenset(tables["person"]["words"]),
        not_after={
            f"capital/{kind}": frozenset(tables[kind]["not_after"].split()) for kind in ("law", "agency")
        },
    )


def _ways(name: str) -> Iterable[str]:
    """Return a name in both tone styles; case does not count."""
    words = [(word, read(word)) for word in name.lower().split(" ")]
    return dict.fromkeys(
        " ".join(word if syllable is None else write(syllable, new=new) for word, syllable in words)
        for new in (True, False)
    )


def _read(tables: Mapping[str, Any]) -> Iterable[Name]:
    """Yield the decree's names first: where two are written in the same letters the later one counts."""
    for kind in ("decree", "place", "state", "law", "agency"):
        severity = OFF if kind == "decree" else "warning"
        for right in tables[kind].get("begun", ()):
            yield Name(right, f"capital/{kind}", severity, begun=True)
        for right in tables[kind].get("sure", ()):
            yield Name(right, f"capital/{kind}", severity)
    agency = tables["agency"]
    for head in agency["heads"]:
        for field in agency["fields"]:
            yield Name(f"{head} {field}", "capital/agency")
