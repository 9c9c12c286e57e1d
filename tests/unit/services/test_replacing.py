"""Words replaced everywhere in an open piece, on the page and in what is said of photos beside it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from msgspec import structs

from morat.newsroom.article import tidy_article
from morat.newsroom.blocks import Gallery, Photo
from morat.newsroom.find import Finder, Wanted, passages_of
from morat.newsroom.inline import Run, runs_of
from morat.services.document.look import Look
from morat.services.document.read import read
from morat.services.open_article import OpenArticle
from tests.helpers.strategies import articles

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
