"""Codes become what they stand for; whatever else stands between equals signs stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom.codes import Entry, begun, codes_of, expand, finished, is_code, read, write
from morat.newsroom.text import clean_line

CODES = codes_of(
    [Entry("ctth", ("Chủ tịch Trần Thị Hạnh", "Trần Thị Hạnh")), Entry("QN", ("Quảng Ninh",))],
    [Entry("qn", ("nobody",)), Entry("nva", ("Nguyễn Văn An",)), Entry("đt", ("Đông Triều",))],
)
CODE = st.from_regex(r"[a-zđ0-9]([a-z0-9._-]{0,8}[a-z0-9])?", fullmatch=True)
TEXT = st.text(max_size=12).map(clean_line).filter(bool)
ENTRY = st.builds(Entry, CODE, st.lists(TEXT, min_size=1, max_size=3).map(tuple))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("=ctth=", "Chủ tịch Trần Thị Hạnh"),
        ("Ảnh: =CTTH#2= ở =qn=.", "Ảnh: Trần Thị Hạnh ở Quảng Ninh."),
        ("=ctth#1= =qn=", "Chủ tịch Trần Thị Hạnh Quảng Ninh"),
        ("=DT=", "Đông Triều"),
        ("a=qn=b", "a=qn=b"),
        ("https://x.vn/?a=qn=1", "https://x.vn/?a=qn=1"),
        ("1 + 1 = 2", "1 + 1 = 2"),
        ("== qn ==", "== qn =="),
    ],
)
def test_a_text_is_expanded(text, wanted):
    done = expand(text, CODES)
    assert done.text == wanted
    assert done.unknown == ()


def test_unknown_codes_stay_and_are_told():
    done = expand("=qn=, =xyz= và =ctth#3=", CODES)
    assert done.text == "Quảng Ninh, =xyz= và =ctth#3="
    assert done.unknown == ("xyz", "ctth#3")


def test_people_are_named_by_whole_names_of_two_words():
    codes = codes_of(people=["Trần Thị Hạnh", "An", "Lê Văn", "Lê Văn Tám"])
    assert codes.people_in("Ông Lê Văn Tám, bà Trần Thị Hạnh và An") == ["Lê Văn Tám", "Trần Thị Hạnh"]
    assert codes.people_in("Lê Vănn, trần thị hạnh") == []
    assert codes.people_in("Lê Vănn, Lê Văn Tám và Lê Văn; Lê Văn Tám") == ["Lê Văn Tám", "Lê Văn"]


def test_another_delimiter():
    assert expand("\\qn\\", CODES._replace(delimiter="\\")).text == "Quảng Ninh"


def test_at_the_caret():
    assert finished("gặp =ctth#2=") == ("ctth", 2, 8)
    assert begun("gặp =ct") == ("ct", 1, 3)
    assert finished("a=ctth=") is None
    assert begun("gặp = ct") is None
    assert begun("gặp =") is None
    assert begun("x=5") is None


def test_codes_come_before_names_and_the_whole_code_first():
    codes = codes_of([Entry("hanh2", ("x",)), Entry("hanh", ("y",)), Entry("ctth", ("Trần Thị Hạnh",))])
    assert [one.code for one in codes.matching("hạnh", 5)] == ["hanh", "hanh2", "ctth"]
    assert [one.code for one in codes.matching("h", 5)] == ["hanh2", "hanh"]
    assert codes.matching("zz", 5) == []


def test_a_file_of_photo_mechanic_is_read():
    lines = (
        "\ufeff// đội",
        "hv\tHoàng Văn\t10",
        "",
        "bad line",
        "# x\ty",
        "two words\tx",
        "qn\tQuảng Ninh\t",
    )
    found = read("\r\n".join(lines))
    assert found.entries == (Entry("hv", ("Hoàng Văn", "10")), Entry("qn", ("Quảng Ninh",)))
    assert found.wrong == (4, 6)


@given(st.lists(ENTRY, max_size=6))
def test_what_is_written_reads_back(entries):
    assert all(is_code(one.code) for one in entries)
    found = read(write(entries))
    assert found.entries == tuple(entries)
    assert found.wrong == ()


@given(st.text(alphabet="=#ab1 x", max_size=30))
def test_text_without_codes_is_never_changed(text):
    assert expand(text, codes_of()).text == text


@given(st.text(alphabet="=#qnb1 ", max_size=20))
def test_what_is_finished_at_the_caret_is_what_a_whole_text_would_have(text):
    typed = finished(text)
    if typed is not None and (new := CODES.find(typed.code, typed.column)) is not None:
        assert begun(text) is None
        assert expand(text[-typed.length :], CODES).text == new
