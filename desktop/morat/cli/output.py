"""What a command prints: one JSON value, or lines for a person; progress and messages on standard error."""

import json
import sys
from collections.abc import Iterable

from morat.catalogue import Catalogue
from morat.newsroom.findings import Finding
from morat.newsroom.messages import Message


class Output:
    """Prints in one language. With ``as_json`` standard output holds one JSON value and nothing else."""

    def __init__(self, words: Catalogue, *, as_json: bool) -> None:
        """Speak the words of ``words``."""
        self.words = words
        self.as_json = as_json

    def give(self, value: object, lines: Iterable[str]) -> None:
        """Print the result: ``value`` as JSON, or ``lines`` for a person."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()

    def note(self, *messages: Message) -> None:
        """Say something beside the result, on standard error."""
        for message in messages:
            sys.stderr.write(self.words.say(message) + "\n")

    def complain(self, message: Message) -> None:
        """Say what stands in the way, on standard error."""
        sys.stderr.write(self.words.say(message) + "\n")
        sys.stderr.flush()

    def say_all(self, messages: Iterable[Message]) -> list[str]:
        """Return messages as sentences."""
        return [self.words.say(message) for message in messages]

    def finding(self, finding: Finding) -> dict[str, object]:
        """Return a finding as INTERFACES.md has it."""
        value: dict[str, object] = {
            "field": finding.field,
            "block": finding.block,
            "start": finding.start,
            "end": finding.end,
            "text": finding.text,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": self.words.say(finding.reason),
            "suggestions": list(finding.suggestions),
        }
        if finding.line is not None:
            value["line"] = finding.line
        return value
