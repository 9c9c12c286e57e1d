"""The register of people (sổ tên), and the codes that stand for what a newsroom types every day."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from morat.formats import people_csv
from morat.library.store import Library
from morat.newsroom import codes
from morat.newsroom.codes import Codes, Entry
from morat.newsroom.messages import Message, UserError
from morat.newsroom.people import Person, clashes, entries, matches, same_person
from morat.newsroom.system_errors import reason
from morat.operations.house import FOLDER, text_of
from morat.operations.preferences import SETTINGS_FILE, Preferences
from morat.operations.writing import write_file

CODES = "codes.txt"
"""The newsroom's own codes, in the folder ``house`` of the library and of the person; see newsroom.codes."""


class ImportedPeople(NamedTuple):
    """Who was taken into the register, and what is to be said of the file."""

    added: tuple[Person, ...]
    warnings: tuple[Message, ...]


def list_people(library: Library, query: str = "") -> list[Person]:
    """Return the people that ``query`` finds, with or without marks, in the order of their names."""
    return in_order(person for person in library.people.all() if matches(person, query))


def in_order(people: Iterable[Person]) -> list[Person]:
    """Return people as a Vietnamese list has them: by the last word of the name, then by the whole."""
    return sorted(people, key=lambda one: (one.name.split()[-1:], one.name))


def import_people(library: Library, path: Path) -> ImportedPeople:
    """Take the people of a table into the register; those who are there already are told and left alone.

    Raises:
        UserError: ``file-unreadable``, ``people-without-names``, and what telling the encoding and
            writing raise; nobody was added.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    table = people_csv.read(data, path.name)
    known = library.people.all()
    added: list[Person] = []
    twice: list[str] = []
    for person in table.people:
        if any(same_person(person, other) for other in (*known, *added)):
            twice.append(person.name)
        else:
            added.append(person)
    library.people.put(added)
    warnings: list[Message] = []
    if twice:
        warnings.append(Message("people-twice", n=len(twice), names=twice[:5]))
    if table.nameless:
        warnings.append(Message("people-nameless", n=table.nameless))
    if table.unknown:
        warnings.append(Message("people-columns", names=list(table.unknown)))
    shared = sorted({one.code for one in clashes((*known, *added)) if one.second in added})
    if shared:
        warnings.append(Message("people-codes", names=shared))
    return ImportedPeople(tuple(added), tuple(warnings))


def export_people(library: Library, path: Path) -> int:
    """Write the register as a table and return how many people it has; payment data is never in it.

    Raises:
        UserError: what reading and writing raise.
    """
    people = list_people(library)
    write_file(path, people_csv.write(people))
    return len(people)


def all_codes(library: Library, home: Path) -> Codes:
    """Return every code that can be typed: the person's own, the newsroom's, those of the register.

    They stand between the signs that the person has set.

    Raises:
        UserError: ``house-not-utf8``, ``file-unreadable``.
    """
    own = (codes.read(_text(folder / CODES)).entries for folder in (home / FOLDER, library.folder / FOLDER))
    delimiter = Preferences(home / SETTINGS_FILE).get("code_delimiter")
    people = library.people.all()
    names = (person.name for person in people)
    return codes.codes_of(*own, entries(people), delimiter=delimiter, people=names)


def own_codes(library: Path) -> str:
    """Return the newsroom's file of codes as it stands, empty where there is none.

    Raises:
        UserError: ``house-not-utf8``, ``file-unreadable``.
    """
    return _text(library / FOLDER / CODES)


def write_own_codes(library: Path, text: str) -> tuple[Entry, ...]:
    """Write the newsroom's file of codes, and return them.

    Raises:
        UserError: ``codes-wrong`` where a line is no code; what writing raises; the file is as it was.
    """
    found = codes.read(text)
    if found.wrong:
        raise UserError("codes-wrong", lines=", ".join(map(str, found.wrong[:5])))
    write_file(library / FOLDER / CODES, text.strip("\n").encode() + b"\n")
    return found.entries


def _text(path: Path) -> str:
    return text_of(path) if path.is_file() else ""
