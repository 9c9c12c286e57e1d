"""Captions of the library's photos: templates laid over a selection, templates edited, words replaced."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from morat.newsroom.caption_templates import Template
from morat.newsroom.codes import Codes, expand
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.variables import Shot, fill
from morat.operations.preferences import Preferences
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench
from morat.ui.window.sides import RIGHT

if TYPE_CHECKING:
    from morat.services.library_desk import Library
    from morat.ui.dialogs.caption_templates import CaptionTemplatesDialog


class Known(NamedTuple):
    """What the newsroom has for captions, and what is to be said of its files."""

    templates: tuple[Template, ...]
    codes: Codes
    warnings: tuple[Message, ...]
    skeleton: str
    """The caption that asks who, what, where and when."""


class CaptionCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``. An edit of photos can be undone as one step."""

    def __init__(
        self,
        bench: Workbench,
        preferences: Preferences,
        offer: Callable[..., None],
        undo: Callable[[], None],
        put: Callable[[QWidget, str], object],
    ) -> None:
        """Act on the photos of ``bench``; ``offer`` says what was done and offers ``undo``.

        ``put`` puts a line at the caret of a text field.
        """
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._preferences = preferences
        self._offer = offer
        self._undo = undo
        self._put = put
        self._dialog: CaptionTemplatesDialog | None = None

    def edit_photos(self) -> None:
        """Edit the selected photos together."""
        self.edit({})

    def fill_in_template(self) -> None:
        """Lay a caption template over the selected photos, the one that was used last to begin with."""
        self.edit({}, self._preferences.get("template"))

    def replace_in_photos(self) -> None:
        """Find words in what is said of the selected photos and put others in their places."""
        photos = self.selected()
        if not photos:
            return
        from morat.ui.dialogs.photo_replace import PhotoReplaceDialog

        dialog = PhotoReplaceDialog(self._words, photos, self._bench.jobs, self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._on_decided)
        dialog.open()

    def caption_templates(self) -> None:
        """Open the caption templates."""
        self._ask(_known, self._on_templates_known)

    def caption_skeleton(self) -> None:
        """Put the questions of a caption where it is typed, with what the picture answers; Tab goes on."""
        if self._is_captioning() or self._begin_caption():
            self._ask(_known, self._on_skeleton_known)

    def edit(self, told: Mapping[str, str], template: str | None = None) -> None:
        """Edit the selected photos; fields begin with the texts of ``told`` or of a template, by its name."""
        photos = self.selected()
        if photos:
            self._ask(_known, partial(self._on_batch_known, photos, dict(told), template))

    def selected(self) -> list[PhotoFacts]:
        """Return the selected photos; where there are none that is said."""
        self._bench.photos.panel.fields.settle()
        photos = self._bench.photos.panel.selected()
        if not photos:
            self._offer(self._words.text("Choose one or more photos first."))
        return photos

    def _ask(self, work: Callable[["Library"], object], done: Callable[..., object]) -> None:
        self._bench.desk.ask(work, done, failed=self._on_failed)

    def _on_batch_known(
        self,
        photos: Sequence[PhotoFacts],
        told: dict[str, str],
        template: str | None,
        known: Known,
    ) -> None:
        from morat.ui.dialogs.photo_batch import PhotoBatchDialog

        dialog = PhotoBatchDialog(self._words, photos, told, known.codes, known.templates, self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._on_decided)
        dialog.templateUsed.connect(self._on_template_used)
        if template is not None:
            dialog.begin_with(template)
        dialog.open()
        self._tell(known.warnings)

    @Slot(str)
    def _on_template_used(self, name: str) -> None:
        self._preferences.set("template", name)

    @Slot(object)
    def _on_decided(self, photos: Sequence[PhotoFacts]) -> None:
        if not photos:
            # An undo would take back what was done before.
            self._offer(self._words.text("Nothing would change."))
            return
        self._bench.photos.edit(photos)
        told = self._words.plural("{n} photo was edited.", "{n} photos were edited.", len(photos))
        self._offer(told, self._words.text("Undo"), self._undo)

    # The skeleton

    def _is_captioning(self) -> bool:
        """Say whether the keys go to a caption, on the page or beside it."""
        keys = self._bench.window.focusWidget()
        if isinstance(keys, QPlainTextEdit) and self._bench.photos.panel.isAncestorOf(keys):
            return True
        view = self._bench.page.view
        return keys is view.in_use and view.point(at_end=True).field == "caption"

    def _begin_caption(self) -> bool:
        """Go to the end of the selected photo's caption; False where no photo is selected."""
        if not self.selected():
            return False
        panel, window = self._bench.photos.panel, self._bench.window
        window.sides.show(RIGHT)
        self._bench.side.go_to(panel)
        caption = panel.fields.caption
        caption.setFocus()
        caption.moveCursor(QTextCursor.MoveOperation.End)
        return True

    def _on_skeleton_known(self, known: Known) -> None:
        photos = self._bench.photos.panel.selected()
        shot = Shot(photos[0] if photos else PhotoFacts(sha256=""))
        self._put(self._bench.window.focusWidget(), fill(expand(known.skeleton, known.codes).text, shot).text)

    # Templates

    def _on_templates_known(self, known: Known) -> None:
        from morat.ui.dialogs.caption_templates import CaptionTemplatesDialog

        photos = self._bench.photos.panel.selected()
        dialog = CaptionTemplatesDialog(
            self._words, known.templates, known.codes, photos[0] if photos else None, self._bench.window
        )
        dialog.saved.connect(self._on_saved)
        dialog.removed.connect(self._on_removed)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()
        self._tell(known.warnings)

    @Slot(object, str)
    def _on_saved(self, template: Template, before: str) -> None:
        self._ask(partial(_save, template, before), _leave)

    @Slot(str)
    def _on_removed(self, name: str) -> None:
        self._ask(partial(_remove, name), self._on_kept)

    def _on_kept(self, known: Known) -> None:
        if self._dialog is not None:
            self._dialog.show_templates(known.templates)

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_failed(self, error: Exception) -> None:
        message = message_of(error)
        if self._dialog is not None:
            self._dialog.say(self._words.say(message))
            self._ask(_known, self._on_kept)
        else:
            self._bench.failed.emit(message)

    def _tell(self, warnings: Sequence[Message]) -> None:
        if warnings:
            self._offer(" ".join(map(self._words.say, warnings)))


def _leave(_done: object) -> None:
    """Say nothing."""


def _known(library: "Library") -> Known:
    from morat.operations import caption_templates, people, places

    found = caption_templates.list_templates(library.folder, places.home())
    templates = tuple(one.template for one in found.kept)
    asking = found.find(caption_templates.SKELETON)
    lines = asking.template.lines if asking is not None else ()
    skeleton = next((line.text for line in lines if line.field == "caption"), "")
    return Known(templates, people.all_codes(library, places.home()), found.warnings, skeleton)


def _save(template: Template, before: str, library: "Library") -> None:
    from morat.operations import places
    from morat.operations.caption_templates import save_template

    save_template(library.folder, places.home(), template, before)


def _remove(name: str, library: "Library") -> Known:
    from morat.operations import places
    from morat.operations.caption_templates import remove_template

    remove_template(library.folder, places.home(), name)
    return _known(library)
