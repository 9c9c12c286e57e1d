"""One undo history over several documents and plain values.

Each QTextDocument keeps its own steps; the history keeps their order. A document merges typing
into its last step even when another step lies between in the history: ``setModified(False)`` on the
others stops that merge, so "ab", a change of the headline and "cd" are three steps.

The steps are Python's, not a QUndoStack's: one that owns commands written in Python frees them a
second time when the cycle collector takes an article away (a crash, found by closing pieces).
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument


class Steps(QObject):
    """Steps that were taken, in their order; those that were undone wait to be taken again.

    Signals:
        undoTextChanged(str), redoTextChanged(str): what would be undone or redone next, in words.
        moved(): a step was taken, undone or redone.
    """

    undoTextChanged = Signal(str)
    redoTextChanged = Signal(str)
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no steps."""
        super().__init__(parent)
        self._steps: list[_Step] = []
        self._index = 0

    def take(self, step: "_Step") -> None:
        """Put a step that has been taken on top; what was undone before is forgotten."""
        del self._steps[self._index :]
        self._steps.append(step)
        self._move(1)

    def undo(self) -> None:
        """Undo the last step, if there is one."""
        if self.can_undo:
            step = self._steps[self._index - 1]
            step.undo()
            self._move(-1)

    def redo(self) -> None:
        """Take the step again that was undone last, if there is one."""
        if self.can_redo:
            self._steps[self._index].redo()
            self._move(1)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._index < len(self._steps)

    @property
    def count(self) -> int:
        """How many steps there are, those that were undone too."""
        return len(self._steps)

    @property
    def undo_text(self) -> str:
        """What would be undone, empty for nothing."""
        return self._steps[self._index - 1].name if self.can_undo else ""

    @property
    def redo_text(self) -> str:
        """What would be taken again, empty for nothing."""
        return self._steps[self._index].name if self.can_redo else ""

    @property
    def last(self) -> object:
        """The step that undo would take back, None where there is none."""
        return self._steps[self._index - 1] if self.can_undo else None

    def has(self, step: object) -> bool:
        """Say whether a step is taken and has not been undone."""
        return any(step is one for one in reversed(self._steps[: self._index]))

    def last_of(self, document: QTextDocument) -> object:
        """Return the last step that ``document`` took by itself, None where it has undone steps."""
        if not document.isRedoAvailable():
            for step in reversed(self._steps[: self._index]):
                if isinstance(step, _DocumentStep) and step.document is document:
                    return step
                if isinstance(step, _StepsAtOnce):
                    break
        return None

    @property
    def last_document(self) -> QTextDocument | None:
        """The document that took the last step, None where another did or steps are undone."""
        if self.can_redo or not self._steps:
            return None
        step = self._steps[-1]
        return step.document if isinstance(step, _DocumentStep) else None

    def _move(self, way: int) -> None:
        self._index += way
        self.undoTextChanged.emit(self.undo_text)
        self.redoTextChanged.emit(self.redo_text)
        self.moved.emit()


class History(QObject):
    """The undo history of one open article.

    Signals:
        placed(object, int): after undo or redo in a document, that document and where the caret belongs.
    """

    placed = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to undo."""
        super().__init__(parent)
        self.stack = Steps(self)
        self._joined: list[_Joined] = []
        self._together: list[_Step] | None = None
        self._going_on = False
        self.stack.moved.connect(self._on_moved)

    def join(self, document: QTextDocument, name: Callable[[], str]) -> None:
        """Let ``document`` take part; ``name`` says in words what its newest step is about."""
        self._joined.append(_Joined(self, document, name))

    def change(self, name: str, apply: Callable[[object], None], old: object, new: object) -> None:
        """Take a step that calls ``apply`` with ``new``, and with ``old`` when it is undone."""
        step = _ValueStep(name, apply, old, new)
        step.redo()
        self._take(step)

    @contextmanager
    def together(self, name: str) -> Generator[None]:
        """Make one step of all that are taken inside; of none, none. Inside another it is a part of that."""
        if self._together is not None:
            yield
            return
        self._together = []
        try:
            yield
        finally:
            steps, self._together = self._together, None
            if steps:
                self.stack.take(_StepsAtOnce(name, steps))

    @contextmanager
    def going_on(self) -> Generator[None]:
        """Let a document add to its own last step inside: what it does then is no step by itself."""
        self._going_on = True
        try:
            yield
        finally:
            self._going_on = False

    def add_document_step(self, document: QTextDocument, name: str) -> None:
        """Put a step that ``document`` has just taken on top."""
        if not self._going_on:
            self._take(_DocumentStep(self, document, name))

    def _take(self, step: "_Step") -> None:
        if self._together is None:
            self.stack.take(step)
        else:
            self._together.append(step)

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


class _DocumentStep:
    """A step that a document holds itself."""

    def __init__(self, history: History, document: QTextDocument, name: str) -> None:
        self.name = name
        self.document = document
        self._history = history

    def undo(self) -> None:
        cursor = QTextCursor(self.document)
        self.document.undo(cursor)
        self._history.placed.emit(self.document, cursor.position())

    def redo(self) -> None:
        cursor = QTextCursor(self.document)
        self.document.redo(cursor)
        self._history.placed.emit(self.document, cursor.position())


class _ValueStep:
    """A change of a plain value."""

    def __init__(self, name: str, apply: Callable[[object], None], old: object, new: object) -> None:
        self.name = name
        self._apply = apply
        self._old = old
        self._new = new

    def undo(self) -> None:
        self._apply(self._old)

    def redo(self) -> None:
        self._apply(self._new)


class _StepsAtOnce:
    """Steps of several documents and values that are undone together."""

    def __init__(self, name: str, steps: "list[_Step]") -> None:
        self.name = name
        self._steps = steps

    def undo(self) -> None:
        for step in reversed(self._steps):
            step.undo()

    def redo(self) -> None:
        for step in self._steps:
            step.redo()


_Step = _DocumentStep | _ValueStep | _StepsAtOnce
