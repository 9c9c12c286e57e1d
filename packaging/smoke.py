"""Install, use, upgrade and uninstall the Windows setup under wine: ``python packaging/smoke.py SETUP``.

Prints what was checked, one line each, and leaves with 1 and a sentence at the first thing that is
wrong. Everything happens in a wine of its own in a temporary folder. README.md says what this proves
about Windows and what it does not.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stubs import write_stubs

PROGRAM = "AppData/Local/Programs/Morat"
LIBRARY = "AppData/Local/Morat/library"
UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Morat"
TYPE_KEY = r"HKCU\Software\Classes\Morat.Piece"
OLDEST_SQLITE = (3, 51, 3)
"""Older ones can lose committed transactions in WAL mode."""
RUNNING, FOREIGN = 3, 4
"""Exit status of the setup: the program is running; the folder holds something else."""


class SmokeError(Exception):
    """Something in the package is wrong; the text says what."""


def expect(condition: object, sentence: str) -> None:
    """Stop with the sentence unless the condition holds."""
    if not condition:
        raise SmokeError(sentence)


class Wine:
    """A Windows of our own under wine, in a folder that is thrown away."""

    def __init__(self, folder: Path) -> None:
        self.prefix = folder / "wine"
        # No offers to fetch .NET or a browser; the two stand-ins before wine's own.
        overrides = "mscoree,mshtml,winemenubuilder.exe=;icuuc,mscms=n,b"
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("MORAT_", "PYTHON", "QT_"))
            },
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": overrides,
            "LC_ALL": "C.UTF-8",
        }
        self.run("wineboot", "--init", limit=180)
        self.wait()

    @property
    def home(self) -> Path:
        """The folder of the one person of this Windows."""
        users = self.prefix / "drive_c" / "users"
        return next(path for path in users.iterdir() if path.name != "Public")

    @property
    def system(self) -> Path:
        """The folder of the system's 64-bit libraries."""
        return self.prefix / "drive_c" / "windows" / "system32"

    def run(self, *command: str | Path, limit: int = 120) -> int:
        """Run a Windows program to its end, for at most ``limit`` seconds; return its exit status.

        Its output is not read: what it starts and leaves behind (wine's Explorer) would hold the pipe.

        Raises:
            SmokeError: it did not end in time.
        """
        quiet = subprocess.DEVNULL
        return self._run(command, limit, stdin=quiet, stdout=quiet, stderr=quiet).returncode

    def read(self, *command: str | Path, limit: int = 120) -> subprocess.CompletedProcess[str]:
        """Run a console program as :meth:`run` does, and read what it says.

        Through pipes alone: Python under wine 8 starts with no file as its standard output.
        """
        return self._run(command, limit, input="", capture_output=True)

    def _run(
        self, command: tuple[str | Path, ...], limit: int, **streams: Any
    ) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                self._line(command), timeout=limit, env=self.environment, check=False,
                encoding="utf-8", errors="replace", **streams,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise SmokeError(f"{Path(str(command[0])).name} had not ended after {limit} seconds") from error

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a Windows program and leave it waiting for its standard input."""
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(
            self._line(command), stdin=pipe, stdout=quiet, stderr=quiet, env=self.environment
        )

    def wait(self, limit: int = 120) -> None:
        """Wait until every program of this Windows has ended (an uninstaller goes on by itself)."""
        try:
            subprocess.run(_wineserver("-w"), timeout=limit, env=self.environment, check=False)
        except subprocess.TimeoutExpired as error:
            raise SmokeError(f"wine had not come to rest after {limit} seconds") from error

    def stop(self) -> None:
        """End every program of this Windows."""
        subprocess.run(_wineserver("-k"), timeout=60, env=self.environment, check=False)

    def registry(self, key: str, name: str | None = None) -> str | None:
        """Return a value of the registry (``None`` asks for the key's own), None where there is none."""
        told = self.read("reg", "query", key, *(("/v", name) if name else ("/ve",)))
        found = re.search(r"REG_(?:SZ|DWORD)\s+(.*?)\s*$", told.stdout, flags=re.MULTILINE)
        return found.group(1) if told.returncode == 0 and found else None

    def _line(self, command: tuple[str | Path, ...]) -> list[str]:
        return ["wine", *(str(part) for part in command)]


def _wineserver(option: str) -> list[str]:
    found = shutil.which("wineserver") or next(
        (str(path) for path in Path("/usr/lib").glob("*/wine/wineserver*") if os.access(path, os.X_OK)),
        "/usr/lib/wine/wineserver",
    )
    return [found, option]


class Smoke:
    """The checks, in the order in which a person meets what they are about."""

    def __init__(self, setup: Path, wine: Wine) -> None:
        self.setup = setup
        self.wine = wine
        self.program = wine.home / PROGRAM
        self.morat = self.program / "morat.exe"
        self.kept = wine.home / LIBRARY / "ghi chép của tôi.txt"

    def install(self) -> str:
        """Install silently; every file of the manifest is there, unharmed, and no other."""
        self._setup()
        lines = (self.program / "manifest.txt").read_text("utf-8").splitlines()
        wanted = {line.split(maxsplit=2)[2]: line.split(maxsplit=1)[0] for line in lines}
        own = {"manifest.txt", "uninstall.exe"}
        there = {
            path.relative_to(self.program).as_posix() for path in self.program.rglob("*") if path.is_file()
        }
        expect(
            there == wanted.keys() | own,
            f"files differ from the manifest: {sorted(there ^ wanted.keys())[:5]}",
        )
        for name, digest in wanted.items():
            found = hashlib.sha256((self.program / name).read_bytes()).hexdigest()
            expect(found == digest, f"{name} arrived damaged")
        size = sum(path.stat().st_size for path in self.program.rglob("*") if path.is_file())
        return f"{len(there)} files, {size / 1e6:.1f} MB"

    def traces(self) -> str:
        """Windows knows the version and the size; the start menu and .morat files lead to the program."""
        version = self.wine.registry(UNINSTALL_KEY, "DisplayVersion")
        expect(version and version in self.setup.name, f"the registry says version {version}")
        for name in (
            "Publisher",
            "EstimatedSize",
            "UninstallString",
            "QuietUninstallString",
            "InstallLocation",
        ):
            expect(self.wine.registry(UNINSTALL_KEY, name), f"the registry has no {name}")
        expect(self._shortcut().is_file(), "the start menu has no shortcut")
        expect(not list(self.wine.home.glob("Desktop/Mo-r*.lnk")), "an icon came to the desktop unasked")
        command = self.wine.registry(TYPE_KEY + r"\shell\open\command") or ""
        expect(command.endswith('moratw.exe" --open "%1"'), f".morat files are opened by {command!r}")
        expect(
            self.wine.registry(r"HKCU\Software\Classes\.morat") == "Morat.Piece", ".morat belongs to nothing"
        )
        return f"version {version}, start menu, .morat"

    def versions(self) -> str:
        """The program starts and carries an SQLite that loses nothing."""
        told = self._morat("--version").strip()
        found = re.search(r"SQLite (\d+)\.(\d+)\.(\d+)", told)
        expect(found, f"--version says {told!r}")
        assert found is not None
        expect(tuple(map(int, found.groups())) >= OLDEST_SQLITE, f"the SQLite inside is too old: {told}")
        return told

    def proof(self) -> str:
        """Vietnamese text goes in and comes out whole, in a folder with a Vietnamese name."""
        folder = self.wine.prefix / "drive_c" / "Bản thảo số 1"
        folder.mkdir()
        (folder / "bài viết.txt").write_text("Đường làng\n\nSáng nay , người dân ra đồng.\n", "utf-8")
        name = r"C:\Bản thảo số 1\bài viết.txt"
        told = json.loads(self._morat("proof", name, "--json"))
        expect(told[0]["source"] == name, f"the name arrived as {told[0]['source']!r}")
        rules = {finding["rule"] for finding in told[0]["findings"]}
        expect(rules, "nothing was found in a text with a mistake")
        return ", ".join(sorted(rules))

    def demo(self) -> str:
        """The sample piece goes the whole way, pictures decoded and written."""
        told = json.loads(
            self._morat("demo", "--no-window", "--json", "--out", r"C:\Bản thảo số 1\mẫu", limit=300)
        )
        for kind in ("html", "docx"):
            inside = str(told[kind]).removeprefix("C:\\").replace("\\", "/")
            path = self.wine.prefix / "drive_c" / inside
            expect(path.is_file() and path.stat().st_size, f"the demonstration wrote no {kind}")
        return f"HTML and DOCX, {told['findings']} findings"

    def window(self) -> str:
        """The window comes with the piece that was asked for, and goes when it is asked to."""
        if _screenless():
            return "left out: no screen (run under xvfb-run, with xdotool)"
        piece = json.loads(self._morat("list", "--json"))[0]
        process = self.wine.start(self.program / "moratw.exe", "--open", piece["id"])
        _see(f"^{re.escape(piece['headline'])} – Mo-rát$")
        self._close_window()
        try:
            status = process.wait(timeout=60)
        except subprocess.TimeoutExpired as error:
            raise SmokeError("the window closed, the program did not end") from error
        expect(status == 0, f"the window left with {status}")
        return piece["headline"]

    def double_click(self) -> str:
        """A .morat file with a Vietnamese name is handed to the window."""
        if _screenless():
            return "left out: no screen (run under xvfb-run, with xdotool)"
        name = r"C:\Bản thảo số 1\bài gửi đi.morat"
        piece = json.loads(self._morat("list", "--json"))[0]
        self._morat("send", piece["id"], "--out", name)
        # Windows shows the person's classes as the machine's; wine 8 does not.
        for key in (".morat", "Morat.Piece"):
            classes = r"\Software\Classes" + "\\" + key
            self.wine.run("reg", "copy", "HKCU" + classes, "HKLM" + classes, "/s", "/f")
        expect(self.wine.run("start", name) == 0, "Windows knows no program for a .morat file")
        _see("Mo-rát$")
        given = [line for line in _command_lines() if "moratw.exe" in line[0]]
        expect(any(line[1:] == ["--open", name] for line in given), f"the window was started as {given}")
        self._close_window()
        self.wine.wait()
        return "--open " + name

    def running(self) -> str:
        """While the program runs the setup leaves it alone and says so by its exit status."""
        process = self.wine.start(self.morat, "proof", "-")
        try:
            status = self.wine.run(self.setup, "/S")
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=60)
        expect(status == RUNNING, f"the setup left with {status} while the program was running")
        expect(self.morat.is_file(), "the setup removed a running program")
        return f"exit status {status}"

    def foreign(self) -> str:
        """The setup refuses a folder with somebody else's files and touches none of them."""
        # No space: wine would put the option in quotation marks, which NSIS does not read.
        folder = self.wine.prefix / "drive_c" / "Của-người-khác"
        folder.mkdir()
        (folder / "thư.dll").write_text("không phải của Mo-rát", "utf-8")
        status = self.wine.run(self.setup, "/S", r"/D=C:\Của-người-khác")
        expect(status == FOREIGN, f"the setup left with {status}")
        expect(
            [path.name for path in folder.iterdir()] == ["thư.dll"], "the setup changed a stranger's folder"
        )
        return f"exit status {status}"

    def upgrade(self) -> str:
        """A newer setup leaves no file of the older program, and everything that is the person's."""
        stale = [self.program / name for name in ("lib/morat/stale.py", "lib/old/__init__.py", "stale.pyd")]
        own = self.program / "của tôi" / "library.db"
        for path in (*stale, own, self.kept):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", "utf-8")
        self._setup()
        left = [path.name for path in stale if path.exists()]
        expect(not left, f"old files are left: {left}")
        expect(own.is_file(), "a person's folder beside the program was deleted")
        expect(self.kept.is_file(), "the library was deleted")
        expect("Mo-rát" in self._morat("--version"), "the program no longer starts")
        shutil.rmtree(own.parent)
        return f"{len(stale)} old files gone"

    def uninstall(self) -> str:
        """The program goes with every trace; the library stays."""
        status = self.wine.run(self.program / "uninstall.exe", "/S")
        expect(status == 0, f"the uninstaller left with {status}")
        self.wine.wait()
        expect(not self.program.exists(), "the program folder is left")
        expect(not self._shortcut().exists(), "the shortcut is left")
        for key in (UNINSTALL_KEY, TYPE_KEY, r"HKCU\Software\Classes\.morat"):
            expect(self.wine.run("reg", "query", key), f"{key} is left in the registry")
        expect(self.kept.read_text("utf-8") == "x", "the library was touched")
        return "library kept"

    def stand_in(self) -> None:
        """Give wine what Windows has and wine has not."""
        qt = self.program / "lib" / "PySide6"
        write_stubs([qt / "Qt6Core.dll", qt / "plugins" / "platforms" / "qwindows.dll"], self.wine.system)

    def _close_window(self) -> None:
        expect(self.wine.run("taskkill", "/im", "moratw.exe") == 0, "the window could not be asked to close")

    def _setup(self) -> None:
        status = self.wine.run(self.setup, "/S", limit=300)
        expect(status == 0, f"the setup left with {status}")
        self.wine.wait()

    def _shortcut(self) -> Path:
        return self.wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Mo-rát.lnk"

    def _morat(self, *arguments: str, limit: int = 120) -> str:
        told = self.wine.read(self.morat, *arguments, limit=limit)
        expect(
            told.returncode == 0, f"morat {arguments[0]} left with {told.returncode}: {told.stderr.strip()}"
        )
        return told.stdout


