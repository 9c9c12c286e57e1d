"""Draw the pictures of the window that README.md shows: ``python packaging/screenshot.py``.

Runs the real program on the sample piece, in a home that is thrown away, without a display: light with
the photos at the right, dark with the findings. The pictures go to ``resources/help/``.

With ``--scale 150`` it fills the screen that is there (1920 x 1080 under Xvfb with a window manager: see
``tests/journeys/test_screens.py``), scaled as by the desktop, says which words are cut, and keeps the
pictures as ``window-light-150.png`` and ``window-dark-150.png`` in ``packaging/screens``; of a lower screen
its height goes with the name.

With ``--all`` it draws every picture anew, each scale on a screen of its own (needs Xvfb, openbox, xdotool).
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from msgspec import structs
from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (  # noqa: TID251 - as in app.py
    QAbstractButton,
    QApplication,
    QLabel,
    QToolButton,
    QWidget,
)

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.newsroom.article import Author, new_article
from morat.operations import places
from morat.operations.preferences import Preferences
from morat.operations.sample import bring_sample
from morat.services.proofreader import Found
from morat.ui.kit.theme import STYLE, Theme

ROOT = Path(__file__).resolve().parent.parent
OTHERS = Path(__file__).with_suffix(".toml")
SIZE = (1440, 900)
COLOURS, FEW = 256, 96
FULL_HD, LOW = (1920, 1080), (1280, 720)
SCREENS = ((100, FULL_HD), (125, FULL_HD), (150, FULL_HD), (175, FULL_HD), (150, LOW))
"""At which scales on which screens the window is drawn: in per cent and in pixels."""
KEPT_WIDTH = 960
"""Pixels of width of the pictures at other scales, and their colours: there are eight of them."""
LIMIT, SMALL_LIMIT = 250_000, 120_000
"""Bytes of one picture: everybody who clones the project fetches it."""
QUIET = 600
"""Milliseconds without anything new in the window: longer than its own pauses before it reads or looks."""
PATIENCE = 30_000
"""Milliseconds until a window that is not ready counts as broken."""


class ScreenshotError(Exception):
    """The window did not come to rest, or its picture is too large."""


class Rest(QObject):
    """Waits until the window is complete and nothing in it has changed for a while."""

    def __init__(self, program: Program) -> None:
        """Listen to what arrives from the threads of ``program``."""
        super().__init__()
        self._bench = program.bench
        self._pause = self._timer(QUIET)
        self._patience = self._timer(PATIENCE)
        self._loop = QEventLoop(self)
        self._pause.timeout.connect(self._on_quiet)
        self._patience.timeout.connect(self._loop.quit)
        self._bench.thumbnails.ready.connect(self._pause.start)
        self._bench.photos.changed.connect(self._pause.start)
        self._bench.proof.found.connect(self._on_found)
        self._is_read = False

    def wait(self) -> None:
        """Return when the window is at rest.

        Raises:
            ScreenshotError: photos or findings did not arrive.
        """
        self._pause.start()
        self._patience.start()
        self._loop.exec()
        if not self._is_complete():
            raise ScreenshotError("photos or findings did not arrive in the window")

    def _is_complete(self) -> bool:
        return self._is_read and not self._bench.thumbnails.is_waiting

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._is_read = found.whole
        self._pause.start()

    @Slot()
    def _on_quiet(self) -> None:
        if self._is_complete():
            self._loop.quit()
        else:
            self._pause.start()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer


def main(arguments: list[str] | None = None) -> int:
    """Draw both pictures into ``--out`` and say how large they are."""
    parser = argparse.ArgumentParser(prog="screenshot.py", description="Draw the window for README.md.")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="resources/help; with --scale packaging/screens"
    )
    parser.add_argument("--scale", type=int, metavar="PER CENT", help="fill the screen, scaled so much")
    parser.add_argument("--all", action="store_true", help="draw every picture, at every scale")
    options = parser.parse_args(arguments)
    if options.all:
        return draw_all()
    if options.scale:
        os.environ["QT_SCALE_FACTOR"] = str(options.scale / 100)
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ["MORAT_HOME"] = home
        os.environ.pop("MORAT_LIBRARY", None)
        try:
            usual = ROOT / "packaging" / "screens" if options.scale else ROOT / "resources" / "help"
            draw(options.out or usual, options.scale or 0)
        except ScreenshotError as error:
            print(f"screenshot.py: {error}", file=sys.stderr)
            return 1
    return 0


def draw_all() -> int:
    """Draw those of the README and those at every scale, each in a process of its own; return 0 or 1."""
    sys.path.insert(0, str(ROOT))
    from tests.helpers.screen import screen

    command = [sys.executable, __file__]
    status = subprocess.run(command, check=False).returncode
    for scale, size in SCREENS:
        with tempfile.TemporaryDirectory() as home, screen(home, size) as opened:
            scaled = [*command, "--scale", str(scale)]
            status |= subprocess.run(scaled, env=opened.environment, check=False).returncode
    return status


def draw(out: Path, scale: int = 0) -> None:
    """Open the window on a library with the sample and other pieces; write both pictures.

    Raises:
        ScreenshotError: the window did not come to rest, words are cut, or a picture is too large.
    """
    folder = places.library_folder()
    sample = fill(folder)
    application = QApplication([sys.argv[0], *STYLE])
    theme = Theme("light")
    theme.apply(application)
    program = Program(Catalogue("vi"), theme, Preferences(places.settings_file()), folder, sample)
    window = program.window
    if scale:
        window.showMaximized()
    else:
        window.resize(*SIZE)
        window.show()
    height = round(window.screen().size().height() * window.screen().devicePixelRatio())
    lower = f"-{height}" if height < FULL_HD[1] else ""
    ending = f"-{scale}{lower}.png" if scale else ".png"
    rest = Rest(program)
    rest.wait()
    if scale and not window.screen().availableGeometry().contains(window.geometry()):
        raise ScreenshotError(f"the window has no room on the screen: {window.width()} x {window.height()}")
    cut = cut_words(window)
    save(window.grab(), out / f"window-light{ending}", smaller=bool(scale))
    theme.choose("dark")
    program.commands.proofread()
    rest.wait()
    cut += cut_words(window)
    save(window.grab(), out / f"window-dark{ending}", smaller=bool(scale))
    window.close()
    if cut:
        raise ScreenshotError(f"cut: {', '.join(dict.fromkeys(cut))}")


def cut_words(window: QWidget) -> list[str]:
    """Return the words of labels and buttons that have less room than they need."""
    return [
        f"“{widget.text()}” ({widget.width()} of {widget.sizeHint().width()} pixels)"
        for kind in (QAbstractButton, QLabel)
        for widget in window.findChildren(kind)
        if widget.isVisible() and _shows_words(widget) and widget.width() < widget.sizeHint().width()
    ]


def _shows_words(widget: QAbstractButton | QLabel) -> bool:
    if isinstance(widget, QLabel):
        # One that says all of it when pointed at is cut on purpose.
        return bool(widget.text()) and not widget.wordWrap() and widget.toolTip() != widget.text()
    only_icon = isinstance(widget, QToolButton) and (
        widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly and not widget.icon().isNull()
    )
    return bool(widget.text()) and not only_icon


def fill(folder: Path) -> str:
    """Make a library at ``folder`` with the pieces of screenshot.toml and, newest, the sample.

    Returns the id of the sample.
    """
    others = tomllib.loads(OTHERS.read_text(encoding="utf-8"))["piece"]
    with Library.open(folder) as library:
        for fields in others:
            author = Author(fields.pop("author"))
            library.articles.save(new_article(**fields, authors=(author,)))
        sample = structs.replace(bring_sample(library), status="in-review")
        library.articles.save(sample)
    return sample.id


def save(picture: QPixmap, path: Path, *, smaller: bool = False) -> None:
    """Write a picture as a PNG of few colours, as small as it goes, and say its size.

    ``smaller`` shrinks it to :data:`KEPT_WIDTH` pixels of width.

    Raises:
        ScreenshotError: it is larger than everybody should have to fetch.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    if smaller:
        image = image.resize((KEPT_WIDTH, image.height * KEPT_WIDTH // image.width), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(FEW if smaller else COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size, limit = path.stat().st_size, SMALL_LIMIT if smaller else LIMIT
    print(f"{path}: {size:,} bytes")
    if size > limit:
        raise ScreenshotError(f"{path.name} has {size:,} bytes, at most {limit:,}")


if __name__ == "__main__":
    sys.exit(main())
