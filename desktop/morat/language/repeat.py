"""Words set twice in a row (VIETNAMESE, rule 11), but for those that Vietnamese doubles itself."""

import re
from collections.abc import Iterator
from functools import lru_cache

from morat.assets import lexicon
from morat.language.letters import word_before
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.messages import Message

_TWICE = re.compile("\\b(\\w++)(?:[ \u00a0]++\\1\\b)+", re.IGNORECASE)


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield doubled words: an error for a word that is never doubled (các các), else a warning."""
    found = list(_TWICE.finditer(text))
    for before, match, after in zip([None, *found], found, [*found[1:], None], strict=False):
        word = match[1].lower()
        if not word.isalpha() or _is_name(match[0]) or word in _words("doubled"):
            continue
        if _touch(text, before, match) or _touch(text, match, after):
            continue  # ra ra vào vào, chị chị em em
        if _word_left_of(text, match.start()) in _before(word):
            continue  # có thể | thể hiện
        severity = "error" if word in _words("never") else "warning"
        reason = Message("repeat-word", word=match[1])
        yield Mark(match.start(), match.end(), "repeat/word", severity, reason, (match[1],))


def _word_left_of(text: str, at: int) -> str:
    """Return the word that one space parts from ``at``, in lower case."""
    return word_before(text, at - 1).lower() if at and text[at - 1] == " " else ""


def _touch(text: str, one: re.Match[str] | None, other: re.Match[str] | None) -> bool:
    """Say whether no word lies between two doubled words: ra ra vào vào; ghi ghi, chép chép."""
    return one is not None and other is not None and not text[one.end() : other.start()].strip(" \u00a0,")


def _is_name(found: str) -> bool:
    """Say whether a later word has a capital of its own: Ly Ly, anh Anh; a line in capitals is none."""
    return any(word[0].isupper() for word in found.split()[1:]) and not (found.isupper() and len(found) > 3)


def _words(kind: str) -> frozenset[str]:
    """Return the syllables that are ``doubled`` by custom, or ``never``."""
    return _lexicon()[kind]


def _before(word: str) -> frozenset[str]:
    """Return the syllables after which ``word word`` belongs to two words."""
    return _lexicon().get(f"before {word}", frozenset())


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, frozenset[str]]:
    """Read resources/lexicon/reduplication.toml."""
    tables = lexicon("reduplication")
    lists = {kind: frozenset(" ".join(tables[kind].values()).split()) for kind in ("doubled", "never")}
    return lists | {f"before {word}": frozenset(words.split()) for word, words in tables["before"]["pairs"]}
