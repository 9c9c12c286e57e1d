"""RTF in, its text alone: for programs that put nothing else on the clipboard."""

import re
from typing import NamedTuple

from morat.newsroom.text import clean

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-f]{2})|\\([^a-z\r\n])|([{}])|[\r\n]+|\\?([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_UNSEEN = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl"),
        *("headerr", "footerl", "footerr", "themedata", "listtable", "listoverridetable", "generator"),
        *("fldinst", "xmlnstbl", "datastore", "latentstyles", "annotation", "rsidtbl"),
    )
)
_TEXTS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "sect": "\n",
    "page": "\n",
    "tab": "\t",
    "cell": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
_SIGNS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}


class _State(NamedTuple):
    """What holds in a group: whether it is seen, and how many letters stand in for one in Unicode."""

    seen: bool = True
    fallback: int = 1


def read_text(rtf: str) -> str:
    """Return the text of ``rtf``, a line for each paragraph; what is damaged is passed over."""
    return clean(_Reader().read(rtf))


class _Reader:
    """Walks over the tokens once."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._state = _State()
        self._outer: list[_State] = []
        self._skip = 0
        self._page = "cp1252"

    def read(self, rtf: str) -> str:
        for found in _TOKEN.finditer(rtf):
            word, number, code, sign, brace, text = found.groups()
            if word is not None:
                self._word(word.lower(), number)
            elif code is not None:
                self._put(bytes((int(code, 16),)).decode(self._page, "replace"))
            elif sign is not None:
                self._sign(sign)
            elif brace == "{":
                self._outer.append(self._state)
            elif brace == "}":
                self._state = self._outer.pop() if self._outer else _State()
            elif text is not None:
                for letter in text:
                    self._put(letter)
        # A letter beyond the first plane comes as two halves.
        return "".join(self._out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _word(self, word: str, number: str | None) -> None:
        if word in _UNSEEN:
            self._state = self._state._replace(seen=False)
        elif word in _TEXTS:
            self._put(_TEXTS[word])
        elif word == "u" and number is not None:
            self._skip = 0
            self._put(chr(int(number) % 0x10000))
            self._skip = self._state.fallback
        elif word == "uc" and number is not None:
            self._state = self._state._replace(fallback=min(max(int(number), 0), 9))
        elif word == "ansicpg" and number in ("1250", "1252", "1258"):
            self._page = f"cp{number}"

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = self._state._replace(seen=False)
        elif sign in _SIGNS:
            self._put(_SIGNS[sign])

    def _put(self, text: str) -> None:
        if self._skip:
            self._skip -= 1
        elif self._state.seen:
            self._out.append(text)
