"""What a picture says of itself: read as ExifTool reads it, written so that ExifTool agrees."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.newsroom.messages import UserError
from morat.newsroom.text import clean
from morat.photos import iim, metadata, moment
from tests.helpers.shared import shared

pytestmark = pytest.mark.qt
SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")


def plain_jpeg() -> bytes:
    """A small picture that carries nothing."""
    from morat.photos.render import web

    return web((SAMPLE / "anh-1.jpg").read_bytes(), 64).data


def exiftool(data: bytes, tmp_path: Path, *options: str) -> dict[str, object]:
    path = tmp_path / "judged.jpg"
    path.write_bytes(data)
    done = subprocess.run(["exiftool", "-j", "-G1", *options, path], capture_output=True, check=True)
    return json.loads(done.stdout)[0]


def made_by_exiftool(tmp_path: Path, *options: str) -> bytes:
    path = tmp_path / "made.jpg"
    path.write_bytes(plain_jpeg())
    subprocess.run(["exiftool", "-q", "-overwrite_original", *options, path], check=True)
    return path.read_bytes()


@needs_exiftool
@pytest.mark.parametrize(
    "name", ["IPTC-PhotometadataRef-Std2021.1.jpg", "IPTC-PhotometadataRef-Std2023.2.jpg"]
)
def test_the_reference_photographs_of_the_iptc_are_read_whole(name: str, tmp_path: Path):
    data = shared("corpora", "iptc", name).read_bytes()
    judged = exiftool(data, tmp_path)
    found = metadata.read(data)
    assert found.caption == judged["XMP-dc:Description"]
    assert found.headline == judged["XMP-photoshop:Headline"]
    assert found.alt == judged["XMP-iptcCore:AltTextAccessibility"]
    assert found.description == judged["XMP-iptcCore:ExtDescrAccessibility"]
    assert found.creator == judged["XMP-dc:Creator"]
    assert found.credit == judged["XMP-photoshop:Credit"]
    assert found.source == judged["XMP-photoshop:Source"]
    assert found.copyright == judged["XMP-dc:Rights"]
    assert list(found.people) == judged["XMP-iptcExt:PersonInImage"]
    assert (found.city, found.country) == (judged["XMP-photoshop:City"], judged["XMP-photoshop:Country"])
    assert found.taken.startswith(str(judged["ExifIFD:DateTimeOriginal"])[:10].replace(":", "-"))
    assert set(found.sources["caption"]) == {"XMP", "EXIF", "IPTC"}
    assert found.sources["city"]["IPTC"] == judged["IPTC:City"]


@pytest.mark.parametrize(
    ("name", "taken", "gps"),
    [
        ("gps-DSCN0010.jpg", "2008-10-22T16:28:39", "43.467448,11.885127"),
        ("HMD_Nokia_8.3_5G.jpg", "2022-08-14T14:12:31+03:00", "60.146706,24.906772"),
        ("Canon_40D_photoshop_import.jpg", "", ""),
    ],
)
def test_camera_files_say_when_and_where(name: str, taken: str, gps: str):
    found = metadata.read(shared("samples", "photos", name).read_bytes())
    assert (found.taken, found.gps, found.caption) == (taken, gps, "")


@needs_exiftool
@pytest.mark.parametrize(
    ("charset", "said"),
    [("UTF8", "Ủy ban xã Hòa Bình"), ("Latin", "Café Émile"), ("cp1252", "“Café” Émile")],
)
def test_iptc_without_a_declared_charset_is_read_all_the_same(charset: str, said: str, tmp_path: Path):
    data = made_by_exiftool(tmp_path, "-charset", f"iptc={charset}", f"-IPTC:Caption-Abstract={said}")
    assert metadata.read(data).caption == said


@needs_exiftool
def test_declared_utf8_is_read(tmp_path: Path):
    data = made_by_exiftool(
        tmp_path, "-CodedCharacterSet=UTF8", "-IPTC:By-line=Mai Hương", "-IPTC:City=Uông Bí"
    )
    found = metadata.read(data)
    assert (found.creator, found.city) == ("Mai Hương", "Uông Bí")


@needs_exiftool
def test_writing_makes_the_whole_iptc_block_utf8(tmp_path: Path):
    data = made_by_exiftool(
        tmp_path, "-charset", "iptc=cp1252", "-IPTC:SpecialInstructions=Émile", "-IPTC:By-line=É"
    )
    judged = exiftool(metadata.write(data, {"caption": "Ủy ban xã"}), tmp_path)
    assert judged["IPTC:SpecialInstructions"] == "Émile"
    assert judged["IPTC:By-line"] == "É"
    assert judged["IPTC:Caption-Abstract"] == "Ủy ban xã"


@needs_exiftool
def test_what_a_camera_says_by_itself_is_no_caption(tmp_path: Path):
    data = made_by_exiftool(
        tmp_path, "-EXIF:ImageDescription=OLYMPUS DIGITAL CAMERA", "-CodedCharacterSet=UTF8",
        "-IPTC:Caption-Abstract=Lễ phát động",
    )  # fmt: skip
    found = metadata.read(data)
    assert found.caption == "Lễ phát động"
    assert found.sources["caption"] == {"EXIF": "OLYMPUS DIGITAL CAMERA", "IPTC": "Lễ phát động"}


@needs_exiftool
def test_xmp_is_asked_before_exif_before_iptc(tmp_path: Path):
    told = ["-XMP-dc:Description=xmp", "-EXIF:ImageDescription=exif", "-IPTC:Caption-Abstract=iptc"]
    assert metadata.read(made_by_exiftool(tmp_path, *told)).caption == "xmp"
    assert metadata.read(made_by_exiftool(tmp_path, *told[1:])).caption == "exif"
    assert metadata.read(made_by_exiftool(tmp_path, *told[2:])).caption == "iptc"


@needs_exiftool
def test_written_fields_are_what_exiftool_reads(tmp_path: Path):
    said = {
        "caption": "Ông Vi Văn Thắng, Chủ tịch UBND xã.",
        "creator": "Mai Hương; Hoàng Lâm",
        "credit": "Trung tâm Truyền thông và Văn hóa thành phố Uông Bí",
        "alt": "Người phát biểu",
        "people": "Bùi Thị Kim Thuỷ; Vi Văn Thắng",
        "copyright": "© 2026 Báo Vân Trầm",
    }
    judged = exiftool(metadata.write(plain_jpeg(), said), tmp_path)
    assert judged["IPTC:CodedCharacterSet"] == "UTF8"
    for block in ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"):
        assert judged[block] == said["caption"]
    assert judged["XMP-dc:Creator"] == judged["IPTC:By-line"] == ["Mai Hương", "Hoàng Lâm"]
    assert judged["XMP-photoshop:Credit"] == said["credit"]
    assert said["credit"].startswith(str(judged["IPTC:Credit"]))
    assert len(str(judged["IPTC:Credit"]).encode()) <= 32
    assert judged["XMP-iptcCore:AltTextAccessibility"] == said["alt"]
    assert judged["XMP-iptcExt:PersonInImage"] == ["Bùi Thị Kim Thuỷ", "Vi Văn Thắng"]
    assert judged["IFD0:Copyright"] == said["copyright"]


@needs_exiftool
@pytest.mark.parametrize(
    "name", ["gps-DSCN0010.jpg", "HMD_Nokia_8.3_5G.jpg", "Canon_40D_photoshop_import.jpg"]
)
def test_writing_a_caption_leaves_camera_data_and_pixels(name: str, tmp_path: Path):
    from morat.photos.decode import scaled

    data = shared("samples", "photos", name).read_bytes()
    written = metadata.write(data, {"caption": "Chú thích"})
    before, after = (exiftool(one, tmp_path, "-ExifIFD:all", "-GPS:all") for one in (data, written))
    assert before == after
    assert scaled(data, 400, 400) == scaled(written, 400, 400)


def test_an_empty_text_takes_the_field_away():
    said = metadata.write(plain_jpeg(), {"caption": "một", "credit": "hai", "creator": "ba", "people": "bốn"})
    found = metadata.read(metadata.write(said, {"caption": "", "creator": " ", "people": ""}))
    assert (found.caption, found.creator, found.people, found.credit) == ("", "", (), "hai")


def test_a_file_without_metadata_says_nothing():
    assert metadata.read(plain_jpeg()) == metadata.Metadata()


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_bytes_that_are_no_picture_say_nothing_and_are_not_written(data: bytes):
    assert metadata.read(data).caption == ""
    with pytest.raises(UserError) as caught:
        metadata.write(data, {"caption": "x"}, "ảnh.jpg")
    assert (caught.value.message.code, caught.value.message.params["path"]) == ("photo-unreadable", "ảnh.jpg")


@given(st.data())
@settings(max_examples=40)
def test_a_damaged_block_never_raises(data: st.DataObject):
    whole = bytearray((SAMPLE / "anh-1.jpg").read_bytes()[:4000])
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    metadata.read(bytes(whole))


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)


@given(caption=words, credit=words, alt=words)
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(caption: str, credit: str, alt: str):
    found = metadata.read(metadata.write(plain_jpeg(), {"caption": caption, "credit": credit, "alt": alt}))
    assert found.sources.get("caption", {}).get("XMP", "") == clean(caption).strip()
    assert found.credit == " ".join(map(str.strip, clean(credit).strip().splitlines()))
    assert found.alt == clean(alt).strip()


@given(words, st.integers(0, 40))
def test_cutting_never_halves_a_character(text: str, limit: int):
    short = iim.cut(text, limit)
    assert text.startswith(short)
    assert len(short.encode()) <= limit


@pytest.mark.parametrize(
    ("data", "declared", "said"),
    [
        (b"caf\xc3\xa9", b"", "café"),
        (b"caf\xe9", b"", "café"),
        (b"caf\xc3\xa9", b"\x1b.A", "cafÃ©"),
        (b"caf\xe9", iim.UTF8, "café"),
        (b"caf\xe9\x00\x00", b"", "café"),
    ],
)
def test_strings_are_read_as_declared_else_utf8_else_cp1252(data: bytes, declared: bytes, said: str):
    assert iim.decode(data, declared) == said


@pytest.mark.parametrize(
    ("clock", "zone", "said"),
    [
        ("2026:11:23 10:42:07", "", "2026-11-23T10:42:07"),
        ("2026:11:23 10:42:07", "+07:00", "2026-11-23T10:42:07+07:00"),
        ("2026:11:23 10:42:07", "   ", "2026-11-23T10:42:07"),
        ("0000:00:00 00:00:00", "", ""),
        ("    :  :     :  :  ", "", ""),
        ("", "", ""),
    ],
)
def test_a_camera_clock_becomes_iso_or_nothing(clock: str, zone: str, said: str):
    assert moment.from_exif(clock, zone) == said


@pytest.mark.parametrize(("text", "said"), [("2026-11-23", "2026-11-23"), ("2026", ""), ("hôm qua", "")])
def test_dates_of_agencies_become_iso_or_nothing(text: str, said: str):
    assert moment.from_iso(text) == said
