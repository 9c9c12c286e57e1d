"""Statuses of a piece and the one step that comes next."""

from msgspec import Struct


class Step(Struct, frozen=True):
    """A step a person can take: its ``name`` and the status the piece has ``after`` it."""

    name: str
    after: str


_NEXT = {
    "draft": Step("submit", "submitted"),
    "returned": Step("submit", "submitted"),
    "submitted": Step("review", "in-review"),
    "in-review": Step("approve", "approved"),
    "approved": Step("publish", "published"),
}
IN_PUBLIC = ("published", "corrected")
"""Statuses of a piece that readers have."""


def next_step(status: str) -> Step | None:
    """Return what comes next for a piece of this status, None where nothing does."""
    return _NEXT.get(status)
