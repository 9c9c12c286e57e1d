"""What editing a picture costs the GUI thread: each step of a drag or a slide, with its painting.

    nice uv run python tests/benchmarks/picture_edits.py [--full]

A picture of 24 Mpx, shown by its proxy in a window of 1400 x 900. CPU milliseconds a step, median and worst,
beside a plain blit of the same picture. ``--full`` adds what the whole 24 Mpx cost off the GUI thread.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parents[2]))

from msgspec import structs
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from morat.catalogue import Catalogue
from morat.newsroom.recipe import Cover, Recipe, Rect
from morat.photos.darkroom import developed
from morat.photos.decode import scaled
from morat.photos.render import encoded
from morat.services.thumbnails import PROXY
from morat.ui.kit.theme import STYLE, Theme
from morat.ui.photos.edit_dialog import PhotoEditDialog

STEPS = 60


def photograph() -> bytes:
    """A JPEG of 6000 x 4000 with something in every part of it."""
    image = QImage(6000, 4000, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for x in range(0, 6000, 50):
        for y in range(0, 4000, 50):
            painter.fillRect(x, y, 50, 50, QColor((x * 7) % 256, (y * 5) % 256, (x + y) % 256))
    painter.end()
    return encoded(image, "jpeg", 90)


def cost(steps: Callable[[int], object]) -> str:
    """CPU milliseconds of each step."""
    taken: list[float] = []
    for number in range(STEPS):
        before = time.process_time()
        steps(number)
        taken.append((time.process_time() - before) * 1000)
    return f"median {median(taken):5.1f}  worst {max(taken):5.1f} ms"


def main() -> None:
    """Measure and print."""
    application = QApplication([sys.argv[0], *STYLE])
    theme = Theme("light", application)
    theme.apply(application)
    data = photograph()
    dialog = PhotoEditDialog(Catalogue("vi"), Recipe())
    dialog.resize(1400, 900)
    dialog.show()
    dialog.show_picture(scaled(data, PROXY, PROXY * 4))
    canvas = dialog.canvas
    application.processEvents()

    def step(change: Callable[[int], Recipe]) -> Callable[[int], None]:
        def one(number: int) -> None:
            canvas.show_recipe(change(number))
            canvas.repaint()

        return one

    face = Cover(Rect(0.4, 0.4, 0.2, 0.2))
    busy = Recipe(straighten=3, brightness=10, contrast=10, blur=(face,))
    ways: dict[str, Callable[[int], Recipe]] = {
        "crop": lambda n: Recipe(crop=Rect(n / 200, n / 200, 0.5, 0.5)),
        "crop, all else done": lambda n: structs.replace(busy, crop=Rect(n / 200, n / 200, 0.5, 0.5)),
        "straighten": lambda n: Recipe(straighten=n / 10),
        "straighten, all else done": lambda n: structs.replace(busy, straighten=n / 10),
        "brightness": lambda n: Recipe(brightness=float(n)),
        "brightness, all else done": lambda n: structs.replace(busy, brightness=float(n)),
        "cover": lambda n: Recipe(blur=(Cover(Rect(n / 200, 0.4, 0.2, 0.2)),)),
        "cover, all else done": lambda n: structs.replace(busy, blur=(Cover(Rect(n / 200, 0.4, 0.2, 0.2)),)),
    }
    print(f"load {os.getloadavg()[0]:.1f}")
    for name, change in ways.items():
        print(f"{name:28}", cost(step(change)))
    if "--full" in sys.argv:
        for name, recipe in (("plain", Recipe()), ("all of it", busy)):
            for width in (1600, 6000):
                before = time.process_time()
                developed(data, recipe, width, 60_000)
                print(f"24 Mpx to {width}, {name:12}", f"{(time.process_time() - before) * 1000:6.0f} ms CPU")


if __name__ == "__main__":
    main()
