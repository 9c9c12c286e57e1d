"""What is ignored in a piece stays so until somebody wants to see it again, or the piece is gone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.ignoring import ONCE, PIECE, Ignored
from morat.newsroom.inline import runs_of
from morat.operations.proofing import ignore, proof_article
from tests.helpers.examples import SHARED

TEXT = st.text(max_size=12)
IGNORED = st.builds(Ignored, TEXT, TEXT, st.sampled_from([ONCE, PIECE]), TEXT, st.none() | TEXT, TEXT, TEXT)


@given(st.lists(IGNORED, max_size=6, unique=True))
@settings(suppress_health_check=SHARED, max_examples=25)
def test_what_is_ignored_reads_back_in_order(library: Library, some: list[Ignored]):
    piece = new_article().id
    for one in (*some, *some):
        library.ignored.add(piece, one)
    assert library.ignored.of(piece) == some
    assert library.ignored.of("another") == []
    for one in some[::2]:
        library.ignored.remove(piece, one)
    assert library.ignored.of(piece) == some[1::2]


def test_a_finding_of_a_piece_is_ignored_in_its_place(library: Library):
    text = "Nói về các các xã, rồi bàn về các các thôn."
    article = new_article(blocks=(Paragraph("p", runs_of(text)),))
    first, second = proof_article(article)
    one = ignore(library, article, second, ONCE)
    assert (one.scope, one.block, one.before[-3:]) == (ONCE, "p", "về ")
    assert proof_article(article, None, library.ignored.of(article.id)) == [first]
    ignore(library, article, first, PIECE)
    assert proof_article(article, None, library.ignored.of(article.id)) == []


def test_a_piece_that_is_gone_for_good_takes_it_along(library: Library):
    article = new_article(headline="Tít")
    library.articles.save(article)
    library.ignored.add(article.id, Ignored("repeat/word", "các các"))
    library.trash.put(article.id, at="2001-01-01T00:00:00.000+00:00")
    for day in range(1, 6):
        library.articles.save(new_article(headline="x"), at=f"2001-01-1{day}T00:00:00.000+00:00")
    assert library.trash.purge(at="2001-02-10T00:00:00.000+00:00").pieces == 1
    assert library.ignored.of(article.id) == []
