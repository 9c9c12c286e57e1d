"""Spaces too many and too few (VIETNAMESE, rule 12)."""

import re
from collections.abc import Iterable, Iterator

from morat.language.letters import LOWER, UPPER, is_marked, is_syllable, word_after, word_before
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message

# Spaces beside stops and brackets are the business of ``punctuation``.
_DOUBLE = re.compile("[ \u00a0]{2,}")
_OPENING = "\t\n ([{“"
_CLOSING = "\t\n ,.;:!?)]}”…"
_HYPHEN = re.compile(r"(?P<mark>[-–]) +(?=\w)")
_LATE_HYPHEN = re.compile(r" (?<!  ) *+(?P<mark>[-–])(?=\w)")
_SEAM = re.compile(f"[{UPPER}0-9](?:(?<=[{LOWER}].)|(?=[{LOWER}])(?<=[0-9]))")
_PARTS = re.compile(f"[0-9]+|[{UPPER}]?[{LOWER}]*|.")


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield doubled spaces, hyphens with a space on one side, and words that have run together."""
    if "  " in text or "\u00a0" in text:
        yield from _doubled(text)
    if "-" in text or "–" in text:
        yield from _one_sided(text)
    yield from _glued(text)


def _doubled(text: str) -> Iterator[Mark]:
    for match in _DOUBLE.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before.strip(_OPENING) and after.strip(_CLOSING):
            yield Mark(*match.span(), "space/double", "error", Message("space-double"), (" ",))


def _one_sided(text: str) -> Iterator[Mark]:
    """``TT- VH`` is one name; ``kinh tế- xã hội`` lacks a space: the likelier reading comes first."""
    for match in (*_HYPHEN.finditer(text), *_LATE_HYPHEN.finditer(text)):
        left, right = word_before(text, match.start()), word_after(text, match.end())
        late = text[match.start()] == " "
        if not left or (late and right.isdigit() and not left.isdigit()):
            continue  # “- một”: a dash with its space; “xuống -5 độ”: a minus
        dash = match["mark"]
        ways = (dash, f" {dash} ")
        together = (left.isupper() and right.isupper()) or left.isdigit() or right.isdigit()
        yield Mark(
            *match.span(),
            "space/hyphen",
            "error",
            Message("space-hyphen", mark=dash),
            ways if together else ways[::-1],
        )


def _glued(text: str) -> Iterator[Mark]:
    """``tướngTrần``, ``ngày3``: every part reads as a syllable, and one at least is Vietnamese."""
    done = 0
    for match in _SEAM.finditer(text):
        if match.start() < done:
            continue
        start = match.start() - len(word_before(text, match.start()))
        token = text[start : match.start()] + word_after(text, match.start())
        done = start + len(token)
        parts = [part for part in _PARTS.findall(token) if part]
        if _reads(parts):
            yield Mark(
                start, done, "space/glued", "error", Message("space-glued", word=token), (" ".join(parts),)
            )


def _reads(parts: Iterable[str]) -> bool:
    words = [part for part in parts if not part.isdigit()]
    return any(map(is_marked, words)) and all(len(word) > 1 and is_syllable(word) for word in words)
