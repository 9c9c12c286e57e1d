"""What the actions around writing do: begin a piece of a genre, what belongs to it, what it still lacks."""

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from morat.operations.preferences import Preferences
from morat.ui.commands.step_desk import StepDesk
from morat.ui.desks.details_desk import DetailsDesk
from morat.ui.desks.workbench import Workbench


class WritingCommands(QObject):
    """One method an action; the names are those of ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench, preferences: Preferences) -> None:
        """Act on ``bench``; the genre that was chosen last is in ``preferences``."""
        super().__init__(bench)
        self._bench = bench
        self._preferences = preferences
        self.steps = StepDesk(bench)
        self.details_desk = DetailsDesk(bench.page, bench.desk, self)
        self.details_desk.pieceWanted.connect(bench.open_piece)
        bench.opened.connect(self.details_desk.refresh)

    def new(self) -> None:
        """Begin a piece of the genre that was chosen last; the caret stands in the headline."""
        from morat.operations.pieces import new_piece

        profile = self._bench.proof.house.genres.profile(self._preferences.get("genre"))
        self._bench.open_nothing_else()
        self._bench.open_article(new_piece(self._bench.author, profile))
        self._bench.page.headline.setFocus()

    def new_of_genre(self) -> None:
        """Offer the genres; the one chosen last is marked."""
        button = self._bench.window.top.genre_button
        menu = QMenu(self._bench.window)
        menu.setObjectName("genreMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        last = self._preferences.get("genre")
        for profile in self._bench.proof.house.genres.all():
            action = menu.addAction(profile.name(self._bench.window.words.language))
            action.setData(profile.genre)
            if profile.genre == last:
                menu.setActiveAction(action)
        menu.triggered.connect(self._on_genre)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def details(self) -> None:
        """Go to what belongs to the piece; from there, fold it and go back to the text."""
        page = self._bench.page
        form = page.details.form
        if form is not None and form.isVisible() and page.details.holds_focus():
            page.details.unfold(now=False)
            page.body.setFocus()
        else:
            page.details.go_to("")

    def missing(self) -> None:
        """Show what the piece still lacks."""
        self.steps.missing()

    @Slot(QAction)
    def _on_genre(self, action: QAction) -> None:
        self._preferences.set("genre", str(action.data()))
        self.new()
