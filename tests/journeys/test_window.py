"""The way of a piece through the window, as a person goes it."""

import re
import shutil
import zipfile

import pypandoc
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from morat.assets import resource
from morat.library.store import Library
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.ui.photos.grid import Photos
from tests.helpers.widgets import drop_files, nameless

HEADLINE = "Vân Trầm trồng hơn 3.000 cây xanh dọc đường thôn"
TITLE = "Chợ phiên Pá Lau đông trở lại"
# The offscreen platform says this of every menu that opens.
menus = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@pytest.fixture
def piece(desk):
    """A desk with a new, empty piece; the caret stands in its headline."""
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    assert desk.window.focusWidget() is desk.named("headlineEdit")
    return desk


def stored(home):
    """Return the pieces of the library, newest first."""
    with Library.open(home / "library") as library:
        return [library.articles.get(row.id).article for row in library.articles.rows()]


def test_from_the_empty_start_page_to_the_sample(desk):
    assert desk.window.windowTitle() == "Mo-rát"
    assert desk.window.start.isVisible()
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    assert desk.window.windowTitle() == f"{HEADLINE} – Mo-rát"
    assert desk.text("headlineEdit") == HEADLINE
    assert desk.rows() == [HEADLINE]
    assert not desk.window.start.isVisible()


def test_whoever_opens_a_piece_sees_no_start_page_before_it(open_desk, tmp_path):
    file = tmp_path / "nháp.txt"
    file.write_text("Tít từ tệp\n\nMột đoạn văn của bài trong tệp.\n", "utf-8")
    desk = open_desk(source=str(file))
    made = []
    desk.window.startMade.connect(lambda: made.append(True))
    assert desk.window.awaits_page
    desk.until(lambda: desk.bench.article is not None)
    assert desk.text("headlineEdit") == "Tít từ tệp"
    assert not desk.window.awaits_page
    assert made == []


def test_a_piece_that_is_not_there_leaves_ways_to_begin(open_desk, tmp_path):
    desk = open_desk(source=str(tmp_path / "không có.docx"))
    assert desk.window.awaits_page
    desk.until(lambda: not desk.window.awaits_page)
    assert desk.window.start.isVisible()
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)


def test_a_new_piece_is_typed_and_kept(piece, home):
    piece.type(TITLE)
    assert piece.text("headlineEdit") == TITLE
    assert piece.window.windowTitle() == f"{TITLE} – Mo-rát"
    piece.until(lambda: piece.named("headlineCounter").text().startswith("7 / "))
    assert "Chưa lưu" in piece.text("saveState")
    piece.type("\n")
    assert piece.window.focusWidget() is piece.named("standfirstEdit")
    piece.type("Sáng 21/11, chợ họp lại.\n")
    assert piece.window.focusWidget() is piece.named("bodyEdit")
    piece.type("Bà con xuống chợ từ sớm.\nAi cũng vui.")
    piece.until(piece.is_saved)
    assert re.fullmatch(r"Đã lưu \d\d:\d\d:\d\d", piece.text("saveState"))
    piece.until(lambda: piece.rows() == [TITLE])
    (kept,) = stored(home)
    assert (kept.headline, kept.standfirst) == (TITLE, "Sáng 21/11, chợ họp lại.")
    assert [plain(block.runs) for block in kept.blocks] == ["Bà con xuống chợ từ sớm.", "Ai cũng vui."]


def test_search_finds_without_marks(sample):
    sample.named("searchField").setFocus()
    for query, found in (("van tram", [HEADLINE]), ("zzz", []), ("Nà Trầm", [HEADLINE])):
        sample.named("searchField").clear()
        sample.type(query)
        sample.until(lambda found=found: sample.rows() == found)


@menus
def test_export_by_the_menu(sample, tmp_path):
    for name in ("bài.html", "bài.docx"):
        out = tmp_path / name
        sample.answer(save=out)
        sample.choose_from_menu("Tệp", "Xuất bài…")
        sample.until(lambda out=out: out.name in sample.notices.text)
        assert sample.notices.isVisible()
    assert sample.chooser.suggested == "van-tram-trong-hon-3-000-cay-xanh-doc-duong-thon.html"
    page = (tmp_path / "bài.html").read_text("utf-8")
    assert page.count("<figcaption") == page.count("<img ") == 3
    lines = pypandoc.convert_file(tmp_path / "bài.docx", "plain", extra_args=["--wrap=none"]).splitlines()
    word = pypandoc.convert_file(tmp_path / "bài.docx", "html", extra_args=["--wrap=none", "--standalone"])
    assert word.count("<img ") == 3
    article = sample.bench.article.article()
    for block in article.blocks:
        if isinstance(block, Photo):
            assert block.alt
            assert f'alt="{block.alt}"' in word
        elif block.__class__.__name__ == "Paragraph":
            assert plain(block.runs) in lines
    for told in (article.headline, article.standfirst):
        assert told in page
        assert told in word


