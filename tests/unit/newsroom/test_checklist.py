"""What a piece still lacks, by its genre."""

from datetime import datetime

from hypothesis import given

from morat.language.genre_file import shipped
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Gallery, Paragraph, Photo
from morat.newsroom.checklist import lacks
from morat.newsroom.embargo import VIETNAM
from morat.newsroom.genres import CHARACTERS, Limit, Profile
from morat.newsroom.inline import runs_of
from tests.helpers.strategies import articles

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=VIETNAM)
TEXT = Paragraph("p", runs_of("Sáng 24/11, " + "bà con xuống đồng từ sớm. " * 20))
WHOLE = {
    "headline": "Vân Trầm vào vụ mới",
    "standfirst": "Sáng 24/11, bà con xuống đồng.",
    "authors": (Author("Mai Hương"),),
    "section": "Kinh tế",
}


def missing(*blocks, profile=None, **fields):
    article = new_article(blocks=blocks, **{**WHOLE, **fields})
    profile = profile or shipped().profile(article.genre)
    return [(lack.reason.code, lack.field, lack.block) for lack in lacks(article, profile, NOW)]


def codes(*blocks, **fields):
    return [one[0] for one in missing(*blocks, **fields)]


def test_a_whole_piece_lacks_nothing():
    assert missing(TEXT) == []


def test_an_empty_piece_lacks_what_its_genre_asks_for():
    empty = dict.fromkeys(("headline", "standfirst", "section"), "") | {"authors": ()}
    wanted = ["lacks-headline", "lacks-standfirst", "lacks-authors", "lacks-section", "lacks-body"]
    assert codes(**empty) == wanted
    assert codes(genre="other", **empty) == ["lacks-headline", "lacks-body"]
    assert missing(genre="notice", **empty)[1] == ("lacks-source", "source", None)


def test_fields_that_are_too_long_or_too_short():
    long = " ".join(["chữ"] * 13)
    assert codes(TEXT, headline=long) == ["length-headline"]
    assert codes(Paragraph("p", runs_of("Ngắn."))) == ["short-piece"]
    letters = Profile("news", limits={"headline": Limit(10, 5, CHARACTERS), "piece": Limit(9, 0, CHARACTERS)})
    assert codes(headline="Tít", standfirst="", profile=letters) == ["short-headline"]
    assert codes(headline="Tít rất là dài", standfirst="", profile=letters) == [
        "length-headline",
        "length-piece",
    ]
    assert codes(headline="", standfirst="", profile=letters) == []


def test_photos_want_caption_credit_and_alt():
    bare = Photo("a", photo="1" * 64)
    full = Photo("b", photo="2" * 64, caption=runs_of("Bà con."), credit="Hà Lan", alt="Ruộng")
    frame = Photo("c", caption=runs_of("Chờ ảnh"))
    assert missing(TEXT, bare, full, frame) == [
        ("frames-empty", "photo", "c"),
        ("lacks-captions", "caption", "a"),
        ("lacks-credits", "credit", "a"),
        ("lacks-alts", "alt", "a"),
    ]
    side = Gallery("g", (Photo("d", photo="3" * 64, credit="Hà Lan", alt="Chợ"),), runs_of("Chợ phiên"))
    assert missing(TEXT, side) == []
    assert missing(TEXT, full, genre="photo-story")[0] == ("lacks-photos", "photo", None)


def test_words_of_the_template_must_be_gone_on_from():
    blocks = shipped().profile("interview").blocks()
    found = missing(*blocks, genre="interview")
    assert ("template-left", "body", blocks[0].id) in found
    written = [Paragraph(block.id, runs_of(f"{block.runs[0].text}chữ " * 100)) for block in blocks]
    assert "template-left" not in codes(*written, genre="interview")


def test_an_embargo_is_told_and_is_no_fault():
    article = new_article(blocks=(TEXT,), embargo="2026-11-24T14:00+07:00", **WHOLE)
    (held,) = lacks(article, shipped().profile("news"), NOW)
    assert (held.reason.code, held.reason.params["until"]) == ("under-embargo", "14:00 24/11/2026")
    assert not held.warns
    later = NOW.replace(hour=14)
    assert lacks(article, shipped().profile("news"), later) == []


@given(articles())
def test_any_piece_can_be_looked_at(article):
    for profile in shipped().all():
        for lack in lacks(article, profile, NOW):
            assert lack.block is None or isinstance(lack.block, str)
