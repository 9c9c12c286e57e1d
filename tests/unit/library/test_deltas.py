import random
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from morat.library.deltas import DamagedError, pack, unpack

long_enough = st.binary(max_size=200).map(lambda data: data * 100)


@given(start=long_enough, middle=st.binary(max_size=300), end=long_enough, other=st.binary(max_size=300))
def test_what_is_packed_comes_back(start: bytes, middle: bytes, end: bytes, other: bytes) -> None:
    for base in (b"", start + other + end, start, end + start, start + middle + end):
        assert unpack(pack(start + middle + end, base), base) == start + middle + end


@given(packed=st.binary(max_size=60), base=st.binary(max_size=60))
def test_anything_else_is_damaged_or_at_least_ends(packed: bytes, base: bytes) -> None:
    with suppress(DamagedError):
        unpack(packed, base)


def test_a_change_in_a_long_text_costs_little() -> None:
    base = random.Random(1).randbytes(200_000)
    assert len(pack(base[:100_000] + b"moi" + base[100_000:], base)) < 50
