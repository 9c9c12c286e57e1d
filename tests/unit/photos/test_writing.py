"""Fields are written into a picture's file in step, and nothing else in it changes; ExifTool judges."""

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from morat.newsroom.messages import UserError
from morat.photos import carriers, iim, irb, metadata, writing
from morat.photos.fields import FIELDS, MARKED, WRITABLE, as_iim, tidy
from tests.helpers.exiftool import every_tag, judged, needs_exiftool, tags
from tests.helpers.jpegs import jpeg
from tests.helpers.shared import shared
from tests.helpers.strategies import lines

KINDS = ("JPEG", "PNG", "TIFF", "WEBP")
CAPTION = "Ông Vi Văn Thắng, Chủ tịch UBND xã Thượng Yên Công, nói chuyện với bà con."
OF_A_CAPTION = {
    *("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription", "Photoshop:IPTCDigest"),
    *("IPTC:CodedCharacterSet", "IPTC:ApplicationRecordVersion", "File:CurrentIPTCDigest"),
    # Who made the packet, how large the file is, and where in it the small picture stands.
    *("XMP-x:XMPToolkit", "IFD1:ThumbnailOffset", "File:ExifByteOrder"),
}


OF_NO_TEXT = {"IFD1:ThumbnailOffset", "File:ExifByteOrder"}
"""What may move though no text was written."""


def picture(kind: str) -> bytes:
    """A small picture of a kind, with transparent parts where it can have some."""
    made = io.BytesIO()
    mode = "RGB" if kind == "JPEG" else "RGBA"
    image = Image.linear_gradient("L").resize((40, 30)).convert(mode)
    image.save(made, kind, lossless=True) if kind == "WEBP" else image.save(made, kind)
    return made.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


def agreed(data: bytes, field: str, text: str, folder: Path) -> None:
    """Assert that a caption stands in all three blocks, and that the digest is that of IIM."""
    said = judged(data, folder)
    assert said["XMP-dc:Description"] == said["IFD0:ImageDescription"] == text
    assert said["IPTC:Caption-Abstract"] == text
    assert said["IPTC:CodedCharacterSet"] == "UTF8"
    assert said["Photoshop:IPTCDigest"] == said["File:CurrentIPTCDigest"]


@needs_exiftool
@pytest.mark.parametrize(
    "parts",
    [
        ("corpora", "iptc", "IPTC-PhotometadataRef-Std2021.1.jpg"),
        ("corpora", "iptc", "IPTC-PhotometadataRef-Std2023.2.jpg"),
        ("samples", "photos", "gps-DSCN0010.jpg"),
        ("samples", "photos", "HMD_Nokia_8.3_5G.jpg"),
        ("samples", "photos", "Canon_40D_photoshop_import.jpg"),
    ],
    ids=lambda parts: parts[-1],
)
def test_a_caption_changes_its_own_tags_alone(parts: tuple[str, ...], tmp_path: Path):
    data = shared(*parts).read_bytes()
    written = writing.write(data, {"caption": CAPTION})
    before, after = every_tag(data, tmp_path), every_tag(written, tmp_path)
    assert tags((before - after) + (after - before)) <= OF_A_CAPTION
    assert pixels(data) == pixels(written)
    agreed(written, "caption", CAPTION, tmp_path)
    assert every_tag(writing.write(written, {"caption": CAPTION}), tmp_path) == after


