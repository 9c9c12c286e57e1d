"""Words in what is said of photos are replaced, once it is seen where."""

import pytest
from PySide6.QtCore import Qt

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.services.jobs import Jobs
from morat.ui.dialogs.photo_replace import PhotoReplaceDialog
from tests.helpers.widgets import nameless

PHOTOS = (
    PhotoFacts(sha256="a" * 64, file="a.jpg", caption="Một góc Uông Bí.", people=("An", "Bí")),
    PhotoFacts(sha256="b" * 64, file="b.jpg", caption="UÔNG BÍ, Uông Bí", credit="Báo uông bí"),
    PhotoFacts(sha256="c" * 64, file="c.jpg", caption="Nơi khác, 2/9", taken="2026-11-23"),
)


@pytest.fixture
def dialog(qtbot):
    jobs = Jobs()
    made = PhotoReplaceDialog(Catalogue("en"), PHOTOS, jobs, None)
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.stop()


@pytest.fixture
def becomes(dialog, qtbot):
    """Wait until the list says that these texts would stand there."""

    def wait(*texts):
        qtbot.waitUntil(lambda: after(dialog) == list(texts))

    return wait


@pytest.fixture
def says(dialog, qtbot):
    """Wait until it is said how much would change, or why nothing does."""

    def wait(told):
        qtbot.waitUntil(lambda: dialog.count.text() == told)

    return wait


def after(dialog):
    rows = range(dialog.preview.topLevelItemCount())
    return [dialog.preview.topLevelItem(row).text(3) for row in rows]


def test_at_first_it_says_what_to_do(dialog, says):
    assert nameless(dialog) == []
    says("Say what to look for, with or without marks.")
    assert not dialog.apply.isEnabled()


def test_words_are_found_without_their_marks_and_keep_their_capitals(dialog, qtbot, becomes):
    qtbot.keyClicks(dialog.sought, "uong bi")
    dialog.by.setText("Vàng Danh")
    becomes("Một góc Vàng Danh.", "VÀNG DANH, Vàng Danh", "Báo vàng danh")
    assert dialog.count.text() == "3 changes in 2 photos"
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert [facts.sha256[0] for facts in decided.args[0]] == ["a", "b"]
    assert decided.args[0][1].credit == "Báo vàng danh"


def test_it_looks_where_and_how_it_is_told(dialog, becomes, says):
    dialog.sought.setText("bí")
    dialog.by.setText("Bình")
    becomes("Một góc Uông Bình.", "An; Bình", "UÔNG BÌNH, Uông Bình", "Báo uông bình")
    dialog.where.setCurrentIndex(dialog.where.findText("Credit"))
    dialog.where.activated.emit(dialog.where.currentIndex())
    becomes("Báo uông bình")
    dialog.keep_case.click()
    becomes("Báo uông Bình")
    dialog.sought.setText("BÍ")
    dialog.case.click()
    becomes()
    says("Nothing would change.")


def test_nothing_in_the_place_of_words_takes_them_away(dialog, becomes):
    dialog.sought.setText("Uông Bí")
    dialog.case.click()
    becomes("Một góc .", "UÔNG BÍ,")


def test_a_pattern_finds_and_its_groups_are_put_in(dialog, qtbot, becomes):
    dialog.pattern.click()
    assert not dialog.marks.isEnabled()
    dialog.sought.setText(r"(\d+)/(\d+)")
    dialog.by.setText(r"ngày \1 tháng \2")
    becomes("Nơi khác, ngày 2 tháng 9")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert [facts.caption for facts in decided.args[0]] == ["Nơi khác, ngày 2 tháng 9"]


@pytest.mark.parametrize(
    ("pattern", "by", "told"),
    [
        ("(", "", "The pattern cannot be read at its letter 1."),
        (r"(\d)/", r"\2", "The replacement asks for a group (\\1, \\2…) that the pattern has not."),
    ],
)
def test_a_pattern_that_cannot_be_is_a_sentence_and_changes_nothing(dialog, becomes, says, pattern, by, told):
    dialog.sought.setText("góc")
    dialog.by.setText("nơi")
    becomes("Một nơi Uông Bí.")
    dialog.pattern.click()
    dialog.by.setText(by)
    dialog.sought.setText(pattern)
    says(told)
    assert after(dialog) == []
    assert not dialog.apply.isEnabled()
    # Mended, it goes on.
    dialog.sought.setText("khác")
    dialog.by.setText("nọ")
    becomes("Nơi nọ, 2/9")


def test_who_goes_hears_of_no_late_answer(dialog, qtbot):
    dialog.sought.setText("góc")
    dialog.reject()
    dialog._jobs.finish()
    assert after(dialog) == []


def test_what_is_not_looked_for_any_more_cannot_be_done(dialog, becomes):
    dialog.sought.setText("uong bi")
    dialog.by.setText("Vàng Danh")
    becomes("Một góc Vàng Danh.", "VÀNG DANH, Vàng Danh", "Báo vàng danh")
    dialog.by.setText("Hạ Long")
    # The list is still the one of before: a row of it that is left out does not let it be done.
    dialog.preview.topLevelItem(2).setCheckState(0, Qt.CheckState.Unchecked)
    assert not dialog.apply.isEnabled()
    becomes("Một góc Hạ Long.", "HẠ LONG, Hạ Long", "Báo hạ long")
    assert dialog.apply.isEnabled()
