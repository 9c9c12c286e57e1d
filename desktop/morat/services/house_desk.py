"""The newsroom's own style, words and what it ignores, read and written off the GUI thread."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.genres import Genres
from morat.newsroom.messages import Message, UserError
from morat.services.jobs import Jobs

if TYPE_CHECKING:
    from morat.language.style import Style
    from morat.operations.house import House


T = TypeVar("T")


class Loaded(NamedTuple):
    """A style and what is to be said of its files; the default one where the chosen one is broken."""

    style: "Style"
    warnings: tuple[Message, ...]


class HouseDesk(QObject):
    """Knows which style is chosen, and changes the newsroom's files.

    Signals:
        changed(): the style or a list is another now: what was read has to be read again.
        genresChanged(): the content profiles are others now.
        failed(object): a Message; a file could not be read or written.
    """

    changed = Signal()
    genresChanged = Signal()
    failed = Signal(object)

    def __init__(
        self, house: Callable[[], "House"], name: str, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Work on what ``house`` gives when it is first needed, in the style called ``name``."""
        super().__init__(parent)
        self._house = house
        self._jobs = jobs
        self.name = name
        self._genres: Genres | None = None
        self._told: Genres | None = None

    @property
    def genres(self) -> Genres:
        """The content profiles as they were read last; at the first time they are read at once (a few ms)."""
        if self._genres is None:
            self._genres = self._house().genres(self.name)
        return self._genres

    @Slot()
    def read_genres(self) -> None:
        """Read the content profiles anew in the background: the newsroom may have changed its files."""
        self._jobs.run(self._read_genres, self._on_genres, topic="genres")

    def load(self) -> Loaded:
        """Return the chosen style; for a thread of jobs."""
        from morat.language.style_file import default_style

        try:
            return Loaded(*self._house().style(self.name))
        except UserError as error:
            return Loaded(default_style(), (error.message,))

    def choose(self, name: str) -> None:
        """Read in the style called ``name`` from now on."""
        self.name = name
        self.changed.emit()
        self.read_genres()

    def ask(self, work: Callable[["House"], T], done: Callable[[T], object]) -> None:
        """Read something from the newsroom's files in the background; ``done`` is called with it."""
        self._jobs.run(partial(_on_house, self._house, work), done, failed=self._on_failed)

    def do(self, work: Callable[["House"], object], done: Callable[[], object] | None = None) -> None:
        """Change a file in the background; then ``done`` is called and :attr:`changed` is told."""
        self._jobs.run(
            partial(_on_house, self._house, work), partial(self._on_done, done), failed=self._on_failed
        )

    def _read_genres(self) -> Genres:
        return self._house().genres(self.name)

    def _on_genres(self, genres: Genres) -> None:
        self._genres = genres
        if genres != self._told:
            self._told = genres
            self.genresChanged.emit()

    def _on_done(self, done: Callable[[], object] | None, _result: object) -> None:
        if done is not None:
            done()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error.message)


def _on_house(house: Callable[[], "House"], work: Callable[["House"], T]) -> T:
    return work(house())
