"""Draw the three pictures of the sample piece and write their captions into the files.

    uv run python resources/sample/draw.py [FOLDER]

Flat scenes, 1600 x 1000 pixels, drawn without fonts so that they come out alike everywhere.
Captions, credits and alternative texts stand in ``captions.toml``.
"""

import random
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from brush import (
    HEIGHT,
    SKIN,
    SKIN_DARK,
    WIDTH,
    cone_hat,
    curve,
    disc,
    down,
    fade,
    glow,
    grain,
    head,
    hills,
    limb,
    rounded,
    sapling,
    shadow,
    shape,
    tint,
    tree,
)
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPainterPath, QPen

from morat.photos import writing

QUALITY = 85


def meeting(p: QPainter) -> None:
    """A hall with a red curtain: a speaker at the lectern, two people at tables, listeners in front."""
    p.fillRect(0, 0, WIDTH, 700, down(0, 700, "#8e2b2a", "#7c2324", "#5f1a1c"))
    for fold in range(0, WIDTH, 64):
        light = fade((fold, 0), (fold + 64, 0), tint("#c2504a", 0), tint("#c2504a", 70), tint("#2d090b", 80))
        p.fillRect(fold, 0, 64, 700, light)
    rounded(p, down(70, 250, "#bf4a42", "#a93a35"), (170, 64, 1260, 190), 14)
    rounded(p, fade((330, 0), (1270, 0), "#e9bf62", "#f6dd92", "#e9bf62"), (360, 112, 880, 30), 8)
    rounded(p, fade((450, 0), (1150, 0), "#d9ae58", "#efd184", "#d9ae58"), (490, 176, 620, 20), 6)
    glow(p, (800, 330), 620, "#ffd9a0", 105)
    p.fillRect(0, 690, WIDTH, 310, down(690, 1000, "#6d442c", "#4c2d1e", "#2f1b13"))
    for y in (712, 744, 786, 840):
        p.fillRect(0, y, WIDTH, 2, tint("#2a160d", 60))
    p.fillRect(0, 686, WIDTH, 7, tint("#b98250", 130))
    for x in (330, 1270):
        _at_table(p, x)
    _lectern(p)
    _listeners(p)


def _at_table(p: QPainter, x: float) -> None:
    """A person behind a table with a white cloth, a glass and flowers."""
    rounded(p, fade((x - 80, 0), (x + 80, 0), "#e9eef0", "#cfd9dd"), (x - 82, 470, 164, 170), 56)
    shape(p, "#b9c8cf", (x - 16, 476), (x + 16, 476), (x, 530))
    limb(p, SKIN_DARK, 34, (x, 440), (x, 472))
    head(p, x, 412, 46, bun=x > 800)
    shadow(p, x, 792, 480, 70, 120)
    shape(
        p,
        down(590, 640, "#fbf9f3", "#ece6da"),
        (x - 205, 590),
        (x + 205, 590),
        (x + 222, 632),
        (x - 222, 632),
    )
    shape(
        p,
        down(630, 790, "#f0ebdf", "#cdc3b0"),
        (x - 222, 630),
        (x + 222, 630),
        (x + 216, 790),
        (x - 216, 790),
    )
    for fold in range(-190, 200, 38):
        shape(p, tint("#8d806a", 34), (x + fold, 634), (x + fold + 12, 634), (x + fold + 5, 788))
    rounded(p, fade((x + 90, 0), (x + 116, 0), "#dfeef0", "#a9c6cb"), (x + 92, 556, 24, 44), 5)
    for step, colour in enumerate(("#e4764f", "#f0b24c", "#e4764f", "#f5d27a")):
        disc(p, colour, x - 130 + 22 * step, 574 - 8 * (step % 2), 17)
    shape(p, "#4f7d4d", (x - 150, 582), (x - 40, 582), (x - 62, 600), (x - 128, 600))


