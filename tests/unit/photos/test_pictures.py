"""Decoding, web copies, fingerprints and facts of pictures."""

import contextlib
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6", reason="pictures are decoded by Qt")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter

from morat.newsroom.messages import UserError
from morat.photos import fingerprint, metadata, writing
from morat.photos.decode import decoded, measure, scaled
from morat.photos.facts import facts
from morat.photos.intact import intact
from morat.photos.render import packed, prepared

pytestmark = pytest.mark.qt
ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "resources" / "sample" / "anh-2.jpg"


def encoded(image: QImage, kind: str = "jpeg", *, progressive: bool = False) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    writer.setQuality(95)
    writer.setProgressiveScanWrite(progressive)
    assert writer.write(image), writer.errorString()
    return bytes(buffer.data().data())


def coloured(width: int, height: int, colour: str = "#c03020") -> QImage:
    """A picture in one colour whose top left quarter is blue, so that turning it shows."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    for y in range(height // 2):
        for x in range(width // 2):
            image.setPixelColor(x, y, QColor("#2040c0"))
    return image


def turned(data: bytes, orientation: int) -> bytes:
    """Return a JPEG whose EXIF says how the camera was held."""
    ifd = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + bytes([orientation])
    block = b"Exif\x00\x00" + ifd + b"\x00\x00" + b"\x00" * 4
    return data[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + data[2:]


def test_the_address_is_the_hash_of_the_file(tmp_path: Path):
    data = SAMPLE.read_bytes()
    assert fingerprint.of_bytes(data) == fingerprint.of_file(SAMPLE) == hashlib.sha256(data).hexdigest()
    with pytest.raises(FileNotFoundError):
        fingerprint.of_file(tmp_path / "none")


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "bmp"])
def test_measure_says_size_and_kind(kind: str):
    assert measure(encoded(coloured(60, 40), kind)) == (60, 40, f"image/{kind}")


@pytest.mark.parametrize(("orientation", "blue"), [(1, (5, 5)), (3, (55, 35)), (6, (35, 5)), (8, (5, 55))])
def test_a_picture_stands_upright_however_the_camera_was_held(orientation: int, blue: tuple[int, int]):
    data = turned(encoded(coloured(60, 40)), orientation)
    size = (40, 60) if orientation in (6, 8) else (60, 40)
    assert measure(data)[:2] == size
    image = scaled(data, 1000, 1000)
    assert (image.width(), image.height()) == size
    assert image.pixelColor(*blue).blue() > 150
    copy = web(data)
    assert (copy.width, copy.height) == size
    assert scaled(copy.data, 1000, 1000).pixelColor(*blue).blue() > 150
    assert metadata.read(copy.data) == metadata.Metadata()


@given(
    st.integers(1, 90), st.integers(1, 90), st.integers(1, 100), st.integers(1, 100), st.sampled_from((1, 6))
)
@settings(max_examples=40, deadline=None)
def test_scaling_fits_the_box_keeps_proportions_and_never_enlarges(
    width: int, height: int, box_width: int, box_height: int, orientation: int
):
    data = turned(encoded(coloured(width, height)), orientation)
    if orientation == 6:
        width, height = height, width
    image = scaled(data, box_width, box_height)
    assert image.width() <= min(width, box_width)
    assert image.height() <= min(height, box_height)
    scale = min(1, box_width / width, box_height / height)
    assert abs(image.width() - width * scale) <= 1
    assert abs(image.height() - height * scale) <= 1


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.95])
def test_a_picture_cut_short_is_refused(kind: str, kept: float):
    data = encoded(scaled(SAMPLE.read_bytes(), 400, 400), kind)
    part = data[: int(len(data) * kept)]
    assert intact(data)
    with pytest.raises(UserError) as caught:
        scaled(part, 100, 100, "cắt.jpg")
    code = "picture-damaged" if part else "photo-unreadable"
    assert (caught.value.message.code, caught.value.message.params) == (code, {"path": "cắt.jpg"})


def test_a_progressive_picture_and_one_with_a_thumbnail_are_whole():
    progressive = encoded(coloured(90, 60), progressive=True)
    thumbnail = b"\xff\xe1" + (len(progressive) + 2).to_bytes(2, "big") + progressive
    whole = progressive[:2] + thumbnail + progressive[2:]
    assert intact(whole + b"appended by a phone")
    assert not intact(whole[: len(thumbnail) + 40])
    assert not intact(b"\xff\xd8\xff\xd9")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\xff\xd8\xff", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_photograph_is_refused(data: bytes):
    for read in (
        measure,
        lambda data, name: scaled(data, 10, 10, name),
        lambda data, name: web(data, name=name),
    ):
        with pytest.raises(UserError):
            read(data, "x")


def test_a_picture_that_claims_to_fill_the_memory_is_refused():
    data = bytearray(encoded(coloured(8, 8), "png"))
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    with pytest.raises(UserError):
        measure(bytes(data))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes):
    assert isinstance(intact(data), bool)
    with contextlib.suppress(UserError):
        assert measure(data)[2].startswith("image/")


def test_a_picture_without_a_name_is_called_by_its_hash():
    with pytest.raises(UserError) as caught:
        measure(b"hello")
    assert caught.value.message.params["path"] == fingerprint.of_bytes(b"hello")[:12]


def test_a_web_copy_is_smaller_and_says_nothing():
    data = writing.write(encoded(coloured(2000, 1000)), {"caption": "Chú thích", "credit": "Nguồn"})
    copy = web(data)
    assert (copy.mime, copy.width, copy.height) == ("image/jpeg", 1600, 800)
    assert measure(copy.data) == (1600, 800, "image/jpeg")
    assert metadata.read(copy.data) == metadata.Metadata()


def test_colours_become_srgb():
    wide = QColorSpace(QColorSpace.NamedColorSpace.ProPhotoRgb)
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    image = coloured(20, 20, "#806040")
    image.setColorSpace(wide)
    wanted = image.convertedToColorSpace(srgb).pixelColor(15, 15)
    shown = scaled(web(encoded(image)).data, 20, 20)
    assert not shown.colorSpace().isValid() or shown.colorSpace() == srgb
    assert abs(wanted.red() - 0x80) > 8
    assert abs(shown.pixelColor(15, 15).red() - wanted.red()) < 12


@pytest.mark.parametrize(("alpha", "mime"), [(0, "image/png"), (128, "image/png"), (255, "image/jpeg")])
def test_transparent_parts_stay_and_an_idle_alpha_channel_goes(alpha: int, mime: str):
    image = coloured(33, 21).convertToFormat(QImage.Format.Format_ARGB32)
    image.setPixelColor(3, 20, QColor(10, 20, 30, alpha))
    image.setText("Comment", "bí mật")
    copy = web(encoded(image, "png"))
    assert copy.mime == mime
    assert measure(copy.data)[2] == mime
    assert "bí mật".encode() not in copy.data


def test_facts_join_hash_measure_and_metadata():
    data = SAMPLE.read_bytes()
    found = facts(data, "anh-2.jpg")
    assert (found.sha256, found.file, found.mime) == (fingerprint.of_bytes(data), "anh-2.jpg", "image/jpeg")
    assert (found.width, found.height, found.bytes) == (1600, 1000, len(data))
    assert found.caption.startswith("Tuyến đường liên thôn")
    assert found.credit == found.creator == "Hoàng Lâm"


def web(data, name=""):
    return packed(prepared(data, 1600, name))


def test_a_creator_is_not_taken_for_the_credit():
    found = facts(writing.write(encoded(coloured(8, 8)), {"creator": "Mai Hương"}), "x.jpg")
    assert (found.creator, found.credit) == ("Mai Hương", "")


def test_pictures_are_decoded_without_an_application_object():
    script = (
        "import sys\nfrom pathlib import Path\nfrom morat.photos.facts import facts\n"
        "from morat.photos.render import packed, prepared\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "data = Path(sys.argv[1]).read_bytes()\n"
        "print(facts(data, 'x').width, packed(prepared(data, 320)).width, QCoreApplication.instance())\n"
        "assert 'PySide6.QtWidgets' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, SAMPLE], capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["1600", "320", "None"], "")


def test_a_picture_with_a_hole_in_its_middle_is_flawed():
    whole = SAMPLE.read_bytes()
    assert not decoded(whole, 300, 300).flawed
    at = len(whole) // 2
    holed = whole[:at] + bytes(3000) + whole[at + 3000 :]
    assert decoded(holed, 300, 300).flawed


def test_what_a_decoder_says_is_heard_by_whoever_decodes_and_by_nobody_else():
    program = (
        "import threading; from pathlib import Path\n"
        "from PySide6.QtCore import qWarning\n"
        "from morat.photos.decode import decoded\n"
        f"data = Path({str(SAMPLE)!r}).read_bytes(); at = len(data) // 2\n"
        "holed = data[:at] + bytes(3000) + data[at + 3000:]\n"
        "found = []\n"
        "def work(one):\n"
        "    for _ in range(20): found.append((one, decoded(one, 200, 200).flawed))\n"
        "threads = [threading.Thread(target=work, args=(one,)) for one in (data, holed, data, holed)]\n"
        "for one in threads: one.start()\n"
        "for _ in range(50): qWarning('ours')\n"
        "for one in threads: one.join()\n"
        "qWarning('after')\n"
        "assert len(found) == 80 and all(flawed == (one is holed) for one, flawed in found)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    assert run.stderr.split() == ["ours"] * 50 + ["after"]


def test_a_handler_of_messages_that_others_put_over_ours_and_take_off_again_stays_theirs():
    program = (
        "from pathlib import Path\n"
        "from PySide6.QtCore import qInstallMessageHandler, qWarning\n"
        "from morat.photos import decode\n"
        f"data = Path({str(SAMPLE)!r}).read_bytes()\n"
        "heard, before, is_intact = [], [], decode.intact\n"
        "def listen(kind, context, text): heard.append(text)\n"
        "def meanwhile(data):\n"
        "    before.append(qInstallMessageHandler(listen))\n"
        "    return is_intact(data)\n"
        "decode.intact = meanwhile\n"
        "decode.decoded(data, 200, 200)\n"
        "qWarning('theirs')\n"
        "decode.intact = is_intact\n"
        "qInstallMessageHandler(*before)\n"
        "decode.decoded(data, 200, 200)\n"
        "qWarning('after')\n"
        "assert heard == ['theirs'], heard\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr.split()) == (0, "", ["after"]), run.stderr
