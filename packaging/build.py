"""Build what people install: ``python packaging/build.py windows --python-embed PATH``.

Gives, in ``--out``: ``program/`` (the folder as it will lie on the person's disk), ``manifest.txt``
(every file with its size and SHA-256) and ``morat-VERSION-setup.exe``. Runs on Linux; needs uv, a
mingw-w64 compiler and NSIS. The same tree and the same runtime give the same files.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from icon import write_ico
from trim import missing_libraries, trim

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = ROOT / "packaging" / "windows"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
UV = os.environ.get("UV", "uv")
"""uv tells what it runs where it is: it need not be on the path."""
UNUSED_RUNTIME = ("python.exe", "pythonw.exe", "winsound.pyd", "python*._pth")
"""The launchers stand for Python's own. Its SQLite stays: sqlite-utils imports the module, and uses ours."""


class BuildError(Exception):
    """The package could not be built; the text says what is wrong."""


def main(arguments: list[str] | None = None) -> int:
    """Build what the arguments ask for and say where it is."""
    parser = argparse.ArgumentParser(prog="build.py", description="Build what people install.")
    systems = parser.add_subparsers(required=True, metavar="SYSTEM")
    windows = systems.add_parser("windows", help="the Windows program and its installer")
    windows.add_argument(
        "--python-embed",
        type=Path,
        required=True,
        metavar="PATH",
        help="CPython's embeddable package for 64-bit Windows: the zip, or its folder",
    )
    windows.add_argument("--python-sha256", metavar="HEX", help="refuse a zip with another SHA-256")
    windows.add_argument("--out", type=Path, default=ROOT / "build" / "windows", metavar="DIR")
    windows.add_argument("--makensis", default="makensis", metavar="PATH")  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        setup = build_windows(
            options.python_embed, options.out.absolute(), options.makensis, options.python_sha256
        )
    except BuildError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        said = str(error.stderr or error.stdout or "").strip()
        print(f"build.py: {error.cmd[0]} failed\n{said}", file=sys.stderr)
        return 1
    program = setup.parent / "program"
    sizes = [path.stat().st_size for path in program.rglob("*") if path.is_file()]
    print(f"{program}: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")
    print(f"{setup}: {setup.stat().st_size / 1e6:.1f} MB")
    return 0


def build_windows(embed: Path, out: Path, makensis: str, embed_sha256: str | None = None) -> Path:
    """Build the Windows program in ``out`` and return its installer.

    Raises:
        BuildError: the runtime is not what it should be, a tool is missing, or a library is.
        subprocess.CalledProcessError: a tool failed; its output is attached.
    """
    for tool in (UV, "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres", makensis):
        if shutil.which(tool) is None:
            raise BuildError(f"{tool} is not installed")
    out.mkdir(parents=True, exist_ok=True)
    program = out / "program"
    if program.exists():
        shutil.rmtree(program)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    python = unpack_runtime(embed, program, embed_sha256)
    install_packages(program / "lib", out / "wheel", python)
    trim(program / "lib")
    # Where Python looks, and nowhere else: no registry, no PYTHONPATH, no site-packages of the person.
    names = (f"{python}.zip", ".", "lib")
    (program / f"{python}._pth").write_text("\r\n".join((*names, "")), "ascii", newline="")
    icon = out / "morat.ico"
    write_ico(ROOT / "resources" / "icons" / "morat.svg", icon)
    build_launchers(program, out, icon, python, version)
    shutil.copy(ROOT / "LICENSE", program / "LICENSE.txt")
    if missing := missing_libraries(program):
        raise BuildError("the program would miss libraries:\n" + "\n".join(missing))

    write_manifest(program, out / "manifest.txt")
    shutil.copy(out / "manifest.txt", program / "manifest.txt")
    set_times(program, commit_time())
    return build_setup(program, out, icon, version, makensis)


def unpack_runtime(embed: Path, program: Path, sha256: str | None) -> str:
    """Put Python's own files into the program folder and return the name of its DLL, ``python313``.

    Raises:
        BuildError: it is not the embeddable package, or a zip other than the one asked for.
    """
    if embed.is_dir():
        shutil.copytree(embed, program)
    elif zipfile.is_zipfile(embed):
        found = hashlib.sha256(embed.read_bytes()).hexdigest()
        if sha256 is not None and found != sha256.lower():
            raise BuildError(f"{embed} has the SHA-256 {found}")
        with zipfile.ZipFile(embed) as archive:
            archive.extractall(program)
    else:
        raise BuildError(f"{embed} is neither a folder nor a zip")
    libraries = [path.stem for path in program.glob("python3[0-9][0-9].dll")]
    if len(libraries) != 1 or not (program / f"{libraries[0]}.zip").is_file():
        raise BuildError(f"{embed} is not CPython's embeddable package")
    for pattern in UNUSED_RUNTIME:
        for path in program.glob(pattern):
            path.unlink()
    (program / "LICENSE.txt").rename(program / "LICENSE-Python.txt")
    return libraries[0]


