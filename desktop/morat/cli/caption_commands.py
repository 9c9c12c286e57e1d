"""What the commands of the group ``photos`` do with captions of the library: templates, variables, codes."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from morat.catalogue.fields import photo_field_name
from morat.cli.output import Output
from morat.cli.photo_commands import DONE, Result, fields_told
from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.newsroom.photo_edits import FIELDS, Change, differences
from morat.operations import caption_templates, places


def edit(options: argparse.Namespace, output: Output) -> Result:
    """Say the same of photos of the library, and tell what is different."""
    folder, home = places.library_folder(options.library), places.home()
    changes: list[Change] = []
    if options.template:
        changes += caption_templates.get_template(folder, home, options.template).changes()
    for field, text in fields_told(options.set).items():
        if field not in FIELDS:
            raise UserError("field-unknown", field=field, fields=", ".join(FIELDS))
        changes.append(Change(field, text, options.how))
    with Library.open(folder) as library:
        before, applied = caption_templates.edit_photos(
            library, home, options.photos, changes, dry=options.dry_run
        )
    told = list(differences(before, applied.facts))
    value = [
        {
            "sha256": facts.sha256,
            "file": facts.file,
            "changes": [
                {"field": one.field, "before": one.before, "after": one.after}
                for one in told
                if one.sha256 == facts.sha256
            ],
        }
        for facts in applied.facts
    ]
    names = {facts.sha256: facts.file for facts in before}
    output.give(
        value,
        (
            f"{names[one.sha256]}  {output.words.text(photo_field_name(one.field))}: {one.after}"
            for one in told
        ),
    )
    output.note(*applied.messages())
    return DONE


def templates(options: argparse.Namespace, output: Output) -> Result:
    """List the caption templates with what they say."""
    found = caption_templates.list_templates(places.library_folder(options.library), places.home())
    value = [
        {
            "name": one.template.name,
            "file": str(one.path),
            "ships": one.ships,
            "fields": [line._asdict() for line in one.template.lines],
        }
        for one in found.kept
    ]
    output.give(value, (f"{one.template.name}  {_file(one.path)}" for one in found.kept))
    output.note(*found.warnings)
    return DONE


def _file(path: Path) -> str:
    return f"({path.stem})"


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Output], Result]] = {
    "photos edit": edit,
    "photos templates": templates,
}
