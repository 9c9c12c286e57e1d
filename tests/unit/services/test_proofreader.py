"""The proofreader of the window: what is on the screen first, nothing twice, the last text at the end."""

import pytest
from PySide6.QtGui import QTextCursor

from morat.language import proofread
from morat.language.marks import Mark
from morat.language.style import Style
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.ignoring import PIECE, Ignored
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import Message
from morat.services.document.look import Look
from morat.services.house_desk import HouseDesk, Loaded
from morat.services.jobs import Jobs
from morat.services.open_article import OpenArticle
from morat.services.proofreader import Proofreader

pytestmark = pytest.mark.qt
LONG = "Câu này dài và không có lỗi nào cả. " * 100


class Desk:
    """A proofreader of a piece, with everything it has told and every text its families have read."""

    def __init__(self, qtbot, monkeypatch, texts, visible=()):
        self._qtbot = qtbot
        self.read_texts = []
        self.told = []
        self.style = Style()
        blocks = tuple(Paragraph(f"p{number}", runs_of(text)) for number, text in enumerate(texts))
        self.article = OpenArticle(new_article(headline="Tít", blocks=blocks), Look(), str)
        monkeypatch.setattr(proofread, "TEXT_FAMILIES", (self._watch, *proofread.TEXT_FAMILIES))
        self.jobs = Jobs()
        self.reader = Proofreader(self.article, self.jobs, lambda: Loaded(self.style, ()), lambda: visible)
        self.reader.found.connect(self.told.append)

    def _watch(self, text, style):
        self.read_texts.append(text)
        return ()

    def whole(self):
        self._qtbot.waitUntil(lambda: bool(self.told) and self.told[-1].whole)
        told, self.told[:] = list(self.told), []
        read, self.read_texts[:] = list(self.read_texts), []
        return told, read

    def type(self, block, text):
        cursor = QTextCursor(self.article.body.findBlockByNumber(block))
        cursor.insertText(text)

    def close(self):
        self.reader.let_go()
        self.jobs.stop()


@pytest.fixture
def opened(qtbot, monkeypatch):
    made = []

    def start(texts, visible=()):
        made.append(Desk(qtbot, monkeypatch, texts, visible))
        made[-1].reader.read()
        return made[-1]

    yield start
    for desk in made:
        desk.close()


def texts_of(found):
    return [one.text for one in found.findings]


def test_what_is_on_the_screen_is_read_and_told_first(opened):
    desk = opened([f"Đoạn {n} các các. {LONG}" for n in range(8)], visible=("p5",))
    told, read = desk.whole()
    assert [text[:6] for text in read[:3]] == ["Tít", "Đoạn 5", "Đoạn 0"]
    assert len(read) == len(set(read))
    first, *_, last = told
    assert [(one.block, one.text) for one in first.findings] == [("p5", "các các")]
    assert not first.whole
    assert [one.block for one in last.findings] == [f"p{n}" for n in range(8)]


def test_an_edit_reads_its_paragraph_alone(opened):
    desk = opened([f"Đoạn {n}. {LONG}" for n in range(8)])
    desk.whole()
    desk.type(3, "Nhà các các. ")
    told, read = desk.whole()
    assert [text[:18] for text in read] == ["Nhà các các. Đoạn "]
    assert [texts_of(one) for one in told] == [["các các"], ["các các"]]


def test_a_text_that_changes_while_it_is_read_is_told_as_it_is_at_the_end(opened):
    desk = opened([f"Đoạn {n}. {LONG}" for n in range(30)])
    desk.type(0, "Nhà các các. ")
    desk.reader.read()
    told, read = desk.whole()
    assert texts_of(told[-1]) == ["các các"]
    assert len([text for text in read if text.endswith(f"Đoạn 1. {LONG}".strip())]) <= 1


def test_what_compares_the_texts_comes_last_and_stays_until_it_comes_again(opened, monkeypatch):
    def compare(passages, style):
        for number, passage in enumerate(passages):
            at = passage.text.find("đen")
            if at >= 0:
                yield number, Mark(at, at + 3, "name/x", "warning", Message("x"), ())

    monkeypatch.setattr(proofread, "PIECE_FAMILIES", (compare,))
    desk = opened(["Trời đen.", "Nước xanh."] + [f"Đoạn {n}. {LONG}" for n in range(4)])
    told, _ = desk.whole()
    assert [texts_of(one) for one in told] == [[], ["đen"]]
    desk.type(1, "Đất đen. ")
    told, _ = desk.whole()
    assert [texts_of(one) for one in told] == [["đen"], ["đen", "đen"]]


def test_what_is_ignored_is_told_apart(opened):
    desk = opened(["Nhà các các. Bàn bàn bạc."])
    desk.whole()
    desk.reader.ignore([Ignored("repeat/word", "các các")])
    told, read = desk.whole()
    assert read == []
    assert texts_of(told[-1]) == ["Bàn bàn"]
    assert [(one.text, by.scope) for one, by in told[-1].ignored] == [("các các", PIECE)]


def test_another_style_reads_everything_anew(opened):
    desk = opened(["Nhà các các."])
    desk.whole()
    desk.style = Style(levels={"repeat": "off"})
    desk.reader.reload()
    told, read = desk.whole()
    assert "Nhà các các." in read
    assert texts_of(told[-1]) == []


def test_a_broken_style_is_said_and_the_default_one_read_in(qtbot, tmp_path):
    from morat.operations.house import House

    house = House(tmp_path, tmp_path)
    jobs = Jobs()
    desk = HouseDesk(lambda: house, "mất", jobs)
    loaded = desk.load()
    assert loaded.style.name == "default"
    assert [message.code for message in loaded.warnings] == ["style-unknown"]
    with qtbot.waitSignal(desk.changed):
        desk.do(lambda house: house.add_word("Đắk Lắk"))
    assert house.words() == ["Đắk Lắk"]
    (tmp_path / "house" / "dictionary.txt").write_bytes(b"\xff\xfe\x00")
    with qtbot.waitSignal(desk.failed) as failed:
        desk.do(lambda house: house.add_word("Krông Búk"))
    assert failed.args[0].code == "house-not-utf8"
    jobs.stop()
