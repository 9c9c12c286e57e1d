"""The commands that have to do with photos."""

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from morat.cli.output import Output
from morat.library.store import Library
from morat.newsroom.export_presets import WEB, Preset
from morat.newsroom.messages import UserError
from morat.newsroom.protection import permission
from morat.operations import (
    export_presets,
    ingest,
    photo_export,
    photo_files,
    photo_metadata,
    photographs,
    pieces,
    places,
)
from morat.operations.ingest_plan import Wishes, plan_of
from morat.operations.named_files import refuse_to_replace
from morat.operations.photo_metadata import Carries
from morat.operations.preferences import Preferences
from morat.operations.reading import is_file_source

Result = tuple[int, list[str] | None]
DONE: Result = (0, None)


def _open(options: argparse.Namespace) -> Library:
    return Library.open(places.library_folder(options.library))


def photos_add(options: argparse.Namespace, output: Output) -> Result:
    """Bring pictures into the library, and into a piece when one is named."""
    with _open(options) as library:
        if options.article:
            library.articles.get(options.article)
        found = ingest.scan([Path(name) for name in options.files])
        wishes = Wishes(options.template or "", options.rename or "")
        plan = plan_of(library, places.home(), wishes, len(found.files))
        taken: list[ingest.Looked] = []
        failed: UserError | None = None
        try:
            taken.extend(ingest.take(library, found.files, plan))
        except UserError as error:
            # What came in before it is there, and is told of.
            failed = error
        facts = [one.facts for one in taken if one.facts is not None]
        if options.article and facts:
            stored = library.articles.get(options.article)
            blocks = tuple(map(photographs.new_block, facts))
            author = Preferences(places.settings_file()).get("author")
            article = structs.replace(stored.article, blocks=(*stored.article.blocks, *blocks))
            library.articles.save(article, author=author)
    if failed is not None and not facts:
        raise failed
    _give_taken(taken, output)
    output.note(*found.warnings, *((failed.message,) if failed else ()))
    return (0 if facts and failed is None else 1 if taken or found.warnings or failed else 0), None


def photos_show(options: argparse.Namespace, output: Output) -> Result:
    """Say what a picture carries; of one in the library, what the library says of it."""
    path = Path(options.photo)
    if os.path.exists(path):  # noqa: PTH110 - a name too long is that of no file
        carries = photo_metadata.look_at(path)
    else:
        with _open(options) as library:
            facts = library.photos.facts(options.photo)
            data = library.photos.path(facts.sha256).read_bytes()
        carries = structs.replace(photo_metadata.look(data, facts.file), facts=facts)
    _give(carries, output)
    return DONE


def photos_write(options: argparse.Namespace, output: Output) -> Result:
    """Write fields into a picture, or take the last write back; say what it carries then."""
    path = Path(options.file)
    if options.undo:
        photo_metadata.put_back(path)
        _give(photo_metadata.look_at(path), output)
        return DONE
    fields = fields_told(options.set)
    out = Path(options.out) if options.out else None
    if out is not None and not options.force:
        refuse_to_replace(out)
    charset = options.charset or ""
    if options.from_library:
        with _open(options) as library:
            photo_files.write_one(library, path, fields, out, charset)
    else:
        photo_metadata.write(path, fields, out, charset)
    _give(photo_metadata.look_at(out or path), output)
    return DONE


def photos_export(options: argparse.Namespace, output: Output) -> Result:
    """Write the photos of a piece into a folder, smaller, with captions and without the camera's data."""
    opened = pieces.open_source(places.library_folder(options.library), options.source)
    preset = _preset(options)
    with nullcontext(None) if is_file_source(options.source) else _open(options) as library:
        made = photo_export.export_photos(
            opened.article, library, Path(options.out), preset, pictures=opened.pictures, force=options.force
        )
    value = {"paths": [str(path) for path in made.paths], "warnings": output.say_all(made.warnings)}
    output.give(value, map(str, made.paths))
    if not output.as_json:
        output.note(*made.warnings)
    return DONE


