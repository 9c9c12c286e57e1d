"""The words for tokens of the model: genres, statuses, roles, steps. Unknown tokens are shown as they are."""

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark

_GENRES = {
    "news": mark("News"),
    "feature": mark("Feature"),
    "interview": mark("Interview"),
    "photo-story": mark("Photo story"),
    "commentary": mark("Commentary"),
    "reportage": mark("Reportage"),
    "notice": mark("Notice"),
    "other": mark("Other"),
}
_STATUSES = {
    "draft": mark("Draft"),
    "submitted": mark("Waiting for an editor"),
    "in-review": mark("In review"),
    "returned": mark("Returned"),
    "approved": mark("Approved"),
    "published": mark("Published"),
    "corrected": mark("Corrected"),
    "withdrawn": mark("Withdrawn"),
}
STATUSES = tuple(_STATUSES)
"""The statuses in their order, as ``newsroom.article`` has them, without loading it."""
_ROLES = {
    "author": mark("author"),
    "photographer": mark("photo"),
    "editor": mark("editor"),
    "contributor": mark("contributor"),
    "translator": mark("translator"),
}
_STEPS = {
    "submit": mark("Send to the editor"),
    "review": mark("Take up"),
    "approve": mark("Approve"),
    "publish": mark("Publish"),
}


def genre_name(words: Catalogue, genre: str) -> str:
    """Return the name of a genre (thể loại)."""
    return words.text(_GENRES[genre]) if genre in _GENRES else genre


def status_name(words: Catalogue, status: str) -> str:
    """Return the name of a status."""
    return words.text(_STATUSES[status]) if status in _STATUSES else status


def role_name(words: Catalogue, role: str) -> str:
    """Return the name of a role in the byline."""
    return words.text(_ROLES[role]) if role in _ROLES else role


def step_name(words: Catalogue, step: str) -> str:
    """Return what the next-step button says."""
    return words.text(_STEPS[step]) if step in _STEPS else step
