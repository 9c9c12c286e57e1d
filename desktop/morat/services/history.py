"""One undo history over several documents and plain values.

Each QTextDocument keeps its own steps; the history keeps their order. A document merges typing
into its last step even when another step lies between in the history: ``setModified(False)`` on the
others stops that merge, so "ab", a change of the headline and "cd" are three steps.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextDocument

from morat.services.steps import DocumentPart, Part, Place, Step, Steps, ValuePart


class History(QObject):
    """The undo history of one open article. :attr:`stack` has its steps."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to undo."""
        super().__init__(parent)
        self.stack = Steps(self)
        self._joined: list[_Joined] = []
        self._together: list[Part] | None = None
        self._grown: Step | None = None
        self._going_on = False
        self._selected: dict[QTextDocument, Place] = {}
        self.stack.moved.connect(self._on_moved)

    def join(self, document: QTextDocument, name: Callable[[], str]) -> None:
        """Let ``document`` take part; ``name`` says in words what its newest step is about."""
        self._joined.append(_Joined(self, document, name))

    def change(self, name: str, apply: Callable[[object], None], old: object, new: object) -> None:
        """Take a step that calls ``apply`` with ``new``, and with ``old`` when it is undone."""
        self.stack.settle()
        part = ValuePart(apply, old, new)
        part.redo()
        self._take(name, part, None)

    @contextmanager
    def together(self, name: str) -> Generator[None]:
        """Make one step of all that are taken inside; of none, none. Inside another it is a part of that."""
        if self._together is not None:
            yield
            return
        self.stack.settle()
        self._together = []
        try:
            yield
        finally:
            parts, self._together = self._together, None
            if parts:
                self.stack.take(Step(name, parts))

    @contextmanager
    def going_on(self) -> Generator[None]:
        """Let a document add to its own last edit block inside: what it does then is no step by itself."""
        self._going_on = True
        try:
            yield
        finally:
            self._going_on = False

    @contextmanager
    def growing(self, step: Step) -> Generator[None]:
        """Let what is done inside be further parts of ``step``, whose documents nobody has edited since."""
        self._grown = step
        try:
            yield
        finally:
            self._grown = None

    def select(self, document: QTextDocument, place: Place | None) -> None:
        """Know what is selected in ``document`` now: undo selects it again. None for nothing."""
        if place is None:
            self._selected.pop(document, None)
        else:
            self._selected[document] = place

    def add_document_step(self, document: QTextDocument, name: str) -> None:
        """Put a step that ``document`` has just taken on top."""
        if not self._going_on:
            self._take(name, DocumentPart(document, self._selected.get(document)), document)

    def _take(self, name: str, part: Part, document: QTextDocument | None) -> None:
        if self._grown is not None:
            self._grown.add(part)
        elif self._together is not None:
            self._together.append(part)
        else:
            self.stack.take(Step(name, (part,), document))

    @Slot()
    def _on_moved(self) -> None:
        # Only the document that took the last step may go on merging typing into it.
        owner = self.stack.last_document
        for joined in self._joined:
            if joined.document is not owner:
                joined.document.setModified(False)


class _Joined(QObject):
    """Listens to one document."""

    def __init__(self, history: History, document: QTextDocument, name: Callable[[], str]) -> None:
        super().__init__(history)
        self.document = document
        self._history = history
        self._name = name
        document.undoCommandAdded.connect(self._on_undo_command_added)

    @Slot()
    def _on_undo_command_added(self) -> None:
        self._history.add_document_step(self.document, self._name())
