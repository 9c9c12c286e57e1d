"""Near pictures are found among many, all of them and no others."""

from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom.likeness import BITS, NEAR, Likenesses, distance, telling

hashes = st.integers(0, 2**BITS - 1).filter(telling)


@given(st.lists(hashes, max_size=30), hashes, st.sets(st.integers(0, BITS - 1), max_size=NEAR + 3))
def test_the_nearest_is_what_a_look_at_all_of_them_finds(known: list[int], dhash: int, flipped: set[int]):
    near = dhash
    for bit in flipped:
        near ^= 1 << bit
    known.append(near)
    found = Likenesses((str(place), one) for place, one in enumerate(known)).nearest(dhash)
    away = {str(place): distance(dhash, one) for place, one in enumerate(known) if telling(one)}
    close = {key: far for key, far in away.items() if far <= NEAR}
    assert found == min(close, key=lambda key: close[key], default="")


def test_what_says_nothing_is_like_nothing():
    assert not Likenesses([("tường", 0), ("trời", 1)]).nearest(0)
    assert not Likenesses([("a", 0xFF00FF00)]).nearest(1)