@needs_exiftool
def test_every_field_is_where_exiftool_looks_for_it(tmp_path: Path):
    said = {
        "caption": CAPTION,
        "headline": "Trồng cây đầu xuân",
        "alt": "Người đàn ông đứng nói giữa đám đông",
        "description": "Dưới gốc đa,\nbà con ngồi quây quần.",
        "creator": "Mai Hương; Hoàng Lâm",
        "credit": "Trung tâm Truyền thông và Văn hóa thành phố Uông Bí",
        "source": "Báo Vân Trầm",
        "copyright": "© 2026 Báo Vân Trầm",
        "people": "Bùi Thị Kim Thuỷ; Vi Văn Thắng",
        "location": "Xã Thượng Yên Công",
        "city": "Uông Bí",
        "province": "Quảng Ninh",
        "country": "Việt Nam",
        "event": "Tết trồng cây",
        "taken": "2026-11-23T10:42:07+07:00",
        "keywords": "trồng cây; Tết; Uông Bí",
        "instructions": "Không cắt mép trái",
    }
    assert said.keys() == FIELDS.keys()
    told = judged(writing.write(jpeg().data, said), tmp_path)
    assert told["XMP-dc:Creator"] == told["IPTC:By-line"] == ["Mai Hương", "Hoàng Lâm"]
    assert told["IFD0:Artist"] == said["creator"]
    assert told["XMP-photoshop:Credit"] == said["credit"]
    assert said["credit"].startswith(str(told["IPTC:Credit"]))
    assert 29 <= len(str(told["IPTC:Credit"]).encode()) <= 32
    assert told["XMP-iptcCore:AltTextAccessibility"] == said["alt"]
    assert told["XMP-iptcCore:ExtDescrAccessibility"] == said["description"]
    assert told["XMP-iptcExt:PersonInImage"] == ["Bùi Thị Kim Thuỷ", "Vi Văn Thắng"]
    assert told["XMP-iptcExt:Event"] == said["event"]
    assert (
        told["XMP-dc:Rights"] == told["IPTC:CopyrightNotice"] == told["IFD0:Copyright"] == said["copyright"]
    )
    assert told["XMP-photoshop:Headline"] == told["IPTC:Headline"] == said["headline"]
    assert told["XMP-photoshop:City"] == told["IPTC:City"] == said["city"]
    assert told["XMP-iptcCore:Location"] == told["IPTC:Sub-location"] == said["location"]
    assert told["XMP-photoshop:State"] == told["IPTC:Province-State"] == said["province"]
    assert told["XMP-photoshop:Country"] == told["IPTC:Country-PrimaryLocationName"] == said["country"]
    assert told["XMP-dc:Subject"] == told["IPTC:Keywords"] == ["trồng cây", "Tết", "Uông Bí"]
    assert told["XMP-photoshop:Instructions"] == told["IPTC:SpecialInstructions"] == said["instructions"]
    assert told["XMP-photoshop:DateCreated"] == "2026:11:23 10:42:07+07:00"
    assert (told["IPTC:DateCreated"], told["IPTC:TimeCreated"]) == ("2026:11:23", "10:42:07+07:00")
    assert told["ExifIFD:DateTimeOriginal"] == "2026:11:23 10:42:07"
    assert told["ExifIFD:OffsetTimeOriginal"] == "+07:00"
    assert not [tag for tag in told if "Warning" in tag]


@needs_exiftool
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_takes_a_caption(kind: str, tmp_path: Path):
    data = picture(kind)
    written = writing.write(data, {"caption": CAPTION, "people": "A; B"})
    assert pixels(written) == pixels(data)
    told = judged(written, tmp_path)
    assert told["XMP-dc:Description"] == told["IFD0:ImageDescription"] == CAPTION
    if kind != "WEBP":
        assert told["IPTC:Caption-Abstract"] == CAPTION
    again = writing.write(written, {"caption": "Ngắn", "people": ""})
    found = metadata.read(again)
    assert (found.caption, found.people, pixels(again)) == ("Ngắn", (), pixels(data))
    assert not [tag for tag in judged(again, tmp_path, "-validate", "-warning", "-a") if "XMP" in tag]


def test_a_gif_takes_no_caption():
    made = io.BytesIO()
    Image.new("L", (4, 4)).save(made, "GIF")
    with pytest.raises(UserError) as caught:
        writing.write(made.getvalue(), {"caption": "x"}, "ảnh.gif")
    assert caught.value.message.code == "photo-kind-unwritable"


