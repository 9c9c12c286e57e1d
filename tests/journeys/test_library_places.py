"""Libraries: moved with the dialog, another one, one that another machine has, one that cannot be written."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from morat.library.lock import RECORD, WindowLock
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.operations import library_places
from morat.operations.preferences import Preferences
from tests.helpers.patience import SECONDS
from tests.helpers.widgets import nameless

HEADLINE = "Chợ phiên đông"
# Where no machine is told apart by locks, as on some shares.
OTHER = {"host": "may-thu-ky", "user": "Lan", "pid": 1, "since": "2026-11-24T01:00:00+00:00", "machine": "x"}


@pytest.fixture
def filled(home, open_desk):
    """A desk with one piece."""
    article = new_article(headline=HEADLINE)
    with Library.open(home / "library") as library:
        library.articles.save(article)
    desk = open_desk(source=article.id)
    desk.until(desk.opened)
    return desk


def answer_folder(desk, folder):
    desk.program.commands.chooser = desk.chooser
    desk.chooser.library_folder = lambda _title: folder


def headlines(folder):
    with Library.open(folder, create=False) as library:
        return [row.headline for row in library.articles.rows()]


def test_the_library_is_moved_with_what_was_typed_last(filled, home, tmp_path):
    desk = filled
    library = desk.program.commands.library
    target = tmp_path / "ổ khác"
    target.mkdir()
    answer_folder(desk, target)
    desk.caret_in("headlineEdit")
    desk.type(" lai")
    desk.program.commands.run("move_library")
    dialog = library.move_dialog
    assert not dialog.go.isEnabled()
    assert nameless(dialog) == []
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    assert dialog.target.text() == str(target)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.program.next_folder is not None)
    assert (desk.program.next_folder, desk.program.left_behind) == (target, home / "library")
    assert not desk.window.isVisible()
    assert headlines(target) == headlines(home / "library") == [f"{HEADLINE} lai"]
    assert Preferences(home / "settings.json").get("library") == str(target)


def test_only_a_copy_for_the_new_computer(filled, home, tmp_path):
    desk = filled
    answer_folder(desk, tmp_path)
    desk.program.commands.run("move_library")
    dialog = desk.program.commands.library.move_dialog
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    dialog.copy_choice.click()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    desk.until(desk.notices.isVisible)
    assert str(tmp_path / "Mo-rat") in desk.notices.text
    assert desk.program.next_folder is None
    assert headlines(tmp_path / "Mo-rat") == [HEADLINE]
    assert Preferences(home / "settings.json").get("library") == ""


def test_a_place_that_will_not_do_is_said_in_the_dialog(filled, home):
    desk = filled
    answer_folder(desk, home / "library" / "trong")
    desk.program.commands.run("move_library")
    dialog = desk.program.commands.library.move_dialog
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    desk.until(lambda: "thư mục khác" in dialog.told.text())
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.program.commands.library.move_dialog is None
    assert desk.window.isVisible()


def test_another_library_is_chosen_from_the_recent_ones(filled, home, tmp_path):
    desk = filled
    other = tmp_path / "kho của Lan"
    Library.open(other).close()
    library_places.remember(desk.program._preferences, other, as_own=False)
    desk.program.commands.run("other_library")
    dialog = desk.program.commands.library.other_dialog
    assert nameless(dialog) == []
    names = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert names == [str(other), f"{home / 'library'} (đang mở)"]
    dialog.list.setCurrentRow(0)
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert desk.program.next_folder == other


RUN = """
import sys
from PySide6.QtCore import QTimer
from morat import app

titles = []
go_on = app.Program.go_on

def watched(program):
    go_on(program)
    shown(program)

def shown(program):
    if program.bench.article is None or not program._commands.notices.isVisible() and len(titles):
        QTimer.singleShot(20, program, lambda: shown(program))
        return
    notice = program._commands.notices
    titles.append((program.window.windowTitle(), notice.text if notice.isVisible() else ""))
    if len(titles) == 1:
        program._commands.library.switchWanted.emit(app.Path(sys.argv[2]), app.Path(sys.argv[1]))
    else:
        program.window.close()

app.Program.go_on = watched
status = app.run(sys.argv[1], sys.argv[3], "en")
import json
print(json.dumps([status, titles]))
"""


def test_the_program_goes_on_with_the_library_that_was_moved(tmp_path, home, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    article = new_article(headline=HEADLINE)
    with Library.open(tmp_path / "cũ") as library:
        library.articles.save(article)
        library.copy_to(tmp_path / "mới", lambda _done, _total: None)
    monkeypatch.setenv("MORAT_HOME", str(home))
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path / "cũ"), str(tmp_path / "mới"), article.id],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, titles = json.loads(done.stdout)
    assert status == 0
    assert [title for title, _ in titles] == [f"{HEADLINE} – Mo-rát"] * 2
    assert titles[1][1].startswith(f"The library is in {tmp_path / 'mới'} now.")


def test_a_library_that_another_machine_has_is_refused_and_a_copy_offered(home, open_desk):
    with Library.open(home / "library") as library:
        library.articles.save(new_article(headline=HEADLINE))
    theirs = WindowLock(home / "library", machine="x")
    theirs.hold()
    (home / "library" / RECORD).write_text(json.dumps({**OTHER, "beat": 1}), "utf-8")
    desk = open_desk()
    desk.until(desk.notices.isVisible)
    assert "đang mở trên máy may-thu-ky (người dùng Lan" in desk.notices.text
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.program.next_folder is not None)
    copy = desk.program.next_folder
    theirs.release()
    again = open_desk(folder=copy)
    again.until(lambda: again.rows() == [HEADLINE])
    again.until(lambda: again.window.windowTitle() == "Mo-rát (bản sao)")
    assert "bản sao của kho bài" in again.notices.text


def test_a_library_that_cannot_be_written_is_shown_as_a_copy(home, open_desk, monkeypatch):
    with Library.open(home / "library") as library:
        library.articles.save(new_article(headline=HEADLINE))
    monkeypatch.setattr(library_places, "is_readable_only", lambda _folder: True)
    desk = open_desk()
    desk.until(lambda: desk.program.next_folder is not None)
    assert desk.program.next_folder.is_relative_to(home / "copies")
    assert Preferences(home / "settings.json").get("library") == ""


def test_a_place_in_danger_is_said_once(home, open_desk, tmp_path, monkeypatch):
    folder = tmp_path / "OneDrive" / "kho"
    with Library.open(folder) as library:
        library.articles.save(new_article(headline=HEADLINE))
    desk = open_desk(folder=folder)
    desk.until(desk.notices.isVisible)
    assert "OneDrive" in desk.notices.text
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    assert desk.program.commands.library.move_dialog.isVisible()
    desk.program.commands.library.move_dialog.reject()
    desk.window.close()
    again = open_desk(folder=folder)
    again.until(lambda: again.rows() == [HEADLINE])
    again.bench.desk.finish()
    assert not again.notices.isVisible()
