"""What each command does: call one operation, print what it gives."""

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path

from msgspec import structs

from morat.cli.caption_commands import COMMANDS as CAPTION_COMMANDS
from morat.cli.library_commands import COMMANDS as LIBRARY_COMMANDS
from morat.cli.output import Output
from morat.cli.people_commands import COMMANDS as PEOPLE_COMMANDS
from morat.cli.photo_commands import COMMANDS as PHOTO_COMMANDS
from morat.cli.proofing import count_findings, proof
from morat.cli.version_commands import COMMANDS as VERSION_COMMANDS
from morat.library.store import Library
from morat.newsroom.codec import to_json
from morat.newsroom.export_presets import WEB
from morat.newsroom.manuscript import NEWSROOM
from morat.newsroom.messages import Message, UserError
from morat.newsroom.review import Review
from morat.operations import handoff, importing, pieces, places
from morat.operations.export_presets import get_preset
from morat.operations.exporting import WORD, Wishes, export_piece, file_name
from morat.operations.preferences import Preferences
from morat.operations.printing import paper_now
from morat.operations.reading import is_file_source
from morat.operations.sample import demonstrate

Result = tuple[int, list[str] | None]
Command = Callable[[argparse.Namespace, Output], Result]
DONE: Result = (0, None)


def _folder(options: argparse.Namespace) -> Path:
    return places.library_folder(options.library)


def _open(options: argparse.Namespace) -> Library:
    return Library.open(_folder(options))


def _author() -> str:
    return Preferences(places.settings_file()).get("author")


def demo(options: argparse.Namespace, output: Output) -> Result:
    """Take the sample the whole way; then open it where there is a display."""
    folder = _folder(options)
    out = Path(options.out).absolute() if options.out else places.home() / "demo"
    with Library.open(folder) as library:
        made = demonstrate(library, out)
    value = {
        "article": made.article.id,
        "html": str(made.html.path),
        "docx": str(made.docx.path),
        "findings": len(made.findings),
    }
    text = output.words.text
    lines = [
        text("Piece:    {headline}", headline=made.article.headline),
        text("Library:  {path}", path=folder),
        text("HTML:     {path}", path=made.html.path),
        text("Word:     {path}", path=made.docx.path),
        output.words.plural("Findings: {n}", "Findings: {n}", len(made.findings)),
    ]
    output.give(value, lines)
    output.note(*made.html.warnings)
    if options.no_window:
        return DONE
    if not _has_display():
        output.note(Message("no-display"))
        return DONE
    window = ["--library", str(folder), "--open", made.article.id]
    return 0, [*window, "--lang", options.lang] if options.lang else window


def _has_display() -> bool:
    import os

    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def bring(options: argparse.Namespace, output: Output) -> Result:
    """Import files, and proofread them; those that cannot be read are said and the others come in."""
    done: list[importing.Imported] = []
    status = 0
    with _open(options) as library:
        for name in options.files:
            try:
                done.append(
                    importing.import_file(
                        library,
                        Path(name),
                        genre=options.genre,
                        encoding=options.encoding,
                        revisions=options.revisions,
                        author=_author(),
                    )
                )
            except UserError as error:
                output.complain(error.message)
                status = 1
    counts = [count_findings(options, output, one.article) for one in done]
    value = [
        {
            "id": one.article.id,
            "headline": one.article.headline,
            "photos": one.photos,
            "findings": count,
            "comments": len(one.review.comments),
            "suggestions": len(one.review.suggestions),
            "guessed": [guess.field for guess in one.guesses],
            "warnings": output.say_all(one.warnings),
        }
        for one, count in zip(done, counts, strict=True)
    ]
    told = [output.words.plural("{n} finding", "{n} findings", count) for count in counts]
    if done or not status:
        rows = zip(done, told, strict=True)
        output.give(value, (f"{one.article.id}  {one.article.headline} · {count}" for one, count in rows))
    if not output.as_json:
        for one in done:
            output.note(*one.warnings)
    return status, None


