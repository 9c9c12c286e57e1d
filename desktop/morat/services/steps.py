"""Steps that can be undone, in their order, each of one part or of many.

The steps are Python's, not a QUndoStack's: one that owns commands written in Python frees them a
second time when the cycle collector takes an article away (a crash, found by closing pieces).

Qt undoes what one edit block did in one call and lays out all between its first and its last place: 60 ms
in 100,000 words. So a large step is many small edit blocks, one part each, which are undone in turns.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument

from morat.services.turns import Turns


class Place(NamedTuple):
    """Where the caret belongs in a document, and where the selection begins that ends there."""

    anchor: int
    caret: int


class DocumentPart:
    """What a document did in one edit block and holds itself; ``at`` is where it was undone or done again."""

    def __init__(self, document: QTextDocument, selected: Place | None) -> None:
        """Be the newest command of ``document``, before which this was selected, None for nothing."""
        self.document = document
        self.at = Place(0, 0)
        self._selected = selected
        self._keeps_length = False

    def undo(self) -> None:
        """Have the document undo it; it is its newest one. What was selected is so again."""
        cursor = QTextCursor(self.document)
        length = self.document.characterCount()
        self.document.undo(cursor)
        self._keeps_length = self.document.characterCount() == length
        self.at = self._selected or Place(cursor.position(), cursor.position())

    def redo(self) -> None:
        """Have the document do it again; what was made bold stays selected, what was written over is gone."""
        cursor = QTextCursor(self.document)
        self.document.redo(cursor)
        kept = self._selected if self._keeps_length else None
        self.at = kept or Place(cursor.position(), cursor.position())


class ValuePart:
    """A change of a plain value."""

    document = None

    def __init__(self, apply: Callable[[object], None], old: object, new: object) -> None:
        """Change by calling ``apply`` with ``new``, and back with ``old``."""
        self._apply = apply
        self._old = old
        self._new = new

    def undo(self) -> None:
        """Go back to the old value."""
        self._apply(self._old)

    def redo(self) -> None:
        """Take the new value."""
        self._apply(self._new)


Part = DocumentPart | ValuePart


class Step:
    """What is undone with one key. ``document`` is the one that may go on merging typing into it, if any."""

    def __init__(self, name: str, parts: Sequence[Part], document: QTextDocument | None = None) -> None:
        """Begin with ``parts`` that have been done."""
        self.name = name
        self.document = document
        self._parts = list(parts)
        self._done = len(self._parts)

    @property
    def parts(self) -> Sequence[Part]:
        """All of it, in the order in which it was done."""
        return self._parts

    @property
    def is_whole(self) -> bool:
        """Whether all of it is done, or nothing."""
        return self._done in (0, len(self._parts))

    def add(self, part: Part) -> None:
        """Go on with a part that has just been done."""
        self._parts.append(part)
        self._done += 1

    def undo(self) -> Iterator[Part]:
        """Undo part by part from the last one, each when it is asked for."""
        while self._done:
            self._done -= 1
            part = self._parts[self._done]
            part.undo()
            yield part

    def redo(self) -> Iterator[Part]:
        """Do part by part again."""
        while self._done < len(self._parts):
            part = self._parts[self._done]
            part.redo()
            self._done += 1
            yield part

    def forget_undone(self) -> None:
        """Be what is done of it now: a document that is edited knows no more of what was undone."""
        del self._parts[self._done :]


class Steps(QObject):
    """Steps that were taken, in their order; those that were undone wait to be taken again.

    A large one is undone in turns (:attr:`turns`): until its end the stack stands where it stood.

    Signals:
        undoTextChanged(str), redoTextChanged(str): what would be undone or redone next, in words.
        moved(): a step was taken, undone or redone.
        placed(object, object): after undo or redo, a document that was changed and the Place of the caret.
    """

    undoTextChanged = Signal(str)
    redoTextChanged = Signal(str)
    moved = Signal()
    placed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no steps."""
        super().__init__(parent)
        self.turns = Turns(self)
        self._steps: list[Step] = []
        self._index = 0
        self._way = 0
        self._places: dict[QTextDocument, Place] = {}

    def take(self, step: Step) -> None:
        """Put a step that has been taken on top; what was undone before is forgotten."""
        if self._way:
            self._break_off()
        del self._steps[self._index :]
        self._steps.append(step)
        self._move(1)

    def undo(self) -> None:
        """Undo the last step, if there is one."""
        self.turns.settle()
        if self.can_undo:
            step = self._steps[self._index - 1]
            self._set_out(step, step.undo(), -1)

    def redo(self) -> None:
        """Take the step again that was undone last, if there is one."""
        self.turns.settle()
        if self.can_redo:
            step = self._steps[self._index]
            self._set_out(step, step.redo(), 1)

    @property
    def is_busy(self) -> bool:
        """Whether a step is on its way: nobody shall edit, save or show what is there of it."""
        return self.turns.is_busy

    @Slot()
    def settle(self) -> None:
        """Bring a step that is on its way to its end at once."""
        self.turns.settle()

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
    def last(self) -> Step | None:
        """The step that undo would take back, None where there is none."""
        return self._steps[self._index - 1] if self.can_undo else None

    def has(self, step: Step) -> bool:
        """Say whether a step is taken and has not been undone."""
        return any(step is one for one in reversed(self._steps[: self._index]))

    def last_of(self, document: QTextDocument) -> Step | None:
        """Return the last step that changed ``document``, None where that has undone one since."""
        if not document.isRedoAvailable():
            for step in reversed(self._steps[: self._index]):
                if any(part.document is document for part in step.parts):
                    return step
        return None

    @property
    def last_document(self) -> QTextDocument | None:
        """The document that took the last step by itself, None where another did or steps are undone."""
        return self._steps[-1].document if self._steps and not self.can_redo else None

    def _set_out(self, step: Step, parts: Iterator[Part], way: int) -> None:
        self._way = way
        self._places.clear()
        self.turns.begin(map(self._note, parts), self._on_arrived)
        if step.is_whole:
            # One part alone, as at most keys: nothing to wait for, however long it took.
            self.turns.settle()

    def _note(self, part: Part) -> None:
        """Keep where the caret belongs in each document, the last one that was changed last."""
        if isinstance(part, DocumentPart):
            self._places.pop(part.document, None)
            self._places[part.document] = part.at

    def _on_arrived(self) -> None:
        way, self._way = self._way, 0
        places = list(self._places.items())
        self._move(way)
        for document, place in places:
            self.placed.emit(document, place)

    def _break_off(self) -> None:
        """Stay in the middle of a step, which somebody has edited: what is done of it is the step now."""
        self.turns.stop()
        step = self._steps[self._index - 1 if self._way < 0 else self._index]
        step.forget_undone()
        self._index += min(0, self._way) + bool(step.parts)
        self._way = 0

    def _move(self, way: int) -> None:
        self._index += way
        self.undoTextChanged.emit(self.undo_text)
        self.redoTextChanged.emit(self.redo_text)
        self.moved.emit()
