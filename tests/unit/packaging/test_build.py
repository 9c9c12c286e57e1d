"""The parts of the Windows build that need no Windows tool."""

import importlib
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from morat.assets import icon_file

ROOT = Path(__file__).resolve().parents[3]
MODULES = ("build", "trim", "icon")


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Give the script as a module; it finds its neighbours as it does when it is run."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    before = {name: sys.modules.pop(name, None) for name in MODULES}
    yield importlib.import_module("build")
    for name, module in before.items():
        sys.modules.pop(name, None)
        if module is not None:
            sys.modules[name] = module


@pytest.fixture
def trim(build: ModuleType) -> ModuleType:
    """Give the neighbour; ``build`` has opened the folder of the scripts."""
    return importlib.import_module("trim")


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("0.1.0", "0.1.0.0"),
        ("1.2", "1.2.0.0"),
        ("2.0.1rc3", "2.0.1.0"),
        ("1.2.3.4.5", "1.2.3.4"),
        ("1.0.dev1", "1.0.0.0"),
    ],
)
def test_versions_become_four_numbers(build: ModuleType, version: str, expected: str) -> None:
    assert build.numbers(version, ".") == expected


@pytest.mark.qt
def test_the_icon_holds_a_png_for_every_size(build: ModuleType, tmp_path: Path) -> None:
    target = tmp_path / "morat.ico"
    build.write_ico(ROOT / "resources" / "icons" / "morat.svg", target)
    data = target.read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    assert kind == 1
    for number in range(count):
        edge, _, _, _, _, bits, size, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        picture = data[offset : offset + size]
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack_from(">II", picture, 16) == (edge or 256, edge or 256)
        assert bits == 32
        assert len(set(picture)) > 16, "an empty picture"


@pytest.mark.qt
@pytest.mark.qt_log_ignore("Cannot read file")
def test_a_damaged_drawing_is_refused(build: ModuleType, tmp_path: Path) -> None:
    drawing = tmp_path / "bad.svg"
    drawing.write_text("no drawing", "utf-8")
    with pytest.raises(ValueError, match=r"bad\.svg"):
        build.write_ico(drawing, tmp_path / "morat.ico")


def test_a_zip_other_than_the_pinned_one_is_refused(build: ModuleType, tmp_path: Path) -> None:
    archive = tmp_path / "python.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("python313.dll", b"")
    with pytest.raises(build.BuildError, match="SHA-256"):
        build.unpack_runtime(archive, tmp_path / "program", "0" * 64)
    assert not (tmp_path / "program").exists()


def test_a_folder_that_is_no_runtime_is_refused(build: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(build.BuildError, match="embeddable"):
        build.unpack_runtime(tmp_path / "empty", tmp_path / "program", None)


def test_the_runtime_loses_its_own_programs(build: ModuleType, tmp_path: Path) -> None:
    embed = tmp_path / "embed"
    embed.mkdir()
    names = ("python313.dll", "python313.zip", "python313._pth", "python.exe", "pythonw.exe", "LICENSE.txt")
    for name in names:
        (embed / name).write_bytes(b"x")
    assert build.unpack_runtime(embed, tmp_path / "program", None) == "python313"
    left = sorted(path.name for path in (tmp_path / "program").iterdir())
    assert left == ["LICENSE-Python.txt", "python313.dll", "python313.zip"]


def test_the_manifest_lists_every_file_in_one_order(build: ModuleType, tmp_path: Path) -> None:
    program = tmp_path / "program"
    (program / "lib").mkdir(parents=True)
    (program / "lib" / "bài.py").write_bytes(b"x")
    (program / "morat.exe").write_bytes(b"")
    build.write_manifest(program, tmp_path / "manifest.txt")
    lines = (tmp_path / "manifest.txt").read_text("utf-8").splitlines()
    assert [line.split(maxsplit=2)[1:] for line in lines] == [["0", "morat.exe"], ["1", "lib/bài.py"]]


def test_every_icon_that_the_code_names_is_kept(trim: ModuleType) -> None:
    file = icon_file("menu-2")
    assert file is not None
    names = trim.icon_names(ROOT / "desktop" / "morat", file.parents[2])
    assert "menu-2" in names
    assert len(names) < 500


def test_imported_qt_modules_are_kept(trim: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    from PySide6.QtXml import QDomDocument\n", "utf-8")
    assert trim.qt_modules(tmp_path) == {*trim.QT_BASE, "Xml"}


def test_trimming_leaves_what_is_used(trim: ModuleType, tmp_path: Path) -> None:
    kept = {
        "morat/a.py",
        "PIL/Image.py",
        "PIL/_imaging.cp313-win_amd64.pyd",
        "nh3/nh3.pyd",
        "nh3-1.dist-info/METADATA",
        "PySide6/Qt6Core.dll",
        "PySide6/QtCore.pyd",
        "PySide6/msvcp140.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "pytablericons/__init__.py",
        "pytablericons/icons/outline/bold.svg",
    }
    dropped = {
        "PIL/_avif.cp313-win_amd64.pyd",
        "pip/x.py",
        "nh3/nh3.pyi",
        "nh3-1.dist-info/RECORD",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtQml.pyd",
        "PySide6/plugins/imageformats/qpdf.dll",
        "pytablericons/icons/outline/zzz.svg",
    }
    for name in kept | dropped:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('ICON = "bold"\n', "utf-8")
    trim.trim(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == kept
    assert not (tmp_path / "pip").exists()
