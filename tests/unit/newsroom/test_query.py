"""What is typed into a search field is understood: words, phrases, filters with and without marks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.catalogue import Catalogue
from morat.newsroom.article import STATUSES
from morat.newsroom.query import Term, found_words, marked, parse
from morat.newsroom.text import fold
from morat.ui.kit.names import status_name

TODAY = date(2026, 11, 23)


def names(terms):
    return [term.text for term in terms]


def test_words_and_phrases():
    asked = parse('Uông "hội Xuân" yên')
    assert asked.terms == (Term("uông"), Term("hội xuân"), Term("yên", typing=True))
    assert not asked.unclear


@pytest.mark.parametrize("text", ["bí ", '"bí"', 'bí "hội"', "bí tác giả:mai"])
def test_the_last_word_is_whole_where_something_follows(text):
    assert not any(term.typing for term in parse(text).terms)


@pytest.mark.parametrize(
    "text",
    [
        'tác giả:"Mai Hương"', 'tac gia:"mai hương"', 'TÁC GIẢ: "Mai Hương"', 'tácgiả:"Mai Hương"',
        'author:"Mai Hương"', 'Ta\u0301c gia\u0309:"Mai Hu\u031bo\u031bng"', "tác giả : \"Mai Hương\"",
    ],
)  # fmt: skip
def test_an_author_is_named_with_and_without_marks(text):
    assert names(parse(text).authors) == ["mai hương"]
    assert parse(text).terms == ()


def test_filters_stand_between_words():
    asked = parse("bóng chuyên mục:Thể trạng thái:nháp2 tác giả:Hà đá")
    assert names(asked.terms) == ["bóng", "đá"]
    assert names(asked.sections) == ["thể"]
    assert names(asked.authors) == ["hà"]
    assert asked.unclear


def test_a_name_inside_a_word_is_no_filter():
    assert names(parse("http://ngày:mai xngày:1").terms) == ["http://ngày:mai", "xngày:1"]


def test_a_filter_whose_value_is_still_to_come_narrows_nothing():
    for text in ("tác giả:", "ngày:", "trạng thái: ", 'chuyên mục:"', "bí ngày:"):
        asked = parse(text)
        assert not asked.unclear
        assert (asked.authors, asked.sections, asked.statuses, asked.since) == ((), (), (), None)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_status_is_known_by_the_name_the_window_gives_it(status, language):
    name = status_name(Catalogue(language), status)
    for text in (name, fold(name), name.upper(), status):
        assert parse(f'trạng thái:"{text}"').statuses == (status,)


def test_the_beginning_of_a_status_will_do():
    assert parse("trạng thái:cho").statuses == ("submitted",)
    assert set(parse("trang thai:đã").statuses) >= {"approved", "published", "returned"}
    assert set(parse("status:draft status:approved").statuses) == {"draft", "approved"}


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("21/11/2026", date(2026, 11, 21), date(2026, 11, 21)),
        ("1/2/2024", date(2024, 2, 1), date(2024, 2, 1)),
        ("21/11", date(2026, 11, 21), date(2026, 11, 21)),
        ("2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("1/11..15/11/2026", date(2026, 11, 1), date(2026, 11, 15)),
        ("9/2026..11/2026", date(2026, 9, 1), date(2026, 11, 30)),
        ("1/11/2026..", date(2026, 11, 1), None),
        ("..2025", None, date(2025, 12, 31)),
    ],
)
def test_dates(text, since, until):
    for name in ("ngày", "ngay", "date"):
        asked = parse(f"{name}:{text}", TODAY)
        assert (asked.since, asked.until, asked.unclear) == (since, until, False)


@pytest.mark.parametrize(
    "text", ["31/2/2026", "13/2026", "mai", "..", "0/1/2026", "1/1/26", "a..2026", "21/11x"]
)
def test_what_is_no_date_is_unclear(text):
    assert parse(f"ngày:{text}", TODAY).unclear


@pytest.mark.parametrize("text", ['"', "!!!", "*", '""'])
def test_signs_alone_are_unclear(text):
    assert parse(text).unclear


def test_nothing_asks_for_nothing():
    assert parse("  ") == parse("")
    assert not parse("").unclear


def test_words_with_marks_are_known():
    assert names(marked(parse("uong bí đong"))) == ["bí", "đong"]
    assert marked(parse("uong bi")) == ()


def test_found_words_are_marked_with_and_without_marks():
    text = "Uông Bí đón khách, bìa sách, UÔNG"
    spans = list(found_words(parse('uong "bi don" kh'), text))
    assert [text[start:end] for start, end in spans] == ["Uông", "Bí", "đón", "khách", "UÔNG"]
    assert list(found_words(parse("tác giả:uong"), text)) == []


@given(st.text(max_size=40))
def test_no_text_is_a_mistake(text):
    asked = parse(text, TODAY)
    for term in asked.terms + asked.authors + asked.sections:
        assert term.words
    for start, end in found_words(asked, text):
        assert 0 <= start < end <= len(text)


@given(st.lists(st.sampled_from(["uông", "bí", "đón", "xuân", "a1"]), min_size=1, max_size=4))
def test_every_typed_word_is_found_in_its_own_text(words):
    text = " ".join(words)
    assert len(list(found_words(parse(fold(text)), text))) == len(words)


def test_tags_narrow_too():
    for text in ('từ khóa:"nông thôn mới" bão', 'tu khoa:"nông thôn mới" bão', 'TAG:"nông thôn mới" bão'):
        asked = parse(text)
        assert (names(asked.tags), names(asked.terms)) == (["nông thôn mới"], ["bão"])
