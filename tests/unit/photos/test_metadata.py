"""What a picture says of itself: read as ExifTool reads it, written so that ExifTool agrees."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.newsroom.messages import UserError
from morat.newsroom.text import clean_line
from morat.photos import fields, iim, metadata, moment, writing
from tests.helpers.exiftool import judged, needs_exiftool
from tests.helpers.jpegs import jpeg
from tests.helpers.shared import shared
from tests.helpers.strategies import lines

pytestmark = pytest.mark.qt
SAMPLE = Path(__file__).parents[3] / "resources" / "sample"


def plain_jpeg() -> bytes:
    """A small picture that carries nothing."""
    return jpeg().data


def exiftool(data: bytes, tmp_path: Path, *options: str) -> dict[str, object]:
    return judged(data, tmp_path, *options)


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
    assert metadata.conflicts(found.sources) == {}


@needs_exiftool
@pytest.mark.parametrize(
    "name", ["IPTC-PhotometadataRef-Std2021.1.jpg", "IPTC-PhotometadataRef-Std2023.2.jpg"]
)
def test_every_property_of_the_standard_is_read(name: str, tmp_path: Path):
    data = shared("corpora", "iptc", name).read_bytes()
    told = exiftool(data, tmp_path, "-XMP:all", "-IPTC:all", "-IFD0:all", "-n", "-struct")
    said = metadata.everything(data)
    texts = [text for by in said.values() for text in by.values()]
    values = {clean_line(value) for text in texts for value in (text, *fields.values(text))}
    # Of a vocabulary's address ExifTool says the last part alone.
    ends = {value.rpartition("/")[2] for value in values if value.startswith("http")}
    lacking = {text for tag, value in told.items() for text in leaves(tag, value)} - values - ends
    assert lacking == set()
    if "2023" in name:
        roots = {path.split("[")[0].split("/")[0] for path in said}
        assert {*fields.OTHERS, *fields.FIELDS} <= roots


def leaves(tag: str, value: object) -> list[str]:
    """What ExifTool says under a tag, piece by piece; what is no property of the standard left out."""
    if tag.rsplit(":", maxsplit=1)[-1] in NO_PROPERTIES:
        return []
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in leaves(key, inner)]
    if isinstance(value, list):
        return [one for inner in value for one in leaves(tag, inner)]
    return [clean_line(str(value))]


NO_PROPERTIES = frozenset(
    (
        *(
            "SourceFile",
            "XMPToolkit",
            "About",
            "ApplicationRecordVersion",
            "ResolutionUnit",
            "YCbCrPositioning",
        ),
        *(
            "GPSAltitude",
            "GPSLatitude",
            "GPSLongitude",
            "XResolution",
            "YResolution",
            "ImageCreatorImageID",
            "DateCreated",
            "TimeCreated",
            "AODateCreated",
        ),
    )
)


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


def test_a_file_without_metadata_says_nothing():
    assert metadata.read(plain_jpeg()) == metadata.Metadata()


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_bytes_that_are_no_picture_say_nothing_and_are_not_written(data: bytes):
    assert metadata.read(data).caption == ""
    with pytest.raises(UserError) as caught:
        writing.write(data, {"caption": "x"}, "ảnh.jpg")
    assert caught.value.message.code in ("photo-kind-unwritable", "metadata-damaged")
    assert caught.value.message.params["path"] == "ảnh.jpg"


@given(st.data())
@settings(max_examples=40)
def test_a_damaged_block_never_raises(data: st.DataObject):
    whole = bytearray((SAMPLE / "anh-1.jpg").read_bytes()[:4000])
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    metadata.read(bytes(whole))


@given(lines, st.integers(0, 40))
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


@needs_exiftool
@pytest.mark.parametrize(
    ("said", "stars", "pick"),
    [
        ("-XMP-xmp:Rating=4", 4, 0),
        ("-XMP-xmp:Rating=-1", 0, -1),
        ("-IFD0:Rating=2", 2, 0),
        ("-XMP-xmp:Rating=3.4", 3, 0),
        ("-XMP-xmp:Rating=99", 0, 0),
        ("-XMP-dc:Title=x", 0, 0),
    ],
)
def test_stars_and_rejected_ones_are_read(said: str, stars: int, pick: int, tmp_path: Path):
    pytest.importorskip("PySide6", reason="a picture is measured by Qt")
    from morat.photos.facts import facts

    found = facts(made_by_exiftool(tmp_path, said), "ảnh.jpg")
    assert (found.rating, found.pick) == (stars, pick)
