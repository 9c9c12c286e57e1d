"""The look of the window in one place: colours, spacing, faces, and how they reach every widget.

Colours reach widgets by the palette; the few shapes that Fusion draws otherwise come from one
small stylesheet of the application. A widget says what it is with :func:`set_kind` and never
carries a stylesheet of its own.
"""

from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from morat.assets import ARTICLE_FACES

STYLE = ("-style", "Fusion")
"""Arguments for QApplication. ``setStyle`` would build QStyle's enums (12 ms) before the first paint."""

CHOICES = ("system", "light", "dark")
"""What a person can choose; the first follows the desktop."""

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The grid of spaces, in pixels at 96 dpi."""
RADIUS = 6
ICON = 18
LEFT_WIDTH, RIGHT_WIDTH = 272, 332
TOP_HEIGHT, STATUS_HEIGHT = 48, 32

INTERFACE_PX, SMALL_PX = 13, 12
HEADLINE_PX, STANDFIRST_PX, BODY_PX = 29, 16.5, 16

HAIRLINE_ROLE = QPalette.ColorRole.Mid
"""The palette's role of a hairline, for ``QFrame`` lines."""


class Tokens(NamedTuple):
    """Colours by what they are for, as ``#rrggbb``.

    Text in ink, muted, accent and error is readable (WCAG AA) on every ground; warning and
    success are for paper and side, on selection they colour shapes and never words. Hit is the ground of
    what was searched for, hit now that of the one which is shown, remark that of what something is said of.
    """

    paper: str
    desk: str
    side: str
    tint: str
    ink: str
    muted: str
    hairline: str
    accent: str
    button: str
    on_button: str
    selection: str
    error: str
    warning: str
    success: str
    hit: str
    hit_now: str
    remark: str


LIGHT = Tokens(
    paper="#ffffff",
    desk="#f3f1ec",
    side="#faf9f6",
    tint="#efece5",
    ink="#1d1b18",
    muted="#6d675e",
    hairline="#e2ded5",
    accent="#0f5e8c",
    button="#0f5e8c",
    on_button="#ffffff",
    selection="#dcebf5",
    error="#b42318",
    warning="#9a6700",
    success="#1a7f4b",
    hit="#ffe49a",
    hit_now="#ffb84d",
    remark="#fdf0cf",
)
DARK = Tokens(
    paper="#1f1f21",
    desk="#151517",
    side="#19191b",
    tint="#2a2a2d",
    ink="#ecebe8",
    muted="#a19d95",
    hairline="#313134",
    accent="#7cc0ea",
    button="#2576a8",
    on_button="#ffffff",
    selection="#20384a",
    error="#ff8a80",
    warning="#f0b95a",
    success="#6fd39b",
    hit="#5c4a12",
    hit_now="#8a5a0b",
    remark="#40371f",
)


def tokens(palette: QPalette) -> Tokens:
    """Return the colours that go with ``palette``: painting code asks for those of its widget."""
    return LIGHT if palette.color(QPalette.ColorRole.Window).lightness() > 127 else DARK


def face(pixels: float = INTERFACE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface's face, ``pixels`` high at 96 dpi (it grows with the screen's scale)."""
    font = QFont(QApplication.font())
    font.setPointSizeF(pixels * 0.75)
    font.setWeight(weight)
    return font


def article_face(pixels: float = BODY_PX, family: str = "") -> QFont:
    """Return the article's face: ``family`` where the system has it, else the first good serif."""
    font = QFont()
    font.setFamilies([family, *ARTICLE_FACES] if family else list(ARTICLE_FACES))
    font.setPointSizeF(pixels * 0.75)
    return font


def set_kind(widget: QWidget, kind: str) -> None:
    """Say what a widget is, so that the stylesheet finds it.

    ``field`` (a text field in a panel), ``primary`` (the one next step), ``quiet`` (a button with
    a hairline on the ground it stands on), ``link`` (words alone), ``chip`` (a small round switch),
    ``suggestion`` (takes a suggestion), ``warned`` (words that warn); of boxes with choices ``pill``
    (round) and ``flat`` (bare).
    """
    widget.setProperty("kind", kind)


