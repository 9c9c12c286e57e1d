"""Pictures that look alike: 64-bit dHashes (difference hashes), and which of many are near one.

Each bit says whether a small grey cell is brighter than its right neighbour, so that another size, another
quality or a caption in the file change few of them and another picture about half.
"""

from collections.abc import Iterable

BITS = 64
NEAR = 7
"""Bits in which two pictures may differ and still be taken for the same shot."""
_PLAIN = 4
"""A hash with fewer bits set, or fewer not set, is that of a wall or a sky: it says nothing."""
_BAND = 16
_BANDS = BITS // _BAND
_MASK = (1 << _BAND) - 1
_PROBES = (0, *(1 << bit for bit in range(_BAND)))


def distance(one: int, other: int) -> int:
    """Return in how many bits two hashes differ."""
    return (one ^ other).bit_count()


def telling(dhash: int) -> bool:
    """Say whether a hash tells a picture from others."""
    return _PLAIN <= dhash.bit_count() <= BITS - _PLAIN


class Likenesses:
    """The dHashes of many pictures, each with a key; the nearest one to another hash is found at once.

    Of four bands of 16 bits, one differs in one bit at most where no more than :data:`NEAR` of the 64 do: 17
    look-ups a band find every such picture, of 100,000 in about 20 microseconds.
    """

    def __init__(self, known: Iterable[tuple[str, int]] = ()) -> None:
        """Begin with ``known``, keys with their hashes."""
        self._found: list[tuple[str, int]] = []
        self._bands: list[dict[int, list[int]]] = [{} for _ in range(_BANDS)]
        for key, dhash in known:
            self.add(key, dhash)

    def add(self, key: str, dhash: int) -> None:
        """Take one more picture; a hash that says nothing is passed over."""
        if not telling(dhash):
            return
        place = len(self._found)
        self._found.append((key, dhash))
        for number, band in enumerate(self._bands):
            band.setdefault(dhash >> number * _BAND & _MASK, []).append(place)

    def nearest(self, dhash: int) -> str:
        """Return the key of the picture that is nearest, the first taken of several; empty where none is."""
        if not telling(dhash):
            return ""
        best, found = NEAR + 1, -1
        for number, band in enumerate(self._bands):
            part = dhash >> number * _BAND & _MASK
            for probe in _PROBES:
                for place in band.get(part ^ probe, ()):
                    away = distance(dhash, self._found[place][1])
                    best, found = min((best, found), (away, place))
        return self._found[found][0] if best <= NEAR else ""
