import json
import unicodedata

import msgspec
import pytest
from hypothesis import given

from morat.newsroom.article import new_article, tidy_article
from morat.newsroom.codec import from_bytes, from_json, to_bytes, to_json
from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.newsroom.text import clean
from tests.helpers.strategies import articles


@given(articles())
def test_article_survives_json(article):
    assert from_bytes(to_bytes(article)) == article
    assert to_bytes(from_bytes(to_bytes(article))) == to_bytes(article)


@given(articles())
def test_the_short_way_to_json_writes_the_same_bytes(article):
    assert to_bytes(article) == msgspec.json.encode(to_json(article))


def test_words_that_look_like_json_are_words():
    article = new_article(
        headline=',"extra":""', note='{"type":"unknown","extra":"{}","edit":"1"}', tags=("extra",)
    )
    assert to_bytes(article) == msgspec.json.encode(to_json(article))
    assert from_bytes(to_bytes(article)) == article


@given(articles())
def test_tidying_is_settled(article):
    assert tidy_article(article) == article


@given(articles())
def test_every_text_is_nfc(article):
    text = json.dumps(to_json(article), ensure_ascii=False)
    assert unicodedata.is_normalized("NFC", text)


def test_unknown_fields_come_back_where_they_stood():
    tree = {
        "schema": "morat/article-1",
        "id": "1",
        "mood": {"extra": "glad"},
        "authors": [{"name": "Mai Hương", "phone": "1"}],
        "dateline": {"place": "Uông Bí", "hour": 7},
        "blocks": [
            {"id": "a", "type": "paragraph", "runs": [{"text": "x", "size": 3}], "align": "left"},
            {"id": "b", "type": "poll", "options": ["có", "không"]},
            {"id": "c", "type": "photo", "edit": {"crop": [1, 2, 3, 4], "later": True}},
            {"id": "d", "type": "list", "items": [[{"text": "một", "voice": "x"}]]},
        ],
        "status": "frozen",
    }
    back = to_json(from_json(tree))
    assert back["mood"] == {"extra": "glad"}
    assert back["authors"][0]["phone"] == "1"
    assert back["dateline"]["hour"] == 7
    assert back["blocks"][0]["runs"][0]["size"] == 3
    assert back["blocks"][0]["align"] == "left"
    assert back["blocks"][1] == {"id": "b", "type": "poll", "options": ["có", "không"]}
    assert back["blocks"][2]["edit"] == {"crop": [1, 2, 3, 4], "later": True}
    assert back["blocks"][3]["items"][0][0]["voice"] == "x"
    assert back["status"] == "frozen"


def test_every_character_is_cleaned_alike():
    for code in (*range(0x30000), *range(0xE0000, 0x110000, 0xFFFF)):
        letter = chr(code)
        for text in (letter, f"e{letter}"):
            # With a line break in it text is always looked at letter by letter.
            assert "\n" + clean(text) == clean("\n" + text), hex(code)


def test_decomposed_text_is_composed_over_the_joint_of_two_runs():
    tree = {
        "id": "1",
        "headline": unicodedata.normalize("NFD", "Uông Bí đổi mới"),
        "blocks": [
            {
                "type": "paragraph",
                "id": "a",
                "runs": [{"text": "Uo", "marks": ["bold"]}, {"text": "\u0302ng"}],
            }
        ],
    }
    article = from_json(tree)
    assert article.headline == "Uông Bí đổi mới"
    assert plain(article.blocks[0].runs) == "Uông"
    assert article.blocks[0].runs[0].text == "Uô"


def test_block_ids_are_made_unique():
    blocks = [{"type": "paragraph", "id": "a"}, {"type": "paragraph", "id": "a"}, {"type": "subhead"}]
    ids = [block.id for block in from_json({"id": "1", "blocks": blocks}).blocks]
    assert ids[0] == "a"
    assert len(set(ids)) == 3
    assert all(ids)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"id": 3}', b'{"id":"1","blocks":[{"type":"photo","photo":3}]}']
)
def test_what_is_no_article_is_refused(data):
    with pytest.raises(UserError) as refused:
        from_bytes(data)
    assert refused.value.message.code == "article-unreadable"


def test_a_newer_schema_is_refused():
    with pytest.raises(UserError) as refused:
        from_json({"schema": "morat/article-9", "id": "1"})
    assert refused.value.message.code == "article-newer"


def test_a_new_piece_has_an_id_of_its_own():
    assert new_article().id != new_article().id