def flatten(view: QAbstractScrollArea) -> None:
    """Let a list or a field stand on the ground around it, without frame and paper."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    # Its own ground is not asked for: to find out what it is PySide would load every kind of widget.
    ground = QWidget()
    ground.setMouseTracking(view.hasMouseTracking())
    view.setViewport(ground)


class Theme(QObject):
    """Light or dark, as the desktop has it or as the person chose.

    Signals:
        changed(): the colours are others now; palettes and stylesheet are already in place.
    """

    changed = Signal()

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        """Begin with one of :data:`CHOICES`; nothing shows before :meth:`apply`."""
        super().__init__(parent)
        self._choice = choice if choice in CHOICES else CHOICES[0]
        self._app: QApplication | None = None
        self._shown: Tokens | None = None
        self._desktop_is_dark = False

    @property
    def choice(self) -> str:
        """What the person chose: ``system``, ``light`` or ``dark``."""
        return self._choice

    @property
    def tokens(self) -> Tokens:
        """The colours that are, or would be, shown now."""
        if self._choice == "system":
            return DARK if self._desktop_is_dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def apply(self, app: QApplication) -> None:
        """Dress ``app`` and keep it in step with the desktop. Cheapest before the first widget.

        ``app`` was started with :data:`STYLE`.
        """
        self._app = app
        # Fusion's own palette follows the desktop. To ask for the colour scheme itself would build the whole
        # Qt namespace, a quarter of the time to the first paint.
        self._desktop_is_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
        app.setFont(face())
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        if self._choice != "system":
            self._ask_for_frames()
        self._dress(app)

    def choose(self, choice: str) -> None:
        """Follow the desktop (``system``), or be ``light`` or ``dark``."""
        self._choice = choice if choice in CHOICES else CHOICES[0]
        if self._app is not None:
            self._ask_for_frames()
            self._dress(self._app)

    def _ask_for_frames(self) -> None:
        """Let title bars and native dialogs be as light or dark as the rest, where the system can."""
        scheme = QtCore.Qt.ColorScheme
        wanted = {"light": scheme.Light, "dark": scheme.Dark}
        QGuiApplication.styleHints().setColorScheme(wanted.get(self._choice, scheme.Unknown))

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._app is not None:
            scheme = QGuiApplication.styleHints().colorScheme()
            self._desktop_is_dark = scheme == QtCore.Qt.ColorScheme.Dark
            self._dress(self._app)

    def _dress(self, app: QApplication) -> None:
        colours = self.tokens
        if colours is self._shown:
            return
        self._shown = colours
        app.setPalette(palette_of(colours))
        app.setStyleSheet(sheet_of(colours))
        self.changed.emit()


def palette_of(colours: Tokens) -> QPalette:
    """Return the palette that carries ``colours`` to every widget."""
    role, palette = QPalette.ColorRole, QPalette()
    for roles, colour in (
        ((role.Window, role.Button, role.AlternateBase, role.Light, role.Midlight), colours.side),
        ((role.Base,), colours.paper),
        ((role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.ToolTipText), colours.ink),
        ((role.PlaceholderText,), colours.muted),
        ((role.Mid, role.Dark, role.Shadow), colours.hairline),
        ((role.Highlight,), colours.selection),
        ((role.Link, role.LinkVisited, role.Accent), colours.accent),
        ((role.BrightText,), colours.on_button),
        ((role.ToolTipBase,), colours.paper),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    faded = QColor(colours.muted)
    faded.setAlpha(150)
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return palette


_SHEET = """
[kind="field"] {{ background: {paper}; border: 1px solid {hairline}; border-radius: 6px; padding: 5px 7px }}
[kind="field"]:focus {{ border-color: {accent} }}
[kind="field"]:read-only {{ background: {side} }}
QPushButton {{ border: 1px solid {hairline}; border-radius: 6px; padding: 6px 12px; background: {paper} }}
QPushButton:hover {{ background: {tint} }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {accent} }}
QPushButton[kind="primary"], QPushButton:default {{
    background: {button}; color: {on_button}; border-color: {button} }}