@menus
def test_the_newsroom_s_own_page_by_the_menu(sample, tmp_path):
    folder = sample.bench.desk.folder / "house" / "templates"
    folder.mkdir(parents=True)
    (folder / "báo.html").write_text("<h1>{{ piece.headline }}</h1>{{ piece.body }}", "utf-8")
    sample.chooser.template = "báo"
    out = tmp_path / "bài.html"
    sample.answer(save=out)
    sample.choose_from_menu("Tệp", "Xuất bài…")
    sample.until(lambda: out.name in sample.notices.text)
    assert out.read_text("utf-8").startswith(f"<h1>{HEADLINE}")
    assert sample.chooser.templates == ("", "báo")
    (folder / "báo.html").write_text("một\n{{ nobody }}", "utf-8")
    sample.choose_from_menu("Tệp", "Xuất bài…")
    sample.until(lambda: "báo.html, dòng 2" in sample.notices.text)
    assert sample.chooser.templates == ("báo", "")


@menus
def test_a_packet_by_the_menu(sample, tmp_path):
    out = tmp_path / "bài.zip"
    sample.answer(save=out)
    sample.choose_from_menu("Tệp", "Xuất bài…")
    sample.until(lambda: out.name in sample.notices.text)
    with zipfile.ZipFile(out) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".jpg")]) == 3


def test_the_text_is_copied_for_a_cms(sample):
    sample.keys(Qt.Key.Key_C, control=True, shift=True)
    sample.until(lambda: "CMS" in sample.notices.text)
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.html().count("<figcaption>") == 3
    assert not re.search(r"\s(?:class|id|style)=", clip.html())
    assert clip.text().count("Ảnh: ") == 6
    sample.notices.buttons[0].click()
    sample.until(lambda: "<figure" not in QGuiApplication.clipboard().mimeData().html())


def test_an_export_that_is_called_off_says_nothing(sample):
    sample.answer(save=None)
    sample.keys(Qt.Key.Key_E, control=True)
    assert not sample.notices.isVisible()


def test_photos_are_dropped_and_put_into_the_text(piece, home, tmp_path):
    files = []
    for name in ("anh-1.jpg", "anh-2.jpg"):
        files.append(tmp_path / name)
        shutil.copy(resource("sample", name), files[-1])
    panel = piece.bench.photos.panel
    assert drop_files(panel, *files)
    model = panel.grid.model()
    piece.until(lambda: model.rowCount() == 2)
    assert isinstance(model, Photos)
    piece.caret_in("bodyEdit")
    piece.type("Chữ trước ảnh.")
    row = next(n for n in range(2) if model.facts(model.index(n)).file == "anh-1.jpg")
    panel.grid.setCurrentIndex(model.index(row))
    assert piece.text("captionEdit").startswith("Ông Vi Văn Thắng")
    QTest.mouseClick(panel.insert_button, Qt.MouseButton.LeftButton)
    body = piece.named("bodyEdit")
    piece.until(lambda: "Ông Vi Văn Thắng" in body.toPlainText())
    assert body.document().blockCount() >= 2
    piece.caret_in("bodyEdit")
    if body.textCursor().block().text() == "":
        piece.keys(Qt.Key.Key_Left)
    piece.type(" Ảnh chụp sáng nay.")
    piece.until(piece.is_saved)
    (kept,) = stored(home)
    (photo,) = photos_in(kept.blocks)
    assert plain(photo.caption).endswith("phát biểu tại lễ phát động. Ảnh chụp sáng nay.")
    assert photo.credit == "Hoàng Lâm"
    assert photo.alt.startswith("Người đàn ông áo trắng")
    # What the library knows of the picture is its own: the piece's caption changes nothing there.
    with Library.open(home / "library") as library:
        assert "sáng nay" not in library.photos.facts(photo.photo).caption
        assert library.stats()["photos"] == 2


