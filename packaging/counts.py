"""Count a Vietnamese corpus into resources/lexicon/counts.bin: which words stand beside which, how often.

    uv run python packaging/counts.py viwiki.txt.xz

The corpus is plain text in NFC, a paragraph a line, packed with xz. Nothing of its text is kept, only
counts; the same corpus gives the same file, byte for byte. README.md says which corpus the shipped file is
made of. Two parts of 62 (:func:`is_kept_aside`) are not counted: what is tuned or measured on Wikipedia
looks there. ``--noise SEED`` plants mistakes first and leaves out more (:func:`is_learned_from`), for
``train_context.py``.

Needs some 4 GB of memory and two or three minutes.
"""

import argparse
import bisect
import hashlib
import lzma
import struct
import sys
import tomllib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT / "desktop"), str(ROOT / "tests" / "benchmarks")]

from morat.language import counts, tokens  # noqa: E402
from morat.language.neighbours import Neighbours  # noqa: E402
from morat.language.syllables import is_syllable  # noqa: E402

OUTPUT = ROOT / "resources" / "lexicon" / "counts.bin"
COLLOQUIAL = ROOT / "resources" / "lexicon" / "colloquial.toml"
PART = 1 << 20
"""Characters of a part of the corpus."""
SYLLABLE_FROM, WORD_FROM, OTHER_FROM = 3, 60, 5
"""How often a syllable, another word, must be read to have an id; and to be remembered at all."""
HANDWRITTEN = 20
"""How often a word of colloquial.toml counts as read."""
NO_RIVALS = frozenset(("vowel-left-out", "vowel-substituted"))
"""Slips that hardly ever make another word: what they lead to is no rival."""
RIVAL = 2
"""A neighbour is a rival from 1/RIVAL of a word's own count in a place."""
NOISE = 0.004
"""Mistakes a syllable that are planted for training."""


def is_kept_aside(part: int) -> bool:
    """Say whether part number ``part`` of the corpus is left out of the counts."""
    return part % 31 == 15


def is_learned_from(part: int) -> bool:
    """Say whether the weights are learned from a part: from many, for each is of a few subjects alone."""
    return part % 6 == 3


