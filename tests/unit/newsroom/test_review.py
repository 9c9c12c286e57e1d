import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.newsroom.accepting import accept, accept_all, reject, reject_all
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Gallery, ListBlock, Paragraph, Photo, Subhead, Table, walk
from morat.newsroom.changes import texts_of
from morat.newsroom.codec import review_from_bytes, review_to_bytes
from morat.newsroom.inline import Run, plain, runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.review import Comment, Reply, Review, Suggestion, moment, new_mark, tidy_review
from tests.helpers.strategies import reviewed


def text_at(article: Article, block: str | None, field: str) -> str:
    owners = {None: article, **{one.id: one for one in walk(article.blocks)}}
    return plain(texts_of(owners[block]).get(field, ())) if block in owners else ""


def shown(article: Article) -> list[str]:
    return ["|".join(plain(text) for text in texts_of(block).values()) for block in article.blocks]


def piece(*texts: str) -> Article:
    return new_article(blocks=tuple(Paragraph(f"b{n}", runs_of(text)) for n, text in enumerate(texts)))


@settings(max_examples=25, deadline=None)
@given(reviewed())
def test_what_is_said_survives_json(said):
    _, review = said
    assert review_from_bytes(review_to_bytes(review)) == review


@settings(max_examples=25, deadline=None)
@given(reviewed())
def test_to_reject_all_leaves_the_text_as_it_was(said):
    article, review = said
    done = reject_all(article, review)
    assert done == (article, structs.replace(review, suggestions=()))


@settings(max_examples=25, deadline=None)
@given(reviewed(), st.randoms(use_true_random=False))
def test_one_after_the_other_in_any_order_is_as_good_as_all_at_once(said, chance):
    article, review = said
    at_once = accept_all(article, review)
    assert at_once.review.suggestions == ()
    marks = [one.id for one in review.suggestions]
    chance.shuffle(marks)
    now = article, review
    for mark in marks:
        now = accept(*now, mark)
    assert shown(now[0]) == shown(at_once.article)


@settings(max_examples=25, deadline=None)
@given(reviewed(whole_blocks=False))
def test_what_is_not_taken_in_yet_keeps_its_place(said):
    article, review = said
    for suggestion in review.suggestions[:3]:
        article, review = accept(article, review, suggestion.id)
        for other in review.suggestions:
            assert text_at(article, other.block, other.field)[other.start : other.end] == other.quoted


@settings(max_examples=25, deadline=None)
@given(reviewed())
def test_every_text_is_nfc_after_all(said):
    done = accept_all(*said)
    for block in walk(done.article.blocks):
        for text in texts_of(block).values():
            assert unicodedata.is_normalized("NFC", plain(text))


def test_a_comment_stays_with_its_words():
    article = piece("Hội nghị sáng nay tại Uông Bí.")
    comment = Comment(id="1", block="b0", field="body", start=9, end=17, quoted="sáng nay")
    before = Suggestion(
        id="2", kind="replace", block="b0", start=0, end=8, quoted="Hội nghị", runs=runs_of("Buổi sinh hoạt")
    )
    behind = Suggestion(id="3", kind="insert", block="b0", start=17, end=17, runs=runs_of(" 3/11"))
    review = Review((comment,), (before, behind))
    done = accept_all(article, review)
    assert shown(done.article) == ["Buổi sinh hoạt sáng nay 3/11 tại Uông Bí."]
    kept = done.review.comments[0]
    assert shown(done.article)[0][kept.start : kept.end] == "sáng nay"


def test_paragraphs_come_go_part_and_join():
    article = piece("Một. Hai.", "Ba.", "Bốn.", "Năm.")
    made = (
        Suggestion(id="1", kind="split", block="b0", start=5, end=5, blocks=(Subhead("neu"),)),
        Suggestion(id="2", kind="remove", block="b1"),
        Suggestion(id="3", kind="join", block="b2"),
        Suggestion(id="4", kind="add", block="b3", blocks=(Paragraph("new", runs_of("Sáu.")),)),
        Suggestion(id="5", kind="add", block=None, blocks=(Paragraph("front", runs_of("Không.")),)),
    )
    comments = (
        Comment(id="6", block="b0", field="body", start=5, end=9, quoted="Hai."),
        Comment(id="7", block="b1", field="body", start=0, end=3, quoted="Ba."),
        Comment(id="8", block="b3", field="body", start=0, end=4, quoted="Năm."),
        Comment(id="9", block="b0", field="body", start=0, end=9, quoted="Một. Hai."),
    )
    article, review = accept_all(article, Review(comments, made))
    assert shown(article) == ["Không.", "Một. ", "Hai.", "Bốn.Năm.", "Sáu."]
    assert isinstance(article.blocks[2], Subhead)
    places = [(one.block, one.start, one.end) for one in review.comments]
    assert places == [("neu", 0, 4), (None, 0, 0), ("b2", 4, 8), ("b0", 0, 5)]