QPushButton[kind="primary"] {{ font-weight: 600 }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {ink}; padding: 5px 11px }}
QPushButton[kind="primary"]:disabled {{ background: {tint}; color: {muted}; border-color: {hairline} }}
QPushButton[kind="card"] {{ background: {paper}; padding: 0; text-align: left }}
QPushButton[kind="card"]:hover, QPushButton[kind="card"]:focus {{ border-color: {accent} }}
QPushButton[kind="card"]:pressed {{ background: {tint} }}
QPushButton[kind="quiet"] {{ background: transparent }}
QPushButton[kind="quiet"]:hover {{ background: {tint} }}
QPushButton[kind="suggestion"] {{ padding: 3px 22px 3px 8px; font-weight: 600; color: {accent} }}
QPushButton[kind="link"] {{ border: 0; padding: 2px 6px 2px 0; background: transparent; color: {accent} }}
QPushButton[kind="link"]:hover {{ text-decoration: underline }}
QPushButton[kind="link"]:disabled {{ color: {muted}; text-decoration: none }}
QPushButton[kind="chip"] {{ border-radius: 12px; padding: 3px 9px; background: transparent; color: {muted} }}
QPushButton[kind="chip"]:checked {{ background: {tint}; color: {ink} }}
QPushButton[kind="chip"]:focus {{ border-color: {accent} }}
QToolButton, QPushButton[kind="tool"] {{
    border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; background: transparent }}
QToolButton:hover, QToolButton:checked, QPushButton[kind="tool"]:hover {{ background: {tint} }}
QToolButton:pressed, QPushButton[kind="tool"]:pressed {{ background: {hairline} }}
QToolButton::menu-indicator {{ image: none }}
QTabBar::tab {{ border: 0; border-bottom: 2px solid transparent; padding: 10px 8px; color: {muted} }}
QTabBar::tab:selected {{ border-bottom-color: {accent}; color: {ink} }}
QTabBar::tab:focus {{ background: {tint} }}
QMenu {{ background: {paper}; border: 1px solid {hairline}; padding: 4px }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px }}
QMenu::item:selected {{ background: {selection} }}
QMenu::item:disabled {{ color: {muted} }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px }}
QMenu::icon {{ padding-left: 8px }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {hairline}; padding: 4px 6px }}
QFrame[kind="float"] {{ background: {paper}; border: 1px solid {hairline}; border-radius: 6px }}
#topBar {{ background: {side}; border-bottom: 1px solid {hairline} }}
#statusLine {{ background: {side}; border-top: 1px solid {hairline} }}
#statusLine QLabel {{ color: {muted} }}
#statusLine QLabel[state="saved"] {{ color: {success} }}
#statusLine QLabel[state="over"] {{ color: {warning}; font-weight: 600 }}
#statusLine QLabel[state="failed"] {{ color: {error}; font-weight: 600 }}
#startPage, #bareDesk, #comparisonView, #previewView, #printDesk {{ background: {desk} }}
#page, #page > QWidget > QWidget {{ background: {desk} }}
[kind="line"] {{ background: transparent; border: 0; border-bottom: 1px solid {hairline}; padding: 2px 0 }}
[kind="line"]:focus {{ border-bottom-color: {accent} }}
#checklist {{ background: {paper}; border: 1px solid {hairline}; border-radius: 6px }}
QPushButton[kind="row"] {{ border: 0; padding: 5px 4px; background: transparent; text-align: left }}
QPushButton[kind="row"]:hover, QPushButton[kind="row"]:focus {{ background: {selection} }}
[kind="fold"] {{ color: {muted}; padding: 2px 6px 2px 1px }}
[kind="fold"]:checked {{ background: transparent }}
[kind="offers"] {{
    background: {paper}; border: 1px solid {hairline}; border-radius: 6px; padding: 4px; outline: 0 }}
