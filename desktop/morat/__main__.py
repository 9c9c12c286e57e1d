"""Start Mo-rát: read the arguments, run a command or open the window, and let no traceback reach a person."""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the program with ``argv`` (default: the process's own) and return the exit status.

    0 done, 1 it could not be done (a sentence says why), 2 wrong usage.
    """
    arguments = sys.argv[1:] if argv is None else argv
    _speak_utf8()
    if _wants_window(arguments):
        return _window(arguments)
    from morat import cli

    status, opened = cli.run(arguments)
    if opened is None:
        return status
    # The demonstration goes on in the window where there is a display.
    return _window(opened)


def _wants_window(arguments: list[str]) -> bool:
    """Say whether the arguments open the window: none, or only options that the window knows."""
    taking = ("--library", "--open", "--lang")
    at = 0
    while at < len(arguments):
        if arguments[at] not in taking or at + 1 >= len(arguments):
            return False
        at += 2
    return True


def _window(arguments: list[str]) -> int:
    from morat.operations.system_libraries import missing_for_window

    options = dict(zip(arguments[::2], arguments[1::2], strict=True))
    missing = missing_for_window()
    if missing:
        from morat import cli

        return cli.explain(missing, options.get("--lang"))
    try:
        from morat import app
    except ImportError as error:
        return _without_qt(error, options.get("--lang"))
    return app.run(options.get("--library"), options.get("--open"), options.get("--lang"))


def _without_qt(error: ImportError, language: str | None) -> int:
    from morat import cli

    return cli.explain_missing_library(error, language)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page is; Windows may have started us without any console."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdout is None or sys.stderr is None:
        sink = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
        sys.stdout = sys.stdout or sink
        sys.stderr = sys.stderr or sink


if __name__ == "__main__":
    sys.exit(main())
