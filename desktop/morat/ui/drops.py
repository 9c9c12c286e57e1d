"""Files that are dragged into the window."""

from PySide6.QtCore import QMimeData


def files_of(data: QMimeData) -> list[str]:
    """Return the paths of the files in a drag or on the clipboard; addresses of the web are left out."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
