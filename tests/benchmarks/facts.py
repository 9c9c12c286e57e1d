"""Print what the rules of facts, names and capitals say of printed text, and what each of them costs.

    uv run python tests/benchmarks/facts.py [--show N] [FAMILY...]

Text: printed news (UD_Vietnamese-VTB) in pieces of 25 sentences, and 54 pages of Wikipedia. Alarms are not
false alarms: read them with ``--show``, and name families to see theirs alone. Cost: milliseconds of CPU
for each family of pieces over one piece of 1,200 syllables and over one ten times as long; where the
second is more than about ten times the first, something is not linear.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable

from proofing import CORPUS, labelled, news

from morat.language.passages import passages_of_text
from morat.language.proofread import PIECE_FAMILIES, TEXT_FAMILIES, proofread_text
from morat.language.style_file import default_style

FAMILIES = [
    "name",
    "title",
    "abbreviation",
    "capital",
    "date",
    "number",
    "unit",
    "furniture",
    "caption",
    "length",
]
PIECE = 25
ROUNDS = 5


def alarms(name: str, texts: Iterable[str], families: Iterable[str], show: int) -> None:
    """Print how often the rules of ``families`` speak in ``texts``, and some of what they say."""
    counts: Counter[str] = Counter()
    said: list[str] = []
    syllables = 0
    for text in texts:
        syllables += len(text.split())
        lines = text.split("\n")
        for one in proofread_text(text):
            if one.family in families or one.rule == "punctuation/pair":
                counts[f"{one.rule:22} {one.severity}"] += 1
                line = lines[(one.line or 1) - 1]
                around = (
                    f"{line[max(0, one.start - 40) : one.start]}[{one.text}]{line[one.end : one.end + 40]}"
                )
                said.append(f"{one.rule:20} -> {', '.join(one.suggestions) or '-'}\n    {around}")
    print(f"{name}: {syllables} syllables")
    for rule, count in sorted(counts.items()):
        print(f"{count:6} {rule}")
    random.Random(0).shuffle(said)
    print(*said[:show], sep="\n")


def cost(text: str) -> None:
    """Print the milliseconds of each family over one piece and over one ten times as long."""
    style = default_style()
    words = text.split(" ")
    pieces = [tuple(passages_of_text(" ".join(words[:size]))) for size in (1200, 12000)]
    print(f"{'milliseconds':24} {'1,200':>8} {'12,000':>8}")
    for check in PIECE_FAMILIES:
        spent = [_fastest(lambda one=one, check=check: list(check(one, style))) for one in pieces]
        print(f"{check.__module__.rpartition('.')[2]:24} {spent[0]:8.2f} {spent[1]:8.2f}")
    for check in TEXT_FAMILIES:
        spent = [
            _fastest(lambda one=one, check=check: [list(check(passage.text, style)) for passage in one])
            for one in pieces
        ]
        print(f"{check.__module__.rpartition('.')[2]:24} {spent[0]:8.2f} {spent[1]:8.2f}")


def _fastest(job: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        job()
        times.append(1000 * (time.process_time() - began))
    return min(times)


def main() -> int:
    """Measure, and show some of what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("families", nargs="*", default=FAMILIES)
    parser.add_argument("--show", type=int, default=0, help="findings to print of each text")
    options = parser.parse_args()
    if not CORPUS.is_dir():
        sys.stderr.write(f"{CORPUS} is not there: nothing to measure\n")
        return 1
    sentences = news()
    pieces = ["\n".join(sentences[at : at + PIECE]) for at in range(0, len(sentences), PIECE)]
    alarms("news", pieces, options.families, options.show)
    alarms("Wikipedia", (text for text, _ in labelled()), options.families, options.show)
    cost("\n".join(text for text, _ in labelled()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
