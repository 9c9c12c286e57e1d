"""What tells a Linux desktop about Mo-rát agrees with itself, with Windows and with the project."""

import configparser
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[3]
LINUX = ROOT / "packaging" / "linux"
MIME = "application/x-morat"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _entry(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((LINUX / name).read_text("utf-8"))
    return parser["Desktop Entry"]


@pytest.mark.parametrize("name", ["morat.desktop", "morat-open.desktop"])
def test_the_entries_start_a_program_that_is_installed(name: str) -> None:
    entry = _entry(name)
    command = entry["Exec"].split()[0]
    assert command == entry["TryExec"]
    assert command in PROJECT["gui-scripts"]


def test_the_menu_passes_no_file_and_a_file_passes_one() -> None:
    assert "%" not in _entry("morat.desktop")["Exec"]
    assert _entry("morat-open.desktop")["Exec"].endswith("--open %f")
    assert _entry("morat-open.desktop").getboolean("NoDisplay")


def test_one_type_stands_for_the_handoff_file_everywhere() -> None:
    mime = ElementTree.parse(LINUX / "morat-mime.xml").getroot()
    (kind,) = mime
    assert kind.get("type") == MIME
    assert [glob.get("pattern") for glob in kind if glob.tag.endswith("}glob")] == ["*.morat"]
    assert _entry("morat-open.desktop")["MimeType"] == f"{MIME};"
    assert ElementTree.parse(LINUX / "morat.metainfo.xml").findtext("provides/mediatype") == MIME
    setup = (ROOT / "packaging" / "windows" / "setup.nsi").read_text("utf-8")
    assert f'"Content Type" "{MIME}"' in setup


def test_the_newest_release_is_this_version() -> None:
    component = ElementTree.parse(LINUX / "morat.metainfo.xml").getroot()
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == PROJECT["version"]
    assert component.findtext("launchable") == "morat.desktop"
    changes = (ROOT / "packaging" / "CHANGELOG.md").read_text("utf-8")
    assert next(line for line in changes.splitlines() if line.startswith("## ")) == f"## {PROJECT['version']}"
