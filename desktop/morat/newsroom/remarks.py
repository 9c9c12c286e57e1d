"""What is said of a piece as a person reads it: in the order of the text, each with the words it is about."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, Gallery, walk
from morat.newsroom.changes import CELL, ITEM, texts_of
from morat.newsroom.inline import plain
from morat.newsroom.review import DELETE, REMOVE, REPLACE, SPLIT, STRETCHES, Comment, Review, Suggestion

_OWN_FIELDS = ("kicker", "headline", "deck", "standfirst", "note")
_LAST = 1 << 30
_PART = re.compile(f"[^{ITEM}{CELL}]+")
COMMENT, DELETED, INSERTED = "comment", "deleted", "inserted"
"""How the words that something is said of are marked."""


class Mark(Struct, frozen=True, gc=False):
    """A stretch of a text that something (``remark``, its id) is said of; positions as in a Finding."""

    field: str
    block: str | None
    start: int
    end: int
    text: str
    kind: str
    remark: str


class Remark(NamedTuple):
    """A comment or a suggestion, and where it is: in ``block`` of the page, from ``start`` to ``end``.

    ``text`` is what stands there now. ``fits`` says of a suggestion whether it can be taken in still.
    """

    said: Comment | Suggestion
    block: str | None
    start: int
    end: int
    text: str
    fits: bool = True

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to do something about it."""
        return not (isinstance(self.said, Comment) and self.said.resolved)

    @property
    def place(self) -> Mark:
        """Where it is, to be gone to."""
        return Mark(self.said.field, self.block, self.start, self.end, self.text, COMMENT, self.said.id)


class Reader:
    """Reads pieces again and again: what has not changed since the last time costs next to nothing."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self._texts: dict[str, tuple[Block, dict[str, str]]] = {}

    def remarks(self, article: Article, review: Review) -> list[Remark]:
        """Return all that is said in the order of the text; of the whole piece first, of what went last."""
        if not review:
            return []
        blocks = list(walk(article.blocks))
        order = {block.id: number for number, block in enumerate(blocks)}
        in_gallery = {photo.id: one.id for one in blocks if isinstance(one, Gallery) for photo in one.photos}
        found: list[tuple[tuple[int, int, int], Remark]] = []
        everything: tuple[Comment | Suggestion, ...] = (*review.comments, *review.suggestions)
        for said in everything:
            rank = -1 if said.block is None else order.get(said.block, _LAST)
            texts = self._own(article) if rank < 0 else self._of(blocks[rank]) if rank < _LAST else None
            remark = _remark(said, texts)
            if said.block in in_gallery:
                # A photo of a gallery has no place of its own on the page.
                remark = remark._replace(block=in_gallery[said.block], start=0, end=0, text="")
            fields = list(texts or ())
            at = fields.index(said.field) if said.field in fields else -1
            found.append(((rank, at, said.start), remark))
        found.sort(key=_rank)
        return [remark for _, remark in found]

    def _own(self, article: Article) -> dict[str, str]:
        return {field: getattr(article, field) for field in _OWN_FIELDS}

    def _of(self, block: Block) -> dict[str, str]:
        known = self._texts.get(block.id)
        if known is None or known[0] is not block:
            known = block, {field: plain(runs) for field, runs in texts_of(block).items()}
            self._texts[block.id] = known
        return known[1]


def _rank(found: tuple[tuple[int, int, int], Remark]) -> tuple[int, int, int]:
    return found[0]


def _remark(said: Comment | Suggestion, texts: Mapping[str, str] | None) -> Remark:
    """Return where something is; ``texts`` are those of its block, None where that is no more."""
    text = (texts or {}).get(said.field, "")
    start, end, fits = min(said.start, len(text)), min(said.end, len(text)), texts is not None
    if isinstance(said, Suggestion) and said.kind == REMOVE:
        start, end = 0, len(text)
    elif isinstance(said, Suggestion) and said.kind not in (*STRETCHES, SPLIT):
        start = end = len(text)
    elif isinstance(said, Suggestion):
        fits = fits and text[said.start : said.end] == said.quoted and said.end <= len(text)
    if isinstance(said, Suggestion) and start == end:
        # What would come in has no width: the letter before it is shown, or the one behind it.
        start, end = (start - 1, start) if start else (0, min(1, len(text)))
    return Remark(said, said.block, start, end, text[start:end], fits)


def marks_of(remark: Remark) -> Iterator[Mark]:
    """Yield what is to be marked in the text for one remark; nothing for what is settled or nowhere.

    Items and cells are marked each by itself.
    """
    said = remark.said
    if not remark.is_open or not remark.fits:
        return
    kind = COMMENT
    if isinstance(said, Suggestion):
        kind = DELETED if said.kind in (DELETE, REPLACE, REMOVE) else INSERTED
    for part in _PART.finditer(remark.text):
        start, end = remark.start + part.start(), remark.start + part.end()
        yield Mark(said.field, remark.block, start, end, part[0], kind, said.id)
