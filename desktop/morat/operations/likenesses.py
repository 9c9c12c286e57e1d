"""What photos look like, found out for those that came in before anybody looked, or with a piece."""

from pathlib import Path

from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.operations.watching import Watch

STEP = 50
"""Photos that are looked at in a turn: some three seconds."""
_NOTHING = 0
"""Kept for a picture that cannot be decoded: it is like no other, and not tried again."""


def find_out(folder: Path, watch: Watch | None = None) -> int:
    """Look at :data:`STEP` photos of the library of ``folder``; return how many still wait.

    Raises:
        UserError: ``cancelled``, what opening, reading and writing the library raises.
    """
    watch = watch or Watch()
    watch.at(0, 0)
    with Library.open(folder, create=False) as library:
        waiting = library.photos.not_looked_at()
        found: dict[str, int] = {}
        for sha in waiting[:STEP]:
            watch.at(len(found), len(waiting))
            found[sha] = _likeness(library, sha)
        library.photos.keep_likenesses(found)
        return len(waiting) - len(found)


def _likeness(library: Library, sha: str) -> int:
    # Qt is loaded where there is a photo to look at.
    from morat.photos.decode import dhash, scaled

    try:
        return dhash(scaled(library.photos.path(sha).read_bytes(), 384, 1600))
    except (UserError, OSError):
        return _NOTHING
