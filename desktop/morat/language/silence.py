"""Places where no rule speaks: addresses, names of files and variables, numbers of documents."""

import re
from collections.abc import Iterator

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


def silent_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every place of ``text`` that is always left alone."""
    return (match.span() for match in _SILENT.finditer(text))
