"""Which block of one piece is which of another where ids cannot tell: pieces read from files."""

from collections import Counter
from collections.abc import Iterator

from msgspec import structs

from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, Photo
from morat.newsroom.changes import texts_of
from morat.newsroom.inline import plain
from morat.newsroom.word_match import matches

AHEAD = 24
"""Blocks among which one that is alike is looked for."""
ALIKE = 0.4
"""Share of words that two blocks have in common when the one was made out of the other."""


def with_ids_of(old: Article, new: Article) -> Article:
    """Return ``new`` with the ids of the blocks of ``old`` that its own are the same as, or grew out of.

    Blocks that read the same are paired first; between two pairs those with enough words in common are,
    in their order. Ids that both have already are kept, and so is what stands in boxes.
    """
    taken = {block.id for block in old.blocks} & {block.id for block in new.blocks}
    ours = [block for block in old.blocks if block.id not in taken]
    theirs = [block for block in new.blocks if block.id not in taken]
    names = {there.id: here.id for here, there in _pairs(ours, theirs)}
    free = set(names.values())
    blocks = tuple(structs.replace(block, id=names.get(block.id, block.id)) for block in new.blocks)
    # A block that was not paired must not carry an id that another was given.
    seen: set[str] = set()
    for block in blocks:
        if block.id in seen and block.id in free:
            return new
        seen.add(block.id)
    return structs.replace(new, blocks=blocks)


def _pairs(ours: list[Block], theirs: list[Block]) -> Iterator[tuple[Block, Block]]:
    one, other = [_reading(block) for block in ours], [_reading(block) for block in theirs]
    at = at_new = 0
    for match in [*matches(one, other), None]:
        end, end_new = (match.old, match.new) if match else (len(ours), len(theirs))
        yield from _alike(ours[at:end], theirs[at_new:end_new])
        if match:
            for step in range(match.size):
                yield ours[match.old + step], theirs[match.new + step]
            at, at_new = match.old + match.size, match.new + match.size


def _alike(ours: list[Block], theirs: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Pair what lies between two blocks that are the same: each with the next one that is alike."""
    words = [Counter(_reading(block).split()) for block in ours]
    start = 0
    for there in theirs:
        reading = Counter(_reading(there).split())
        for place in range(start, min(start + AHEAD, len(ours))):
            if type(ours[place]) is type(there) and _share(words[place], reading) >= ALIKE:
                yield ours[place], there
                start = place + 1
                break


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _reading(block: Block) -> str:
    sign = [block.photo or ""] if isinstance(block, Photo) else []
    return "\n".join([type(block).__name__, *sign, *map(plain, texts_of(block).values())])
