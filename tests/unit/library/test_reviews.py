from pathlib import Path

import pytest

from morat.library.peek import DATABASE
from morat.library.plain import Plain
from morat.library.rebuild import rebuild
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.incoming import Incoming
from morat.newsroom.review import Comment, Review, Suggestion
from morat.operations.importing import store


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        yield library


REVIEW = Review(
    (Comment(id="0000000a", text="Ai nói?", author="Mai"),),
    (Suggestion(id="0000000b", kind="insert", field="headline"),),
)


def test_what_is_said_is_kept_beside_the_piece(library: Library):
    article = new_article(headline="Một")
    stored = store(library, Incoming(article, review=REVIEW), author="Mai")
    assert library.reviews.of(article.id) == REVIEW
    assert [message.code for message in stored.warnings] == ["comments-kept", "suggestions-kept"]
    assert [dict(message.params) for message in stored.warnings] == [{"n": 1}, {"n": 1}]
    told = [event for event in library.events(article.id) if event.what == "reviewed"]
    assert [(event.who, event.detail) for event in told] == [("Mai", {"comments": 1, "suggestions": 1})]
    library.reviews.put(article.id, REVIEW)
    assert len([event for event in library.events(article.id) if event.what == "reviewed"]) == 1
    library.reviews.put(article.id, Review())
    assert library.reviews.of(article.id) == Review()
    assert library.check() == []


def test_it_goes_with_the_piece_that_is_purged(library: Library):
    article = new_article(headline="Một")
    store(library, Incoming(article, review=REVIEW))
    library.trash.put(article.id, at="2020-01-01T00:00:00+00:00")
    for day in range(1, 29):
        library._db.insert(
            "events", {"at": f"2020-02-{day:02}T00:00:00+00:00", "who": "", "what": "x", "article_id": None}
        )
    for day in range(1, 12):
        library._db.insert(
            "events", {"at": f"2020-03-{day:02}T00:00:00+00:00", "who": "", "what": "x", "article_id": None}
        )
    library.trash.purge(at="2020-03-12T00:00:00+00:00")
    assert not library.articles.has(article.id)
    assert library.reviews.of(article.id) == Review()


def test_a_library_that_is_built_anew_has_it_again(library: Library, tmp_path: Path):
    article, bare = new_article(headline="Một"), new_article(headline="Hai")
    store(library, Incoming(article, review=REVIEW))
    store(library, Incoming(bare))
    update = Plain(library.folder).update
    assert update(lambda *_: None) == 2
    library.reviews.put(bare.id, REVIEW)
    assert update(lambda *_: None) == 1
    assert update(lambda *_: None) == 0
    library.close()
    (library.folder / DATABASE).unlink()
    rebuild(library.folder, tmp_path / "new", lambda *_: None)
    with Library.open(tmp_path / "new") as built:
        assert built.reviews.of(article.id) == built.reviews.of(bare.id) == REVIEW