def parts_of(path: Path, *, wanted: Callable[[int], bool]) -> Iterator[str]:
    """Yield the parts of a corpus whose numbers are wanted."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, part in enumerate(iter(lambda: file.read(PART), "")):
            if wanted(number):
                yield part


def is_counted(part: int) -> bool:
    """Say whether a part goes into the counts that ship."""
    return not is_kept_aside(part)


def is_counted_for_learning(part: int) -> bool:
    """Say whether a part goes into the counts that the weights are learned with."""
    return not is_kept_aside(part) and not is_learned_from(part)


def noisy(parts: Iterable[str], seed: int) -> Iterator[str]:
    """Yield the parts with mistakes as people make them."""
    import planting

    for number, part in enumerate(parts):
        lines = planting.plant(part.split("\n"), seed + number, NOISE, planting.WIDER)
        yield "\n".join(line for line, _ in lines)


class Corpus:
    """The words of a corpus as numbers, given out in the order in which they were read."""

    def __init__(self) -> None:
        """Begin empty."""
        self.numbers: dict[str, int] = {}
        self.read = array("i", [tokens.BREAK])
        self._known: dict[str, int | None] = {}

    def add(self, text: str) -> None:
        """Read a text to its end."""
        known, read = self._known, self.read
        for token in tokens.TOKEN.findall(text):
            if token not in known:
                known[token] = self._number(token)
            number = known[token]
            if number is not None and (number != tokens.BREAK or read[-1] != tokens.BREAK):
                read.append(number)
        if read[-1] != tokens.BREAK:
            read.append(tokens.BREAK)

    def _number(self, token: str) -> int | None:
        sign = tokens.sign(token)
        if sign != tokens.OTHER or not token.isalpha():
            return sign
        word = tokens.spelling(token)
        return self.numbers.setdefault(word, len(self.numbers) + tokens.FIRST_WORD)


class Tables:
    """The counts of a corpus, as they go into the file."""

    def __init__(self, corpus: Corpus) -> None:
        """Count."""
        often = Counter(corpus.read)
        words = [word for word in corpus.numbers if often[corpus.numbers[word]] >= _needed(word)]
        self.words = sorted(words)
        self.size = len(self.words) + tokens.FIRST_WORD
        place = {word: number for number, word in enumerate(self.words, tokens.FIRST_WORD)}
        self.others = sorted(
            (word, often[number])
            for word, number in corpus.numbers.items()
            if word not in place and often[number] >= OTHER_FROM
        )
        ids = array("i", [tokens.OTHER]) * (len(corpus.numbers) + tokens.FIRST_WORD)
        ids[: tokens.FIRST_WORD] = array("i", range(tokens.FIRST_WORD))
        for word, number in place.items():
            ids[corpus.numbers[word]] = number
        read = array("i", (ids[number] for number in corpus.read))
        self.word_counts = Counter(read)
        size = self.size
        self.pairs = Counter(a * size + b for a, b in zip(read, islice(read, 1, None), strict=False))
        self.triples = _often(
            Counter(
                (a * size + b) * size + c
                for a, b, c in zip(read, islice(read, 1, None), islice(read, 2, None), strict=False)
                if b != tokens.BREAK
            )
        )
        self.skips = _often(
            Counter(
                a * size + c
                for a, b, c in zip(read, islice(read, 1, None), islice(read, 2, None), strict=False)
                if b != tokens.BREAK and a >= tokens.FIRST_WORD and c >= tokens.FIRST_WORD
            )
        )
        neighbours = Neighbours(self.words, [float(is_syllable(word)) for word in self.words])
        self.rivals = {
            number: [
                other + tokens.FIRST_WORD for other, kind in neighbours.near(word) if kind not in NO_RIVALS
            ]
            for number, word in enumerate(self.words, tokens.FIRST_WORD)
        }

    def sections(self) -> dict[str, bytes]:
        """Return the sections of the file by name."""
        often = sorted(key for key, count in self.pairs.items() if count > 1)
        triples = sorted(self.triples)
        skips = sorted(self.skips)
        singles = sorted(key for key, count in self.pairs.items() if count == 1)
        return {
            "words": "\n".join(self.words).encode(),
            "word_counts": _packed("I", (self.word_counts[number] for number in range(self.size))),
            "others": "\n".join(word for word, _ in self.others).encode(),
            "other_counts": _packed("H", (min(count, 65535) for _, count in self.others)),
            "pair_rows": _rows(often, range(self.size), self.size),
            "pair_ids": _packed("H", (key % self.size for key in often)),
            "pair_values": bytes(self._pair_value(key) for key in often),
            "triple_rows": _rows(triples, often, self.size),
            "triple_ids": _packed("H", (key % self.size for key in triples)),
            "triple_values": bytes(self._triple_value(key) for key in triples),
            "skip_rows": _rows(skips, range(self.size), self.size),
            "skip_ids": _packed("H", (key % self.size for key in skips)),
            "skip_values": bytes(_level(self.skips[key]) for key in skips),
            "single_rows": _rows(singles, range(self.size), self.size),
            "single_ids": _packed("H", (key % self.size for key in singles)),
        }

    def _pair_value(self, key: int) -> int:
        count = self.pairs[key]
        first, second = divmod(key, self.size)
        after = [first * self.size + rival for rival in self.rivals.get(second, ())]
        before = [rival * self.size + second for rival in self.rivals.get(first, ())]
        return (
            _level(count)
            | (counts.LEADS_AFTER if _leads(self.pairs, after, count) else 0)
            | (counts.LEADS_BEFORE if _leads(self.pairs, before, count) else 0)
        )

    def _triple_value(self, key: int) -> int:
        count = self.triples[key]
        pair, third = divmod(key, self.size)
        first, second = divmod(pair, self.size)
        between = [(first * self.size + rival) * self.size + third for rival in self.rivals.get(second, ())]
        return _level(count) | (counts.LEADS_AFTER if _leads(self.triples, between, count) else 0)


def _needed(word: str) -> int:
    return SYLLABLE_FROM if is_syllable(word) else WORD_FROM


def _often(found: Counter[int]) -> dict[int, int]:
    return {key: count for key, count in found.items() if count > 1}


def _leads(found: Counter[int] | dict[int, int], rivals: list[int], count: int) -> bool:
    return all(found.get(rival, 0) * RIVAL < count for rival in rivals)


def _level(count: int) -> int:
    return bisect.bisect_right(counts.LEVELS, count) - 1


def _packed(kind: str, numbers: Iterable[int]) -> bytes:
    packed = array(kind, numbers)
    if sys.byteorder != "little":
        packed.byteswap()
    return packed.tobytes()


def _rows(keys: list[int], firsts: Iterable[int], size: int) -> bytes:
    """Return where the keys of each of ``firsts`` begin, and after the last the number of all."""
    starts = [bisect.bisect_left(keys, first * size) for first in firsts]
    return _packed("I", [*starts, len(keys)])


def make(parts: Iterable[str], handwritten: Iterable[str]) -> bytes:
    """Return the file of counts of some texts, and of words and phrases that count as often read."""
    corpus = Corpus()
    for part in parts:
        corpus.add(part)
    for phrase in handwritten:
        for _ in range(HANDWRITTEN):
            corpus.add(phrase)
    sections = Tables(corpus).sections()
    data = [sections[name] for name, _ in counts.SECTIONS]
    return struct.pack(f"<8s{len(data)}I", counts.MAGIC, *map(len, data)) + b"".join(data)


def handwritten() -> list[str]:
    """Return the words and phrases of colloquial.toml, its pronouns with what stands beside them."""
    tables = tomllib.loads(COLLOQUIAL.read_text(encoding="utf-8"))
    lists = {name: [word.replace("_", " ") for word in words.split()] for name, words in tables.items()}
    pronouns, before, after = (lists.pop(name) for name in ("pronouns", "before_pronouns", "after_pronouns"))
    return [
        *(word for words in lists.values() for word in words),
        *(f"{one} {pronoun}" for pronoun in pronouns for one in before),
        *(f"{pronoun} {one}" for pronoun in pronouns for one in after),
    ]


def main() -> None:
    """Write the file and print its size and SHA-256."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=OUTPUT)
    parser.add_argument("--noise", type=int, metavar="SEED", help="plant mistakes first")
    asked = parser.parse_args()
    if asked.noise is None:
        parts = parts_of(asked.corpus, wanted=is_counted)
    else:
        parts = noisy(parts_of(asked.corpus, wanted=is_counted_for_learning), asked.noise)
    data = make(parts, handwritten())
    asked.out.write_bytes(data)
    print(f"{asked.out.name}: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
