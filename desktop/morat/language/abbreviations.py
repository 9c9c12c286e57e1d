"""Abbreviations of bodies (VIETNAMESE, rule 15): one form in a piece, spelled out at first use.

TTVH, TT-VH and “TT- VH” are one body in three shapes; HDND is HĐND that lost its bars. A Sở VHTT beside
a Trung tâm VH-TT, or forms that are introduced as different things, are different bodies and left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.remembering import remembered
from morat.language.silence import silent_spans
from morat.language.style import Style
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

# The letter comes before the look back: a pattern that begins by looking back is tried everywhere.
_SHORT = re.compile(
    r"[A-ZĐƯ](?<![\w/.&–-].)[A-ZĐƯ0-9]*+"
    r"(?:(?:[-–]\s?|\s[-–](?!\s)|[&.]|(?<=TP)\.?\s(?=HCM))[A-ZĐƯ][A-ZĐƯ0-9]*+)*+(?![\w/&]|-\w)"
)
_NOT_LETTERS = re.compile(r"[^A-ZĐƯ]")
_JOINTS = re.compile(r"[\s.&–-]+")
_INITIALS = re.compile(r"[A-ZĐƯ](?:\.[A-ZĐƯ])+")
_ONE_SIDED = re.compile(r"\s[-–]\S|\S[-–]\s")
_INTRODUCES = re.compile(r"(?:\(|tắt là |tắt: |tắt )[“\"]?$")
_WORD = re.compile(r"[^\W\d_]+")
_SKIPPED = frozenset(("và", "của", "về"))
_TOLD = ("standfirst", "body")
_LOOK = 24
_EXPANSION = 80


class _Short(NamedTuple):
    """An abbreviation as it stands in ``passages[number].text[start:end]``; ``field`` is of its passage."""

    number: int
    start: int
    end: int
    text: str
    head: str
    introduced: str

    @property
    def form(self) -> str:
        return self.text.replace("\u00a0", " ")


class _Lexicon(NamedTuple):
    known: frozenset[str]
    wrong: Mapping[str, str]
    heads: re.Pattern[str]


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:
    """Yield abbreviations in another form than the rest, with lost bars, and those nobody introduces."""
    bodies: dict[str, list[_Short]] = {}
    wrong = _lexicon().wrong
    for number, passage in enumerate(passages):
        if passage.field in CONTEXT or passage.text.isupper():
            continue
        for found in _shorts(passage.text):
            short = found._replace(number=number)
            if short.text in wrong:
                right = wrong[short.text]
                yield _mark(short, "letters", "warning", Message("abbreviation-letters", right=right), right)
            else:
                bodies.setdefault(_key(short.text), []).append(short)
    house = {_key(short): short for short in style.abbreviations}
    for key, shorts in bodies.items():
        yield from _forms(shorts, house.get(key, ""))
    yield from _introduced(passages, bodies, style)


@remembered
def _shorts(text: str) -> Iterator[_Short]:
    silent: tuple[tuple[int, int], ...] | None = None
    for match in _SHORT.finditer(text):
        if len(_NOT_LETTERS.sub("", match[0])) < 2 or _INITIALS.fullmatch(match[0]):
            continue
        silent = silent_spans(text) if silent is None else silent
        if any(start < match.end() and match.start() < end for start, end in silent):
            continue
        before = text[max(0, match.start() - _EXPANSION) : match.start()]
        head = _lexicon().heads.search(before[-_LOOK:])
        introduced = before if _INTRODUCES.search(before) else ""
        if text.startswith(" (", match.end()):
            introduced = text[match.end() : match.end() + _EXPANSION]  # FLIR (Forward Looking Infrared)
        yield _Short(0, *match.span(), match[0], head[1].lower() if head else "", introduced)


def _key(short: str) -> str:
    """Return what two shapes of one abbreviation have in common: its letters and digits (QL18 is no QL10)."""
    return _JOINTS.sub("", short).replace("Đ", "D").replace("Ư", "U")


def _forms(shorts: Sequence[_Short], house: str) -> Iterator[tuple[int, Mark]]:
    """Yield what is not in the form of the house, or else in the one most of the piece has, or the first."""
    forms: dict[str, list[_Short]] = {}
    for short in shorts:
        forms.setdefault(short.form, []).append(short)
    if house:
        forms.setdefault(house, [])
    if len(forms) < 2:
        return
    tidy = [form for form in forms if not _ONE_SIDED.search(form)] or list(forms)
    kept = house or max(tidy, key=lambda form: len(forms[form]))
    for form, found in forms.items():
        if form == kept or _are_two(forms[kept], found):
            continue
        torn = _ONE_SIDED.search(form) is not None
        reason = Message("abbreviation-form", kept=kept, n=len(forms[kept]))
        for short in found:
            yield _mark(short, "form", "error" if torn else "warning", reason, kept)


def _are_two(some: Iterable[_Short], others: Iterable[_Short]) -> bool:
    """Say whether two forms are of two bodies: other heads before them, or other introductions."""
    for of in ("head", "introduced"):
        one, other = ({fold(getattr(short, of)) for short in shorts} - {""} for shorts in (some, others))
        if one and other and not one & other:
            return True
    return False


def _introduced(
    passages: Sequence[Passage], bodies: Mapping[str, Sequence[_Short]], style: Style
) -> Iterator[tuple[int, Mark]]:
    """Yield what is used before it is introduced, and abbreviations of bodies that nobody introduces."""
    known = _lexicon().known | {_key(short) for short in style.abbreviations}
    unknown = {
        key: some for key, some in bodies.items() if key not in known and len(key) > 2 and key.isalpha()
    }
    if not unknown:
        return
    spelled = " ".join(_initials(passage.text) for passage in passages)
    for key, shorts in unknown.items():
        told = [short for short in shorts if passages[short.number].field in _TOLD]
        if not told or told[0].introduced or _is_shouted(passages[told[0].number].text, told[0]):
            continue
        if any(short.introduced for short in told):
            yield _mark(told[0], "late", "info", Message("abbreviation-late", short=told[0].form))
        elif told[0].head and key not in spelled:
            yield _mark(told[0], "unknown", "info", Message("abbreviation-unknown", short=told[0].form))


def _initials(text: str) -> str:
    """Return the first letters of the words, to find TTVH in Trung tâm Truyền thông và Văn hóa."""
    return "".join(fold(word[0]).upper() for word in _WORD.findall(text) if word not in _SKIPPED)


def _is_shouted(text: str, short: _Short) -> bool:
    """Say whether words in capitals stand beside: TRAO QUÀ CHO HỘ NGHÈO holds no abbreviation."""
    beside = text[max(0, short.start - _LOOK) : short.start].split()[-1:]
    beside += text[short.end : short.end + _LOOK].split()[:1]
    return any(len(word) > 1 and word.isupper() for word in beside)


def _mark(short: _Short, name: str, severity: str, reason: Message, *right: str) -> tuple[int, Mark]:
    return short.number, Mark(short.start, short.end, f"abbreviation/{name}", severity, reason, right)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Read resources/lexicon/abbreviations.toml."""
    tables = lexicon("abbreviations")
    words: list[str] = tables["heads"]
    heads = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return _Lexicon(
        known=frozenset(map(_key, tables["known"].split())),
        wrong=dict(tables["wrong"]),
        heads=re.compile(rf"\b({heads})\s$", re.IGNORECASE),
    )
