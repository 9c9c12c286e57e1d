"""What is said of a photo from beside its place in the text: one step, wherever the photo stands."""

import pytest

pytest.importorskip("PySide6")

from hypothesis import example, given, settings

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo, photos_in
from morat.newsroom.inline import Run, plain, runs_of
from morat.newsroom.text import clean
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from tests.helpers.strategies import lines

pytestmark = pytest.mark.qt
A, B, C = (letter * 64 for letter in "abc")
BLOCKS = (
    Paragraph("t", runs_of("Chữ.")),
    Photo("p1", A, runs_of("Chợ sớm."), credit="An", alt="Chợ"),
    Gallery("g", (Photo("p2", B, runs_of("Một.")), Photo("p3", C)), runs_of("Cả hai.")),
    Box("b", title="Hộp", blocks=(Photo("p4", A, (Run("Chợ "), Run("đêm", ("bold",)), Run("."))),)),
)


def opened(qapp):
    return OpenArticle(new_article(blocks=BLOCKS), Look(), str)


def photo(article, block):
    return next(one for one in photos_in(article.article().blocks) if one.id == block)


@pytest.mark.parametrize("block", ["p1", "p2", "p3", "p4"])
@pytest.mark.parametrize(("field", "said"), [("caption", "Chợ tan."), ("credit", "Bình"), ("alt", "Người")])
def test_every_photo_is_spoken_of_and_undone(qapp, block, field, said):
    article = opened(qapp)
    before = article.article()
    article.say_of_photo(block, field, said)
    told = getattr(photo(article, block), field)
    assert (plain(told) if field == "caption" else told) == said
    others = [one for one in photos_in(article.article().blocks) if one.id != block]
    assert others == [one for one in photos_in(before.blocks) if one.id != block]
    article.history.stack.undo()
    assert article.article() == before
    assert not article.history.stack.can_undo


def test_the_same_words_are_no_step(qapp):
    article = opened(qapp)
    for block, field, said in (("p1", "caption", "Chợ sớm."), ("p2", "caption", "Một.")):
        article.say_of_photo(block, field, said)
    assert not article.history.stack.can_undo


def test_letters_that_stay_keep_their_marks(qapp):
    article = opened(qapp)
    article.say_of_photo("p4", "caption", "Chợ đêm vui.")
    assert photo(article, "p4").caption == (Run("Chợ "), Run("đêm vui", ("bold",)), Run("."))


@settings(max_examples=60, deadline=None)
@given(first=lines, second=lines)
@example(first="𝄞 một", second="hai 𝄞 ba")
@example(first="Chiều\u00a03/11", second="")
def test_any_words_are_read_as_they_were_said(qapp, first, second):
    article = opened(qapp)
    for said in (first, second):
        article.say_of_photo("p1", "caption", clean(said))
        assert plain(photo(article, "p1").caption).split() == clean(said).split()
    while article.history.stack.can_undo:
        article.history.stack.undo()
    assert plain(photo(article, "p1").caption) == "Chợ sớm."


def test_several_photos_go_in_as_one_step(qapp):
    article = opened(qapp)
    before = article.article()
    article.insert_photos((Photo("x", B), Photo("y", C)), 0)
    assert [block.id for block in article.article().blocks][:3] == ["t", "x", "y"]
    article.history.stack.undo()
    assert article.article() == before
