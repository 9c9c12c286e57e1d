"""What changed between two snapshots of a piece, small enough to be written down at every key."""

from msgspec import Struct, structs

from morat.newsroom.article import Article
from morat.newsroom.blocks import Block

_VALUES = tuple(name for name in Article.__struct_fields__ if name not in ("id", "blocks", "extra"))


class Splice(Struct, frozen=True):
    """The way from one snapshot to the next.

    The values called ``names`` are those of ``article``; its blocks stand in the place of ``removed``
    blocks from number ``start`` on.
    """

    article: Article
    names: tuple[str, ...] = ()
    start: int = 0
    removed: int = 0


def between(before: Article, after: Article) -> Splice | None:
    """Return what leads from ``before`` to ``after`` of the same piece, None where nothing does.

    Blocks that did not change are told by being the same objects, so that this costs next to nothing;
    equal ones that are not the same are merely written once more.
    """
    names = tuple(name for name in _VALUES if getattr(before, name) != getattr(after, name))
    start, end = common_ends(before.blocks, after.blocks)
    removed = len(before.blocks) - start - end
    blocks = after.blocks[start : len(after.blocks) - end]
    if not names and not removed and not blocks:
        return None
    return Splice(structs.replace(after, blocks=blocks), names, start, removed)


def applied(splice: Splice, before: Article) -> Article:
    """Return what ``before`` has become by ``splice``."""
    values = {name: getattr(splice.article, name) for name in splice.names}
    kept = before.blocks[: splice.start], before.blocks[splice.start + splice.removed :]
    return structs.replace(before, **values, blocks=(*kept[0], *splice.article.blocks, *kept[1]))


def common_ends(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[int, int]:
    """Return how many blocks both begin with, and how many they end with beyond those."""
    if before is after:
        return len(before), 0
    most = min(len(before), len(after))
    start = 0
    while start < most and before[start] is after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] is after[-1 - end]:
        end += 1
    return start, end
