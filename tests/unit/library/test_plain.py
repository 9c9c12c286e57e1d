"""Plain copies are kept up piece by piece, and a library can be built from them without its database."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library import backup, durable, plain, restore
from morat.library.backup import AUTO
from morat.library.peek import DATABASE
from morat.library.plain import Plain
from morat.library.rebuild import rebuild
from morat.library.store import Library
from morat.newsroom.article import Article, new_article, tidy_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles, letters


def nothing(_done: int, _total: int) -> None:
    """Hear nothing."""


def piece(headline: str = "Uông Bí họp") -> Article:
    return new_article(headline=headline, blocks=(Paragraph("p", runs_of("chữ " * 100)),))


def update(library: Library) -> int:
    return Plain(library.folder).update(nothing)


def names(library: Library) -> set[str]:
    return {path.name[:-18] for path in Plain(library.folder).files()}


def add_photo(library: Library, shade: int = 90, **facts: object) -> str:
    data = jpeg(shade).data
    sha = durable.hashlib.sha256(data).hexdigest()
    library.photos.add(data, PhotoFacts(sha256=sha, **facts))
    return sha


def test_a_piece_is_a_file_that_anybody_can_read(library: Library) -> None:
    article = piece()
    saved = library.articles.save(article, author="Mai")
    assert update(library) == 1
    (path,) = Plain(library.folder).files()
    assert path.parent.name == saved.at[:7]
    assert path.name == f"uong-bi-hop-{article.id.replace('-', '')[:12]}.json"
    told = json.loads(path.read_text("utf-8"))
    assert told["article"]["headline"] == "Uông Bí họp"
    assert (told["piece"]["revision"], told["piece"]["author"]) == (saved.revision, "Mai")
    assert "Uông Bí" in path.read_text("utf-8")
    assert plain.read(path).is_whole


def test_only_what_changed_is_written(library: Library) -> None:
    pieces = [piece(f"Bài {number}") for number in range(20)]
    for one in pieces:
        library.articles.save(one)
    assert update(library) == 20
    assert update(library) == 0
    library.articles.save(structs.replace(pieces[3], headline="Tít mới"))
    library.articles.save(structs.replace(pieces[3], headline="Tít mới hơn"))
    assert update(library) == 1
    # The old name is gone, and there is one file a piece.
    assert len(names(library)) == 20
    assert "tit-moi-hon" in names(library)
    library.trash.put(pieces[5].id)
    assert update(library) == 1
    assert [one.piece.trashed is not None for one in map(plain.read, Plain(library.folder).files())].count(
        True
    ) == 1


def test_what_is_said_of_photos_goes_along(library: Library) -> None:
    sha = add_photo(library, file="a.jpg", caption="Cầu")
    update(library)
    path = library.folder / "plain" / "photos" / sha[:2] / f"{sha}.json"
    assert json.loads(path.read_text("utf-8"))["photo"]["caption"] == "Cầu"
    library.photos.update(structs.replace(library.photos.facts(sha), caption="Cầu Bạch Đằng"))
    assert update(library) == 1
    assert json.loads(path.read_text("utf-8"))["photo"]["caption"] == "Cầu Bạch Đằng"
    assert update(library) == 0


def test_a_copy_that_is_lost_comes_back_when_all_are_compared(library: Library) -> None:
    for number in range(3):
        library.articles.save(piece(f"Bài {number}"))
    update(library)
    next(Plain(library.folder).files()).unlink()
    (library.folder / "plain" / "state.json").unlink()
    assert update(library) == 1


def test_what_was_purged_goes(library: Library) -> None:
    article = piece("Bỏ")
    library.articles.save(article)
    library.articles.save(piece("Giữ"))
    library.trash.put(article.id, at="2020-01-01T00:00:00.000+00:00")
    update(library)
    assert names(library) == {"bo", "giu"}
    with library._db.writing():
        for day in range(2, 10):
            library._db.run(
                "insert into events (at, who, what) values (?, '', 'x')", f"2020-01-0{day}T00:00:00.000+00:00"
            )
    assert library.trash.purge(at="2020-02-10T00:00:00.000+00:00").pieces == 1
    update(library)
    assert names(library) == {"giu"}


def test_it_goes_on_where_it_was_stopped(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_MANY", 5)
    for number in range(20):
        library.articles.save(piece(f"Bài {number}"))

    def stop(done: int, _total: int) -> None:
        if done == 12:
            raise UserError("cancelled")

    with pytest.raises(UserError):
        Plain(library.folder).update(stop)
    assert len(names(library)) == 12
    seen: list[int] = []
    Plain(library.folder).update(lambda _done, total: seen.append(total))
    # Two times five were kept as done.
    assert seen[-1] == 10
    assert len(names(library)) == 20


def test_a_library_begun_anew_takes_nothing_of_the_old_one_away(library: Library) -> None:
    library.articles.save(piece("Cũ"))
    update(library)
    library.close()
    (library.folder / DATABASE).unlink()
    shutil.move(library.folder / "plain", library.folder / "away")
    with Library.open(library.folder) as fresh:
        shutil.move(library.folder / "away", library.folder / "plain")
        fresh.articles.save(piece("Mới"))
        update(fresh)
        assert names(fresh) == {"cu", "moi"}


def test_copies_newer_than_a_library_that_was_put_back_are_set_aside(library: Library) -> None:
    article = piece("Hôm qua")
    library.articles.save(article)
    made = backup.of_library(library.folder).make(library.folder / DATABASE, AUTO, nothing).backup
    library.articles.save(structs.replace(article, headline="Hôm nay"))
    update(library)
    library.close()
    done = restore.put_back(library.folder, made.path, nothing)
    assert done.newer == 0
    with Library.open(library.folder) as back:
        update(back)
        assert names(back) == {"hom-qua"}
        (aside,) = (library.folder / "plain" / "aside").glob("hom-nay-*.json")
        assert plain.read(aside).is_whole


def test_a_library_that_was_lost_gets_the_newer_words_from_its_plain_copies(library: Library) -> None:
    article = piece("Hôm qua")
    library.articles.save(article)
    made = backup.of_library(library.folder).make(library.folder / DATABASE, AUTO, nothing).backup
    library.articles.save(structs.replace(article, headline="Hôm nay"))
    library.articles.save(piece("Sau bản sao lưu"))
    update(library)
    library.close()
    (library.folder / DATABASE).write_bytes(b"x" * 10_000)
    done = restore.put_back(library.folder, made.path, nothing)
    assert done.newer == 2
    with Library.open(library.folder) as back:
        assert {row.headline for row in back.articles.rows()} == {"Hôm nay", "Sau bản sao lưu"}
        assert [row.kind for row in back.revisions.of(article.id)] == ["restored", "auto"]
        update(back)
        assert names(back) == {"hom-nay", "sau-ban-sao-luu"}
        assert not (library.folder / "plain" / "aside").exists()


photographs = st.builds(
    dict, caption=letters, credit=letters, people=st.lists(letters, max_size=2).map(tuple), file=letters
)


@settings(max_examples=25)
@given(pieces=st.lists(articles(), max_size=4, unique_by=lambda one: one.id), photo=photographs)
def test_what_goes_into_plain_copies_comes_out_of_them(pieces: list[Article], photo: dict) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, fresh = Path(name) / "old", Path(name) / "new"
        with Library.open(folder) as library:
            sha = add_photo(library, **photo)
            pieces = [*pieces, new_article(headline="Ảnh", blocks=(Photo("a", photo=sha),))]
            saved = {}
            for number, one in enumerate(pieces):
                library.articles.save(structs.replace(one, note="bản trước"))
                saved[one.id] = library.articles.save(one, author=f"Tác giả {number}")
            library.trash.put(pieces[0].id)
            update(library)
            order = [row.id for row in library.articles.rows()]
            trash = [row.id for row in library.articles.rows(trashed=True)]
            facts = library.photos.facts(sha)
            versions = library.stats()["revisions"]
        (folder / DATABASE).unlink()
        built = rebuild(folder, fresh, nothing)
        assert (built.articles, built.photos) == (len(pieces), 1)
        assert built.lost_versions == versions - len(pieces)
        assert (built.damaged, built.missing) == ((), ())
        with Library.open(fresh) as library:
            for one in pieces:
                stored = library.articles.get(one.id)
                assert stored.article == tidy_article(one)
                assert stored.revision == saved[one.id].revision
                assert stored.updated == saved[one.id].at
            assert [row.id for row in library.articles.rows()] == order
            assert [row.id for row in library.articles.rows(trashed=True)] == trash
            assert library.photos.facts(sha) == facts
            assert library.photos.path(sha).read_bytes() == jpeg().data
            assert library.check() == []


@pytest.fixture
def lost(library: Library) -> Path:
    """The folder of a library with two pieces and a photo, its plain copies up to date."""
    add_photo(library, file="a.jpg")
    for name in ("một", "hai"):
        library.articles.save(piece(name))
    update(library)
    library.close()
    return library.folder


def test_it_is_built_in_its_own_place_and_the_old_file_kept(lost: Path) -> None:
    data = (lost / DATABASE).read_bytes()
    with pytest.raises(UserError) as raised:
        rebuild(lost, lost, nothing)
    assert raised.value.message.code == "library-exists"
    assert (lost / DATABASE).read_bytes() == data
    (lost / DATABASE).write_bytes(b"x" * 5000)
    built = rebuild(lost / "plain", lost, nothing, over=True)
    assert built.kept.read_bytes() == b"x" * 5000
    with Library.open(lost) as library:
        assert {row.headline for row in library.articles.rows()} == {"một", "hai"}
        assert library.check() == []
    assert not list(lost.glob(".*.tmp*"))


def test_damaged_copies_and_lost_photos_are_told(lost: Path, tmp_path: Path) -> None:
    bad, other = Plain(lost).files()
    bad.write_bytes(bad.read_bytes().replace("chữ".encode(), b"chu", 1))
    next((lost / "photos").glob("*/*.jpg")).unlink()
    built = rebuild(lost, tmp_path / "new", nothing)
    assert built.damaged == (bad.name,)
    assert len(built.missing) == 1
    assert built.articles == 1
    other.write_bytes(b"{")
    with pytest.raises(UserError) as raised:
        rebuild(lost, tmp_path / "newer", nothing)
    assert raised.value.message.code == "plain-missing"
    assert not (tmp_path / "newer" / DATABASE).exists()


def test_one_that_is_stopped_builds_nothing(lost: Path, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if total and done:
            raise UserError("cancelled")

    with pytest.raises(UserError):
        rebuild(lost, tmp_path / "new", stop)
    assert not [path for path in (tmp_path / "new").iterdir() if path.name != "photos"]