def show_list(options: argparse.Namespace, output: Output) -> Result:
    """List the pieces of the library."""
    with _open(options) as library:
        rows = pieces.list_pieces(library, options.query, options.status, max(0, options.limit))
    value = [
        {
            "id": row.id,
            "headline": row.headline,
            "status": row.status,
            "updated": row.updated,
            "authors": list(row.authors),
        }
        for row in rows
    ]
    output.give(value, (f"{row.id}  {row.updated[:16]}  {row.status:<10} {row.headline}" for row in rows))
    return DONE


def show(options: argparse.Namespace, output: Output) -> Result:
    """Print a piece as JSON, for a person too: indented."""
    import json

    opened = pieces.open_source(_folder(options), options.source)
    value = to_json(opened.article)
    output.give(value, [json.dumps(value, ensure_ascii=False, indent=2)])
    return DONE


def export(options: argparse.Namespace, output: Output) -> Result:
    """Write a piece to HTML, Word, PDF or plain text."""
    if options.with_review and options.to not in ("pdf", "docx"):
        raise UserError("review-stays", format=options.to)
    from_file = is_file_source(options.source)
    opened = pieces.open_source(_folder(options), options.source)
    out = Path(options.out) if options.out else Path(file_name(opened.article, options.to))
    wishes = _wishes(options, opened.review)
    with nullcontext(None) if from_file else _open(options) as library:
        made = export_piece(
            opened.article,
            library,
            options.to,
            out,
            pictures=opened.pictures,
            force=options.force,
            wishes=wishes,
        )
    value = {
        "path": str(made.path),
        "bytes": made.bytes,
        "photos": made.photos,
        "warnings": output.say_all(made.warnings),
    }
    output.give(value, [str(made.path)])
    if not output.as_json:
        output.note(*made.warnings)
    return DONE


def _wishes(options: argparse.Namespace, review: Review) -> Wishes:
    from morat.operations.house import House

    house = House(_folder(options), places.home())
    paper = paper_now(lines=options.line_numbers, signatures=options.signatures, note=options.with_review)
    template = None if options.template is None else house.page_template(options.template)
    preset = get_preset(_folder(options), places.home(), options.preset or WEB)
    if options.page is None and options.to not in WORD:
        return Wishes(paper, template, preset=preset)
    manuscript = structs.replace(
        house.manuscript(options.page or NEWSROOM),
        photo_numbers=options.photo_numbers,
        review=review if options.with_review else None,
    )
    return Wishes(paper, template, manuscript, preset)


def send(options: argparse.Namespace, output: Output) -> Result:
    """Write the hand-off file of a piece."""
    with _open(options) as library:
        sent = handoff.send(
            library,
            options.id,
            Path(options.out),
            status=options.status,
            note=options.note,
            photos=options.photos,
            sender=_author(),
            force=options.force,
        )
    value = {
        "path": str(sent.path),
        "bytes": sent.bytes,
        "revision": sent.revision,
        "contains": {
            "article": True,
            "words": sent.words,
            "photos": sent.photos,
            "size": options.photos,
            "comments": sent.comments,
            "suggestions": sent.suggestions,
        },
    }
    output.give(value, [output.words.say(handoff.contents(sent))])
    output.note(*sent.warnings)
    return DONE


def receive(options: argparse.Namespace, output: Output) -> Result:
    """Take a hand-off file in."""
    with _open(options) as library:
        got = handoff.receive(library, Path(options.file), author=_author())
    value = {
        "id": got.article.id,
        "merged": got.merged,
        "conflicts": list(got.conflicts),
        "new_comments": got.new_comments,
    }
    output.give(value, [f"{got.article.id}  {got.article.headline}"])
    output.note(got.notice)
    return DONE


COMMANDS: Mapping[str, Command] = {
    "demo": demo,
    "import": bring,
    "list": show_list,
    "show": show,
    "proof": proof,
    "export": export,
    "send": send,
    "receive": receive,
    **LIBRARY_COMMANDS,
    **PEOPLE_COMMANDS,
    **PHOTO_COMMANDS,
    **CAPTION_COMMANDS,
    **VERSION_COMMANDS,
}
