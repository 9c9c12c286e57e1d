"""What is said of the open piece goes along with its text, with undo, and into the library."""

import pytest
from msgspec import structs
from PySide6.QtGui import QTextCursor

from morat.newsroom.accepting import accept_all
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain, runs_of
from morat.newsroom.review import Comment, Reply, Review, Settled, Suggestion
from morat.services.document import editing
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle

COMMENT = Comment(id="00000001", field="body", block="b0", start=8, end=16, quoted="hội nghị", text="Nào?")
CHANGE = Suggestion(id="00000002", kind="delete", block="b0", start=0, end=8, quoted="Hôm nay ")


@pytest.fixture
def open_article(qtbot):
    lines = ("Hôm nay hội nghị họp.", "Hết.")
    blocks = tuple(Paragraph(f"b{n}", runs_of(line)) for n, line in enumerate(lines))
    article = OpenArticle(new_article(blocks=blocks), Look(), str)
    article.review.begin(Review((COMMENT,), (CHANGE,)))
    return article


def words(article, one):
    block = next(block for block in article.article().blocks if block.id == one.block)
    return plain(block.runs)[one.start : one.end]


def at(article, position, end=None):
    cursor = QTextCursor(article.body)
    cursor.setPosition(position)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def test_typing_parting_and_erasing_take_it_along_and_undo_brings_it_back(open_article):
    article, stack = open_article, open_article.history.stack
    before = article.review.now()
    at(article, 0).insertText("Sáng ")
    (comment,) = article.review.now().comments
    assert words(article, comment) == "hội nghị"
    editing.split(at(article, 13))
    (comment,) = article.review.now().comments
    assert comment.block not in ("b0", "b1")
    assert words(article, comment) == "hội nghị"
    at(article, 0, article.body.characterCount() - 1).removeSelectedText()
    assert [one.id for one in article.review.now().comments] == [COMMENT.id]
    while stack.can_undo:
        stack.undo()
        article.review.now()
    assert article.review.now() == before


def test_what_is_said_is_a_step_among_those_of_the_text(open_article):
    article, stack = open_article, open_article.history.stack
    told = []
    article.review.edited.connect(lambda: told.append(article.review.now()))
    review = article.review.now()
    answer = Comment(id="00000009", text="Cả bài")
    article.review.say(Review((*review.comments, answer), review.suggestions), "add-comment")
    at(article, 0).insertText("Ôi! ")
    assert [one.id for one in article.review.now().comments] == [COMMENT.id, answer.id]
    stack.undo()
    stack.undo()
    assert article.review.now() == review
    assert stack.redo_text == "add-comment"
    stack.redo()
    assert len(told) == 3
    assert [one.id for one in told[-1].comments] == [COMMENT.id, answer.id]


def test_a_change_that_is_taken_in_goes_back_whole(open_article):
    article, stack = open_article, open_article.history.stack
    before, text = article.review.now(), article.article()
    done = accept_all(text, before)
    with article.history.together("take-in"):
        article.review.say(done.review, "take-in")
        article.become(done.article, "take-in")
    now = article.review.now()
    assert now.suggestions == ()
    assert [one.id for one in now.settled] == [CHANGE.id]
    assert words(article, now.comments[0]) == "hội nghị"
    stack.undo()
    assert article.review.now() == before
    assert article.article() == text
    stack.redo()
    assert words(article, article.review.now().comments[0]) == "hội nghị"


def test_what_came_from_elsewhere_stays_when_a_step_is_undone(open_article):
    review = open_article.review
    mine, theirs = Comment(id="00000005", text="Của tôi"), Comment(id="00000006", text="Của bạn")
    review.say(Review((*review.now().comments, mine), review.now().suggestions), "add-comment")
    review.begin(Review((*review.now().comments, theirs), review.now().suggestions))
    open_article.history.stack.undo()
    assert [one.id for one in review.now().comments] == [COMMENT.id, theirs.id]


def test_what_was_answered_and_settled_elsewhere_stays_so_through_undo_and_redo(open_article):
    review, stack = open_article.review, open_article.history.stack
    mine = Comment(id="00000005", text="Của tôi")
    review.say(structs.replace(review.now(), comments=(*review.now().comments, mine)), "add-comment")
    answered = structs.replace(COMMENT, resolved=True, replies=(Reply("00000007", "Biên", "", "Rồi."),))
    note = Settled(CHANGE.id, "2026-03-01T08:00:00+00:00")
    review.begin(Review((answered, mine), (), (note,)))
    stack.undo()
    assert review.now() == Review((answered,), (), (note,))
    stack.redo()
    assert review.now() == Review((answered, mine), (), (note,))


def test_an_answer_from_elsewhere_stays_beside_ones_own_that_is_undone(open_article):
    review, stack = open_article.review, open_article.history.stack
    mine, theirs = Reply("00000008", "Lan", "", "Tám giờ."), Reply("00000007", "Biên", "", "Rồi.")
    review.say(
        Review((structs.replace(COMMENT, replies=(mine,), resolved=True),), (CHANGE,)), "answer-comment"
    )
    review.begin(Review((structs.replace(COMMENT, replies=(mine, theirs), resolved=True),), (CHANGE,)))
    stack.undo()
    assert review.now().comments == (structs.replace(COMMENT, replies=(theirs,)),)
    stack.redo()
    assert review.now().comments == (structs.replace(COMMENT, replies=(mine, theirs), resolved=True),)


@pytest.mark.parametrize("kind", ["add", "join"])
def test_what_is_said_of_a_paragraph_stays_with_it_when_a_join_is_undone(open_article, kind):
    article, stack = open_article, open_article.history.stack
    one = Suggestion(id="00000003", kind=kind, block="b0", blocks=(Paragraph("n", runs_of("Mới.")),))
    article.review.begin(Review((), (one,)))
    at(article, 22).deletePreviousChar()
    assert [block.id for block in article.article().blocks] == ["b0"]
    assert article.review.now().suggestions == (one,)
    stack.undo()
    assert article.review.now().suggestions == (one,)
    editing.split(at(article, 8))
    new = article.article().blocks[1].id
    assert article.review.now().suggestions[0].block == new
    stack.undo()
    assert article.review.now().suggestions == (one,)
    stack.redo()
    assert article.review.now().suggestions[0].block == new
