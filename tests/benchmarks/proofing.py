"""Print what the proofreader finds, what it says of clean news, and how fast it reads.

    uv run python tests/benchmarks/proofing.py [--show N] [--missed N] [PART...]

Parts: planted, viwiki, clean, speed, ready, hunspell; all of them where none is named.

planted  mistakes put into printed news (two seeds) and into pages of Wikipedia that the counts do not
         know, in the proportions of the VSEC collection (``planting.py``). A hit is a finding that
         overlaps the mistake; "right" counts the hits whose first suggestion is what stood there.
viwiki   744 mistakes that people made on Wikipedia, labelled by hand; the same scoring. Many real ones
         are not labelled: precision is a lower bound.
clean    printed news as it stands. Raw alarms are not false alarms: read them with ``--show``.
speed    whole texts, one paragraph, one long line; CPU time of this process. Trust ratios alone.
ready    processor time and memory until the counts can be asked, in a new process.
hunspell the same of hunspell, where it is installed: uv run --with chunspell python ...

Findings of the families of spelling at error and warning level count, whichever they are. Those of style
(tone-style, iy-style, term) are two right spellings of which a newsroom prefers one: they count in a line
of their own; wrong characters (unicode) look right and are labelled nowhere. The texts lie beside this
checkout. The weights were learned without them; the thresholds of language/context.py were chosen with an eye
on all of these figures, and false alarms of printed news were read before everyday words were added to
resources/lexicon/colloquial.toml: measure on other texts too.
"""

import argparse
import json
import lzma
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import rivals
from planting import Planted, plant

from morat.language import style
from morat.language.proofread import proofread_text
from morat.newsroom.findings import Finding
from morat.newsroom.text import clean

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "vietnamese"
STYLE = frozenset(("tone-style", "iy-style", "term"))
"""Two right spellings of which one is preferred: options of a newsroom, never mistakes."""
SPELLING = style.SPELLING - STYLE
SEEDS = (2026, 7)
OTHERS = """
For comparison, from sets of the same kind and from all 1,520 labels of Viwiki:
                                    planted  right  Viwiki  alarms  syllables/s
  hunspell-vi, lower-case words      .554  .375  .106  9.8   302k
  pyspellchecker + wordfreq vi       .636  .645  .192  1.8   938k
  syllable rules alone               .470     -  .075  6.0  2.0M
  rules + trigrams, a rough sketch   .865  .952  .602  2.0    11k
"""
_STOPS = re.compile(r" ([,.;:!?)\]}”…%])")
_OPEN = re.compile(r"([(\[{“]) ")
_PAIR = re.compile(r'" ([^"]*) "')


class Score(NamedTuple):
    """What was found of the mistakes in some texts."""

    mistakes: int
    findings: int
    hits: int
    found: int
    right: int

    def line(self) -> str:
        """Return precision, recall, F1 and how often the first suggestion was right."""
        precision, recall = self.hits / max(1, self.findings), self.found / max(1, self.mistakes)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{self.mistakes:6} mistakes {self.findings:6} findings   precision {precision:.3f}   "
            f"recall {recall:.3f}   F1 {f1:.3f}   right {self.right / max(1, self.found):.3f}"
        )


def news() -> list[str]:
    """Return the sentences of UD_Vietnamese-VTB, their marks set as in print."""
    lines = (line for part in sorted(CORPUS.glob("vtb-*.conllu")) for line in part.open(encoding="utf-8"))
    texts = (line.split("=", 1)[1].strip() for line in lines if line.startswith("# text ="))
    return [_OPEN.sub(r"\1", _STOPS.sub(r"\1", _PAIR.sub(r'"\1"', clean(text)))) for text in texts]


def wikipedia(characters: int) -> list[str]:
    """Return paragraphs of Wikipedia that packaging/counts.py keeps out of the counts."""
    with lzma.open(CORPUS / "viwiki.txt.xz", "rt", encoding="utf-8") as file:
        file.read(46 << 20)
        return [line for line in file.read(characters).split("\n")[1:-1] if len(line) > 60]


