"""The command line: the same operations as the window, without one."""

from morat.cli.run import explain, explain_missing_library, run

__all__ = ["explain", "explain_missing_library", "run"]
