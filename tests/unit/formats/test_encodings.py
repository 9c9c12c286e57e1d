import shutil
import subprocess
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.formats.encodings import NAMES, decode
from morat.newsroom import legacy
from morat.newsroom.messages import UserError

TONES = "\u0300\u0301\u0303\u0309\u0323"
STORY = (
    "Ngày 3/11, xã Đồng Mây tổ chức lễ khánh thành con đường liên thôn dài bảy ki-lô-mét. "
    "Nhân dân trong xã đã tự nguyện hiến hơn hai nghìn mét vuông đất để mở rộng nền đường; "
    "học sinh đến trường thuận lợi, nông sản được giá hơn. Ủy ban nhân dân xã ấn định ngày thông xe."
)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
words = st.text(alphabet=LETTERS + " .,")


def meanings(decoder, units):
    """Ask the decoder what each of ``units`` means."""
    table = {}
    for unit in units:
        with suppress(ValueError):
            table.setdefault(decoder(unit), unit)
    return table


def encode(text, table):
    return b"".join(table[char] for char in text)


def single_bytes():
    return [bytes([byte]) for byte in (*range(0x20, 0x7F), 0x0A, *range(0x80, 0x100), *range(0x20))]


def pairs():
    letters = [bytes([byte]) for byte in range(0x20, 0x7F)]
    high = [bytes([byte]) for byte in range(0x80, 0x100)]
    # Two bytes first: a mark alone means nothing in VNI and is only shown as Windows would.
    return [*letters, *(base + mark for base in (*letters, *high) for mark in high), *high]


def to_cp1258(text):
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = "".join(part for part in parts if part in TONES)
            base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


WINDOWS_SIGNS = range(0x85, 0x98)
TCVN3 = meanings(legacy.tcvn3, [unit for unit in single_bytes() if unit[0] not in WINDOWS_SIGNS])
VISCII = meanings(legacy.viscii, single_bytes())
VNI = meanings(legacy.vni, pairs())


@given(words)
def test_cp1258_comes_back(text):
    assert legacy.cp1258(to_cp1258(text)) == text


@given(words)
def test_tcvn3_comes_back(text):
    assert legacy.tcvn3(encode(text, TCVN3)) == text


@given(words)
def test_viscii_comes_back(text):
    assert legacy.viscii(encode(text, VISCII)) == text
    capitals = text.upper()
    assert legacy.viscii(encode(capitals, VISCII)) == capitals


@given(words)
def test_vni_comes_back(text):
    assert legacy.vni(encode(text, VNI)) == text
    capitals = text.upper()
    assert legacy.vni(encode(capitals, VNI)) == capitals


@pytest.mark.parametrize(("name", "decoder"), [("TCVN5712-1", legacy.tcvn3), ("VISCII", legacy.viscii)])
def test_every_letter_is_the_one_that_the_c_library_knows(name, decoder):
    iconv = shutil.which("iconv")
    if iconv is None:
        pytest.skip("there is no iconv here")
    for byte in (*range(0x80, 0x85), *range(0x98, 0x100)):
        # A letter before it: some of the bytes are marks.
        told = subprocess.run(
            [iconv, "-f", name, "-t", "utf-8"], input=b"a" + bytes([byte]), capture_output=True, check=False
        )
        if told.returncode:
            pytest.skip(f"this iconv does not know {name}")
        assert decoder(b"a" + bytes([byte])) == unicodedata.normalize("NFC", told.stdout.decode())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Uû ban nh©n d©n".encode("latin-1"), "Uỷ ban nhân dân"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc".encode("latin-1"), "Độc lập - Tự do - Hạnh phúc"),
        ("“V¨n nghÖ” – sè 3…".encode("cp1252"), "“Văn nghệ” – số 3…"),
        (b"H\x97I NGH\x91", "HỘI NGHỊ"),
    ],
)
def test_tcvn3_as_it_stands_in_old_files(data, text):
    assert decode(data, "TCVN3") == text


def test_vni_as_it_stands_in_old_files():
    data = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc".encode("cp1252")
    assert decode(data, "vni") == "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("cp1258", to_cp1258(STORY)),
        ("TCVN3", encode(STORY, TCVN3)),
        ("VISCII", encode(STORY, VISCII)),
        ("VNI", encode(STORY, VNI)),
    ],
)
def test_an_old_file_is_refused_with_what_fits_best_first(encoding, data):
    with pytest.raises(UserError) as refused:
        decode(data, name="cu.txt")
    assert refused.value.message.code == "encoding-unknown"
    assert refused.value.message.params["path"] == "cu.txt"
    assert refused.value.message.params["encodings"][0] == encoding
    assert decode(data, encoding) == STORY
    assert decode(data, encoding.lower()) == STORY


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_read_unasked_and_composed(codec, form):
    assert decode(unicodedata.normalize(form, STORY).encode(codec)) == STORY


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs"))))
def test_utf8_is_never_refused_for_its_letters(text):
    assert unicodedata.is_normalized("NFC", decode(text.encode()))


@given(st.binary(max_size=200), st.sampled_from((None, *NAMES)))
def test_bytes_are_read_or_refused(data, encoding):
    # Any other exception fails the test.
    with suppress(UserError):
        assert unicodedata.is_normalized("NFC", decode(data, encoding))


def test_plain_ascii_and_nothing():
    assert decode(b"Uong Bi\r\n3/11") == "Uong Bi\n3/11"
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 4, b"PK\x03\x04\0\0" * 50]
)
def test_a_picture_is_no_text(data):
    with pytest.raises(UserError) as refused:
        decode(data, name="anh.txt")
    assert refused.value.message.code == "file-binary"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode(), "cp1258"),
        (STORY.encode(), "TCVN3"),
        (STORY.encode(), "utf-16"),
        (encode(STORY, TCVN3), "utf-8"),
        (encode(STORY, TCVN3), "VISCII"),
        (encode(STORY, VISCII), "TCVN3"),
        (to_cp1258(STORY), "cp1252"),
    ],
)
def test_a_wrong_choice_is_refused(data, encoding):
    with pytest.raises(UserError) as refused:
        decode(data, encoding, "bai.txt")
    assert refused.value.message.code == "encoding-wrong"
    assert refused.value.message.params["encodings"]


def test_an_unknown_name_is_refused():
    with pytest.raises(UserError) as refused:
        decode(b"a", "klingon")
    assert refused.value.message.code == "encoding-unsupported"
    assert refused.value.message.params == {"encoding": "klingon", "encodings": NAMES}