def _give_taken(taken: list[ingest.Looked], output: Output) -> None:
    """Print what came in; what did not, and what is like another photo, is said beside it."""
    value = [
        {
            "sha256": one.facts.sha256,
            "file": one.facts.file,
            "caption": one.facts.caption,
            "credit": one.facts.credit,
            "width": one.facts.width,
            "height": one.facts.height,
            "state": one.state,
            "duplicate_of": one.of if one.state == ingest.DUPLICATE else None,
            "near": one.of if one.state == ingest.NEAR else None,
            "ran": [structs.asdict(run) for run in one.ran],
        }
        for one in taken
        if one.facts is not None
    ]
    facts = (one.facts for one in taken if one.facts is not None)
    output.give(value, (f"{one.sha256[:12]}  {one.file}  {one.caption}" for one in facts))
    output.note(*filter(None, map(ingest.told_of, taken)))


def _preset(options: argparse.Namespace) -> Preset:
    """Return the preset that was named, with what was asked for beside it."""
    folder = places.library_folder(options.library)
    preset = export_presets.get_preset(folder, places.home(), options.preset or WEB)
    width = preset.width if options.width is None else max(16, options.width)
    quality = preset.quality if options.quality is None else min(100, max(1, options.quality))
    kilobytes = preset.kilobytes if options.kb is None else max(0, options.kb)
    return structs.replace(preset, width=width, quality=quality, kilobytes=kilobytes)


def photos_presets(options: argparse.Namespace, output: Output) -> Result:
    """List the ways in which photos leave."""
    found = export_presets.list_presets(places.library_folder(options.library), places.home())
    value = {stem: structs.asdict(preset) for stem, preset in found.kept.items()}
    output.give(value, (f"{stem}  {preset.name}" for stem, preset in found.kept.items()))
    output.note(*found.warnings)
    return DONE


def photos_protect(options: argparse.Namespace, output: Output) -> Result:
    """Say whom photos show who must be protected, or that they may be used all the same."""
    with _open(options) as library:
        shown = [library.photos.facts(sha) for sha in options.photos]
        for number, facts in enumerate(shown):
            flags = facts.protects if options.flags is None else tuple(options.flags)
            # A permission was given for those it was asked about.
            told = facts.permitted if flags == facts.protects else ""
            if options.permitted is not None:
                told = permission(options.permitted, datetime.now(UTC)) if options.permitted else ""
            shown[number] = structs.replace(facts, protects=flags, permitted=told)
            library.photos.update(shown[number])
    value = [
        {"sha256": one.sha256, "protects": list(one.protects), "permitted": one.permitted} for one in shown
    ]
    lines = (f"{one.sha256[:12]}  {', '.join(one.protects)}  {one.permitted}".rstrip() for one in shown)
    output.give(value, lines)
    return DONE


def fields_told(pairs: Iterable[str]) -> dict[str, str]:
    """Return the fields of ``field=value`` pairs.

    Raises:
        UserError: ``field-unclear``.
    """
    fields: dict[str, str] = {}
    for told in pairs:
        field, equals, text = told.partition("=")
        if not equals:
            raise UserError("field-unclear", text=told)
        fields[field.strip()] = text
    return fields


def _give(carries: Carries, output: Output) -> None:
    facts: dict[str, object] = structs.asdict(carries.facts)
    facts |= {name: list(getattr(carries.facts, name)) for name in ("people", "keywords", "protects")}
    value = {**facts, "sources": carries.sources, "choices": carries.choices}
    output.give(value, (f"{name}: {one}" for name, one in value.items() if one))


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Output], Result]] = {
    "photos add": photos_add,
    "photos show": photos_show,
    "photos write": photos_write,
    "photos export": photos_export,
    "photos presets": photos_presets,
    "photos protect": photos_protect,
}
