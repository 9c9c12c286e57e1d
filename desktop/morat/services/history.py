"""One undo history over several documents and plain values.

Each QTextDocument keeps its own steps; the history keeps their order on one QUndoStack. A
document merges typing into its last step even when another step lies between on the stack:
``setModified(False)`` on the others stops that merge, so "ab", a change of the headline and
"cd" are three steps.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument, QUndoCommand, QUndoStack


class History(QObject):
    """The undo history of one open article.

    Signals:
        placed(object, int): after undo or redo in a document, that document and where the caret belongs.
    """

    placed = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to undo."""
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._joined: list[_Joined] = []
        self.stack.indexChanged.connect(self._on_index_changed)

    def join(self, document: QTextDocument, name: Callable[[], str]) -> None:
        """Let ``document`` take part; ``name`` says in words what its newest step is about."""
        self._joined.append(_Joined(self, document, name))

    def change(self, name: str, apply: Callable[[object], None], old: object, new: object) -> None:
        """Take a step that calls ``apply`` with ``new``, and with ``old`` when it is undone."""
        self.stack.push(_ValueStep(name, apply, old, new))

    def begin(self, name: str) -> None:
        """Begin a step made of several."""
        self.stack.beginMacro(name)

    def end(self) -> None:
        """End the step that ``begin`` began."""
        self.stack.endMacro()

    def add_document_step(self, document: QTextDocument, name: str) -> None:
        """Put a step that ``document`` has just made on the stack."""
        self.stack.push(_DocumentStep(self, document, name))

    def part_typing(self, document: QTextDocument | None = None) -> None:
        """End the typing under way in every document but ``document``: what follows is a new step."""
        for joined in self._joined:
            if joined.document is not document:
                joined.document.setModified(False)

    @Slot(int)
    def _on_index_changed(self, _index: int) -> None:
        # A step on the stack, an undo or a redo: only the document that made the step may go on
        # merging into it, and add_document_step has told which that is.
        owner = self._owner_of_last_step()
        self.part_typing(owner)

    def _owner_of_last_step(self) -> QTextDocument | None:
        index = self.stack.index()
        if index != self.stack.count() or index == 0:
            return None
        step = self.stack.command(index - 1)
        return step.document if isinstance(step, _DocumentStep) else None


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


class _DocumentStep(QUndoCommand):
    """A step that a document holds itself."""

    def __init__(self, history: History, document: QTextDocument, name: str) -> None:
        super().__init__(name)
        self.document = document
        self._history = history
        self._done = True

    def undo(self) -> None:
        cursor = QTextCursor(self.document)
        self.document.undo(cursor)
        self._done = False
        self._history.placed.emit(self.document, cursor.position())

    def redo(self) -> None:
        if self._done:
            # Qt calls redo when the step is pushed; the document has made it already.
            return
        cursor = QTextCursor(self.document)
        self.document.redo(cursor)
        self._done = True
        self._history.placed.emit(self.document, cursor.position())


class _ValueStep(QUndoCommand):
    """A change of a plain value."""

    def __init__(self, name: str, apply: Callable[[object], None], old: object, new: object) -> None:
        super().__init__(name)
        self._apply = apply
        self._old = old
        self._new = new

    def undo(self) -> None:
        self._apply(self._old)

    def redo(self) -> None:
        self._apply(self._new)
