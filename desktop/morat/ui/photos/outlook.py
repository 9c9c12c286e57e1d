"""How a picture is looked at: how large, and which place of it is in the middle."""

from typing import NamedTuple, Self

from PySide6.QtCore import QPointF

MOST_ZOOM = 2.0
"""Times the size at which a pixel of the file is one of the screen."""


class Outlook(NamedTuple):
    """A ``zoom`` of 1 shows all of it; ``x`` and ``y`` are the middle of what is seen, in parts of it."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def centre(self) -> QPointF:
        """The middle of what is seen, in parts of the picture."""
        return QPointF(self.x, self.y)

    def at(self, zoom: float, centre: QPointF, hundred: float) -> Self:
        """Return it so large and there, but no farther than the edge.

        At most :data:`MOST_ZOOM` times as large as ``hundred``, the zoom that shows it pixel for pixel.
        """
        zoom = min(max(1.0, MOST_ZOOM * hundred), max(1.0, zoom))
        # Half of what is seen lies on either side of the middle.
        margin = 0.5 / zoom
        x, y = (min(1 - margin, max(margin, one)) for one in (centre.x(), centre.y()))
        return self._replace(zoom=zoom, x=x, y=y)

    def about(self, times: float, place: QPointF, hundred: float) -> Self:
        """Return it so many times as large, with ``place`` where it is."""
        zoom = min(max(1.0, MOST_ZOOM * hundred), max(1.0, self.zoom * times))
        return self.at(zoom, place + (self.centre - place) * (self.zoom / zoom), hundred)

    def turned(self, centre: QPointF, hundred: float) -> Self:
        """Return it pixel for pixel, or all of it where it is larger than that."""
        return self.at(hundred if self.zoom < hundred * 0.999 else 1.0, centre, hundred)
