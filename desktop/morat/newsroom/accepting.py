"""Take suggestions into a piece, or forget them; whatever else is said of it keeps its place.

A suggestion that does not fit any more, because its text reads otherwise by now, changes nothing and stays.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from msgspec import structs

from morat.newsroom.article import Article, tidy_article
from morat.newsroom.blocks import Block, Box, Gallery, Paragraph, Photo, Pullquote, Quote, Subhead, walk
from morat.newsroom.changes import texts_of, with_text_of
from morat.newsroom.edits import joined, stretch
from morat.newsroom.inline import Runs, plain
from morat.newsroom.review import ADD, JOIN, REMOVE, SPLIT, STRETCHES, Comment, Review, Suggestion
from morat.newsroom.text import clean, clean_line

_LINES = Paragraph | Subhead | Pullquote | Quote
"""Blocks of one text, that can be parted and joined."""
_IN_TEXT = (*STRETCHES, SPLIT)


class Reviewed(NamedTuple):
    """A piece with what is still said of it."""

    article: Article
    review: Review


def accept(article: Article, review: Review, mark: str) -> Reviewed:
    """Take the suggestion with the id ``mark`` into the text."""
    return _accepted(article, review, {mark})


def accept_these(article: Article, review: Review, marks: Collection[str]) -> Reviewed:
    """Take the suggestions with these ids into the text, as far as they fit."""
    return _accepted(article, review, marks)


def accept_all(article: Article, review: Review) -> Reviewed:
    """Take every suggestion that fits into the text."""
    return _accepted(article, review, {one.id for one in review.suggestions})


def reject(article: Article, review: Review, mark: str) -> Reviewed:
    """Forget the suggestion with the id ``mark``; the text stays as it is."""
    return reject_these(article, review, {mark})


def reject_these(article: Article, review: Review, marks: Collection[str]) -> Reviewed:
    """Forget the suggestions with these ids; the text stays as it is."""
    kept = tuple(one for one in review.suggestions if one.id not in marks)
    return Reviewed(article, structs.replace(review, suggestions=kept))


def reject_all(article: Article, review: Review) -> Reviewed:
    """Forget every suggestion; the text stays as it is."""
    return Reviewed(article, structs.replace(review, suggestions=()))


def _accepted(article: Article, review: Review, marks: Collection[str]) -> Reviewed:
    work = _Work((rank, one) for rank, one in enumerate(review.suggestions) if one.id in marks)
    changed = work.article(article)
    left = [(rank, one) for rank, one in enumerate(review.suggestions) if one.id not in work.done]
    suggestions = tuple(moved for rank, one in left if (moved := _moved_suggestion(work, one, rank)))
    comments = tuple(_moved_comment(work, one) for one in review.comments)
    tidied = tidy_article(changed)
    done = structs.replace(review, comments=comments, suggestions=suggestions)
    return Reviewed(tidied, _settled(done, _strings(changed), _strings(tidied)))


def _strings(article: Article) -> dict[tuple[str | None, str], str]:
    """Return the texts of a piece by block and field."""
    owners: list[tuple[str | None, Article | Block]] = [(None, article)]
    owners += ((block.id, block) for block in walk(article.blocks))
    return {(key, field): plain(runs) for key, owner in owners for field, runs in texts_of(owner).items()}


_Strings = dict[tuple[str | None, str], str]
_TIDY: tuple[Callable[[str], str], ...] = (clean_line, lambda text: clean(text).strip(), clean)


def _settled(review: Review, before: _Strings, after: _Strings) -> Review:
    """Bring places along where a text lost space at its ends, or doubled within, when it was tidied."""
    changed = {key: text for key, text in before.items() if after.get(key, "") != text}
    if not changed:
        return review

    def now(one: Comment | Suggestion) -> tuple[int, int]:
        text, tidied = changed.get((one.block, one.field)), after.get((one.block, one.field), "")
        if text is None:
            return one.start, one.end
        tidy = next((tidy for tidy in _TIDY if tidy(text) == tidied), clean)
        # A letter behind the place keeps the space before it.
        start, end = (min(len(tidy(f"{text[:at]}x")) - 1, len(tidied)) for at in (one.start, one.end))
        return start, max(start, end)

    comments: list[Comment] = []
    for comment in review.comments:
        start, end = now(comment)
        comments.append(structs.replace(comment, start=start, end=end))
    suggestions: list[Suggestion] = []
    for one in review.suggestions:
        start, end = now(one)
        text = changed.get((one.block, one.field))
        quoted = one.quoted if text is None else after.get((one.block, one.field), "")[start:end]
        suggestions.append(structs.replace(one, start=start, end=end, quoted=quoted))
    return structs.replace(review, comments=tuple(comments), suggestions=tuple(suggestions))


class _Place(NamedTuple):
    block: str | None
    at: int


class _Shift(NamedTuple):
    """The stretch of a text that gave way to ``size`` letters, by the suggestion number ``rank``."""

    start: int
    end: int
    rank: int
    size: int


class _Part(NamedTuple):
    """From ``start`` on the text of a block belongs to ``block`` now."""

    start: int
    rank: int
    block: str


_Ranked = tuple[int, Suggestion]
_LAST = 1 << 60


class _Work:
    """Takes suggestions into an article in one walk, and knows afterwards where every place has gone."""

    def __init__(self, suggestions: Iterable[_Ranked]) -> None:
        self.done: set[str] = set()
        self.gone: set[str | None] = set()
        self._of: dict[str | None, list[_Ranked]] = defaultdict(list)
        self._shifts: dict[tuple[str | None, str], list[_Shift]] = defaultdict(list)
        self._parts: dict[str | None, list[_Part]] = defaultdict(list)
        self._behind: dict[str | None, _Place] = {}
        for rank, one in suggestions:
            self._of[one.block].append((rank, one))

    def article(self, article: Article) -> Article:
        """Return the article with all that fits."""
        for field, those in self._by_field(None).items():
            runs, _ = self._rewritten(article, field, those)
            article = with_text_of(article, field, runs)
        return structs.replace(article, blocks=tuple(self._through((*self._added(None), *article.blocks))))

    def place(self, block: str | None, field: str, at: int, rank: int) -> _Place:
        """Return where a position is now; ``rank`` says what came before it at the very same place."""
        now = self._shifted(block, field, at, rank)
        place = _Place(block, now)
        for part in self._parts[block] if field == "body" else ():
            if (part.start, part.rank) <= (at, rank):
                place = _Place(part.block, now - self._shifted(block, field, part.start, part.rank))
        return self._joined(place) if field == "body" else place

    def last_part(self, block: str | None) -> str | None:
        """Return the block with the end of the text that was all of ``block``."""
        parts = self._parts[block]
        return self._joined(_Place(parts[-1].block if parts else block, 0)).block

    def is_joined(self, block: str | None) -> bool:
        """Say whether a block has become the end of another."""
        return block in self._behind

    def _joined(self, place: _Place) -> _Place:
        while (front := self._behind.get(place.block)) is not None:
            place = _Place(front.block, front.at + place.at)
        return place

    def _shifted(self, block: str | None, field: str, at: int, rank: int) -> int:
        now = at
        for shift in self._shifts[block, field]:
            if at > shift.end or (at == shift.end and (shift.start < at or shift.rank < rank)):
                now += shift.size - (shift.end - shift.start)
            elif at > shift.start:
                now += shift.start - at + (shift.size if rank == -1 else 0)
        return now

    def _added(self, block: str | None) -> list[Block]:
        found = [one for _, one in self._of[block] if one.kind == ADD]
        self.done.update(one.id for one in found)
        return [new for one in found for new in one.blocks]

    def _through(self, blocks: Iterable[Block]) -> list[Block]:
        """Return ``blocks`` as they are now; one that swallows the next waits for it."""
        done: list[Block] = []
        swallowing: Suggestion | None = None
        for block in blocks:
            parts = self._changed(block)
            if swallowing and parts:
                front, back = done[-1], parts[0]
                if isinstance(front, _LINES) and isinstance(back, _LINES):
                    self.done.add(swallowing.id)
                    ahead = joined((*front.runs, *swallowing.runs))
                    self._behind[back.id] = _Place(front.id, len(plain(ahead)))
                    done[-1] = structs.replace(front, runs=joined((*ahead, *back.runs)))
                    del parts[0]
                swallowing = None
            done += parts
            if block.id not in self.gone:
                swallowing = next((one for _, one in self._of[block.id] if one.kind == JOIN), swallowing)
            done += self._added(block.id)
        return done

    def _changed(self, block: Block) -> list[Block]:
        """Return what has become of one block: nothing, itself, or the parts of it."""
        mine = self._of[block.id]
        if any(one.kind == REMOVE for _, one in mine):
            # With a box or a gallery go the blocks in it, and what would be changed in them.
            inside = [one.id for one in walk((block,))]
            self.gone.update(inside)
            self.done.update(one.id for name in inside for _, one in self._of[name] if one.kind != ADD)
            return []
        tails: list[Block] = []
        for field, those in self._by_field(block.id).items():
            runs, parts = self._rewritten(block, field, those)
            block = with_text_of(block, field, runs)
            tails += parts
        if isinstance(block, Box):
            block = structs.replace(block, blocks=tuple(self._through(block.blocks)))
        elif isinstance(block, Gallery):
            photos = (new for photo in block.photos for new in self._changed(photo))
            block = structs.replace(block, photos=tuple(new for new in photos if isinstance(new, Photo)))
        return [block, *tails]

    def _by_field(self, block: str | None) -> dict[str, list[_Ranked]]:
        found: dict[str, list[_Ranked]] = defaultdict(list)
        for rank, one in self._of[block]:
            if one.kind in _IN_TEXT:
                found[one.field].append((rank, one))
        return found

    def _rewritten(
        self, owner: Article | Block, field: str, those: list[_Ranked]
    ) -> tuple[Runs, list[Block]]:
        """Return one text with what fits, and the blocks that were parted from it; from the back."""
        key = None if isinstance(owner, Article) else owner.id
        before = texts_of(owner).get(field, ())
        bare = plain(before)
        rest, tails = len(bare), list[Block]()
        text = before
        for rank, one in sorted(those, key=lambda ranked: (ranked[1].start, ranked[1].end, ranked[0]))[::-1]:
            if not 0 <= one.start <= one.end <= rest or bare[one.start : one.end] != one.quoted:
                continue
            behind = stretch(text, one.end, _LAST)
            if one.kind != SPLIT:
                text = joined((*stretch(text, 0, one.start), *one.runs, *behind))
                self._shifts[key, field].append(_Shift(one.start, one.end, rank, len(plain(one.runs))))
            elif (tail := _parted(owner, one, behind)) is not None:
                tails.insert(0, tail)
                text = stretch(text, 0, one.start)
                self._parts[key].insert(0, _Part(one.start, rank, tail.id))
            else:
                continue
            rest = one.start
            self.done.add(one.id)
        return text, tails


def _parted(owner: Article | Block, one: Suggestion, behind: Runs) -> Block | None:
    """Return the block that takes what stands behind a split, None where nothing can be parted there."""
    tail = one.blocks[0] if len(one.blocks) == 1 else None
    if one.field != "body" or not isinstance(owner, _LINES) or not isinstance(tail, _LINES):
        return None
    return structs.replace(tail, runs=behind)


def _moved_suggestion(work: _Work, one: Suggestion, rank: int) -> Suggestion | None:
    """Return a suggestion where it stands now; None where what it would change is no more."""
    if one.block in work.gone:
        return None
    if one.kind in (ADD, JOIN):
        return structs.replace(one, block=work.last_part(one.block))
    if one.kind == REMOVE:
        return None if work.is_joined(one.block) else one
    place, end = _moved(work, one, rank)
    return structs.replace(one, block=place.block, start=place.at, end=end)


def _moved_comment(work: _Work, one: Comment) -> Comment:
    if one.block in work.gone:
        # The words of an editor outlive the text they were said of.
        return structs.replace(one, block=None, field="", start=0, end=0)
    place, end = _moved(work, one, -1 if one.start == one.end else _LAST)
    return structs.replace(one, block=place.block, start=place.at, end=end)


def _moved(work: _Work, one: Comment | Suggestion, rank: int) -> tuple[_Place, int]:
    start = work.place(one.block, one.field, one.start, rank)
    if one.start == one.end:
        return start, start.at
    end = work.place(one.block, one.field, one.end, -1)
    # What reached over a place where the block was parted ends there.
    return start, end.at if end.block == start.block else max(start.at, _end_of(work, one, start))


def _end_of(work: _Work, one: Comment | Suggestion, start: _Place) -> int:
    at = one.end
    while at > one.start and work.place(one.block, one.field, at, -1).block != start.block:
        at -= 1
    return work.place(one.block, one.field, at, -1).at
