"""Pictures of a card come in beside the page: looked at, ticked, described, named, and put into the piece."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo, photos_in
from morat.newsroom.inline import plain, runs_of
from morat.operations.ingest import add_photos
from tests.helpers.jpegs import photograph, with_thumbnail
from tests.helpers.widgets import drop_files
from tests.helpers.window import compose

# The offscreen platform says this of every menu that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def card(tmp_path):
    """A function that makes a card with so many pictures."""

    def make(count: int) -> Path:
        folder = tmp_path / "THẺ NHỚ" / "DCIM" / "100NIKON"
        folder.mkdir(parents=True)
        for number in range(count):
            data = with_thumbnail(photograph(number, 320, 200))
            (folder / f"DSC_{number + 1:04}.JPG").write_bytes(data)
        return folder.parent

    return make


@pytest.fixture
def piece(desk):
    desk.until(lambda: desk.program.bench is not None)
    blocks = (Paragraph("t", runs_of("Bà con xuống chợ.")),)
    desk.bench.open_article(new_article(headline="Chợ phiên", blocks=blocks))
    desk.until(desk.page.body.isVisible)
    return desk


def ingest(desk, folder):
    """Look at a folder by the menu; return the panel once every picture was looked at."""
    desk.answer(files=[folder])
    desk.choose_from_menu("Tệp", "Nhập ảnh từ thẻ, thư mục…")
    panel = desk.program.commands.ingesting.panel
    panel.folder_button.click()
    desk.until(lambda: is_looked_through(panel))
    return panel


def is_looked_through(panel):
    rows = panel.pictures.rowCount()
    return rows > 0 and all(panel.pictures.looked(panel.pictures.index(row)) for row in range(rows))


def ticked(panel):
    model = panel.pictures
    return [Path(model.path(one)).name for one in rows_of(model) if model.is_ticked(one)]


def rows_of(model):
    return [model.index(row) for row in range(model.rowCount())]


def on_the_sheet(desk):
    model = desk.named("photoGrid").model()
    return [model.facts(index).file for index in rows_of(model)]


def kept(home):
    with Library.open(home / "library") as library:
        return library.photos.rows()


def test_pictures_of_a_card_come_in_and_are_selected(piece, home, card):
    panel = ingest(piece, card(4))
    assert ticked(panel) == [f"DSC_000{n}.JPG" for n in range(1, 5)]
    panel.grid.setCurrentIndex(panel.pictures.index(1))
    piece.keys(Qt.Key.Key_Space)
    assert ticked(panel) == ["DSC_0001.JPG", "DSC_0003.JPG", "DSC_0004.JPG"]
    assert panel.take_button.text() == "Nhập 3 ảnh"
    piece.keys(Qt.Key.Key_Return)
    piece.until(lambda: "Đã nhập 3 ảnh." in piece.notices.text)
    piece.until(lambda: len(on_the_sheet(piece)) == 3)
    assert not panel.isVisible()
    assert len(piece.bench.photos.panel.selected()) == 3
    assert {facts.file for facts in kept(home)} == {"DSC_0001.JPG", "DSC_0003.JPG", "DSC_0004.JPG"}


def test_cameras_own_pictures_are_there_before_anything_was_looked_at(piece, card):
    panel = ingest(piece, card(2))
    asked = [panel.pictures.picture_data(panel.pictures.path(index)) for index in rows_of(panel.pictures)]
    assert all(data.startswith(b"\xff\xd8") for data in asked)
    piece.until(
        lambda: all(panel.pictures.cover(panel.pictures.path(one)) for one in rows_of(panel.pictures))
    )


def test_known_alike_and_damaged_ones_say_so(piece, home, card, tmp_path):
    folder = card(3) / "100NIKON"
    whole = (folder / "DSC_0002.JPG").read_bytes()
    (folder / "DSC_0002.JPG").write_bytes(whole[: len(whole) // 2])
    with Library.open(home / "library") as library:
        (tmp_path / "cũ.jpg").write_bytes(photograph(0, 640, 400))
        known = add_photos(library, [tmp_path / "cũ.jpg", folder / "DSC_0003.JPG"])
        ran = known.added[0].facts.sha256
        shown = Photo("p", ran, runs_of("Chợ sớm."))
        library.articles.save(
            new_article(headline="Chợ tết", status="published", blocks=(shown,)),
            at="2026-03-12T08:00:00+00:00",
        )
    panel = ingest(piece, folder)
    told = [[badge.text for badge in panel.pictures.badges(index)] for index in rows_of(panel.pictures)]
    assert told[0][0] == "giống ảnh đã có"
    assert told[0][1].startswith("đã đăng 12/03")
    assert told[1:] == [["hỏng"], ["đã có"]]
    assert ticked(panel) == ["DSC_0001.JPG"]
    panel.grid.setCurrentIndex(panel.pictures.index(0))
    assert "Chợ tết" in panel._told.text()
    assert "“Chợ sớm.”" in panel._told.text()
    piece.click("ingestTake")
    piece.until(lambda: "Đã nhập 1 ảnh." in piece.notices.text)
    assert "1 ảnh không nhập được" in piece.notices.text
    assert "DSC_0002.JPG" in piece.notices.text


def test_a_template_and_a_pattern_are_applied_on_the_way(piece, home, card):
    folder = home / "library" / "house" / "captions"
    folder.mkdir(parents=True)
    (folder / "cho.toml").write_text(
        'name = "Chợ"\n[caption]\ntext = "Chợ phiên, ảnh {số}/{tổng số}."\n', "utf-8"
    )
    panel = ingest(piece, card(2))
    piece.until(lambda: panel.template_box.findData("Chợ") > 0)
    panel.template_box.setCurrentIndex(panel.template_box.findData("Chợ"))
    panel.pattern_edit.setFocus()
    piece.type("Cho phien {số:3}")
    assert "cho-phien-001.jpg" in panel._example.text()
    piece.click("ingestTake")
    piece.until(lambda: len(kept(home)) == 2)
    assert [(facts.file, facts.caption) for facts in reversed(kept(home))] == [
        ("cho-phien-001.jpg", "Chợ phiên, ảnh 1/2."),
        ("cho-phien-002.jpg", "Chợ phiên, ảnh 2/2."),
    ]


def test_writing_goes_on_meanwhile(piece, card):
    panel = ingest(piece, card(2))
    piece.caret_in("bodyEdit")
    piece.type(" Trời rét.")
    panel.take_button.click()
    piece.type(" Chợ vẫn đông.")
    piece.until(lambda: "Đã nhập 2 ảnh." in piece.notices.text)
    assert piece.text("bodyEdit") == "Bà con xuống chợ. Trời rét. Chợ vẫn đông."


def test_escape_takes_the_panel_away_and_nothing_in(piece, home, card):
    panel = ingest(piece, card(2))
    panel.grid.setFocus()
    piece.keys(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert piece.bench.side.isVisible()
    assert kept(home) == []


def test_what_is_stopped_leaves_whole_pictures_only(piece, home, card):
    panel = ingest(piece, card(40))
    panel.take_button.click()
    piece.program.commands.ingesting.close()
    piece.until(lambda: not panel.isVisible())
    assert "Đã nhập" in piece.notices.text
    with Library.open(home / "library") as library:
        rows = library.photos.rows()
        assert library.check() == []
    assert len(list((home / "library" / "photos").rglob("*.jpg"))) == len(rows)


def test_looking_is_stopped_and_what_is_ticked_can_come_in(piece, card):
    folder, ingesting = card(60), piece.program.commands.ingesting
    worker = ingesting._both()[1]
    heard = []
    worker.lookingEnded.connect(lambda: heard.append(True))
    # At the first word of it: long before it has gone through all of them.
    worker.scanned.connect(worker.cancel)
    ingesting.look_at([str(folder)])
    piece.until(lambda: bool(heard))
    panel = ingesting.panel
    assert not is_looked_through(panel)
    assert not panel.cancel_button.isVisible()
    assert not panel.progress.isVisible()
    panel.take_button.click()
    piece.until(lambda: "Đã nhập 60 ảnh." in piece.notices.text)


def test_after_a_fault_of_ours_it_can_be_tried_again(piece, home, card, monkeypatch, caplog):
    panel = ingest(piece, card(2))

    def broken(*_told):
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr("morat.operations.ingest_plan.plan_of", broken)
        panel.take_button.click()
        assert not panel.take_button.isEnabled()
        panel.none_button.click()
        panel.all_button.click()
        assert not panel.take_button.isEnabled()
        piece.until(panel.take_button.isEnabled)
    assert not panel.progress.isVisible()
    panel.take_button.click()
    piece.until(lambda: len(kept(home)) == 2)


def test_what_is_chosen_while_others_come_in_is_told_to_wait(piece, home, card, tmp_path):
    panel = ingest(piece, card(2))
    panel.take_button.click()
    piece.program.commands.ingesting.look_at([str(tmp_path)])
    assert "Đang nhập ảnh" in piece.notices.text
    piece.until(lambda: len(kept(home)) == 2)


def test_a_folder_that_falls_is_looked_at_first(piece, card):
    assert drop_files(piece.named("headlineEdit").viewport(), card(2))
    panel = piece.program.commands.ingesting.panel
    piece.until(lambda: is_looked_through(panel))
    assert panel.isVisible()


def test_a_folder_without_pictures_says_so(piece, tmp_path):
    (tmp_path / "Rỗng").mkdir()
    piece.program.commands.ingesting.look_at([str(tmp_path / "Rỗng")])
    panel = piece.program.commands.ingesting.panel
    piece.until(lambda: "Không có ảnh nào" in panel._empty._sentence.text())


class Keys:
    """Keys as a person presses them, one by one where the focus is; those that are no text are counted."""

    def __init__(self, desk):
        self._desk = desk
        self.pressed = 0

    def press(self, key, held=NONE, times=1):
        for _ in range(times):
            self.pressed += 1
            QTest.keyClick(self._target(), key, held)

    def text(self, text):
        """Type text; its letters are not counted."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._target(), letter)
            else:
                compose(self._target(), letter)

    def _target(self):
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        window = above or self._desk.window
        return window.focusWidget() or window


