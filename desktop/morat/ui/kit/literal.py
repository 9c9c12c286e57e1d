"""Fields in which every sign stays as it was typed: searches, addresses, patterns, names of files."""

from PySide6.QtWidgets import QWidget

_LITERAL = "takenLiterally"


def take_literally(edit: QWidget) -> None:
    """Let neither quotation marks nor codes become anything else in ``edit``."""
    edit.setProperty(_LITERAL, True)  # noqa: FBT003 - Qt's own signature


def is_literal(edit: QWidget) -> bool:
    """Say whether ``edit`` is such a field; those of Qt's own dialog of files are."""
    return bool(edit.property(_LITERAL)) or edit.window().inherits("QFileDialog")
