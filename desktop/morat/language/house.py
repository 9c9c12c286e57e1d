"""Words that the newsroom's own style prefers or bans.

They are words and phrases, not patterns: matched whole and in any case in one pass over the text, so
that no list a newsroom writes can hang the program, and none needs somebody who knows patterns.
"""

from collections.abc import Iterator
from functools import lru_cache

from morat.language.marks import Mark
from morat.language.phrases import Phrases, as_written
from morat.language.style import HouseWord, Style
from morat.newsroom.messages import Message


def check(text: str, style: Style) -> Iterator[Mark]:
    """Yield the words of ``text`` that the style avoids."""
    if not style.words:
        return
    for start, end, word in _listed(style.words).hits(text):
        if word is not None:
            yield _mark(start, end, text[start:end], word)


def _mark(start: int, end: int, found: str, word: HouseWord) -> Mark:
    if word.write:
        code = "house-word-why" if word.why else "house-word"
        reason = Message(code, word=found, write=word.write, why=word.why)
        return Mark(start, end, "term/house", word.level, reason, (as_written(word.write, found),))
    code = "house-banned-why" if word.why else "house-banned"
    return Mark(start, end, "term/banned", word.level, Message(code, word=found, why=word.why))


@lru_cache(maxsize=4)
def _listed(words: tuple[HouseWord, ...]) -> Phrases[HouseWord | None]:
    # What is to be written stands in the list too: "nhà báo" may be avoided and "nhà báo lão thành" right.
    right = [(word.write, None) for word in words if word.write]
    wrong = [(avoid, word) for word in words for avoid in word.avoid]
    return Phrases[HouseWord | None]([*right, *wrong])
