"""Start Mo-rát: read the arguments, run a command or open the window, and let no traceback reach a person."""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the program with ``argv`` (default: the process's own) and return the exit status.

    0 done, 1 it could not be done (a sentence says why), 2 wrong usage.
    """
    arguments = sys.argv[1:] if argv is None else argv
    _speak_utf8()
    window = _window_options(arguments)
    if window is not None:
        return _window(window)
    from morat import cli

    status, opened = cli.run(arguments)
    if opened is None:
        return status
    # The demonstration goes on in the window where there is a display.
    return _window(_window_options(opened) or {})


def _window_options(arguments: list[str]) -> dict[str, str] | None:
    """Return what the window is opened with; None when the arguments are for the command line."""
    options: dict[str, str] = {}
    left = iter(arguments)
    for argument in left:
        name, given, value = argument.partition("=")
        value = value if given else next(left, "")
        if name not in ("--library", "--open", "--lang") or not value:
            return None
        options[name] = value
    return options


def _window(options: dict[str, str]) -> int:
    from morat.operations.system_libraries import missing_for_window

    missing = missing_for_window()
    if missing:
        from morat import cli

        return cli.explain(missing, options.get("--lang"))
    from morat.services.plain_imports import load_qt

    try:
        load_qt()
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
