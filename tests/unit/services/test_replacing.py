"""Words replaced everywhere in an open piece, on the page and in what is said of photos beside it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from msgspec import structs

from morat.newsroom.article import new_article, tidy_article
from morat.newsroom.blocks import Gallery, Photo
from morat.newsroom.edits import rewritten
from morat.newsroom.find import Finder, Wanted, passages_of
from morat.newsroom.inline import Run, plain, runs_of, tidy
from morat.newsroom.text import clean
from morat.services.document.look import Look
from morat.services.document.read import read
from morat.services.open_article import OpenArticle
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


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles(), st.sampled_from("aeinou"), st.sampled_from(["", "x", "Hạ Long", "ấ"]))
def test_every_text_of_the_body_is_replaced_and_taken_back(qapp, article, sought, by):
    article = tidy_article(structs.replace(article, blocks=(*article.blocks, *PHOTOS)))
    opened = OpenArticle(article, Look(), str)
    before = opened.article()
    finder = Finder(Wanted(sought, marks=True, case=True))
    passages = list(passages_of(before.blocks))
    found = finder.search(passages)
    edits = [finder.replacement(found, number, by) for number in range(len(found))]
    assert opened.replace(edits, "replace-all") == len(edits)
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
