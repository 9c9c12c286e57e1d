"""Every gate closes: a fault is planted for each, outside the tree, and must be caught."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers import house
from tests.helpers.tools import packaging_module

BIN = Path(sys.executable).parent
PROJECT = tomllib.loads((house.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}


def run(*command, cwd=house.ROOT, **options):
    """Run a tool of the environment and return its exit status and everything it said."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        **options,
    )
    return done.returncode, done.stdout


def module(code, path="planted.py"):
    return [house.Source(Path(path), code, ast.parse(code))]


# Imports: a bare copy of the house, every room that the contracts name, with empty modules in them.


@pytest.fixture
def bare_house(tmp_path):
    """The rooms of the project without what stands in them, under the project's own contracts."""
    (tmp_path / "pyproject.toml").write_bytes((house.ROOT / "pyproject.toml").read_bytes())
    rooms = [room.strip() for layer in CONTRACTS["layers"]["layers"] for room in layer.split("|")]
    parts = [f"ui.{part.strip()}" for layer in CONTRACTS["window"]["layers"] for part in layer.split("|")]
    for package in (*rooms, *parts):
        plant(tmp_path, "__main__" if package == "__main__" else f"{package}.__init__")
    for exception in CONTRACTS["qt-below"]["ignore_imports"]:
        importer, imported = exception.split(" -> ")
        plant(tmp_path, importer.removeprefix("morat."), f"import {imported}")
    return tmp_path


