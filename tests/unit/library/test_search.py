"""Search finds with and without marks, as it is typed, wherever the words stand."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library.search import match_of
from morat.library.store import Library
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.pictures import PhotoFacts
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
    assert match_of(" ".join(words)) == " ".join(f'"{fold(word)}"' for word in words) + "*"


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("thu-vien")) as library:
        library.articles.save(new_article(headline="Uông Bí"))
        yield library
