"""By what an edited picture is known; apart from ``recipe``, for lists that are there before all else."""


def edited(sha: str, edit: str | None) -> str:
    """Return the address of the photo ``sha`` after the recipe ``edit``: its hash where nothing is edited.

    An edited one has a hash of its own, of original and recipe: the same picture may stand in a piece
    twice, once with a face hidden. What leaves the house goes by it, so nobody asks for the original by name.
    """
    if edit in (None, "{}"):
        return sha
    # OpenSSL comes with it: not before the first paint, whose list asks for pictures that are seldom edited.
    import hashlib

    return hashlib.sha256(f"{sha} {edit}".encode()).hexdigest()
