"""How grave a finding is, in words."""

from morat.catalogue.marking import mark

SEVERITIES = {
    "error": mark("Error"),
    "warning": mark("Warning"),
    "info": mark("Note"),
}
"""One sentence a severity; any other is a note."""


def name_of(severity: str) -> str:
    """Return the English word for ``severity``, to be looked up in the catalogue."""
    return SEVERITIES.get(severity, SEVERITIES["info"])
