"""Old manuscripts (.doc, .rtf, .odt): LibreOffice, where it is installed, saves them as .docx for us.

It runs unseen with a profile of its own, which is gone afterwards: no setting, macro, add-on or lock of the
person's own LibreOffice has a part in it, and no macro or link of the manuscript is followed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from morat.newsroom.messages import UserError
from morat.operations.watching import Watch

LIMIT = 120.0
"""Seconds that a manuscript may take; a long one takes ten, so does the first start on a cold machine."""
_LOOK = 0.05
_NAMES = ("soffice", "libreoffice")
_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_REGISTRY = r"SOFTWARE\LibreOffice\UNO\InstallPath"
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
_COMMON = "/org.openoffice.Office.Common/"
_SETTINGS = (
    (f"{_COMMON}Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
"""What its profile begins with; names are those of LibreOffice's configuration (officecfg)."""


def find_office() -> Path | None:
    """Return the program of a LibreOffice that is installed, None where there is none."""
    return next((path for path in _candidates() if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    found = (shutil.which(name) for name in _NAMES)
    yield from (Path(path) for path in found if path)
    yield _MAC
    yield from (folder / "soffice.exe" for folder in _windows_folders())


def _windows_folders() -> Iterator[Path]:
    """Yield where its installer says that it is, then where it is by default."""
    if sys.platform == "win32":
        import winreg

        for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
                try:
                    with winreg.OpenKey(hive, _REGISTRY, 0, winreg.KEY_READ | view) as key:
                        yield Path(winreg.QueryValueEx(key, "")[0])
                except OSError:
                    continue
    for name in _WINDOWS_FOLDERS:
        folder = os.environ.get(name)
        if folder:
            yield Path(folder) / "LibreOffice" / "program"


def as_docx(program: Path, name: str, data: bytes, watch: Watch | None = None, limit: float = LIMIT) -> bytes:
    """Return the manuscript ``data``, a file called ``name``, as ``program`` saves it for Word.

    Nothing is left behind; what was begun is ended when ``watch`` is cancelled or ``limit`` seconds are over.

    Raises:
        UserError: ``office-failed``, ``office-slow``, ``cancelled``, ``disk-full``.
    """
    watch = watch or Watch()
    watch.at(0, 1)
    with TemporaryDirectory(prefix="morat-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        # Not under its own name, which may begin with a dash or be longer than the folder allows.
        manuscript = folder / f"manuscript{Path(name).suffix.lower()}"
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        manuscript.write_bytes(data)
        _run(_command(program, profile, manuscript, folder / "out"), name, watch, limit)
        made = folder / "out" / "manuscript.docx"
        if not made.is_file():
            raise UserError("office-failed", path=name)
        return made.read_bytes()


def _command(program: Path, profile: Path, manuscript: Path, out: Path) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(manuscript)),
    ]


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n"
    )


def _run(command: list[str], name: str, watch: Watch, limit: float) -> None:
    """Run the program to its end, or end it with all that it started."""
    quiet = subprocess.DEVNULL
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of the system, with names of ours
            command, stdin=quiet, stdout=quiet, stderr=quiet, creationflags=flags, start_new_session=True
        )
    except OSError as error:
        raise UserError("office-failed", path=name) from error
    ends_at = time.monotonic() + limit
    try:
        while process.poll() is None:
            watch.at(0, 1)
            if time.monotonic() > ends_at:
                raise UserError("office-slow", path=name)
            time.sleep(_LOOK)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program that still runs; what it started (soffice.bin) goes with it."""
    if process.poll() is None:
        if sys.platform == "win32":
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, check=False, capture_output=True)  # noqa: S603 - likewise
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
