"""Messages in the window, and the few windows that come up."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from morat.catalogue import Catalogue
from morat.operations.preferences import SETTINGS, Preferences
from morat.operations.versions import versions
from morat.ui.dialogs.about import AboutDialog
from morat.ui.dialogs.files import FileChooser, Target, named
from morat.ui.dialogs.settings import LABELS, SettingsDialog
from morat.ui.dialogs.shortcuts import ShortcutsDialog
from morat.ui.window.actions import ACTIONS, shortcut_groups
from morat.ui.window.notice_bar import NoticeBar
from tests.helpers.widgets import nameless, words_on

WORDS = Catalogue("en")


@pytest.fixture
def bar(qtbot):
    made = NoticeBar(WORDS)
    qtbot.addWidget(made)
    made.resize(800, 48)
    return made


def test_the_bar_comes_with_a_message_and_goes(bar, qtbot):
    assert bar.isHidden()
    bar.show_message("error", "The disk is full.")
    assert words_on(bar) == ["The disk is full."]
    assert bar.accessibleName() == "The disk is full."
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_clicks_on_a_message_leave_the_keys_where_they_are(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    bar, line = NoticeBar(WORDS, window), QLineEdit(window)
    bar.show_message("info", "Done.", ("Undo",))
    with qtbot.waitExposed(window):
        window.show()
    line.setFocus()
    for one in (bar.label, bar.buttons[0], bar):
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
        assert window.focusWidget() is line
    assert bar.label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_message_that_goes_or_offers_something_else_gives_the_keys_back(bar, qtbot):
    bar.show_message("info", "10 %", ("Stop",))
    bar.take_keys()
    qtbot.waitUntil(bar.has_keys)
    with qtbot.assertNotEmitted(bar.left):
        bar.show_message("info", "20 %", ("Stop",))
    assert bar.has_keys()
    with qtbot.waitSignal(bar.left):
        bar.show_message("info", "Half of it is gone.", ("Bring it back",))
    bar.take_keys()
    with qtbot.waitSignal(bar.left):
        bar.hide()


@pytest.mark.parametrize("number", [0, 1])
def test_a_button_of_the_bar_is_told_by_its_number(bar, qtbot, number):
    bar.show_message("info", "A copy came in.", ("Open", "Later"))
    with qtbot.waitSignal(bar.actionTaken) as taken:
        qtbot.keyClick(bar.buttons[number], Qt.Key.Key_Space)
    assert taken.args == [number]


def test_the_next_message_takes_the_place_of_the_last(bar, tmp_path):
    bar.show_file("success", "Sent.", tmp_path / "bài.morat")
    bar.show_message("of-another-kind", "Saved.")
    assert words_on(bar) == ["Saved."]
    bar.grab()


def test_a_written_file_can_be_copied_for_a_chat(bar, qtbot, qapp, tmp_path):
    path = tmp_path / "Bài số 1.morat"
    bar.show_file("success", "Sent.", path)
    assert words_on(bar) == ["Sent.", "Open the folder", "Copy the file"]
    qtbot.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in qapp.clipboard().mimeData().urls()] == [str(path)]
    assert bar.buttons[1].text() == "Copied"
    qapp.clipboard().clear()


def test_a_later_message_has_nothing_to_do_with_the_file_before(bar, qtbot, qapp, tmp_path):
    bar.show_file("success", "Sent.", tmp_path / "bài.morat")
    bar.show_message("info", "A copy came in.", ("Open", "Later"))
    qapp.clipboard().setText("as it was")
    qtbot.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == "as it was"
    qapp.clipboard().clear()


def test_a_written_file_can_be_shown_in_its_folder(bar, qtbot, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    bar.show_file("success", "Sent.", tmp_path / "bài.morat")
    qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]


def test_the_bar_has_names_for_all_its_buttons(bar):
    bar.show_message("warning", "No caption.", ("Write one", "Later"))
    assert nameless(bar) == []


def test_a_message_is_no_markup(bar):
    bar.show_message("error", "<b>tin</b> & ảnh.html cannot be read")
    assert bar.label.textFormat() == Qt.TextFormat.PlainText


# Dialogs


@pytest.fixture
def settings(qtbot):
    values = {"language": "vi", "theme": "dark", "author": "Mai Hương", "window": "x"}
    made = SettingsDialog(WORDS, SETTINGS, values)
    qtbot.addWidget(made)
    made.show()
    return made


def test_settings_are_made_from_their_table(settings):
    shown = {field.objectName() for kind in (QComboBox, QLineEdit) for field in settings.findChildren(kind)}
    wanted = {f"{setting.key}Setting" for setting in SETTINGS if setting.key in LABELS}
    assert shown == wanted
    assert nameless(settings) == []
    theme = settings.findChild(QComboBox, "themeSetting")
    assert [theme.itemData(n) for n in range(theme.count())] == ["system", "light", "dark"]
    assert theme.currentText() == "Dark"


def test_a_choice_counts_at_once(settings, qtbot):
    theme = settings.findChild(QComboBox, "themeSetting")
    with qtbot.waitSignal(settings.changed) as changed:
        qtbot.keyClick(theme, Qt.Key.Key_Up)
    assert changed.args == ["theme", "light"]


def test_a_name_counts_when_it_is_finished_and_once(settings, qtbot):
    told = []
    settings.changed.connect(lambda key, value: told.append((key, value)))
    line = settings.findChild(QLineEdit, "authorSetting")
    line.setText("  Thanh   Hằng ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settings.close()
    assert told == [("author", "Thanh Hằng")]


def test_a_name_counts_when_the_dialog_is_closed_over_it(settings, qtbot):
    settings.findChild(QLineEdit, "authorSetting").setText("Thanh Hằng")
    with qtbot.waitSignal(settings.changed) as changed:
        settings.reject()
    assert changed.args == ["author", "Thanh Hằng"]


def test_a_folder_is_chosen_by_its_button(settings, qtbot, monkeypatch, tmp_path):
    chosen = str(tmp_path / "thẻ nhớ")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)
    with qtbot.waitSignal(settings.changed) as changed:
        qtbot.mouseClick(settings.findChild(QPushButton, "backup_folderButton"), Qt.MouseButton.LeftButton)
    assert changed.args == ["backup_folder", chosen]
    assert settings.findChild(QLineEdit, "backup_folderSetting").text() == chosen
    # Called off, it stays.
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    settings.findChild(QPushButton, "backup_folderButton").click()
    assert settings.findChild(QLineEdit, "backup_folderSetting").text() == chosen


def test_languages_are_named_in_themselves(settings):
    language = settings.findChild(QComboBox, "languageSetting")
    assert [language.itemText(n) for n in range(language.count())] == ["Tiếng Việt", "English"]


@pytest.fixture
def shortcuts(qtbot):
    made = ShortcutsDialog(Catalogue("vi"), shortcut_groups(Catalogue("vi")))
    qtbot.addWidget(made)
    made.show()
    return made


def keys_seen(dialog):
    """The keys in the dialog that are shown, and whole within its width."""
    wide = dialog.findChild(QScrollArea).viewport()
    labels = [label for label in dialog.findChildren(QLabel, "keys") if label.isVisible()]
    return [
        label.text()
        for label in labels
        if label.mapTo(wide, QPoint(0, 0)).x() >= 0
        and label.mapTo(wide, QPoint(label.width(), 0)).x() <= wide.width()
    ]


def test_every_shortcut_can_be_read_once_beside_what_it_does(shortcuts):
    seen = keys_seen(shortcuts)
    assert len(seen) == len(shortcuts.findChildren(QLabel, "keys"))
    for spec in ACTIONS:
        if spec.keys:
            assert seen.count("   ".join(spec.keys)) == 1, spec.name
    assert nameless(shortcuts) == []


@pytest.mark.parametrize(
    ("sought", "keys"), [("nhan xet tiep", "Ctrl+Alt+N"), ("ctrl+shift+\\", "Ctrl+Shift+\\")]
)
def test_a_shortcut_is_looked_for_without_marks_and_by_its_keys(shortcuts, qtbot, sought, keys):
    every = keys_seen(shortcuts)
    qtbot.keyClicks(shortcuts.search, sought)
    assert keys_seen(shortcuts) == [keys]
    qtbot.keyClicks(shortcuts.search, "zzz")
    assert keys_seen(shortcuts) == []
    assert shortcuts._nothing.isVisible()
    shortcuts.search.clear()
    assert keys_seen(shortcuts) == every
    assert not shortcuts._nothing.isVisible()


def test_versions_can_be_copied_into_a_report(qtbot, qapp):
    made = AboutDialog(WORDS)
    qtbot.addWidget(made)
    made.show()
    qtbot.mouseClick(made._copy, Qt.MouseButton.LeftButton)
    copied = qapp.clipboard().text()
    assert [line.split()[0] for line in copied.splitlines()] == ["Mo-rát", "Python", "SQLite", "PySide6"]
    assert copied == "\n".join(" ".join(row) for row in versions())
    assert nameless(made) == []
    qapp.clipboard().clear()


KINDS = "Web page (*.html);;Word document (*.docx);;Plain text (*.txt);;Post (*-fb.txt);;Folder (*-web)"


@pytest.mark.parametrize(
    ("name", "kind", "made"),
    [
        ("bai.html", "Web page (*.html)", "bai.html"),
        ("bai", "Web page (*.html)", "bai.html"),
        ("bai.docx", "Web page (*.html)", "bai.docx"),
        ("bai.html", "Word document (*.docx)", "bai.docx"),
        ("bai.html", "Post (*-fb.txt)", "bai-fb.txt"),
        ("bai-fb.txt", "Plain text (*.txt)", "bai.txt"),
        ("bai.html", "Folder (*-web)", "bai-web"),
        ("bai.2026", "Plain text (*.txt)", "bai.2026.txt"),
        ("bai", "", "bai.html"),
    ],
)
def test_the_chosen_format_counts(name, kind, made):
    assert named(Path(name), kind, KINDS) == Path(made)


def test_nothing_is_written_over_unasked(qtbot, tmp_path, monkeypatch):
    (tmp_path / "bai.docx").write_bytes(b"")
    answers = [(str(tmp_path / "bai.html"), "docx (*.docx)"), (str(tmp_path / "bai.docx"), "docx (*.docx)")]
    offered = []

    def answer(_parent, _title, path, _kinds, kind):
        offered.append((path, kind))
        return answers[len(offered) - 1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    chooser = FileChooser(WORDS, Preferences(tmp_path / "settings.json"), None)
    assert chooser.save_export("bai.html") == Target(tmp_path / "bai.docx")
    assert offered[1] == (str(tmp_path / "bai.docx"), "docx (*.docx)")


def test_the_newsroom_s_own_pages_are_offered(tmp_path, monkeypatch):
    offered = []

    def answer(_parent, _title, path, kinds, _kind):
        offered.extend(kinds.split(";;"))
        return path, offered[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    chooser = FileChooser(WORDS, Preferences(tmp_path / "settings.json"), None)
    target = chooser.save_export("bai.html", templates=["", "báo"])
    assert (target.path.name, target.template) == ("bai.html", "báo")
    assert offered[:2] == ["Web page (*.html)", "Web page, template “báo” (*.html)"]


def test_the_format_of_the_last_time_is_offered_first(tmp_path, monkeypatch):
    offered = []

    def answer(_parent, _title, path, kinds, _kind):
        offered.append((Path(path).name, kinds.split(";;")[0]))
        return str(tmp_path / "bai.docx"), "Word document (*.docx)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    for _ in range(2):
        chooser = FileChooser(WORDS, Preferences(tmp_path / "settings.json"), None)
        assert chooser.save_export("bai.html") == Target(tmp_path / "bai.docx")
    assert offered == [("bai.html", "Web page (*.html)"), ("bai.docx", "Word document (*.docx)")]


def test_a_folder_that_is_gone_is_not_offered(tmp_path, monkeypatch):
    offered = []

    def answer(_parent, _title, folder, _kinds):
        offered.append(Path(folder))
        return [str(tmp_path / "USB" / "bai.docx")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    chooser = FileChooser(WORDS, Preferences(tmp_path / "settings.json"), None)
    (tmp_path / "USB").mkdir()
    chooser.open_pieces()
    chooser.open_pieces()
    (tmp_path / "USB").rmdir()
    chooser.open_pieces()
    assert offered[1] == tmp_path / "USB"
    assert offered[0] == offered[2]
    assert offered[2].is_dir()
