"""A picture at the size of the screen on which a recipe is tried, quickly enough to follow the mouse."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QTransform

from morat.newsroom.recipe import NOTHING, Cover, Recipe
from morat.photos.darkroom import hidden, standard, toned, turning


class Proof:
    """An upright picture, scaled to the window, with what was hidden and lightened last."""

    def __init__(self, image: QImage) -> None:
        """Begin with the picture as its file has it."""
        self._whole = standard(image)
        self._stage = self._whole
        self._forget()

    @property
    def size(self) -> QSize:
        """Pixels of the picture as it is drawn."""
        return self._stage.size()

    def fit(self, width: int, height: int, recipe: Recipe) -> None:
        """Scale the picture so that it fits into so many pixels once it is turned."""
        if recipe.turn % 2:
            width, height = height, width
        wanted = self._whole.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
        wanted = wanted.boundedTo(self._whole.size()).expandedTo(QSize(1, 1))
        if wanted != self._stage.size():
            smooth = Qt.TransformationMode.SmoothTransformation
            self._stage = self._whole.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._forget()

    def _forget(self) -> None:
        self._covered: tuple[tuple[Cover, ...], QImage] = ((), self._stage)
        self._toned: tuple[object, QImage] = (None, self._stage)

    def picture(self, recipe: Recipe) -> QImage:
        """Return the picture with its covers and tones, neither turned nor cropped."""
        if self._covered[0] != recipe.blur:
            self._covered = (recipe.blur, hidden(self._stage, recipe.blur))
        wanted = (recipe.blur, recipe.brightness, recipe.contrast)
        if self._toned[0] != wanted:
            self._toned = (wanted, toned(self._covered[1], recipe.brightness, recipe.contrast))
        return self._toned[1]

    def original(self) -> QImage:
        """Return the picture as it was."""
        return self._stage

    def turning(self, recipe: Recipe = NOTHING) -> QTransform:
        """Return how :meth:`picture` gets into its frame."""
        return turning(recipe, self._stage.width(), self._stage.height())
