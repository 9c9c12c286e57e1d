"""What is said of a piece in the order of its text, with the words it is about."""

from msgspec import structs

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Gallery, ListBlock, Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.remarks import COMMENT, DELETED, INSERTED, Reader, marks_of
from morat.newsroom.review import Comment, Review, Suggestion

ARTICLE = new_article(
    headline="Chợ phiên",
    standfirst="Sapo",
    blocks=(
        Paragraph("a", runs_of("Một hai.")),
        ListBlock("l", items=(runs_of("ba"), runs_of("bốn"))),
        Gallery("g", photos=(Photo("g1", caption=runs_of("năm")),)),
    ),
)


def comment(name, block, field="body", start=0, end=3):
    return Comment(id=name, block=block, field=field, start=start, end=end)


def test_they_come_in_the_order_of_the_text():
    review = Review(
        (
            comment("lost", "gone"),
            comment("photo", "g1", "caption"),
            comment("second", "a", start=4, end=7),
            comment("first", "a"),
            comment("sapo", None, "standfirst"),
            comment("title", None, "headline"),
            comment("whole", None, ""),
        ),
        (Suggestion(id="between", kind="insert", block="a", start=3, end=3, runs=runs_of("!")),),
    )
    found = Reader().remarks(ARTICLE, review)
    order = ["whole", "title", "sapo", "first", "between", "second", "photo", "lost"]
    assert [one.said.id for one in found] == order
    assert [one.text for one in found] == ["", "Chợ", "Sap", "Một", "t", "hai", "", ""]
    # A photo of a gallery is shown where the gallery is.
    assert found[6].block == "g"


def test_words_are_marked_item_by_item_and_what_is_settled_is_not():
    text = "ba\u2029bốn"
    review = Review(
        (comment("c", "l", end=6), structs.replace(comment("done", "a"), resolved=True)),
        (
            Suggestion(id="d", kind="delete", block="l", start=0, end=2, quoted="ba"),
            Suggestion(id="i", kind="insert", block="a", start=0, end=0, runs=runs_of("x")),
            Suggestion(id="r", kind="remove", block="a"),
            Suggestion(id="unfit", kind="delete", block="a", start=0, end=3, quoted="Hai"),
            Suggestion(id="gone", kind="remove", block="x"),
        ),
    )
    remarks = Reader().remarks(ARTICLE, review)
    marks = {
        (one.remark, one.start, one.end, one.text, one.kind) for each in remarks for one in marks_of(each)
    }
    assert marks == {
        ("c", 0, 2, text[:2], COMMENT),
        ("c", 3, 6, text[3:], COMMENT),
        ("d", 0, 2, "ba", DELETED),
        ("i", 0, 1, "M", INSERTED),
        ("r", 0, 8, "Một hai.", DELETED),
    }
    assert {one.said.id for one in remarks if not one.fits} == {"unfit", "gone"}


def test_a_text_that_has_changed_is_read_anew():
    reader = Reader()
    review = Review((comment("c", "a"),))
    assert reader.remarks(ARTICLE, review)[0].text == "Một"
    now = structs.replace(ARTICLE, blocks=(Paragraph("a", runs_of("Năm hai.")), *ARTICLE.blocks[1:]))
    assert reader.remarks(now, review)[0].text == "Năm"