@needs_exiftool
@pytest.mark.parametrize(
    ("charset", "chosen"), [("cp1252", ""), ("cp1258", "cp1258"), ("UTF8", "")], ids=lambda one: one or "-"
)
def test_the_whole_block_becomes_utf8(charset: str, chosen: str, tmp_path: Path):
    block = iim.packed(
        [
            iim.DataSet(2, 40, "Café é".encode(charset)),
            iim.DataSet(2, 80, "Mấy".encode(charset) if charset == "UTF8" else "É".encode(charset)),
            iim.DataSet(2, 25, b"plain"),
        ]
    )
    resources = (
        irb.Resource(b"8BIM", irb.IIM, b"\0\0", block),
        irb.Resource(b"8BIM", 1005, b"\0\0", b"12345678"),
    )
    data = carriers.give(jpeg().data, carriers.Carried(resources=resources))
    told = judged(writing.write(data, {"caption": "Ủy ban xã"}, charset=chosen), tmp_path)
    assert told["IPTC:SpecialInstructions"] == "Café é"
    assert told["IPTC:By-line"] in ("É", "Mấy")
    assert (told["IPTC:Keywords"], told["IPTC:Caption-Abstract"]) == ("plain", "Ủy ban xã")
    assert told["Photoshop:IPTCDigest"] == told["File:CurrentIPTCDigest"]


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("cp1258", b"Th\xe3\xecng l\xf5\xf2i"),
        ("TCVN3", b"Th\xbeng l\xeei"),
        ("cp1252", b"Caf\xe9"),
    ],
)
def test_where_the_charset_is_open_readings_are_offered(charset: str, raw: bytes):
    block = iim.packed([iim.DataSet(2, 120, raw)])
    resources = (irb.Resource(b"8BIM", irb.IIM, b"\0\0", block),)
    data = carriers.give(jpeg().data, carriers.Carried(resources=resources))
    found = metadata.read(data)
    assert set(found.choices["caption"]) == {"cp1252", "cp1258", "TCVN3"}
    assert found.choices["caption"]["cp1252"] == found.caption
    if charset != "cp1252":
        assert found.choices["caption"][charset] == "Thắng lợi"
    assert metadata.read(writing.write(data, {"credit": "x"}, charset=charset)).choices == {}


def test_languages_of_a_text_are_kept():
    data = shared("corpora", "iptc", "IPTC-PhotometadataRef-Std2023.2.jpg").read_bytes()
    written = writing.write(data, {"alt": "Mới"})
    packet = carriers.take(written).xmp.decode()
    # Its English was the repetition of the default: both say the new.
    assert packet.count("Mới") == 2
    assert 'xml:lang="en"' in packet


def test_the_place_that_is_shown_is_kept_in_step():
    shown = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Hạ Long</Iptc4xmpExt:City>"
        "<Iptc4xmpExt:Sublocation>Bãi Cháy</Iptc4xmpExt:Sublocation>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    data = carriers.give(jpeg().data, carriers.Carried(xmp=shown.encode()))
    assert (metadata.read(data).city, metadata.read(data).location) == ("Hạ Long", "Bãi Cháy")
    written = writing.write(data, {"city": "Uông Bí"})
    said = metadata.everything(written)
    assert said["locationsShown[1]/City"] == {"XMP": "Uông Bí"}
    assert said["city"] == {"XMP": "Uông Bí", "IPTC": "Uông Bí"}
    assert metadata.read(written).location == "Bãi Cháy"


def test_of_several_places_that_are_shown_none_is_touched():
    data = shared("corpora", "iptc", "IPTC-PhotometadataRef-Std2021.1.jpg").read_bytes()
    packet = carriers.take(writing.write(data, {"city": "Uông Bí"})).xmp.decode()
    assert packet.count("Uông Bí") == 1


def test_a_caption_that_is_edited_often_does_not_fill_its_block():
    data = writing.write(jpeg().data, {"caption": "Bà con trồng cây.", "credit": "Mai Hương"})
    grown = []
    for times in (*range(1, 120), 1):
        data = writing.write(data, {"caption": "Bà con trồng cây. " * times})
        grown.append(len(data))
    assert metadata.read(data).caption == "Bà con trồng cây."
    assert grown[-1] < grown[0] + 200


