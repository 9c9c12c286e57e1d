"""Hypothesis strategies for articles: everything the model can hold, in its normal form."""

from hypothesis import strategies as st

from morat.newsroom.article import GENRES, ROLES, STATUSES, Article, Author, Dateline, Series, tidy_article
from morat.newsroom.blocks import (
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
    Unknown,
    new_id,
)
from morat.newsroom.inline import MARKS, Run

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
letters = st.text(
    alphabet=st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,;:!?–…“”\"'()-"), max_size=40
)
any_text = st.text(max_size=40)
lines = st.one_of(letters, any_text)
links = st.one_of(
    st.none(), st.sampled_from(("https://vi.wikipedia.org/wiki/Uông_Bí", "mailto:toasoan@example.vn"))
)
runs = st.lists(
    st.builds(
        Run,
        text=lines,
        marks=st.lists(st.sampled_from(MARKS), max_size=3, unique=True).map(tuple),
        link=links,
    ),
    max_size=5,
).map(tuple)
hashes = st.one_of(st.none(), st.text(alphabet="0123456789abcdef", min_size=64, max_size=64))
extras = st.sampled_from(("", '{"from":"2.0","list":[1,{"a":null}]}'))


def ids() -> st.SearchStrategy[str]:
    """Fresh block ids; their randomness is not hypothesis's, so no example depends on one."""
    return st.builds(new_id)


photos = st.builds(
    Photo,
    id=ids(),
    photo=hashes,
    caption=runs,
    credit=lines,
    alt=lines,
    size=st.sampled_from(("half", "full", "wide")),
    edit=st.sampled_from((None, '{"crop":[0,0,10,10]}')),
    extra=extras,
)
plain_blocks = st.one_of(
    st.builds(Paragraph, id=ids(), runs=runs, extra=extras),
    st.builds(Subhead, id=ids(), level=st.sampled_from((2, 3)), runs=runs),
    st.builds(Quote, id=ids(), runs=runs, attribution=lines),
    st.builds(Pullquote, id=ids(), runs=runs),
    st.builds(
        ListBlock, id=ids(), ordered=st.booleans(), items=st.lists(runs, min_size=1, max_size=4).map(tuple)
    ),
    photos,
)
other_blocks = st.one_of(
    st.builds(
        Table,
        id=ids(),
        header=st.booleans(),
        rows=st.lists(st.lists(runs, min_size=2, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Embed, id=ids(), url=st.just("https://example.vn/video"), caption=lines),
    st.builds(Gallery, id=ids(), photos=st.lists(photos, max_size=2).map(tuple), caption=runs),
    st.builds(
        Box,
        id=ids(),
        kind=st.sampled_from(("info", "editor-note")),
        title=lines,
        blocks=st.lists(plain_blocks, max_size=2).map(tuple),
    ),
    st.builds(Unknown, id=ids(), kind=st.just("poll"), extra=st.just('{"options":["a","b"],"votes":3}')),
)
authors = st.builds(
    Author, name=letters.filter(str.strip), pen_name=letters, role=st.sampled_from(ROLES), extra=extras
)


all_blocks = st.one_of(plain_blocks, other_blocks)


def articles(*, blocks: st.SearchStrategy = all_blocks) -> st.SearchStrategy[Article]:
    """Articles in their normal form with the given kinds of blocks."""
    return st.builds(
        Article,
        id=st.uuids().map(str),
        genre=st.sampled_from(GENRES),
        section=lines,
        kicker=lines,
        headline=lines,
        deck=lines,
        standfirst=lines,
        dateline=st.builds(Dateline, place=letters, date=st.sampled_from(("", "2026-11-23"))),
        authors=st.lists(authors, max_size=3).map(tuple),
        source=lines,
        tags=st.lists(letters, max_size=3).map(tuple),
        series=st.one_of(st.none(), st.builds(Series, name=letters, part=st.just(1), of=st.just(3))),
        note=lines,
        status=st.sampled_from(STATUSES),
        blocks=st.lists(blocks, max_size=6).map(tuple),
        extra=extras,
    ).map(tidy_article)