def test_twenty_pictures_by_the_keyboard_alone(piece, home, card):
    """Twenty pictures in, a template, two codes, three in the piece: thirteen keys beside the text."""
    house = home / "library" / "house"
    (house / "captions").mkdir(parents=True)
    (house / "codes.txt").write_text("ctx\tÔng Vi Văn Thắng, Chủ tịch xã\nvt\tVân Trầm\n", "utf-8")
    (house / "captions" / "xuan.toml").write_text(
        'name = "Xuân"\n[credit]\ntext = "Thu Hà"\n[event]\ntext = "Tết trồng cây"\n', "utf-8"
    )
    folder = card(20)
    piece.caret_in("bodyEdit")
    piece.answer(files=[folder])
    keys, ingesting = Keys(piece), piece.program.commands.ingesting
    keys.press(Qt.Key.Key_O, CONTROL_ALT)
    keys.press(Qt.Key.Key_Return)  # the button of the folder; the system's own dialog answers
    piece.until(lambda: is_looked_through(ingesting.panel) and ingesting.panel.template_box.count() > 1)
    keys.press(Qt.Key.Key_Tab, times=3)
    keys.press(Qt.Key.Key_End)
    assert ingesting.panel.template == "Xuân"
    keys.press(Qt.Key.Key_Return)
    piece.until(lambda: len(piece.bench.photos.panel.selected()) == 20)
    keys.press(Qt.Key.Key_E, CONTROL_ALT)
    piece.until(lambda: QApplication.activeModalWidget() is not None)
    keys.text("=ctx= cùng bà con thôn =vt= trồng cây đầu xuân.")
    keys.press(Qt.Key.Key_Return)
    told = "Ông Vi Văn Thắng, Chủ tịch xã cùng bà con thôn Vân Trầm trồng cây đầu xuân."
    piece.until(lambda: [facts.caption for facts in kept(home)] == [told] * 20)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Right, SHIFT, times=2)
    keys.press(Qt.Key.Key_Return)
    shown = list(photos_in(piece.bench.article.article().blocks))
    assert [(plain(photo.caption), photo.credit) for photo in shown] == [(told, "Thu Hà")] * 3
    assert len({photo.photo for photo in shown}) == 3
    assert {facts.event for facts in kept(home)} == {"Tết trồng cây"}
    assert keys.pressed == 13
