"""The register of people as a table: CSV, or separated by tabs or semicolons, as spreadsheets write it.

Columns are known by their headings, Vietnamese or English, in any order. Several entries in a cell stand
between semicolons. Payment data has no column here.
"""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from morat.formats.encodings import decode
from morat.newsroom.messages import UserError
from morat.newsroom.people import Person, new_person
from morat.newsroom.text import clean_line, fold

_HEADINGS = {
    "name": ("Họ tên", "ho va ten", "ten", "name", "full name"),
    "title": ("Chức vụ", "chuc danh", "title", "position"),
    "unit": ("Đơn vị", "co quan", "noi cong tac", "unit", "organisation", "organization"),
    "spellings": ("Cách viết khác", "ten khac", "other spellings", "spellings", "also"),
    "pen_names": ("Bút danh", "pen name", "pen names"),
    "codes": ("Mã", "ma go tat", "go tat", "code", "codes"),
    "note": ("Ghi chú", "note", "notes"),
}
"""What each field may be called, without marks; the first is what is written."""
_FIELDS = {fold(name): field for field, names in _HEADINGS.items() for name in names}
_LISTS = ("spellings", "pen_names", "codes")
_SEPARATORS = "\t;,"


class Table(NamedTuple):
    """What a file holds: people, the headings nobody knows, and how many lines had no name."""

    people: tuple[Person, ...]
    unknown: tuple[str, ...]
    nameless: int


def read(data: bytes, file: str) -> Table:
    """Read a table whose first line is its headings.

    Raises:
        UserError: ``people-without-names``, and what telling the encoding raises.
    """
    text = decode(data, name=file)
    first = text.lstrip("\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(map(str.strip, row))]
    headings = [clean_line(one) for one in rows[0]] if rows else []
    fields = [_FIELDS.get(fold(heading).strip(" .:*")) for heading in headings]
    if "name" not in fields:
        raise UserError("people-without-names", file=file)
    people = [_person(fields, row) for row in rows[1:]]
    unknown = tuple(one for one, field in zip(headings, fields, strict=True) if one and field is None)
    named = tuple(person for person in people if person.name)
    return Table(named, unknown, len(people) - len(named))


def write(people: Iterable[Person]) -> bytes:
    """Return the table as CSV: UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(names[0] for names in _HEADINGS.values())
    for person in people:
        values = (getattr(person, field) for field in _HEADINGS)
        table.writerow(value if isinstance(value, str) else "; ".join(value) for value in values)
    return out.getvalue().encode("utf-8-sig")


def _person(fields: list[str | None], row: list[str]) -> Person:
    values: dict[str, object] = {}
    for field, cell in zip(fields, row, strict=False):
        if field is not None and cell.strip():
            values[field] = tuple(cell.split(";")) if field in _LISTS else cell
    return new_person(str(values.pop("name", "")), **values)
