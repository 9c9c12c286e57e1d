"""The rules of the house that no linter knows, read from the syntax tree of the sources.

Every rule takes sources and yields one line for each place that breaks it, so that
tests/architecture holds them over the tree and proves each on a planted fault.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 500
CLASS_LINES = 350
FUNCTION_LINES = 50
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b")
NO_PACKAGES = ("desktop", "resources", "tests", "packaging")


class Source(NamedTuple):
    """One module: where it stands, its text and its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    def at(self, node: ast.expr | ast.stmt) -> str:
        return f"{self.path}:{node.lineno}"


def sources(*folders: Path) -> list[Source]:
    """Read every Python file in the folders, in order."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found.append(Source(path, text, ast.parse(text, str(path))))
    return found


def none(found: Iterable[str]) -> None:
    """Fail with one line for each place that breaks a rule."""
    lines = list(found)
    assert not lines, "\n".join(["", *lines])


def too_large(modules: Iterable[Source]) -> Iterator[str]:
    for module in modules:
        lines = module.text.count("\n")
        if lines > MODULE_LINES:
            yield f"{module.path}: {lines} lines, at most {MODULE_LINES}"
        for node in ast.walk(module.tree):
            if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
                lines = node.end_lineno - node.lineno + 1
                most = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
                if lines > most:
                    yield f"{module.at(node)}: {node.name} has {lines} lines, at most {most}"


def unfinished(modules: Iterable[Source]) -> Iterator[str]:
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), 1):
            if UNFINISHED.search(line):
                yield f"{module.path}:{number}: {line.strip()}"


def packages_that_shadow(root: Path) -> Iterator[str]:
    """With an __init__.py, packaging/ hides the library of that name and no wheel can be built."""
    for folder in NO_PACKAGES:
        if (root / folder / "__init__.py").exists():
            yield f"{folder}/__init__.py must not be there"


def slots_that_leak(modules: Iterable[Source]) -> Iterator[str]:
    """A lambda or partial on a signal keeps the widget that it names alive for ever."""
    for module in modules:
        for call in calls(module):
            if called(call) == "connect":
                for slot in call.args:
                    if isinstance(slot, ast.Lambda) or (
                        isinstance(slot, ast.Call) and called(slot) == "partial"
                    ):
                        yield f"{module.at(call)}: a lambda or partial is connected to a signal"


def boxes_that_scroll(modules: Iterable[Source]) -> Iterator[str]:
    """Qt's box with choices takes the wheel of whoever scrolls past it."""
    for module in modules:
        for call in calls(module):
            if called(call) == "QComboBox":
                yield f"{module.at(call)}: a QComboBox that is none of ui.kit.choices"


def fixed_waits(modules: Iterable[Source]) -> Iterator[str]:
    """A test waits for a condition; a number of seconds is too short here and too long there."""
    for module in modules:
        for call in calls(module):
            name = called(call)
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            on_qtbot = isinstance(owner, ast.Name) and owner.id == "qtbot"
            if name in ("sleep", "qWait", "qSleep", "msleep") or (name == "wait" and on_qtbot):
                yield f"{module.at(call)}: waits a fixed time ({name})"


def other_drivers(modules: Iterable[Source]) -> Iterator[str]:
    """Two SQLite libraries on one file break its locks; ruff holds this where it may, this everywhere.

    Its types may be borrowed: pysqlite3 has none, and what stands under TYPE_CHECKING never runs.
    """
    for module in modules:
        borrowed = {
            id(statement)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for statement in node.body
        }
        for node in ast.walk(module.tree):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if id(node) not in borrowed and any(name.split(".")[0] == "sqlite3" for name in names):
                yield f"{module.at(node)}: imports sqlite3, the driver is pysqlite3"


def public_things(modules: Iterable[Source]) -> Iterator[tuple[str, bool]]:
    """Name every public module, class, function and method, and say whether it has a docstring."""

    def within(module: Source, node: ast.Module | ast.ClassDef) -> Iterator[tuple[str, bool]]:
        for child in node.body:
            if isinstance(child, (ast.ClassDef, *FUNCTIONS)) and not child.name.startswith("_"):
                yield f"{module.at(child)}: {child.name}", ast.get_docstring(child) is not None
                if isinstance(child, ast.ClassDef):
                    yield from within(module, child)

    for module in modules:
        yield str(module.path), ast.get_docstring(module.tree) is not None
        yield from within(module, module.tree)


def sentences_with_faults(modules: Iterable[Source], sentence_of: Mapping[str, object]) -> Iterator[str]:
    """Codes without a sentence, parameters that a sentence asks for and does not get, f-strings."""
    for module in modules:
        for call in calls(module):
            name, first = called(call), call.args[0] if call.args else None
            if name in ("text", "plural") and isinstance(first, ast.JoinedStr):
                yield f"{module.at(call)}: an f-string cannot be translated"
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            if name in ("UserError", "Message"):
                if first.value not in sentence_of:
                    yield f"{module.at(call)}: {first.value} has no sentence in morat.catalogue"
                    continue
                wanted = placeholders(sentence_of[first.value])
            elif name in ("text", "plural"):
                forms = [part.value for part in call.args[:2] if isinstance(part, ast.Constant)]
                wanted = placeholders(forms) if name == "plural" else placeholders(first.value)
                wanted -= {"n"} if name == "plural" else set()
            else:
                continue
            given = {keyword.arg for keyword in call.keywords}
            if None not in given and wanted - given:
                yield f"{module.at(call)}: “{first.value}” also needs {sorted(wanted - given)}"


def codes_never_said(modules: Iterable[Source], codes: Iterable[str]) -> Iterator[str]:
    """Sentences whose code stands nowhere in the sources but in the tables of the catalogue.

    ``f"edit-{field}"`` says every code that it can become.
    """
    said, families = set(), []
    for module in modules:
        if module.path.parent.name == "catalogue":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.JoinedStr) and re.fullmatch(r"[a-z-]+-\{.*", ast.unparse(node)[2:-1]):
                families.append(re.sub(r"\{.*?\}", "[a-z-]+", ast.unparse(node)[2:-1]))
    for code in codes:
        if code not in said and not any(re.fullmatch(family, code) for family in families):
            yield f"{code} has a sentence that nobody says"


def calls(module: Source) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last name of what is called: ``connect`` of ``button.clicked.connect(...)``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def placeholders(sentence: object) -> set[str]:
    forms = (sentence,) if isinstance(sentence, str) else sentence
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}
