"""Draw the program's icon for Windows from the one drawing that everything uses."""

import os
import struct
from pathlib import Path

SIZES = (16, 20, 24, 32, 48, 64, 256)
"""Edges in pixels that Explorer and the taskbar ask for."""


def write_ico(drawing: Path, target: Path) -> None:
    """Draw an SVG file at every size and write the pictures as one .ico file (PNG inside, Windows 7 and up).

    Raises:
        ValueError: the file is no drawing that Qt can read.
    """
    pictures = [_png(drawing, edge) for edge in SIZES]
    # ICONDIR, then one ICONDIRENTRY of 16 bytes for each picture; an edge of 256 is written as 0.
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries = b""
    for edge, picture in zip(SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", edge % 256, edge % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    target.write_bytes(header + entries + b"".join(pictures))


def _png(drawing: Path, edge: int) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(drawing)
    image = QImage(edge, edge, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()
