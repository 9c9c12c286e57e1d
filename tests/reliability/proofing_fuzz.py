"""Proofread strange texts until the time is over: none may raise, stall, or be marked outside itself.

    uv run python tests/reliability/proofing_fuzz.py [--seconds N] [--seed N]

Real syllables, cut and mixed with signs, scripts and characters of all kinds, from one letter to 20,000.
Prints how many texts were read and the slowest of them.
"""

import argparse
import random
import time

from morat.language import syllables
from morat.language.proofread import proofread_text
from morat.newsroom.text import clean

FORMS = sorted(set(syllables.forms()))
SIGNS = [*" .,;:!?…-–\"'“”()[]{}%/\\@#&*_=+<>|~`^°²½", "\n", "\t", "\u00a0", "\u0301", "\u200b", "\u202e"]
SCRIPTS = [
    "Слово",
    "漢字",
    "한국어",
    "عربى",
    "ไทย",
    "🙂👩‍👩‍👧",
    "\U0001d54f",
    "ﬁ",
    "ß",
    "İ",
    "Ð",
    "ǰ",
    "\ud800",
    "\x00",
]


def text(chance: random.Random) -> str:
    """Return a strange text."""
    parts = []
    for _ in range(chance.choice((1, 3, 10, 60, 400, 4000))):
        kind = chance.random()
        word = chance.choice(FORMS)
        if kind < 0.5:
            parts.append(word + " ")
        elif kind < 0.7:
            at = chance.randrange(len(word) + 1)
            parts.append(word[:at] + chance.choice(FORMS)[at:] + chance.choice(("", " ")))
        elif kind < 0.8:
            parts.append(chance.choice((str.upper, str.title, str.swapcase))(word) + " ")
        elif kind < 0.9:
            parts.append(chance.choice(SIGNS) * chance.choice((1, 1, 2, 50)))
        elif kind < 0.95:
            parts.append(chance.choice(SCRIPTS))
        else:
            parts.append(chr(chance.randrange(0x11_0000)))
    return "".join(parts)


def main() -> None:
    """Read texts, and print what was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    end = time.monotonic() + asked.seconds
    read, slowest, size = 0, 0.0, 1
    while time.monotonic() < end:
        strange = text(chance)
        began = time.process_time()
        findings = proofread_text(strange)
        spent = time.process_time() - began
        lines = clean(strange).split("\n")
        for one in findings:
            assert one.line is not None
            assert lines[one.line - 1][one.start : one.end] == one.text
        read += 1
        if len(strange) > 200 and spent / len(strange) > slowest / size:
            slowest, size = spent, len(strange)
    print(f"{read} texts read; slowest: {1000 * slowest:.1f} ms for {size} characters")


if __name__ == "__main__":
    main()
