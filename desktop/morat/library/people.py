"""The register of people: names as they are written, with titles, pen names and codes.

Payment data has a table of its own (``people_payment``), which nothing here reads: what is listed, shown or
written to a file cannot hold any of it.
"""

import json
from collections.abc import Iterable

from morat.library.database import Database, Values
from morat.library.events import now
from morat.newsroom.messages import UserError
from morat.newsroom.people import Person, tidy_person

_ALL = "select id, name, title, unit, spellings, pen_names, codes, note from people order by n"
_PUT = """
insert into people (id, name, title, unit, spellings, pen_names, codes, note, updated)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, title = excluded.title, unit = excluded.unit,
spellings = excluded.spellings, pen_names = excluded.pen_names, codes = excluded.codes,
note = excluded.note, updated = excluded.updated
"""


class People:
    """The people of an open library."""

    def __init__(self, db: Database) -> None:
        """Read and write those of ``db``."""
        self._db = db

    def all(self) -> list[Person]:
        """Return everybody, in the order they were added."""
        return [_person(row) for row in self._db.fetch(_ALL)]

    def put(self, people: Iterable[Person]) -> None:
        """Add people, or change those who are there (by id), all of them or none.

        Raises:
            UserError: ``person-nameless``; what writing raises.
        """
        tidied = [tidy_person(person) for person in people]
        if not all(person.name for person in tidied):
            raise UserError("person-nameless")
        with self._db.writing():
            for person in tidied:
                self._db.run(
                    _PUT,
                    *(person.id, person.name, person.title, person.unit),
                    *(json.dumps(one, ensure_ascii=False) for one in _lists(person)),
                    *(person.note, now()),
                )

    def remove(self, ids: Iterable[str]) -> None:
        """Take people out of the register. Payment data stays, so that it is there if they come back.

        Raises:
            UserError: what writing raises.
        """
        with self._db.writing():
            for one in ids:
                self._db.run("delete from people where id = ?", one)


def _lists(person: Person) -> tuple[tuple[str, ...], ...]:
    return person.spellings, person.pen_names, person.codes


def _person(row: Values) -> Person:
    one, name, title, unit, spellings, pen_names, codes, note = row
    return Person(one, name, title, unit, _read(spellings), _read(pen_names), _read(codes), note)


def _read(entries: str) -> tuple[str, ...]:
    return tuple(json.loads(entries))
