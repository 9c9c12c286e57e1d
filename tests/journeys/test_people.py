"""The register of people and the codes, through the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit, QPushButton

from morat.library.store import Library
from morat.ui.dialogs.codes import CodesDialog
from morat.ui.dialogs.people import PeopleDialog
from tests.helpers.widgets import nameless, words_on


@pytest.fixture
def piece(desk):
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    return desk


def opened(desk, kind, action):
    desk.window.actions_by_name[action].trigger()
    desk.until(lambda: bool(desk.window.findChildren(kind)))
    (dialog,) = desk.window.findChildren(kind)
    return dialog


def go_to(desk, name):
    """Go back to a field of the page once the dialog is gone."""
    desk.window.activateWindow()
    desk.named(name).setFocus()
    desk.until(desk.named(name).hasFocus)


def shown(dialog):
    rows = dialog.list
    return [rows.topLevelItem(row).text(0) for row in range(rows.topLevelItemCount())]


def press(dialog, name):
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def fill(dialog, **fields):
    for field, text in fields.items():
        line = dialog.findChild(QLineEdit, f"person_{field}")
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
        line.editingFinished.emit()


def add(desk, dialog, **fields):
    press(dialog, "addPerson")
    fill(dialog, **fields)
    desk.until(lambda: fields["name"] in shown(dialog))


def codes(desk):
    return desk.program.commands.typing.keys.codes.entries


def test_somebody_is_entered_and_typed_by_a_code(piece, tmp_path):
    dialog = opened(piece, PeopleDialog, "people")
    assert nameless(dialog) == []
    add(piece, dialog, name="Tran Thi Hanh", title="Chu tich", codes="ctth")
    add(piece, dialog, name="Nguyen Van An", codes="=nva=; x y")
    piece.until(lambda: len(codes(piece)) == 2)
    dialog.search.setText("hanh")
    assert shown(dialog) == ["Tran Thi Hanh"]
    press(dialog, "closePeople")
    go_to(piece, "headlineEdit")
    piece.type("=ctth= gap =nva")
    piece.keys(Qt.Key.Key_Tab)
    assert piece.text("headlineEdit") == "Chu tich Tran Thi Hanh gap Nguyen Van An"
    piece.keys(Qt.Key.Key_Z, control=True)
    assert piece.text("headlineEdit") == "Chu tich Tran Thi Hanh gap =nva"
    piece.until(piece.is_saved)
    with Library.open(tmp_path / "home" / "library") as library:
        assert [person.codes for person in library.people.all()] == [("ctth",), ("nva",)]


def test_a_register_without_anybody_says_what_it_is_for(piece):
    dialog = opened(piece, PeopleDialog, "people")
    piece.until(dialog.empty.isVisible)
    (button,) = [one for one in dialog.empty.findChildren(QPushButton) if one.isVisible()]
    button.click()
    assert dialog.fields["name"].hasFocus()
    fill(dialog, name="Ha")
    piece.until(lambda: shown(dialog) == ["Ha"])
    assert dialog.list.isVisible()
    dialog.search.setText("zzz")
    assert words_on(dialog.empty) == ["Không thấy ai với “zzz”."]
    assert nameless(dialog) == []


def test_somebody_who_was_deleted_comes_back(piece):
    dialog = opened(piece, PeopleDialog, "people")
    add(piece, dialog, name="Tran Thi Hanh", codes="ctth")
    add(piece, dialog, name="Nguyen Van An")
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    assert dialog.findChild(QLineEdit, "person_codes").text() == "ctth"
    press(dialog, "removePerson")
    assert shown(dialog) == ["Nguyen Van An"]
    piece.until(lambda: not codes(piece))
    press(dialog, "takePersonBack")
    piece.until(lambda: len(codes(piece)) == 1)
    assert sorted(shown(dialog)) == ["Nguyen Van An", "Tran Thi Hanh"]


def test_a_table_comes_in_and_goes_out(piece, tmp_path):
    table = tmp_path / "so.tsv"
    table.write_text("Họ tên\tMã\nTrần Thị Hạnh\tctth\nTrần Thị Hạnh\t\n", "utf-8")
    piece.answer(files=[table], save=tmp_path / "out.csv")
    dialog = opened(piece, PeopleDialog, "people")
    press(dialog, "importPeople")
    piece.until(lambda: shown(dialog) == ["Trần Thị Hạnh"])
    assert dialog.told.text().startswith("Đã thêm 1 người. 1 người đã có trong sổ")
    press(dialog, "exportPeople")
    piece.until(lambda: dialog.told.text() == "Đã ghi 1 người vào out.csv.")
    assert "Trần Thị Hạnh" in (tmp_path / "out.csv").read_text("utf-8-sig")
    table.write_text("a\tb\n", "utf-8")
    press(dialog, "importPeople")
    piece.until(lambda: "so.tsv không có cột tên" in dialog.told.text())


def test_the_newsrooms_codes_are_written_down(piece):
    dialog = opened(piece, CodesDialog, "codes")
    edit = dialog.findChild(QPlainTextEdit)
    buttons = dialog.findChild(QDialogButtonBox)
    save = buttons.button(QDialogButtonBox.StandardButton.Save)
    edit.setPlainText("hai chữ\tsai")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    piece.until(dialog.told.isVisible)
    assert dialog.told.text().startswith("Dòng 1 không phải là mã")
    edit.setPlainText("qn\tQuảng Ninh")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    piece.until(lambda: not piece.window.findChildren(CodesDialog))
    piece.until(lambda: len(codes(piece)) == 1)
    go_to(piece, "standfirstEdit")
    piece.type("=qn=.")
    assert piece.text("standfirstEdit") == "Quảng Ninh."


def test_the_list_of_codes_goes_when_the_page_is_scrolled(piece):
    dialog = opened(piece, PeopleDialog, "people")
    add(piece, dialog, name="Tran Thi Hanh", codes="ctth")
    piece.until(lambda: len(codes(piece)) == 1)
    press(dialog, "closePeople")
    go_to(piece, "bodyEdit")
    piece.page.body.insertPlainText("chữ\n" * 200)
    bar = piece.page.verticalScrollBar()
    piece.until(lambda: bar.maximum() > 0)
    piece.type("=ct")
    rows = piece.program.commands.typing.keys.list
    assert rows.isVisible()
    bar.setValue(bar.value() - 100)
    assert not rows.isVisible()
    piece.type("t")
    assert rows.isVisible()
