"""The history of a piece as it is read: versions with their lengths, and what was done with it."""

from pathlib import Path

from msgspec import structs

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.operations.handoff import receive, send
from morat.operations.history import timeline


def test_versions_say_how_much_longer_they_are(library: Library) -> None:
    article = new_article(headline="Một hai")
    library.articles.save(article)
    longer = structs.replace(article, blocks=(Paragraph("p", runs_of("ba bốn năm")),))
    library.articles.save(longer, kind="milestone")
    newest, oldest = timeline(library, article.id).versions
    assert (newest.row.words, newest.change, newest.row.kind) == (5, 3, "milestone")
    assert (oldest.row.words, oldest.change) == (2, None)
    assert timeline(library, "không có").versions == ()


def test_the_log_tells_of_status_sending_receiving_and_trash(library: Library, tmp_path: Path) -> None:
    article = new_article(headline="Một hai")
    library.articles.save(article)
    send(library, article.id, tmp_path / "a.morat", status="submitted", sender="An")
    library.trash.put(article.id, author="An")
    library.trash.take_back(article.id, author="An")
    told = [(one.what, one.who) for one in timeline(library, article.id).events]
    assert told == [("out-of-trash", "An"), ("into-trash", "An"), ("sent", "An"), ("status", "An")]
    with Library.open(tmp_path / "kia") as other:
        receive(other, tmp_path / "a.morat", author="Bình")
        (event,) = timeline(other, article.id).events
        assert (event.what, event.who, event.detail) == (
            "received",
            "Bình",
            {"file": "a.morat", "sender": "An"},
        )
