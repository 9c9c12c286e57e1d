"""Pieces: what is saved is what is read, in one transaction, newest first without a clock."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library import peek
from morat.library.store import Library
from morat.newsroom.article import Author, new_article, tidy_article
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo
from morat.newsroom.codec import to_bytes
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.recipe import address
from tests.helpers.old_library import make_old
from tests.helpers.strategies import articles


def piece(headline: str = "Uông Bí", **fields: object):
    return new_article(headline=headline, **fields)


@settings(max_examples=25)
@given(versions=st.lists(articles(), min_size=1, max_size=14))
def test_every_version_is_read_as_it_was_saved(versions) -> None:
    with tempfile.TemporaryDirectory() as folder:
        versions = [structs.replace(one, id=versions[0].id) for one in versions]
        with Library.open(Path(folder)) as library:
            kept = {library.articles.save(one).revision: one for one in versions}
        with Library.open(Path(folder)) as library:
            assert library.articles.get(versions[0].id).article == versions[-1]
            rows = library.revisions.of(versions[0].id)
            assert {row.sha for row in rows} == set(kept)
            for row in rows:
                assert to_bytes(library.revisions.get(versions[0].id, row.sha)) == to_bytes(kept[row.sha])
            assert library.check() == []


def test_text_from_outside_is_stored_in_nfc(library: Library) -> None:
    decomposed = piece("Uo\u0302ng Bi\u0301")
    library.articles.save(structs.replace(decomposed, headline="Uo\u0302ng Bi\u0301"))
    assert library.articles.get(decomposed.id).article == tidy_article(decomposed)
    assert library.articles.rows()[0].headline == "Uông Bí"


def test_an_identical_piece_makes_no_version(library: Library) -> None:
    article = piece()
    first = library.articles.save(article)
    assert library.articles.save(article, kind="milestone") == first
    assert len(library.revisions.of(article.id)) == 1


def test_going_back_to_an_earlier_text_is_a_version_of_its_own(library: Library) -> None:
    one, two = piece("Một"), None
    two = structs.replace(one, headline="Hai")
    shas = [library.articles.save(version).revision for version in (one, two, one)]
    assert len(set(shas)) == 3
    assert library.articles.get(one.id).revision == shas[2]


def test_a_row_says_what_lists_show(library: Library) -> None:
    photo = Photo("anh2", photo="b" * 64, caption=runs_of("Cầu"), edit='{"turn":1}')
    article = piece(
        standfirst="Sáng nay\n" + "dài " * 100,
        section="Xã hội",
        genre="feature",
        status="submitted",
        authors=(Author("Nguyễn Văn An", pen_name="An Nguyên"), Author("Lê Bình")),
        blocks=(
            Box("hop", blocks=(Gallery("bo", photos=(Photo("anh1"), photo)),)),
            Paragraph("p", runs_of("Hai chữ")),
        ),
    )
    saved = library.articles.save(article, at="2026-11-23T10:00:00.000+00:00")
    (row,) = library.articles.rows()
    assert row.id == article.id
    assert row.authors == ("An Nguyên", "Lê Bình")
    assert (row.section, row.genre, row.status) == ("Xã hội", "feature", "submitted")
    assert (row.thumb, row.edit, row.cover) == ("b" * 64, '{"turn":1}', address(photo))
    assert row.standfirst.startswith("Sáng nay dài")
    assert len(row.standfirst) == 200
    assert row.words == 2 + 102 + 2 + 1
    assert row.updated == saved.at == "2026-11-23T10:00:00.000+00:00"


def test_an_old_library_shows_no_photo_before_it_is_known_what_is_hidden_in_it(tmp_path: Path) -> None:
    hidden = Photo("anh1", photo="a" * 64, edit='{"blur":[{"at":[0.1,0.1,0.2,0.2],"way":"blur"}]}')
    second = Photo("anh2", photo="b" * 64)
    pieces = [
        piece("Che mặt", blocks=(Photo("anh0"), Gallery("bo", photos=(hidden, second)))),
        piece("Để nguyên", blocks=(Photo("anh3", photo="c" * 64), hidden)),
        piece("Không ảnh"),
    ]
    with Library.open(tmp_path / "new") as library:
        for one in pieces:
            library.articles.save(one)
    make_old(tmp_path / "old", tmp_path / "new")
    early = peek.newest(tmp_path / "old")
    assert early is not None
    assert [row.cover for row in early] == ["", "", ""]
    with Library.open(tmp_path / "old") as library:
        rows = library.articles.rows()
    assert [row.cover for row in rows] == ["", "c" * 64, address(hidden)]
    assert peek.newest(tmp_path / "old") == rows


def test_newest_first_needs_no_clock(library: Library) -> None:
    old, new = piece("Cũ"), piece("Mới")
    library.articles.save(old, at="2031-01-01T00:00:00.000+00:00")
    library.articles.save(new, at="2021-01-01T00:00:00.000+00:00")
    assert [row.headline for row in library.articles.rows()] == ["Mới", "Cũ"]
    library.articles.save(structs.replace(old, note="sửa"), at="2020-01-01T00:00:00.000+00:00")
    assert [row.headline for row in library.articles.rows()] == ["Cũ", "Mới"]
    assert library.articles.get(old.id).created == "2031-01-01T00:00:00.000+00:00"


@pytest.mark.parametrize("query", ["", "bài"])
def test_pages_follow_each_other_without_gap_or_repeat(library: Library, query: str) -> None:
    for number in range(25):
        library.articles.save(piece(f"Bài {number}", status="draft" if number % 2 else "approved"))
    seen, before = [], None
    while page := library.articles.rows(query, status="draft", limit=5, before=before):
        seen += [row.headline for row in page]
        before = page[-1].seq
    assert seen == [f"Bài {number}" for number in range(23, 0, -2)]
    assert library.articles.counts() == {"draft": 12, "approved": 13}


def test_a_piece_in_the_trash_is_in_no_list(library: Library) -> None:
    library.articles.save(piece("Bài bỏ"))
    library.articles.save(piece("Bài giữ"))
    with library.articles._db.writing():
        library.articles._db.run("update articles set trashed = updated where headline = 'Bài bỏ'")
    for query in ("", "bài"):
        assert [row.headline for row in library.articles.rows(query)] == ["Bài giữ"]
    assert [row.headline for row in peek.newest(library.folder)] == ["Bài giữ"]
    assert library.articles.counts() == {"draft": 1}


def test_a_piece_is_found_by_the_beginning_of_its_id(library: Library) -> None:
    one = structs.replace(piece(), id="aaaaaa11-0000-4000-8000-000000000000")
    two = structs.replace(piece(), id="aaaaaa22-0000-4000-8000-000000000000")
    library.articles.save(one)
    library.articles.save(two)
    assert library.articles.get("aaaaaa1").article == one
    for given_id, code in (
        ("aaaaaa", "id-ambiguous"),
        ("aaaaa", "article-unknown"),
        ("bbbbbbbb", "article-unknown"),
    ):
        with pytest.raises(UserError) as raised:
            library.articles.get(given_id)
        assert raised.value.message.code == code
    assert library.articles.has(one.id)
    assert not library.articles.has("aaaaaa1")


def test_a_damaged_body_is_read_from_its_version(library: Library) -> None:
    article = piece()
    library.articles.save(article)
    with library.articles._db.writing():
        library.articles._db.run("update bodies set json = replace(json, 'Uông', 'Sông')")
    assert library.articles.get(article.id).article == article


def test_a_save_that_does_not_read_back_is_not_acknowledged(library: Library) -> None:
    library.articles._db.conn.executescript(
        "create trigger evil after insert on bodies begin "
        "update bodies set json = json || ' ' where article_id = new.article_id; end"
    )
    with pytest.raises(UserError) as raised:
        library.articles.save(piece())
    assert raised.value.message.code == "save-unproven"


def test_a_save_that_fails_leaves_everything_as_it_was(library: Library) -> None:
    article = piece("Trước")
    library.articles.save(article)
    library.articles._db.conn.executescript(
        "create trigger stop before insert on revisions begin select raise(abort, 'stop'); end"
    )
    with pytest.raises(Exception, match="stop"):
        library.articles.save(structs.replace(article, headline="Sau"))
    assert library.articles.get(article.id).article == article
    assert library.articles.rows("sau") == []
    assert [row.headline for row in library.articles.rows("trước")] == ["Trước"]


def test_the_log_tells_what_a_person_did_and_only_grows(library: Library) -> None:
    article = piece()
    library.articles.save(article, author="An")
    library.articles.save(structs.replace(article, note="x"), author="An")
    library.articles.save(structs.replace(article, status="submitted"), kind="milestone", author="Bình")
    db = library.articles._db
    assert db.fetch("select who, what from events order by id") == [
        ("An", "created"),
        ("Bình", "milestone"),
        ("Bình", "status"),
    ]
    for change in ("delete from events", "update events set who = ''"):
        with pytest.raises(Exception, match="only grows"):
            db.run(change)