def test_an_empty_text_takes_the_field_away():
    said = writing.write(jpeg().data, {"caption": "một", "credit": "hai", "creator": "ba", "people": "bốn"})
    found = metadata.read(writing.write(said, {"caption": "", "creator": " ", "people": ""}))
    assert (found.caption, found.creator, found.people, found.credit) == ("", "", (), "hai")
    bare = writing.write(said, dict.fromkeys(("caption", "credit", "creator", "people"), ""))
    assert carriers.take(bare).xmp == carriers.take(bare).iim == b""
    assert metadata.read(bare) == metadata.Metadata()


@pytest.mark.parametrize(
    ("written", "block", "said"),
    [
        ("2026-11-23", "XMP", "2026-11-23"),
        ("2026-11-23", "IPTC", "2026-11-23"),
        ("2026-11-23T10:42:07", "EXIF", "2026-11-23T10:42:07"),
        ("2026-11-23T10:42:07", "IPTC", "2026-11-23"),
        ("2026-11-23T10:42:07+07:00", "IPTC", "2026-11-23T10:42:07+07:00"),
    ],
)
def test_a_block_says_as_much_of_a_date_as_it_can(written: str, block: str, said: str):
    found = metadata.read(writing.write(jpeg().data, {"taken": written}))
    assert found.sources["taken"].get(block) == said
    assert found.taken == written
    assert metadata.conflicts(found.sources) == {}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"capt": "x"}, "field-unknown"),
        ({"taken": "hôm qua"}, "date-unclear"),
        ({"rating": "6"}, "mark-unclear"),
        ({"pick": "chọn"}, "mark-unclear"),
    ],
)
def test_what_cannot_be_written_is_said(fields: Mapping[str, str], code: str):
    with pytest.raises(UserError) as caught:
        writing.write(jpeg().data, fields)
    assert caught.value.message.code == code


def test_a_packet_that_cannot_be_read_is_not_lost():
    data = carriers.give(jpeg().data, carriers.Carried(xmp=b"<x:xmpmeta><rdf:RDF><dc:title>Tin"))
    with pytest.raises(UserError) as caught:
        writing.write(data, {"caption": "x"})
    assert caught.value.message.code == "metadata-damaged"


def test_whatever_else_would_change_is_refused(monkeypatch: pytest.MonkeyPatch):
    def careless(data: bytes, carried: carriers.Carried) -> bytes:
        return give(data, carried)[:-2] + b"\0\xff\xd9"

    give = carriers.give
    monkeypatch.setattr(carriers, "give", careless)
    with pytest.raises(UserError) as caught:
        writing.write(jpeg().data, {"caption": "x"})
    assert caught.value.message.code == "metadata-would-change"


def test_a_caption_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(iim, "edited", lambda block, _changes, _charset: block)
    with pytest.raises(UserError) as caught:
        writing.write(jpeg().data, {"caption": "x"})
    assert caught.value.message.code == "metadata-would-change"


some_fields = st.dictionaries(
    st.sampled_from([name for name in WRITABLE if name not in ("taken", *MARKED)]),
    lines,
    min_size=1,
    max_size=6,
)


@given(st.sampled_from(KINDS), some_fields, some_fields)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(kind: str, first: dict[str, str], second: dict[str, str]):
    data = picture(kind)
    try:
        written = writing.write(writing.write(data, first), second)
    except UserError as error:
        # Exiv2 takes a text that begins so for the name of a structure: it is refused, not lost.
        assert error.message.code == "metadata-would-change"  # noqa: PT017
        assert any("type=" in text or "lang=" in text for text in (*first.values(), *second.values()))
        return
    said = metadata.everything(written)
    for field, text in {**first, **second}.items():
        wanted = tidy(field, text)
        place, found = WRITABLE[field], said.get(field, {})
        assert found.get("XMP", "") == wanted
        assert found.get("EXIF", "") == (wanted if place.exif else "")
        if place.iim and kind != "WEBP":
            assert found.get("IPTC", "") == "; ".join(as_iim(place, wanted))
    assert pixels(written) == pixels(data)
    assert carriers.others(written) == carriers.others(data)
    assert metadata.conflicts(said) == {}


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_damaged_file_is_refused_or_written_whole(data: st.DataObject):
    told = {"caption": CAPTION, "credit": "Nguồn", "taken": "2026-11-23T10:42:07"}
    whole = bytearray(writing.write(jpeg().data, told))
    end = len(whole) - len(carriers.others(bytes(whole))[-1])
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(2, end - 1))] = data.draw(st.integers(0, 255))
    try:
        written = writing.write(bytes(whole), {"caption": "Mới"})
    except UserError:
        return
    assert metadata.read(written).sources["caption"].get("XMP") == "Mới"
    assert carriers.others(written) == carriers.others(bytes(whole))


