"""What editors say of a piece, word for word, as a property of the Word file that shows it.

Word cannot show all of it: a change of a photo's alt text, a comment on the note or on two cells at once.
The property counts as long as the file shows the same as when it was written; once somebody has answered a
comment or taken a change in Word, what the file shows is all there is.
"""

from hashlib import sha256

from msgspec import Struct, structs

from morat.formats.ooxml import pack_fact, unpack_fact
from morat.newsroom import codec
from morat.newsroom.blocks import texts, walk
from morat.newsroom.messages import UserError
from morat.newsroom.review import Review


class _Fact(Struct):
    """The fingerprint of what the file showed, and the review as JSON."""

    shown: str = ""
    review: str = ""


def pack(review: Review, shown: Review) -> str:
    """Return the property that keeps ``review`` in a file that shows ``shown``; empty if both are equal.

    What was settled stays at home: it would alone put all that is said into the file a second time, unseen.
    """
    review = structs.replace(review, settled=())
    if review == shown:
        return ""
    return pack_fact({"shown": _fingerprint(shown), "review": codec.review_to_bytes(review).decode()})


def unpack(fact: str | None, shown: Review) -> Review:
    """Return what :func:`pack` kept, if the file still shows what it did then; else ``shown``."""
    kept = unpack_fact(fact, _Fact, _Fact())
    if not kept.review or kept.shown != _fingerprint(shown):
        return shown
    try:
        return codec.review_from_bytes(kept.review.encode())
    except UserError:
        return shown


def _fingerprint(review: Review) -> str:
    """Return a digest of all but the ids, of which some are made anew at every reading."""
    comments = [
        (
            *(one.block, one.field, one.start, one.end, one.author, one.at, one.text, one.resolved),
            *((reply.author, reply.at, reply.text) for reply in one.replies),
        )
        for one in review.comments
    ]
    suggestions = [
        (
            *(one.kind, one.block, one.field, one.start, one.end, one.author, one.at),
            *((run.text, run.marks, run.link) for run in one.runs),
            *((type(block).__name__, *texts(block)) for block in walk(one.blocks)),
        )
        for one in review.suggestions
    ]
    return sha256(repr((comments, suggestions)).encode()).hexdigest()[:32]
