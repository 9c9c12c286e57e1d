"""What is loaded before the window is first seen, in a process of its own."""

import json
import os
import subprocess
import sys

import pytest

from morat.library.store import Library
from morat.newsroom.article import new_article
from tests.helpers.patience import SECONDS

pytestmark = pytest.mark.qt

# A piece is opened, changed and saved, and what is due of the library is done, without a photo in it.
WORK = """
import json, sys
from pathlib import Path

from msgspec import structs
from morat.library.store import Library
from morat.operations import care, likenesses, web_sizes

folder = Path(sys.argv[1])
with Library.open(folder) as library:
    (row,) = library.articles.rows()
    piece = library.articles.get(row.id)
    library.articles.save(structs.replace(piece.article, headline="Tin thứ hai"))
    library.note("looked-at")
care.look_after(folder, "")
likenesses.find_out(folder)
web_sizes.prepare(folder)
{planted}
print(json.dumps({{"modules": sorted(sys.modules)}}))
"""

# Builds the window as app.run does, and stops at the first paint. The enums of the Qt namespace are
# made all at once (35 ms) when anything touches it: AlignmentFlag is one of them.
START = """
import enum, json, sys

made = []
create = enum.EnumType.__new__
def watch(kind, name, *rest, **more):
    made.append(name)
    return create(kind, name, *rest, **more)
enum.EnumType.__new__ = watch

from pathlib import Path
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from morat import app
from morat.catalogue import Catalogue
from morat.operations import places
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import STYLE, Theme

application = QApplication([sys.argv[0], *STYLE])
preferences = Preferences(places.settings_file())
theme = Theme(preferences.get("theme"), application)
theme.apply(application)
program = app.Program(Catalogue("vi"), theme, preferences, places.library_folder(None), None)
{planted}
painted = []
program.window.firstPainted.connect(lambda: painted.append(sorted(sys.modules)))
program.window.show()
while not painted:
    application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
print(json.dumps({{"modules": painted[0], "enums": made, "title": program.window.windowTitle()}}))
"""
HEAVY = {
    "docx",
    "sqlite_utils",
    "spellchecker",
    "lxml",
    "msgspec",
    "exiv2",
    "nh3",
    "markdown_it",
    "PIL",
    "jinja2",
    "pypdf",
}


def start(home, planted=""):
    environment = {**os.environ, "MORAT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("MORAT_LIBRARY", None)
    program = START.format(planted=planted)
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def work(folder, planted=""):
    done = subprocess.run(
        [sys.executable, "-c", WORK.format(planted=planted), str(folder)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def heavy(started):
    return HEAVY & {name.partition(".")[0] for name in started["modules"]}


def has_qt_namespace(started):
    return "AlignmentFlag" in started["enums"]


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path):
    started = start(tmp_path)
    assert started["title"] == "Mo-rát"
    assert heavy(started) == set()
    assert not has_qt_namespace(started)


@pytest.mark.parametrize("name", ["msgspec", "lxml"])
def test_a_heavy_library_would_be_seen(tmp_path, name):
    assert name in heavy(start(tmp_path, f"import {name}"))


def test_the_qt_namespace_would_be_seen(tmp_path):
    assert has_qt_namespace(start(tmp_path, "from PySide6.QtCore import Qt; Qt.AlignmentFlag.AlignLeft"))


def test_an_empty_library_is_not_made_by_looking(tmp_path):
    start(tmp_path)
    assert not (tmp_path / "library").exists()


def test_the_list_is_painted_first_and_loads_only_what_it_shows(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.save(new_article(headline="Tin đầu tiên"))
    started = start(tmp_path, "assert program.window.library.list.model().rowCount() == 1")
    assert heavy(started) == set()
    # PySide loads every kind of widget, or of paint device, where it has to find out of which kind one is.
    assert "TabShape" not in started["enums"]
    assert "PdfVersion" not in started["enums"]


def test_loading_every_kind_of_widget_would_be_seen(tmp_path):
    asked = "from PySide6.QtWidgets import QListView; QListView().viewport()"
    assert "TabShape" in start(tmp_path, asked)["enums"]


def test_a_library_whose_tables_stand_is_worked_with_without_what_makes_tables_and_reads_photos(tmp_path):
    with Library.open(tmp_path) as library:
        library.articles.save(new_article(headline="Tin đầu tiên"))
    assert heavy(work(tmp_path)) == {"msgspec"}
    assert heavy(work(tmp_path, "from morat.library import schema")) == {"msgspec", "sqlite_utils"}
