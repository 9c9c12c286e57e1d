"""People a newsroom writes about and is written by: how they spell themselves, and the codes they have."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct, structs

from morat.newsroom.blocks import new_id
from morat.newsroom.codes import Entry, is_code
from morat.newsroom.text import clean_line, fold


class Person(Struct, frozen=True):
    """Somebody in the register (sổ tên).

    ``name`` is written as the person writes it; ``spellings`` are other ways it is met with, ``pen_names``
    what a piece is signed with, ``codes`` what is typed for it. Payment data is no part of this: it has a
    table of its own in the library and never leaves it.
    """

    id: str
    name: str
    title: str = ""
    unit: str = ""
    spellings: tuple[str, ...] = ()
    pen_names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    note: str = ""


class Clash(NamedTuple):
    """A code that two people have: who came first keeps it."""

    code: str
    first: Person
    second: Person


def new_person(name: str = "", **fields: object) -> Person:
    """Return a person with an id of their own, tidied."""
    return tidy_person(structs.replace(Person(new_id(), name), **fields))


def tidy_person(person: Person) -> Person:
    """Return a person with every text on one line, lists without empty or repeated entries."""
    codes = (code for code in _entries(one.strip("= ") for one in person.codes) if is_code(code))
    return structs.replace(
        person,
        name=clean_line(person.name),
        title=clean_line(person.title),
        unit=clean_line(person.unit),
        note=clean_line(person.note),
        spellings=_entries(person.spellings),
        pen_names=_entries(person.pen_names),
        codes=tuple(codes),
    )


def _entries(texts: Iterable[str]) -> tuple[str, ...]:
    lines = (clean_line(text) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line))


def same_person(one: Person, other: Person) -> bool:
    """Say whether two entries are about one person: the same name, and no two different units."""
    if fold(one.name) != fold(other.name) or one.name.casefold() != other.name.casefold():
        return False
    return not one.unit or not other.unit or fold(one.unit) == fold(other.unit)


def search_text(person: Person) -> str:
    """Return everything a person is found by, folded."""
    lists = (*person.spellings, *person.pen_names, *person.codes)
    return fold(" ".join((person.name, person.title, person.unit, *lists, person.note)))


def matches(person: Person, query: str) -> bool:
    """Say whether each word of ``query`` is in what a person is found by, with or without marks."""
    text = search_text(person)
    return all(word in text for word in fold(query).split())


def entries(people: Iterable[Person]) -> Iterator[Entry]:
    """Yield the codes of people.

    Columns: title and name; the name; the title; the unit; title, unit and name.
    """
    for person in people:
        short = " ".join(filter(None, (person.title, person.name)))
        whole = " ".join(filter(None, (person.title, person.unit, person.name)))
        for code in person.codes:
            yield Entry(code, (short, person.name, person.title, person.unit, whole if person.unit else ""))


def clashes(people: Iterable[Person]) -> list[Clash]:
    """Return the codes that more than one person has."""
    owners: dict[str, Person] = {}
    found: list[Clash] = []
    for person in people:
        for code in person.codes:
            first = owners.setdefault(fold(code), person)
            if first is not person:
                found.append(Clash(code, first, person))
    return found
