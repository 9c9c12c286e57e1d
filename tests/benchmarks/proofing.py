"""Print how fast the proofreader reads and how often it speaks on news that was printed.

    uv run python tests/benchmarks/proofing.py [--show N]

Text: the news sentences of UD_Vietnamese-VTB beside this checkout, put together from their
words as a newspaper sets them. Raw alarms are not false alarms: printed news has mistakes.
"""

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path

from morat.language.proofread import proofread_text
from morat.newsroom.text import clean

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "vietnamese"
_STOPS = re.compile(r" ([,.;:!?)\]}”…%])")
_OPEN = re.compile(r"([(\[{“]) ")
_PAIR = re.compile(r'" ([^"]*) "')


def news() -> list[str]:
    """Return the sentences, their marks set as in print."""
    lines = (line for part in sorted(CORPUS.glob("vtb-*.conllu")) for line in part.open(encoding="utf-8"))
    texts = (line.split("=", 1)[1].strip() for line in lines if line.startswith("# text ="))
    return [_OPEN.sub(r"\1", _STOPS.sub(r"\1", _PAIR.sub(r'"\1"', clean(text)))) for text in texts]


def main() -> int:
    """Measure, and show some of what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="findings to print")
    show = parser.parse_args().show
    if not CORPUS.is_dir():
        sys.stderr.write(f"{CORPUS} is not there: nothing to measure\n")
        return 1
    sentences = news()
    text = "\n".join(sentences)
    syllables = len(text.split())
    proofread_text(f"các các {text[:1000]}")  # the lexicon is read once
    began = time.process_time()
    findings = proofread_text(text)
    spent = time.process_time() - began
    rate = 1000 * len(findings) / syllables
    print(f"{syllables} syllables, {syllables / spent:,.0f} a second, {rate:.2f} alarms in 1,000")
    for rule, count in Counter(finding.rule for finding in findings).most_common():
        print(f"{count:6} {rule}")
    for finding in findings[:show]:
        line = sentences[(finding.line or 1) - 1]
        around = line[max(0, finding.start - 25) : finding.end + 25]
        print(f"{finding.rule:24} {finding.text!r} -> {finding.suggestions}   {around}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
