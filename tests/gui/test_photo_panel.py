"""The photos tab: contact sheet, badges, the fields of the selected picture, drag and drop."""

from contextlib import contextmanager

import pytest
from hypothesis import example, given, settings
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from morat.catalogue import Catalogue
from morat.newsroom.codes import codes_of
from morat.newsroom.contact_sheet import Sheet
from morat.newsroom.photo_edits import FIELDS
from morat.newsroom.pictures import PhotoFacts, Run
from morat.newsroom.text import clean
from morat.ui.kit.theme import tokens
from morat.ui.photos.badges import TELLS, WARNS
from morat.ui.photos.grid import CELL, PHOTO_MIME
from morat.ui.photos.panel import PhotoPanel
from tests.helpers.examples import SHARED
from tests.helpers.strategies import lines
from tests.helpers.widgets import drop_files, nameless, picture, words_on

A, B, C = "a" * 64, "b" * 64, "c" * 64
FACTS = (
    PhotoFacts(
        sha256=A,
        caption="Bà con trồng cây.",
        credit="Mai Hương",
        alt="Người trồng cây",
        taken="2026-11-03T08:14:00",
        people=("Bùi Thị Kim Thuỷ",),
    ),
    PhotoFacts(sha256=B, credit="Mai Hương"),
    PhotoFacts(sha256=C, caption="Sân bóng."),
)


@pytest.fixture
def panel(qtbot):
    made = PhotoPanel(Catalogue("en"))
    qtbot.addWidget(made)
    made.resize(332, 800)
    made.show()
    return made


@pytest.fixture
def filled(panel):
    panel.show_sheet(Sheet(FACTS))
    return panel


def index(panel, number):
    return panel.grid.model().index(number)


@contextmanager
def edits_of(panel):
    """Collect what the panel says was edited."""
    edited = []

    def note(*change):
        edited.append(change)

    panel.photoEdited.connect(note)
    yield edited
    panel.photoEdited.disconnect(note)


def test_an_empty_panel_asks_for_photos(panel, qtbot):
    assert words_on(panel) == ["Drop photos here", "Choose photos"]
    with qtbot.waitSignal(panel.filesWanted):
        qtbot.mouseClick(
            next(one for one in panel.findChildren(QPushButton) if one.isVisible()), Qt.MouseButton.LeftButton
        )


def test_files_may_fall_on_it(panel, qtbot, tmp_path):
    with qtbot.waitSignal(panel.filesDropped) as dropped:
        assert drop_files(panel, tmp_path / "Ảnh 1.jpg")
    assert dropped.args == [[str(tmp_path / "Ảnh 1.jpg")]]


def test_the_first_picture_is_shown_with_its_fields(filled):
    fields = filled.fields
    assert fields.caption.toPlainText() == "Bà con trồng cây."
    assert fields.credit.text() == "Mai Hương"
    assert fields.alt.toPlainText() == "Người trồng cây"
    assert fields.line("people").text() == "Bùi Thị Kim Thuỷ"
    assert not fields.findChildren(QLineEdit, "takenEdit")
    fields.more.click()
    assert fields.line("taken").text() == "03/11/2026 08:14"
    assert fields.line("taken").isVisible()
    fields.more.click()
    assert not fields.line("taken").isVisible()


def test_showing_a_picture_edits_nothing(filled, qtbot):
    with qtbot.assertNotEmitted(filled.photoEdited):
        filled.select(B)
        filled.select(A)
        filled.show_sheet(Sheet(FACTS[:2]))
        filled.show_sheet(Sheet())


def test_what_was_typed_is_kept_when_another_picture_is_selected(filled, qtbot):
    filled.fields.caption.setFocus()
    filled.fields.caption.selectAll()
    qtbot.keyClicks(filled.fields.caption, "Ra ngo")
    with qtbot.waitSignal(filled.photoEdited) as edited:
        filled.select(B)
    assert edited.args == [A, "caption", "Ra ngo"]
    filled.select(A)
    assert filled.fields.caption.toPlainText() == "Ra ngo"


