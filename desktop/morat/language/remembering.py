"""What was read of a text, remembered: a pause in 100,000 words reads the one paragraph that has changed."""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

TEXTS = 2048
"""Texts remembered by each function: a piece of 100,000 words has a thousand or two."""

Found = TypeVar("Found")
More = ParamSpec("More")


def remembered(
    read: Callable[Concatenate[str, More], Iterable[Found]],
) -> Callable[Concatenate[str, More], tuple[Found, ...]]:
    """Make a function that reads a text remember what it found there.

    For the families that compare the texts of a piece: what they compare depends on one text alone and
    is found once, the comparison is made at every pause. Further arguments must be hashable and are
    given by their place.
    """
    # The signature is that of ``read``; the cache knows no other than "anything hashable".
    plain = cast("Callable[..., Iterable[Found]]", read)

    @wraps(read)
    @lru_cache(maxsize=TEXTS)
    def found(*args: Hashable) -> tuple[Found, ...]:
        return tuple(plain(*args))

    return cast("Callable[Concatenate[str, More], tuple[Found, ...]]", found)
