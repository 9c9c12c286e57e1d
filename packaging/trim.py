"""Keep of the Windows libraries what Mo-rát uses, and check that nothing it needs went missing.

The libraries are folders of one ``lib``, as pip or uv unpack them. README.md says why each goes.
"""

import ast
import fnmatch
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

UNUSED_PACKAGES = ("pip", "pip-*", "bin")
"""Asked for by a command of sqlite-utils, and by nobody."""

KEPT: dict[str, tuple[str, ...]] = {
    "PIL": ("*.py", "_imaging.*.pyd"),
    "pytablericons": ("__init__.py", "icons/outline/*"),
    "shiboken6": ("*.py", "Shiboken.pyd", "*.abi3.dll"),
    "spellchecker": ("*.py", "resources/en.json.gz"),
    "PySide6": (
        "*.py",
        "support/*.py",
        "pyside6.abi3.dll",
        "plugins/iconengines/qsvgicon.dll",
        "plugins/imageformats/q[!p]*.dll",
        "plugins/platforms/qwindows.dll",
        "plugins/platforms/qoffscreen.dll",
        "plugins/styles/*.dll",
    ),
}
"""Packages of which only files that match stay (``*`` crosses folders); Qt's modules join PySide6."""

QT_BASE = ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "Network")
"""Qt modules that stay whatever the code imports today: each is asked for by the design."""

C_RUNTIME = ("msvcp140.dll", "msvcp140_[12].dll", "vcruntime140.dll", "vcruntime140_1.dll")

DROPPED = (
    "*.pyi", "*.pyx", "*.pxd", "*.pxi", "*.h", "*.hpp", "*.c", "*.cpp", "*.lib", "*.cmake",
    "*/__pycache__/*", "exiv2/locale/*", "exiv2/examples/*", "lxml/includes/*",
    # What an installer wrote for itself: it names this machine or lists files that have gone.
    "*.dist-info/RECORD", "*.dist-info/INSTALLER", "*.dist-info/REQUESTED", "*.dist-info/direct_url.json",
    "*.dist-info/uv_*.json", "*.dist-info/sboms/*", ".lock", "CACHEDIR.TAG", ".gitignore",
)  # fmt: skip

COMPANIONS = {"PySide6": ("PySide6", "shiboken6"), "exiv2": ("exiv2.libs",)}
"""Folders of lib that a package adds to the search for DLLs when it is imported."""

WINDOWS = frozenset({
    "advapi32", "authz", "bcrypt", "bcryptprimitives", "comdlg32", "crypt32", "d3d11", "d3d12", "d3d9",
    "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32", "iphlpapi", "kernel32", "mpr", "mscms",
    "msvcrt", "netapi32", "ntdll", "ole32", "oleaut32", "propsys", "psapi", "rpcrt4", "secur32", "setupapi",
    "shcore", "shell32", "shlwapi", "uiautomationcore", "user32", "userenv", "uxtheme", "version",
    "winhttp", "winmm", "ws2_32", "wtsapi32",
})  # fmt: skip
"""Libraries that every Windows since 10 1903 has in its system folder (icuuc is the youngest)."""


def trim(lib: Path) -> None:
    """Remove from ``lib`` what the program never reads.

    ``lib`` holds the ``morat`` package as well: its imports and its words say which Qt modules and
    which icons are used.
    """
    for name in UNUSED_PACKAGES:
        for path in lib.glob(name):
            shutil.rmtree(path)
    qt = {f"{pre}{module}.{kind}" for module in qt_modules(lib / "morat") for pre, kind in _QT_FILES}
    icons = {f"icons/outline/{name}.svg" for name in icon_names(lib / "morat", lib / "pytablericons")}
    for path in [path for path in lib.rglob("*") if path.is_file()]:
        inside = path.relative_to(lib).as_posix()
        package, _, rest = inside.partition("/")
        if _matches(inside, DROPPED) or not _stays(package, rest, qt, icons):
            path.unlink()
    _remove_empty_folders(lib)


_QT_FILES = (("Qt6", "dll"), ("Qt", "pyd"))


def _stays(package: str, rest: str, qt: set[str], icons: set[str]) -> bool:
    if package not in KEPT:
        return True
    if package in COMPANIONS["PySide6"] and (_matches(rest, C_RUNTIME) or rest in qt):
        return True
    if rest.startswith("icons/"):
        return rest in icons
    return _matches(rest, KEPT[package])


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _remove_empty_folders(root: Path) -> None:
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def qt_modules(package: Path) -> set[str]:
    """Return the Qt modules to ship: ``Core``, ``Gui``... and any other that the package imports."""
    found = set(QT_BASE)
    for tree in _modules(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.Qt"):
                found.add((node.module or "").removeprefix("PySide6.Qt"))
    return found


def icon_names(package: Path, icons: Path) -> set[str]:
    """Return the names of the icons that any word in the package's code names.

    A few too many stay, where an ordinary word is an icon's name as well; none is missed, as long
    as names stand in the code in one piece.
    """
    drawn = {path.stem for path in (icons / "icons" / "outline").glob("*.svg")}
    words = {
        node.value
        for tree in _modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return drawn & words


def _modules(package: Path) -> Iterator[ast.Module]:
    for path in sorted(package.rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def missing_libraries(program: Path) -> list[str]:
    """Return what a binary of the program asks for and would not find, as ``file: library`` lines.

    Looks where Windows will: beside the binary, beside the program, where its package points
    (``COMPANIONS``), in the system. Wine finds other libraries than Windows does; this does not.

    Raises:
        FileNotFoundError: no objdump for Windows files (Debian: binutils-mingw-w64-x86-64).
    """
    binaries = sorted(path for path in program.rglob("*") if path.suffix in {".dll", ".pyd", ".exe"})
    beside: dict[Path, set[str]] = {}
    for path in binaries:
        beside.setdefault(path.parent, set()).add(path.name.lower())
    lines: list[str] = []
    for path in binaries:
        parts = path.relative_to(program).parts
        package = parts[1] if len(parts) > 2 else ""
        folders = [path.parent, program, *(program / "lib" / name for name in COMPANIONS.get(package, ()))]
        found = set[str]().union(*(beside.get(folder, set()) for folder in folders))
        lines += [f"{'/'.join(parts)}: {name}" for name in _imports(path) if not _is_there(name, found)]
    return lines


def _is_there(name: str, found: set[str]) -> bool:
    stem = name.lower().rpartition(".")[0]
    return name.lower() in found or stem in WINDOWS or stem.startswith("api-ms-win-") or stem == "winspool"


def _imports(binary: Path) -> list[str]:
    command = ["x86_64-w64-mingw32-objdump", "--private-headers", str(binary)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, errors="replace").stdout
    return re.findall(r"DLL Name: (\S+)", told)
