"""The contact sheet: what is shown in which order, and what photos lack."""

from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom import contact_sheet as sheets
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo
from morat.newsroom.contact_sheet import Sheet, arranged, counts_of, lacks_of_facts, notes_of
from morat.newsroom.inline import runs_of
from morat.newsroom.pictures import PhotoFacts

A, B, C, D = (letter * 64 for letter in "abcd")
PHOTOS = (
    PhotoFacts(sha256=A, file="Ảnh 2.jpg", taken="2026-11-03T09:00:00", rating=2, pick=1, caption="Chợ."),
    PhotoFacts(sha256=B, file="ảnh 1.jpg", taken="2026-11-03T08:00:00", rating=5, pick=-1),
    PhotoFacts(sha256=C, file="b.jpg", rating=3),
    PhotoFacts(sha256=D, file="a.jpg", taken="2026-11-02", caption="Một chú thích đủ dài."),
)
SHEET = Sheet(PHOTOS, here={C: 2, A: 1}, ran={D: "2026-11-12"})


def seen(show=sheets.ALL, order=sheets.PIECE, kept=""):
    return [facts.sha256 for facts in arranged(SHEET, show, order, kept)]


def codes(notes):
    return [note.code for note in notes]


def test_the_photos_of_the_piece_stand_first_in_its_order():
    assert seen() == [C, A, B, D]


def test_other_orders():
    assert seen(order=sheets.TAKEN) == [D, B, A, C]
    assert seen(order=sheets.STARS) == [C, A, D, B]
    assert seen(order=sheets.NAME) == [D, B, A, C]


def test_what_is_shown():
    assert seen(sheets.HERE) == [C, A]
    assert seen(sheets.UNUSED) == [B]
    assert seen(sheets.NO_CAPTION) == [C, B]
    assert seen(sheets.PICKED) == [A]
    assert seen(sheets.UNDECIDED) == [C, D]
    assert seen(sheets.PICKED, kept=B) == [A, B]


@given(show=st.sampled_from(sheets.SHOWS), order=st.sampled_from(sheets.ORDERS))
def test_an_order_loses_and_doubles_nothing(show, order):
    assert sorted(seen(show, order)) == sorted(seen(show))


def test_uses_are_counted_in_boxes_and_galleries_too():
    blocks = (
        Photo("p1", B),
        Box("b", title="Hộp", blocks=(Photo("p2", A),)),
        Gallery("g", (Photo("p3", B), Photo("p4"))),
    )
    assert list(counts_of(new_article(blocks=blocks)).items()) == [(B, 2), (A, 1)]


def test_what_photos_of_the_library_lack():
    assert codes(lacks_of_facts(PHOTOS[1])) == ["photo-no-caption", "photo-no-credit", "photo-no-alt"]
    assert codes(lacks_of_facts(PHOTOS[0])) == ["photo-no-credit", "photo-no-alt", "photo-short-caption"]
    whole = PhotoFacts(sha256=A, caption="Ông Vi Văn Thắng", creator="Mai Hương", alt="Người đàn ông")
    assert lacks_of_facts(whole) == ()


def test_what_photos_of_the_piece_lack_as_it_shows_them():
    long = "Bà con trồng cây đầu xuân."
    blocks = (
        Photo("p1", A, runs_of(long), credit="Mai Hương", alt="x"),
        Photo("p2", B, runs_of(long.upper()), credit="Mai Hương", alt="x"),
        Paragraph("t", runs_of("Chữ.")),
        Gallery("g", (Photo("p3", C, credit="x", alt="x"), Photo("p4", D, credit="x")), runs_of(long)),
        Photo("p5"),
    )
    notes = notes_of(new_article(blocks=blocks))
    assert {sha: codes(told) for sha, told in notes.items()} == {
        A: ["caption-twice"],
        B: ["caption-twice"],
        C: [],
        D: ["photo-no-alt"],
    }