def test_marks_captions_items_cells_and_fields_are_changed_where_they_stand():
    article = new_article(
        headline="Uông Bí họp",
        blocks=(
            Photo("p", "0" * 64, runs_of("Quang cảnh hội nghị"), credit="Ảnh: Mai"),
            ListBlock("l", items=(runs_of("một"), runs_of("hai"))),
            Table("t", rows=((runs_of("a"), runs_of("b")), (runs_of("c"), runs_of("d")))),
        ),
    )
    made = (
        Suggestion(id="1", kind="insert", field="headline", start=11, end=11, runs=runs_of(" sớm")),
        Suggestion(
            id="2", kind="replace", field="caption", block="p", start=11, end=19, quoted="hội nghị",
            runs=(Run("buổi họp", ("bold",)),),
        ),
        Suggestion(id="3", kind="replace", block="l", start=4, end=7, quoted="hai", runs=runs_of("HAI")),
        Suggestion(id="4", kind="delete", block="t", start=4, end=5, quoted="c"),
    )  # fmt: skip
    article, _ = accept_all(article, Review(suggestions=made))
    photo, items, table = article.blocks
    assert article.headline == "Uông Bí họp sớm"
    assert photo.caption == (Run("Quang cảnh "), Run("buổi họp", ("bold",)))
    assert items.items == (runs_of("một"), runs_of("HAI"))
    assert table.rows == ((runs_of("a"), runs_of("b")), ((), runs_of("d")))


def test_one_that_does_not_fit_any_more_changes_nothing_and_stays():
    article = piece("Hội nghị")
    review = Review(
        suggestions=(
            Suggestion(id="1", kind="delete", block="b0", start=0, end=3, quoted="Hộp"),
            Suggestion(id="2", kind="join", block="b0"),
            Suggestion(id="3", kind="sing", block="b0"),
            Suggestion(id="4", kind="delete", block="gone", start=0, end=1, quoted="x"),
            Suggestion(id="5", kind="insert", block="b0", start=99, end=99, runs=runs_of("x")),
        )
    )
    assert accept_all(article, review) == (article, review)
    assert reject(article, review, "3").review.suggestions == (
        *review.suggestions[:2],
        *review.suggestions[3:],
    )


def test_times_are_utc_and_ids_are_there_once():
    review = tidy_review(
        Review(
            (
                Comment(id="1", at="2026-11-30T10:00:00+07:00", replies=(Reply("1", at="hôm qua"),)),
                Comment(id="1", at="2026-11-30T10:00:00"),
            )
        )
    )
    assert [one.at for one in review.comments] == ["2026-11-30T03:00:00+00:00", ""]
    marks = [review.comments[0].id, review.comments[1].id, review.comments[0].replies[0].id]
    assert marks[0] == "1"
    assert len(set(marks)) == 3
    assert moment("0001-01-01T00:00:00+07:00") == ""
    assert 0 < int(new_mark(), 16) < 0x80000000


def test_unknown_fields_come_back_and_strangers_are_told():
    data = (
        b'{"comments":[{"id":"1","mood":"x","replies":[{"id":"2","like":3}]}],'
        b'"suggestions":[{"id":"3","kind":"add","blocks":[{"id":"a","type":"poll","n":1}],"why":"y"}],"v":9}'
    )
    written = review_to_bytes(review_from_bytes(data))
    for part in (b'"mood":"x"', b'"like":3', b'"n":1', b'"why":"y"', b'"v":9'):
        assert part in written
    with pytest.raises(UserError, match="article-newer"):
        review_from_bytes(b'{"schema":"morat/review-9"}')
    for junk in (b"[]", b"{", b'{"comments":3}', b"\xff"):
        with pytest.raises(UserError, match="article-unreadable"):
            review_from_bytes(junk)


def test_with_a_gallery_goes_what_would_be_changed_in_it():
    inside = Photo("p", None, runs_of("Chợ"))
    article = new_article(blocks=(Gallery("g", (inside,)), Paragraph("a", runs_of("Còn."))))
    made = (
        Suggestion(id="1", kind="insert", field="caption", block="p", start=3, end=3, runs=runs_of(" nổi")),
        Suggestion(id="2", kind="remove", block="g"),
    )
    for marks in (("2",), ("1", "2")):
        now = article, Review(suggestions=made)
        for mark in marks:
            now = accept(*now, mark)
        assert shown(now[0]) == ["Còn."]
        assert now[1].suggestions == ()
    assert accept_all(article, Review(suggestions=made)).review.suggestions == ()
