"""Photos: originals by their hash, copies that stand in, words that are kept."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Photo
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean

ORIGINAL, COPY = b"anh goc lon", b"anh nho"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def facts(data: bytes = ORIGINAL, **fields: object) -> PhotoFacts:
    return PhotoFacts(**{"sha256": sha(data), "bytes": len(data), "file": "anh.jpg", **fields})


def code_of(raised: pytest.ExceptionInfo[UserError]) -> str:
    return raised.value.message.code


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co")), max_size=20)


@settings(max_examples=30, deadline=None)
@given(
    caption=words, people=st.lists(words, max_size=3).map(tuple), gps=st.sampled_from(("", "20.95,107.07"))
)
def test_what_is_said_is_read_as_it_was_stored(shared_library: Library, caption, people, gps) -> None:
    told = facts(caption=clean(caption), people=tuple(map(clean, people)), city="Hạ Long", gps=gps)
    shared_library.photos.add(ORIGINAL, told)
    shared_library.photos.update(told)
    assert shared_library.photos.facts(told.sha256) == told
    assert shared_library.photos.rows() == [told]


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("thu-vien")) as library:
        yield library


def test_a_photo_is_a_file_named_by_its_hash(library: Library) -> None:
    assert library.photos.add(ORIGINAL, facts(mime="image/png"))
    path = library.photos.path(sha(ORIGINAL))
    assert path == library.folder / "photos" / path.name[:2] / f"{sha(ORIGINAL)}.png"
    assert path.read_bytes() == ORIGINAL
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_same_photo_again_is_not_new_and_keeps_its_words(library: Library) -> None:
    library.photos.add(ORIGINAL, facts(caption="của thư viện"))
    assert not library.photos.add(ORIGINAL, facts(caption="của tệp"))
    assert library.photos.facts(sha(ORIGINAL)).caption == "của thư viện"


def test_a_file_that_was_lost_or_damaged_is_put_back(library: Library) -> None:
    library.photos.add(ORIGINAL, facts())
    path = library.photos.path(sha(ORIGINAL))
    for damage, code in ((path.unlink, "photo-missing"), (lambda: path.write_bytes(b"?"), "photo-damaged")):
        damage()
        assert [message.code for message in library.check()] == [code]
        assert not library.photos.add(ORIGINAL, facts())
        assert path.read_bytes() == ORIGINAL
        assert library.check() == []


def test_a_hash_that_is_not_the_data_is_our_mistake(library: Library) -> None:
    with pytest.raises(ValueError, match=sha(COPY)):
        library.photos.add(ORIGINAL, facts(COPY))
    assert library.photos.rows() == []


def test_a_copy_stands_in_until_the_original_comes(library: Library) -> None:
    small = facts(width=720, bytes=len(COPY), caption="Chú thích")
    assert library.photos.add_copy(COPY, small)
    assert not library.photos.add_copy(COPY, small)
    assert library.photos.has(sha(ORIGINAL))
    assert library.photos.path(sha(ORIGINAL)).read_bytes() == COPY
    assert library.photos.add(ORIGINAL, facts(width=6000, caption="khác"))
    assert library.photos.path(sha(ORIGINAL)).read_bytes() == ORIGINAL
    now = library.photos.facts(sha(ORIGINAL))
    assert (now.width, now.bytes, now.caption) == (6000, len(ORIGINAL), "Chú thích")
    assert not library.photos.add_copy(COPY, small)
    assert library.photos.path(sha(ORIGINAL)).read_bytes() == ORIGINAL
    assert library.check() == []


def test_photos_of_a_piece_come_in_its_order(library: Library) -> None:
    data = [b"mot", b"hai", b"ba"]
    for one in data:
        library.photos.add(one, facts(one))
    blocks = tuple(Photo(f"a{n}", photo=sha(one)) for n, one in enumerate((data[2], data[0], data[2])))
    article = new_article(blocks=(*blocks, Photo("trong")))
    library.articles.save(article)
    assert [one.sha256 for one in library.photos.rows(article.id)] == [sha(data[2]), sha(data[0])]
    assert [one.sha256 for one in library.photos.rows(limit=2)] == [sha(data[2]), sha(data[1])]
    assert library.photos.used_in(sha(data[0])) == [article.id]
    library.articles.save(structs.replace(article, blocks=blocks[:1]))
    assert library.photos.used_in(sha(data[0])) == []
    assert library.photos.used_in(sha(data[2])) == [article.id]


def test_photos_that_are_not_there(library: Library) -> None:
    for ask in (library.photos.facts, library.photos.path):
        with pytest.raises(UserError) as raised:
            ask("0" * 64)
        assert code_of(raised) == "photo-unknown"
    with pytest.raises(UserError) as raised:
        library.photos.update(facts())
    assert code_of(raised) == "photo-unknown"
    library.photos.add(ORIGINAL, facts())
    assert library.photos.facts(sha(ORIGINAL)[:8]).sha256 == sha(ORIGINAL)
    library.photos.path(sha(ORIGINAL)).unlink()
    with pytest.raises(UserError) as raised:
        library.photos.path(sha(ORIGINAL))
    assert code_of(raised) == "photo-missing"


def test_a_folder_that_cannot_be_written_says_so(library: Library) -> None:
    Path(library.folder / "photos").write_bytes(b"a file where the folder should be")
    with pytest.raises(UserError) as raised:
        library.photos.add(ORIGINAL, facts())
    assert code_of(raised) == "library-unwritable"
    assert library.photos.rows() == []


def test_words_are_told_that_photos_use_most(library: Library) -> None:
    for number, (credit, keywords) in enumerate(
        [("An", ("lũ",)), ("Bình", ("lũ", "cứu hộ")), ("Bình", ()), ("", ("cứu hộ", "lũ"))]
    ):
        data = bytes([number])
        library.photos.add(data, facts(data, credit=credit, keywords=keywords))
    assert library.photos.used_words("credit") == ["Bình", "An"]
    assert library.photos.used_words("keywords") == ["lũ", "cứu hộ"]
    assert library.photos.used_words("event") == []
