"""Differences of two articles: exact both ways, by words, by block ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from morat.newsroom.article import Article, Author, tidy_article
from morat.newsroom.blocks import Block, Box, Gallery, ListBlock, Paragraph, Photo, Subhead, Table, walk
from morat.newsroom.changes import Place, applied, changes, inverse, of_block
from morat.newsroom.edits import edits
from morat.newsroom.inline import Run, plain, runs_of
from morat.newsroom.word_match import matches
from tests.helpers import strategies
from tests.helpers.strategies import articles


@st.composite
def edited_pairs(draw: st.DrawFn) -> tuple[Article, Article]:
    """Two articles that share many of their blocks, words and values."""
    old = draw(articles())
    other = draw(articles())
    pool: list[Block] = [*old.blocks, *other.blocks]
    kept = draw(st.lists(st.sampled_from(pool), unique_by=lambda one: one.id)) if pool else []
    blocks = [draw(mutations(block, other)) for block in kept]
    if blocks and draw(st.booleans()):
        blocks = [Box("hop", blocks=tuple(blocks[:2])), *blocks[2:]]
    fields = ("headline", "standfirst", "section", "authors", "status", "extra", "note")
    changed = draw(st.sets(st.sampled_from(fields)))
    values = {name: getattr(other, name) for name in changed}
    return old, tidy_article(structs.replace(old, **values, blocks=tuple(blocks)))


@st.composite
def mutations(draw: st.DrawFn, block: Block, other: Article) -> Block:
    match draw(st.sampled_from(("same", "type", "words", "field"))):
        case "type":
            return structs.replace(draw(strategies.all_blocks), id=block.id)
        case "words" if isinstance(block, Paragraph | Subhead):
            runs = list(block.runs) + list(draw(strategies.runs))
            return structs.replace(block, runs=tuple(draw(st.permutations(runs))))
        case "field" if isinstance(block, Photo):
            return structs.replace(block, photo=draw(strategies.hashes), caption=draw(strategies.runs))
        case _:
            return block


@given(edited_pairs())
def test_the_changes_lead_there_and_back(pair: tuple[Article, Article]) -> None:
    old, new = pair
    made = changes(old, new)
    assert applied(old, made) == new
    assert applied(new, inverse(made)) == old
    assert inverse(inverse(made)) == made
    assert bool(made) == (old != new)


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.sampled_from("abcdef"), max_size=60))
def test_matches_are_the_same_words_in_the_same_order(old: list[str], new: list[str]) -> None:
    at = at_new = 0
    for match in matches(old, new):
        assert match.size > 0
        assert (match.old, match.new) >= (at, at_new)
        assert match.old >= at
        assert match.new >= at_new
        assert old[match.old : match.old + match.size] == new[match.new : match.new + match.size]
        at, at_new = match.old + match.size, match.new + match.size


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(edit.op, plain(edit.old), plain(edit.new)) for edit in edits(runs_of(old), runs_of(new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Bà con vui.", "Bà con vui. Ai cũng vui.", [("insert", "", " Ai cũng vui.")]),
        ("Bà con vui.", "Sáng nay, Bà con vui.", [("insert", "", "Sáng nay, ")]),
        ("Bà con rất vui.", "Bà con vui.", [("delete", "rất ", "")]),
        ("Giá vàng tăng 2%.", "Giá vàng giảm 2%.", [("replace", "tăng", "giảm")]),
        ("xúc tích quá", "súc tích quá", [("replace", "xúc", "súc")]),
        ("hai  dấu cách", "hai dấu cách", [("delete", " ", "")]),
        ("", "Mới", [("insert", "", "Mới")]),
        ("Cũ", "", [("delete", "Cũ", "")]),
    ],
)
def test_words_with_their_punctuation(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(old, new) == expected


def test_a_rewritten_passage_is_not_held_together_by_little_words() -> None:
    old = "Lãnh đạo xã cho biết và nhấn mạnh vai trò người dân."
    new = "Chiều nay mưa lớn gây ngập và nhiều tuyến đường tê liệt hoàn toàn."
    assert len(told(old, new)) == 1


def test_other_marks_are_a_change_of_form() -> None:
    old = runs_of("Chợ phiên đông trở lại")
    new = (Run("Chợ "), Run("phiên đông", ("bold",)), Run(" trở lại"))
    (edit,) = edits(old, new)
    assert (edit.op, plain(edit.new)) == ("format", "phiên đông")


def article(*blocks: Block, **fields: object) -> Article:
    return tidy_article(structs.replace(Article(id="a1"), blocks=blocks, **fields))


def paragraph(name: str, text: str = "chữ") -> Paragraph:
    return Paragraph(name, runs_of(text))


def test_a_moved_block_is_one_move() -> None:
    old = article(*(paragraph(name, name) for name in "abcde"))
    new = article(*(paragraph(name, name) for name in "eabcd"))
    (move,) = changes(old, new).places
    assert (move.block, move.old, move.new) == ("e", Place(None, 4), Place(None, 0))
    assert not changes(old, new).texts


def test_a_paragraph_that_becomes_a_subhead_keeps_its_words() -> None:
    made = changes(article(paragraph("a", "Chợ họp lại")), article(Subhead("a", 2, runs_of("Chợ họp"))))
    (value,) = made.values
    assert value.field == "type"
    ((edit,),) = [one.edits for one in made.texts]
    assert (edit.op, plain(edit.old)) == ("delete", " lại")


def test_a_photo_that_is_replaced_keeps_its_caption() -> None:
    old = Photo("p", photo="1" * 64, caption=runs_of("Bà Lò Thị Mai."), credit="Ảnh: An")
    new = structs.replace(old, photo="2" * 64, credit="Ảnh: Bình")
    made = changes(article(old), article(new))
    assert [(one.field, one.old, one.new) for one in made.values] == [("photo", "1" * 64, "2" * 64)]
    assert [one.field for one in made.texts] == ["credit"]


def test_items_cells_and_nested_blocks_are_told_apart() -> None:
    old = article(
        ListBlock("l", items=(runs_of("một"), runs_of("hai"))),
        Table("t", rows=((runs_of("A"), runs_of("B")), (runs_of("1"), runs_of("2")))),
        Gallery("g", photos=(Photo("p", caption=runs_of("chú thích")),)),
        Box("b", blocks=(paragraph("x"),)),
    )
    new = article(
        ListBlock("l", items=(runs_of("một"), runs_of("hai"), runs_of("ba"))),
        Table("t", rows=((runs_of("A"), runs_of("C")), (runs_of("1"), runs_of("2")))),
        Gallery("g", photos=(Photo("p", caption=runs_of("chú thích mới")),)),
        Box("b", blocks=()),
        paragraph("x"),
    )
    made = changes(old, new)
    told_of = [(one.owner, plain(one.edits[0].old), plain(one.edits[0].new)) for one in made.texts]
    assert told_of == [("l", "", "\u2029ba"), ("t", "B", "C"), ("p", "", " mới")]
    assert [(one.block, one.new) for one in made.places] == [("x", Place(None, 4))]


def test_plain_values_change_whole() -> None:
    old = article(status="draft", authors=(Author("An"),))
    new = article(status="submitted", authors=(Author("An"), Author("Bình")))
    assert {one.field: one.new for one in changes(old, new).values} == {
        "status": "submitted",
        "authors": (Author("An"), Author("Bình")),
    }


def test_changes_of_another_article_are_refused() -> None:
    made = changes(article(paragraph("a", "một hai")), article(paragraph("a", "một ba")))
    with pytest.raises(ValueError, match="another"):
        applied(article(paragraph("a", "không phải")), made)


@given(edited_pairs())
def test_one_block_alone_goes_back_and_the_others_stay(pair: tuple[Article, Article]) -> None:
    old, now = pair
    made = inverse(changes(old, now))
    told = {one.owner for one in (*made.texts, *made.values)} | {one.block for one in made.places}
    here = {block.id: block for block in walk(now.blocks)}
    for block in told:
        alone = of_block(made, block)
        back = applied(now, alone)
        assert tidy_article(back) == back
        touched = {block, *(one.block for one in alone.places)}
        kept = {one.id: one for one in walk(back.blocks)}
        for name, one in here.items():
            if name not in touched and not isinstance(one, Box | Gallery):
                assert kept.get(name) == one


def test_a_paragraph_that_became_a_gallery_goes_back_with_the_photos_told() -> None:
    photo = Photo("p", None, ())
    old, now = article(paragraph("a", "một")), article(Gallery("a", (photo,), ()))
    made = inverse(changes(old, now))
    alone = of_block(made, "a")
    assert [one.block for one in alone.places] == ["p"]
    assert applied(now, alone) == old
    assert not of_block(inverse(changes(now, now)), "a")
