"""Find what ships with the program: catalogues, templates, the sample, and the icons."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ARTICLE_FACES = ("Noto Serif", "Source Serif 4", "Source Serif Pro", "Cambria", "Times New Roman", "serif")
"""Serifs with the whole of Vietnamese, for window and paper; Qt takes the first that the system has."""


@lru_cache(maxsize=1)
def resources() -> Path:
    """Return the folder of resources: beside the package when it is installed, else the repository's.

    Raises:
        FileNotFoundError: the program is installed without its resources.
    """
    package = Path(__file__).parent
    for folder in (package / "resources", package.parent.parent / "resources"):
        if (folder / "i18n").is_dir():
            return folder
    raise FileNotFoundError(package / "resources")


def resource(*parts: str) -> Path:
    """Return the path of one resource, ``resource("sample", "bai-mau.md")``."""
    return resources().joinpath(*parts)


def lexicon(name: str) -> dict[str, Any]:
    """Return the tables of ``resources/lexicon/NAME.toml``, read anew: who needs them again keeps them."""
    import tomllib

    return tomllib.loads(resource("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


def icon_file(name: str) -> Path | None:
    """Return the SVG file of a Tabler icon, None when it is not there.

    The icons come with ``pytablericons``, found without importing it: its import loads Pillow.
    """
    folder = _icon_folder()
    if folder is None:
        return None
    path = folder / f"{name}.svg"
    return path if path.is_file() else None


@lru_cache(maxsize=1)
def _icon_folder() -> Path | None:
    spec = find_spec("pytablericons")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "icons" / "outline"
