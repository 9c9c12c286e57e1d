"""The trash: nothing is lost that can be seen there, and it goes only after its time."""

import hashlib
import json

import pytest
from msgspec import structs

from morat.library import backup, restore
from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.library.thumbs import FILE, WEB, Thumbs
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Photo
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts

DATA = b"anh"
SHA = hashlib.sha256(DATA).hexdigest()
LONG_AGO = "2026-01-01T00:00:00.000+00:00"
NOW = "2026-02-15T00:00:00.000+00:00"


def work(library: Library, days: int = 5) -> None:
    """Work with the library on so many days after LONG_AGO."""
    for day in range(days):
        library.articles.save(new_article(headline=f"Ngày {day}"), at=f"2026-01-1{day}T00:00:00.000+00:00")


def log_of(library: Library, article_id: str | None) -> list[tuple[str, str]]:
    found = library.articles._db.fetch(
        "select what, who from events where article_id is ? order by id", article_id
    )
    return [(what, who) for what, who in found]


@pytest.fixture
def piece(library: Library) -> Article:
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    article = new_article(headline="Bài bỏ", blocks=(Photo("a", photo=SHA),))
    for note in ("một", "hai", "ba"):
        library.articles.save(structs.replace(article, note=note), at="2025-12-01T00:00:00.000+00:00")
    return library.articles.get(article.id).article


def test_it_is_in_the_trash_and_in_no_other_list(library: Library, piece: Article) -> None:
    library.trash.put(piece.id, author="Mai")
    assert library.articles.rows() == library.articles.rows("bo") == []
    assert [row.id for row in library.articles.rows(trashed=True)] == [piece.id]
    assert [row.id for row in library.articles.rows("bai bo", trashed=True)] == [piece.id]
    assert library.articles.rows("vang", trashed=True) == []
    assert (library.trash.count(), library.articles.counts()) == (1, {})
    assert library.articles.get(piece.id).article == piece
    assert log_of(library, piece.id)[-1] == ("into-trash", "Mai")


def test_what_is_taken_back_is_as_it_was(library: Library, piece: Article) -> None:
    before = library.articles.rows(), library.revisions.of(piece.id)
    library.trash.put(piece.id)
    library.trash.put(piece.id)
    library.trash.take_back(piece.id, author="Vy")
    library.trash.take_back(piece.id)
    assert (library.articles.rows(), library.revisions.of(piece.id)) == before
    assert [what for what, _ in log_of(library, piece.id)] == ["created", "into-trash", "out-of-trash"]
    assert log_of(library, piece.id)[-1] == ("out-of-trash", "Vy")


@pytest.mark.parametrize("note", ["ba", "bốn"])
def test_a_save_takes_a_piece_back(library: Library, piece: Article, note: str) -> None:
    versions = len(library.revisions.of(piece.id))
    library.trash.put(piece.id)
    library.articles.save(structs.replace(piece, note=note))
    assert [row.id for row in library.articles.rows()] == [piece.id]
    assert len(library.revisions.of(piece.id)) == versions + (note != "ba")


def test_what_is_not_there_is_said_so(library: Library) -> None:
    for do, code in (
        (library.trash.put, "article-unknown"),
        (library.trash.take_back, "article-unknown"),
        (library.trash.put_photo, "photo-unknown"),
        (library.trash.take_back_photo, "photo-unknown"),
    ):
        with pytest.raises(UserError) as raised:
            do("khong-co")
        assert raised.value.message.code == code


def test_after_its_time_a_piece_goes_with_all_that_was_its_own(library: Library, piece: Article) -> None:
    other = new_article(headline="Bài giữ", blocks=piece.blocks)
    library.articles.save(other)
    library.trash.put(piece.id, at=LONG_AGO)
    work(library)
    assert library.trash.purge(at=NOW) == (1, 0)
    assert library.articles.rows(trashed=True) == []
    assert not library.articles.has(piece.id)
    assert library.revisions.of(piece.id) == []
    assert library.articles.rows("bo", trashed=True) == []
    assert [row.headline for row in library.articles.rows("bai giu")] == ["Bài giữ"]
    assert library.check() == []
    assert log_of(library, piece.id)[-1] == ("purged", "")
    with pytest.raises(UserError, match="article-unknown"):
        library.trash.take_back(piece.id)


