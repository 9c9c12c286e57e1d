"""Words are found with and without their marks, stand where it is said, and keep their capitals."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from morat.newsroom.blocks import Box, Gallery, ListBlock, Paragraph, Photo, Quote, Table, texts, walk
from morat.newsroom.find import Finder, Found, Passage, Plan, Wanted, edited_beside, like, passages_of
from morat.newsroom.inline import Run, runs_of
from morat.newsroom.letters import Folding
from morat.newsroom.messages import UserError
from morat.newsroom.text import clean, fold
from tests.helpers.strategies import letters

cleaned = st.one_of(letters, st.text(max_size=30)).map(clean)
flags = st.booleans()


def hits(text, looked_for, **options):
    """Return the places of a text where it is found."""
    found = Finder(Wanted(looked_for, **options)).search([Passage("body", "a", 0, text)])
    return [text[one.start : one.end] for one in map(found.__getitem__, range(len(found)))]


@pytest.mark.parametrize(
    ("text", "looked_for", "options", "there"),
    [
        ("Uông Bí, UÔNG BÍ, uông bí", "uong bi", {}, ["Uông Bí", "UÔNG BÍ", "uông bí"]),
        ("Uông Bí, Uống Bí", "Uông bi", {}, ["Uông Bí"]),
        ("ma má mà", "má", {}, ["má"]),
        ("ma má mà", "ma", {}, ["ma", "má", "mà"]),
        ("ma má mà", "ma", {"marks": True}, ["ma"]),
        ("đường dường", "duong", {}, ["đường", "dường"]),
        ("đường dường", "đuong", {}, []),
        ("Ba ba BA", "Ba", {"case": True}, ["Ba"]),
        ("Đà ĐÀ đà", "DA", {"case": True}, ["ĐÀ"]),
        ("an lan Án, an-ninh", "an", {"whole": True}, ["an", "Án", "an"]),
        ("50%50", "%", {"whole": True}, ["%"]),
        ("Uông\u00a0Bí", "uông bí", {}, ["Uông\u00a0Bí"]),
        ("aaa", "aa", {}, ["aa"]),
        ("Straße", "ss", {}, ["ß"]),
        ("Straße", "strasse", {"whole": True}, ["Straße"]),
        ("Việt", "Vie\u0323\u0302t", {}, ["Việt"]),
        ("giá 5.000 đ, 12.500 đ", r"\d+\.(\d{3})", {"pattern": True}, ["5.000", "12.500"]),
        ("BA ba", "ba", {"pattern": True, "case": True}, ["ba"]),
        ("an anh", "an|anh", {"pattern": True, "whole": True}, ["an", "anh"]),
        ("một\nhai", "^h", {"pattern": True}, ["h"]),
        ("ab", "x*", {"pattern": True}, []),
        ("ab", "", {}, []),
        ("ab", "", {"pattern": True}, []),
    ],
)
def test_what_is_found(text, looked_for, options, there):
    assert hits(text, looked_for, **options) == there


@given(text=cleaned, marks=flags, case=flags)
def test_folded_letters_know_where_they_come_from(text, marks, case):
    folding = Folding(marks=marks, case=case)
    folded = folding.fold(text)
    end = 0
    for place, letter in enumerate(folded.text):
        start, stop = folded.span(place, place + 1)
        assert letter in folding.fold(text[start:stop]).text
        assert start < stop
        assert start <= end <= stop or start == end
        end = stop
    assert folding.fold(text).text == "".join(folding.fold(one).text for one in text)


@given(text=cleaned.filter(bool), data=st.data(), marks=flags, case=flags)
def test_what_stands_in_a_text_is_found_there(text, data, marks, case):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = text[start:end]
    finder = Finder(Wanted(part, marks=marks, case=case))
    fold = finder.folding.fold
    assume(fold(clean(part)).text and clean(part) == part)
    # A mark that stands by itself makes another letter of the one before it: the two are never cut apart.
    assume(fold(text[start]).text and (end == len(text) or fold(text[end]).text))
    found = finder.search([Passage("body", "a", 0, text)])
    places = [(one.start, one.end) for one in map(found.__getitem__, range(len(found)))]
    # It may be found a little before, where it stands twice, one over the other.
    assert any(low < max(end, start + 1) and high > start for low, high in places)


@given(text=letters, looked_for=letters)
def test_hits_are_all_there_is_and_no_two_overlap(text, looked_for):
    text, looked_for = clean(text), fold(clean(looked_for))
    assume(looked_for and len(fold(text)) == len(text))
    naive = [one.span() for one in re.finditer(re.escape(looked_for), fold(text))]
    found = Finder(Wanted(looked_for)).search([Passage("body", "a", 0, text)])
    assert [(one.start, one.end) for one in map(found.__getitem__, range(len(found)))] == naive


@given(st.lists(st.lists(st.sampled_from("ab "), max_size=6).map("".join), max_size=6), st.data())
def test_the_next_hit_is_the_first_that_begins_there_or_later(pieces, data):
    passages = [
        Passage("body", str(number // 2), number % 2 * 10, text) for number, text in enumerate(pieces)
    ]
    found = Finder(Wanted("a")).search(passages)
    block = data.draw(st.integers(0, 3))
    offset = data.draw(st.integers(0, 20))
    number = found.first_from("body", str(block), offset)
    all_of_them = [(int(one.block), one.start) for one in map(found.__getitem__, range(len(found)))]
    later = [n for n, place in enumerate(all_of_them) if place >= (block, offset)]
    if block * 2 < len(pieces):
        assert number == (later[0] if later else 0)
    assert [one.start for one in found.of("body", str(block))] == [
        start for at, start in all_of_them if at == block
    ]


def test_all_texts_of_a_piece_are_searched():
    table = Table("t", rows=((runs_of("ô một"), runs_of("ô hai")), (runs_of("ô ba"), ())))
    blocks = (
        Paragraph("p", runs_of("đoạn")),
        Quote("q", runs_of("lời"), "nguồn"),
        ListBlock("l", items=(runs_of("mục một"), runs_of("mục hai"))),
        Photo("f", caption=runs_of("chú thích"), credit="MAI HƯƠNG", alt="mô tả"),
        Box("b", title="khung", blocks=(Paragraph("c", runs_of("trong khung")),)),
        Gallery("g", photos=(Photo("h", caption=runs_of("ảnh")),), caption=runs_of("chùm ảnh")),
        table,
    )
    passages = list(passages_of(blocks))
    whole = {(field, block.id): text for block in walk(blocks) for field, text in texts(block)}
    for passage in passages:
        text = whole[passage.field, passage.block]
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
    said = [passage.text for passage in passages]
    for text in ("đoạn", "nguồn", "mục hai", "chú thích", "khung", "trong khung", "chùm ảnh", "ô ba"):
        assert text in said
    assert {"MAI HƯƠNG", "mô tả", "ảnh"} < set(said)


def test_what_does_not_stand_on_the_page_is_edited_beside_it():
    caption = (Run("Một góc "), Run("Uông", ("bold",)), Run(" Bí"))
    blocks = (
        Photo("f", caption=caption, credit="Uông Bí", alt="chợ Uông Bí, Uông Bí"),
        Box("b", blocks=(Gallery("g", photos=(Photo("h", caption=caption, credit="An"),), caption=caption),)),
    )
    finder = Finder(Wanted("uông bí"))
    found = finder.search(list(passages_of(blocks)))
    edits = [finder.replacement(found, number, "Hạ Long") for number in range(len(found))]
    assert len(edits) == 6
    done = list(edited_beside(blocks, Plan(edits)))
    assert [(photo.id, taken) for photo, taken in done] == [("f", 3), ("h", 1)]
    assert (done[0][0].credit, done[0][0].alt) == ("Hạ Long", "chợ Hạ Long, Hạ Long")
    assert done[0][0].caption == caption
    assert done[1][0].caption == (Run("Một góc "), Run("Hạ Long", ("bold",)))
    assert list(edited_beside((Photo("f", credit="khác"),), Plan(edits))) == []


@pytest.mark.parametrize("text", ["(", "[a", "a**", "\\", "(?<", "(?P<a", "*"])
def test_a_bad_pattern_is_a_sentence_with_its_place(text):
    with pytest.raises(UserError) as error:
        Finder(Wanted(text, pattern=True))
    assert error.value.message.code == "pattern-unreadable"
    assert 1 <= error.value.message.params["place"] <= len(text)


@pytest.mark.parametrize(
    "text", ["((a{1000}){1000}){1000}", "a{99999999}", "(" * 5000 + ")" * 5000, "((a{0,999}b){99}c){2}"]
)
def test_a_pattern_that_would_be_too_large_is_not_compiled(text):
    with pytest.raises(UserError) as error:
        Finder(Wanted(text, pattern=True))
    assert error.value.message.code == "pattern-too-slow"


def test_counts_side_by_side_and_in_sets_are_not_multiplied():
    Finder(Wanted(r"[{9999}]\{9999}.{0,900}.{0,900}(\d{4}-\d{2}){1,20}", pattern=True))


def test_a_pattern_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr("morat.newsroom.find.SECONDS", 0.05)
    finder = Finder(Wanted("((a|b|ab)*)*c$", pattern=True))
    with pytest.raises(UserError) as error:
        finder.search([Passage("body", "a", 0, "ab" * 3000 + "cd")])
    assert error.value.message.code == "pattern-too-slow"


def test_nobody_waits_for_a_search_that_is_not_wanted_any_more():
    left = [True, True, False]
    found = Finder(Wanted("a")).search(
        [Passage("body", str(n), 0, "a") for n in range(9)], lambda: left.pop(0)
    )
    assert len(found) == 2


def replaced(text, looked_for, by, *, keep_case=False, **options):
    finder = Finder(Wanted(looked_for, **options))
    found = finder.search([Passage("body", "a", 0, text)])
    for number in reversed(range(len(found))):
        edit = finder.replacement(found, number, by, keep_case=keep_case)
        assert text[edit.hit.start : edit.hit.end] == edit.hit.text
        text = text[: edit.hit.start] + edit.text + text[edit.hit.end :]
    return text


def test_words_are_replaced_with_and_without_their_capitals():
    assert replaced("Uông Bí, UÔNG BÍ", "uong bi", "Vàng Danh") == "Vàng Danh, Vàng Danh"
    assert replaced("Uông Bí, UÔNG BÍ", "uong bi", "vàng danh", keep_case=True) == "Vàng Danh, VÀNG DANH"


def test_groups_of_a_pattern_are_replaced():
    assert replaced("ngày 2/9, 19/5", r"(\d+)/(\d+)", r"\2-\1", pattern=True) == "ngày 9-2, 5-19"
    # What stands around a place counts as it did when it was found.
    assert replaced("1a 2a", r"(?<=2)a", "b", pattern=True) == "1a 2b"


@pytest.mark.parametrize("by", ["\\", r"\3", r"\g<x>", r"\x"])
def test_a_bad_replacement_is_a_sentence(by):
    with pytest.raises(UserError) as error:
        replaced("2/9", r"(\d+)/(\d+)", by, pattern=True)
    assert error.value.message.code == "replacement-unreadable"
    assert replaced("a", "a", by) == by


@given(text=letters.map(clean), looked_for=letters.map(clean), by=letters.map(clean))
def test_replacing_is_what_substituting_would_be(text, looked_for, by):
    assume(looked_for)
    assert replaced(text, looked_for, by, marks=True, case=True) == text.replace(looked_for, by)


@pytest.mark.parametrize(
    ("found", "text", "made"),
    [
        ("hà nội", "Hải Phòng", "hải phòng"),
        ("HÀ NỘI", "Hải Phòng", "HẢI PHÒNG"),
        ("Hà Nội", "hải phòng", "Hải Phòng"),
        ("Hà nội", "hải phòng", "Hải phòng"),
        ("Á", "đã", "Đã"),
        ("hÀ", "Đã", "Đã"),
        ("12", "Đã", "Đã"),
        ("Hà Nội", "", ""),
    ],
)
def test_capitals_are_those_of_what_was_found(found, text, made):
    assert like(found, text) == made


def test_nothing_found_has_no_next():
    assert len(Found()) == 0
    assert Found().first_from("body", "a", 3) == 0
