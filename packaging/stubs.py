"""Make stand-ins for two system libraries of Windows, so that Qt starts under wine. Never shipped.

Qt 6.10 and later asks Windows for ``icuuc.dll`` (character sets other than UTF-8) and for functions
of ``mscms.dll`` (the colour profile of a screen) that wine 8 has not got. Every function here says
"nothing", which Qt takes for an answer.
"""

import re
import subprocess
from pathlib import Path

STOOD_IN = ("icuuc.dll", "mscms.dll")


def write_stubs(asking: list[Path], folder: Path) -> None:
    """Write a stand-in for each library into ``folder``, with the functions that ``asking`` import from it.

    Raises:
        FileNotFoundError: no mingw-w64 compiler.
        subprocess.CalledProcessError: it could not compile them.
    """
    wanted: dict[str, set[str]] = {name: set() for name in STOOD_IN}
    for binary in asking:
        for library, functions in _imports(binary).items():
            if library.lower() in wanted:
                wanted[library.lower()] |= functions
    for library, functions in wanted.items():
        source = "".join(
            f"__declspec(dllexport) void *{name}(void) {{ return 0; }}\n" for name in sorted(functions)
        )
        command = ["x86_64-w64-mingw32-gcc", "-shared", "-s", "-x", "c", "-", "-o", str(folder / library)]
        subprocess.run(command, input=source, text=True, check=True)


def _imports(binary: Path) -> dict[str, set[str]]:
    command = ["x86_64-w64-mingw32-objdump", "--private-headers", str(binary)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, errors="replace").stdout
    found: dict[str, set[str]] = {}
    for part in told.split("DLL Name: ")[1:]:
        library, _, rest = part.partition("\n")
        table = rest.partition("\n\n")[0]
        found[library.strip()] = set(re.findall(r"^\s+[0-9a-f]+\s+\d+\s+(\w+)", table, flags=re.MULTILINE))
    return found
