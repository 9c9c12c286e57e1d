"""Fixed pairs that news parts with a comma or joins with a dash (VIETNAMESE, rule 24).

“chủ trương, chính sách”, “cán bộ, đảng viên”, “kinh tế - xã hội”: see ``resources/lexicon/pairs.toml``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message


class _Pairs(NamedTuple):
    """One expression for all pairs, and for each where its mark stands and which."""

    pattern: re.Pattern[str]
    joints: dict[str, tuple[int, str]]


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield pairs whose comma or dash is missing."""
    pattern, joints = _pairs()
    for match in pattern.finditer(text):
        pair = match[0]
        at, joint = joints[pair.lower()]
        right = f"{pair[:at]}{joint}{pair[at + 1 :]}"
        reason = Message("punctuation-pair", right=right)
        yield Mark(*match.span(), "punctuation/pair", "warning", reason, (right,))


@lru_cache(maxsize=1)
def _pairs() -> _Pairs:
    """Read resources/lexicon/pairs.toml."""
    tables = lexicon("pairs")
    joints = {
        pair.replace("| ", ""): (pair.index("|") - 1, joint)
        for joint, kind in ((", ", "comma"), (" - ", "dash"))
        for pair in tables[kind]
    }
    words = "|".join(map(re.escape, joints))
    others = "|".join(map(re.escape, tables["not_before"]))
    return _Pairs(re.compile(rf"\b(?:{words})\b(?!\s(?:{others})\b)", re.IGNORECASE), joints)