def with_trailer(data: bytes, block: bytes) -> bytes:
    """A file as FotoStation leaves it: a preview and a second IIM behind its end."""
    foot = b"\xa1\xb2\xc3\xd4"
    preview = b"preview!"
    records = ((4, preview), (1, block), (2, b"edits"))
    return data + b"".join(
        one + kind.to_bytes(2, "big") + (len(one) + 10).to_bytes(4, "big") + foot for kind, one in records
    )


@needs_exiftool
def test_a_second_iim_at_the_end_is_read_flagged_and_kept_in_step(tmp_path: Path):
    old = (iim.DataSet(*iim.CHARSET, iim.UTF8), iim.DataSet(2, 120, "Chú thích cũ".encode()))
    block = iim.packed([*old, iim.DataSet(2, 40, b"keep")])
    data = with_trailer(writing.write(jpeg().data, {"caption": "Mới hơn"}), block)
    assert judged(data, tmp_path, "-a", "-G1:4")["IPTC2:Copy1:Caption-Abstract"] == "Chú thích cũ"
    found = metadata.read(data)
    assert found.caption == "Mới hơn"
    assert metadata.conflicts(found.sources)["caption"]["IPTC2"] == "Chú thích cũ"
    written = writing.write(data, {"caption": CAPTION})
    said = judged(written, tmp_path, "-a", "-G1:4")
    assert said["IPTC2:Copy1:Caption-Abstract"] == said["IPTC:Caption-Abstract"] == CAPTION
    assert said["IPTC2:SpecialInstructions"] == "keep"
    assert metadata.conflicts(metadata.read(written).sources) == {}
    assert b"preview!" in written
    assert pixels(written) == pixels(data)


def test_ends_that_look_like_records_are_left_alone():
    data = jpeg().data
    for end in (
        b"\xa1\xb2\xc3\xd4",
        b"\0\1\xff\xff\xff\xff\xa1\xb2\xc3\xd4",
        b"\0\1\0\0\0\x02\xa1\xb2\xc3\xd4",
    ):
        assert writing.write(data + end, {"caption": "x"}).endswith(data[-20:] + end)
    damaged = with_trailer(data, b"no dataset")
    assert writing.write(damaged, {"caption": "x"}).endswith(damaged[-40:])


def test_the_empty_iim_of_photoshop_is_no_damage():
    block = iim.packed([iim.DataSet(*iim.CHARSET, iim.UTF8), iim.DataSet(2, 0, b"\0\0")])
    resources = (irb.Resource(b"8BIM", irb.IIM, b"\0\0", block),)
    data = carriers.give(jpeg().data, carriers.Carried(resources=resources))
    written = writing.write(data, {"caption": CAPTION})
    assert iim.DataSet(2, 0, b"\0\0") in iim.parse(carriers.take(written).iim)
    assert metadata.read(written).sources["caption"]["IPTC"] == CAPTION


@pytest.mark.parametrize("frame", [b'<x:xmpmeta xmlns:x="adobe:ns:meta/" />\0\0', b"\0\0", b" "])
def test_an_empty_packet_is_no_damage(frame: bytes):
    data = carriers.give(jpeg().data, carriers.Carried(xmp=frame))
    assert metadata.read(writing.write(data, {"caption": CAPTION})).caption == CAPTION


