"""The arguments of the command line. Their help and their errors are said in the user's language."""

import argparse
import sys
from typing import Any, NoReturn

from morat.catalogue import Catalogue
from morat.newsroom.article import GENRES, STATUSES
from morat.newsroom.photo_edits import HOWS, REPLACE
from morat.newsroom.protection import FLAGS
from morat.operations.exporting import ENDINGS
from morat.operations.reading import REVISIONS


class Usage(Exception):  # noqa: N818 - also raised for --help, which is no error
    """The arguments were not understood, or help was asked for: ``text`` to print, exit ``status``."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        raise Usage(2, f"{self.format_usage()}{message}\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise Usage(status, message or "")


class _Version(argparse.Action):
    """Says the versions when they are asked for: to find out that of Qt takes as long as a small command."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        del namespace, values, option_string
        sys.stdout.write(version_line())
        parser.exit()


def speak(words: Catalogue) -> None:
    """Let argparse say its own sentences ("the following arguments are required") in our language.

    argparse looks its words up through gettext's functions under these two names; there is no other way
    to give it a catalogue than the process's own locale folders.
    """
    for name, look_up in (("_", words.lookup), ("ngettext", words.lookup_plural)):
        setattr(argparse, name, look_up)


def parse(argv: list[str], words: Catalogue) -> argparse.Namespace:
    """Return the arguments understood.

    Raises:
        Usage: they were not, or help or the version was asked for.
    """
    return parser(words).parse_args(argv, argparse.Namespace(library=None, json=False, lang=None))


