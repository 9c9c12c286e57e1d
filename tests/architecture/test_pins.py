"""The pins that a release is built from name no address and leave nothing out."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINS = (ROOT / "packaging" / "constraints.txt").read_text("utf-8")
SYSTEMS = [
    {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": system}
    for python in ("3.11", "3.12", "3.13")
    for system in ("linux", "win32")
]


def _entries() -> list[tuple[Requirement, list[str]]]:
    entries: list[tuple[Requirement, list[str]]] = []
    for entry in re.split(r"^(?=[A-Za-z0-9])", PINS.replace("\\\n", " "), flags=re.MULTILINE):
        if not entry or entry.startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
        entries.append((Requirement(requirement), hashes))
    return entries


def _dependencies() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def test_no_address_is_named() -> None:
    assert "://" not in PINS
    assert "--index-url" not in PINS
    assert "--find-links" not in PINS
    assert not [requirement for requirement, _ in _entries() if requirement.url]


def test_every_pin_is_exact_and_has_hashes() -> None:
    entries = _entries()
    assert entries
    for requirement, hashes in entries:
        assert re.fullmatch(r"==[\w.!+-]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@pytest.mark.parametrize(
    "system", SYSTEMS, ids=lambda system: f"{system['sys_platform']}-{system['python_version']}"
)
def test_every_dependency_is_pinned_once_and_as_asked(system: dict[str, str]) -> None:
    for wanted in _dependencies():
        if wanted.marker is not None and not wanted.marker.evaluate(system):
            continue
        versions = [
            next(iter(pin.specifier)).version
            for pin, _ in _entries()
            if canonicalize_name(pin.name) == canonicalize_name(wanted.name)
            and (pin.marker is None or pin.marker.evaluate(system))
        ]
        assert len(versions) == 1, f"{wanted} is pinned {len(versions)} times"
        assert wanted.specifier.contains(versions[0]), f"{wanted} is pinned as {versions[0]}"
