"""Numbers and units as Vietnamese news writes them, and figures that add up (VIETNAMESE, rule 21).

1.000.000 đồng, 3,5 km, 5%. Silent: versions (2.0), addresses (192.168.1.1), model names (3.5G), scores,
and shares of which one may hold several (80% hộ có điện, 70% có nước).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message

_MONEY = r"(?:đồng|đ|VND|VNĐ)(?!\w)"
# The first digit comes before the look back: see ``days``.
_COMMAS = re.compile(
    rf"(?P<number>[1-9](?<![\w.,/-]\d)\d{{0,2}}(?P<more>(?:,\d{{3}})+))(?![\d.,]?\d)(?P<unit>\s?{_MONEY})?"
)
_PERCENT = re.compile(r"(?P<number>\d(?<![\d.,]\d)[\d.,]*+)[ \u00a0]+%")
_DONG = re.compile(r"\d(?P<space> )(?P<unit>đ)(?![\w/]|\s?/)")
_SHARE = re.compile(r"\bchiếm\s(?:tới\s|gần\s|hơn\s|khoảng\s|tỷ lệ\s)?(?P<share>\d{3,})(?:,\d+)?%")


class _Lexicon(NamedTuple):
    """What numbers count, and numbers with a point before their decimals."""

    counted: re.Pattern[str]
    point: re.Pattern[str]


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield numbers in the English way, units set apart, shares above the whole, sums that do not add up."""
    if not any(map(str.isdigit, text)):
        return
    yield from _grouped(text)
    yield from _decimal(text)
    for match in _PERCENT.finditer(text):
        yield Mark(
            match.start(),
            match.end(),
            "unit/percent",
            "warning",
            Message("unit-percent"),
            (f"{match['number']}%",),
        )
    for match in _DONG.finditer(text):
        yield Mark(
            match.start("unit"), match.end("unit"), "unit/dong", "info", Message("unit-dong"), ("đồng",)
        )
    for match in _SHARE.finditer(text):
        if int(match["share"]) > 100:
            reason = Message("number-share", share=match["share"])
            yield Mark(*match.span("share"), "number/share", "warning", reason)


def _grouped(text: str) -> Iterator[Mark]:
    """``1,000,000``; ``2,500 đồng``: commas between groups of three digits."""
    for match in _COMMAS.finditer(text):
        many = match["more"].count(",") > 1
        if not (many or match["unit"] or _lexicon().counted.match(text, match.end())):
            continue
        unit = match["unit"] or ""
        right = match["number"].replace(",", ".") + (" đồng" if unit.strip() == "đ" else unit)
        yield Mark(*match.span(), "number/groups", "warning", Message("number-groups"), (right,))


def _decimal(text: str) -> Iterator[Mark]:
    """``3.5 km``: a point before decimals."""
    for match in _lexicon().point.finditer(text):
        right = match["number"].replace(".", ",") + match["unit"]
        yield Mark(*match.span(), "number/decimal", "warning", Message("number-decimal"), (right,))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Read resources/lexicon/numbers.toml."""
    tables = lexicon("numbers")
    counted, units = ("|".join(map(re.escape, tables[name])) for name in ("counted", "units"))
    point = rf"(?P<number>\d(?<![\w.,/:-]\d)\d{{0,3}}\.\d{{1,2}})(?P<unit>\s?(?:%|(?:{units})(?!\w)))"
    return _Lexicon(re.compile(rf"\s(?:{counted})(?!\w)"), re.compile(point))