def _lectern(p: QPainter) -> None:
    """The speaker in a white shirt, one hand raised, behind a wooden lectern."""
    rounded(p, fade((690, 0), (910, 0), "#ffffff", "#f2f2ee", "#cdd5d8"), (692, 392, 216, 260), 74)
    limb(p, fade((880, 0), (990, 0), "#f3f3ef", "#d3dade"), 50, (878, 440), (955, 520), (985, 430))
    limb(p, SKIN, 30, (985, 418), (990, 386))
    limb(p, fade((610, 0), (730, 0), "#ffffff", "#e6eaea"), 50, (722, 440), (668, 530), (716, 566))
    limb(p, SKIN_DARK, 42, (800, 360), (800, 398))
    shape(p, "#c3d2d9", (770, 392), (830, 392), (800, 470))
    shape(p, "#8c2f2d", (793, 412), (807, 412), (812, 500), (800, 520), (788, 500))
    head(p, 800, 316, 64)
    shadow(p, 800, 900, 420, 70, 150)
    shape(
        p,
        fade((640, 0), (960, 0), "#8d5a38", "#774729", "#54301b"),
        (660, 590),
        (940, 590),
        (914, 900),
        (686, 900),
    )
    shape(p, fade((620, 0), (980, 0), "#b5794b", "#94603a"), (628, 556), (972, 556), (948, 600), (652, 600))
    rounded(p, down(640, 850, tint("#f0c98a", 38), tint("#2a140a", 70)), (716, 640, 168, 214), 10)
    disc(p, "#e9bf62", 800, 742, 46)
    disc(p, "#a5462f", 800, 742, 36)
    for step in range(9):
        disc(p, ("#f4e8d0", "#e6784f", "#f1b44e")[step % 3], 690 + step * 27, 552 - 12 * (step % 2), 19)
    limb(p, "#23211f", 5, (760, 556), (742, 480), (764, 440))
    disc(p, "#23211f", 766, 434, 12, 15)


