"""What the menu under the right button offers, by what the caret is in."""

import pytest
from PySide6.QtGui import QTextCursor

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo, Quote, Subhead, Table
from morat.newsroom.inline import runs_of
from morat.ui.desks.block_menu import actions_at
from morat.ui.window.actions import ACTIONS
from tests.helpers.desk import Desk

TEXT = runs_of("Chợ phiên Pá Lau")
BLOCKS = (
    Paragraph("p", TEXT),
    Subhead("s", runs=TEXT),
    Quote("q", runs=TEXT),
    Photo("ph", "ab" * 32, TEXT),
    Table("t", rows=((TEXT, TEXT), (TEXT, TEXT))),
)


@pytest.fixture
def body(qtbot, theme, tmp_path):
    made = Desk(theme.tokens, tmp_path)
    qtbot.addWidget(made.page)
    made.open(new_article(blocks=BLOCKS))
    return made.body


def _offered(body, text_block, *, chosen=0):
    cursor = QTextCursor(body.document().findBlockByNumber(text_block))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, chosen)
    return actions_at(cursor)


def test_words_get_letters_and_paragraphs_a_kind(body):
    assert _offered(body, 0) == ("subhead", "quote", "bullets")
    assert _offered(body, 0, chosen=3) == ("bold", "italic", "link")
    assert _offered(body, 1)[0] == "paragraph"
    assert "attribution" in _offered(body, 2)


def test_objects_offer_their_own_with_or_without_a_selection(body):
    assert "photo_wide" in _offered(body, 3)
    assert _offered(body, 3, chosen=1) == _offered(body, 3)
    assert "row_above" in _offered(body, 5)


def test_what_is_offered_is_there(body):
    known = {spec.name for spec in ACTIONS} | {""}
    for number in range(6):
        for chosen in (0, 1):
            assert known.issuperset(_offered(body, number, chosen=chosen))
