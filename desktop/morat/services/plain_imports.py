"""Python's own import, kept while Qt is loaded."""

import builtins
from importlib import import_module


def load_qt() -> None:
    """Load Qt's core without the import of its own that it puts in Python's place.

    PySide reads the source text of every module imported after it, and keeps all of it, in order to learn
    whether the module might use ``from __feature__ import snake_case``. Nothing here does. Without it a start
    saves a tenth of its imports' time, and the window on a piece 9 MiB.

    Raises:
        ImportError: PySide6, or a library of the system that it needs, is missing.
    """
    own = builtins.__import__
    try:
        import_module("PySide6.QtCore")
    finally:
        builtins.__import__ = own
