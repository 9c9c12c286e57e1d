"""Figures that add up: a total and its parts in one sentence (VIETNAMESE, rule 21).

Only sums that were meant as such and miss by little are spoken of: “90 m2 gồm 2 phòng ngủ, 1 bếp” is no
sum, “đoàn có 21 người, gồm 12 nam và 8 nữ” is one that fails.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from morat.assets import lexicon
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_LISTED = re.compile(
    r"\b(?:gồm|bao gồm)(?:\scó)?\s?:?\s|\btrong đó(?:,)?\s(?:có\s|gồm\s)?|\((?=\d)", re.IGNORECASE
)
_STOP = re.compile(r"[;!?)\n]|\.(?!\d)")
_TOTAL = re.compile(rf"(?<![\w.,/:-])(?P<number>{_NUMBER})\s(?P<what>[^\W\d_][^\d.;:!?()]{{0,60}})$")
_IN_ALL = re.compile(rf"\b(?:trong|trên)\s(?:tổng\s)?số\s(?P<number>{_NUMBER})(?![\w.,/:-]\d)")
_PART = re.compile(rf"(?:có\s)?(?P<number>{_NUMBER})\s(?P<what>[^\W\d_][^\d]*)")
_JOINT = re.compile(r",\s(?:và\s)?|\svà\s|\scùng\s(?:với\s)?")
_SEXES = {"nam", "nữ"}
_PERCENT = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d+)?)%")
_REST = re.compile(r"\bcòn lại\b[^.;%]{0,40}?$")
_NEAR = Decimal("0.2")
"""How far parts may miss their total, as a share of it: a slip is small, other things counted are not."""
_ROUNDED = Decimal("0.001")
"""How far sums of decimals may miss by rounding."""
_REACH = 90
_LONGEST = 300


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield totals that their parts do not make."""
    for match in _LISTED.finditer(text):
        stop = _STOP.search(text, match.end(), match.end() + _LONGEST)
        end = stop.start() if stop else min(len(text), match.end() + _LONGEST)
        yield from _parts(text, match, end)
    if "còn lại" in text:
        yield from _rest(text)


def _parts(text: str, listed: re.Match[str], end: int) -> Iterator[Mark]:
    """Compare what is listed in ``text[listed.end():end]`` with the total before it, or after the parts."""
    tail = _IN_ALL.search(text, listed.end(), end)
    head = _TOTAL.search(text, max(0, listed.start() - _REACH), _trimmed(text, listed.start()))
    total = tail or head
    parts = _read(text[listed.end() : tail.start() if tail else end])
    if total is None or len(parts) < 2:
        return
    units = [what.split()[0].strip(",").lower() for _, what in parts]
    if not listed[0].lstrip().startswith(("gồm", "bao")) and set(units) != _SEXES:
        return  # “trong đó có”: some parts of many, but men and women are all
    unit = head["what"].split()[0].strip(",").lower() if head and not tail else ""
    if any(word != unit for word in units if {word, unit} & _measures()):
        return
    whole, made = _value(total["number"]), sum((number for number, _ in parts), Decimal(0))
    least = 1 if whole == int(whole) and made == int(made) else whole * _ROUNDED
    if least <= abs(made - whole) <= max(whole * _NEAR, Decimal(1)):
        shown = _written(made)
        reason = Message("number-sum", total=total["number"], sum=shown)
        yield Mark(*total.span("number"), "number/sum", "warning", reason, (shown,))


def _trimmed(text: str, end: int) -> int:
    """Return ``end`` without the comma and spaces before it."""
    while end and text[end - 1] in " ,:\u00a0":
        end -= 1
    return end


def _read(listed: str) -> Sequence[tuple[Decimal, str]]:
    """Return the parts of a list with their counts; nothing where one of them has none."""
    parts: list[tuple[Decimal, str]] = []
    for piece in _JOINT.split(listed.strip(" ,")):
        match = _PART.fullmatch(piece.strip())
        if match is None:
            return ()
        parts.append((_value(match["number"]), match["what"]))
    return parts


def _rest(text: str) -> Iterator[Mark]:
    """``60% …, còn lại 45%``: shares of one whole make 100."""
    start = 0
    for stop in (*_STOP.finditer(text), None):
        end = stop.start() if stop else len(text)
        shares = list(_PERCENT.finditer(text, start, end))
        if len(shares) > 1 and _REST.search(text, start, shares[-1].start()):
            made = sum((_value(share["number"]) for share in shares), Decimal(0))
            if 1 <= abs(made - 100) <= 100 * _NEAR:
                reason = Message("number-rest", sum=_written(made))
                yield Mark(*shares[-1].span(), "number/sum", "warning", reason)
        start = end + 1


def _value(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def _written(number: Decimal) -> str:
    """Write a number the Vietnamese way: 1.234,5."""
    whole, _, part = f"{number:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part.strip("0") else grouped


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    """Read the measures of resources/lexicon/numbers.toml."""
    return frozenset(lexicon("numbers")["measures"].split())
