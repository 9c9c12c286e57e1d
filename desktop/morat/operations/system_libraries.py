"""What Qt needs of a Linux system, and which package brings it when it is not there."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from morat.newsroom.messages import Message

PACKAGES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
"""Debian's packages of the libraries that Qt loads and that a bare machine may lack."""

_WINDOW = tuple(name for name in PACKAGES if name.startswith(("libxcb", "libxkbcommon-x11")))
_SONAME = re.compile(r"(lib[\w.+-]+\.so[.\d]*)")


def missing_library(error: ImportError) -> str | None:
    """Return the system library that an import failed for, None when it failed for something else."""
    found = _SONAME.search(str(error))
    return found.group(1) if found and "cannot open shared object" in str(error) else None


def missing_for_window(folders: Iterable[Path] | None = None) -> list[str]:
    """Return the libraries that Qt's window system lacks here.

    Qt would end the process with a message of its own about a plugin. Asked for by name alone, which costs
    nothing; what is not where libraries usually are is tried for real.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or not os.environ.get("DISPLAY"):
        return []
    places = [
        Path(p) for p in ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
    ]
    looked = list(folders) if folders is not None else places
    absent = [name for name in _WINDOW if not any((place / name).exists() for place in looked)]
    return [name for name in absent if not _loads(name)]


def install_message(libraries: Iterable[str]) -> Message:
    """Return the sentence that says what to install."""
    names = list(libraries)
    packages = " ".join(PACKAGES.get(name, name) for name in names)
    return Message("system-library-missing", library=", ".join(names), command=f"apt install {packages}")


def _loads(name: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
