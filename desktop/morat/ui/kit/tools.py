"""Buttons that are an icon alone."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from morat.ui.kit.icons import icon
from morat.ui.kit.theme import ICON


def tool(sign: str, name: str, *, keys: str = "", object_name: str = "", tone: str = "ink") -> QToolButton:
    """Return a button that shows a Tabler icon and says what it does, and by which ``keys``, in its tool tip.

    ``name`` is told to whoever cannot see it; ``tone`` is the icon's colour (a field of ``theme.Tokens``).
    """
    button = QToolButton()
    button.setObjectName(object_name)
    button.setIcon(icon(sign, tone))
    button.setIconSize(QSize(ICON, ICON))
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys})" if keys else name)
    return button
