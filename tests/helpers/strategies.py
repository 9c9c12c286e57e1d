"""Hypothesis strategies for articles: everything the model can hold, in its normal form."""

from collections.abc import Iterator
from datetime import UTC, datetime

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
    walk,
)
from morat.newsroom.changes import texts_of
from morat.newsroom.inline import MARKS, Run, Runs, plain, tidy
from morat.newsroom.review import (
    ADD,
    DELETE,
    INSERT,
    JOIN,
    REMOVE,
    SPLIT,
    STRETCHES,
    Comment,
    Reply,
    Review,
    Suggestion,
    new_mark,
    tidy_review,
)

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


FIRST, LAST = datetime(1990, 1, 1), datetime(2060, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
moments = st.datetimes(min_value=FIRST, max_value=LAST).map(
    lambda at: at.replace(tzinfo=UTC, microsecond=0).isoformat()
)
said = st.builds(dict, id=st.builds(new_mark), author=letters, at=st.one_of(st.just(""), moments))
filled = runs.map(tidy).filter(lambda some: bool(plain(some).strip()))


@st.composite
def reviews(draw: st.DrawFn, article: Article, *, whole_blocks: bool = True) -> Review:
    """What may be said of ``article``: comments, and suggestions that fit and do not touch each other.

    ``whole_blocks``: also such as add, remove, split and join paragraphs, each block in one of them at most.
    """
    comments: list[Comment] = []
    suggestions: list[Suggestion] = []
    owners = [(None, article), *((block.id, block) for block in walk(article.blocks))]
    for block, owner in owners:
        for field, text in texts_of(owner).items():
            if draw(st.booleans()):
                start, end = sorted(draw(st.tuples(*[st.integers(0, len(plain(text)))] * 2)))
                comments.append(_comment(draw, block, field, plain(text), start, end))
            if draw(st.booleans()):
                suggestions += _in_text(draw, block, field, text)
    if draw(st.booleans()):
        comments.append(Comment(text=draw(letters), **draw(said)))
    if whole_blocks:
        suggestions += [one for one in _of_blocks(draw, article.blocks) if not _parts_any(one, suggestions)]
    return tidy_review(Review(tuple(comments), tuple(suggestions)))


@st.composite
def reviewed(draw: st.DrawFn, **how: bool) -> tuple[Article, Review]:
    """A piece with what is said of it."""
    article = draw(articles())
    return article, draw(reviews(article, **how))


def _comment(draw: st.DrawFn, block: str | None, field: str, text: str, start: int, end: int) -> Comment:
    replies = st.lists(said.flatmap(lambda one: st.builds(Reply, text=letters, **_just(one))), max_size=2)
    return Comment(
        block=block,
        field=field,
        start=start,
        end=end,
        quoted=text[start:end],
        text=draw(letters),
        replies=tuple(draw(replies)),
        resolved=draw(st.booleans()),
        **draw(said),
    )


def _just(values: dict[str, str]) -> dict[str, st.SearchStrategy[str]]:
    return {name: st.just(value) for name, value in values.items()}


def _in_text(draw: st.DrawFn, block: str | None, field: str, text: Runs) -> Iterator[Suggestion]:
    bare = plain(text)
    cuts = draw(st.lists(st.integers(0, len(bare)), max_size=4, unique=True).map(sorted))
    for start, last in zip(cuts[::2], cuts[1::2], strict=False):
        kind = draw(st.sampled_from(STRETCHES))
        end = start if kind == INSERT else last
        inside = bare[start:end]
        if "\u2028" in inside or "\u2029" in inside:
            # No suggestion reaches over two items or cells.
            continue
        new = () if kind == DELETE else draw(filled)
        yield Suggestion(
            kind=kind, field=field, block=block, start=start, end=end, quoted=inside, runs=new, **draw(said)
        )


def _parts_any(one: Suggestion, others: list[Suggestion]) -> bool:
    """Say whether a block would be parted inside a stretch, or at an end of one, that would change."""
    same = (other for other in others if (other.block, other.field) == (one.block, one.field))
    return one.kind == SPLIT and any(other.start <= one.start <= other.end for other in same)


def _of_blocks(draw: st.DrawFn, blocks: tuple) -> Iterator[Suggestion]:
    left = list(blocks)
    while left:
        block = left.pop(0)
        kind = draw(st.sampled_from((None, None, ADD, REMOVE, SPLIT, JOIN)))
        if kind == ADD:
            new = Paragraph(new_id(), draw(filled))
            yield Suggestion(kind=ADD, block=block.id, blocks=(new,), **draw(said))
        elif kind == REMOVE:
            yield Suggestion(kind=REMOVE, block=block.id, **draw(said))
        elif kind == SPLIT and isinstance(block, Paragraph):
            at = draw(st.integers(0, len(plain(block.runs))))
            yield Suggestion(
                kind=SPLIT, block=block.id, start=at, end=at, blocks=(Paragraph(new_id()),), **draw(said)
            )
        elif kind == JOIN and isinstance(block, Paragraph) and isinstance(next(iter(left), None), Paragraph):
            yield Suggestion(kind=JOIN, block=block.id, **draw(said))
            left.pop(0)
