"""Search finds with and without marks, as it is typed, wherever the words stand."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library.peek import DATABASE
from morat.library.search import WAITING, match_of
from morat.library.sqlite import connect, immediate
from morat.library.store import Library
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.query import parse
from morat.newsroom.text import fold

DATA = b"anh"
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def full(library: Library) -> Library:
    library.photos.add(
        DATA, PhotoFacts(sha256=SHA, file="DSC_0412.JPG", people=("Trần Thị Đào",), creator="Hà Vy")
    )
    library.articles.save(
        new_article(
            headline="Uông Bí đón khách",
            kicker="Quảng Ninh",
            standfirst="Mùa hội Yên Tử",
            section="Du lịch",
            tags=("lễ hội",),
            note="gọi lại cho anh Sơn",
            authors=(Author("Nguyễn Văn Đức", pen_name="Đức Nguyên"),),
            blocks=(
                Paragraph("p", runs_of("Đường lên chùa Đồng đông nghịt người.")),
                Photo("a", photo=SHA, caption=runs_of("Cáp treo sáng mồng mười")),
            ),
        )
    )
    library.articles.save(
        new_article(headline="Giá vàng hôm nay", blocks=(Paragraph("p", runs_of("Bí ẩn.")),))
    )
    return library


@pytest.mark.parametrize(
    "query",
    [
        "uong bi", "Uông Bí", "UÔNG BÍ", "Uo\u0302ng Bi\u0301", "quang ninh", "yen tu", "đường", "duong len",
        "cap treo", "nguyen van duc", "Đức Nguyên", "du lich", "le hoi", "anh son", "dsc_0412",
        "tran thi dao", "ha vy", "u",
        "uo", "uon", "chùa đ", '"chua dong"', '"chùa đồ', "bí uông", "  uông   ", "uong-bi", "bi (uong)",
    ],
)  # fmt: skip
def test_found(full: Library, query: str) -> None:
    assert [row.headline for row in full.articles.rows(query)] == ["Uông Bí đón khách"]


@pytest.mark.parametrize(
    "query", ["uon bi", "uon ", '"bi uong"', "sapa", "uong vang", "!!!", '"', "uong AND bi", "*"]
)
def test_not_found(full: Library, query: str) -> None:
    assert full.articles.rows(query) == []


def test_both_are_found_newest_first(full: Library) -> None:
    assert [row.headline for row in full.articles.rows("bí")] == ["Giá vàng hôm nay", "Uông Bí đón khách"]
    assert [row.headline for row in full.articles.rows("bi", limit=1)] == ["Giá vàng hôm nay"]


def test_words_that_are_gone_are_not_found(library: Library) -> None:
    article = new_article(headline="Cầu Bãi Cháy")
    library.articles.save(article)
    library.articles.save(structs.replace(article, headline="Hầm Cửa Lục"))
    assert library.articles.rows("bai chay") == []
    assert len(library.articles.rows("cua luc")) == 1


def test_what_is_said_of_a_photo_later_is_found(full: Library) -> None:
    full.photos.update(
        structs.replace(full.photos.facts(SHA), people=("Phạm Quang Huy",), caption="Bình minh")
    )
    assert len(full.articles.rows("quang huy")) == 1
    assert len(full.articles.rows("binh minh")) == 1
    assert full.articles.rows("thi dao") == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_query_is_a_mistake(shared_library: Library, query: str) -> None:
    shared_library.articles.rows(query)


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("aăâđêuươyAĐbc"), min_size=1, max_size=5), min_size=1, max_size=4))
def test_every_word_is_asked_for_folded(words: list[str]) -> None:
    assert match_of(parse(" ".join(words))) == " ".join(f'"{fold(word)}"' for word in words) + "*"


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("thu-vien")) as library:
        library.articles.save(new_article(headline="Uông Bí"))
        yield library


def headlines(library: Library, query: str, **narrowed: object) -> list[str]:
    return [row.headline for row in library.articles.rows(query, **narrowed)]


@pytest.mark.parametrize(
    "query",
    [
        'tác giả:"Nguyễn Văn Đức"', "tac gia:duc", "tác giả:đức nguy", "chuyên mục:du",
        "chuyen muc:'du lich'",        'chuyên mục:"du lịch" uông', "trạng thái:nháp uong", "bí tác giả:đức",
    ],
)  # fmt: skip
def test_filters_narrow(full: Library, query: str) -> None:
    assert headlines(full, query) == ["Uông Bí đón khách"]


@pytest.mark.parametrize("query", ["tác giả:đào", "tác giả:vy", 'chuyên mục:"lễ hội"', "trạng thái:đăng"])
def test_filters_look_in_their_own_field(full: Library, query: str) -> None:
    assert headlines(full, query) == []


def test_statuses_and_days(library: Library) -> None:
    for number, status in enumerate(("draft", "approved", "published"), 1):
        article = new_article(headline=f"Bài {number}", status=status)
        library.articles.save(article, at=f"2026-11-{number:02}T05:00:00.000+00:00")
    assert headlines(library, "trạng thái:đã") == ["Bài 3", "Bài 2"]
    assert headlines(library, "trạng thái:đã", status="published") == ["Bài 3"]
    assert headlines(library, "trạng thái:đã", status="draft") == []
    assert headlines(library, "ngày:2/11/2026") == ["Bài 2"]
    assert headlines(library, "bài ngày:2/11/2025..10/2026") == []
    assert headlines(library, "bai ngay:2/11/2026..11/2026") == ["Bài 3", "Bài 2"]
    assert headlines(library, "ngày:11/2026 trạng thái:draft") == ["Bài 1"]
    assert headlines(library, "ngày:10/2026") == []
    assert headlines(library, "ngày:") == ["Bài 3", "Bài 2", "Bài 1"]


def test_just_these_marks_come_first_each_newest_first(library: Library) -> None:
    for headline in ("Tấn công", "Tân binh", "Tán lá", "Tan tầm", "Tấn bi kịch"):
        library.articles.save(new_article(headline=headline))
    assert headlines(library, "tan ") == ["Tấn bi kịch", "Tan tầm", "Tán lá", "Tân binh", "Tấn công"]
    assert headlines(library, "tấn ") == ["Tấn bi kịch", "Tấn công", "Tan tầm", "Tán lá", "Tân binh"]
    assert headlines(library, "tá") == ["Tán lá", "Tấn bi kịch", "Tan tầm", "Tân binh", "Tấn công"]
    assert headlines(library, "tân", limit=2) == ["Tân binh", "Tấn bi kịch"]


def test_marks_are_looked_for_in_all_that_is_searched(library: Library) -> None:
    library.photos.add(
        DATA, PhotoFacts(sha256=SHA, file="a.jpg", people=("Trần Thị Đào",), caption="Đêm hội")
    )
    library.articles.save(new_article(headline="Một", blocks=(Photo("a", photo=SHA),)))
    library.articles.save(new_article(headline="Hai", standfirst="x\nđào", note="dao dem hoi"))
    library.articles.save(new_article(headline="Ba", note="đao đem hoi"))
    assert headlines(library, "đào ") == ["Hai", "Một", "Ba"]
    assert headlines(library, '"đêm hội"') == ["Một", "Ba", "Hai"]


def test_what_a_first_library_lacked_in_its_index_is_filled_in(library: Library) -> None:
    library.photos.add(DATA, PhotoFacts(sha256=SHA, caption="Bình minh"))
    library.articles.save(new_article(headline="Uông Bí"))
    db = library.articles._db
    with db.writing():
        db.run("delete from search")
        db.run("delete from photo_search")
        library.search.fill()
    assert headlines(library, "uong") == ["Uông Bí"]
    assert [one.sha256 for one in library.photos.rows(query="binh")] == [SHA]
    assert library.check() == []


def test_photos_are_found_by_all_that_is_said_of_them(full: Library) -> None:
    facts = structs.replace(full.photos.facts(SHA), caption="Bình minh", city="Hạ Long", credit="TTXVN")
    full.photos.update(facts)
    for query in ("dsc", "dao", "ha vy", "bình mi", '"ha long"', "ttxvn", ""):
        assert [one.sha256 for one in full.photos.rows(query=query)] == [SHA]
    for query in ("sapa", "!!!", "tác giả:x"):
        assert full.photos.rows(query=query) == []


def test_searches_are_kept(library: Library) -> None:
    library.searches.save("  trạng  thái:nháp ")
    library.searches.save("uông bí")
    library.searches.save("trạng thái:nháp")
    library.searches.save(" ")
    assert library.searches.all() == ["trạng thái:nháp", "uông bí"]
    library.searches.remove("trạng thái:nháp")
    with Library.open(library.folder) as other:
        assert other.searches.all() == ["uông bí"]


def said(text: str) -> dict[str, object]:
    return {"headline": text, "blocks": (Paragraph("p", runs_of(f"Thân của {text}")),)}


def test_what_is_being_written_is_found_as_it_is_now(library: Library) -> None:
    one, two = (new_article(headline=f"đầu tiên {name}") for name in ("một", "hai"))
    for number in range(4):
        # They take turns, as two open windows do.
        for piece in (one, two):
            library.articles.save(structs.replace(piece, **said(f"lần{number}")))
    assert library.check() == []
    assert {row.id for row in library.articles.rows("lần3")} == {one.id, two.id}
    assert library.articles.rows("lần2") == library.articles.rows("đầu tiên") == []
    library.articles.save(structs.replace(one, **said("lần4")))
    library.articles.save(structs.replace(one, **said("lần5")), kind="milestone")
    assert [row.id for row in library.articles.rows("lần5")] == [one.id]
    assert library.articles.rows("lần4") == []
    assert [row.id for row in library.articles.rows("lần3")] == [two.id]


def test_who_cannot_write_just_now_finds_what_was(library: Library) -> None:
    piece = new_article(headline="cũ")
    library.articles.save(piece)
    library.articles.save(structs.replace(piece, headline="mới"))
    library.articles._db.run("pragma busy_timeout = 1")
    writer = connect(library.folder / DATABASE)
    with immediate(writer):
        assert library.articles.rows("mới") == []
    writer.close()
    assert [row.id for row in library.articles.rows("mới")] == [piece.id]


def test_pieces_that_are_being_written_wait_and_are_found_all_the_same(library: Library) -> None:
    pieces = [new_article(headline=f"Bài {number}") for number in range(2 * WAITING + 2)]
    waited = []
    for piece in pieces:
        library.articles.save(piece)
        waited.append(len(library.articles._db.fetch("select * from search_waiting")))
    # None costs the first save of the next one its index, and a search never has many to catch up with.
    assert waited[:3] == [1, 2, 3]
    assert max(waited) == WAITING
    assert {row.id for row in library.articles.rows("bai")} == {piece.id for piece in pieces}
    assert library.articles._db.fetch("select * from search_waiting") == []


def test_an_index_that_is_made_anew_has_those_that_waited(library: Library) -> None:
    for number in range(3):
        library.articles.save(new_article(headline=f"Bài {number}"))
    assert library.search.complete(lambda _done, _total: None, anew=True) == 3
    assert library.articles._db.fetch("select * from search_waiting") == []
    assert len(library.articles.rows("bai")) == 3
