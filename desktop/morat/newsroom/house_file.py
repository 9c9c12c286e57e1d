"""A TOML file that a newsroom writes: its values, and where in it something is wrong.

Styles, genres and caption templates are read by it. What a version does not know is said and left alone,
for a newer one may know it.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, cast

from morat.newsroom.messages import Message, UserError
from morat.newsroom.text import clean, clean_line

_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")


class HouseFile:
    """The values of one file.

    Raises:
        UserError: ``style-damaged`` (no TOML), and from the methods ``style-wrong`` and
            ``style-wrong-choice`` (a value that cannot be): all name file and line.
    """

    def __init__(self, text: str, file: str) -> None:
        """Read ``text``; errors call it ``file``."""
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
        """Return the words of ``key``, ``own`` where the file says nothing."""
        value = self.values.get(key, own)
        if not isinstance(value, str) or (choices and value not in choices):
            self.wrong("", key, value, choices)
        return clean_line(value)

    def table(
        self,
        name: str,
        kind: type | tuple[type, ...],
        is_right: Callable[[object], bool] | None = None,
        choices: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """Return the entries of a table, all of one ``kind``; none where there is no such table."""
        entries = self.values.get(name, {})
        if not isinstance(entries, dict):
            self.wrong("", name, entries)
        for key, value in cast("dict[str, object]", entries).items():
            if not isinstance(value, kind) or (is_right is not None and not is_right(value)):
                self.wrong(name, key, value, choices)
        return {
            clean_line(key): clean_line(value) if isinstance(value, str) else value
            for key, value in cast("dict[str, Any]", entries).items()
        }

    def strings(self, values: Mapping[str, Any], key: str, table: str = "", number: int = 0) -> list[str]:
        """Return the lines of a list (or the one that stands for it) without empty ones."""
        entries = values.get(key, [])
        if isinstance(entries, str):
            entries = [entries]
        if not isinstance(entries, list):
            entries = [None]
        lines: list[str] = []
        for one in cast("list[object]", entries):
            if not isinstance(one, str):
                self.wrong(table, key, values[key], number=number)
            lines.append(clean_line(one))
        return [line for line in lines if line]

    def passed_over(self, table: str, key: str, number: int = 0) -> Message:
        """Return what to say of a key that is not known here."""
        return Message("style-key-unknown", file=self._file, line=self._line(table, key, number), key=key)

    def wrong(
        self, table: str, key: str, value: object, choices: tuple[str, ...] = (), number: int = 0
    ) -> NoReturn:
        """Refuse the file: ``value`` cannot be."""
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
