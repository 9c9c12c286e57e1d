"""Blocks in another order or grouping."""

from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom import rearranging
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo, Table, walk
from morat.newsroom.inline import runs_of
from tests.helpers.strategies import articles

P = [Paragraph(name, runs_of(name)) for name in "abc"]
PHOTOS = [Photo(f"ph{number}", f"{number:064x}", runs_of(f"Ảnh {number}")) for number in range(3)]


def ids(blocks):
    return [block.id for block in walk(blocks)]


@given(articles(), st.data())
def test_moving_loses_nothing_and_invents_nothing(piece, data):
    everything = ids(piece.blocks)
    if not everything:
        return
    block, target = data.draw(st.sampled_from(everything)), data.draw(st.sampled_from(everything))
    for moved in (
        rearranging.moved(piece.blocks, block, target, after=data.draw(st.booleans())),
        rearranging.shifted(piece.blocks, block, data.draw(st.sampled_from((-1, 1)))),
    ):
        assert sorted(ids(moved)) == sorted(everything)


def test_a_block_goes_up_and_down_and_out_of_its_box():
    blocks = (P[0], Box("box", blocks=(P[1], P[2])))
    assert ids(rearranging.shifted(blocks, "c", -1)) == ["a", "box", "c", "b"]
    assert rearranging.shifted(blocks, "b", -1) == (P[0], P[1], Box("box", blocks=(P[2],)))
    assert rearranging.shifted(blocks, "a", -1) == blocks


def test_a_box_stays_out_of_boxes():
    one, two = Box("one", blocks=(P[0],)), Box("two", blocks=(P[1],))
    assert rearranging.moved((one, two), "one", "b", after=True) == (two, one)


def test_photos_beside_each_other_become_a_gallery_with_one_caption():
    blocks, gallery = rearranging.gathered(tuple(PHOTOS), "ph1")
    assert blocks == (Gallery(gallery, (PHOTOS[0], PHOTOS[1]), PHOTOS[0].caption), PHOTOS[2])
    blocks, same = rearranging.gathered(blocks, "ph2")
    assert same == gallery
    assert blocks == (Gallery(gallery, tuple(PHOTOS), PHOTOS[0].caption),)
    out = rearranging.with_photos(blocks, gallery, (PHOTOS[2], PHOTOS[0]), (PHOTOS[1],))
    assert ids(out) == [gallery, "ph2", "ph0", "ph1"]
    assert rearranging.with_photos(blocks, gallery, (), ()) == ()


def test_rows_and_columns_come_and_go():
    table = Table("t", rows=((runs_of("1"), runs_of("2")),))
    wider = rearranging.with_column(rearranging.with_row(table, 0), 2)
    assert wider.rows == (((), (), ()), (runs_of("1"), runs_of("2"), ()))
    assert rearranging.without_column(rearranging.without_row(wider, 0), 2) == table
    assert rearranging.without_row(table, 0) is None
    assert rearranging.table_changed((table,), "t", lambda _: None) == ()
