"""Web sizes are drawn once; what photos look like is found out later where nobody looked."""

import hashlib
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from msgspec import structs

from morat.library.store import Library
from morat.library.thumbs import WEB, Thumbs
from morat.newsroom.article import Article, new_article
from morat.newsroom.export_presets import Preset
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.recipe import Cover, Recipe, Rect, written
from morat.operations import ingest, likenesses, web_sizes
from morat.operations.exporting import web_pictures
from morat.operations.photographs import add_photo, new_block
from morat.operations.watching import Watch
from morat.photos import metadata, render
from morat.photos.decode import scaled
from tests.helpers.jpegs import jpeg, photograph

pytestmark = pytest.mark.qt


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The widths that were drawn."""
    widths: list[int] = []
    draw = render.prepared

    def counting(data, width, **more):
        widths.append(width)
        return draw(data, width, **more)

    monkeypatch.setattr(render, "prepared", counting)
    return widths


def piece(library: Library, caption: str = "Cầu", recipe: Recipe | None = None) -> Article:
    facts = add_photo(library, photograph(1, 2000, 1200), "a.jpg").facts
    edit = written(recipe) if recipe else None
    block = structs.replace(new_block(facts), caption=runs_of(caption), edit=edit)
    return new_article(headline="Cầu mới", blocks=(block,))


def test_it_is_drawn_once_and_told_its_caption_every_time(library: Library, drawn: list[int]):
    (first,) = web_pictures(piece(library, "Cầu sáng nay."), library, {}, Preset())[0].values()
    (again,) = web_pictures(piece(library, "Cầu chiều nay."), library, {}, Preset())[0].values()
    assert drawn == [1600]
    assert (first.width, first.mime) == (again.width, again.mime) == (1600, "image/jpeg")
    assert [metadata.read(one.data).caption for one in (first, again)] == ["Cầu sáng nay.", "Cầu chiều nay."]
    assert scaled(first.data, 99, 99) == scaled(again.data, 99, 99)
    web_pictures(piece(library), library, {}, Preset(800))
    assert drawn == [1600, 800]


def test_what_a_recipe_hides_is_never_taken_from_before(library: Library, drawn: list[int]):
    cover = Recipe(blur=(Cover(Rect(0.1, 0.1, 0.5, 0.5)),))
    plain = web_pictures(piece(library), library, {}, Preset())[0]
    hidden = web_pictures(piece(library, recipe=cover), library, {}, Preset())[0]
    assert drawn == [1600, 1600]
    assert plain.keys() != hidden.keys()
    (one,), (other,) = plain.values(), hidden.values()
    assert scaled(one.data, 400, 400) != scaled(other.data, 400, 400)


def test_an_original_that_comes_later_is_drawn_anew(library: Library, drawn: list[int]):
    original, copy = photograph(1, 2000, 1200), photograph(1, 500, 300)
    sha = hashlib.sha256(original).hexdigest()
    library.photos.add_copy(copy, PhotoFacts(sha256=sha, mime="image/jpeg"))
    article = new_article(blocks=(new_block(library.photos.facts(sha)),))
    assert [one.width for one in web_pictures(article, library, {}, Preset())[0].values()] == [500]
    add_photo(library, original, "a.jpg")
    assert [one.width for one in web_pictures(article, library, {}, Preset())[0].values()] == [1600]
    assert len(drawn) == 2


def test_damage_to_what_is_kept_is_drawn_over(library: Library, drawn: list[int]):
    article = piece(library)
    web_pictures(article, library, {}, Preset())
    (library.folder / WEB).write_bytes(b"x" * 9000)
    web_pictures(article, library, {}, Preset())
    assert drawn == [1600, 1600]
    key = f"{article.blocks[0].photo}/{len(photograph(1, 2000, 1200))}/1600/85/1"
    Thumbs(library.folder, web_sizes.LIMIT, WEB).put(key, 1600, b"no picture")
    (one,) = web_pictures(article, library, {}, Preset())[0].values()
    assert drawn == [1600] * 3
    assert scaled(one.data, 50, 50).width() == 50


def test_the_pieces_saved_last_are_prepared(library: Library, drawn: list[int]):
    article = piece(library)
    library.articles.save(article)
    library.articles.save(new_article(headline="Không ảnh"))
    assert not web_sizes.prepare(library.folder)
    # One picture is decoded for both widths.
    assert drawn == [1600]
    assert [one.width for one in web_pictures(article, library, {}, Preset())[0].values()] == [1600]
    assert [one.width for one in web_pictures(article, library, {}, Preset(800))[0].values()] == [800]
    assert drawn == [1600]
    watch = Watch()
    watch.cancel()
    with pytest.raises(UserError, match="cancelled"):
        web_sizes.prepare(library.folder, watch)


def test_photos_of_a_piece_that_is_not_saved_are_drawn(library: Library, drawn: list[int]):
    cover = Recipe(blur=(Cover(Rect(0.1, 0.1, 0.5, 0.5)),))
    article = piece(library, recipe=cover)
    (block,) = article.blocks
    unknown = structs.replace(block, photo="f" * 64)
    web_sizes.draw(library.folder, [unknown, block])
    web_pictures(article, library, {}, Preset())
    assert drawn == [1600]


def test_a_small_photo_is_kept_in_its_own_size(library: Library, drawn: list[int]):
    facts = add_photo(library, photograph(1, 640, 480), "a.jpg").facts
    article = new_article(blocks=(new_block(facts),))
    web_sizes.draw(library.folder, article.blocks)
    for width in web_sizes.WIDTHS:
        (one,) = web_pictures(article, library, {}, Preset(width))[0].values()
        assert (one.width, one.height) == (640, 480)


def test_photos_that_came_in_last_are_drawn_step_by_step(library: Library, drawn: list[int], monkeypatch):
    monkeypatch.setattr(web_sizes, "STEP", 2)
    monkeypatch.setattr(web_sizes, "NEWEST", 3)
    shas = [add_photo(library, photograph(n, 900, 600), "a.jpg").facts.sha256 for n in range(5)]
    library.photos.path(shas[3]).write_bytes(b"no picture")
    # The two of the first step are the newest and the damaged one, which is tried in vain.
    assert web_sizes.prepare(library.folder)
    assert len(drawn) == 2
    assert web_sizes.prepare(library.folder) is False
    assert Thumbs(library.folder, file=WEB).known([*shas]) == set()
    kept = [len(library.photos.path(sha).read_bytes()) for sha in shas]
    keys = [f"{sha}/{size}/800/85/1" for sha, size in zip(shas, kept, strict=True)]
    assert Thumbs(library.folder, file=WEB).known(keys) == {keys[2], keys[4]}
    before = len(drawn)
    assert web_sizes.prepare(library.folder) is False
    # Of what is kept nothing is drawn again.
    assert len(drawn) == before + 1


def test_what_cannot_be_kept_is_not_drawn_for_ever(library: Library, drawn: list[int], monkeypatch):
    monkeypatch.setattr(web_sizes, "STEP", 1)
    for number in range(3):
        add_photo(library, photograph(number, 900, 600), "a.jpg")
    # As on a full disk.
    monkeypatch.setattr(Thumbs, "put", lambda *_told: None)
    assert web_sizes.prepare(library.folder) is False
    assert len(drawn) == 1


def test_photos_that_came_with_pieces_are_looked_at_later(library: Library, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(likenesses, "STEP", 2)
    sha = add_photo(library, photograph(1, 600, 400), "a.jpg").facts.sha256
    gone = add_photo(library, jpeg(20).data, "b.jpg").facts.sha256
    add_photo(library, jpeg(30).data, "c.jpg")
    library.photos.path(gone).unlink()
    smaller = tmp_path / "nhỏ.jpg"
    smaller.write_bytes(photograph(1, 300, 200))
    assert [one.state for one in ingest.look(library, [smaller])] == [ingest.NEW]
    assert [likenesses.find_out(library.folder) for _ in range(3)] == [1, 0, 0]
    (one,) = ingest.look(library, [smaller])
    assert (one.state, one.of) == (ingest.NEAR, sha)