def test_the_library_caption_is_put_right_beside_the_text(sample, home):
    panel = sample.bench.photos.panel
    model = panel.grid.model()
    sample.until(lambda: model.rowCount() == 3)
    sha = model.facts(panel.grid.currentIndex()).sha256
    sample.caret_in("captionEdit")
    sample.type(" (Ảnh tư liệu)")
    sample.caret_in("creditEdit")
    sample.type("/TTXVN")
    sample.caret_in("altTextEdit")
    sample.type(", nhìn từ xa")
    sample.caret_in("bodyEdit")

    def kept():
        with Library.open(home / "library") as library:
            facts = library.photos.facts(sha)
        return (
            facts.caption.endswith("(Ảnh tư liệu)")
            and facts.credit.endswith("/TTXVN")
            and facts.alt.endswith(", nhìn từ xa")
        )

    sample.until(kept)


def test_undo_goes_back_over_headline_and_body(piece):
    piece.type("abc")
    piece.caret_in("bodyEdit")
    piece.type("xyz")
    piece.caret_in("headlineEdit")
    piece.type("de")

    def texts():
        return piece.text("headlineEdit"), piece.text("bodyEdit")

    assert texts() == ("abcde", "xyz")
    steps = [("abc", "xyz"), ("abc", ""), ("", "")]
    for step in steps:
        piece.keys(Qt.Key.Key_Z, control=True)
        assert texts() == step
    assert piece.window.focusWidget() is piece.named("headlineEdit")
    for step in [*reversed(steps[:-1]), ("abcde", "xyz")]:
        piece.keys(Qt.Key.Key_Y, control=True)
        assert texts() == step


def test_the_next_step_writes_the_handoff_file(sample, home, tmp_path):
    out = tmp_path / "bài.morat"
    sample.answer(save=out)
    assert sample.text("nextStepButton") == "Gửi biên tập"
    sample.click("nextStepButton")
    sample.until(lambda: "bài.morat" in sample.notices.text)
    assert sample.named("statusBox").currentText() == "Chờ biên tập"
    assert sample.text("nextStepButton") != "Gửi biên tập"
    with Library.open(tmp_path / "kia") as library:
        from morat.operations.handoff import receive

        got = receive(library, out)
        assert (got.article.headline, got.article.status) == (HEADLINE, "submitted")
        assert library.stats()["photos"] == 3
    sample.until(sample.is_saved)
    # It is the window that has stored it: nobody else, as a later notice would say.
    assert "bài.morat" in sample.notices.text
    with Library.open(home / "library") as library:
        piece = sample.bench.article.id
        kinds = [version.kind for version in library.revisions.of(piece)]
        assert library.articles.get(piece).article.status == "submitted"
    assert kinds.count("milestone") == 1


def test_a_piece_that_is_begun_while_another_is_sent_stays_a_draft(sample, tmp_path):
    sample.answer(save=tmp_path / "bài.morat")
    sent = sample.bench.article.id
    sample.click("nextStepButton")
    sample.window.actions_by_name["new"].trigger()
    sample.until(lambda: "bài.morat" in sample.notices.text)
    assert sample.bench.article.id != sent
    assert sample.bench.article.value("status") == "draft"
    sample.window.close()
    with Library.open(tmp_path / "home" / "library") as library:
        assert library.articles.get(sent).article.status == "submitted"


def test_a_written_file_can_be_shown_and_copied(sample, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr("morat.ui.window.notice_bar.QDesktopServices.openUrl", shown.append)
    out = tmp_path / "bài.morat"
    sample.answer(save=out)
    sample.keys(Qt.Key.Key_E, control=True, shift=True)
    sample.until(lambda: "bài.morat" in sample.notices.text)
    first, second = sample.notices.buttons
    assert [first.text(), second.text()] == ["Mở thư mục", "Sao chép tệp"]
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in shown] == [str(tmp_path)]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().mimeData()
    assert [url.toLocalFile() for url in copied.urls()] == [str(out)]
    assert second.text() == "Đã sao chép"
    QGuiApplication.clipboard().setMimeData(QMimeData())


def test_a_bad_file_is_told_in_the_window(desk, tmp_path):
    bad = tmp_path / "ảnh.docx"
    bad.write_bytes(b"not a word file")
    assert drop_files(desk.window.start, bad)
    desk.until(desk.notices.isVisible)
    assert "ảnh.docx" in desk.notices.text
    assert desk.bench.article is None


def test_after_a_restart_the_piece_is_there(open_desk):
    first = open_desk()
    first.click_card("Viết bài mới")
    first.until(lambda: first.bench.article is not None)
    first.type(TITLE)
    first.until(first.is_saved)
    first.window.close()
    second = open_desk()
    second.until(second.opened)
    assert second.rows() == [TITLE]
    assert second.text("headlineEdit") == TITLE
    assert second.window.windowTitle() == f"{TITLE} – Mo-rát"
    # And so is the caret, where it was.
    assert second.window.focusWidget() is second.named("headlineEdit")
    assert second.page.headline.textCursor().position() == len(TITLE)