def parser(words: Catalogue) -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in the language of ``words``."""
    speak(words)
    text = words.text
    common = _common(words)
    about = text("Mo-rát: the last reader of a piece before it is printed.")
    main = _Parser(prog="morat", description=about, parents=[common])
    main.add_argument("--version", action=_Version, nargs=0, help=text("say the versions and leave"))
    commands: Any = main.add_subparsers(
        dest="command", required=True, metavar=text("COMMAND"), parser_class=_Parser
    )
    _add_pieces(commands, common, words)
    _add_writing_out(commands, common, words)
    _add_photos(commands, common, words)
    _add_handoff(commands, common, words)
    _add_people(commands, common, words)
    _add_library(commands, common, words)
    return main


def command_of(options: argparse.Namespace) -> str:
    """Return the name of the chosen command; a command of a group has both names (``photos add``)."""
    sub = getattr(options, "subcommand", None)
    return f"{options.command} {sub}" if sub else str(options.command)


def version_line() -> str:
    """Return the versions that matter when something is reported."""
    from importlib.metadata import PackageNotFoundError, version

    from morat import __version__
    from morat.library.sqlite import sqlite_version

    try:
        qt = version("PySide6-Essentials")
    except PackageNotFoundError:
        qt = "-"
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Mo-rát {__version__} (Python {python}, SQLite {sqlite_version()}, PySide6 {qt})\n"


def _common(words: Catalogue) -> argparse.ArgumentParser:
    text = words.text
    # Taken before the command and after it: only what is given is set, so neither place undoes the other.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--library", metavar=text("DIR"), help=text("folder of the library"))
    common.add_argument("--json", action="store_true", help=text("print one JSON value"))
    common.add_argument("--lang", choices=("vi", "en"), help=text("language of what is said"))
    return common


def _add_pieces(commands: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    demo = commands.add_parser("demo", parents=[common], help=text("take the sample piece the whole way"))
    demo.add_argument("--out", metavar=text("DIR"), help=text("folder for the HTML and Word files"))
    demo.add_argument("--no-window", action="store_true", help=text("do not open the window afterwards"))
    bring = commands.add_parser("import", parents=[common], help=text("bring files in as pieces"))
    bring.add_argument("files", nargs="+", metavar=text("FILE"))
    bring.add_argument("--genre", choices=GENRES, help=text("genre of the pieces"))
    bring.add_argument("--encoding", help=text("encoding of a text that does not say its own"))
    bring.add_argument(
        "--revisions",
        choices=REVISIONS,
        default=REVISIONS[0],
        help=text("tracked changes in Word files: keep them as suggestions, accept or reject them"),
    )
    show_list = commands.add_parser("list", parents=[common], help=text("list the pieces, newest first"))
    show_list.add_argument(
        "--query",
        default="",
        metavar="Q",
        help=text("words to find, with or without marks; narrowed by author: section: tag: status: date:"),
    )
    show_list.add_argument("--status", choices=STATUSES, help=text("pieces of this status alone"))
    show_list.add_argument("--limit", type=int, default=200, metavar="N", help=text("how many at most"))
    show = commands.add_parser("show", parents=[common], help=text("print a piece as JSON"))
    show.add_argument("source", metavar=text("SOURCE"))
    history = commands.add_parser("history", parents=[common], help=text("list the versions of a piece"))
    history.add_argument("id", metavar="ID")
    diff = commands.add_parser("diff", parents=[common], help=text("say what changed, word by word"))
    diff.add_argument(
        "sources",
        nargs="+",
        metavar=text("SOURCE"),
        help=text("two files or ids; or one id, with --from and --to for two of its versions"),
    )
    diff.add_argument("--from", dest="older", metavar="REV", help=text("the older version"))
    diff.add_argument(
        "--to",
        dest="newer",
        metavar="REV",
        help=text("the newer version; left out: the piece as it is now"),
    )


def _add_writing_out(commands: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    proof = commands.add_parser("proof", parents=[common], help=text("proofread"))
    proof.add_argument(
        "sources", nargs="+", metavar=text("SOURCE"), help=text("file, id, or - for standard input")
    )
    proof.add_argument(
        "--style",
        metavar=text("NAME"),
        help=text("house style: its name, or a TOML file; else the chosen one"),
    )
    proof.add_argument("--encoding", help=text("encoding of a text that does not say its own"))
    proof.add_argument(
        "--fail-on", choices=("error", "warning"), help=text("exit with 1 when something this grave is found")
    )
    export = commands.add_parser("export", parents=[common], help=text("write a finished piece"))
    export.add_argument("source", metavar=text("SOURCE"))
    export.add_argument("--to", required=True, choices=tuple(ENDINGS), help=text("format of the file"))
    export.add_argument("--out", metavar=text("FILE"), help=text("file to write"))
    export.add_argument("--force", action="store_true", help=text("overwrite a file that is there"))
    export.add_argument(
        "--with-review",
        action="store_true",
        help=text("PDF: print the note to the editor too; Word: comments and suggested changes too"),
    )
    export.add_argument(
        "--template",
        metavar=text("NAME"),
        help=text("web page: the newsroom's own template, by its name or file"),
    )
    export.add_argument(
        "--page",
        metavar=text("NAME"),
        help=text("Word: newsroom, administrative (A4 of Decree 30/2020), or a page of the newsroom's own"),
    )
    export.add_argument(
        "--preset", metavar=text("NAME"), help=text("how its photos are made: see photos presets")
    )
    for name, said in (
        ("photo_numbers", text("Word: without numbers before captions")),
        ("line_numbers", text("PDF: without numbers before the lines")),
        ("signatures", text("PDF: without boxes for signatures")),
    ):
        flag = f"--no-{name}".replace("_", "-")
        export.add_argument(flag, dest=name, action="store_false", help=said)


def _add_photos(commands: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    photos = commands.add_parser("photos", help=text("photos and their captions"))
    group: Any = photos.add_subparsers(
        dest="subcommand",
        required=True,
        metavar="add|show|write|export|presets|protect|edit|templates",
        parser_class=_Parser,
    )
    add = group.add_parser("add", parents=[common], help=text("bring pictures into the library"))
    add.add_argument("files", nargs="+", metavar=text("FILE|DIR"))
    add.add_argument("--template", metavar=text("NAME"), help=text("caption template for those that are new"))
    example = "{ngày}-{tác giả}-{số:3}"
    add.add_argument(
        "--rename",
        metavar=text("PATTERN"),
        help=text("what new ones are called, as {example}", example=example),
    )
    add.add_argument("--article", metavar="ID", help=text("put them into this piece as well"))
    show = group.add_parser("show", parents=[common], help=text("say what a picture carries"))
    show.add_argument("photo", metavar=text("SHA|FILE"))
    export = group.add_parser(
        "export", parents=[common], help=text("write the photos of a piece into a folder")
    )
    export.add_argument("source", metavar=text("SOURCE"))
    export.add_argument("--out", required=True, metavar=text("DIR"), help=text("folder for the photos"))
    export.add_argument("--preset", metavar=text("NAME"), help=text("how they are made: see presets"))
    export.add_argument("--width", type=int, metavar="N", help=text("pixels of width at most"))
    export.add_argument("--quality", type=int, metavar="N", help=text("of the JPEG, 1 to 100"))
    export.add_argument("--kb", type=int, metavar="N", help=text("kilobytes of a photo at most"))
    export.add_argument("--force", action="store_true", help=text("overwrite a file that is there"))
    _add_writing(group, common, words)
    _add_leaving(group, common, words)
    _add_captions(group, common, words)


def _add_writing(group: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    write = group.add_parser(
        "write", parents=[common], help=text("write fields into a picture: IPTC, XMP and EXIF in step")
    )
    write.add_argument("file", metavar=text("FILE"))
    said = text("what to write; values of a list stand between “; ”, an empty value takes a field away")
    _add_set(write, words, said)
    write.add_argument(
        "--from-library",
        action="store_true",
        help=text("write what the library says of this picture, stars and choice with it"),
    )
    write.add_argument("--out", metavar=text("FILE"), help=text("write a copy; the picture stays as it is"))
    write.add_argument("--force", action="store_true", help=text("overwrite a file that is there"))
    write.add_argument(
        "--charset", help=text("what the picture's IPTC is written in, where it does not say so")
    )
    write.add_argument(
        "--undo", action="store_true", help=text("put back what it said before the last write")
    )


def _add_leaving(group: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    group.add_parser("presets", parents=[common], help=text("list the ways in which photos leave"))
    protect = group.add_parser(
        "protect", parents=[common], help=text("say whom photos of the library show who must be protected")
    )
    protect.add_argument("photos", nargs="+", metavar="SHA")
    protect.add_argument("--as", dest="flags", nargs="*", choices=FLAGS, help=text("left empty: nobody"))
    protect.add_argument(
        "--permitted", metavar=text("NAME"), help=text("who says that they may be used with the face seen")
    )


def _add_captions(group: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    edit = group.add_parser(
        "edit",
        parents=[common],
        help=text("say something of photos of the library, with variables and codes"),
    )
    edit.add_argument("photos", nargs="+", metavar="SHA", help=text("in the order of their numbers"))
    edit.add_argument("--template", metavar=text("NAME"), help=text("fill in this caption template"))
    _add_set(edit, words, text("what to say; variables and codes in it are filled in"))
    edit.add_argument(
        "--how", choices=HOWS, default=REPLACE, help=text("how the values of --set go with what is there")
    )
    edit.add_argument("--dry-run", action="store_true", help=text("only say what would change"))
    group.add_parser("templates", parents=[common], help=text("list the caption templates"))


def _add_set(parser: argparse.ArgumentParser, words: Catalogue, said: str) -> None:
    pairs = words.text("FIELD=VALUE")
    parser.add_argument("--set", nargs="+", action="extend", default=[], metavar=pairs, help=said)


def _add_handoff(commands: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    send = commands.add_parser("send", parents=[common], help=text("write the hand-off file of a piece"))
    send.add_argument("id", metavar="ID")
    send.add_argument("--out", required=True, metavar="FILE.morat")
    send.add_argument("--status", choices=STATUSES, help=text("status the piece gets"))
    send.add_argument("--note", default="", help=text("a word to whoever receives it"))
    send.add_argument("--photos", choices=("web", "original"), default="web", help=text("size of the photos"))
    send.add_argument("--force", action="store_true", help=text("overwrite a file that is there"))
    receive = commands.add_parser("receive", parents=[common], help=text("take a hand-off file in"))
    receive.add_argument("file", metavar="FILE.morat")


def _add_people(commands: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    people = commands.add_parser("people", help=text("the register of people"))
    group: Any = people.add_subparsers(
        dest="subcommand", required=True, metavar="list|import", parser_class=_Parser
    )
    show = group.add_parser("list", parents=[common], help=text("list the people, with their codes"))
    show.add_argument("--query", default="", metavar="Q", help=text("words to find, with or without marks"))
    bring = group.add_parser("import", parents=[common], help=text("take a table of people in"))
    bring.add_argument("file", metavar=text("FILE"), help=text("CSV, or separated by tabs or semicolons"))


def _add_library(commands: Any, common: argparse.ArgumentParser, words: Catalogue) -> None:
    text = words.text
    library = commands.add_parser("library", help=text("care of the library"))
    group: Any = library.add_subparsers(
        dest="subcommand",
        required=True,
        metavar="check|stats|backup|restore|rebuild|rebuild-search",
        parser_class=_Parser,
    )
    group.add_parser("check", parents=[common], help=text("read everything and say what is wrong"))
    group.add_parser("stats", parents=[common], help=text("count what is there"))
    backup = group.add_parser("backup", parents=[common], help=text("make a backup"))
    backup.add_argument("--out", metavar=text("DIR"), help=text("folder for the backup"))
    restore = group.add_parser("restore", parents=[common], help=text("put a backup back"))
    restore.add_argument(
        "backup",
        metavar="BACKUP",
        help=text("file or number of a backup, or “newest”"),
    )
    rebuild = group.add_parser("rebuild", parents=[common], help=text("build a library from plain copies"))
    rebuild.add_argument(
        "folder", metavar=text("FOLDER"), help=text("folder of a library, or its folder plain")
    )
    group.add_parser("rebuild-search", parents=[common], help=text("make the search index anew"))
