"""The list of findings: kinds, walking, suggestions by key and mouse, ignoring, explaining, thousands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from morat.catalogue import Catalogue, families
from morat.newsroom.findings import FAMILIES, Finding
from morat.newsroom.ignoring import PIECE, Ignored
from morat.newsroom.messages import Message
from morat.ui.review.finding_menu import FindingMenu
from morat.ui.review.findings import FindingsPanel
from morat.ui.review.findings_model import quoted
from tests.helpers.widgets import nameless, words_on


def finding(text, *suggestions, rule="confusion/phrase", severity="error", field="body", start=0):
    reason = Message("repeat-word", word=text)
    return Finding(field, "p", start, start + len(text), text, rule, severity, reason, suggestions)


DATE = finding("Ngày 03/11", rule="date/year", severity="info", field="standfirst")
FORMS = finding("TT- VH", "TT-VH", "TTVH", rule="abbreviation/forms", severity="warning")
SLIP = finding("xúc tích", "súc tích")
ALL = (DATE, FORMS, SLIP)
IN_ORDER = [SLIP, FORMS, DATE]


@pytest.fixture
def panel(qtbot):
    made = FindingsPanel(Catalogue("en"))
    qtbot.addWidget(made)
    made.resize(332, 600)
    made.show()
    return made


@pytest.fixture
def filled(panel):
    panel.show_findings(ALL)
    return panel


def rows(panel):
    model = panel.list.findings
    return [model.entry(row).finding for row in range(model.rowCount())]


def at(panel, row):
    return panel.list.visualRect(panel.list.findings.index(row, 0))


def press(qtbot, panel, key, held=Qt.KeyboardModifier.NoModifier):
    """Press a key in the list; return what was wanted, as (finding, what, how)."""
    with qtbot.waitSignal(panel.wanted) as wanted:
        qtbot.keyClick(panel.list, key, held)
    entry, what, how = wanted.args
    return entry.finding, what, how


def card_buttons(panel):
    return {one.text(): one for one in panel.list.viewport().findChildren(QPushButton) if one.isVisible()}


def test_nothing_found_is_said(panel):
    assert words_on(panel) == ["No mistakes found so far."]
    panel.next()
    panel.show_findings(ALL)
    assert panel.list.isVisible()
    panel.show_findings([])
    assert words_on(panel) == ["No mistakes found so far."]


def test_the_gravest_come_first_and_kinds_can_be_left_out(filled):
    assert rows(filled) == IN_ORDER
    assert [chip.text() for chip in filled.kinds.chips.values() if chip.isVisible()] == ["1", "1", "1"]
    filled.kinds.chips["error"].click()
    assert rows(filled) == [FORMS, DATE]
    filled.kinds.chips["warning"].click()
    filled.kinds.chips["info"].click()
    assert "Nothing of this kind." in words_on(filled)
    card = next(one for one in filled.findChildren(QPushButton) if one.text() == "Show all")
    card.click()
    assert rows(filled) == IN_ORDER


def test_what_is_ignored_is_shown_when_asked_for_and_can_be_seen_again(filled, qtbot):
    by = Ignored(FORMS.rule, FORMS.text, PIECE)
    filled.show_findings((SLIP, DATE), [(FORMS, by)])
    assert rows(filled) == [SLIP, DATE]
    filled.kinds.chips["ignored"].click()
    assert rows(filled) == [SLIP, DATE, FORMS]
    filled.list.go_to(2)
    assert "Show it again" in card_buttons(filled)
    assert press(qtbot, filled, Qt.Key.Key_Delete) == (FORMS, "heed", "")
    with qtbot.assertNotEmitted(filled.wanted):
        qtbot.keyClick(filled.list, Qt.Key.Key_Return)


def test_next_goes_round(filled):
    gone_to = []
    filled.chosen.connect(gone_to.append)
    for _ in range(4):
        filled.next()
    assert [entry.finding for entry in gone_to] == [*IN_ORDER, SLIP]


def test_arrows_walk(filled, qtbot):
    filled.next()
    with qtbot.waitSignal(filled.chosen) as chosen:
        qtbot.keyClick(filled.list, Qt.Key.Key_Down)
    assert chosen.args[0].finding == FORMS


def test_every_key_does_what_it_says(filled, qtbot):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    filled.list.go_to(1)
    assert press(qtbot, filled, Qt.Key.Key_Return) == (FORMS, "take", "TT-VH")
    assert press(qtbot, filled, Qt.Key.Key_2) == (FORMS, "take", "TTVH")
    assert press(qtbot, filled, Qt.Key.Key_Return, control) == (FORMS, "take-all", "")
    assert press(qtbot, filled, Qt.Key.Key_Delete) == (FORMS, "ignore", "once")
    assert press(qtbot, filled, Qt.Key.Key_I, shift) == (FORMS, "ignore", "piece")
    assert press(qtbot, filled, Qt.Key.Key_Delete, control) == (FORMS, "ignore", "newsroom")
    assert press(qtbot, filled, Qt.Key.Key_D) == (FORMS, "word", "newsroom")
    assert press(qtbot, filled, Qt.Key.Key_D, shift) == (FORMS, "word", "personal")
    with qtbot.assertNotEmitted(filled.wanted):
        qtbot.keyClick(filled.list, Qt.Key.Key_3)


def test_enter_without_a_suggestion_goes_there(filled, qtbot):
    filled.list.go_to(2)
    with qtbot.assertNotEmitted(filled.wanted), qtbot.waitSignal(filled.chosen) as chosen:
        qtbot.keyClick(filled.list, Qt.Key.Key_Return)
    assert chosen.args[0].finding == DATE


def test_the_key_at_the_end_takes_and_the_row_goes_there(filled, qtbot):
    rect = at(filled, 1)
    end = QPoint(rect.right() - 24, rect.top() + 18)
    with qtbot.waitSignal(filled.wanted) as wanted:
        qtbot.mouseClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert (wanted.args[0].finding, *wanted.args[1:]) == (FORMS, "take", "TT-VH")
    with qtbot.waitSignal(filled.chosen) as chosen:
        qtbot.mouseClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=at(filled, 2).center())
    assert chosen.args[0].finding == DATE


def test_the_row_one_comes_to_opens_with_all_suggestions_and_the_reason(filled, qtbot):
    closed = at(filled, 1).height()
    filled.list.go_to(1)
    filled.list.doItemsLayout()
    assert at(filled, 1).height() > closed
    assert {"TT-VH", "TTVH", "Ignore…", "Why?"} <= card_buttons(filled).keys()
    with qtbot.waitSignal(filled.wanted) as wanted:
        qtbot.mouseClick(card_buttons(filled)["TTVH"], Qt.MouseButton.LeftButton)
    assert wanted.args[1:] == ["take", "TTVH"]
    filled.list.go_to(0)
    filled.list.doItemsLayout()
    assert at(filled, 1).height() == closed


def test_the_rule_and_its_source_are_told_when_asked_for(filled, qtbot):
    filled.list.go_to(0)
    assert not any("Mo-rát" in words for words in words_on(filled))
    qtbot.keyClick(filled.list, Qt.Key.Key_Space)
    said = words_on(filled)
    assert "Source: A list of Mo-rát's own, checked against news and Wikipedia." in said
    assert "confusion/phrase" in said
    filled.list.go_to(1)
    assert "abbreviation/forms" in words_on(filled)
    qtbot.mouseClick(card_buttons(filled)["Less"], Qt.MouseButton.LeftButton)
    assert "abbreviation/forms" not in words_on(filled)


def test_the_card_offers_to_ignore_and_to_fix_all(panel, qtbot):
    panel.show_findings([finding("a  b", "a b", rule="space/double", start=n) for n in range(3)])
    panel.list.go_to(0)
    with qtbot.waitSignal(panel.wanted) as wanted:
        qtbot.mouseClick(card_buttons(panel)["Fix all 3"], Qt.MouseButton.LeftButton)
    assert wanted.args[1:] == ["take-all", ""]
    qtbot.mouseClick(card_buttons(panel)["Ignore…"], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, FindingMenu)
    entries = {action.text().partition("\t")[0]: action for action in menu.actions()}
    with qtbot.waitSignal(panel.wanted) as wanted:
        entries["Ignore in this piece"].trigger()
    assert wanted.args[1:] == ["ignore", "piece"]
    menu.close()


def test_the_next_one_is_open_when_one_was_mended(filled):
    filled.list.go_to(1)
    filled.show_findings((SLIP, DATE))
    assert filled.list.walked_to() == 1
    filled.show_findings((SLIP,))
    assert filled.list.walked_to() == 0


def test_a_screen_reader_hears_the_finding(filled):
    index = filled.list.findings.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Error, xúc tích → súc tích, “xúc tích” stands twice in a row., Text"
    assert nameless(filled) == []
    filled.list.go_to(0)
    assert nameless(filled) == []


def test_a_long_text_is_cut_and_spaces_are_seen():
    assert quoted(finding("a\nb", "")) == "a b → ∅"
    assert quoted(finding("a  b ", "a b")) == "a␣␣b␣ → a b"
    assert len(quoted(finding("chữ " * 900))) == 40


def test_any_text_can_be_drawn_and_opened(panel):
    panel.show_findings([finding("x & y " * 5000, "&y " * 5000, "\u202e", "", " "), SLIP])
    panel.grab()
    panel.list.go_to(0)
    panel.grab()
    panel.resize(200, 300)
    panel.grab()


def test_thousands_are_no_more_widgets_than_a_few(panel):
    many = [finding("xúc tích", "súc tích", start=n) for n in range(5000)]
    panel.show_findings(many)
    panel.list.go_to(4999)
    panel.grab()
    assert len(panel.list.viewport().findChildren(QPushButton)) < 10
    assert panel.kinds.chips["error"].text() == "5,000"


def test_a_choice_of_style_is_one_row_for_all_its_places(panel, qtbot):
    def doctor(start, *suggestions):
        return finding("bác sỹ", *suggestions, rule="iy-style/house", severity="warning", start=start)

    first = doctor(0, "bác sĩ", "thầy thuốc")
    term = finding("sát nhập", "sáp nhập", rule="term/disputed", severity="warning")
    ignored = doctor(40, "bác sĩ"), Ignored("iy-style/house", "bác sỹ", PIECE)
    panel.show_findings([SLIP, first, doctor(20, "bác sĩ"), term, doctor(30, "bác sĩ"), SLIP], [ignored] * 2)
    panel.kinds.chips["ignored"].click()
    assert rows(panel) == [SLIP, SLIP, first, term, ignored[0], ignored[0]]
    assert [panel.list.findings.entry(row).places for row in range(6)] == [1, 1, 3, 1, 1, 1]
    assert panel.kinds.chips["warning"].text() == "4"
    panel.grab()
    panel.list.go_to(2)
    assert "Fix all 3" not in card_buttons(panel)
    assert any(words.endswith("3 places") for words in words_on(panel))
    assert press(qtbot, panel, Qt.Key.Key_Return) == (first, "take-all", "bác sĩ")
    assert press(qtbot, panel, Qt.Key.Key_2) == (first, "take-all", "thầy thuốc")
    assert press(qtbot, panel, Qt.Key.Key_Delete) == (first, "ignore", "piece")
    with qtbot.waitSignal(panel.wanted) as wanted:
        qtbot.mouseClick(card_buttons(panel)["bác sĩ"], Qt.MouseButton.LeftButton)
    assert wanted.args[1:] == ["take-all", "bác sĩ"]
    qtbot.mouseClick(card_buttons(panel)["Ignore…"], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, FindingMenu)
    assert "Ignore here" not in [action.text().partition("\t")[0] for action in menu.actions()]
    menu.close()


def test_what_may_be_put_right_in_one_go():
    one, other = (
        finding("anh ,", "anh,", rule="punctuation/space-before"),
        finding("em ,", "em,", rule="punctuation/space-before"),
    )
    assert one.likeness == other.likeness
    assert finding("em ,", rule="punctuation/space-before").likeness is None
    assert SLIP.likeness == finding("xúc tích", "súc tích", start=9).likeness
    assert SLIP.likeness != finding("Xúc tích", "Súc tích").likeness


def test_every_family_is_explained():
    assert families.WORDS.keys() == set(FAMILIES)
    assert families.family_of("mới/quy-tắc").name == "mới"
