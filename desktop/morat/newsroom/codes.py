"""Code replacement: ``=ctth=`` becomes a title and a full name, ``=ctth#2=`` its second column.

The rules are Photo Mechanic's, so that its files can be used: UTF-8 text, a code a line, tab-separated
from one or more replacements; what begins with // or # is a remark. A code stands between two delimiters
and is found in any case, with or without marks. An unknown one stays as it was typed, and is told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from morat.newsroom.text import clean, clean_line, fold

DELIMITER = "="
_CODE = r"[^\W_](?:[\w.-]{0,30}[\w])?"
_REMARKS = ("//", "#")
_WORDS = re.compile(r"\w+")


class Entry(NamedTuple):
    """A code and its replacements, column by column; there is at least one."""

    code: str
    texts: tuple[str, ...]


class Codes(NamedTuple):
    """Codes by their folded name, in the order they were given, and the sign they stand between.

    ``people`` are the names of the register, with or without a code.
    """

    entries: Mapping[str, Entry]
    delimiter: str = DELIMITER
    people: tuple[str, ...] = ()

    def find(self, code: str, column: int = 1) -> str | None:
        """Return the replacement in ``column`` (from 1), None where there is none or an empty one."""
        entry = self.entries.get(fold(code))
        return (entry.texts[column - 1] or None) if entry and 0 < column <= len(entry.texts) else None

    def people_in(self, text: str) -> list[str]:
        """Return who of the register is named in ``text``, in the order of the text.

        Names are found as they are spelled, whole and with two words at least: An is also a word.
        """
        places = (
            (found.start(), -len(name), name)
            for name in self.people
            if " " in name and name in text
            for found in re.finditer(re.escape(name), text)
        )
        named: dict[str, None] = {}
        end = 0
        # At one place the longest name counts: Lê Văn Tám is no Lê Văn.
        for at, _, person in sorted(places):
            if at >= end and _stands_alone(text, at, len(person)):
                named[person] = None
                end = at + len(person)
        return list(named)

    def matching(self, typed: str, limit: int) -> list[Entry]:
        """Return up to ``limit`` entries: codes that begin with ``typed``, then texts with such a word.

        ``nguyen`` finds ``=nva=`` for Nguyễn Văn An.
        """
        wanted = fold(typed)
        begin = [entry for name, entry in self.entries.items() if name.startswith(wanted)]
        if len(begin) < limit and len(wanted) > 1:
            begin += [one for one in self.entries.values() if one not in begin and _has_word(one, wanted)]
        return sorted(begin[:limit], key=lambda one: fold(one.code) != wanted)


class Typed(NamedTuple):
    """A code at the caret: ``length`` is how many characters before the caret it takes, delimiters too."""

    code: str
    column: int
    length: int


class Expanded(NamedTuple):
    """A text with its codes replaced, and the codes that nobody knows, which still stand in it."""

    text: str
    unknown: tuple[str, ...]


class Read(NamedTuple):
    """What a file of codes holds; ``wrong`` are the numbers (from 1) of lines that are no code."""

    entries: tuple[Entry, ...]
    wrong: tuple[int, ...]


NO_CODES = Codes({})


def codes_of(*sources: Iterable[Entry], delimiter: str = DELIMITER, people: Iterable[str] = ()) -> Codes:
    """Return the codes of several sources; of two with the same name the first counts."""
    entries: dict[str, Entry] = {}
    for source in sources:
        for entry in source:
            if is_code(entry.code) and entry.texts:
                entries.setdefault(fold(entry.code), entry)
    return Codes(entries, delimiter, tuple(dict.fromkeys(people)))


def is_code(text: str) -> bool:
    """Say whether a text can be a code: letters, digits, ``. - _`` inside, no spaces."""
    return re.fullmatch(_CODE, text) is not None


def read(text: str) -> Read:
    """Read a file of codes; what is no code is left out and told by its line."""
    entries: list[Entry] = []
    wrong: list[int] = []
    for number, line in enumerate(clean(text).split("\n"), 1):
        if not line.strip() or line.startswith(_REMARKS):
            continue
        code, *texts = (clean_line(part) for part in line.split("\t"))
        while texts and not texts[-1]:
            texts.pop()
        if is_code(code) and texts:
            entries.append(Entry(code, tuple(texts)))
        else:
            wrong.append(number)
    return Read(tuple(entries), tuple(wrong))


def write(entries: Iterable[Entry]) -> str:
    """Return a file of codes that :func:`read` reads back."""
    return "".join("\t".join((entry.code, *entry.texts)) + "\n" for entry in entries)


def finished(before: str, delimiter: str = DELIMITER) -> Typed | None:
    """Return the code whose second delimiter is the last character before the caret, None for none."""
    found = _pattern(delimiter, end=True).search(before)
    if found is None or _is_inside_word(before, found.start()):
        return None
    return Typed(found["code"], int(found["column"] or 1), len(found[0]))


def begun(before: str, delimiter: str = DELIMITER) -> Typed | None:
    """Return the code that is being typed, its second delimiter still to come; None for none."""
    at = before.rfind(delimiter, max(0, len(before) - 34))
    typed = before[at + len(delimiter) :]
    if at < 0 or not is_code(typed) or _is_inside_word(before, at):
        return None
    return Typed(typed, 1, len(before) - at)


def places(text: str, delimiter: str = DELIMITER) -> Iterator[tuple[int, int]]:
    """Yield where codes stand in ``text``, known or not, with what they stand between."""
    for found in _codes_in(text, delimiter):
        yield found.span()


def expand(text: str, codes: Codes) -> Expanded:
    """Return ``text`` with every code replaced. What replaces one is not looked through again."""
    done: list[str] = []
    unknown: list[str] = []
    at, delimiter = 0, codes.delimiter
    for found in _codes_in(text, delimiter):
        new = codes.find(found["code"], int(found["column"] or 1))
        if new is None:
            unknown.append(found[0][len(delimiter) : -len(delimiter)])
            continue
        done += (text[at : found.start()], new)
        at = found.end()
    return Expanded("".join((*done, text[at:])), tuple(unknown))


def _codes_in(text: str, delimiter: str) -> Iterator[re.Match[str]]:
    at = 0
    while (found := _pattern(delimiter, end=False).search(text, at)) is not None:
        if _is_inside_word(text, found.start()):
            at = found.start() + len(delimiter)  # a=b=c: what follows may be one
        else:
            yield found
            at = found.end()


def _is_inside_word(text: str, at: int) -> bool:
    # x=y and ?id=7 in an address are no codes.
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in "=&?/")


def _stands_alone(text: str, at: int, length: int) -> bool:
    around = text[max(0, at - 1) : at], text[at + length : at + length + 1]
    return not any(letter.isalnum() for letter in around)


def _has_word(entry: Entry, wanted: str) -> bool:
    text = fold(" ".join(entry.texts))
    first = wanted.split(" ", 1)[0]
    return any(word.startswith(first) for word in _WORDS.findall(text))


@lru_cache(maxsize=8)
def _pattern(delimiter: str, *, end: bool) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(rf"{sign}(?P<code>{_CODE})(?:\#(?P<column>\d))?{sign}" + (r"\Z" if end else ""))
