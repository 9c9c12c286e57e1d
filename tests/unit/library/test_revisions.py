"""Versions: joined by hashes, checked when read, small when little changed."""

import pytest
from msgspec import structs

from morat.library import deltas
from morat.library.store import Library
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.codec import to_bytes
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError


def typed(article: Article, number: int) -> Article:
    return structs.replace(
        article, blocks=(*article.blocks, Paragraph(f"p{number}", runs_of(f"Câu thứ {number}.")))
    )


def test_a_history_tells_who_made_what_after_what(library: Library) -> None:
    article = new_article(headline="Một")
    first = library.articles.save(article, author="An", device="may-1", at="2026-11-23T10:00:00.000+00:00")
    second = library.articles.save(structs.replace(article, headline="Hai"), kind="merged")
    newest, oldest = library.revisions.of(article.id)
    assert (newest.sha, newest.parent, newest.kind) == (second.revision, first.revision, "merged")
    assert (oldest.parent, oldest.kind, oldest.author, oldest.device) == (None, "auto", "An", "may-1")
    assert oldest.at == first.at


def test_ancestry_follows_parents_and_not_the_order_of_saving(library: Library) -> None:
    article = new_article(headline="gốc")
    root = library.articles.save(article).revision
    left = library.articles.save(structs.replace(article, headline="trái")).revision
    right = library.articles.save(structs.replace(article, headline="phải"), parent=root).revision
    leaf = library.articles.save(structs.replace(article, headline="lá")).revision

    def is_ancestor(older: str, newer: str) -> bool:
        return library.revisions.is_ancestor(article.id, older, newer)

    assert is_ancestor(root, leaf)
    assert is_ancestor(right, leaf)
    assert is_ancestor(leaf, leaf)
    assert not is_ancestor(left, leaf)
    assert not is_ancestor(leaf, root)


def test_the_same_text_after_the_same_parent_is_the_same_version(library: Library) -> None:
    article = new_article(headline="gốc")
    root = library.articles.save(article).revision
    one = library.articles.save(structs.replace(article, headline="một"))
    library.articles.save(structs.replace(article, headline="hai"), parent=root)
    again = library.articles.save(structs.replace(article, headline="một"), parent=root)
    assert again.revision == one.revision
    assert library.articles.get(article.id).revision == one.revision
    assert len(library.revisions.of(article.id)) == 3


def test_an_unchanged_text_may_grow_out_of_another_version(library: Library) -> None:
    article = new_article(headline="gốc")
    root = library.articles.save(article).revision
    changed = structs.replace(article, headline="mới")
    between = library.articles.save(structs.replace(article, headline="giữa")).revision
    library.articles.save(changed)
    merged = library.articles.save(changed, parent=root, kind="merged").revision
    assert library.articles.get(article.id).revision == merged
    assert library.revisions.of(article.id)[0].parent == root
    assert not library.revisions.is_ancestor(article.id, between, merged)


def test_unknown_versions_are_said_to_be_unknown(library: Library) -> None:
    article = new_article(headline="Một")
    library.articles.save(article)
    with pytest.raises(UserError) as raised:
        library.revisions.get(article.id, "0" * 64)
    assert raised.value.message.code == "revision-unknown"
    assert library.revisions.of("không có") == []


def test_versions_stay_one_step_from_a_keyframe_and_small(library: Library) -> None:
    article = new_article(
        blocks=tuple(Paragraph(f"d{n}", runs_of(f"Đoạn {n * 7919} " * 40)) for n in range(30))
    )
    for number in range(31):
        article = typed(article, number)
        library.articles.save(article)
    rows = library.articles._db.fetch("select n, base, length(data) from revisions order by n")
    keyframes = [n for n, base, _ in rows if base is None]
    assert [n for n, _, _ in rows].index(keyframes[1]) == 10
    assert len(keyframes) == 4
    assert all(base in keyframes for _, base, _ in rows if base is not None)
    between = [size for _, base, size in rows if base is not None]
    assert max(between) * 4 < len(to_bytes(article)) / 10


@pytest.mark.parametrize("planted", ["data = zeroblob(40)", "data = other", "parent = 'x'"])
def test_a_damaged_version_is_never_handed_out(library: Library, planted: str) -> None:
    article = new_article(headline="Một")
    sha = library.articles.save(article).revision
    library.articles.save(structs.replace(article, headline="Hai"))
    other = deltas.pack(to_bytes(structs.replace(article, headline="Khác")))
    with library.articles._db.writing():
        library.articles._db.run(
            f"with o (other) as (select ?) update revisions set {planted} from o where sha = ?", other, sha
        )
    with pytest.raises(UserError) as raised:
        library.revisions.get(article.id, sha)
    assert raised.value.message.code == "revision-damaged"
    assert "revision-damaged" in [message.code for message in library.check()]


def test_versions_after_a_damaged_keyframe_are_whole(library: Library) -> None:
    article = new_article(headline="Một")
    library.articles.save(article)
    with library.articles._db.writing():
        library.articles._db.run("update revisions set data = zeroblob(40)")
    after = structs.replace(article, headline="Hai")
    sha = library.articles.save(after).revision
    assert library.revisions.get(article.id, sha) == after


def long(words: int, name: str = "Chợ") -> Article:
    return Article(id="dài", headline=name, blocks=(Paragraph("p", runs_of("chữ " * words)),))


def test_a_save_that_shrinks_a_text_pins_the_version_before(library: Library) -> None:
    whole = library.articles.save(long(100)).revision
    assert library.articles.save(long(60)).shrunk is None
    assert library.articles.save(long(40)).shrunk == whole
    assert library.articles.save(long(30)).shrunk is None
    pinned = [row.sha for row in library.revisions.of("dài") if row.pinned]
    assert pinned == [whole]
    assert [row.words for row in library.revisions.of("dài")] == [31, 41, 61, 101]


def test_a_short_text_may_shrink(library: Library) -> None:
    library.articles.save(long(15))
    assert library.articles.save(long(0)).shrunk is None


def test_a_version_is_found_by_its_first_characters(library: Library) -> None:
    sha = library.articles.save(long(3)).revision
    assert library.revisions.find("dài", sha[:6]) == sha
    for given in (sha[:5], "", "g" * 8, "%" * 8):
        with pytest.raises(UserError) as raised:
            library.revisions.find("dài", given)
        assert raised.value.message.code == "revision-unknown"


def test_a_version_may_have_a_name(library: Library) -> None:
    sha = library.articles.save(long(3)).revision
    library.revisions.name("dài", sha, " Bản  một\n")
    assert [row.name for row in library.revisions.of("dài")] == ["Bản một"]
    library.revisions.name("dài", sha, "")
    assert [row.name for row in library.revisions.of("dài")] == [None]
    with pytest.raises(UserError) as raised:
        library.revisions.name("dài", "0" * 64, "x")
    assert raised.value.message.code == "revision-unknown"
