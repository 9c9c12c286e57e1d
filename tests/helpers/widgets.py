"""What every widget of the window has to hold, and English words to read it by."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton, QWidget


def nameless(widget):
    """Return the widgets below (and itself) that take the focus and have nothing to tell a screen reader."""
    return [one for one in (widget, *widget.findChildren(QWidget)) if _takes_focus(one) and not _says(one)]


def _takes_focus(widget):
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
        return False
    # The list that a box drops down speaks with the box's name; a button without words is never shown.
    in_a_box = any(isinstance(one, QComboBox) for one in _above(widget))
    return not in_a_box and not (isinstance(widget, QPushButton) and widget.isHidden())


def _says(widget):
    return widget.accessibleName() or (isinstance(widget, (QAbstractButton, QLabel)) and widget.text())


def _above(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def drop_files(widget, *paths):
    """Drag files over the widget and let them fall; say whether the drag was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return drop(widget, data)


def drop(widget, data, at=None):
    """Let ``data`` fall on the widget, in its middle or ``at`` a point; say whether the drag was taken."""
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = at or widget.rect().center()
    enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, button, keys)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, button, keys))
    return True


def picture(colour="#8c2a2a", width=300, height=200):
    """Return a picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def words_on(widget):
    """Return the words of the labels and push buttons that are in view."""
    found = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return [one.text() for one in found if one.isVisible() and one.text()]