def _listeners(p: QPainter) -> None:
    """Backs of heads along the lower edge, out of the light."""
    dice = random.Random(11)
    for row, (y, tone) in enumerate(((925, "#241815"), (985, "#170f0d"))):
        for place in range(11):
            x = -30 + place * 166 + 80 * (row % 2) + dice.randint(-14, 14)
            rise = y + dice.randint(-12, 12)
            rounded(p, tone, (x - 76, rise + 30, 152, 160), 58)
            disc(p, tone, x, rise, 42, 50)
            p.setPen(QPen(tint("#d98f5c", 70), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawArc(QRectF(x - 42, rise - 50, 84, 100), 50 * 16, 80 * 16)


def road(p: QPainter) -> None:
    """A new concrete road through a village: tiled roofs, rice, hills in haze, the sun low."""
    p.fillRect(0, 0, WIDTH, 620, down(0, 620, "#7fb0cc", "#b9d3d6", "#f3e2bd", "#f7d9a0"))
    glow(p, (1180, 300), 460, "#fff1c4", 220)
    disc(p, "#fff3cf", 1180, 300, 66)
    for x, y, size in ((260, 150, 1.0), (640, 90, 0.7), (1390, 140, 0.8)):
        _cloud(p, x, y, size)
    hills(p, 440, 120, 0.4, "#8fb0b0", "#c5d2bd")
    hills(p, 500, 90, 2.2, "#6f9a86", "#a9c29a")
    hills(p, 560, 60, 4.1, "#4f8060", "#86aa72")
    p.fillRect(0, 590, WIDTH, 410, down(590, 1000, "#a9bf62", "#86a94d", "#5d8639"))
    _rice(p)
    for x, y, size, colour in (
        (150, 640, 0.8, "#c2684a"),
        (420, 628, 0.62, "#b75a42"),
        (1330, 650, 0.95, "#bb5c41"),
    ):
        _house(p, x, y, size, colour)
    tree(p, 292, 660, 84, 3)
    tree(p, 1150, 640, 64, 5)
    tree(p, 1540, 690, 120, 8)
    _lane(p)
    for x, y, size, seed in ((640, 668, 66, 1), (560, 720, 100, 2), (428, 800, 150, 3), (228, 930, 230, 4)):
        sapling(p, x, y, size, seed)
    for x, y, size, seed in ((872, 664, 62, 6), (958, 714, 96, 7), (1096, 790, 146, 9), (1352, 920, 226, 10)):
        sapling(p, x, y, size, seed)
    _cyclist(p, 800, 800)


def _cloud(p: QPainter, x: float, y: float, size: float) -> None:
    cloud = QPainterPath()
    for shift, lift, wide, high in ((-86, 8, 62, 24), (-20, -16, 66, 40), (62, -4, 60, 32), (0, 18, 150, 20)):
        puff = QPainterPath()
        puff.addEllipse(QPointF(x + shift * size, y + lift * size), wide * size, high * size)
        cloud = cloud.united(puff)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(down(y - 56 * size, y + 40 * size, tint("#ffffff", 235), tint("#fff4dc", 120)))
    p.drawPath(cloud)


def _rice(p: QPainter) -> None:
    """Terraces: curved bunds across the fields, the water between them catching the sky."""
    for step in range(9):
        y = 604 + step * step * 5 + step * 8
        bund = curve([(0, y + 8), (400, y - 6), (800, y + 6), (1200, y - 8), (1600, y + 6)])
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(tint("#4f7a34", 120), 3 + step))
        p.drawPath(bund)
        p.setPen(QPen(tint("#f5e6ac", 70), 2 + step * 0.6))
        p.drawPath(bund.translated(0, 5 + step))


def _house(p: QPainter, x: float, y: float, size: float, roof: str) -> None:
    """A house with a tiled roof, a porch and two windows, that stands at (x, y)."""
    p.save()
    p.translate(x, y)
    p.scale(size, size)
    shadow(p, 20, 6, 420, 60, 110)
    shape(
        p,
        fade((-150, 0), (150, 0), "#f6e7c8", "#e9d2a6", "#cfae7f"),
        (-150, -130),
        (150, -130),
        (150, 0),
        (-150, 0),
    )
    shape(
        p,
        fade((-190, 0), (190, 0), "#d9805c", roof, "#8f4230"),
        (-190, -124),
        (190, -124),
        (128, -226),
        (-128, -226),
    )
    for row in range(5):
        p.fillRect(QRectF(-176 + row * 12, -142 - row * 19, 352 - row * 24, 3), tint("#6f2f22", 70))
    p.fillRect(QRectF(-158, -128, 316, 12), tint("#4a2418", 90))
    rounded(p, down(-90, 0, "#7a5236", "#5a3a25"), (-28, -88, 56, 88), 5)
    for left in (-116, 62):
        rounded(p, "#6d8f93", (left, -90, 54, 48), 4)
        p.fillRect(QRectF(left + 25, -90, 4, 48), tint("#f3e4c4", 220))
        p.fillRect(QRectF(left, -68, 54, 4), tint("#f3e4c4", 220))
    p.restore()


def _lane(p: QPainter) -> None:
    """The road in perspective, light concrete with joints and red earth along its sides."""
    earth = QPainterPath(QPointF(752, 590))
    earth.cubicTo(716, 690, 420, 820, 130, 1000)
    earth.lineTo(1480, 1000)
    earth.cubicTo(1190, 820, 838, 690, 768, 590)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(down(606, 1000, "#c99a67", "#b57f4f", "#9a6540"))
    p.drawPath(earth)
    lane = QPainterPath(QPointF(757, 590))
    lane.cubicTo(732, 690, 520, 830, 330, 1000)
    lane.lineTo(1270, 1000)
    lane.cubicTo(1080, 830, 808, 690, 763, 590)
    p.setBrush(down(606, 1000, "#f2e7cf", "#d9d2c0", "#bdb7aa"))
    p.drawPath(lane)
    p.setClipPath(lane)
    for step in range(1, 9):
        y = 606 + step * step * 6
        p.fillRect(QRectF(0, y, WIDTH, 1 + step * 0.6), tint("#7d776b", 90))
    glow(p, (900, 640), 420, "#fff0c0", 90)
    p.setClipping(False)


def _cyclist(p: QPainter, x: float, y: float) -> None:
    """Somebody with a conical hat on a bicycle, seen from behind."""
    shadow(p, x + 24, y + 4, 150, 26, 110)
    limb(p, "#2e3335", 9, (x, y - 52), (x, y - 2))
    limb(p, "#454b4d", 6, (x - 34, y - 98), (x + 34, y - 98))
    limb(p, "#3b4a5e", 20, (x - 12, y - 84), (x - 19, y - 34))
    limb(p, "#3b4a5e", 20, (x + 12, y - 84), (x + 19, y - 22))
    rounded(p, fade((x - 34, 0), (x + 34, 0), "#d06a7c", "#b8566a", "#8f3f52"), (x - 32, y - 158, 64, 86), 26)
    limb(p, "#b8566a", 15, (x - 28, y - 140), (x - 36, y - 102))
    limb(p, "#9c475a", 15, (x + 28, y - 140), (x + 36, y - 102))
    disc(p, SKIN_DARK, x, y - 168, 17, 20)
    cone_hat(p, x, y - 170, 24)


def planting(p: QPainter) -> None:
    """Four people plant young trees along the road, hills behind them in the morning light."""
    p.fillRect(0, 0, WIDTH, 560, down(0, 560, "#93bdd0", "#cfe0d6", "#f6ecc9"))
    glow(p, (300, 210), 440, "#fff4cf", 190)
    disc(p, "#fff6da", 300, 210, 54)
    hills(p, 400, 110, 1.3, "#94b5ae", "#c9d7c0")
    hills(p, 470, 90, 3.4, "#6a967a", "#a6c094")
    hills(p, 540, 50, 5.2, "#4d7d55", "#7da568")
    p.fillRect(0, 580, WIDTH, 420, down(580, 1000, "#9fbb5f", "#7fa24b", "#587c36"))
    for x, y, size, seed in (
        (90, 600, 92, 21),
        (1490, 596, 104, 22),
        (1330, 572, 60, 23),
        (700, 560, 44, 24),
    ):
        tree(p, x, y, size, seed)
    soil = curve([(0, 760), (420, 716), (820, 730), (1220, 706), (1600, 742)])
    soil.lineTo(WIDTH, HEIGHT)
    soil.lineTo(0, HEIGHT)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(down(700, 1000, "#b77a4c", "#96603b", "#6f4429"))
    p.drawPath(soil)
    dice = random.Random(5)
    for _ in range(260):
        x, y = dice.uniform(0, WIDTH), dice.uniform(770, 990)
        disc(
            p,
            tint(dice.choice(("#5e381f", "#d09868")), dice.randint(40, 110)),
            x,
            y,
            dice.uniform(2, 8),
            dice.uniform(1, 4),
        )
    for x, size, seed in ((560, 150, 31), (150, 120, 33), (1450, 130, 34)):
        _mound(p, x, 800 + size * 0.2)
        sapling(p, x, 800 + size * 0.16, size * 1.5, seed)
    _mound(p, 1052, 846)
    _digger(p, 350, 880, "#e8ecea", "#3e5a78")
    _kneeling(p, 700, 900, "#c9627a")
    _digger(p, 1210, 872, "#5f93a8", "#4a4138", turned=True, hat=True)
    _bearer(p, 880, 884)
    _can(p, 1390, 930)


def _mound(p: QPainter, x: float, y: float) -> None:
    shadow(p, x + 10, y + 16, 230, 52, 100)
    disc(p, down(y - 20, y + 26, "#8a5431", "#5d3720"), x, y + 8, 92, 24)
    disc(p, tint("#b97d4e", 170), x - 16, y + 1, 56, 11)


def _digger(
    p: QPainter, x: float, y: float, shirt: str, trousers: str, *, turned: bool = False, hat: bool = False
) -> None:
    """Somebody who digs, bent over the spade; ``turned`` faces left."""
    p.save()
    p.translate(x, y)
    p.scale(-1.25 if turned else 1.25, 1.25)
    shadow(p, 10, 4, 230, 40, 120)
    limb(p, "#7d5a36", 10, (30, -190), (128, -6))
    shape(
        p,
        fade((110, 0), (150, 0), "#aab4b8", "#6f7b80"),
        (112, -32),
        (146, -44),
        (160, 6),
        (140, 16),
        (124, 8),
    )
    limb(p, trousers, 38, (-20, -128), (-50, -64), (-44, -8))
    limb(p, trousers, 38, (-12, -128), (34, -68), (26, -8))
    limb(p, "#3a3430", 20, (-48, -2), (-26, -2))
    limb(p, "#3a3430", 20, (22, -2), (46, -2))
    limb(p, fade((-40, 0), (70, 0), shirt, shirt), 74, (-14, -150), (22, -206))
    limb(p, shirt, 28, (36, -220), (74, -170), (64, -128))
    limb(p, SKIN, 20, (66, -132), (62, -124))
    limb(p, SKIN_DARK, 20, (40, -172), (44, -166))
    limb(p, SKIN_DARK, 26, (44, -232), (54, -246))
    if hat:
        disc(p, SKIN, 66, -264, 28, 31)
        cone_hat(p, 66, -268, 36)
    else:
        head(p, 66, -264, 31)
    p.restore()


def _kneeling(p: QPainter, x: float, y: float, blouse: str) -> None:
    """A woman who kneels and presses the earth around a young tree."""
    p.save()
    p.translate(x, y)
    p.scale(-1.25, 1.25)
    shadow(p, 0, 4, 250, 42, 120)
    limb(p, "#33373f", 44, (-30, -52), (46, -24), (-34, -12))
    limb(p, blouse, 76, (-26, -80), (6, -134))
    limb(p, blouse, 26, (20, -150), (72, -104), (100, -52))
    limb(p, SKIN, 18, (100, -52), (112, -36))
    limb(p, SKIN_DARK, 24, (22, -162), (30, -174))
    disc(p, "#2b2320", 30, -190, 30, 34)
    disc(p, SKIN, 40, -188, 26, 30)
    cone_hat(p, 38, -194, 38)
    p.restore()


def _bearer(p: QPainter, x: float, y: float) -> None:
    """A young man who brings two young trees under his arm."""
    p.save()
    p.translate(x, y)
    p.scale(1.2, 1.2)
    shadow(p, 6, 2, 190, 36, 120)
    limb(p, "#3f4b3a", 36, (-16, -130), (-26, -8))
    limb(p, "#465341", 36, (16, -130), (30, -8))
    limb(p, "#2f2b28", 20, (-32, -2), (-10, -2))
    limb(p, "#2f2b28", 20, (24, -2), (48, -2))
    rounded(p, fade((-44, 0), (44, 0), "#5f86b8", "#4b6f9f", "#35547f"), (-44, -248, 88, 128), 34)
    limb(p, SKIN_DARK, 26, (0, -246), (0, -262))
    head(p, 0, -286, 33)
    sapling(p, 68, -96, 140, 41)
    disc(p, down(-116, -76, "#5a3a24", "#3c2616"), 68, -96, 24, 22)
    limb(p, "#4b6f9f", 26, (34, -226), (54, -170), (66, -140))
    limb(p, SKIN, 20, (66, -140), (68, -132))
    limb(p, "#5f86b8", 26, (-36, -226), (-58, -176), (-46, -132))
    limb(p, SKIN, 20, (-46, -130), (-44, -124))
    p.restore()


def _can(p: QPainter, x: float, y: float) -> None:
    """A watering can."""
    shadow(p, x, y + 2, 170, 30, 120)
    limb(p, "#3d7d72", 12, (x - 40, y - 34), (x - 92, y - 86))
    disc(p, "#2f665d", x - 94, y - 90, 18, 12)
    rounded(p, fade((x - 48, 0), (x + 48, 0), "#6cb3a4", "#4a9183", "#2f6b60"), (x - 48, y - 84, 96, 84), 12)
    p.setPen(QPen(tint("#2f6b60"), 11))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawArc(QRectF(x - 10, y - 116, 90, 96), -70 * 16, 200 * 16)


SCENES: dict[str, Callable[[QPainter], None]] = {
    "anh-1.jpg": meeting,
    "anh-2.jpg": road,
    "anh-3.jpg": planting,
}


def picture(scene: Callable[[QPainter], None]) -> bytes:
    """Return a scene as a JPEG file."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene(p)
    grain(p)
    p.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(QUALITY)
    writer.setOptimizedWrite(True)
    writer.write(image)
    return bytes(buffer.data().data())


def main() -> None:
    """Write the pictures with their captions into a folder, the script's own unless one is named."""
    here = Path(__file__).parent
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here
    fields = tomllib.loads((here / "captions.toml").read_text(encoding="utf-8"))
    for name, scene in SCENES.items():
        (folder / name).write_bytes(writing.write(picture(scene), fields["all"] | fields[name]))


if __name__ == "__main__":
    main()
