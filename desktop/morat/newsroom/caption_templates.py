"""Caption templates (mẫu chú thích): what shall be said of photos, field by field, with variables and codes.

A template is laid over any number of photos at once. In its texts codes are replaced first, then variables,
so that a code may stand for words with a variable in them; what a picture says is not looked through again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from msgspec import Struct

from morat.newsroom.codes import NO_CODES, Codes, expand
from morat.newsroom.house_file import HouseFile
from morat.newsroom.messages import Message
from morat.newsroom.photo_edits import APPEND, FIELDS, HOWS, REPLACE, Change, changed
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean
from morat.newsroom.variables import Shot, fields_read, fill

TEXT, HOW, TICKED = "text", "how", "ticked"
"""The keys of a field in the file of a template."""


class Line(NamedTuple):
    """One field of a template; one without its tick keeps its text and does nothing."""

    field: str
    text: str
    how: str = REPLACE
    ticked: bool = True


class Template(Struct, frozen=True):
    """A template by its ``name``, with its lines in the order of ``photo_edits.FIELDS``."""

    name: str
    lines: tuple[Line, ...] = ()

    def changes(self) -> list[Change]:
        """Return what the ticked lines ask for."""
        return [Change(line.field, line.text, line.how) for line in self.lines if line.ticked]


class Applied(NamedTuple):
    """What is said of photos now, and what of the texts could not be filled in, each once.

    ``codes`` are unknown ones, ``unknown`` variables that do not exist, ``open`` variables that some picture
    says nothing about. All of them still stand in the texts.
    """

    facts: tuple[PhotoFacts, ...]
    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    def messages(self) -> list[Message]:
        """Return what is to be said of codes and variables that still stand in the texts."""
        told = (
            ("codes-unknown", [f"={code}=" for code in self.codes]),
            ("variables-unknown", [f"{{{name}}}" for name in self.unknown]),
            ("variables-open", [f"{{{name}}}" for name in self.open]),
        )
        return [Message(code, names=names) for code, names in told if names]


class Parsed(NamedTuple):
    """A template that was read, and what is to be said of its file."""

    template: Template
    warnings: tuple[Message, ...]


def apply(
    photos: Sequence[PhotoFacts],
    changes: Iterable[Change],
    codes: Codes = NO_CODES,
    *,
    first: int = 1,
    total: int = 0,
    people_along: bool = False,
) -> Applied:
    """Return what is said of ``photos`` after ``changes``, whose variables and codes are filled in.

    The first photo has the number ``first``, among ``total`` (as many as there are, unless said). A field
    whose text reads other fields that change comes after them: a credit with ``{tác giả}`` names the author
    that the same template gives. With ``people_along`` those of the register whom the caption names are
    named among the people in the photo too.
    """
    ordered = _in_order(list(changes))
    done: list[PhotoFacts] = []
    told: tuple[dict[str, None], ...] = ({}, {}, {})
    for number, facts in enumerate(photos, first):
        for change in ordered:
            expanded = expand(change.text, codes)
            filled = fill(expanded.text, Shot(facts, number, total or len(photos)))
            facts = changed(facts, [change._replace(text=filled.text)])  # noqa: PLW2901 - step by step
            for names, found in zip(told, (expanded.unknown, filled.unknown, filled.open), strict=True):
                names.update(dict.fromkeys(found))
        if people_along:
            named = "; ".join(codes.people_in(facts.caption))
            facts = changed(facts, [Change("people", named, APPEND)])  # noqa: PLW2901 - as above
        done.append(facts)
    return Applied(tuple(done), *map(tuple, told))


def merged(several: Iterable[Applied]) -> Applied:
    """Return what was said of several groups of photos as one."""
    facts, *told = ([one for each in column for one in each] for column in zip(*several, strict=True))
    return Applied(tuple(facts), *(tuple(dict.fromkeys(names)) for names in told))


def parse(text: str, file: str) -> Parsed:
    """Return the template in ``text``; one that says no name is called as ``file`` is.

    Raises:
        UserError: ``style-damaged`` (no TOML), ``style-wrong`` and ``style-wrong-choice`` (a value that
            cannot be): all name file and line.
    """
    read = _Reader(text, file)
    name = read.words("name", file.removesuffix(".toml"))
    unknown = tuple(read.passed_over("", key) for key in read.values if key not in ("name", *FIELDS))
    return Parsed(Template(name, tuple(read.lines())), unknown)


class _Reader(HouseFile):
    """What a template says: a table a field."""

    def lines(self) -> Iterable[Line]:
        """Yield the fields in their usual order."""
        for field in FIELDS:
            if field in self.values:
                yield self._line_of(field)

    def _line_of(self, field: str) -> Line:
        values = self.values[field]
        if not isinstance(values, dict):
            self.wrong("", field, values)
        told = cast("Mapping[str, object]", values)
        text, how, ticked = told.get(TEXT, ""), told.get(HOW, REPLACE), told.get(TICKED, True)
        if not isinstance(text, str):
            self.wrong(field, TEXT, text)
        if not isinstance(how, str) or how not in HOWS:
            self.wrong(field, HOW, how, HOWS)
        if not isinstance(ticked, bool):
            self.wrong(field, TICKED, ticked)
        return Line(field, clean(text), how, ticked)


def _in_order(changes: list[Change]) -> list[Change]:
    """Return the changes so that each comes after those whose fields it reads, as far as that can be."""
    rest, ordered = changes[:], list[Change]()
    while rest:
        waiting = {change.field for change in rest}
        ready = [one for one in rest if not (fields_read(one.text) & waiting) - {one.field}]
        ordered.append((ready or rest)[0])
        rest.remove(ordered[-1])
    return ordered
