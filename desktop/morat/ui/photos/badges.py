"""What is drawn on the pictures of the contact sheet: badges, stars, picked or rejected."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.newsroom.contact_sheet import PICK
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.protection import FLAGS
from morat.ui.kit import icons, theme
from morat.ui.kit.moments import clock_or_day
from morat.ui.kit.theme import XS

BADGE_PX = 10
PADDING = 3
SIGN = 12
"""Pixels of the sign of a photo that was picked or rejected."""
GRAVE, WARNS, TELLS = "grave", "warns", "tells"
_GROUNDS: Mapping[str, QColor] = {
    GRAVE: QColor("#b42318"),
    WARNS: QColor("#8a5a00"),
    TELLS: QColor(20, 16, 12, 200),
}
_INK = QColor("#ffffff")
_STAR = "★"
_NOTES: Mapping[str, tuple[str, str]] = {
    "photo-no-caption": (mark("no caption"), GRAVE),
    "photo-no-credit": (mark("no credit"), GRAVE),
    "photo-no-alt": (mark("no alt text"), WARNS),
    "photo-short-caption": (mark("short caption"), WARNS),
    "caption-twice": (mark("same caption"), WARNS),
    "name-caption": (mark("name not in the text"), WARNS),
}


class Badge(NamedTuple):
    """A word on a picture, with a sign before it where one is named.

    It is ``grave``, it ``warns``, or it only ``tells``.
    """

    text: str
    kind: str
    sign: str = ""


def protection_badges(words: Catalogue, facts: PhotoFacts) -> list[Badge]:
    """Return whom a picture shows that must be protected; no warning where it may be used all the same."""
    if not facts.protects:
        return []
    told = [words.say(Message(f"protects-{flag}")) for flag in FLAGS if flag in facts.protects]
    text = told[0] if len(told) == 1 else f"{told[0]} +{len(told) - 1}"
    return [Badge(text, TELLS if facts.permitted else WARNS, "check" if facts.permitted else "shield")]


def badges_of(
    words: Catalogue, notes: Sequence[Message], here: int, ran: str, *, broken: bool
) -> list[Badge]:
    """Return what is said on a picture: the first thing to see to, how often it is used, when it ran."""
    found: list[Badge] = []
    if broken:
        found.append(Badge(words.text("damaged"), GRAVE))
    elif notes and notes[0].code in _NOTES:
        english, kind = _NOTES[notes[0].code]
        # Of three hundred that have just come in nothing is wrong yet: what the piece shows is.
        found.append(Badge(words.text(english), kind if here else TELLS))
    if here:
        told = words.text("used {n} times", n=here) if here > 1 else words.text("used")
        found.append(Badge(told, TELLS))
    if ran:
        found.append(Badge(words.text("ran {day}", day=clock_or_day(words, ran)), TELLS))
    return found


def told_marks(words: Catalogue, facts: PhotoFacts) -> list[str]:
    """Return stars and choice in words, as a screen reader says them."""
    stars = words.plural("{n} star", "{n} stars", facts.rating)
    chosen = words.text("picked") if facts.pick == PICK else words.text("rejected")
    return [*([stars] if facts.rating else []), *([chosen] if facts.pick else [])]


class BadgePainter:
    """Draws badges and marks on pictures of a view."""

    def __init__(self, on: QWidget) -> None:
        """Draw on the widget ``on``."""
        self._on = on
        self._font = theme.face(BADGE_PX, QFont.Weight.Bold)
        self._metrics = QFontMetrics(self._font)

    def draw_badges(self, painter: QPainter, badges: Sequence[Badge], place: QRect) -> None:
        """Draw badges one above the other, the first one on top of the last, at the foot of ``place``."""
        bottom = place.bottom() - XS
        for badge in reversed(badges):
            bottom = self._draw(painter, badge, place, bottom) - XS // 2

    def draw_marks(self, painter: QPainter, facts: PhotoFacts, place: QRect) -> None:
        """Draw the stars at the upper left, at the upper right whether it was picked or rejected."""
        if facts.rating:
            stars = Badge(_STAR * facts.rating, TELLS)
            self._draw(painter, stars, place, place.top() + XS + self._metrics.height())
        if facts.pick:
            corner = place.topRight() + QPoint(-SIGN - XS - 2, XS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens(self._on.palette()).paper))
            painter.drawEllipse(corner + QPoint(SIGN // 2, SIGN // 2), SIGN // 2 + 2, SIGN // 2 + 2)
            sign, tone = ("check", "success") if facts.pick == PICK else ("x", "error")
            icons.draw(painter, sign, tone, corner, self._on, SIGN)

    def _draw(self, painter: QPainter, badge: Badge, place: QRect, bottom: int) -> int:
        """Draw a badge that stands on ``bottom``; return where its own top is."""
        before = BADGE_PX + PADDING if badge.sign else 0
        most = place.width() - 2 * (XS + PADDING) - before
        told = self._metrics.elidedText(badge.text, Qt.TextElideMode.ElideRight, most)
        width = self._metrics.horizontalAdvance(told) + 2 * PADDING + before
        height = self._metrics.height()
        box = QRect(place.left() + XS, bottom - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUNDS[badge.kind])
        painter.drawRoundedRect(box, 3, 3)
        if badge.sign:
            at = QPoint(box.left() + PADDING, box.top() + (height - BADGE_PX) // 2)
            icons.draw(painter, badge.sign, "on_button", at, self._on, BADGE_PX)
        painter.setPen(_INK)
        painter.setFont(self._font)
        within = box.adjusted(before, 0, 0, 0)
        painter.drawText(within, Qt.AlignmentFlag.AlignCenter, told)
        return box.top()