@needs_exiftool
def test_an_older_packet_stays_about_the_same(tmp_path: Path):
    packet = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<rdf:Description rdf:about='uuid:77-12' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'>"
        b"<photoshop:City>Ha Long</photoshop:City></rdf:Description></rdf:RDF></x:xmpmeta>\0"
    )
    data = carriers.give(jpeg().data, carriers.Carried(xmp=packet))
    written = writing.write(data, {"caption": CAPTION})
    before, after = every_tag(data, tmp_path), every_tag(written, tmp_path)
    assert tags((before - after) + (after - before)) <= OF_A_CAPTION
    assert 'XMP-rdf:About="uuid:77-12"' in after


@needs_exiftool
def test_a_tiff_with_resources_of_photoshop_has_one_iim(tmp_path: Path):
    plain = writing.write(picture("TIFF"), {"headline": "x"})
    carried = carriers.take(plain)
    resources = (irb.Resource(b"8BIM", 1005, b"\0\0", bytes(16)), *carried.resources)
    data = carriers.give(plain, carriers.Carried(carried.exif, carried.xmp, resources))
    said = judged(writing.write(data, {"caption": CAPTION}), tmp_path, "-a", "-G1:4")
    assert [tag for tag in said if "Caption-Abstract" in tag] == ["IPTC:Caption-Abstract"]
    assert said["Photoshop:IPTCDigest"] == said["File:CurrentIPTCDigest"]


@needs_exiftool
def test_a_damaged_schema_in_one_file_spoils_no_other(tmp_path: Path):
    packet = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<rdf:Description rdf:about='' xmlns:our='urn:our' "
        b"xmlns:photoshop='http://ns.adobe.com/photosh0p/1.0/'><photoshop:City>Ha Long</photoshop:City>"
        b"<our:own>1</our:own></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    data = carriers.give(jpeg().data, carriers.Carried(xmp=packet))
    metadata.read(data)
    assert b"urn:our" in carriers.take(writing.write(data, {"caption": CAPTION})).xmp
    told = judged(writing.write(jpeg().data, {"credit": "An"}), tmp_path)
    assert told["XMP-photoshop:Credit"] == "An"


@needs_exiftool
@pytest.mark.parametrize(
    ("fields", "stars", "pick", "read"),
    [
        ({"rating": "4"}, 4, None, (4, 0)),
        ({"rating": "-1", "pick": "-1"}, -1, -1, (0, -1)),
        ({"rating": "3", "pick": "-1"}, 3, -1, (3, -1)),
        ({"pick": "1"}, None, 1, (0, 1)),
    ],
)
def test_marks_stand_where_other_programs_look(
    fields: Mapping[str, str], stars: int | None, pick: int | None, read: tuple[int, int], tmp_path: Path
):
    before = jpeg().data
    written = writing.write(before, fields)
    said = judged(written, tmp_path, "-n", "-u")
    assert (said.get("XMP-xmp:Rating"), said.get("XMP-xmpDM:Pick")) == (stars, pick)
    ours = {"XMP-xmp:Rating", "XMP-xmpDM:Pick", "XMP-x:XMPToolkit"}
    then, now = every_tag(before, tmp_path), every_tag(written, tmp_path)
    assert tags((then - now) + (now - then)) <= ours | OF_NO_TEXT
    found = metadata.read(written)
    assert (found.rating, found.pick) == read
    taken_away = writing.write(written, dict.fromkeys(fields, ""))
    assert (metadata.read(taken_away).rating, metadata.read(taken_away).pick) == (0, 0)


@needs_exiftool
def test_stars_that_windows_wrote_do_not_contradict_ours(tmp_path: Path):
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg().data)
    theirs = ("-IFD0:Rating=2", "-IFD0:RatingPercent=25", "-XMP-microsoft:RatingPercent=25")
    subprocess.run(["exiftool", "-q", *theirs, "-XMP-xmp:Rating=2", path], check=True)
    assert metadata.read(path.read_bytes()).rating == 2
    said = judged(writing.write(path.read_bytes(), {"rating": "5"}), tmp_path, "-n", "-a")
    assert {key: value for key, value in said.items() if "Rating" in key} == {"XMP-xmp:Rating": 5}
