"""What editors say of a piece beside its text: comments (nhận xét) and suggestions (đề nghị sửa).

Both travel beside the article, never in it: the article's own text is the one *before* the suggestions. What
one would put in is not in it yet, what one would take out is still there; to reject is to forget.

A place is a text, named by ``block`` and ``field`` as in a Finding, and two positions in code points of its
NFC text. The items of a list and the cells of a table make one text, parted by ``changes.ITEM`` and ``CELL``:
an item or a row that would come in or go is a stretch of that text with its sign.
"""

import re
import secrets
from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct, structs

from morat.newsroom.blocks import Block
from morat.newsroom.changes import CELL, ITEM
from morat.newsroom.edits import joined as together
from morat.newsroom.inline import Run, Runs, tidy
from morat.newsroom.text import clean, clean_line

INSERT, DELETE, REPLACE = "insert", "delete", "replace"
ADD, REMOVE, SPLIT, JOIN = "add", "remove", "split", "join"
STRETCHES = (INSERT, DELETE, REPLACE)
"""What a suggestion would do with a stretch of text."""
KINDS = (*STRETCHES, ADD, REMOVE, SPLIT, JOIN)
"""What a suggestion would do: with a stretch of text, or with whole blocks."""

_SIGNS = (ITEM, CELL)
_PARTS = re.compile(f"([{ITEM}{CELL}])")


class Reply(Struct, frozen=True, gc=False):
    """An answer to a comment; ``at`` is ISO time in UTC, empty where nobody knows."""

    id: str
    author: str = ""
    at: str = ""
    text: str = ""
    extra: str = ""