def test_what_is_not_in_the_trash_or_not_long_enough_stays(library: Library, piece: Article) -> None:
    young = new_article(headline="Mới bỏ")
    library.articles.save(young, at=LONG_AGO)
    library.trash.put(young.id, at="2026-01-17T00:00:00.000+00:00")
    work(library)
    assert library.trash.purge(at=NOW) == (0, 0)
    assert library.articles.has(piece.id)
    assert library.articles.has(young.id)


@pytest.mark.parametrize("at", ["2031-11-23T00:00:00.000+00:00", "2021-11-23T00:00:00.000+00:00"])
def test_a_clock_that_jumps_empties_no_trash(library: Library, piece: Article, at: str) -> None:
    library.trash.put(piece.id)
    for number in range(20):
        library.articles.save(new_article(headline=f"Bài {number}"), at=at)
    assert library.trash.purge(at=at) == (0, 0)
    library.trash.take_back(piece.id)
    assert library.articles.get(piece.id).article == piece


@pytest.mark.parametrize("wrong", ["2031-01-05T00:00:00.000+00:00", "2021-01-05T00:00:00.000+00:00"])
def test_days_are_counted_past_a_clock_that_was_wrong(library: Library, piece: Article, wrong: str) -> None:
    library.articles.save(new_article(headline="Hôm đó"), at=LONG_AGO)
    library.trash.put(piece.id, at=wrong)
    for day in range(2, 30):
        library.articles.save(new_article(headline="x"), at=f"2026-01-{day:02}T00:00:00.000+00:00")
        assert library.trash.purge(at=wrong) == (0, 0)
    assert library.trash.purge(at="2026-02-05T00:00:00.000+00:00") == (1, 0)


def test_a_photo_that_a_piece_shows_stays_out_of_the_trash(library: Library, piece: Article) -> None:
    with pytest.raises(UserError) as raised:
        library.trash.put_photo(SHA)
    assert raised.value.message.code == "photo-in-use"
    assert raised.value.message.params == {"n": 1, "headline": "Bài bỏ"}
    library.trash.put(piece.id)
    library.trash.put_photo(SHA)
    assert library.photos.rows() == []
    assert [one.sha256 for one in library.photos.rows(trashed=True)] == [SHA]


def test_a_photo_goes_from_the_disk_with_the_last_version_that_shows_it(
    library: Library, piece: Article
) -> None:
    library.articles.save(structs.replace(piece, blocks=()))
    path = library.photos.path(SHA)
    library.trash.put_photo(SHA, at=LONG_AGO)
    work(library)
    assert library.trash.purge(at=NOW) == (0, 0)
    assert path.read_bytes() == DATA
    library.trash.put(piece.id, at=LONG_AGO)
    work(library)
    small = [Thumbs(library.folder), Thumbs(library.folder, file=WEB)]
    small[0].put_all([(SHA, 192, b"a face"), ("0" * 64, 192, b"another")])
    small[1].put(f"{SHA}/3/800/85/1", 800, b"a face")
    assert library.trash.purge(at=NOW) == (1, 1)
    assert not path.exists()
    # Nor does a small picture of it stay anywhere.
    assert [b"a face" in (library.folder / file).read_bytes() for file in (FILE, WEB)] == [False, False]
    assert small[0].get("0" * 64, 192) == b"another"
    assert library.photos.rows(trashed=True) == library.photos.rows(query="a") == []
    assert library.check() == []
    assert log_of(library, None)[-1] == ("photo-purged", "")
    assert library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    assert path.read_bytes() == DATA


