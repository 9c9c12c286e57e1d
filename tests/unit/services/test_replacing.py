"""Words replaced everywhere in an open piece, on the page and in what is said of photos beside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from msgspec import structs
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from morat.newsroom.article import new_article, tidy_article
from morat.newsroom.blocks import Gallery, Paragraph, Photo
from morat.newsroom.edits import rewritten
from morat.newsroom.find import Finder, Passage, Plan, Wanted, passages_of
from morat.newsroom.inline import Run, plain, runs_of, tidy
from morat.newsroom.text import clean
from morat.services.document import replacing
from morat.services.document.look import Look
from morat.services.document.read import read
from morat.services.open_article import OpenArticle
from morat.services.replacer import Replacer
from tests.helpers.examples import SHARED
from tests.helpers.strategies import articles, letters

pytestmark = pytest.mark.qt

CAPTION = (Run("Nhà máy "), Run("thêu", ("italic",)), Run(" áo dài, in hoa."))
PHOTOS = (
    Photo("photo-one", caption=CAPTION, credit="Hoài An", alt="Người đan áo"),
    Gallery(
        "gallery-one",
        photos=(Photo("photo-two", caption=CAPTION, credit="Quế Anh"), Photo("photo-three", alt="một")),
        caption=runs_of("Bên trong nhà máy"),
    ),
)


class Replaced:
    """Replaces in an article, and keeps how many places that were."""

    def __init__(self, opened):
        self.opened = opened
        self.replacer = Replacer(opened)
        self.counts = []
        self.replacer.ended.connect(self.counts.append)

    def begin(self, sought, by):
        finder = Finder(Wanted(sought, marks=True, case=True))
        found = finder.search(list(passages_of(self.opened.article().blocks)))
        edits = [finder.replacement(found, number, by) for number in range(len(found))]
        self.replacer.replace(self.opened, Plan(edits), "replace-all")
        return len(edits)


@pytest.fixture
def small(monkeypatch):
    """Let every turn replace in one place and no more."""
    monkeypatch.setattr(replacing, "PLACES", 1)
    monkeypatch.setattr(replacing, "REACH", 0)
    monkeypatch.setattr("morat.services.turns.TURN", 0)


@pytest.fixture
def long(qapp):
    text = "một con cá, hai con cá. " * 6
    return OpenArticle(
        tidy_article(new_article(blocks=tuple(Paragraph(f"p{n}", runs_of(text)) for n in range(5)))),
        Look(),
        str,
    )


def test_what_is_replaced_in_many_turns_is_one_step(qtbot, small, long):
    before, work = long.article(), Replaced(long)
    with qtbot.waitSignal(work.replacer.ended):
        assert work.begin("cá", "tôm hùm") == 60
        assert work.replacer.is_busy
    after = long.article()
    assert work.counts == [60]
    assert [plain(block.runs) for block in after.blocks] == [
        plain(block.runs).replace("cá", "tôm hùm") for block in before.blocks
    ]
    assert after.blocks == read(long.body)
    long.history.stack.undo()
    assert long.article() == before
    assert not long.history.stack.can_undo
    long.history.stack.redo()
    assert long.history.stack.is_busy
    assert long.article() == after


def test_what_is_cancelled_is_as_it_was(qtbot, small, long):
    before, work = long.article(), Replaced(long)
    work.begin("cá", "tôm")
    assert long.article() != before
    work.replacer.cancel()
    assert work.counts == [0]
    assert long.article() == before
    assert not work.replacer.is_busy


def test_undo_meanwhile_ends_it(qtbot, small, long):
    before, work = long.article(), Replaced(long)
    with qtbot.waitSignal(work.replacer.ended):
        work.begin("cá", "tôm")
        long.history.stack.undo()
    assert work.counts == [0]
    assert long.article() == before


def test_a_key_comes_when_all_is_replaced(qtbot, small, long):
    work = Replaced(long)
    work.begin("cá", "tôm")
    key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(QObject(long), key)
    assert work.counts == [60]
    assert "cá" not in "".join(plain(block.runs) for block in long.article().blocks)


def test_who_edits_meanwhile_has_a_step_between(qtbot, small, long):
    before, work = long.article(), Replaced(long)
    with qtbot.waitSignal(work.replacer.ended):
        work.begin("cá", "tôm")
        cursor = QTextCursor(long.body)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertBlock()
        cursor.insertText("Hết.")
    said = [plain(block.runs) for block in long.article().blocks]
    assert said.pop() == "Hết."
    assert said == [plain(block.runs).replace("cá", "tôm") for block in before.blocks]
    assert work.counts == [60]
    while long.history.stack.can_undo:
        long.history.stack.undo()
    assert long.article() == before


def _with_capitals(opened):
    finder = Finder(Wanted("hà nội", marks=True, case=False))
    article = opened.article()
    above = [Passage("headline", None, 0, article.headline)]
    found = finder.search([*above, *passages_of(article.blocks)])
    return [finder.replacement(found, number, "Hà Nội") for number in range(len(found))]


@pytest.mark.parametrize("headline", ["Hà Nội", "hà nội"])
def test_places_that_are_right_already_do_not_end_it(qapp, small, headline):
    said = ("Hà Nội, Hà Nội.", "Ở Hà Nội.", "Về hà nội, hà nội.", "Hà Nội")
    blocks = tuple(Paragraph(f"p{n}", runs_of(text)) for n, text in enumerate(said))
    opened = OpenArticle(tidy_article(new_article(headline=headline, blocks=blocks)), Look(), str)
    cursor = QTextCursor(opened.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(", hết.")
    typed, work = opened.article(), Replaced(opened)
    work.replacer.replace(opened, Plan(_with_capitals(opened)), "replace-all")
    work.replacer.settle()
    after = opened.article()
    assert after.headline == "Hà Nội"
    assert [plain(block.runs) for block in after.blocks][2:] == ["Về Hà Nội, Hà Nội.", "Hà Nội, hết."]
    assert work.counts == [2 + (headline != "Hà Nội")]
    opened.history.stack.undo()
    assert opened.article() == typed


def test_what_cannot_be_taken_back_is_told_as_done(qapp, small, long):
    work = Replaced(long)
    work.begin("cá", "tôm")
    QTextCursor(long.fields["headline"]).insertText("Tít")
    work.replacer.cancel()
    done = sum(plain(block.runs).count("tôm") for block in long.article().blocks)
    assert done
    assert work.counts == [done]


@settings(max_examples=60, suppress_health_check=SHARED)
@given(articles(), st.sampled_from("aeinou"), st.sampled_from(["", "x", "Hạ Long", "ấ"]))
def test_every_text_of_the_body_is_replaced_and_taken_back(qapp, small, article, sought, by):
    article = tidy_article(structs.replace(article, blocks=(*article.blocks, *PHOTOS)))
    opened = OpenArticle(article, Look(), str)
    before = opened.article()
    passages, work = list(passages_of(before.blocks)), Replaced(opened)
    count = work.begin(sought, by)
    work.replacer.settle()
    assert work.counts == [count]
    after = opened.article()
    assert tidy_article(structs.replace(after, blocks=read(opened.body))) == after
    said = [passage.text.replace(sought, by) for passage in passages]
    assert ["".join(one.text.split()) for one in passages_of(after.blocks)] == [
        "".join(one.split()) for one in said
    ]
    while opened.history.stack.can_undo:
        opened.history.stack.undo()
    assert opened.article() == before


def test_typing_in_the_caption_of_a_gallery_photo_is_one_step_until_something_else_is(qapp):
    opened = OpenArticle(tidy_article(new_article(blocks=PHOTOS)), Look(), str)
    before = opened.article()
    said = plain(CAPTION)
    for more in ("x", "xy", "xyz"):
        opened.say_of_photo("photo-two", "caption", said + more)
    typed = opened.article()
    assert typed.blocks[1].photos[0].caption == (*CAPTION[:2], Run(f"{CAPTION[2].text}xyz"))
    opened.change_photo("photo-one", credit="Khác")
    opened.say_of_photo("photo-two", "caption", said)
    stack = opened.history.stack
    for state in (3, 2, 1):
        assert stack.can_undo, state
        stack.undo()
        if state == 2:
            assert opened.article() == typed
    assert opened.article() == before
    assert not stack.can_undo


@given(st.lists(st.tuples(letters, st.sampled_from([(), ("bold",), ("italic",)])), max_size=3), letters)
def test_other_words_keep_the_marks_of_what_stays(parts, new):
    text = tidy(Run(part, marks) for part, marks in parts)
    done = rewritten(text, clean(new))
    assert plain(done) == clean(new)
    assert rewritten(text, plain(text)) == text
