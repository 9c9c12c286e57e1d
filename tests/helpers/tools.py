"""Load the scripts of packaging/, which is no package."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

_ROOT = Path(__file__).resolve().parents[2]


def packaging_module(name: str) -> ModuleType:
    """Import ``packaging/<name>.py`` under a name that hides no library."""
    spec = spec_from_file_location(f"morat_packaging_{name}", _ROOT / "packaging" / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