def plant(root, name, code=""):
    """Write ``morat.<name>``, and make a package of every folder on the way."""
    path = root.joinpath("desktop", "morat", *name.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.relative_to(root / "desktop").parents[:-1]:
        (root / "desktop" / folder / "__init__.py").touch()
    path.write_text(code, encoding="utf-8")


def lint_imports(root):
    paths = {**os.environ, "PYTHONPATH": str(root / "desktop")}
    return run(BIN / "lint-imports", "--no-cache", cwd=root, env=paths)


def test_contracts_keep_a_house_in_order(bare_house):
    status, said = lint_imports(bare_house)
    assert status == 0, said


@pytest.mark.parametrize(
    ("contract", "planted"),
    [
        ("layers", {"services.x": "import morat.ui"}),
        (
            "layers",
            {"newsroom.x": "import typing\nif typing.TYPE_CHECKING:\n    import morat.assets"},
        ),
        ("layers", {"cli.x": "def late():\n    import morat.app"}),
        ("layers", {"formats.x": "import morat.library"}),
        ("rooms", {"ui.kit.x": "import morat.formats"}),
        ("cycles", {"cli.one.x": "import morat.cli.two", "cli.two.x": "import morat.cli.one"}),
        ("qt-below", {"newsroom.x": "from PySide6.QtCore import QObject"}),
        ("qt-below", {"operations.x": "def late():\n    import PySide6.QtGui"}),
        ("sql", {"operations.x": "import pysqlite3"}),
        ("sql", {"ui.kit.x": "import sqlite3"}),
        ("doors", {"ui.photos.x": "import morat.ui.review"}),
        ("window", {"ui.kit.x": "import morat.ui.photos"}),
        ("window", {"ui.desks.x": "def late():\n    import morat.ui.commands"}),
        ("window", {"ui.x": ""}),
    ],
)
def test_contracts_catch(bare_house, contract, planted):
    for name, code in planted.items():
        plant(bare_house, name, code)
    status, said = lint_imports(bare_house)
    assert (status, f"{CONTRACTS[contract]['name']} BROKEN" in said) == (1, True), said


def test_contracts_catch_a_room_that_is_in_no_layer(bare_house):
    plant(bare_house, "attic")
    status, said = lint_imports(bare_house)
    assert status == 1
    assert "morat.attic" in said


# Ruff: the text of a module that is not there, judged as if it stood at that place.


@pytest.mark.parametrize(
    ("rule", "path", "code"),
    [
        ("TID251", "desktop/morat/formats/x.py", "import sqlite3"),
        ("TID251", "desktop/morat/services/x.py", "from PySide6.QtWidgets import QWidget"),
        ("TID252", "desktop/morat/ui/kit/x.py", "from . import theme"),
        ("INP001", "desktop/morat/attic/x.py", ""),
        ("D103", "desktop/morat/newsroom/x.py", "def count():\n    return 1"),
        ("BLE001", "desktop/morat/operations/x.py", "try:\n    print()\nexcept Exception:\n    print(1)"),
    ],
)
def test_ruff_catches(rule, path, code):
    ruff = (BIN / "ruff", "check", "--no-cache", "--output-format=concise", "--stdin-filename", path, "-")
    status, said = run(*ruff, input=f'"""A module."""\n\n{code}\n')
    assert (status, f" {rule} " in said) == (1, True), said


def test_ruff_lets_widgets_into_the_ui():
    code = '"""A module."""\n\nfrom PySide6.QtWidgets import QWidget\n\n__all__ = ["QWidget"]\n'
    path = "desktop/morat/ui/kit/x.py"
    status, said = run(BIN / "ruff", "check", "--stdin-filename", path, "-", input=code)
    assert status == 0, said


# Types: one module with the project's own settings, in a folder of its own.


@pytest.fixture
def untyped(tmp_path):
    """A small project whose one module says too little about its types for a strict checker."""
    settings = (house.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    plant(tmp_path, "newsroom.x", "def first(things: list):\n    return things[0]\n")
    return tmp_path


def test_mypy_is_strict(untyped):
    status, said = run(
        BIN / "mypy", "desktop/morat/newsroom/x.py", "--cache-dir", untyped / "cache", cwd=untyped
    )
    assert status == 1
    assert "type-arg" in said
    assert "no-untyped-def" in said


def test_pyright_is_strict(untyped):
    status, said = run(BIN / "pyright", "--pythonpath", sys.executable, cwd=untyped)
    assert status == 1
    assert "reportMissingTypeArgument" in said, said


# Warnings: a run of pytest of its own, with the project's settings.

WARNINGS = """
import warnings
import pytest

def test_quiet():
    pass

def test_python_warns():
    warnings.warn("planted")
"""
QT_WARNINGS = """
import pytest
from PySide6.QtCore import qWarning

@pytest.fixture
def noisy_end():
    yield
    qWarning("planted")

def test_qt_warns():
    qWarning("planted")

def test_qt_warns_at_the_end(noisy_end):
    pass

@pytest.mark.qt_log_ignore("planted")
def test_qt_warns_as_expected(noisy_end):
    qWarning("planted")
"""


NEEDS_QT = """
def test_the_core_needs_none():
    import morat.newsroom.article, morat.catalogue

def test_the_window_does():
    import PySide6.QtCore
"""


def outcomes(folder, code, *, python=(sys.executable,), **options):
    """Run the tests in ``code`` under the project's settings and return how each ended."""
    planted = folder / "test_planted.py"
    planted.write_text(code, encoding="utf-8")
    settings = ("-c", house.ROOT / "pyproject.toml", "--rootdir", house.ROOT)
    _, said = run(*python, "-m", "pytest", *settings, "-rA", "-p", "no:cacheprovider", planted, **options)
    words = [line.split() for line in said.splitlines() if "::test_" in line]
    return sorted((name.rpartition("::")[2], how) for how, name, *_ in words)


def test_python_warnings_fail(tmp_path):
    assert outcomes(tmp_path, WARNINGS) == [("test_python_warns", "FAILED"), ("test_quiet", "PASSED")]


@pytest.mark.qt
def test_qt_warnings_fail(tmp_path):
    assert outcomes(tmp_path, QT_WARNINGS) == [
        ("test_qt_warns", "FAILED"),
        ("test_qt_warns_as_expected", "PASSED"),
        ("test_qt_warns_at_the_end", "ERROR"),
        ("test_qt_warns_at_the_end", "PASSED"),
    ]


def test_the_core_runs_without_qt_and_what_needs_it_fails(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    for package in Path(pytest.__file__).parent.parent.iterdir():
        if not package.name.lower().startswith(("pyside6", "shiboken6", "pytestqt", "pytest_qt")):
            (site / package.name).symlink_to(package)
    paths = map(str, (site, house.ROOT / "desktop", house.ROOT))
    without_qt = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    # -S: the site-packages of this environment, and Qt with them, stay out.
    assert outcomes(tmp_path, NEEDS_QT, python=(sys.executable, "-S"), env=without_qt) == [
        ("test_the_core_needs_none", "PASSED"),
        ("test_the_window_does", "FAILED"),
    ]


# Our own rules.


def test_sizes_catch():
    long_function = "def f():\n" + "    pass\n" * 50
    long_class = "class C:\n" + "    x = 1\n" * 350
    long_module = "x = 1\n" * 501
    found = [len(list(house.too_large(module(code)))) for code in (long_function, long_class, long_module)]
    assert found == [1, 1, 1]
    at_the_limit = "def f():\n" + "    pass\n" * 49 + "class C:\n" + "    x = 1\n" * 349
    assert list(house.too_large(module(at_the_limit))) == []


@pytest.mark.parametrize(
    ("rule", "fault", "sound"),
    [
        (house.unfinished, "x = 1  # TODO", "x = 'to do'"),
        (house.unfinished, "raise NotImplementedError", "codes = (NotImplementedError, KeyError)"),
        (house.slots_that_leak, "a.clicked.connect(lambda: b.hide())", "a.clicked.connect(b.hide)"),
        (house.slots_that_leak, "a.clicked.connect(functools.partial(b, 1))", "partial(b, 1)"),
        (house.boxes_that_scroll, "box = QtWidgets.QComboBox(self)", "box = Choices(self)"),
        (house.fixed_waits, "time.sleep(1)", "qtbot.waitUntil(ready)"),
        (house.fixed_waits, "qtbot.wait(10)", "process.wait(10)"),
        (house.fixed_waits, "QTest.qWait(10)", "qtbot.waitSignal(done)"),
        (house.other_drivers, "from sqlite3 import dbapi2", "from pysqlite3 import dbapi2"),
        (house.other_drivers, "if FAST:\n    import sqlite3", "if TYPE_CHECKING:\n    import sqlite3"),
    ],
)
def test_house_rules_catch(rule, fault, sound):
    assert len(list(rule(module(fault)))) == 1
    assert list(rule(module(sound))) == []


def test_a_folder_of_the_top_level_that_is_a_package_is_caught(tmp_path):
    (tmp_path / "packaging").mkdir()
    assert list(house.packages_that_shadow(tmp_path)) == []
    (tmp_path / "packaging" / "__init__.py").touch()
    assert len(list(house.packages_that_shadow(tmp_path))) == 1


def test_docstrings_are_counted():
    code = '"""Told."""\nclass A:\n    """Told."""\n    def silent(self): ...\n    def _private(self): ...\n'
    assert [told for _, told in house.public_things(module(code))] == [True, True, False]


@pytest.mark.parametrize(
    "fault",
    [
        'UserError("unheard-of")',
        'UserError("gone", name="x")',
        'words.text("{n} of {m}", n=1)',
        'words.text(f"{n} words")',
        'words.plural("one {n}", "{n} of {m}", 2)',
    ],
)
def test_sentences_catch(fault):
    sentences = {"gone": "{path} is gone."}
    assert len(list(house.sentences_with_faults(module(fault), sentences))) == 1
    sound = 'UserError("gone", path="x"); words.text("{n} of {m}", n=1, m=2); words.plural("one", "{n}", 2)'
    assert list(house.sentences_with_faults(module(sound), sentences)) == []


def test_sentences_that_nobody_says_are_caught():
    code = module('UserError("gone"); step(f"edit-{field}")')
    unsaid = list(house.codes_never_said(code, ["gone", "never", "edit-byline", "add-byline"]))
    assert [line.split()[0] for line in unsaid] == ["never", "add-byline"]


def test_the_catalogue_catches(tmp_path):
    catalogue = packaging_module("catalogue")
    code = 'mark("Gone: {path}")\nmark("Here")\nmark("There")\nwords.plural("{n} word", "{n} words", n)\n'
    (tmp_path / "x.py").write_text(code, encoding="utf-8")
    vietnamese = tmp_path / "vi.po"
    vietnamese.write_text(
        catalogue.HEADER
        + """
msgid "Gone: {path}"
msgstr "Mất rồi: {file}"

#, fuzzy
msgid "Here"
msgstr "Đây"

msgid "{n} word"
msgid_plural "{n} words"
msgstr[0] ""

msgid "Once said"
msgstr "Từng nói"
""",
        encoding="utf-8",
    )
    faults = list(catalogue.faults(catalogue.extracted(tmp_path), catalogue.translations(vietnamese)))
    assert sorted(fault.partition(":")[0] for fault in faults) == [
        "marked fuzzy",
        "no longer in the sources",
        "not translated",
        "not translated",
        "other placeholders than ['path']",
    ]