def labelled() -> list[tuple[str, list[Planted]]]:
    """Return the Wikipedia documents with their labelled mistakes."""
    rows = map(json.loads, (CORPUS / "viwiki-spelling-dev.jsonl").read_text(encoding="utf-8").splitlines())
    return [(row["text"], [_label(one) for one in row["mistakes"]]) for row in rows]


def _label(one: dict[str, str]) -> Planted:
    start = int(one["start_offset"])
    return Planted(start, start + len(one["text"]), tuple(map(str.lower, one["suggest"])), "label")


Alarm = tuple[int, int, Sequence[str]]
"""Start, end, suggestions."""
Checker = Callable[[str], Iterable[Alarm]]


def ours(text: str) -> Iterator[Alarm]:
    """Yield what the families of spelling say."""
    return ((start, end, finding.suggestions) for start, end, finding in spelling(text))


def with_style(text: str) -> Iterator[Alarm]:
    """Yield what they and those of style say."""
    return ((start, end, finding.suggestions) for start, end, finding in spelling(text, SPELLING | STYLE))


def spelling(text: str, families: frozenset[str] = SPELLING) -> Iterator[tuple[int, int, Finding]]:
    """Yield what the spelling families say of a text, with places in the whole text."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for finding in proofread_text(text):
        if finding.rule.partition("/")[0] in families and finding.severity != "info":
            at = starts[(finding.line or 1) - 1]
            yield at + finding.start, at + finding.end, finding


def score(texts: list[tuple[str, list[Planted]]], missed: int = 0, checker: Checker = ours) -> Score:
    """Compare findings with labels by their place in the text."""
    total, findings, hits, found, right = 0, 0, 0, 0, 0
    for text, labels in texts:
        total += len(labels)
        seen: dict[Planted, bool] = {}
        for start, end, suggestions in checker(text):
            findings += 1
            met = [one for one in labels if one.start < end and start < one.end]
            hits += bool(met)
            for one in met:
                seen[one] = seen.get(one, False) or _is_right(text, start, end, suggestions, one)
        found += len(seen)
        right += sum(seen.values())
        for one in labels:
            if missed and one not in seen:
                missed -= 1
                around = text[max(0, one.start - 25) : one.end + 25]
                print(f"   {text[one.start : one.end]!r} -> {one.right}   {around!r}")
    return Score(total, findings, hits, found, right)


def _is_right(text: str, start: int, end: int, suggestions: Sequence[str], label: Planted) -> bool:
    """Say whether the first suggestion makes of the text what the label says should stand there."""
    if not suggestions:
        return False
    low, high = min(start, label.start), max(end, label.end)
    fixed = text[low:start] + suggestions[0] + text[end:high]
    meant = (text[low : label.start] + right + text[label.end : high] for right in label.right)
    return fixed.lower() in map(str.lower, meant)


def print_planted(missed: int) -> None:
    """Print the scores on planted mistakes."""
    lines = news()
    for seed in SEEDS:
        print(f"planted news, seed {seed:<12}", score([_joined(plant(lines, seed))], missed).line())
    held = wikipedia(500_000)
    print("planted Wikipedia, held out  ", score([_joined(plant(held, SEEDS[0]))], missed).line())


def _joined(lines: list[tuple[str, list[Planted]]]) -> tuple[str, list[Planted]]:
    labels: list[Planted] = []
    at = 0
    for line, planted in lines:
        labels += [one._replace(start=one.start + at, end=one.end + at) for one in planted]
        at += len(line) + 1
    return "\n".join(line for line, _ in lines), labels


def print_viwiki(missed: int) -> None:
    """Print the score on real mistakes."""
    texts = labelled()
    print("Viwiki, real mistakes        ", score(texts, missed).line())
    print("   with the families of style", score(texts, 0, with_style).line())


def print_clean(show: int) -> None:
    """Print what is said of printed news, by rule."""
    sentences = news()
    text = "\n".join(sentences)
    syllables = len(text.split())
    findings = proofread_text(text)
    for level in ("error", "warning", "info"):
        count = sum(finding.severity == level for finding in findings)
        print(f"clean news, {level:8} {count:6} alarms   {1000 * count / syllables:.2f} in 1,000 syllables")
    for (severity, rule), count in Counter((one.severity, one.rule) for one in findings).most_common():
        print(f"   {count:6} {severity:8} {rule}")
    for finding in [one for one in findings if one.severity == "error"][:show]:
        line = sentences[(finding.line or 1) - 1]
        around = line[max(0, finding.start - 30) : finding.end + 30]
        print(f"   {finding.rule:22} {finding.text!r} -> {finding.suggestions[:3]}   {around}")


def print_speed() -> None:
    """Print CPU time of whole texts, one paragraph and one long line.

    The first text of a process pays for what is loaded on first need (the English of pyspellchecker among it)
    and for the neighbours of every word that it meets.
    """
    lines = news()
    for name, text, repeats in (
        ("whole document, the first", "\n".join(lines), 1),
        ("whole document, again", "\n".join(lines), 2),
        ("paragraph of 130 syllables", " ".join(" ".join(lines).split()[1000:1130]), 20),
        ("line of 100,000 characters", " ".join(lines)[:100_000], 1),
    ):
        began = time.process_time()
        for _ in range(repeats):
            proofread_text(text)
        spent = (time.process_time() - began) / repeats
        syllables = len(text.split())
        print(f"{name:28} {syllables:7} syllables {1000 * spent:9.1f} ms {syllables / spent:10,.0f} a second")


def print_ready() -> None:
    """Print what a new process pays, once, for the counts and the weights."""
    program = """if True:
        import sys, time
        from pathlib import Path
        def memory():
            pages = int(Path('/proc/self/statm').read_text().split()[1])
            return pages * 4096 / 1048576
        from morat.language import proofread
        text = sys.stdin.read()
        before = time.process_time()
        used = memory()
        from morat.language import context
        context.ready()
        spent = time.process_time() - before
        list(context.check(text, None))
        grown = memory() - used
        print(f"ready after {1000 * spent:.0f} ms, {grown:.1f} MiB more after the first text")
    """
    text = " ".join(news())[:200_000]
    subprocess.run([sys.executable, "-c", program], input=text, text=True, encoding="utf-8", check=True)


def print_hunspell() -> None:
    """Print the same of hunspell."""
    checker = rivals.hunspell()
    if checker is None:
        print(rivals.HOW)
        return
    lines = news()
    alarms = partial(rivals.alarms, checker)
    print("hunspell-vi, planted news    ", score([_joined(plant(lines, SEEDS[0]))], 0, alarms).line())
    print("hunspell-vi, Viwiki          ", score(labelled(), 0, alarms).line())
    text = "\n".join(lines)
    often = sum(1 for _ in alarms(text))
    print(
        f"hunspell-vi, clean news {often:10} alarms   {1000 * often / len(text.split()):.2f} in 1,000"
        f"   {rivals.speed(checker, text):,.0f} syllables a second"
    )


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="one of those above")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="errors of clean news to print")
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="mistakes not found to print")
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        sys.stderr.write(f"{CORPUS} is not there: nothing to measure\n")
        return 1
    proofread_text("các các")  # what is loaded once
    parts = {
        "planted": lambda: print_planted(asked.missed),
        "viwiki": lambda: print_viwiki(asked.missed),
        "clean": lambda: print_clean(asked.show),
        "speed": print_speed,
        "ready": print_ready,
        "hunspell": print_hunspell,
    }
    for name, print_part in parts.items():
        if name in (asked.parts or parts):
            print_part()
    print(OTHERS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