def install_packages(lib: Path, wheels: Path, python: str) -> None:
    """Install the pinned libraries for Windows, and Mo-rát itself, into ``lib``."""
    version = f"3.{python.removeprefix('python3')}"
    install = [UV, "pip", "install", "--quiet", "--target", str(lib), "--only-binary", ":all:", "--no-deps"]
    install += [
        "--python-platform",
        "x86_64-pc-windows-msvc",
        "--python-version",
        version,
        "--link-mode",
        "copy",
    ]
    _run(*install, "--require-hashes", "-r", str(CONSTRAINTS))
    shutil.rmtree(wheels, ignore_errors=True)
    _run(UV, "build", "--quiet", "--wheel", "--out-dir", str(wheels), str(ROOT))
    _run(*install, *map(str, wheels.glob("morat-*.whl")))


def build_launchers(program: Path, work: Path, icon: Path, python: str, version: str) -> None:
    """Compile morat.exe (console) and moratw.exe (window) into the program folder."""
    resource = work / "launcher.res"
    defines = {"ICON_FILE": _quoted(icon), "MANIFEST_FILE": _quoted(WINDOWS / "launcher.manifest"),
               "VERSION": _quoted(version), "NUMBERS": numbers(version, ",")}  # fmt: skip
    flags = [f"-D{name}={value}" for name, value in defines.items()]
    _run(
        "x86_64-w64-mingw32-windres", *flags, str(WINDOWS / "launcher.rc"), "-O", "coff", "-o", str(resource)
    )
    compiler = ["x86_64-w64-mingw32-gcc", "-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror"]
    compiler += ["-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat", f'-DPYTHON_DLL=L"{python}.dll"']
    source = [str(WINDOWS / "launcher.c"), str(resource)]
    _run(*compiler, *source, "-o", str(program / "morat.exe"))
    _run(*compiler, "-DWINDOWED", "-mwindows", *source, "-o", str(program / "moratw.exe"))


def _quoted(value: object) -> str:
    return f'\\"{value}\\"'


def numbers(version: str, separator: str) -> str:
    """Return a version as the four numbers that Windows wants: ``0.1.0rc1`` is 0.1.0.0."""
    release = "".join(sign if sign.isdigit() or sign == "." else " " for sign in version).split()[0]
    parts = [part for part in release.split(".") if part][:4]
    return separator.join((parts + ["0"] * 4)[:4])


def write_manifest(program: Path, target: Path) -> None:
    """List every file of the program: SHA-256, size in bytes, name."""
    lines: list[str] = []
    for path in _files(program):
        content = path.read_bytes()
        name = path.relative_to(program).as_posix()
        lines.append(f"{hashlib.sha256(content).hexdigest()} {len(content):>9} {name}\n")
    target.write_text("".join(lines), "utf-8", newline="\n")


def commit_time() -> int:
    """Return the time that all files are given, in seconds: ``SOURCE_DATE_EPOCH``, else the last commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or _run("git", "-C", str(ROOT), "log", "-1", "--format=%ct"))


def set_times(folder: Path, seconds: int) -> None:
    """Give every file one time, so that two builds of one tree are the same."""
    for path in _files(folder):
        os.utime(path, (seconds, seconds))


def build_setup(program: Path, out: Path, icon: Path, version: str, makensis: str) -> Path:
    """Pack the program folder into an installer and return its path."""
    listing = out / "files.nsh"
    listing.write_text(_file_commands(program), "utf-8")
    size = sum(path.stat().st_size for path in _files(program))
    setup = out / f"morat-{version}-setup.exe"
    defines = {"VERSION": version, "NUMBERS": numbers(version, "."), "FILES": listing, "ICON": icon,
               "KILOBYTES": size // 1024, "OUT": setup}  # fmt: skip
    flags = [f"-D{name}={value}" for name, value in defines.items()]
    _run(makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *flags, str(WINDOWS / "setup.nsi"))
    return setup


def _file_commands(program: Path) -> str:
    lines: list[str] = []
    folder: Path | None = None
    for path in _files(program):
        if path.parent != folder:
            folder = path.parent
            inside = str(folder.relative_to(program)).replace("/", "\\")
            lines.append(f'SetOutPath "{"$INSTDIR" if inside == "." else "$INSTDIR" + chr(92) + inside}"')
        lines.append(f'File "{str(path).replace("$", "$$")}"')
    return "\n".join((*lines, ""))


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder by folder and name, the same on every machine."""
    return sorted((path for path in folder.rglob("*") if path.is_file()), key=_place)


def _place(path: Path) -> tuple[str, str]:
    return path.parent.as_posix(), path.name


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, errors="replace").stdout


if __name__ == "__main__":
    sys.exit(main())
