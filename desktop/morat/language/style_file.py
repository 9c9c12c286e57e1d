"""Read a house style from the TOML that a newsroom writes and shares.

A style is laid over the one it is ``based-on`` and holds only what differs: tables entry by entry, lists
are added. What this version does not know is said and left alone,
for a newer one may know it.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn, cast

from msgspec import structs

from morat.assets import resource
from morat.language.style import DEFAULT, MAJORITY, NEW, OFF, OLD, HouseWord, Style
from morat.newsroom.findings import FAMILIES, SEVERITIES
from morat.newsroom.messages import Message, UserError
from morat.newsroom.text import clean, clean_line

LEVELS = (OFF, *reversed(SEVERITIES))
TONE_STYLES = (MAJORITY, OLD, NEW)
_KNOWN = frozenset(
    (
        *("title", "based-on", "levels", "tone-style", "iy", "words", "abbreviations"),
        *("capitals", "limits", "dictionary"),
    )
)
_KNOWN_WORD = frozenset(("avoid", "write", "why", "level"))
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")


class Parsed(NamedTuple):
    """A style that was read, and what is to be said of its file."""

    style: Style
    warnings: tuple[Message, ...]


def base_of(text: str, file: str) -> str:
    """Return the name of the style that the one in ``text`` is based on, empty for none.

    Raises:
        UserError: ``style-damaged``.
    """
    return _Reader(text, file).words("based-on", "")


def parse(text: str, file: str, base: Style) -> Parsed:
    """Return the style written in ``text``, laid over ``base``; its name is that of ``file``.

    Raises:
        UserError: ``style-damaged`` (no TOML), ``style-wrong`` (a value that cannot be): both name file
            and line.
    """
    reader = _Reader(text, file)
    levels = reader.table("levels", str, _is_level)
    name = file.removesuffix(".toml")
    style = structs.replace(
        base,
        name=name,
        title=reader.words("title", "") or (base.title if base.name == name else name),
        levels={**base.levels, **levels},
        tone_style=reader.words("tone-style", base.tone_style, TONE_STYLES),
        iy={**base.iy, **reader.table("iy", str)},
        words=(*base.words, *reader.house_words()),
        abbreviations={**base.abbreviations, **reader.table("abbreviations", str)},
        capitals=tuple(dict.fromkeys((*base.capitals, *reader.strings(reader.values, "capitals")))),
        limits={**base.limits, **reader.table("limits", int, _is_limit)},
    )
    return Parsed(style, tuple(reader.unknown(levels)))


@lru_cache(maxsize=1)
def default_style() -> Style:
    """Return the style of a newsroom that has chosen none: ``resources/styles/default.toml``."""
    path = resource("styles", "default.toml")
    return parse(path.read_text(encoding="utf-8"), path.name, DEFAULT).style


def _is_level(value: object) -> bool:
    return value in LEVELS


def _is_limit(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


class _Reader:
    """The values of one file, and where in it something is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self._text = clean(text)
        self._file = file
        try:
            self.values: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            said = str(error)
            at = _AT_LINE.search(said)
            line = int(at[1]) if at else self._text.count("\n") + 1
            raise UserError("style-damaged", file=file, line=line) from error

    def words(self, key: str, own: str, choices: tuple[str, ...] = ()) -> str:
        value = self.values.get(key, own)
        if not isinstance(value, str) or (choices and value not in choices):
            self._wrong("", key, value, choices)
        return clean_line(value)

    def table(
        self, name: str, kind: type, is_right: Callable[[object], bool] | None = None
    ) -> dict[str, Any]:
        entries = self.values.get(name, {})
        if not isinstance(entries, dict):
            self._wrong("", name, entries)
        for key, value in cast("dict[str, object]", entries).items():
            if not isinstance(value, kind) or (is_right is not None and not is_right(value)):
                self._wrong(name, key, value, LEVELS if name == "levels" else ())
        return {
            clean_line(key): clean_line(value) if isinstance(value, str) else value
            for key, value in cast("dict[str, Any]", entries).items()
        }

    def house_words(self) -> Iterator[HouseWord]:
        entries = self.values.get("words", [])
        if not isinstance(entries, list):
            self._wrong("", "words", entries)
        for number, entry in enumerate(cast("list[object]", entries)):
            if not isinstance(entry, dict):
                self._wrong("", "words", entry)
            yield self._house_word(number, cast("dict[str, Any]", entry))

    def _house_word(self, number: int, values: dict[str, Any]) -> HouseWord:
        for key in ("write", "why", "level"):
            if not isinstance(values.get(key, ""), str):
                self._wrong("words", key, values[key], number=number)
        level = values.get("level", "warning")
        if level not in SEVERITIES:
            self._wrong("words", "level", level, SEVERITIES, number)
        avoid = tuple(self.strings(values, "avoid", "words", number))
        if not avoid:
            self._wrong("words", "avoid", "", number=number)
        return HouseWord(avoid, clean_line(values.get("write", "")), clean_line(values.get("why", "")), level)

    def strings(self, values: Mapping[str, Any], key: str, table: str = "", number: int = 0) -> list[str]:
        entries = values.get(key, [])
        if isinstance(entries, str):
            entries = [entries]
        if not isinstance(entries, list):
            entries = [None]
        lines: list[str] = []
        for one in cast("list[object]", entries):
            if not isinstance(one, str):
                self._wrong(table, key, values[key], number=number)
            lines.append(clean_line(one))
        return [line for line in lines if line]

    def unknown(self, levels: Mapping[str, str]) -> Iterator[Message]:
        """Yield what to say of keys and families that are not known here."""
        for key in self.values:
            if key not in _KNOWN:
                yield self._unknown("", key)
        for number, entry in enumerate(self.values.get("words", [])):
            for key in entry:
                if key not in _KNOWN_WORD:
                    yield self._unknown("words", key, number)
        for rule in levels:
            if rule.partition("/")[0] not in FAMILIES:
                yield self._unknown("levels", rule)

    def _unknown(self, table: str, key: str, number: int = 0) -> Message:
        return Message("style-key-unknown", file=self._file, line=self._line(table, key, number), key=key)

    def _wrong(
        self, table: str, key: str, value: object, choices: tuple[str, ...] = (), number: int = 0
    ) -> NoReturn:
        code = "style-wrong-choice" if choices else "style-wrong"
        line = self._line(table, key, number)
        raise UserError(code, file=self._file, line=line, key=key, value=str(value), choices=choices)

    def _line(self, table: str, key: str, number: int) -> int:
        """Return the line of ``key`` in the table (the one with this ``number`` among those of its name)."""
        # tomllib keeps no places: the key is looked for as people write it.
        here, met, at = "", -1, 1
        for line_number, line in enumerate(self._text.split("\n"), 1):
            header = _HEADER.fullmatch(line.partition("#")[0].rstrip())
            if header:
                here = header[1]
                met += here == table
            if header and ((here == table and met == number) or (not table and here == key)):
                at = line_number
            name = line.partition("=")[0].strip().strip("\"'")
            if here == table and name == key and "=" in line and (not table or met == number):
                return line_number
        return at
