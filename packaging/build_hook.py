"""Compile the catalogues (.po to .mo) whenever the package is built, also for an editable install."""

import compileall
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(folder: Path) -> list[Path]:
    """Write a .mo beside every .po of ``folder`` and return the files written."""
    written: list[Path] = []
    for source in sorted(folder.glob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.stem)
        # Else the minute of the build is written into it, and no two builds are alike.
        catalogue.creation_date = datetime.fromtimestamp(0, UTC)
        target = source.with_suffix(".mo")
        with target.open("wb") as out:
            write_mo(out, catalogue)
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling calls ``initialize`` before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the catalogues in place; for an editable install the modules too.

        Where Python is told not to write bytecode (containers, CI), an editable install would be compiled
        anew at every start: a fifth of the time to the first paint.
        """
        compile_catalogues(Path(self.root, "resources", "i18n"))
        if version == "editable":
            compileall.compile_dir(Path(self.root, "desktop", "morat"), quiet=1)
