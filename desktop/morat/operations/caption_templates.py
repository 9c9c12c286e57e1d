"""Caption templates (mẫu chú thích) as files that people read and share, and what they do to photos.

A template is a TOML file: those that ship in ``resources/captions``, over them the person's own in the folder
``house/captions`` beside the settings, over both the newsroom's in that of the library.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from morat.library.store import Library
from morat.newsroom.caption_templates import HOW, TEXT, TICKED, Applied, Template, apply, parse
from morat.newsroom.messages import Message, UserError
from morat.newsroom.photo_edits import FIELDS, REPLACE, Change
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.system_errors import reason
from morat.newsroom.text import clean_line, fold, slug
from morat.operations.house import FOLDER, house_files, house_values, text_of
from morat.operations.people import all_codes
from morat.operations.writing import write_file

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

CAPTIONS = "captions"
"""The folder of the templates below ``house`` and in the resources."""
SKELETON = "5w"
"""The file of the template whose caption asks who, what, where and when."""


class Kept(NamedTuple):
    """A template and the file it is in; ``ships`` says that it came with Mo-rát."""

    template: Template
    path: Path
    ships: bool


class Templates(NamedTuple):
    """All templates by name, and what is to be said of files that could not be read."""

    kept: tuple[Kept, ...]
    warnings: tuple[Message, ...]

    def find(self, name: str) -> Kept | None:
        """Return the template of this name, or in the file of this name, in any case and without marks."""
        wanted = fold(clean_line(name))
        names = ((one, (fold(one.template.name), fold(one.path.stem))) for one in self.kept)
        return next((one for one, said in names if wanted in said), None)


def list_templates(library: Path, home: Path) -> Templates:
    """Return the templates of the newsroom, the person and those that ship, in the order of their names.

    A file that cannot be read is left out, and that is said.
    """
    found, warnings = house_values(library, home, CAPTIONS, parse)
    kept = (Kept(*one) for one in found)
    return Templates(tuple(sorted(kept, key=lambda one: fold(one.template.name))), warnings)


def get_template(library: Path, home: Path, name: str) -> Template:
    """Return the template called ``name``.

    Raises:
        UserError: ``template-unknown``, which says what there is.
    """
    found = list_templates(library, home)
    kept = found.find(name)
    if kept is None:
        raise UserError("template-unknown", name=name, names=[one.template.name for one in found.kept])
    return kept.template


def save_template(library: Path, home: Path, template: Template, instead: str = "") -> Kept:
    """Write a template into the newsroom's folder; ``instead`` is the name it had before.

    What the newsroom wrote around it in its file, remarks too, stays. One that ships is not touched: the
    newsroom's lies over it.

    Raises:
        UserError: ``template-nameless``, ``template-twice`` (another one is called so); what writing raises.
            The file is as it was.
    """
    import tomlkit

    if not template.name:
        raise UserError("template-nameless")
    found = list_templates(library, home)
    before, other = found.find(instead) if instead else None, found.find(template.name)
    if other is not None and other != before:
        raise UserError("template-twice", name=template.name)
    stems = {there.stem for there, _ in house_files(library, home, CAPTIONS)}
    stem = before.path.stem if before else _free(slug(template.name), stems)
    path = library / FOLDER / CAPTIONS / f"{stem}.toml"
    written = tomlkit.parse(text_of(path)) if path.is_file() else tomlkit.document()
    _write(template, written)
    write_file(path, tomlkit.dumps(written).encode())
    return Kept(template, path, ships=False)


def remove_template(library: Path, home: Path, name: str) -> Kept | None:
    """Take the newsroom's template away; return the one that ships and is there again, None for none.

    Raises:
        UserError: ``template-unknown``, ``template-ships`` (it came with Mo-rát and stays),
            ``target-unwritable``.
    """
    kept = list_templates(library, home).find(name)
    if kept is None:
        raise UserError("template-unknown", name=name, names=[])
    if kept.ships:
        raise UserError("template-ships", name=kept.template.name)
    try:
        kept.path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError("target-unwritable", path=str(kept.path), reason=reason(error)) from error
    again = list_templates(library, home).kept
    return next((one for one in again if one.path.stem == kept.path.stem), None)


def edit_photos(
    library: Library, home: Path, shas: Sequence[str], changes: Sequence[Change], *, dry: bool = False
) -> tuple[list[PhotoFacts], Applied]:
    """Say the same of photos of the library; return what was said of them and what is.

    Their order is that of their numbers. ``dry`` only looks.

    Raises:
        UserError: ``photo-unknown``, and what reading the codes raises; nothing was changed.
    """
    before = [library.photos.facts(sha) for sha in shas]
    applied = apply(before, changes, all_codes(library, home))
    if not dry:
        for was, now in zip(before, applied.facts, strict=True):
            if was != now:
                library.photos.update(now)
    return before, applied


def _free(stem: str, stems: set[str]) -> str:
    number, name = 2, stem
    while name in stems:
        number, name = number + 1, f"{stem}-{number}"
    return name


def _write(template: Template, written: "TOMLDocument") -> None:
    """Put a template into a TOML document: what differs from the usual alone is written."""
    import tomlkit

    written["name"] = template.name
    lines = {line.field: line for line in template.lines if line.text or line.ticked}
    for field in FIELDS:
        line = lines.get(field)
        if line is None:
            if field in written:
                del written[field]
            continue
        table = written.setdefault(field, tomlkit.table())
        table[TEXT] = line.text
        for key, value, usual in ((HOW, line.how, REPLACE), (TICKED, line.ticked, True)):
            if value != usual:
                table[key] = value
            else:
                table.pop(key, None)