def test_closing_keeps_what_was_typed_last(open_desk, home):
    desk = open_desk()
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.type(TITLE)
    assert not desk.is_saved()
    desk.window.close()
    assert [article.headline for article in stored(home)] == [TITLE]


def test_the_byline_typed_last_is_kept_by_closing(open_desk, home):
    desk = open_desk()
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.type(TITLE)
    desk.caret_in("authorsEdit")
    desk.type("Lò Thị Hà")
    desk.window.close()
    assert [[author.name for author in article.authors] for article in stored(home)] == [["Lò Thị Hà"]]


def test_an_opened_file_is_stored_at_its_first_edit(open_desk, home, tmp_path):
    source = tmp_path / "bài.md"
    shutil.copy(resource("sample", "anh-1.jpg"), tmp_path / "anh-1.jpg")
    source.write_text(f"# {TITLE}\n\nBà con xuống chợ.\n\n![Chợ](anh-1.jpg)\n", "utf-8")
    desk = open_desk(source=str(source))
    desk.until(lambda: desk.bench.article is not None)
    assert desk.text("headlineEdit") == TITLE
    assert desk.window.focusWidget() is desk.named("bodyEdit")
    assert desk.named("bodyEdit").textCursor().atStart()
    assert not desk.bench.saver.is_dirty
    assert desk.text("saveState") == ""
    desk.type("Sớm nay: ")
    desk.until(desk.is_saved)
    (kept,) = stored(home)
    assert plain(kept.blocks[0].runs) == "Sớm nay: Bà con xuống chợ."
    with Library.open(home / "library") as library:
        assert library.stats()["photos"] == 1
        assert library.check() == []


def test_looking_at_a_file_stores_nothing(open_desk, home, tmp_path):
    source = tmp_path / "bài.md"
    source.write_text(f"# {TITLE}\n\nBà con xuống chợ.\n", "utf-8")
    desk = open_desk(source=str(source))
    desk.until(lambda: desk.bench.article is not None)
    desk.window.close()
    assert stored(home) == []


def test_the_piece_named_at_the_start_is_opened(open_desk, home):
    with Library.open(home / "library") as library:
        from morat.operations.sample import bring_sample

        article = bring_sample(library)
    desk = open_desk(source=article.id)
    desk.until(desk.opened)
    assert desk.window.windowTitle() == f"{HEADLINE} – Mo-rát"


def test_a_handoff_file_is_shown_first_and_received_when_asked(open_desk, home, tmp_path):
    from morat.operations.handoff import send
    from morat.operations.sample import bring_sample

    out = tmp_path / "bài.morat"
    with Library.open(tmp_path / "kia") as library:
        send(library, bring_sample(library).id, out, sender="Thu An", note="Nhờ anh xem")
    desk = open_desk(source=str(out))
    desk.until(lambda: HEADLINE in desk.notices.text)
    assert "Thu An" in desk.notices.text
    assert "Nhờ anh xem" in desk.notices.text
    assert stored(home) == []
    assert desk.notices.buttons[0].text() == "Nhận bài"
    QTest.mouseClick(desk.notices.buttons[0], Qt.MouseButton.LeftButton)
    desk.until(desk.opened)
    assert desk.text("headlineEdit") == HEADLINE
    with Library.open(home / "library") as library:
        assert library.stats()["photos"] == 3


def test_a_bug_is_told_and_the_text_stays(piece, home, monkeypatch):
    def fail(*_arguments, **_options):
        raise RuntimeError("ours alone")

    monkeypatch.setattr("morat.operations.exporting.export_piece", fail)
    piece.type(TITLE)
    piece.answer(save=home / "bài.html")
    piece.keys(Qt.Key.Key_E, control=True)
    piece.until(piece.notices.isVisible)
    log = home / "log" / "errors.log"
    assert str(log) in piece.notices.text
    assert "RuntimeError: ours alone" in log.read_text("utf-8")
    assert piece.text("headlineEdit") == TITLE
    piece.until(piece.is_saved)