def test_small_pictures_go_with_a_copy_that_stood_in_for_its_original(library: Library) -> None:
    library.photos.add_copy(DATA, PhotoFacts(sha256="e" * 64, file="a.jpg"))
    library.trash.put_photo("e" * 64, at=LONG_AGO)
    work(library)
    small = Thumbs(library.folder)
    small.put("e" * 64, 192, b"a face")
    assert library.trash.purge(at=NOW) == (0, 1)
    assert small.get("e" * 64, 192) is None


def test_a_photo_that_is_wanted_again_leaves_the_trash(library: Library) -> None:
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    library.trash.put_photo(SHA, at=LONG_AGO)
    assert not library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    assert len(library.photos.rows()) == 1
    library.trash.put_photo(SHA, at=LONG_AGO)
    library.articles.save(new_article(headline="Bài", blocks=(Photo("a", photo=SHA),)))
    assert len(library.photos.rows()) == 1
    work(library)
    assert library.trash.purge(at=NOW) == (0, 0)


def test_a_photo_is_taken_back(library: Library) -> None:
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    library.trash.put_photo(SHA, author="Mai")
    library.trash.take_back_photo(SHA, author="Mai")
    assert len(library.photos.rows()) == 1
    found = library.articles._db.fetch("select what, detail from events order by id")
    assert [what for what, _ in found] == ["photo-added", "photo-into-trash", "photo-out-of-trash"]
    assert json.loads(found[-1][1]) == {"sha": SHA}


def test_a_file_that_another_photo_needs_stays(library: Library) -> None:
    other = "0" * 64
    library.photos.add_copy(DATA, PhotoFacts(sha256=other, file="b.jpg"))
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    library.trash.put_photo(SHA, at=LONG_AGO)
    work(library)
    assert library.trash.purge(at=NOW) == (0, 1)
    assert library.photos.path(other).read_bytes() == DATA


def test_the_file_of_a_photo_stays_while_a_backup_knows_it(library: Library) -> None:
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    path = library.photos.path(SHA)
    backups = backup.of_library(library.folder)
    made = backups.make(library.folder / DATABASE, backup.AUTO, lambda _done, _total: None).backup
    library.trash.put_photo(SHA, at=LONG_AGO)
    work(library)
    assert library.trash.purge(at=NOW) == (0, 1)
    assert path.read_bytes() == DATA
    # An older library comes back, with its picture.
    library.close()
    restore.put_back(library.folder, made.path, lambda _done, _total: None)
    with Library.open(library.folder) as back:
        assert back.photos.path(SHA).read_bytes() == DATA


def test_it_goes_with_the_last_backup_that_knows_it(library: Library) -> None:
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    path = library.photos.path(SHA)
    backups = backup.of_library(library.folder)
    made = backups.make(library.folder / DATABASE, backup.AUTO, lambda _done, _total: None).backup
    library.trash.put_photo(SHA, at=LONG_AGO)
    work(library)
    library.trash.purge(at=NOW)
    assert path.exists()
    made.path.unlink()
    assert library.trash.purge(at=NOW) == (0, 0)
    assert not path.exists()
    # A file that came again is nobody's to remove.
    library.photos.add(DATA, PhotoFacts(sha256=SHA, file="a.jpg"))
    library.trash.purge(at=NOW)
    assert path.read_bytes() == DATA


def test_what_goes_while_it_waits_to_be_indexed_leaves_nothing_behind(library: Library) -> None:
    piece = new_article(headline="Cũ", status="draft")
    for headline in ("Cũ", "Mới"):
        library.articles.save(structs.replace(piece, headline=headline), at=LONG_AGO)
    assert library.articles._db.fetch("select article_id from search_waiting") == [(piece.id,)]
    library.trash.put(piece.id, at=LONG_AGO)
    work(library)
    assert library.trash.purge(at=NOW) == (1, 0)
    assert (piece.id,) not in library.articles._db.fetch("select article_id from search_waiting")
    assert library.articles._db.fetch("select rowid from search where search match 'cu'") == []
