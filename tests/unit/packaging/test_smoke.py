"""What the smoke test says of the SQLite inside the installed program."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from morat.cli.arguments import version_line
from morat.library.sqlite import NEEDED

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def smoke(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Give the script as a module; it finds its neighbours as it does when it is run."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    before = {name: sys.modules.pop(name, None) for name in ("smoke", "stubs")}
    yield importlib.import_module("smoke")
    for name, module in before.items():
        sys.modules.pop(name, None)
        if module is not None:
            sys.modules[name] = module


def judged(smoke: ModuleType, told: str) -> str:
    """Return what is said of a program whose ``--version`` says ``told``."""
    program = SimpleNamespace(_morat=lambda *_: told)
    return str(smoke.Smoke.versions(program))


def test_the_package_needs_the_same_sqlite_as_the_program(smoke: ModuleType) -> None:
    assert smoke.OLDEST_SQLITE == NEEDED
    assert judged(smoke, version_line()) == version_line().strip()


@pytest.mark.parametrize(
    "told",
    ["Mo-rát 0.1.0 (Python 3.13.1, SQLite 3.51.2, PySide6 6.12.0)", "Mo-rát 0.1.0 (Python 3.13.1)", ""],
)
def test_an_old_or_unnamed_sqlite_is_found(smoke: ModuleType, told: str) -> None:
    with pytest.raises(smoke.SmokeError):
        judged(smoke, told)
