"""By what an edited picture is known; apart from ``recipe``, for lists that are there before all else."""

import hashlib


def edited(sha: str, edit: str | None) -> str:
    """Return the address of the photo ``sha`` after the recipe ``edit``: its hash where nothing is edited.

    An edited one has a hash of its own, of original and recipe: the same picture may stand in a piece
    twice, once with a face hidden. What leaves the house goes by it, so nobody asks for the original by name.
    """
    return sha if edit in (None, "{}") else hashlib.sha256(f"{sha} {edit}".encode()).hexdigest()
