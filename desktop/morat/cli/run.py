"""Run one command: its words, its exit status, and a sentence instead of a traceback."""

import re
import sys
from itertools import pairwise

from morat.catalogue import Catalogue
from morat.cli.arguments import Usage, command_of, parse
from morat.cli.commands import COMMANDS
from morat.cli.output import Output
from morat.newsroom.messages import Message, UserError
from morat.operations import places
from morat.operations.preferences import Preferences, system_language

_SONAME = re.compile(r"(lib[\w.+-]+\.so[.\d]*)")
# Debian's packages of the libraries that Qt loads and that a bare machine may lack.
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def run(argv: list[str]) -> tuple[int, list[str] | None]:
    """Run the command in ``argv``.

    Returns the exit status, and the arguments of a window to open afterwards (None for none).
    """
    words = Catalogue(_language(argv))
    output = Output(words, as_json=False)
    try:
        options = parse(argv, words)
        output.as_json = options.json
        return COMMANDS[command_of(options)](options, output)
    except Usage as wrong:
        sys.stderr.write(wrong.text)
        return wrong.status, None
    except UserError as error:
        output.complain(error.message)
    except ImportError as error:
        if _missing_library(error) is None:
            output.complain(Message("bug", log=places.keep_traceback(error)))
        else:
            output.complain(_library_message(error))
    except KeyboardInterrupt:
        output.complain(Message("cancelled"))
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); nothing is wrong.
        sys.stdout = None
    except Exception as error:  # noqa: BLE001 - the last chance: a person must not see a traceback
        output.complain(Message("bug", log=places.keep_traceback(error)))
    return 1, None


def explain_missing_library(error: ImportError, language: str | None) -> int:
    """Say which system package Qt lacks; exit status 1. An import error of another kind is raised again."""
    if _missing_library(error) is None:
        raise error
    words = Catalogue(language or _language([]))
    Output(words, as_json=False).complain(_library_message(error))
    return 1


def _language(argv: list[str]) -> str:
    """Return the language asked for, before the arguments are read: their errors are said in it."""
    for option, value in pairwise(argv):
        if option == "--lang":
            return value
    for option in argv:
        if option.startswith("--lang="):
            return option.partition("=")[2]
    return system_language() or Preferences(places.settings_file()).get("language")


def _missing_library(error: ImportError) -> str | None:
    found = _SONAME.search(str(error))
    return found.group(1) if found and "cannot open shared object" in str(error) else None


def _library_message(error: ImportError) -> Message:
    library = _missing_library(error) or ""
    package = _PACKAGES.get(library, library)
    return Message("system-library-missing", library=library, command=f"apt install {package}")
