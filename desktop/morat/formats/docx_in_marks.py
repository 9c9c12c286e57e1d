"""Comments and tracked changes of a Word file on their way into a piece.

While a file is read they ride on the runs of the text they belong to (``Run.extra``), whatever becomes of
these: a headline, a caption, an item of a list. Once the piece is made, :func:`gather` finds them where
their text has gone and takes them off again.

On a run stand the numbers of the marks that cover it, and of those that stand at one of its ends: ``3 <7
>8``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct, structs

from morat.formats.docx_in_pieces import PictureHere
from morat.newsroom.article import Article
from morat.newsroom.blocks import (
    Block,
    Box,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
    new_id,
    walk,
    with_id,
)
from morat.newsroom.changes import CELL, ITEM, texts_of, with_text_of
from morat.newsroom.edits import joined
from morat.newsroom.inline import Run, Runs, plain, strip
from morat.newsroom.review import (
    DELETE,
    INSERT,
    JOIN,
    REPLACE,
    SPLIT,
    Comment,
    Review,
    Suggestion,
    tidy_review,
)

COMMENT = "comment"
BEFORE, BEHIND = "<", ">"
_LINES = Paragraph | Subhead | Pullquote | Quote
Owner = str | None
Texts = Mapping[tuple[Owner, str], Runs]
"""What texts of a piece were made of, by block and field."""


class Mark(Struct, gc=False):
    """A comment, or one change: its ``kind`` (that of a suggestion, or ``COMMENT``), who made it and when.

    ``runs`` and ``blocks`` would come in, or a ``picture`` that is still to be taken along. ``block`` is
    set where no text carries the mark; with a ``row`` it is the whole row of that table. ``comment`` is
    what a comment says.
    """

    kind: str
    id: str = ""
    author: str = ""
    at: str = ""
    runs: Runs = ()
    blocks: tuple[Block, ...] = ()
    block: str | None = None
    row: int | None = None
    comment: Comment | None = None
    picture: PictureHere | None = None


class Marks:
    """The marks of one file, in the order in which they are met."""

    def __init__(self) -> None:
        self.all: list[Mark] = []

    def __bool__(self) -> bool:
        return bool(self.all)

    def add(self, mark: Mark) -> str:
        """Take a mark in and return its number, which is what stands on runs."""
        self.all.append(mark)
        return str(len(self.all) - 1)

    def space_out(self, before: list[str], behind: list[str], lead: str, trail: str) -> None:
        """Give the space at the ends of a text to what would come in there."""
        for token in reversed(before):
            mark = self.all[int(token[1:])]
            if mark.kind == INSERT and lead:
                mark.runs = (*mark.runs, Run(lead))
                break
        for token in behind:
            mark = self.all[int(token[1:])]
            if mark.kind in (INSERT, JOIN) and trail:
                mark.runs = (Run(trail), *mark.runs)
                break


def at_an_end(run: Run, points: Iterable[str], *, at_end: bool = True) -> tuple[Run, ...]:
    """Return a run of text with marks that stand at its end, or its beginning, on that letter alone."""
    extra = " ".join((*run.extra.split(), *points))
    if extra == run.extra:
        return (run,)
    cut = len(run.text) - 1 if at_end else 1
    parts = run.text[:cut], run.text[cut:]
    extras = (run.extra, extra) if at_end else (extra, run.extra)
    halves = zip(parts, extras, strict=True)
    return tuple(structs.replace(run, text=text, extra=told) for text, told in halves if text)


def trimmed(runs: Runs, marks: Marks) -> Runs:
    """Return ``runs``, in normal form, without white space at either end; marks there move inwards.

    What would come in behind such space brings it along.
    """
    text = plain(runs)
    if text == text.strip():
        return runs
    kept = strip(runs)
    if not kept or not any(run.extra for run in runs):
        return kept
    lead = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    before: list[str] = []
    behind: list[str] = []
    at = 0
    for run in runs:
        points = [token for token in run.extra.split() if token[0] in "<>"]
        if at + len(run.text) <= lead:
            before += [BEFORE + token[1:] for token in points]
        elif at >= end:
            behind += [BEHIND + token[1:] for token in points]
        at += len(run.text)
    marks.space_out(before, behind, text[:lead], text[end:])
    kept = (*at_an_end(kept[0], before, at_end=False), *kept[1:])
    return (*kept[:-1], *at_an_end(kept[-1], behind))


class _Spot(NamedTuple):
    """A stretch of a text that one mark has."""

    owner: Owner
    field: str
    start: int
    end: int


def gather(article: Article, marks: Marks, origins: Texts) -> tuple[Article, Review, int]:
    """Return ``article`` without the marks on its runs, what they say, and how many changes were lost.

    A change is lost where its text has no place in the piece: in the names of the authors, in tags.
    ``origins`` are the runs of texts that are plain strings in the piece (the headline, a credit).
    """
    if not marks:
        return article, Review(), 0
    work = _Gatherer(article, marks, origins)
    return work.article, tidy_review(Review(tuple(work.comments()), tuple(work.suggestions()))), work.lost


class _Gatherer:
    """Knows where every mark has gone."""

    def __init__(self, article: Article, marks: Marks, origins: Texts) -> None:
        self._marks = marks.all
        self._spots: dict[int, list[_Spot]] = defaultdict(list)
        self._texts: dict[tuple[Owner, str], Runs] = {}
        self._blocks = {block.id: block for block in walk(article.blocks)}
        self.lost = 0
        for (owner, field), runs in origins.items():
            self._read_origin(article, owner, field, runs)
        self.article = structs.replace(article, blocks=tuple(map(self._taken, article.blocks)))

    def _taken(self, block: Block) -> Block:
        """Return ``block`` without marks, of which note is taken."""
        if isinstance(block, Box):
            block = structs.replace(block, blocks=tuple(map(self._taken, block.blocks)))
        elif isinstance(block, Gallery):
            photos = tuple(taken for photo in block.photos if isinstance(taken := self._taken(photo), Photo))
            block = structs.replace(block, photos=photos)
        for field, runs in texts_of(block).items():
            self._texts[block.id, field] = text = bare(runs)
            if text is not runs:
                self._read(block.id, field, runs)
                block = with_text_of(block, field, text)
        self._blocks[block.id] = block
        return block

    def _read(self, owner: Owner, field: str, runs: Runs, shift: int = 0) -> None:
        at = shift
        for run in runs:
            end = at + len(run.text)
            for token in run.extra.split():
                place = {BEFORE: (at, at), BEHIND: (end, end)}.get(token[0], (at, end))
                self._note(int(token.lstrip(BEFORE + BEHIND)), _Spot(owner, field, *place))
            at = end

    def _note(self, number: int, spot: _Spot) -> None:
        spots = self._spots[number]
        last = spots[-1] if spots else None
        if last and last[:2] == spot[:2] and last.end == spot.start:
            spots[-1] = last._replace(end=spot.end)
        else:
            spots.append(spot)

    def _read_origin(self, article: Article, owner: Owner, field: str, runs: Runs) -> None:
        """Take note of the marks of a text that became a plain string, where it did so letter for letter."""
        whole: Article | Block | None = article if owner is None else self._blocks.get(owner)
        text = plain(texts_of(whole).get(field, ())) if whole is not None else ""
        self._texts[owner, field] = (Run(text),) if text else ()
        at = _spaced(plain(runs)).find(_spaced(text))
        if not text or at < 0:
            return
        end = at + len(text)
        inside: dict[int, list[_Spot]] = defaultdict(list)
        self._spots, kept = inside, self._spots
        self._read(owner, field, runs)
        self._spots = kept
        for number, spots in inside.items():
            for spot in spots:
                low, high = max(spot.start, at) - at, min(spot.end, end) - at
                if low < high or spot.start == spot.end:
                    self._note(
                        number, spot._replace(start=min(low, len(text)), end=max(high, min(low, len(text))))
                    )

    def comments(self) -> Iterator[Comment]:
        """Yield the comments, each at the first text that it covers: of several blocks at the first one."""
        for number, mark in enumerate(self._marks):
            if mark.comment is None:
                continue
            spots = self._spots.get(number, ())
            spot = next((one for one in spots if one.end > one.start), next(iter(spots), None))
            if spot is not None:
                # Items of a list, cells of a table: one text, in which nothing covers the signs between them.
                spot = spot._replace(end=max(one.end for one in spots if one[:2] == spot[:2]))
            if spot is None:
                block = mark.block if mark.block in self._blocks else None
                yield structs.replace(mark.comment, block=block)
            else:
                yield structs.replace(
                    mark.comment,
                    block=spot.owner,
                    field=spot.field,
                    start=spot.start,
                    end=spot.end,
                    quoted=self._text(spot),
                )

    def suggestions(self) -> Iterator[Suggestion]:
        """Yield the suggestions in the order of the file, a deletion with what takes its place as one."""
        waiting: Suggestion | None = None
        for number, mark in enumerate(self._marks):
            if mark.comment is not None:
                continue
            found = list(self._of(number, mark))
            if not found and (mark.runs or mark.blocks or mark.kind == DELETE):
                self.lost += 1
            for one in found:
                together = _together(waiting, one) if waiting else None
                if waiting and together is None:
                    yield waiting
                waiting = together or one
        if waiting:
            yield waiting

    def _of(self, number: int, mark: Mark) -> Iterator[Suggestion]:
        made = Suggestion(id=mark.id, kind=mark.kind, author=mark.author, at=mark.at, block=mark.block)
        spots = self._spots.get(number, [])
        match mark.kind:
            case "delete" if mark.row is not None:
                yield from self._row(made, mark.row)
            case "insert" if mark.row is not None:
                yield from self._new_row(made, mark)
            case "insert" | "delete":
                for spot in spots:
                    yield self._in_text(made, spot, mark.runs)
            case "add":
                yield from self._add(made, spots, mark)
            case "remove":
                yield from self._remove(made, spots)
            case _:
                yield from self._split_or_join(made, spots, mark.runs)

    def _in_text(self, made: Suggestion, spot: _Spot, runs: Runs) -> Suggestion:
        return structs.replace(
            made,
            block=spot.owner,
            field=spot.field,
            start=spot.start,
            end=spot.end,
            quoted=self._text(spot),
            runs=runs,
        )

    def _add(self, made: Suggestion, spots: list[_Spot], mark: Mark) -> Iterator[Suggestion]:
        """Yield new blocks behind the text they follow; items of a list go into that list."""
        spot = spots[0] if spots else None
        home = self._blocks.get(spot.owner or "") if spot else None
        new = mark.blocks[0] if len(mark.blocks) == 1 else None
        if spot and isinstance(home, ListBlock) and isinstance(new, ListBlock):
            runs = joined(run for item in new.items for run in (Run(ITEM), *item))
            yield self._in_text(structs.replace(made, kind=INSERT), spot, runs)
        else:
            block = spot.owner if spot else mark.block
            yield structs.replace(made, block=block if block in self._blocks else None, blocks=mark.blocks)

    def _remove(self, made: Suggestion, spots: list[_Spot]) -> Iterator[Suggestion]:
        if not spots:
            if made.block in self._blocks:
                yield made
            return
        for spot in spots:
            home = self._blocks.get(spot.owner or "")
            length = len(plain(self._texts.get(spot[:2], ())))
            if home is None:
                yield self._in_text(structs.replace(made, kind=DELETE), spot, ())
            elif isinstance(home, _LINES) or spot.end - spot.start >= length:
                yield structs.replace(made, block=home.id)
            else:
                # An item goes with the sign that parts it from its neighbour.
                wider = spot._replace(start=spot.start - 1) if spot.start else spot._replace(end=spot.end + 1)
                of_item = wider if isinstance(home, ListBlock) else spot
                yield self._in_text(structs.replace(made, kind=DELETE), of_item, ())

    def _split_or_join(self, made: Suggestion, spots: list[_Spot], runs: Runs) -> Iterator[Suggestion]:
        for spot in spots:
            home = self._blocks.get(spot.owner or "")
            if isinstance(home, _LINES) and spot.field == "body":
                if made.kind == JOIN:
                    yield structs.replace(made, block=home.id, runs=runs)
                else:
                    tail = structs.replace(with_id(home, new_id()), runs=())
                    yield structs.replace(made, block=home.id, start=spot.end, end=spot.end, blocks=(tail,))
            elif made.kind == JOIN:
                sign = spot._replace(start=spot.end, end=spot.end + 1)
                if self._text(sign) in ("\n", ITEM):
                    yield self._in_text(structs.replace(made, kind=DELETE), sign, ())
            elif made.kind == SPLIT:
                # In an item, a cell, a headline it is a new line.
                yield self._in_text(structs.replace(made, kind=INSERT), spot, (Run("\n"),))

    def _row(self, made: Suggestion, row: int) -> Iterator[Suggestion]:
        home = self._blocks.get(made.block or "")
        if isinstance(home, Table) and row < len(home.rows):
            starts = _row_starts(home)
            wide = (starts[row] - 1, starts[row + 1] - 1) if row else (0, min(starts[1], starts[-1] - 1))
            yield self._in_text(structs.replace(made, kind=DELETE), _Spot(home.id, "body", *wide), ())

    def _new_row(self, made: Suggestion, mark: Mark) -> Iterator[Suggestion]:
        home = self._blocks.get(made.block or "")
        if isinstance(home, Table) and mark.row is not None:
            starts = _row_starts(home)
            at = starts[min(mark.row, len(home.rows))] - 1 if mark.row else 0
            runs = (Run(ITEM), *mark.runs) if mark.row else (*mark.runs, Run(ITEM))
            yield self._in_text(made, _Spot(home.id, "body", at, at), joined(runs))

    def _text(self, spot: _Spot) -> str:
        return plain(self._texts.get(spot[:2], ()))[spot.start : spot.end]


def _together(one: Suggestion, other: Suggestion) -> Suggestion | None:
    """Return two changes by the same hand, one behind the other, as the one that they are; else None.

    Word cuts a change wherever the looks of its text change. What is deleted and what is inserted behind it
    make a replacement.
    """
    places = (one.author, one.at, one.block, one.field, one.end)
    if places != (other.author, other.at, other.block, other.field, other.start):
        return None
    if ITEM in one.quoted + plain(one.runs) + other.quoted + plain(other.runs):
        return None
    if one.kind == other.kind == DELETE:
        return structs.replace(one, end=other.end, quoted=one.quoted + other.quoted)
    if one.kind in (INSERT, DELETE, REPLACE) and other.kind == INSERT:
        kind = INSERT if one.kind == INSERT else REPLACE
        return structs.replace(one, kind=kind, runs=(*one.runs, *other.runs))
    return None


def _spaced(text: str) -> str:
    """Return a text with every break and stop as a space: lines of a piece have no others."""
    return "".join(" " if letter.isspace() else letter for letter in text)


def _row_starts(table: Table) -> list[int]:
    """Return where each row begins in the text of a table, and one more row would."""
    starts = [0]
    for row in table.rows:
        starts.append(starts[-1] + sum(len(plain(cell)) + 1 for cell in row))
    return starts


def row_text(cells: Iterable[Runs]) -> Runs:
    """Return the cells of a row as the text of a table has them."""
    runs: list[Run] = []
    for place, cell in enumerate(cells):
        runs += (Run(CELL), *cell) if place else cell
    return joined(bare(tuple(runs)))


def with_marks(runs: Runs, tokens: Iterable[str]) -> Runs:
    """Return a text with marks that stand at its end."""
    return (*runs[:-1], *at_an_end(runs[-1], (BEHIND + token for token in tokens))) if runs else runs


def without_marks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks, the texts of boxes and galleries left as they are, without the marks on their runs."""
    done: list[Block] = []
    for block in blocks:
        plain_one = block
        for field, runs in texts_of(block).items():
            plain_one = with_text_of(plain_one, field, bare(runs))
        done.append(plain_one)
    return tuple(done)


def bare(runs: Runs) -> Runs:
    """Return a text without marks."""
    if not any(run.extra for run in runs):
        return runs
    return joined(structs.replace(run, extra="") for run in runs)
