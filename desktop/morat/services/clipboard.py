"""What stands on the clipboard, or is dropped, as plain values; pictures are not decoded here."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from morat.newsroom.incoming import Clip

_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp")
"""Files of pictures as the systems call them, the best first."""
_RTF = ("text/rtf", "application/rtf", 'application/x-qt-windows-mime;value="Rich Text Format"')

_OTHERS = (*_PICTURES, *_RTF)


def put(html: str, text: str) -> None:
    """Put the same on the clipboard as HTML and as plain text; each program takes what it can."""
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def is_pasteable(mime: QMimeData) -> bool:
    """Say whether there is anything in ``mime`` that a piece could take."""
    return mime.hasHtml() or mime.hasText() or mime.hasImage() or any(map(mime.hasFormat, _OTHERS))


def clip_of(mime: QMimeData, *, is_plain: bool = False) -> Clip:
    """Return what ``mime`` holds; ``is_plain`` leaves out all but the text."""
    text = mime.text() if mime.hasText() else ""
    # Word writes megabytes of it, with every picture twice: only who has no text is asked for it.
    rtf = b"" if text.strip() else next((_bytes(mime, name) for name in _RTF if mime.hasFormat(name)), b"")
    files = () if is_plain else picture_files(mime)
    # Office puts a picture of the text beside it: nobody wants that one, and to fetch it takes long.
    is_text = bool(text.strip()) and not _is_address(mime, text)
    is_wanted = not (is_text or files or is_plain)
    return Clip(
        html=_bytes(mime, "text/html") if mime.hasHtml() else b"",
        text=text,
        rtf=rtf.decode("latin-1"),
        picture=_picture(mime) if is_wanted else None,
        picture_name=f"dan-{datetime.now().astimezone():%Y%m%d-%H%M%S}.png",
        files=files,
        is_plain=is_plain,
    )


def picture_files(mime: QMimeData) -> tuple[str, ...]:
    """Return the picture files of this computer that ``mime`` names."""
    from morat.operations.photographs import PICTURE_KINDS

    paths = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return tuple(path for path in paths if Path(path).suffix.lower() in PICTURE_KINDS)


def _is_address(mime: QMimeData, text: str) -> bool:
    """Say whether the text is but the address of what is there: of a picture dragged out of a browser."""
    return text.strip() in [url.toString() for url in mime.urls()]


def _picture(mime: QMimeData) -> Callable[[], bytes] | None:
    name = next(filter(mime.hasFormat, _PICTURES), None)
    if name is not None:
        return partial(bytes, _bytes(mime, name))
    if not mime.hasImage():
        return None
    from morat.photos.decode import CHOOSING

    with CHOOSING:
        image: object = mime.imageData()
    return partial(_encoded, image) if isinstance(image, QImage) and not image.isNull() else None


def _encoded(image: QImage) -> bytes:
    from morat.photos.render import encoded

    return encoded(image, "png")


def _bytes(mime: QMimeData, name: str) -> bytes:
    return bytes(mime.data(name).data())
