"""Keep ``resources/i18n/vi.po`` in step with the sentences in the sources.

``extract`` adds new sentences and drops those that are gone, ``merge FRAGMENT.po...`` takes
translations from other files, ``check`` says what is missing and exits 1 when anything is.
A sentence is whatever stands in ``mark(...)``, ``mark_plural(...)``, ``.text(...)`` or ``.plural(...)``.
"""

import argparse
import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"mark": 1, "mark_plural": 2, "text": 1, "plural": 2}
"""How many of the first arguments are sentences."""

# No dates and no line numbers: a catalogue changes only when a sentence does.
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Language: vi\\n"

"""


def extracted(desktop: Path) -> Catalog:
    """Return every sentence of the sources in ``desktop``, untranslated."""
    template = Catalog(locale="vi")
    for path in sorted(desktop.rglob("*.py")):
        for sentence in marked(path.read_text(encoding="utf-8")):
            template.add(sentence, locations=[(path.relative_to(desktop).as_posix(), 0)])
    return template


def marked(source: str) -> Iterator[str | tuple[str, ...]]:
    """Yield the sentences of a module in their order, one and many together where they differ.

    Babel's own reader goes by tokens: since 2.19 it takes ``text[start]`` for a call of ``text``.
    """
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        first = call.args[: KEYWORDS.get(name, 0)]
        said = tuple(
            part.value for part in first if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
        if any(said):
            yield said if len(said) > 1 else said[0]


def translations(path: Path) -> Catalog:
    """Return the catalogue in the file ``path``.

    Raises:
        babel.messages.pofile.PoFileError: the file is no valid .po.
    """
    with path.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def joined(template: Catalog, *sources: Catalog) -> Catalog:
    """Return the sentences of ``template`` with their translations; a later source wins over an earlier."""
    for message in sentences(template):
        for source in sources:
            known = source.get(message.id)
            if known is not None and known.string and not known.fuzzy:
                message.string = known.string
    return template


def written(catalogue: Catalog) -> str:
    """Return the text of the .po file, sorted by sentence."""
    body = io.BytesIO()
    write_po(body, catalogue, width=100, sort_output=True, omit_header=True, include_lineno=False)
    return HEADER + body.getvalue().decode().strip() + "\n"


def faults(template: Catalog, vietnamese: Catalog) -> Iterator[str]:
    """Say what keeps ``vietnamese`` from being the whole of ``template``: one line a fault."""
    for message in sentences(template):
        known = vietnamese.get(message.id)
        if known is None or not any(_forms(known.string)):
            yield f"not translated: {message.id!r}"
        elif known.fuzzy:
            yield f"marked fuzzy: {message.id!r}"
        elif (wanted := placeholders(_forms(message.id)[-1])) != placeholders(_forms(known.string)[-1]):
            yield f"other placeholders than {sorted(wanted)}: {message.id!r} -> {known.string!r}"
    for message in sentences(vietnamese):
        if template.get(message.id) is None:
            yield f"no longer in the sources: {message.id!r}"


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """Go through the messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces: ``{"path"}`` of ``"There is no file {path}."``."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _forms(sentence: str | Sequence[str] | None) -> Sequence[str]:
    return (sentence or "",) if isinstance(sentence, str | None) else sentence


def main(argv: list[str] | None = None) -> int:
    """Run one of the commands and return the exit status."""
    parser = argparse.ArgumentParser(description="Keep the Vietnamese catalogue in step with the sources.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract", help="take up new sentences, drop those that are gone")
    commands.add_parser("check", help="say what is missing; exit 1 when anything is")
    merge = commands.add_parser("merge", help="extract, and take translations from other files")
    merge.add_argument("fragment", nargs="+", type=Path)
    options = parser.parse_args(argv)

    target = ROOT / "resources" / "i18n" / "vi.po"
    template = extracted(ROOT / "desktop")
    if options.command != "check":
        fragments = [translations(path) for path in getattr(options, "fragment", [])]
        target.write_text(written(joined(template, translations(target), *fragments)), encoding="utf-8")
    missing = list(faults(template, translations(target)))
    print("\n".join([*missing, f"{len(template)} sentences, {len(missing)} faults"]))
    return 1 if missing and options.command == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
