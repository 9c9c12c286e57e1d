"""Help while typing: signs and codes become what they should, and what was typed can be had back."""

from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.codes import Entry, codes_of
from morat.newsroom.typography import KINDS
from morat.ui.editor.growing import GrowingEdit
from morat.ui.kit.literal import take_literally
from morat.ui.kit.stops import keep_variables
from morat.ui.typing.keys import TypingKeys
from tests.helpers.typists import send, strokes
from tests.helpers.window import compose

CODES = codes_of(
    [
        Entry("ctth", ("Chủ tịch Trần Thị Hạnh", "Trần Thị Hạnh")),
        Entry("ct2", ("Chủ tịch xã",)),
        Entry("qn", ("Quảng Ninh",)),
    ]
)


class Fields(QWidget):
    """One text field of every class."""

    def __init__(self):
        super().__init__()
        self.text, self.note, self.line = QTextEdit(self), QPlainTextEdit(self), QLineEdit(self)
        column = QVBoxLayout(self)
        for one in (self.text, self.note, self.line):
            column.addWidget(one)
        self.kinds = list(KINDS)
        self.keys = TypingKeys(Catalogue("en"), lambda: self.kinds, self)
        self.keys.codes = CODES


@pytest.fixture
def fields(qtbot):
    made = Fields()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    qtbot.waitUntil(made.isVisible)
    made.activateWindow()
    return made


@pytest.fixture(params=["text", "note", "line"])
def edit(request, fields, qtbot):
    found = getattr(fields, request.param)
    found.setFocus()
    qtbot.waitUntil(found.hasFocus)
    return found


def shown(edit):
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def shown_rows(fields):
    rows = fields.keys.list
    return [rows.item(row).text() for row in range(rows.count())] if rows.isVisible() else []


def test_signs_are_set_in_every_field(edit):
    QTest.keyClicks(edit, 'Noi: "a" - b...')
    assert shown(edit) == "Noi: “a” – b…"


def test_signs_stay_where_they_are_looked_for(fields, edit):
    take_literally(edit)
    edit.clearFocus()
    edit.setFocus()
    QTest.keyClicks(edit, '"a... =qn= ')
    assert shown(edit) == '"a... =qn= '


def test_a_name_of_a_file_stays_as_it_is_typed(fields, qtbot, tmp_path):
    dialog = QFileDialog(fields, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    line = dialog.findChild(QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, '"a...')
    assert line.text().startswith('"a...')
    dialog.close()


@pytest.mark.parametrize("field", ["text", "note"])
@pytest.mark.parametrize(("said", "sign"), [("“Nắng.", "”"), ("“Nắng”.", "“")])
def test_a_quotation_that_goes_on_is_ended_in_its_last_paragraph(fields, field, said, sign):
    edit = getattr(fields, field)
    edit.setPlainText(f"{said}\n\n")
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, 'Mua..."')
    assert shown(edit) == f"{said}\n\nMua…{sign}"


def test_backspace_brings_the_sign_back_and_the_next_one_takes_it_away(edit):
    QTest.keyClicks(edit, "a...")
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert shown(edit) == "a..."
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert shown(edit) == "a.."


def test_backspace_later_is_a_backspace(edit):
    QTest.keyClicks(edit, "a...b")
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert shown(edit) == "a"


def test_undo_brings_back_what_was_typed(edit):
    QTest.keyClicks(edit, "a...")
    edit.undo()
    assert shown(edit) == "a..." or isinstance(edit, QLineEdit)


def test_what_is_switched_off_stays(fields, edit):
    fields.kinds = []
    QTest.keyClicks(edit, '"a" - b...')
    assert shown(edit) == '"a" - b...'


def test_a_code_becomes_its_text_at_its_end(edit):
    QTest.keyClicks(edit, "gap =ctth= o =qn=, =ctth#2=")
    assert shown(edit) == "gap Chủ tịch Trần Thị Hạnh o Quảng Ninh, Trần Thị Hạnh"


def selected(edit):
    return edit.selectedText() if isinstance(edit, QLineEdit) else edit.textCursor().selectedText()


