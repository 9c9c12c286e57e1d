"""Run the program's command line in this process and hear what it says."""

import json
from collections.abc import Callable
from typing import NamedTuple

from morat.__main__ import main


class Heard(NamedTuple):
    """What a command left behind: its exit status and both streams."""

    status: int
    out: str
    err: str

    @property
    def value(self):
        """The one JSON value on standard output."""
        return json.loads(self.out)

    @property
    def sentences(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


def speaker(capsys) -> Callable[..., Heard]:
    """Return a function that runs ``morat`` with its arguments, each turned into text."""

    def morat(*arguments: object) -> Heard:
        capsys.readouterr()
        status = main([str(one) for one in arguments])
        return Heard(status, *capsys.readouterr())

    return morat