def test_what_was_typed_is_kept_after_a_pause(filled, qtbot):
    with qtbot.waitSignal(filled.photoEdited) as edited:
        qtbot.keyClicks(filled.fields.alt, "x")
    assert edited.args == [A, "alt", "xNgười trồng cây"]


def test_what_was_typed_is_kept_when_the_field_is_left(filled, qtbot):
    qtbot.keyClicks(filled.fields.credit, " - TTVH")
    with qtbot.waitSignal(filled.photoEdited) as edited:
        qtbot.keyClick(filled.fields.credit, Qt.Key.Key_Return)
    assert edited.args == [A, "credit", "Mai Hương - TTVH"]


def test_what_was_typed_is_kept_when_the_photos_come_anew(filled, qtbot):
    qtbot.keyClicks(filled.fields.credit, "!")
    with qtbot.waitSignal(filled.photoEdited) as edited:
        filled.show_sheet(Sheet(FACTS))
    assert edited.args == [A, "credit", "Mai Hương!"]


@settings(max_examples=40, suppress_health_check=SHARED)
@given(text=lines)
@example(text="Chiều\u00a03/11")
@example(text="một\u2029hai\r\nba")
@example(text="e\u0302\u0301")
def test_captions_leave_clean_and_whole(filled, text):
    filled.show_sheet(Sheet())
    filled.show_sheet(Sheet(FACTS))
    with edits_of(filled) as edited:
        filled.fields.caption.setPlainText(text)
        filled.fields.settle()
    value = clean(text).strip()
    assert edited == ([(A, "caption", value)] if value != FACTS[0].caption else [])
    assert filled.grid.model().facts(index(filled, 0)).caption == value


@settings(max_examples=40, suppress_health_check=SHARED)
@given(caption=lines, credit=lines, alt=lines)
def test_a_picture_that_is_only_looked_at_is_not_edited(filled, caption, credit, alt):
    filled.show_sheet(Sheet((PhotoFacts(sha256=A, caption=caption, credit=credit, alt=alt),)))
    with edits_of(filled) as edited:
        filled.fields.settle()
    assert edited == []


def test_the_selected_picture_stays_selected(filled):
    filled.select(C)
    filled.show_sheet(Sheet((FACTS[2], FACTS[0])))
    assert filled.grid.currentIndex().row() == 0
    filled.show_sheet(Sheet(FACTS[:2]))
    assert filled.fields.credit.text() == "Mai Hương"


def test_a_picture_that_is_not_shown_cannot_be_selected(filled):
    filled.select(B)
    filled.select("f" * 64)
    assert filled.grid.currentIndex().row() == 1


def test_badges_say_what_is_missing_and_what_is_used(filled):
    filled.show_standing(Sheet(here={A: 1, B: 2}))
    model = filled.grid.model()
    assert [[badge.text for badge in model.badges(facts)] for facts in FACTS] == [
        ["used"],
        ["no caption", "used 2 times"],
        ["no credit"],
    ]
    assert "no caption" in model.data(index(filled, 1), Qt.ItemDataRole.AccessibleTextRole)


def test_whom_a_picture_shows_is_told_by_a_sign_and_a_word(filled):
    marked = structs.replace(FACTS[0], protects=("child", "witness"))
    filled.show_edited([marked])
    model, bar = filled.grid.model(), filled.protection
    assert model.badges(marked)[0] == ("child +1", WARNS, "shield")
    chips = {chip.text(): chip for chip in bar.findChildren(QPushButton)}
    # Not by its colour alone.
    assert {text: chip.icon().isNull() for text, chip in chips.items()} == {
        "child": False,
        "victim": True,
        "witness": False,
    }
    assert bar.permission.isHidden()
    permitted = structs.replace(marked, permitted="2025-03-12T08:00+07:00 Lê An")
    filled.show_edited([permitted])
    assert model.badges(permitted)[0] == ("child +1", TELLS, "check")
    assert bar.permission.text().startswith("Permitted by Lê An, 12/03/2025")
    filled.show_edited([FACTS[0]])
    assert all(chip.icon().isNull() for chip in chips.values())
    assert bar.allowed.isHidden()


