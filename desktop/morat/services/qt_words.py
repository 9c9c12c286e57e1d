"""Qt's own words ("OK", "Cancel") from the one catalogue: PySide6 ships no Vietnamese of its own."""

from typing import cast

from PySide6.QtCore import QObject, QTranslator

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark

QT_WORDS = (
    mark("OK"),
    mark("Cancel"),
    mark("Close"),
    mark("Save"),
    mark("Open"),
    mark("Apply"),
    mark("Reset"),
    mark("Yes"),
    mark("No"),
    mark("Discard"),
    mark("Undo"),
    mark("Redo"),
    mark("Cut"),
    mark("Copy"),
    mark("Paste"),
    mark("Delete"),
    mark("Select All"),
    mark("Clear"),
    mark("Look in:"),
    mark("File name:"),
    mark("Files of type:"),
    mark("Directory:"),
    mark("Create New Folder"),
    mark("Parent Directory"),
    mark("Back"),
    mark("Forward"),
    mark("Name"),
    mark("Size"),
    mark("Type"),
    mark("Date Modified"),
    mark("Computer"),
    mark("Folder"),
)
"""What Qt's buttons, text menus and file dialog say, without the ``&`` that marks a key."""


class QtWords(QTranslator):
    """Answers when Qt looks for a word of its own."""

    def __init__(self, words: Catalogue, parent: QObject | None = None) -> None:
        """Answer from ``words``."""
        super().__init__(parent)
        self._answers = {english: words.text(english) for english in QT_WORDS}

    def isEmpty(self) -> bool:
        """Say that there is something to ask for."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002
        """Return the word for Qt's ``source``; a menu entry's keys stay beside it."""
        word, tab, keys = source.replace("&", "").partition("\t")
        answer = self._answers.get(word)
        # None becomes a null string: "not mine". An empty one would be an answer ("Ctrl" would vanish).
        return f"{answer}{tab}{keys}" if answer else cast("str", None)
