"""Vietnamese character sets from before Unicode: TCVN3 (ABC), VNI, VISCII, Windows-1258.

Tables after TCVN 5712:1993, RFC 1456 (VISCII) and the VNI fonts for Windows. A byte without a
meaning raises ``ValueError`` (only Windows code pages have any); all results are NFC.
"""

import unicodedata

# From 0x80. Capitals with tones (first set) were seldom in fonts: most texts have them as small letters.
_TCVN3 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3_LOW = dict(zip((0x01, 0x02, 0x04, 0x05, 0x06, *range(0x11, 0x18)), "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
# Word put its own punctuation among the capitals; what a byte is, the letters beside it tell.
_WINDOWS_SIGNS = {
    0x85: "…",
    0x91: "‘",
    0x92: "’",
    0x93: "“",
    0x94: "”",
    0x95: "•",
    0x96: "–",
    0x97: "—",
}
_AFTER_WORDS = frozenset({0x85, 0x92, 0x94})
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# From 0x80.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
# VNI writes a letter and its marks in two bytes; these stand for a letter by themselves.
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
# Marks that follow a, e, i, o, u, y, ơ, ư.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
# Marks that follow a, e, o: circumflex or breve with a tone.
_VNI_SHAPES = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}


def tcvn3(data: bytes) -> str:
    """Decode TCVN3 (ABC), the set of the ``.VnTime`` fonts, with Word's quotation marks and dashes."""
    table = {**_TCVN3_LOW, **_from(0x80, _TCVN3)}
    signs = {place: _WINDOWS_SIGNS[data[place]] for place in range(len(data)) if _is_sign(data, place)}
    letters = [signs.get(place) or _letter(byte, table) for place, byte in enumerate(data)]
    return unicodedata.normalize("NFC", "".join(letters))


def _is_sign(data: bytes, place: int) -> bool:
    """Say whether the byte at ``place`` is punctuation: it does not stand among capitals."""
    byte = data[place]
    if byte not in _WINDOWS_SIGNS:
        return False
    after_capital = place > 0 and _is_capital(data[place - 1])
    before_capital = place + 1 < len(data) and _is_capital(data[place + 1])
    return not after_capital or (byte in _AFTER_WORDS and not before_capital)


def _is_capital(byte: int) -> bool:
    return 0x41 <= byte <= 0x5A or 0xA1 <= byte <= 0xA7


def viscii(data: bytes) -> str:
    """Decode VISCII (RFC 1456), which also uses six control characters for rare capitals."""
    return _by_table(data, {**_VISCII_LOW, **_from(0x80, _VISCII)})


def cp1258(data: bytes) -> str:
    """Decode Windows-1258, which writes tones as combining marks."""
    return unicodedata.normalize("NFC", data.decode("cp1258"))


def vni(data: bytes) -> str:
    """Decode VNI for Windows: a base letter and then a byte for its marks."""
    done: list[str] = []
    # cp1252 and not Latin-1: texts carry its typographic quotation marks.
    for char in data.decode("cp1252"):
        mark = _vni_mark(done[-1] if done else "", char.lower())
        if mark:
            done[-1] = unicodedata.normalize("NFC", done[-1] + mark)
        elif char.lower() in _VNI_ALONE:
            letter = _VNI_ALONE[char.lower()]
            done.append(letter.upper() if char.isupper() else letter)
        else:
            done.append(char)
    return "".join(done)


def _vni_mark(letter: str, sign: str) -> str:
    base = letter.lower()
    if base in ("a", "e", "o") and sign in _VNI_SHAPES and (base == "a" or "\u0306" not in _VNI_SHAPES[sign]):
        return _VNI_SHAPES[sign]
    if base in ("a", "e", "o", "u", "y", "ơ", "ư"):
        return _VNI_TONES.get(sign, "")
    return ""


def _by_table(data: bytes, table: dict[int, str]) -> str:
    return unicodedata.normalize("NFC", "".join(_letter(byte, table) for byte in data))


def _letter(byte: int, table: dict[int, str]) -> str:
    return table.get(byte) or chr(byte)


def _from(start: int, letters: str) -> dict[int, str]:
    return {start + place: letter for place, letter in enumerate(letters)}
