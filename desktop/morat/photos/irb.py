"""Photoshop's resources, where JPEG and PNG keep IPTC-IIM, and the digest that says it is current."""

import hashlib
from typing import NamedTuple

IIM = 0x0404
DIGEST = 0x0425
_KINDS = (b"8BIM", b"AgHg", b"DCSR", b"MeSa", b"PHUT")


class Resource(NamedTuple):
    """One resource: its kind (``8BIM``), number, name (Pascal string with padding) and bytes."""

    kind: bytes
    number: int
    name: bytes
    data: bytes


def parse(blob: bytes) -> list[Resource]:
    """Return the resources in ``blob``; zeros after the last one are padding.

    Raises:
        ValueError: it is damaged.
    """
    found: list[Resource] = []
    at = 0
    while blob[at : at + 4] in _KINDS:
        length = blob[at + 6] + 1 if at + 6 < len(blob) else 1
        named = at + 6 + length + length % 2
        start = named + 4
        size = int.from_bytes(blob[named:start], "big")
        if start + size > len(blob):
            raise ValueError("a resource that is longer than its block")
        number = int.from_bytes(blob[at + 4 : at + 6], "big")
        found.append(Resource(blob[at : at + 4], number, blob[at + 6 : named], blob[start : start + size]))
        at = start + size + size % 2
    if blob[at:].strip(b"\0"):
        raise ValueError("bytes that are no resource")
    return found


def packed(resources: list[Resource]) -> bytes:
    """Return ``resources`` as one run of bytes."""
    parts: list[bytes] = []
    for kind, number, name, data in resources:
        head = kind + number.to_bytes(2, "big") + name + len(data).to_bytes(4, "big")
        parts.append(head + data + b"\0" * (len(data) % 2))
    return b"".join(parts)


def iim_of(resources: list[Resource]) -> bytes:
    """Return the IIM blocks among ``resources`` as one; there is seldom more than one."""
    return b"".join(one.data for one in resources if one.number == IIM)


def with_iim(resources: list[Resource], block: bytes) -> list[Resource]:
    """Return ``resources`` with ``block`` as their only IIM, and its digest; without a block both go."""
    fresh = [
        Resource(b"8BIM", number, b"\0\0", data)
        for number, data in ((IIM, block), (DIGEST, hashlib.md5(block, usedforsecurity=False).digest()))
        if block
    ]
    place = next((at for at, one in enumerate(resources) if one.number == IIM), len(resources))
    others = [one for one in resources[:place] if one.number != DIGEST]
    return [*others, *fresh, *(one for one in resources[place:] if one.number not in (IIM, DIGEST))]
