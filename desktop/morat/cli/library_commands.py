"""What the commands of the group ``library`` do: check, count, back up, put back, rebuild."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from morat.cli.output import Output
from morat.library.store import Library
from morat.operations import care, places
from morat.operations.watching import Watch

Result = tuple[int, list[str] | None]
Command = Callable[[argparse.Namespace, Output], Result]
DONE: Result = (0, None)


def check(options: argparse.Namespace, output: Output) -> Result:
    """Check the library's files."""
    problems = output.say_all(care.check(_folder(options)))
    output.give(
        {"ok": not problems, "problems": problems}, problems or [output.words.text("The library is sound.")]
    )
    return (1 if problems else 0), None


def stats(options: argparse.Namespace, output: Output) -> Result:
    """Count what the library holds."""
    with Library.open(_folder(options)) as library:
        counts = library.stats()
    output.give({"ok": True, **counts}, (f"{name}: {output.words.number(n)}" for name, n in counts.items()))
    return DONE


def backup(options: argparse.Namespace, output: Output) -> Result:
    """Back the library up."""
    out = Path(options.out).absolute() if options.out else None
    made = care.back_up(_folder(options), watch=_watch(output), out=out)
    value = {
        "ok": True,
        "path": str(made.backup.path),
        "bytes": made.backup.bytes,
        "articles": made.contents.articles,
        "revisions": made.contents.revisions,
        "photos": made.contents.photos,
        "removed": made.removed,
    }
    output.give(value, [str(made.backup.path)])
    return DONE


def restore(options: argparse.Namespace, output: Output) -> Result:
    """Put a backup back."""
    folder = _folder(options)
    copy = care.find_backup(folder, options.backup)
    with care.alone(folder):
        done = care.put_back(folder, copy, _watch(output))
    indexed = care.complete_search(folder, _watch(output))
    value = {
        "ok": True,
        "backup": str(copy),
        "articles": done.contents.articles,
        "revisions": done.contents.revisions,
        "indexed": indexed,
        "kept": str(done.kept) if done.kept else None,
    }
    text = output.words.text
    lines = [text("Put back: {path}", path=copy)]
    if done.kept:
        lines.append(text("The library as it was is kept as {path}", path=done.kept))
    output.give(value, lines)
    return DONE


def rebuild(options: argparse.Namespace, output: Output) -> Result:
    """Build a library from plain copies."""
    folder = _folder(options)
    done = care.rebuild(Path(options.folder).absolute(), folder, _watch(output))
    value = {
        "ok": not (done.damaged or done.missing),
        "articles": done.articles,
        "photos": done.photos,
        "lost_revisions": done.lost_versions,
        "damaged": list(done.damaged),
        "missing_photos": list(done.missing),
    }
    output.give(value, output.say_all(care.told_of(done, folder)))
    return DONE


def rebuild_search(options: argparse.Namespace, output: Output) -> Result:
    """Make the search index anew."""
    count = care.rebuild_search(_folder(options), _watch(output))
    said = output.words.plural("Indexed {n} piece.", "Indexed {n} pieces.", count)
    output.give({"ok": True, "articles": count}, [said])
    return DONE


def _folder(options: argparse.Namespace) -> Path:
    return places.library_folder(options.library)


def _watch(output: Output) -> Watch:
    """Return a watch that tells a person at a terminal how far it is."""
    if output.as_json or not sys.stderr.isatty():
        return Watch()

    def tell(done: int, total: int) -> None:
        if total:
            sys.stderr.write(f"\r{100 * done // total:3} %" + ("\r     \r" if done >= total else ""))
            sys.stderr.flush()

    return Watch(tell)


COMMANDS: Mapping[str, Command] = {
    "library check": check,
    "library stats": stats,
    "library backup": backup,
    "library restore": restore,
    "library rebuild": rebuild,
    "library rebuild-search": rebuild_search,
}
