"""What travels beside a piece from one workstation to another: comments, suggestions, ignored findings."""

from pathlib import Path

import pytest
from msgspec import structs

from morat.library.store import Library
from morat.newsroom.accepting import accept_all
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.ignoring import Ignored
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.review import Comment, Reply, Review, Suggestion, joined, settled
from morat.operations.handoff import must_be_saved, receive, send


@pytest.fixture
def here(tmp_path: Path):
    with Library.open(tmp_path / "here") as opened:
        yield opened


@pytest.fixture
def there(tmp_path: Path):
    with Library.open(tmp_path / "there") as opened:
        yield opened


def _piece() -> Article:
    return new_article(headline="Tít", blocks=(Paragraph("p", runs_of("Một đoạn văn.")),))


def _comment(mark: str, text: str, *replies: Reply) -> Comment:
    return Comment(id=mark, field="body", block="p", text=text, author="Lan", replies=replies)


@pytest.mark.parametrize("letters", [36, 8])
def test_what_editors_say_and_what_nobody_wants_to_see_goes_along(
    here: Library, there: Library, tmp_path: Path, letters: int
) -> None:
    piece, out = _piece(), tmp_path / "bài.morat"
    here.articles.save(piece)
    said = Review(
        (_comment("0000000a", "Ai nói câu này?"),),
        (Suggestion(id="0000000b", kind="delete", block="p", start=0, end=3, quoted="Một"),),
    )
    ignored = Ignored("context/hoi-nga", "sẽ")
    here.reviews.put(piece.id, said)
    here.ignored.add(piece.id, ignored)
    # The first letters of its id name a piece as well.
    sent = send(here, piece.id[:letters], out)
    assert (sent.comments, sent.suggestions) == (1, 1)
    assert [one.code for one in sent.warnings] == ["sent-review"]
    assert receive(there, out).new_comments == 1
    assert there.reviews.of(piece.id) == said
    assert there.ignored.of(piece.id) == [ignored]
    assert receive(there, out).new_comments == 0


def test_what_stands_on_the_page_only_is_not_sent_as_what_was_saved(here: Library) -> None:
    piece = _piece()
    page = structs.replace(piece, headline="Tít mới")
    with pytest.raises(UserError, match="unsaved-unsent"):
        must_be_saved(here, page)
    here.articles.save(piece)
    with pytest.raises(UserError, match="unsaved-unsent"):
        must_be_saved(here, page)
    here.articles.save(page)
    must_be_saved(here, page)


def test_what_was_said_here_alone_stays(here: Library, there: Library, tmp_path: Path) -> None:
    piece, out = _piece(), tmp_path / "a.morat"
    here.articles.save(piece)
    send(here, piece.id, out)
    receive(there, out)
    there.reviews.put(piece.id, Review((_comment("0000000a", "Của tôi"),)))
    here.articles.save(structs.replace(piece, headline="Tít mới"))
    here.reviews.put(piece.id, Review((_comment("0000000b", "Của bạn"),)))
    send(here, piece.id, out, force=True)
    got = receive(there, out)
    assert (got.merged, got.new_comments) == (True, 1)
    assert {one.text for one in there.reviews.of(piece.id).comments} == {"Của tôi", "Của bạn"}


def test_what_was_settled_on_either_side_does_not_come_back() -> None:
    change = Suggestion(id="0000000b", kind="delete", block="p", start=0, end=3, quoted="Một")
    both = Review((_comment("0000000a", "Cũ"),), (change,))
    done = settled(both, Review((), ()), "2026-11-30T01:00:00+00:00")
    assert joined(both, done) == joined(done, both) == done
    assert joined(done, Review((_comment("0000000c", "Mới"),))).comments == (_comment("0000000c", "Mới"),)


def test_a_change_that_was_taken_in_elsewhere_is_none_here(
    here: Library, there: Library, tmp_path: Path
) -> None:
    piece, out, back = _piece(), tmp_path / "a.morat", tmp_path / "b.morat"
    change = Suggestion(id="0000000b", kind="delete", block="p", start=0, end=4, quoted="Một ")
    here.articles.save(piece)
    here.reviews.put(piece.id, Review((), (change,)))
    send(here, piece.id, out)
    receive(there, out)
    before = there.reviews.of(piece.id)
    done = accept_all(piece, before)
    there.articles.save(done.article)
    there.reviews.put(piece.id, settled(before, done.review, ""))
    send(there, piece.id, back)
    assert receive(here, back).merged
    assert here.reviews.of(piece.id).suggestions == ()


def test_what_is_said_here_moves_with_the_text_that_comes(
    here: Library, there: Library, tmp_path: Path
) -> None:
    piece, out = _piece(), tmp_path / "a.morat"
    here.articles.save(piece)
    send(here, piece.id, out)
    receive(there, out)
    mine = structs.replace(_comment("0000000a", "Văn?"), start=9, end=12, quoted="văn")
    there.reviews.put(piece.id, Review((mine,)))
    here.articles.save(structs.replace(piece, blocks=(Paragraph("p", runs_of("Chỉ một đoạn văn.")),)))
    send(here, piece.id, out, force=True)
    assert receive(there, out).merged
    (kept,) = there.reviews.of(piece.id).comments
    assert (kept.start, kept.end) == (13, 16)


def test_answers_of_both_sides_are_joined() -> None:
    mine, yours = Reply("0000000c", text="Vâng"), Reply("0000000d", text="Không")
    ours = Review((_comment("0000000a", "Cũ", mine), _comment("0000000e", "Riêng")))
    theirs = Review((_comment("0000000a", "Mới", yours),))
    alone, both = joined(ours, theirs).comments
    assert (alone.text, both.text) == ("Riêng", "Mới")
    assert set(both.replies) == {mine, yours}
    assert joined(theirs, theirs) == theirs
