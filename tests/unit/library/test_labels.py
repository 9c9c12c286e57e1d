"""What pieces are filed under, offered again to the next one."""

from datetime import UTC, datetime, timedelta

from morat.library import peek
from morat.library.labels import KINDS
from morat.library.store import Library
from morat.newsroom.article import Dateline, Series, new_article
from tests.helpers.old_library import make_old

PIECE = {
    "tags": ("nông thôn mới", "Vân Trầm"),
    "source": "TTXVN",
    "section": "Kinh tế",
    "dateline": Dateline("Uông Bí"),
    "series": Series("Làng nghề", 1, 3),
    "embargo": "2030-01-01T08:00+07:00",
}


def test_labels_are_offered_by_use(library):
    library.articles.save(new_article(**PIECE))
    library.articles.save(new_article(tags=("Vân Trầm", "bão")))
    assert library.labels.used("tag") == ["Vân Trầm", "bão", "nông thôn mới"]
    told = {kind: library.labels.used(kind) for kind in KINDS if kind != "tag"}
    assert told == {
        "source": ["TTXVN"],
        "section": ["Kinh tế"],
        "place": ["Uông Bí"],
        "series": ["Làng nghề"],
    }


def test_a_label_goes_with_its_last_piece(library):
    piece = new_article(tags=("bão",), section="Xã hội")
    library.articles.save(piece)
    library.articles.save(new_article(id=piece.id, tags=("lũ",)))
    assert (library.labels.used("tag"), library.labels.used("section")) == (["lũ"], [])
    library.trash.put(piece.id, at=(datetime.now(UTC) - timedelta(days=400)).isoformat())
    library.trash.purge()
    assert library.labels.used("tag") in (["lũ"], [])
    assert library.articles.has(piece.id) == bool(library.labels.used("tag"))


def test_the_list_knows_the_embargo(library):
    library.articles.save(new_article(**PIECE))
    assert library.articles.rows()[0].embargo == PIECE["embargo"]
    (row,) = peek.newest(library.folder)
    assert row.embargo == PIECE["embargo"]


def test_an_old_library_is_filed_when_it_is_opened(tmp_path):
    with Library.open(tmp_path / "new") as library:
        library.articles.save(new_article(**PIECE))
        library.articles.save(new_article(headline="Không nhãn"))
    make_old(tmp_path / "old", tmp_path / "new")
    assert [row.embargo for row in peek.newest(tmp_path / "old")] == ["", ""]
    with Library.open(tmp_path / "old") as library:
        assert library.labels.used("tag") == ["Vân Trầm", "nông thôn mới"]
        assert library.labels.used("series") == ["Làng nghề"]
        assert library.labels.used("place") == ["Uông Bí"]
        assert [row.embargo for row in library.articles.rows()] == ["", PIECE["embargo"]]


def test_pieces_are_found_by_their_tags(library):
    piece = new_article(headline="Mưa", tags=("nông thôn mới",))
    library.articles.save(piece)
    library.articles.save(new_article(headline="Bàn về nông thôn mới"))
    assert [row.id for row in library.articles.rows('tu khoa:"nong thon"')] == [piece.id]
    assert len(library.articles.rows('"nong thon"')) == 2
