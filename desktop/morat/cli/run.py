"""Run one command: its words, its exit status, and a sentence instead of a traceback."""

import sys
from itertools import pairwise

from morat.catalogue import Catalogue
from morat.cli.arguments import Usage, command_of, parse
from morat.cli.commands import COMMANDS
from morat.cli.output import Output
from morat.newsroom.messages import Message, UserError
from morat.operations import places
from morat.operations.preferences import Preferences, system_language
from morat.operations.system_libraries import install_message, missing_library


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
        library = missing_library(error)
        bug = Message("bug", log=places.keep_traceback(error)) if library is None else None
        output.complain(bug or install_message([library or ""]))
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
    library = missing_library(error)
    if library is None:
        raise error
    return explain([library], language)


def explain(libraries: list[str], language: str | None) -> int:
    """Say which system packages to install; exit status 1."""
    words = Catalogue(language or _language([]))
    Output(words, as_json=False).complain(install_message(libraries))
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
