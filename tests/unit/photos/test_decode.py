import threading

import pytest

pytest.importorskip("PySide6", reason="decoding is Qt's")
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageReader

from morat.assets import icon_file, resource
from morat.photos import decode
from tests.helpers.patience import SECONDS

pytestmark = pytest.mark.qt


def sample_pictures():
    return [path.read_bytes() for path in sorted(resource("sample").glob("*.jpg"))]


def test_a_jpeg_is_one_whatever_was_decoded_before():
    # Qt guesses formats with the plugin that was used last asked first; TGA takes many a JPEG for its own.
    buffer = QBuffer(svg := QByteArray(icon_file("photo").read_bytes()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    assert not QImageReader(buffer, QByteArray(b"svg")).read().isNull()
    assert svg.size()
    for data in sample_pictures():
        assert decode.measure(data) == (1600, 1000, "image/jpeg")


def test_threads_that_decode_at_once_do_not_wait_for_each_other_for_ever():
    done = []

    def work():
        for _ in range(12):
            done.extend(decode.scaled(data, 96, 96).width() for data in sample_pictures())

    threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    assert done == [96] * (4 * 12 * 3)