class Comment(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody says of a stretch of text, ``quoted`` as it read then.

    Without a ``block`` it belongs to a text of the piece (``headline``), with an empty ``field`` too to the
    piece as a whole. ``id`` is eight hexadecimal digits below 80000000: Word keeps such numbers.
    """

    id: str
    field: str = ""
    block: str | None = None
    start: int = 0
    end: int = 0
    quoted: str = ""
    author: str = ""
    at: str = ""
    text: str = ""
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
    extra: str = ""


class Suggestion(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody would change, of one of the :data:`KINDS`.

    - ``insert``, ``delete``, ``replace``: the stretch from ``start`` to ``end``, which reads ``quoted``,
      gives way to ``runs``;
    - ``add``: ``blocks`` come in behind ``block``, at the front of the piece where it is None;
    - ``remove``: ``block`` goes;
    - ``split``: ``block`` is parted at ``start``, and what follows becomes the one empty block in ``blocks``;
    - ``join``: the text of the block that follows comes behind that of ``block``, ``runs`` between them.
    """

    id: str
    kind: str
    field: str = "body"
    block: str | None = None
    start: int = 0
    end: int = 0
    quoted: str = ""
    runs: Runs = ()
    blocks: tuple[Block, ...] = ()
    author: str = ""
    at: str = ""
    extra: str = ""


class Settled(Struct, frozen=True, gc=False):
    """A comment or suggestion that was, and is no more: its id, and when (ISO, UTC) that came to be.

    What another copy of the piece still says of it is old news then.
    """

    id: str
    at: str = ""
    extra: str = ""


class Review(Struct, frozen=True, gc=False):
    """All that is said of a piece; empty (and false) where nothing is. ``settled`` is what once was."""

    comments: tuple[Comment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    settled: tuple[Settled, ...] = ()
    extra: str = ""

    def __bool__(self) -> bool:
        return bool(self.comments or self.suggestions)


Said = TypeVar("Said", Comment, Reply, Suggestion)


def new_mark() -> str:
    """Return a fresh id for a comment, a reply or a suggestion."""
    return f"{secrets.randbelow(0x7FFFFFFF) + 1:08x}"


@lru_cache(maxsize=256)
def moment(written: str) -> str:
    """Return an ISO time in UTC to the second; empty for what is no time, or says no zone."""
    try:
        at = datetime.fromisoformat(written)
        return "" if at.tzinfo is None else at.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


def tidy_review(review: Review) -> Review:
    """Return ``review`` in its normal form: NFC, times in UTC, every id there once."""
    seen: set[str] = set()
    comments = tuple(
        structs.replace(
            _tidy_said(one, seen),
            quoted=_clean(one.quoted),
            text=clean(one.text).strip(),
            replies=tuple(_tidy_reply(reply, seen) for reply in one.replies),
        )
        for one in review.comments
    )
    suggestions = tuple(
        structs.replace(_tidy_said(one, seen), quoted=_clean(one.quoted), runs=_tidy(one.runs))
        for one in review.suggestions
    )
    settled = tuple({one.id: structs.replace(one, at=moment(one.at)) for one in review.settled}.values())
    return structs.replace(review, comments=comments, suggestions=suggestions, settled=settled)


def ids(review: Review) -> tuple[str, ...]:
    """Return the ids of all that is said."""
    return (*(one.id for one in review.comments), *(one.id for one in review.suggestions))


def signed(review: Review, marks: Collection[str], author: str) -> Review:
    """Return ``review`` with the comments and answers of these ids signed by ``author``."""
    return structs.replace(review, comments=tuple(_signed(one, marks, author) for one in review.comments))


def _signed(comment: Comment, marks: Collection[str], author: str) -> Comment:
    replies = tuple(
        structs.replace(reply, author=author) if reply.id in marks else reply for reply in comment.replies
    )
    return structs.replace(comment, replies=replies, author=author if comment.id in marks else comment.author)


def settled(before: Review, after: Review, at: str) -> Review:
    """Return ``after`` with a note of what ``before`` said and it does not: that was settled then."""
    left = set(ids(after))
    gone = (mark for mark in ids(before) if mark not in left)
    return structs.replace(after, settled=(*after.settled, *(Settled(mark, at) for mark in gone)))


def joined(ours: Review, theirs: Review) -> Review:
    """Return all that is said in two copies of a piece; of what both have, ``theirs`` as it stands there.

    An answer that one copy alone has stays too. What one of them has settled is settled.
    """
    done = {one.id: one for one in (*ours.settled, *theirs.settled)}
    known = {one.id: one for one in ours.comments if one.id not in done}
    there = [one for one in theirs.comments if one.id not in done]
    comments = [_answered(known.pop(one.id), one) if one.id in known else one for one in there]
    asked = [one for one in theirs.suggestions if one.id not in done]
    marks = {one.id for one in asked} | done.keys()
    return Review(
        (*known.values(), *comments),
        (*(one for one in ours.suggestions if one.id not in marks), *asked),
        tuple(done.values()),
        theirs.extra or ours.extra,
    )


def gone_on(before: Review, after: Review, now: Review) -> Review:
    """Return ``after``, which somebody made of ``before``, with what ``now`` has beyond that.

    The way back, too: what was said, answered, resolved or settled elsewhere meanwhile stays so.
    """
    known = {*ids(before), *ids(after)}
    noted = {one.id for one in (*before.settled, *after.settled)}
    elsewhere = tuple(one for one in now.settled if one.id not in noted)
    gone = {one.id for one in elsewhere}
    was = {one.id: one for one in before.comments}
    here = {one.id: one for one in now.comments}
    return structs.replace(
        after,
        comments=(
            *(
                _with_news(was.get(one.id), one, here.get(one.id))
                for one in after.comments
                if one.id not in gone
            ),
            *(one for one in now.comments if one.id not in known),
        ),
        suggestions=(
            *(one for one in after.suggestions if one.id not in gone),
            *(one for one in now.suggestions if one.id not in known),
        ),
        settled=(*after.settled, *elsewhere),
    )


def says_the_same(one: Review, other: Review) -> bool:
    """Say whether two reviews differ in places alone."""
    return _placeless(one) == _placeless(other)


def _placeless(review: Review) -> Review:
    nowhere: dict[str, object] = {"block": None, "start": 0, "end": 0}
    return structs.replace(
        review,
        comments=tuple(structs.replace(one, field="", **nowhere) for one in review.comments),
        suggestions=tuple(structs.replace(one, quoted="", **nowhere) for one in review.suggestions),
    )


def _with_news(before: Comment | None, after: Comment, now: Comment | None) -> Comment:
    """Return ``after``, made of ``before``, with the answers that ``now`` has beyond, resolved if it is."""
    if before is None or now is None:
        return after
    known = {reply.id for reply in (*before.replies, *after.replies)}
    news = tuple(reply for reply in now.replies if reply.id not in known)
    resolved = now.resolved if after.resolved == before.resolved else after.resolved
    return structs.replace(after, resolved=resolved, replies=(*after.replies, *news))


def _answered(ours: Comment, theirs: Comment) -> Comment:
    there = {reply.id for reply in theirs.replies}
    alone = tuple(reply for reply in ours.replies if reply.id not in there)
    return structs.replace(theirs, replies=(*theirs.replies, *alone)) if alone else theirs


def _tidy_reply(reply: Reply, seen: set[str]) -> Reply:
    return structs.replace(_tidy_said(reply, seen), text=clean(reply.text).strip())


def _tidy_said(one: Said, seen: set[str]) -> Said:
    return structs.replace(one, id=_once(one.id, seen), author=clean_line(one.author), at=moment(one.at))


def _clean(text: str) -> str:
    return "".join(part if part in _SIGNS else clean(part) for part in _PARTS.split(text))


def _tidy(runs: Runs) -> Runs:
    if not any(sign in run.text for run in runs for sign in _SIGNS):
        return tidy(runs)
    parts = (structs.replace(run, text=part) for run in runs for part in _PARTS.split(run.text))
    tidied = ((Run(part.text),) if part.text in _SIGNS else tidy((part,)) for part in parts)
    return together(run for part in tidied for run in part)


def _once(mark: str, seen: set[str]) -> str:
    while not mark or mark in seen:
        mark = new_mark()
    seen.add(mark)
    return mark