def test_tab_goes_through_the_places_that_wait(fields, edit):
    QTest.keyClicks(edit, "O")
    fields.keys.put(edit, "{ai} {làm gì} 🙂 tại {ở đâu}.")
    assert shown(edit) == "O {ai} {làm gì} 🙂 tại {ở đâu}."
    assert selected(edit) == "{ai}"
    QTest.keyClicks(edit, "=ctth=")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert selected(edit) == "{làm gì}"
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert selected(edit) == "{ở đâu}"
    QTest.keyClicks(edit, "=qn=")
    QTest.keyClick(edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert selected(edit) == "{làm gì}"
    QTest.keyClicks(edit, "hop")
    assert shown(edit) == "O Chủ tịch Trần Thị Hạnh hop 🙂 tại Quảng Ninh."
    assert edit.hasFocus()


def test_where_nothing_waits_tab_is_a_tab(fields, qtbot):
    fields.line.setFocus()
    qtbot.waitUntil(fields.line.hasFocus)
    fields.line.setText("{ai} họp")
    QTest.keyClick(fields.line, Qt.Key.Key_Tab)
    assert not fields.line.hasFocus()
    fields.line.setFocus()
    fields.line.setCursorPosition(0)
    keep_variables(fields.line)
    QTest.keyClick(fields.line, Qt.Key.Key_Tab)
    assert not fields.line.hasFocus()


def test_a_line_without_places_leaves_the_caret_behind_it(fields, edit):
    fields.keys.put(edit, "Ảnh")
    QTest.keyClicks(edit, " moi")
    assert shown(edit) == "Ảnh moi"


def test_a_code_in_composed_text(edit):
    for word in ("gặp", " ", "=", "ctth", "="):
        compose(edit, word)
    assert shown(edit) == "gặp Chủ tịch Trần Thị Hạnh"


def test_an_unknown_code_stays_and_is_told(fields, edit):
    QTest.keyClicks(edit, "=xyz=")
    assert shown(edit) == "=xyz="
    assert shown_rows(fields) == ["No code “xyz”"]
    QTest.keyClicks(edit, " ")
    assert shown_rows(fields) == []


def test_the_list_shows_what_fits_and_leaves_text_and_focus_alone(fields, edit):
    QTest.keyClicks(edit, "=c")
    assert shown_rows(fields) == ["Chủ tịch Trần Thị Hạnh", "Trần Thị Hạnh", "Chủ tịch xã"]
    assert edit.hasFocus()
    assert shown(edit) == "=c"
    assert not (edit.hasSelectedText() if isinstance(edit, QLineEdit) else edit.textCursor().hasSelection())
    QTest.keyClicks(edit, "t2")
    assert shown_rows(fields) == ["Chủ tịch xã"]
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert len(shown_rows(fields)) == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_the_list_is_taken_by_a_key(fields, edit, key):
    QTest.keyClicks(edit, "o =ct")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, key)
    assert shown(edit) == "o Trần Thị Hạnh"
    assert shown_rows(fields) == []
    assert edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert shown(edit) == "o =ct"


def test_the_list_is_taken_by_a_click(fields, edit):
    QTest.keyClicks(edit, "=ct")
    rows = fields.keys.list
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(2)).center()
    )
    assert shown(edit) == "Chủ tịch xã"
    assert edit.hasFocus()


def test_escape_closes_the_list_until_another_code_begins(fields, edit):
    QTest.keyClicks(edit, "=ct")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert shown_rows(fields) == []
    QTest.keyClicks(edit, " =q")
    assert shown_rows(fields) == ["Quảng Ninh"]


def test_the_list_goes_with_the_caret_and_with_the_focus(fields, edit, qtbot):
    QTest.keyClicks(edit, "=ct")
    QTest.keyClick(edit, Qt.Key.Key_Left)
    assert shown_rows(fields) == []
    QTest.keyClick(edit, Qt.Key.Key_Right)
    QTest.keyClicks(edit, "t")
    other = fields.note if edit is not fields.note else fields.text
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert shown_rows(fields) == []


def test_a_field_that_was_left_while_its_list_was_there_says_nothing_of_the_next_one(fields, qtbot):
    first, second = GrowingEdit(), GrowingEdit()
    for one in (first, second):
        fields.layout().addWidget(one)
    for one in (first, second):
        one.setFocus()
        qtbot.waitUntil(one.hasFocus)
        QTest.keyClicks(one, "=ct")
        assert len(shown_rows(fields)) == 3
    # As when something is put into it from elsewhere.
    first.moveCursor(QTextCursor.MoveOperation.Start)
    assert len(shown_rows(fields)) == 3
    assert first.help is None


