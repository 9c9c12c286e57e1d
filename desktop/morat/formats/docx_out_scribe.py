"""Write the texts of a piece into a Word file together with what editors say of them.

What Word cannot say, a change of a photo's alt text or of two items of a list at once, is left to the
property ``review`` of the file; a comment without a place in what is printed stands at the beginning.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from docx.opc.part import Part
from lxml import etree

from morat.formats import docx_out_text as write_text
from morat.formats.docx_out_comments import add_parts, numbered
from morat.formats.docx_out_tracking import DELETED, INSERTED, Tracking
from morat.formats.ooxml import RELATION, Element, add, added_since, last_in, qn
from morat.newsroom.blocks import Block
from morat.newsroom.changes import ITEM
from morat.newsroom.inline import Runs, cut, plain
from morat.newsroom.review import ADD, JOIN, REMOVE, SPLIT, STRETCHES, Comment, Review, Suggestion

Place = tuple[str | None, str]
"""A text of the piece: its block (None for the piece's own) and its field."""


class Scribe:
    """Writes texts; what is said of them is laid round and between their letters."""

    def __init__(self, part: Part, review: Review, next_number: Callable[[], int]) -> None:
        """Write into ``part``; ``next_number`` gives numbers that no bookmark or change has yet."""
        self._part = part
        self._tracking = Tracking(next_number)
        self._every = list(numbered(review.comments))
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for one in self._every:
            comment = one.said if one.parent is None else self._every[one.parent].said
            self._numbers[comment.id].append(one.number)
        self._comments: dict[Place, list[Comment]] = defaultdict(list)
        for comment in review.comments:
            self._comments[comment.block, comment.field].append(comment)
        self._open: dict[str, Element] = {}
        self._unplaced = {comment.id: comment for comment in review.comments}
        self._changes = _by_text(review.suggestions)
        self._written: set[str] = set()
        self._of_blocks: dict[str | None, list[Suggestion]] = defaultdict(list)
        for change in review.suggestions:
            self._of_blocks[change.block].append(change)

    def relate(self, address: str) -> str:
        """Return the relationship of an address outside."""
        return self._part.relate_to(address, f"{RELATION}/hyperlink", is_external=True)

    def write(self, line: Element, runs: Runs, place: Place, *, at: int = 0, style: str = "") -> None:
        """Add ``runs``, which begin ``at`` that letter of the text ``place``, in a character style."""
        end = at + len(plain(runs))
        comments = self._comments.get(place, ())
        # What stands in an item without text reads like an item that is new.
        fitting = self._changes.get(place, ()) if runs else ()
        changes = [one for one in fitting if at <= one.start and one.end <= end]
        changes = [one for one in changes if plain(cut(runs, one.start - at, one.end - at)) == one.quoted]
        if not comments and not changes:
            write_text.runs(line, runs, self.relate, style)
            return
        points = {point for one in (*comments, *changes) for point in (one.start, one.end)}
        cuts = sorted({at, end, *(point for point in points if at < point < end)})
        self._between(line, at, comments, changes)
        for start, stop in pairwise(cuts):
            before = last_in(line)
            write_text.runs(line, cut(runs, start - at, stop - at), self.relate, style)
            for change in changes:
                if change.start <= start and stop <= change.end:
                    self._tracking.stretch(added_since(line, before), DELETED, change)
            self._between(line, stop, comments, changes)

    def _between(
        self, line: Element, at: int, comments: Sequence[Comment], changes: Sequence[Suggestion]
    ) -> None:
        """Add what stands between two letters: ends of comments, text that would come in, beginnings."""
        for comment in comments:
            if comment.id in self._open and comment.end <= at:
                self._close(line, comment)
        for change in changes:
            if change.end == at and change.runs and change.id not in self._written:
                self._written.add(change.id)
                before = last_in(line)
                write_text.runs(line, change.runs, self.relate)
                self._tracking.stretch(added_since(line, before), INSERTED, change)
        for comment in comments:
            if comment.start == at and comment.id in self._unplaced:
                del self._unplaced[comment.id]
                for number in self._numbers[comment.id]:
                    add(line, "w:commentRangeStart", id=str(number))
                self._open[comment.id] = line
                if comment.end == at:
                    self._close(line, comment)

    def _close(self, line: Element, comment: Comment) -> None:
        del self._open[comment.id]
        for number in self._numbers[comment.id]:
            add(line, "w:commentRangeEnd", id=str(number))
            sign = add(line, "w:r")
            add(add(sign, "w:rPr"), "w:rStyle", val="CommentReference")
            add(sign, "w:commentReference", id=str(number))

    def splits(self, block_id: str, runs: Runs) -> list[Suggestion]:
        """Return where a block of this text would be parted, in order; at its ends nothing is parted."""
        changes = (one for one in self._of_blocks.get(block_id, ()) if one.kind == SPLIT)
        return sorted((one for one in changes if 0 < one.start < len(plain(runs))), key=_start)

    def split(self, paragraph: Element, change: Suggestion) -> None:
        """Say that a paragraph would end here."""
        self._tracking.end(paragraph, INSERTED, change)

    def added(self, block_id: str | None) -> Iterator[tuple[Suggestion, tuple[Block, ...]]]:
        """Yield what would come in behind a block, at the front of the piece for None."""
        for change in self._of_blocks.get(block_id, ()):
            if change.kind == ADD:
                yield change, change.blocks

    def come_in(self, elements: Sequence[Element], change: Suggestion) -> None:
        """Say of elements that they would come in."""
        self._tracking.whole(elements, INSERTED, change)

    def settle(self, elements: Sequence[Element], block_id: str) -> None:
        """Say of the elements of a block what is said of it as a whole."""
        first = next((line for element in elements for line in element.iter(qn("w:p"))), None)
        if first is None:
            return
        for comment in [one for one in self._unplaced.values() if one.block == block_id]:
            self._lay_round(first, comment)
        for change in self._of_blocks.get(block_id, ()):
            if change.kind == REMOVE:
                self._tracking.whole(elements, DELETED, change)
            elif change.kind == JOIN and elements[-1].tag == qn("w:p"):
                self._tracking.end(elements[-1], DELETED, change)

    def finish(self, body: Element) -> None:
        """Place what is left over, and add the parts that say it."""
        for name, line in list(self._open.items()):
            self._close(
                line, next(one for those in self._comments.values() for one in those if one.id == name)
            )
        first = next(body.iter(qn("w:p")))
        for comment in list(self._unplaced.values()):
            self._lay_round(first, comment)
        if self._every:
            add_parts(self._part, self._every)

    def _lay_round(self, paragraph: Element, comment: Comment) -> None:
        """Let a comment reach over all that stands in a paragraph."""
        del self._unplaced[comment.id]
        place = 1 if paragraph.find(qn("w:pPr")) is not None else 0
        for number in reversed(self._numbers[comment.id]):
            start = etree.Element(qn("w:commentRangeStart"), {qn("w:id"): str(number)})
            paragraph.insert(place, start)
        self._open[comment.id] = paragraph
        self._close(paragraph, comment)


def _by_text(suggestions: Sequence[Suggestion]) -> dict[Place, list[Suggestion]]:
    """Return the changes of stretches by the text they are in, without those that overlap one before."""
    found: dict[Place, list[Suggestion]] = defaultdict(list)
    for one in sorted((one for one in suggestions if one.kind in STRETCHES), key=_start):
        those = found[one.block, one.field]
        crosses_items = ITEM in one.quoted + plain(one.runs)
        if not crosses_items and (not those or those[-1].end <= one.start):
            those.append(one)
    return found


def _start(change: Suggestion) -> int:
    return change.start
