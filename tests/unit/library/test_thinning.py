"""Thinning: old pauses of typing go, whatever must stay reads back with its hash."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library.revisions import KINDS
from morat.library.store import Library
from morat.library.thinning import NEWEST, Thinning
from morat.newsroom.article import Article, new_article
from morat.newsroom.messages import UserError

BEGIN = datetime(2026, 1, 1, 8, tzinfo=UTC)


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def typed(library: Library, article: Article, moments: list[datetime], kind: str = "auto") -> list[str]:
    shas = []
    for number, moment in enumerate(moments):
        article = structs.replace(article, headline=f"{article.headline.split()[0]} {stamp(moment)} {number}")
        shas.append(library.articles.save(article, kind=kind, at=stamp(moment)).revision)
    return shas


def whole(library: Library, article: Article) -> list[str]:
    return [row.sha for row in library.revisions.of(article.id) if not row.thinned]


def work_on(library: Library, days: int, begin: datetime) -> None:
    """Save another piece once a day, so that days go by."""
    other = new_article(headline="khác")
    typed(library, other, [begin + timedelta(days=day) for day in range(days)])


def test_two_days_whole_a_month_hourly_then_daily(library: Library) -> None:
    old, month, fresh = (new_article(headline=name) for name in ("cũ", "tháng", "mới"))
    minutes = [BEGIN + timedelta(minutes=10 * n) for n in range(36)]
    typed(library, old, minutes)
    work_on(library, 30, BEGIN + timedelta(days=1))
    later = BEGIN + timedelta(days=31)
    typed(library, month, [moment + timedelta(days=31) for moment in minutes])
    work_on(library, 3, later + timedelta(days=1))
    typed(library, fresh, [moment + timedelta(days=36) for moment in minutes])
    assert library.thin() == (36 - NEWEST - 2) + (36 - NEWEST - 1 - 5)
    assert len(whole(library, fresh)) == 36
    # First, last of each hour (or of the day) before the newest ten, and these.
    assert len(whole(library, month)) == 1 + 5 + NEWEST
    assert len(whole(library, old)) == 1 + 1 + NEWEST
    assert library.thin() == 0
    assert library.check() == []


def test_a_version_with_a_name_stays_whole(library: Library) -> None:
    article = new_article(headline="bài")
    shas = typed(library, article, [BEGIN + timedelta(minutes=n) for n in range(30)])
    library.revisions.name(article.id, shas[7], "Bản gửi thư ký")
    work_on(library, 40, BEGIN + timedelta(days=1))
    library.thin()
    assert shas[7] in whole(library, article)
    assert shas[8] not in whole(library, article)


def test_what_was_thinned_out_says_so_and_still_tells_ancestry(library: Library) -> None:
    article = new_article(headline="bài")
    shas = typed(library, article, [BEGIN + timedelta(minutes=n) for n in range(30)])
    work_on(library, 40, BEGIN + timedelta(days=1))
    library.thin()
    gone = [sha for sha in shas if sha not in whole(library, article)]
    assert gone
    with pytest.raises(UserError) as raised:
        library.revisions.get(article.id, gone[0])
    assert raised.value.message.code == "revision-thinned"
    assert library.revisions.is_ancestor(article.id, gone[0], shas[-1])
    assert [row.sha for row in library.revisions.of(article.id)] == shas[::-1]


@pytest.mark.parametrize("years", [5, -5])
def test_a_clock_that_is_wrong_by_years_thins_nothing_out(library: Library, years: int) -> None:
    article = new_article(headline="bài")
    typed(library, article, [BEGIN + timedelta(minutes=n) for n in range(30)])
    jumped = BEGIN + timedelta(days=365 * years)
    typed(library, article, [jumped + timedelta(minutes=n) for n in range(30)])
    assert library.thin() == 0


def test_a_version_that_comes_again_has_its_text_again(library: Library) -> None:
    article = new_article(headline="bài")
    shas = typed(library, article, [BEGIN + timedelta(minutes=n) for n in range(30)])
    work_on(library, 40, BEGIN + timedelta(days=1))
    texts = {row.sha: library.revisions.get(article.id, row.sha) for row in library.revisions.of(article.id)}
    library.thin()
    gone = next(sha for sha in shas if sha not in whole(library, article))
    parent = next(row.parent for row in library.revisions.of(article.id) if row.sha == gone)
    again = library.articles.save(texts[gone], parent=parent)
    assert again.revision == gone
    assert library.revisions.get(article.id, gone) == texts[gone]
    assert library.check() == []


def test_a_piece_with_a_damaged_version_is_left_alone(library: Library) -> None:
    article = new_article(headline="bài")
    typed(library, article, [BEGIN + timedelta(minutes=n) for n in range(30)])
    work_on(library, 40, BEGIN + timedelta(days=1))
    with library._db.writing():
        library._db.run("update revisions set data = zeroblob(9) where n = 1")
    assert library.thin() == 0
    assert len(whole(library, article)) == 30


def test_it_stops_between_two_pieces(library: Library) -> None:
    for name in ("một", "hai"):
        typed(library, new_article(headline=name), [BEGIN + timedelta(minutes=n) for n in range(30)])
    work_on(library, 40, BEGIN + timedelta(days=1))

    def stop(done: int, _total: int) -> None:
        if done:
            raise UserError("cancelled")

    with pytest.raises(UserError):
        library.thin(stop)
    assert library.check() == []
    assert library.thin() > 0


versions = st.lists(
    st.tuples(
        st.sampled_from(("auto", "auto", "auto", "auto", *KINDS)),
        st.integers(min_value=-40_000, max_value=60_000),
        st.integers(min_value=0, max_value=60),
    ),
    min_size=12,
    max_size=60,
)


@given(versions)
@settings(max_examples=25)
def test_every_version_that_stays_reads_back(tmp_path_factory: pytest.TempPathFactory, made: list) -> None:
    folder = Path(tmp_path_factory.mktemp("kho"))
    with Library.open(folder) as library:
        article = new_article(headline="bài")
        moment, texts = BEGIN, {}
        for number, (kind, minutes, words) in enumerate(made):
            moment += timedelta(minutes=minutes)
            article = structs.replace(article, note="chữ " * words, headline=f"bài {number}")
            saved = library.articles.save(article, kind=kind, at=stamp(moment))
            texts[saved.revision] = article.headline
        before = library.revisions.of(article.id)
        work_on(library, 3, moment + timedelta(days=1))
        thinning = Thinning(library._db, library.revisions)
        ages = thinning.ages()
        gone = thinning.thin(article.id, ages)
        after = library.revisions.of(article.id)
        assert [row[:-1] for row in after] == [row[:-1] for row in before]
        assert sum(row.thinned for row in after) == gone
        for place, row in enumerate(after):
            stays = row.kind != "auto" or row.pinned or place < NEWEST or place == len(after) - 1
            assert not (stays and row.thinned)
            if not row.thinned:
                assert library.revisions.get(article.id, row.sha).headline == texts[row.sha]
        assert library.check() == []
