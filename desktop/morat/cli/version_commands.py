"""What the commands about versions do: list those of a piece, say what changed between two."""

import argparse
from pathlib import Path

from morat.cli.arguments import Usage
from morat.cli.difference import difference_lines
from morat.cli.output import Output
from morat.library.store import Library
from morat.operations import comparing, places

Result = tuple[int, list[str] | None]
DONE: Result = (0, None)


def history(options: argparse.Namespace, output: Output) -> Result:
    """List the versions of a piece."""
    with Library.open(_folder(options)) as library:
        stored = library.articles.get(options.id)
        rows = library.revisions.of(stored.article.id)
    value = [
        {"revision": row.sha, "at": row.at, "author": row.author, "kind": row.kind, "sha256": row.content}
        for row in rows
    ]
    lines = (
        f"{row.sha[:12]}  {row.content[:12]}  {row.at[:19]}  {row.kind:<10} {row.author}".rstrip()
        for row in rows
    )
    output.give(value, lines)
    return DONE


def diff(options: argparse.Namespace, output: Output) -> Result:
    """Say what changed between two sources, or two versions of a piece."""
    older: str | None = options.older
    versions = older is not None or options.newer is not None
    if len(options.sources) != (1 if versions else 2) or (versions and older is None):
        raise Usage(2, output.words.text("Name two sources, or one id with --from and --to.") + "\n")
    if older is not None:
        with Library.open(_folder(options)) as library:
            passages = comparing.compare_versions(library, options.sources[0], older, options.newer)
    else:
        passages = comparing.compare_sources(_folder(options), *options.sources)
    lines = list(difference_lines(passages, output.words))
    output.give(list(comparing.change_rows(passages)), lines or [output.words.text("Nothing changed.")])
    return DONE


def _folder(options: argparse.Namespace) -> Path:
    return places.library_folder(options.library)


COMMANDS = {"history": history, "diff": diff}
