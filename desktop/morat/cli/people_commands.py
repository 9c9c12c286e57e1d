"""What the commands of the group ``people`` do: list the register, take a table into it."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import structs

from morat.cli.output import Output
from morat.library.store import Library
from morat.newsroom.people import Person
from morat.operations import people, places

Result = tuple[int, list[str] | None]
Command = Callable[[argparse.Namespace, Output], Result]
DONE: Result = (0, None)


def show_list(options: argparse.Namespace, output: Output) -> Result:
    """List the people of the register."""
    with _open(options) as library:
        found = people.list_people(library, options.query)
    output.give(
        [structs.asdict(person) for person in found],
        ["  ".join(filter(None, (person.name, _about(person)))) for person in found],
    )
    return DONE


def bring(options: argparse.Namespace, output: Output) -> Result:
    """Take the people of a table into the register."""
    with _open(options) as library:
        done = people.import_people(library, Path(options.file))
    said = output.words.plural("{n} person was added.", "{n} people were added.", len(done.added))
    value = {
        "added": [structs.asdict(person) for person in done.added],
        "warnings": [output.words.say(message) for message in done.warnings],
    }
    output.give(value, [said])
    for message in done.warnings:
        output.note(message)
    return DONE


def _about(person: Person) -> str:
    codes = " ".join(f"={code}=" for code in person.codes)
    return " · ".join(filter(None, (person.title, person.unit, codes)))


def _open(options: argparse.Namespace) -> Library:
    return Library.open(places.library_folder(options.library))


COMMANDS: Mapping[str, Command] = {"people list": show_list, "people import": bring}
