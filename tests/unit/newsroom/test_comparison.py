"""Two versions read as one text, and pairs of blocks where ids cannot tell."""

from hypothesis import given
from msgspec import structs

from morat.newsroom.article import Article, Author, tidy_article
from morat.newsroom.blocks import Block, Paragraph, Photo, new_id
from morat.newsroom.changes import changes
from morat.newsroom.comparison import Passage, Piece, compared, fold
from morat.newsroom.inline import runs_of
from morat.newsroom.pairing import with_ids_of
from tests.helpers.strategies import articles
from tests.unit.newsroom.test_changes import edited_pairs


def article(*blocks: Block, **fields: object) -> Article:
    return tidy_article(structs.replace(Article(id="a1"), blocks=blocks, **fields))


def paragraph(name: str, text: str) -> Paragraph:
    return Paragraph(name, runs_of(text))


def seen(passages: list[Passage]) -> list[tuple[str | None, str, str]]:
    return [(one.owner, one.field, one.state) for one in passages if not one.is_same]


def test_what_went_stands_where_it_stood() -> None:
    old = article(paragraph("a", "một"), paragraph("b", "hai"), paragraph("c", "ba"), headline="Tít")
    new = article(paragraph("a", "một"), paragraph("d", "mới"), paragraph("c", "ba ba"), headline="Tít")
    passages = compared(old, new)
    assert [one.owner for one in passages] == [None, "a", "b", "d", "c"]
    assert seen(passages) == [("b", "body", "removed"), ("d", "body", "added"), ("c", "body", "changed")]


def test_values_and_other_fields_are_told_alone() -> None:
    old = article(Photo("p", photo="1" * 64, caption=runs_of("Chú thích")), authors=(Author("An"),))
    new = article(Photo("p", photo="2" * 64, caption=runs_of("Chú thích")), authors=(Author("Bình"),))
    passages = compared(old, new)
    assert seen(passages) == [(None, "authors", "changed"), ("p", "photo", "changed")]
    assert next(one.pieces for one in passages if one.is_value) == (Piece("replace", "An", "Bình"),)


@given(edited_pairs())
def test_each_side_can_be_read_off(pair: tuple[Article, Article]) -> None:
    old, new = pair
    passages = compared(old, new)
    assert all(one.is_same for one in passages) == (not changes(old, new))
    assert [one.owner for one in passages if one.state != "removed"] == [
        one.owner for one in passages if one.owner is None or one.state != "removed"
    ]
    for passage in passages:
        if passage.field == "headline" and passage.owner is None:
            assert "".join(piece.old for piece in passage.pieces) == old.headline
            assert "".join(piece.new for piece in passage.pieces) == new.headline


def test_a_long_unchanged_stretch_is_folded() -> None:
    text = " ".join(f"c{n}" for n in range(30))
    assert fold(text, 3, 2) == ("c0 c1 c2", 25, "c28 c29")
    assert fold(text, 0, 2) == ("", 28, "c28 c29")
    assert fold(f" {text} ", 2, 0)[:2] == (" c0 c1", 28)
    assert fold("c0 c1 c2 c3", 2, 2) == ("c0 c1 c2 c3", 0, "")


def test_blocks_of_two_files_are_paired_by_their_words() -> None:
    old = article(
        paragraph("a", "Sáng nay chợ họp lại"), paragraph("b", "Bà con rất vui"), paragraph("c", "Hết")
    )
    new = article(
        paragraph("x", "Sáng nay chợ họp lại"),
        paragraph("y", "Một đoạn hoàn toàn khác hẳn"),
        paragraph("z", "Bà con rất rất vui"),
        paragraph("w", "Hết"),
    )
    assert [block.id for block in with_ids_of(old, new).blocks] == ["a", "y", "b", "c"]


@given(articles())
def test_a_piece_with_other_ids_is_paired_whole(old: Article) -> None:
    new = structs.replace(old, blocks=tuple(structs.replace(one, id=new_id()) for one in old.blocks))
    paired = with_ids_of(old, new)
    assert [type(one) for one in paired.blocks] == [type(one) for one in old.blocks]
    assert len({one.id for one in paired.blocks}) == len(old.blocks)


def test_ids_that_both_have_are_kept() -> None:
    old = article(paragraph("a", "một hai ba"), paragraph("b", "bốn"))
    new = article(paragraph("b", "một hai ba"), paragraph("c", "bốn"))
    assert [block.id for block in with_ids_of(old, new).blocks] == ["b", "c"]
