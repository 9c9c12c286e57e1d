"""Files that are dragged into the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

FEW = 12
"""Picture files that are brought in without being looked at first; more of them, or a folder, are."""


def files_of(data: QMimeData) -> list[str]:
    """Return the paths of the files in a drag or on the clipboard; addresses of the web are left out."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def are_many(paths: Sequence[str]) -> bool:
    """Say whether pictures are worth a look before they come in."""
    return len(paths) > FEW or any(Path(path).is_dir() for path in paths)
