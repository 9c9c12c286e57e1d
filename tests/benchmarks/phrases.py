"""Print how the lists of phrases and the rules of letters and quotation marks do.

    uv run python tests/benchmarks/phrases.py [--show N] [--wiki FILE]

phrases   every wrong phrase of resources/lexicon in three carrier sentences: how many are caught.
stay      right neighbours of tests/unit/language/right_neighbours.txt: how many are hit (none should be).
news      alarms of these families on printed news beside this checkout; ``--show`` lists them to be read.
wiki      the same on a text file of yours, a paragraph a line, where ``--wiki`` names one.
speed     syllables a second of CPU time for each family; trust ratios alone.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from proofing import CORPUS, news

from morat.language import characters, confusions, foreign, iy_style, quotes, telex, tone_style
from morat.language.passages import passages_of_text
from morat.language.proofread import proofread_text
from morat.language.style_file import default_style

FAMILIES = ("confusion", "term", "tone-style", "iy-style", "telex", "unicode", "quote", "foreign")
CARRIERS = (
    "Hôm qua {before} {phrase} {after} ở đó.",
    "{before} {phrase} {after}, ông nói.",
    "Bà kể {before} {phrase} {after}",
)
_NEIGHBOURS = Path(__file__).resolve().parents[1] / "unit" / "language" / "right_neighbours.txt"


def phrases() -> None:
    """Print how many phrases are caught and how many right neighbours are hit."""
    listed = list(confusions.confusions())
    style = default_style()
    caught = 0
    for wrong, known in listed:
        before, after = (min(known.guards.get(name, ("",))) for name in ("only after", "only before"))
        for carrier in CARRIERS:
            text = carrier.format(before=before or "rồi", phrase=wrong, after=after or "thì")
            marks = (*confusions.check(text, style), *confusions.check_terms(text, style))
            caught += any(text[mark.start : mark.end] == wrong for mark in marks)
    print(
        f"phrases  {caught} of {len(CARRIERS) * len(listed)} caught ({len(listed)} phrases, three carriers)"
    )
    stay = [
        one.strip()
        for line in _NEIGHBOURS.read_text(encoding="utf-8").splitlines()
        for one in line.split(";")
    ]
    hit = [one for one in stay if any(confusions.check(f"Ở đây {one} như thế.", style))]
    print(f"stay     {len(hit)} of {len(stay)} right neighbours hit {hit or ''}")


def alarms(name: str, lines: Sequence[str], show: int) -> None:
    """Print what these families say of ``lines``."""
    syllables = sum(len(line.split()) for line in lines)
    found = [one for one in proofread_text("\n".join(lines)) if one.rule.split("/")[0] in FAMILIES]
    for severity in ("error", "warning", "info"):
        rules = Counter(one.rule for one in found if one.severity == severity)
        rate = 1000 * rules.total() / syllables
        print(f"{name:8} {severity:8} {rate:5.2f} in 1,000 syllables  {dict(rules.most_common())}")
    for one in found[:show]:
        line = lines[(one.line or 1) - 1]
        around = line[max(0, one.start - 30) : one.end + 30]
        print(f"   {one.rule:20} {one.text!r} -> {one.suggestions}   {around}")


def speed(lines: Sequence[str]) -> None:
    """Print how fast each family reads."""
    style = default_style()
    syllables = sum(len(line.split()) for line in lines)
    passages = list(passages_of_text("\n".join(lines)))
    singles = (confusions.check, confusions.check_terms, characters.check, telex.check, iy_style.check)
    for check in (*singles, foreign.check, quotes.check, tone_style.check):
        began = time.process_time()
        if check in (quotes.check, tone_style.check):
            list(check(passages, style))
        else:
            for line in lines:
                list(check(line, style))
        rate = syllables / (time.process_time() - began)
        print(f"speed    {check.__module__:26} {check.__name__:12} {rate:12,.0f} syllables a second")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", type=int, default=0, help="alarms to print")
    parser.add_argument("--wiki", type=Path, help="a text file, one paragraph a line")
    chosen = parser.parse_args()
    phrases()
    if CORPUS.is_dir():
        lines = news()
        alarms("news", lines, chosen.show)
        speed(lines)
    else:
        print(f"news     {CORPUS} is not there")
    if chosen.wiki:
        alarms("wiki", chosen.wiki.read_text(encoding="utf-8").splitlines(), chosen.show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
