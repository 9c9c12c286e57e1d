"""Read a house style from the TOML that a newsroom writes and shares.

A style is laid over the one it is ``based-on`` and holds only what differs: tables entry by entry, lists
are added.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, cast

from msgspec import structs

from morat.assets import resource
from morat.language.genre_file import shipped
from morat.language.style import DEFAULT, MAJORITY, NEW, OFF, OLD, HouseWord, Style
from morat.newsroom.findings import FAMILIES, SEVERITIES
from morat.newsroom.house_file import HouseFile
from morat.newsroom.messages import Message
from morat.newsroom.text import clean_line

LEVELS = (OFF, *reversed(SEVERITIES))
TONE_STYLES = (MAJORITY, OLD, NEW)
_KNOWN = frozenset(
    (
        *("title", "based-on", "levels", "tone-style", "iy", "words", "abbreviations"),
        *("capitals", "limits", "dictionary"),
    )
)
_KNOWN_WORD = frozenset(("avoid", "write", "why", "level"))


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
    levels = reader.table("levels", str, _is_level, LEVELS)
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
    style = parse(path.read_text(encoding="utf-8"), path.name, DEFAULT).style
    return structs.replace(style, genres=shipped())


def _is_level(value: object) -> bool:
    return value in LEVELS


def _is_limit(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


class _Reader(HouseFile):
    """What a style says beside plain values."""

    def house_words(self) -> Iterator[HouseWord]:
        entries = self.values.get("words", [])
        if not isinstance(entries, list):
            self.wrong("", "words", entries)
        for number, entry in enumerate(cast("list[object]", entries)):
            if not isinstance(entry, dict):
                self.wrong("", "words", entry)
            yield self._house_word(number, cast("dict[str, Any]", entry))

    def _house_word(self, number: int, values: dict[str, Any]) -> HouseWord:
        for key in ("write", "why", "level"):
            if not isinstance(values.get(key, ""), str):
                self.wrong("words", key, values[key], number=number)
        level = values.get("level", "warning")
        if level not in SEVERITIES:
            self.wrong("words", "level", level, SEVERITIES, number)
        avoid = tuple(self.strings(values, "avoid", "words", number))
        if not avoid:
            self.wrong("words", "avoid", "", number=number)
        return HouseWord(avoid, clean_line(values.get("write", "")), clean_line(values.get("why", "")), level)

    def unknown(self, levels: Mapping[str, str]) -> Iterator[Message]:
        """Yield what to say of keys and families that are not known here."""
        for key in self.values:
            if key not in _KNOWN:
                yield self.passed_over("", key)
        for number, entry in enumerate(self.values.get("words", [])):
            for key in entry:
                if key not in _KNOWN_WORD:
                    yield self.passed_over("words", key, number)
        for rule in levels:
            if rule.partition("/")[0] not in FAMILIES:
                yield self.passed_over("levels", rule)