def test_nothing_happens_while_text_is_composed(fields, edit):
    QTest.keyClicks(edit, "=c")
    QApplication.sendEvent(edit, QInputMethodEvent("t", []))
    assert shown_rows(fields) == []
    assert shown(edit) == "=c"
    done = QInputMethodEvent("", [])
    done.setCommitString("t")
    QApplication.sendEvent(edit, done)
    assert shown_rows(fields)[0] == "Chủ tịch Trần Thị Hạnh"


def test_the_list_outlives_the_window_it_was_shown_in(fields, qtbot):
    other = QTextEdit()
    qtbot.addWidget(other)
    other.show()
    other.setFocus()
    fields.keys._watch(other)
    QTest.keyClicks(other, "=ct")
    assert fields.keys.list.window() is other
    other.hide()
    fields.keys._watch(fields.text)
    other.deleteLater()
    qtbot.waitUntil(lambda: fields.keys.list.parent() is None)
    QTest.keyClicks(fields.text, "=q")
    assert shown_rows(fields) == ["Quảng Ninh"]


def test_the_list_stands_inside_the_window(fields):
    fields.text.setFocus()
    fields.resize(300, 140)
    QTest.keyClicks(fields.text, "=ct")
    rows = fields.keys.list
    assert fields.rect().contains(rows.geometry()) or rows.height() > fields.height() - 16
    assert rows.pos() != QPoint(0, 0)


def test_telex_in_every_field(fields, edit):
    fields.keys.aid.method = "telex"
    QTest.keyClicks(edit, 'Tieengs Vieetj "ddepj", text hay windows, QDD-UBND...')
    assert shown(edit) == "Tiếng Việt “đẹp”, text hay windows, QĐ-UBND…"


def test_vni_in_every_field(fields, edit):
    fields.keys.aid.method = "vni"
    QTest.keyClicks(edit, "Tie6ng1 Vie6t5 nam 2026")
    assert shown(edit) == "Tiếng Việt nam 2026"


def test_codes_are_left_alone_by_the_input_method(fields, edit):
    fields.keys.aid.method = "telex"
    QTest.keyClicks(edit, "gawpj =ctth= nhes")
    assert shown(edit) == "gặp Chủ tịch Trần Thị Hạnh nhé"


def test_a_word_that_was_there_is_gone_on_with(fields, edit):
    fields.keys.aid.method = "telex"
    QTest.keyClicks(edit, "tiengs")
    QTest.keyClick(edit, Qt.Key.Key_Left)
    QTest.keyClick(edit, Qt.Key.Key_Right)
    QTest.keyClicks(edit, "e ")
    assert shown(edit) == "tiếng "


@pytest.mark.parametrize("name", ["text", "note"])
def test_a_word_is_one_step(fields, qtbot, name):
    fields.keys.aid.method = "telex"
    edit = getattr(fields, name)
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, "Tieengs Vieetj raats ddepj")
    for left in ("Tiếng Việt rất ", "Tiếng Việt ", "Tiếng ", ""):
        edit.undo()
        assert edit.toPlainText() == left
    for left in ("Tiếng ", "Tiếng Việt ", "Tiếng Việt rất ", "Tiếng Việt rất đẹp"):
        edit.redo()
        assert edit.toPlainText() == left


def test_backspace_in_a_word_takes_one_letter_away(fields, edit):
    fields.keys.aid.method = "telex"
    QTest.keyClicks(edit, "text")
    assert shown(edit) == "tẽt"
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert shown(edit) == "tẽ"
    QTest.keyClicks(edit, "f")
    assert shown(edit) == "tè"


def test_another_input_method_beside_the_built_in_one_is_left_alone(fields, edit):
    fields.keys.aid.method = "telex"
    for stroke in strokes("Người đẹp hoàn toàn", "telex-eager", Random(1)):
        if stroke.text.isascii() and stroke.text.isalpha():
            compose(edit, stroke.text)
        else:
            send(edit, stroke)
    assert shown(edit) == "Người đẹp hoàn toàn"


def test_addresses_get_no_marks(fields, edit):
    fields.keys.aid.method = "telex"
    QTest.keyClicks(edit, "xem https://moc.vn/thoiss/ddoo hay tin@boos.vn nhes")
    assert shown(edit) == "xem https://moc.vn/thoiss/ddoo hay tin@boos.vn nhé"
