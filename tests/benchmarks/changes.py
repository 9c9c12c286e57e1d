"""How long the word-level comparison of two versions takes; prints milliseconds and edits, asserts nothing.

nice uv run python -m tests.benchmarks.changes [--words 10000]
"""

import argparse
import random
import time
from collections.abc import Callable

from msgspec import structs

from morat.newsroom.article import Article, tidy_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.changes import Changes, applied, changes
from morat.newsroom.inline import plain, runs_of
from tests.helpers.pieces import SYLLABLES

ROUNDS = 7


def rewritten(article: Article, share: float, chance: random.Random) -> Article:
    """Return the piece with this share of its words replaced, dropped or doubled."""

    def reworded(word: str) -> str:
        if chance.random() >= share:
            return word
        return chance.choice(("", f"{word} {word}", chance.choice(SYLLABLES)))

    blocks = tuple(
        structs.replace(block, runs=runs_of(" ".join(map(reworded, plain(block.runs).split()))))
        for block in article.blocks
        if isinstance(block, Paragraph)
    )
    return tidy_article(structs.replace(article, blocks=blocks))


def made_of(words: int, paragraph: int, chance: random.Random) -> Article:
    """Return a piece of ``words`` syllables in paragraphs of this length."""
    blocks = tuple(
        Paragraph(f"p{at}", runs_of(" ".join(chance.choices(SYLLABLES, k=paragraph))))
        for at in range(words // paragraph)
    )
    return tidy_article(Article(id="a", blocks=blocks))


def best(work: Callable[[], Changes]) -> float:
    """Return the shortest time of several runs, in milliseconds of processor time."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return 1000 * min(times)


def main() -> None:
    """Print one line for each way in which a piece can differ from another."""
    options = argparse.ArgumentParser()
    options.add_argument("--words", type=int, default=10_000)
    words = options.parse_args().words
    chance = random.Random(7)
    for name, paragraph, share in (
        ("60-word paragraphs, one word in twenty", 60, 0.05),
        ("60-word paragraphs, every other word", 60, 0.5),
        ("60-word paragraphs, all new", 60, 1.0),
        ("one paragraph, one word in twenty", words, 0.05),
        ("one paragraph, every other word", words, 0.5),
        ("one paragraph, all new", words, 1.0),
    ):
        old = made_of(words, paragraph, chance)
        new = rewritten(old, share, chance)
        made = changes(old, new)
        assert applied(old, made) == new
        count = sum(len(one.edits) for one in made.texts)
        print(
            f"{words} words, {name}: {best(lambda old=old, new=new: changes(old, new)):.1f} ms, {count} edits"
        )


if __name__ == "__main__":
    main()
