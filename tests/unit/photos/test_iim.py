"""Blocks that carry metadata are taken apart and put together again without a loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.photos import iim, irb, tiff

datasets = st.builds(iim.DataSet, st.integers(1, 9), st.integers(0, 255), st.binary(max_size=60))
names = st.binary(max_size=9).map(lambda name: bytes((len(name),)) + name + b"\0" * ((len(name) + 1) % 2))
resources = st.builds(irb.Resource, st.just(b"8BIM"), st.integers(0, 65_535), names, st.binary(max_size=50))


@given(st.lists(datasets))
def test_datasets_come_back(those: list[iim.DataSet]):
    assert iim.parse(iim.packed(those) + b"\0\0") == those


def test_a_long_dataset_comes_back():
    those = [iim.DataSet(2, 120, b"x" * 40_000), iim.DataSet(2, 5, b"y")]
    assert iim.parse(iim.packed(those)) == those


@given(st.lists(resources))
def test_resources_come_back(those: list[irb.Resource]):
    assert irb.parse(irb.packed(those) + b"\0") == those


@given(st.lists(resources), st.binary(min_size=1, max_size=30))
def test_a_block_has_one_digest_and_the_others_stay(those: list[irb.Resource], block: bytes):
    made = irb.with_iim(those, block)
    ours = (irb.IIM, irb.DIGEST)
    assert [one for one in made if one.number not in ours] == [one for one in those if one.number not in ours]
    assert [one.number for one in made if one.number in ours] == [irb.IIM, irb.DIGEST]
    assert irb.iim_of(made) == block


@pytest.mark.parametrize("bad", [b"\x1c\x02\x78\x00\x09abc", b"\x1c\x02", b"\x1c\x02\x05\x00\x01ab", b"abc"])
def test_a_damaged_block_is_said_to_be(bad: bytes):
    with pytest.raises(ValueError, match=r"dataset"):
        iim.parse(bad)


@pytest.mark.parametrize("bad", [b"8BIM\x04\x04\0\0\0\0\0\x09abc", b"8BIM", b"abc"])
def test_damaged_resources_are_said_to_be(bad: bytes):
    with pytest.raises(ValueError, match=r"resource"):
        irb.parse(bad)


texts = st.dictionaries(
    st.tuples(st.sampled_from((tiff.MAIN, tiff.PHOTO)), st.sampled_from((0x010E, 0x013B, 0x8298, 0x9003))),
    st.none() | st.binary(min_size=1, max_size=40),
)


@given(st.lists(texts, max_size=5))
def test_values_are_put_and_what_was_there_stays_where_it_was(
    steps: list[dict[tuple[int, int], bytes | None]],
):
    # A directory with an orientation, and a maker's note that counts from the start of the block.
    note = b"maker's note"
    block = bytearray(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0" + note)
    where = block.find(note)
    wanted: dict[tuple[int, int], bytes] = {}
    for step in steps:
        editing = tiff.Block(bytes(block))
        for directory in (tiff.MAIN, tiff.PHOTO):
            chosen = {tag: data for (home, tag), data in step.items() if home == directory}
            editing.put(
                directory,
                {tag: tiff.Value(tiff.ASCII, data) if data else None for tag, data in chosen.items()},
            )
        wanted = {key: data for key, data in (wanted | step).items() if data}
        block = editing.data
    reading = tiff.Block(bytes(block))
    for (directory, tag), data in wanted.items():
        assert reading.value(directory, tag) == data
    assert block[where : where + len(note)] == note
    assert reading.numbers(tiff.MAIN, 0x0112) == [6]


@given(st.binary(max_size=120))
def test_bytes_that_are_no_block_raise_a_value_error_or_nothing(data: bytes):
    for head in (b"", b"II*\0", b"MM\0*"):
        try:
            tiff.Block(head + data).put(tiff.MAIN, {0x010E: tiff.Value(tiff.ASCII, b"abcdef\0")})
        except ValueError:
            continue