def test_stars_and_choices_are_told_by_their_shape_too(filled):
    bar = filled.marks

    def looks():
        return [one.icon().pixmap(16, 16).toImage() for one in bar.findChildren(QToolButton)]

    plain = looks()
    filled.show_edited([structs.replace(FACTS[0], rating=2, pick=1)])
    marked = looks()
    assert [one != other for one, other in zip(plain, marked, strict=True)] == [
        *(True, True, False, False, False),
        *(True, False),
    ]
    # Filled: its middle is of a colour where that of the others is empty.
    assert marked[0].pixelColor(8, 8).alpha() > 200
    assert plain[0].pixelColor(8, 8).alpha() == 0


def test_a_badge_goes_when_its_field_is_filled(filled, qtbot):
    filled.select(B)
    qtbot.keyClicks(filled.fields.caption, "Cay moi.")
    filled.fields.settle()
    (left,) = filled.grid.model().badges(filled.grid.model().facts(index(filled, 1)))
    assert left.text == "no alt text"


def test_the_button_and_a_double_click_put_a_photo_into_the_text(filled, qtbot):
    filled.select(B)
    with qtbot.waitSignal(filled.insertWanted) as wanted:
        qtbot.mouseClick(filled.insert_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [[B]]
    place = filled.grid.visualRect(index(filled, 2)).center()
    qtbot.mouseClick(filled.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(filled.insertWanted) as wanted:
        qtbot.mouseDClick(filled.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [[C]]


def test_a_drag_carries_the_hashes(filled):
    model = filled.grid.model()
    data = model.mimeData([index(filled, 2), index(filled, 0)])
    assert bytes(data.data(PHOTO_MIME).data()).decode().split() == [C, A]
    assert model.flags(index(filled, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_pictures_are_asked_for_once_and_shown(filled, qtbot):
    asked = []
    filled.thumbnailWanted.connect(asked.append)
    filled.show_sheet(Sheet(FACTS))
    filled.grab()
    qtbot.waitUntil(lambda: len(asked) == 3)
    filled.set_thumbnail(B, picture("#123456"))
    filled.set_thumbnail("f" * 64, picture())
    place = filled.grid.visualRect(index(filled, 1))
    shown = filled.grid.viewport().grab(place).toImage()
    assert shown.pixelColor(place.width() // 2, place.height() // 2).name() == "#123456"
    assert sorted(asked) == [A, B, C]


def test_three_pictures_stand_side_by_side(filled):
    filled.grab()
    tops = {filled.grid.visualRect(index(filled, number)).top() for number in range(3)}
    assert len(tops) == 1
    assert not filled.grid.verticalScrollBar().isVisible()


def test_everything_that_takes_the_focus_has_a_name(filled):
    assert nameless(filled) == []
    names = {"photoGrid", "captionEdit", "creditEdit", "altTextEdit"}
    assert {name for name in names if filled.findChild(object, name) is None} == set()


def test_without_a_picture_there_is_nothing_to_type_into(panel):
    panel.show_sheet(Sheet(FACTS))
    panel.show_sheet(Sheet())
    assert not panel.fields.isEnabled()
    assert panel.fields.caption.toPlainText() == ""


def test_every_field_of_a_photo_has_a_place(filled):
    filled.fields.more.click()
    assert set(filled.fields._edits) == set(FIELDS)
    assert nameless(filled) == []


def test_fields_that_are_shown_later_know_the_picture(filled, qtbot):
    filled.show_sheet(Sheet((PhotoFacts(sha256=A, city="Uông Bí", keywords=("cây", "Tết")),)))
    with qtbot.assertNotEmitted(filled.photoEdited):
        filled.fields.more.click()
        filled.fields.settle()
    assert filled.fields.line("city").text() == "Uông Bí"
    assert filled.fields.line("keywords").text() == "cây; Tết"


def test_lists_and_dates_are_typed_as_text(filled):
    with edits_of(filled) as edited:
        filled.fields.put("people", "An;  Bình")
        filled.fields.put("taken", "2026-11-04T09:00:00")
        filled.fields.line("taken").setText("ngày mai")
        filled.fields.settle()
    assert edited == [(A, "people", "An; Bình"), (A, "taken", "04/11/2026 09:00")]
    facts = filled.grid.model().facts(index(filled, 0))
    assert (facts.people, facts.taken) == (("An", "Bình"), "2026-11-04T09:00:00")


def test_a_date_that_is_none_says_so_until_it_is_one(filled):
    line = filled.fields.line("taken")
    line.setText("ngày mai")
    filled.fields.settle()
    assert "Not a date: 23/11/2026 08:30" in words_on(filled)
    line.setText("5/11/2026")
    filled.fields.settle()
    assert "Not a date: 23/11/2026 08:30" not in words_on(filled)
    assert filled.grid.model().facts(index(filled, 0)).taken == "2026-11-05"


def test_where_the_file_contradicts_itself_an_answer_is_picked(filled, qtbot):
    button = filled.fields.choices
    assert not button.isVisible()
    said = {"caption": {"XMP": "Một & hai", "IPTC": "Khác"}, "city": {"TCVN3": "Uông Bí"}}
    filled.fields.show_choices(said)
    assert button.isVisible()
    assert button.text() == "The file contradicts itself: 2 fields"
    entries = [action for action in button.menu().actions() if action.data()]
    assert [action.text() for action in entries] == ["XMP: Một && hai", "IPTC: Khác", "TCVN3: Uông Bí"]
    with edits_of(filled) as edited:
        entries[0].trigger()
        entries[2].trigger()
    assert edited == [(A, "caption", "Một & hai"), (A, "city", "Uông Bí")]
    filled.select(B)
    assert not button.isVisible()


def test_who_says_the_same_stands_together_and_what_is_said_now_is_ticked(filled):
    menu = filled.fields.choices.menu()
    said = {
        "caption": {"XMP": "Bà con trồng cây.", "EXIF": "Lễ phát động", "IPTC": "Bà con\u00a0trồng cây."},
        # Read in three ways, and the same in all of them.
        "credit": {"cp1252": "Mai Hương", "cp1258": "Mai\u00a0Hương", "TCVN3": "Mai Hương"},
    }
    filled.fields.show_choices(said)
    assert filled.fields.choices.text() == "The file contradicts itself: 1 field"

    def entries():
        menu.aboutToShow.emit()
        return [(action.text(), action.isChecked()) for action in menu.actions() if action.data()]

    assert entries() == [("XMP, IPTC: Bà con trồng cây.", True), ("EXIF: Lễ phát động", False)]
    next(action for action in menu.actions() if "EXIF" in action.text()).trigger()
    assert [ticked for _told, ticked in entries()] == [False, True]
    # Of a field too that is not unfolded.
    filled.fields.show_facts(structs.replace(FACTS[0], city="Uông Bí"))
    filled.fields.show_choices({"city": {"XMP": "Uông Bí", "IPTC": "Hạ Long"}})
    assert entries() == [("XMP: Uông Bí", True), ("IPTC: Hạ Long", False)]
    filled.fields.show_facts(FACTS[0])
    filled.fields.show_choices({"credit": said["credit"]})
    assert filled.fields.choices.isHidden()


def test_when_a_picture_ran_is_told_with_its_caption(filled):
    long = "Bà con thôn Nà Trầm trồng cây bên đường liên thôn từ tinh mơ, ngày hội lớn nhất từ đầu năm."
    runs = (
        Run("p1", "Chợ <phiên>", public=True, at="2025-03-12T08:00:00+07:00", caption="Chợ sớm & đông."),
        Run("p2", "Tết trồng cây", public=True, at="2025-02-03T08:00:00+07:00", caption=long),
        Run("p3", "", public=False, at="2026-11-01T08:00:00+07:00", caption="Chưa đăng."),
    )
    filled.show_runs(runs)
    first, second, third = filled.told.runs.text().split("<br>")
    assert first.startswith("Ran 12/03/2025: <a href=")
    assert "Chợ &lt;phiên&gt;" in first
    assert first.endswith(" “Chợ sớm &amp; đông.”")
    assert second.endswith("…”")
    assert long in filled.told.runs.toolTip()
    # What has not run has no caption that readers know.
    assert third.startswith("Also in: ")
    assert "Chưa đăng" not in third


def test_the_picture_that_keys_go_to_is_told_by_more_than_colour(filled, qtbot):
    filled.select(A)

    def framed():
        shown = filled.grid.viewport().grab().toImage()
        accent = QColor(tokens(filled.palette()).accent)
        places = ((x, y) for x in range(CELL.width()) for y in range(CELL.height()))
        return sum(shown.pixelColor(x, y) == accent for x, y in places)

    filled.fields.caption.setFocus()
    qtbot.waitUntil(filled.fields.caption.hasFocus)
    selected = framed()
    filled.grid.setFocus()
    qtbot.waitUntil(filled.grid.hasFocus)
    assert framed() > selected > 0


def test_the_selected_pictures_come_in_the_order_of_the_sheet(filled):
    filled.select(C)
    filled.grid.selectAll()
    assert [facts.sha256 for facts in filled.selected()] == [A, B, C]


def test_whom_the_caption_names_is_offered_and_named_when_taken(filled, qtbot):
    offer = filled.fields.people_offer
    assert not offer.isVisible()
    filled.fields.show_people(codes_of(people=["Trần Thị Hạnh", "Bùi Thị Kim Thuỷ"]))
    with edits_of(filled) as edited:
        filled.fields.caption.setPlainText("Bà Bùi Thị Kim Thuỷ và bà Trần Thị Hạnh.")
        filled.fields.settle()
        assert offer.text() == "Add: Trần Thị Hạnh"
        qtbot.keyClick(offer, Qt.Key.Key_Space)
    assert edited[1:] == [(A, "people", "Bùi Thị Kim Thuỷ; Trần Thị Hạnh")]
    assert not offer.isVisible()
    filled.grid.setCurrentIndex(index(filled, 1))
    assert not offer.isVisible()


def test_what_is_not_in_the_newsrooms_list_is_told_and_may_stay(filled, qtbot):
    filled.fields.show_offers("credit", ["TTXVN", "Mai Hương"], ["Lạ"])
    labels = [label.text() for label in filled.fields.findChildren(QLabel)]
    assert "Credit" in labels
    with edits_of(filled) as edited:
        filled.fields.credit.setText("Ai đó")
        filled.fields.settle()
    assert edited == [(A, "credit", "Ai đó")]
    assert "Credit: not in the list" in [label.text() for label in filled.fields.findChildren(QLabel)]
    filled.fields.credit.setText("TTXVN")
    filled.fields.settle()
    assert "Credit" in [label.text() for label in filled.fields.findChildren(QLabel)]


def test_words_are_offered_while_they_are_typed(filled, qtbot):
    keywords = filled.fields.line("keywords")
    filled.fields.show_offers("keywords", ["cứu hộ", "lũ"], [])
    keywords.setFocus()
    qtbot.waitUntil(keywords.hasFocus)
    qtbot.keyClicks(keywords, "cuu")
    assert keywords.offered() == ["cứu hộ"]
    qtbot.keyClick(keywords, Qt.Key.Key_Down)
    qtbot.keyClick(keywords, Qt.Key.Key_Return)
    assert keywords.text().startswith("cứu hộ")
