"""The address of a photo: the SHA-256 of its original file, everywhere."""

import hashlib
from pathlib import Path


def of_bytes(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of the file at ``path``, read in pieces so that its size does not matter.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