def main(arguments: list[str] | None = None) -> int:
    """Check the setup that the arguments name; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="smoke.py", description="Try the Windows setup under wine.")
    parser.add_argument("setup", type=Path)
    setup: Path = parser.parse_args(arguments).setup.absolute()
    print(f"setup         {setup.name}, {setup.stat().st_size / 1e6:.1f} MB", flush=True)
    with tempfile.TemporaryDirectory(prefix="morat-smoke-", ignore_cleanup_errors=True) as folder:
        wine = Wine(Path(folder))
        try:
            smoke = Smoke(setup, wine)
            _check(smoke.install)
            smoke.stand_in()
            for check in (
                smoke.traces,
                smoke.versions,
                smoke.proof,
                smoke.demo,
                smoke.window,
                smoke.double_click,
            ):
                _check(check)
            for check in (smoke.running, smoke.foreign, smoke.upgrade, smoke.uninstall):
                _check(check)
        except SmokeError as error:
            print(f"smoke.py: {error}", file=sys.stderr)
            return 1
        finally:
            wine.stop()
    return 0


def _screenless() -> bool:
    return not os.environ.get("DISPLAY") or shutil.which("xdotool") is None


def _see(title: str, limit: int = 120) -> None:
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
    try:
        subprocess.run(search, timeout=limit, check=True, stdout=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        # The box of a crash stands among them.
        named = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        there = subprocess.run(named, check=False, capture_output=True, encoding="utf-8").stdout.splitlines()
        raise SmokeError(f"no window {title} within {limit} seconds, but {there}") from error


def _command_lines() -> list[list[str]]:
    """Return the arguments of every process, Windows programs too: wine shows them to Linux."""
    lines: list[list[str]] = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().decode("utf-8", "replace").rstrip("\0").split("\0"))
        except OSError:  # it ended meanwhile
            continue
    return lines


def _check(check: Callable[[], str]) -> None:
    print(f"{check.__name__:<13} ", end="", flush=True)
    print(check(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