[kind="offers"]::item {{ padding: 4px 6px; border-radius: 4px; color: {ink} }}
[kind="offers"]::item:selected, [kind="offers"]::item:hover {{ background: {selection}; color: {ink} }}
#kickerEdit {{ color: {muted}; placeholder-text-color: {muted} }}
[kind="counter"] {{ color: {muted} }}
#printPage {{ border: 1px solid {hairline} }}
#comparisonBar, #previewBar, #besideBar {{ background: {side}; border-bottom: 1px solid {hairline} }}
#comparisonCount, #besideCount {{ color: {muted} }}
[kind="counter"][over="true"] {{ color: {warning}; font-weight: 600 }}
#findCount {{ color: {muted} }}
[kind="warned"], QLineEdit[outside="true"] {{ color: {warning} }}
#findCount[state="missing"] {{ color: {warning} }}
#findTrouble, #replaceCount[state="missing"] {{ color: {error} }}
QComboBox {{ border: 1px solid {hairline}; border-radius: 6px; padding: 5px 10px; background: {paper} }}
QComboBox[kind="pill"] {{ border-radius: 14px; padding: 5px 14px }}
QComboBox[kind="flat"] {{ border-color: transparent; background: transparent; padding: 3px 6px }}
QComboBox:hover {{ background: {tint} }}
QComboBox:focus {{ border-color: {accent} }}
QComboBox::drop-down {{ border: 0; width: 20px }}
QComboBox::down-arrow {{ width: 0; height: 0; margin-right: 8px;
    border: 4px solid {paper}; border-bottom: 0; border-top-color: {muted} }}
QComboBox QAbstractItemView {{ background: {paper}; border: 1px solid {hairline}; padding: 4px; outline: 0 }}
QTreeView::item, QListWidget::item {{ padding: 5px 6px }}
QTreeView::item:selected, QListWidget::item:selected {{ background: {selection}; color: {ink} }}
QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked, QListView::indicator:unchecked {{
    width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 3px; background: {paper} }}
QHeaderView::section {{ background: {side}; color: {muted}; border: 0; border-bottom: 1px solid {hairline};
    padding: 5px 6px }}
QProgressBar {{ background: {hairline}; border: 0; border-radius: 2px }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0 }}
QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked {{
    border: 1px solid {muted}; border-radius: 3px; background: {paper} }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {hairline} }}
QSlider::handle:horizontal {{ width: 10px; margin: -5px 0; border-radius: 7px;
    background: {accent}; border: 2px solid {accent} }}
QSlider::handle:horizontal:focus {{ border-color: {ink} }}
QSlider::handle:horizontal:disabled {{ background: {muted}; border-color: {muted} }}
QSplitter::handle {{ background: {hairline} }}
QScrollBar:vertical {{ width: 10px; background: transparent }}
QScrollBar:horizontal {{ height: 10px; background: transparent }}
QScrollBar::handle {{ background: {hairline}; border-radius: 3px; margin: 2px; min-height: 24px }}
QScrollBar::handle:disabled {{ background: transparent }}
QScrollBar::handle:hover {{ background: {muted} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent }}
"""


def sheet_of(colours: Tokens) -> str:
    """Return the stylesheet of the application: shapes that a palette cannot say."""
    return _SHEET.format(**colours._asdict())


def set_state(label: QWidget, state: str) -> None:
    """Give a label the colour of a state (``saved``, ``unsaved``, ``failed``)."""
    if label.property("state") != state:
        label.setProperty("state", state)
        label.style().unpolish(label)
        label.style().polish(label)
