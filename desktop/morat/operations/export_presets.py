"""Export presets (cách xuất ảnh) as files that people read and share.

Those that ship are in ``resources/presets``, over them the person's own in ``house/presets`` beside the
settings, over both the newsroom's in that folder of the library.
"""

from pathlib import Path
from typing import NamedTuple

from morat.newsroom.export_presets import WEB, Preset, parse
from morat.newsroom.messages import Message, UserError
from morat.newsroom.text import clean_line, fold
from morat.operations.house import house_values

PRESETS = "presets"
"""The folder of the presets below ``house`` and in the resources."""


class Presets(NamedTuple):
    """The presets by the names of their files, the usual one first; what is to be said of the files."""

    kept: dict[str, Preset]
    warnings: tuple[Message, ...]


def list_presets(library: Path, home: Path) -> Presets:
    """Return the presets of the newsroom, the person and those that ship.

    A file that cannot be read is left out, and that is said.
    """
    found, warnings = house_values(library, home, PRESETS, parse)
    kept = {path.stem: preset for preset, path, _ships in found}
    in_order = sorted(kept, key=lambda stem: (stem != WEB, fold(kept[stem].name)))
    return Presets({stem: kept[stem] for stem in in_order}, warnings)


def get_preset(library: Path, home: Path, name: str) -> Preset:
    """Return the preset in the file of this name, or called so, in any case and without marks.

    Raises:
        UserError: ``preset-unknown``, which says what there is.
    """
    presets, wanted = list_presets(library, home).kept, fold(clean_line(name))
    for stem, preset in presets.items():
        if wanted in (fold(stem), fold(preset.name)):
            return preset
    raise UserError("preset-unknown", name=name, known=tuple(presets))


def preset_or_usual(library: Path, home: Path, name: str) -> Preset:
    """Return the preset of this name, the usual one where its file is gone since it was chosen."""
    try:
        return get_preset(library, home, name)
    except UserError:
        return Preset()
