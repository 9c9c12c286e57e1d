"""Places where no rule speaks (addresses, names of files, numbers of documents), or none of spelling."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from morat.assets import lexicon
from morat.language.letters import LOWER, UPPER, is_marked, is_syllable
from morat.language.remembering import remembered

_DOMAINS = "com|net|org|edu|gov|info|biz|io|ai|app|tv|mobi|vn|uk|us|jp|cn|fr|de|ru|kr|sg|th|la|kh|eu"
_SILENT = re.compile(
    r"""
      (?:https?|ftp)://\S+ | \bwww\.\S+                                             # addresses
    | \b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+                                 # e-mail
    | (?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,8}(?:"""
    + _DOMAINS
    + r""")(?![\w-])(?:/\S*)?                                                       # vnexpress.net/the-thao
    | [\#@]\w+                                                                      # hashtags, handles
    | &\#?\w{1,10};\w* | </?[a-z][^<>]{0,200}>                                         # left-over HTML
    | (?<!\S)[^\s\\_=]{0,200}[\\_=]\S*                                              # file_name, C:\dir, a=b
    | (?<![\w/-])\d{1,6}(?:/\d{1,4})*[-/][A-ZĐ]\w*(?:[-/][A-ZĐ]\w*)*                # 30-CT/TW, 30/2020/NĐ-CP
    """,
    re.VERBOSE | re.IGNORECASE,
)


@remembered
def silent_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every place of ``text`` that is always left alone."""
    return (match.span() for match in _SILENT.finditer(text))


def within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether one of ``spans``, which are in order and apart, holds all of ``start``..``end``."""
    at = bisect_right(spans, start, key=itemgetter(0)) - 1
    return at >= 0 and end <= spans[at][1]


_QUOTATION = re.compile('“[^“”]{1,2000}”|"[^"]{1,2000}"|«[^«»]{1,2000}»')


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every quotation of ``text``, with its marks."""
    return (match.span() for match in _QUOTATION.finditer(text))


_SMALL_WORD = re.compile("[A-Za-z]*[a-z][A-Za-z]*")


def foreign_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what is quoted and foreign: no Vietnamese letter, most words no syllables.

    The rules of Vietnamese have no say there; one word alone or an abbreviation (“TT- VH”) is not enough.
    """
    for start, end in quotations(text):
        quoted = text[start + 1 : end - 1]
        if not is_marked(quoted):
            words: list[str] = _SMALL_WORD.findall(quoted)
            if len(words) > 1 and 2 * sum(not is_syllable(word) for word in words) >= len(words):
                yield start + 1, end - 1


_CAPITALS = re.compile(f"(?<!\\w)[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]*(?!\\w))+")
_LONGEST_NAME = 4


def name_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every person's name of ``text``, two to four capitals after a surname.

    A person's spelling is the person's own: the rules of spelling leave it alone, the rules that
    compare names read it.
    """
    for match in _CAPITALS.finditer(text):
        start = match.start()
        parts = match[0].split(" ")
        while len(parts) > 1:
            size = 1
            if parts[0] in surnames():
                size = min(len(parts), _LONGEST_NAME)
                yield start, start + len(" ".join(parts[:size]))
            start += len(" ".join(parts[:size])) + 1
            parts = parts[size:]


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return the surnames of resources/lexicon/syllables.toml, with a capital each."""
    words = lexicon("syllables")
    return frozenset(words["surnames"].split())
