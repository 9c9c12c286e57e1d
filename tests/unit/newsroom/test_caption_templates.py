"""A template over photos: fields, variables, codes, and what is left open."""

from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom.caption_templates import Line, Template, apply
from morat.newsroom.codes import Entry, codes_of
from morat.newsroom.photo_edits import APPEND, FIELDS, FILL, HOWS, PREPEND, REPLACE, Change, text_of
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.variables import fields_read
from tests.helpers.strategies import lines

CODES = codes_of([Entry("hanh", ("bà Trần Thị Hạnh", "Trần Thị Hạnh")), Entry("hop", ("họp {buổi} {ngày}",))])
A = PhotoFacts(sha256="a" * 64, caption="Cũ.", creator="Đào", taken="2026-11-23T14:00:00")
B = PhotoFacts(sha256="b" * 64)
CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(FIELDS),
        st.one_of(lines, st.sampled_from(["{tác giả}", "=hanh= {số}", "{Ai} {oops}", "{sự kiện} =x="])),
        st.sampled_from(HOWS),
    ),
    unique_by=lambda change: change.field,
)


def test_codes_then_variables_are_filled_in_photo_by_photo():
    done = apply([A, B], [Change("caption", "{số}/{tổng số}: =hanh= =hop=, {oops} =zz=")], CODES)
    assert [one.caption for one in done.facts] == [
        "1/2: bà Trần Thị Hạnh họp chiều 23/11/2026, {oops} =zz=",
        "2/2: bà Trần Thị Hạnh họp {buổi} {ngày}, {oops} =zz=",
    ]
    assert done[1:] == (("zz",), ("oops",), ("buổi", "ngày"))


def test_the_numbers_go_on_where_they_are_told_to():
    done = apply([A, B], [Change("headline", "{số}/{tổng số}")], first=8, total=20)
    assert [one.headline for one in done.facts] == ["8/20", "9/20"]


def test_a_field_that_another_reads_comes_first():
    changes = [Change("caption", "Ảnh của {tác giả}"), Change("creator", "Vi"), Change("credit", "{tác giả}")]
    (done,) = apply([A], changes).facts
    assert (done.caption, done.creator, done.credit) == ("Ảnh của Vi", "Vi", "Vi")


def test_fields_that_read_each_other_come_to_an_end():
    done = apply([A], [Change("creator", "{nguồn ảnh}"), Change("credit", "{tác giả}")])
    assert done.facts[0].credit


def test_ticked_lines_alone_count():
    template = Template("x", (Line("caption", "Mới", ticked=False), Line("credit", "Báo")))
    (done,) = apply([A], template.changes()).facts
    assert (done.caption, done.credit) == ("Cũ.", "Báo")


def test_what_a_picture_says_is_not_looked_through_again():
    facts = PhotoFacts(sha256="a" * 64, event="=hanh= {số}")
    assert apply([facts], [Change("caption", "{sự kiện}")], CODES).facts[0].caption == "=hanh= {số}"


@given(CHANGES)
def test_a_template_laid_over_twice_is_as_once(changes):
    replacing = [change._replace(how=REPLACE) for change in changes]
    told = {one.field for one in replacing}
    if any(fields_read(one.text) & (told | {one.field}) for one in replacing):
        # One that reads itself, or two that read each other, go round.
        replacing = [one for one in replacing if not fields_read(one.text)]
    once = apply([A, B], replacing, CODES)
    assert apply(once.facts, replacing, CODES).facts == once.facts


@given(lines, st.sampled_from([APPEND, PREPEND, FILL]))
def test_what_is_added_twice_by_mistake_is_said_once(text, how):
    once = apply([A], [Change("caption", text, how)])
    assert apply(once.facts, [Change("caption", text, how)]).facts == once.facts
    assert text_of(A, "caption") in once.facts[0].caption


@given(CHANGES)
def test_any_template_leaves_the_other_fields(changes):
    (done,) = apply([A], changes, CODES).facts
    assert done.sha256 == A.sha256
    for field in set(FIELDS) - {one.field for one in changes}:
        assert getattr(done, field) == getattr(A, field)
