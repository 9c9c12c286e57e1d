"""Character sets of IPTC-IIM strings, and their lengths in bytes.

Rule (PHOTO-METADATA): what dataset 1:90 declares, else strict UTF-8, else cp1252. Written is
always UTF-8.
"""

UTF8 = b"\x1b%G"
"""What dataset 1:90 holds where the strings of the block are UTF-8 (ISO 2022)."""

_LATIN1 = (b"\x1b.A", b"\x1b-A")


def decode(data: bytes, declared: bytes = b"") -> str:
    """Return the text of an IIM or EXIF string; ``declared`` is the value of dataset 1:90.

    A block that declares UTF-8 and holds something else is read as cp1252, the set of the
    programs that forgot to declare theirs. cp1252 also reads declared Latin-1: it has all of it.
    """
    data = data.split(b"\x00", 1)[0]
    if declared not in _LATIN1:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", "replace")


def cut(text: str, limit: int) -> str:
    """Return as much of ``text`` as fits into ``limit`` bytes of UTF-8, cut between characters."""
    return text.encode("utf-8")[:limit].decode("utf-8", "ignore")
