"""Comments and tracked changes while the paragraphs of a Word file are read, one after the other.

Knows which comments are open and which text is deleted, so that every run can say so, and puts marks that
stand between two letters onto the letter beside them.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby

from msgspec import structs

from morat.formats.docx_in_comments import author_of, moment_of
from morat.formats.docx_in_marks import BEFORE, BEHIND, COMMENT, Mark, Marks, at_an_end
from morat.formats.docx_in_pieces import LABEL, Piece
from morat.formats.docx_in_revisions import JOIN as JOIN_TAG
from morat.formats.docx_in_revisions import REMOVED
from morat.formats.docx_in_revisions import SPLIT as SPLIT_TAG
from morat.formats.ooxml import Element, qn
from morat.newsroom.inline import Runs, tidy
from morat.newsroom.review import ADD, DELETE, INSERT, JOIN, REMOVE, SPLIT, Comment

_ENDS = {SPLIT_TAG: SPLIT, JOIN_TAG: JOIN, REMOVED: REMOVE}


class Tracker:
    """What is open at the place where a file is read; ``marks`` fills, ``hidden`` counts what Word hides."""

    def __init__(self, comments: Mapping[str, Comment], marks: Marks) -> None:
        """Know the ``comments`` of the file by the ids that its text names them with."""
        self.marks = marks
        self._comments = dict(comments)
        self._open: dict[str, str] = {}
        self._deleted: list[tuple[Element, str]] = []
        self._removed: list[str] = []
        self._inserting = 0
        self.hidden = 0

    @property
    def covering(self) -> str:
        """The marks that cover what is read now, as a run has them."""
        if not (self._open or self._deleted or self._removed):
            return ""
        return " ".join((*self._open.values(), *(token for _, token in self._deleted), *self._removed))

    def begin_paragraph(self) -> None:
        """Begin with the next paragraph."""
        self._removed.clear()

    def end_paragraph(self, pieces: list[Piece]) -> list[Piece]:
        """Return what a paragraph holds with all marks on its letters."""
        return list(_anchored(pieces)) if self.marks else pieces

    def comment(self, element: Element) -> Iterator[Piece]:
        """Take the beginning of a comment's range, its end, or the sign of a comment that has no range."""
        name = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeEnd"):
            token = self._open.pop(name, None)
            if token is not None:
                # Also where it covered nothing: that is the place it was made for.
                yield Piece(marks=(token,))
        elif name in self._comments:
            said = self._comments.pop(name)
            token = self.marks.add(Mark(COMMENT, comment=said))
            if element.tag == qn("w:commentRangeStart"):
                self._open[name] = token
            else:
                yield Piece(marks=(token,))

    @contextmanager
    def deleting(self, change: Element) -> Generator[bool]:
        """Read inside what would go; yields whether it was there at all: what is new may be deleted again."""
        if self._inserting or self._removed:
            yield not self._inserting
            return
        self._deleted.append((change, self.marks.add(mark_of(change, DELETE))))
        yield True
        self._deleted.pop()

    @contextmanager
    def inserting(self) -> Generator[None]:
        """Read inside what would come in."""
        self._inserting += 1
        yield
        self._inserting -= 1

    def inserted(self, change: Element, pieces: list[Piece]) -> Iterator[Piece]:
        """Take what would come in: its text as one mark, its pictures as one each."""
        runs = tidy(structs.replace(piece.run, extra="") for piece in pieces if piece.run.text)
        if runs and not self._deleted:
            yield Piece(marks=(self.marks.add(mark_of(change, INSERT, runs)),))
        for piece in pieces:
            if piece.picture is not None:
                mark = mark_of(change, ADD)
                mark.picture = piece.picture
                yield Piece(marks=(self.marks.add(mark),))
            elif piece.box is not None or piece.note is not None:
                yield piece
        inside = dict.fromkeys(
            token for piece in pieces for token in (*piece.run.extra.split(), *piece.marks)
        )
        yield from (Piece(marks=(token,)) for token in inside)

    def of_picture(self) -> tuple[str, ...]:
        """Return the marks of a picture that is read now."""
        gone = [self.marks.add(mark_of(change, REMOVE)) for change, _ in self._deleted[-1:]]
        return (*self._open.values(), *gone, *self._removed)

    def hide(self, text: str) -> Iterator[Piece]:
        """Take text of a paragraph that Word hides: a piece does not show it, and it is not lost."""
        if any(letter.isalnum() for letter in text):
            self.hidden += 1
            said = Comment(id="", author="Word", text=text)
            yield Piece(marks=(self.marks.add(Mark(COMMENT, comment=said)),))

    def end(self, element: Element) -> Iterator[Piece]:
        """Take what is to become of the paragraph as a whole."""
        token = self.marks.add(mark_of(element, _ENDS[str(element.tag)]))
        if element.tag == REMOVED:
            self._removed.append(token)
        else:
            yield Piece(marks=(token,))


def mark_of(change: Element, kind: str, runs: Runs = ()) -> Mark:
    """Return the mark that a tracked change of the file makes, with its author and time."""
    number = change.get(qn("w:id"), "")
    known = f"{int(number):08x}" if number.isascii() and number.isdigit() and len(number) <= 10 else ""
    return Mark(kind, known, author_of(change), moment_of(change), runs)


def _anchored(pieces: list[Piece]) -> Iterator[Piece]:
    """Put marks that stand by themselves onto the text, the picture or the box nearest to them."""
    for is_text, group in groupby(pieces, key=lambda piece: piece.is_text):
        found = list(group)
        yield from _settled(found) if is_text else found


def _settled(group: list[Piece]) -> Iterator[Piece]:
    """Yield the text of a group with the marks in it; those of a group without text by themselves."""
    done: list[Piece] = []
    waiting: list[str] = []
    for piece in group:
        if piece.run.text and piece.style == LABEL:
            done.append(piece)
        elif piece.run.text:
            first = with_points(piece, [BEFORE + token for token in waiting], at_end=False)
            done += first
            waiting = []
        elif piece.note is not None:
            done.append(piece)
        elif (last := _last_text(done)) is None or done[last].style == LABEL:
            # Fixed words are none of the piece's: what stands behind them belongs to the text that follows.
            waiting += piece.marks
        else:
            done[last : last + 1] = with_points(done[last], [BEHIND + token for token in piece.marks])
    yield from done
    if waiting:
        yield Piece(marks=tuple(waiting))


def _last_text(pieces: list[Piece]) -> int | None:
    return next((place for place in reversed(range(len(pieces))) if pieces[place].run.text), None)


def with_points(piece: Piece, points: list[str], *, at_end: bool = True) -> list[Piece]:
    """Return a piece of text with marks at one of its ends."""
    runs = at_an_end(piece.run, points, at_end=at_end)
    return [structs.replace(piece, run=run) for run in runs]
