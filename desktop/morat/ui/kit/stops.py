"""Places of a text that wait to be filled in: Tab goes from one to the next, unless a field says no."""

from PySide6.QtWidgets import QWidget

_KEEPS = "keepsVariables"


def keep_variables(edit: QWidget) -> None:
    """Let Tab leave ``edit`` as ever: variables are what is written there, and nothing waits."""
    edit.setProperty(_KEEPS, True)  # noqa: FBT003 - Qt's own signature


def keeps_variables(edit: QWidget) -> bool:
    """Say whether variables in ``edit`` are what is written there."""
    return bool(edit.property(_KEEPS))