def test_a_full_disk_is_told_and_saved_when_there_is_room(piece, home, monkeypatch):
    with monkeypatch.context() as full:

        def refuse(*_arguments, **_options):
            raise UserError("disk-full", path="library.db")

        full.setattr("morat.library.articles.Articles.save", refuse)
        piece.type(TITLE)
        piece.keys(Qt.Key.Key_S, control=True)
        bar = piece.program.commands.saving.bar
        piece.until(bar.isVisible)
        assert "library.db" in bar.text
        assert "library.db" in piece.text("saveState")
        assert piece.text("headlineEdit") == TITLE
    piece.keys(Qt.Key.Key_S, control=True)
    piece.until(piece.is_saved)
    assert not bar.isVisible()
    assert [article.headline for article in stored(home)] == [TITLE]


NAMES = (
    "MainWindow articleList searchField kickerEdit headlineEdit standfirstEdit bodyEdit authorsEdit "
    "statusBox photoGrid captionEdit creditEdit altTextEdit findingsList commentsList historyList saveState "
    "nextStepButton"
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_promised_widget_has_a_name_to_be_spoken(open_desk, home, language):
    with Library.open(home / "library") as library:
        from morat.operations.sample import bring_sample

        article = bring_sample(library)
    desk = open_desk(source=article.id, language=language)
    desk.until(desk.opened)
    assert not desk.window.start.isVisible()
    # The fields of a photo come with the first one.
    desk.until(lambda: bool(desk.window.findChildren(QWidget, "captionEdit")))
    spoken = {}
    for name in NAMES.split():
        widget = desk.window if name == "MainWindow" else desk.named(name)
        spoken[name] = widget.accessibleName()
    assert [name for name, said in spoken.items() if not said] == []
    desk.notices.show_file("success", "Xong", home)
    assert nameless(desk.window) == []
    assert (spoken["headlineEdit"], spoken["searchField"]) == {
        "vi": ("Tít bài", "Tìm bài, ảnh, người"),
        "en": ("Headline", "Search pieces, photos, people"),
    }[language]


def test_tab_walks_from_field_to_field(piece):
    seen = []
    for _ in range(60):
        widget = piece.window.focusWidget()
        seen.append(widget.objectName())
        piece.keys(Qt.Key.Key_Tab)
        if piece.window.focusWidget() is piece.named("headlineEdit"):
            break
    assert isinstance(piece.window.focusWidget(), QWidget)
    order = [name for name in seen if name in ("headlineEdit", "standfirstEdit", "bodyEdit")]
    assert order == ["headlineEdit", "standfirstEdit", "bodyEdit"]


def test_a_click_on_a_tool_leaves_the_caret_in_the_text(sample):
    body = sample.caret_in("bodyEdit")
    sample.answer(save=None)
    sample.click("exportButton")
    sample.until(lambda: bool(sample.chooser.suggested))
    assert sample.window.focusWidget() is body


def test_keys_in_a_message_that_goes_by_itself_are_back_in_the_text(sample):
    sample.caret_in("standfirstEdit")
    sample.program.commands.ask("info", "LibreOffice đang đọc bai.rtf…", {"Dừng": sample.notices.hide})
    sample.keys(Qt.Key.Key_F6)
    assert sample.notices.has_keys()
    sample.notices.hide()
    assert sample.window.focusWidget() is sample.named("standfirstEdit")


@menus
@pytest.mark.parametrize("name", ["statusBox", "genreBox"])
def test_whoever_scrolls_past_a_box_or_clicks_it_chooses_nothing_and_writes_on(sample, name):
    sample.caret_in("standfirstEdit")
    box, before = sample.named(name), sample.named(name).currentIndex()
    at = QPointF(box.rect().center())
    down = QWheelEvent(
        *(at, QPointF(box.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QCoreApplication.sendEvent(box, down)
    assert box.currentIndex() == before
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.view().isVisible()
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    assert sample.window.focusWidget() is sample.named("standfirstEdit")


def test_a_last_piece_that_was_never_written_is_not_missed(open_desk, home):
    first = open_desk()
    first.click_card("Viết bài mới")
    first.until(lambda: first.bench.article is not None)
    first.type("Tin sang")
    first.until(first.is_saved)
    first.window.actions_by_name["new"].trigger()
    first.until(lambda: first.bench.article.value("headline") == "")
    first.window.close()
    again = open_desk()
    again.until(lambda: again.program._first is not None)
    answered = []
    again.bench.desk.ask(_nothing, answered.append)
    again.until(lambda: bool(answered))
    assert again.rows() == ["Tin sang"]
    assert not again.notices.isVisible()
    again.until(again.window.start.isVisible)


def _nothing(_library):
    """Asked behind something else, it is answered behind it."""
    return True
