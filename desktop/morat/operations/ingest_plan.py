"""What is done with pictures on the way in: a caption template and a pattern for names, as a person asks."""

from pathlib import Path

from msgspec import Struct

from morat.library.store import Library
from morat.newsroom.caption_templates import apply
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.renaming import file_name
from morat.newsroom.variables import Shot
from morat.operations.caption_templates import get_template
from morat.operations.ingest import Plan
from morat.operations.people import all_codes


class Wishes(Struct, frozen=True):
    """The name of a caption ``template`` and a ``pattern`` for file names; empty leaves what is there."""

    template: str = ""
    pattern: str = ""


def plan_of(library: Library, home: Path, wishes: Wishes, total: int) -> Plan:
    """Return what is to be done with ``total`` new pictures; no two get the same name.

    Raises:
        UserError: ``template-unknown``; what reading the codes raises.
    """
    changes = get_template(library.folder, home, wishes.template).changes() if wishes.template else []
    codes = all_codes(library, home)
    given: set[str] = set()

    def describe(facts: PhotoFacts, number: int) -> PhotoFacts:
        return apply([facts], changes, codes, first=number, total=total).facts[0]

    def name(facts: PhotoFacts, number: int) -> str:
        made = file_name(wishes.pattern, Shot(facts, number, total), taken=given)
        given.add(made)
        return made

    return Plan(describe if changes else None, name if wishes.pattern.strip() else None)
