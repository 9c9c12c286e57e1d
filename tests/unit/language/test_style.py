"""A house style: read from TOML, laid over another, and what it makes the proofreader say."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from morat.language.passages import Passage
from morat.language.phrases import Phrases, as_written, lowered
from morat.language.proofread import Reader, proofread_text
from morat.language.style import DEFAULT, HouseWord, Style
from morat.language.style_file import default_style, parse
from morat.newsroom.ignoring import NEWSROOM, ONCE, PIECE, Ignoring, ignored_of
from morat.newsroom.messages import Message, UserError
from tests.helpers.strategies import VIETNAMESE

TOML = """
title = "Báo thử"
tone-style = "old"
capitals = ["Luật An ninh mạng"]

[levels]
repeat = "info"
"space/double" = "off"

[iy]
"kĩ" = "kỹ"

[[words]]
avoid = ["đại trà", "tràn lan"]
write = "hàng loạt"
why = "Sổ tay, mục 3."

[[words]]
avoid = "khủng"
level = "error"

[abbreviations]
UBND = "Ủy ban nhân dân"

[limits]
sentence-words = 40
"""


def test_a_style_is_read_from_its_file():
    style, warnings = parse(TOML, "toasoan.toml", DEFAULT)
    assert warnings == ()
    assert (style.name, style.title, style.tone_style) == ("toasoan", "Báo thử", "old")
    assert style.words == (
        HouseWord(("đại trà", "tràn lan"), "hàng loạt", "Sổ tay, mục 3."),
        HouseWord(("khủng",), level="error"),
    )
    assert (style.iy, style.abbreviations) == ({"kĩ": "kỹ"}, {"UBND": "Ủy ban nhân dân"})
    assert style.capitals == ("Luật An ninh mạng",)
    assert (style.limit("sentence-words", 50), style.limit("headline-words", 12)) == (40, 12)
    assert style.level("space/double", "error") == "off"
    assert style.level("space/hyphen", "error") == "error"
    assert style.level("repeat/word", "error") == "info"


def test_a_style_is_laid_over_its_base():
    base, _ = parse(TOML, "toasoan.toml", DEFAULT)
    style, _ = parse('[levels]\nrepeat = "off"\n[iy]\n"lí" = "lý"\n', "thethao.toml", base)
    assert (style.name, style.title) == ("thethao", "thethao")
    assert style.levels == {"repeat": "off", "space/double": "off"}
    assert style.iy == {"kĩ": "kỹ", "lí": "lý"}
    assert (style.tone_style, style.words) == (base.tone_style, base.words)


WRONG = [
    ("a =\n", "style-damaged", 1),
    ("title = 'x'\n\n[levels\n", "style-damaged", 3),
    ("title = 3", "style-wrong", 1),
    ("title = 'x'\ntone-style = 'cũ'", "style-wrong-choice", 2),
    ("levels = 3", "style-wrong", 1),
    ("\n[levels]\nspace = 'info'\nrepeat = 'gay'", "style-wrong-choice", 4),
    ("[limits]\nsentence-words = -1", "style-wrong", 2),
    ("[limits]\nsentence-words = true", "style-wrong", 2),
    ("[iy]\n'kĩ' = 1", "style-wrong", 2),
    ("[words]\navoid = 'x'", "style-wrong", 1),
    ("[[words]]\navoid = 'x'\n[[words]]\nwrite = 'y'", "style-wrong", 3),
    (
        "[[words]]\navoid = 'x'\nlevel = 'info'\n[[words]]\navoid = 'y'\nlevel = 'bad'",
        "style-wrong-choice",
        6,
    ),
    ("[[words]]\navoid = [1]", "style-wrong", 2),
    ("capitals = [['x']]", "style-wrong", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), WRONG)
def test_what_is_wrong_is_said_with_its_line(text, code, line):
    with pytest.raises(UserError) as refused:
        parse(text, "toasoan.toml", DEFAULT)
    said = refused.value.message
    assert (said.code, said.params["file"], said.params["line"]) == (code, "toasoan.toml", line)


def test_what_is_not_known_is_said_and_passed_over():
    text = "color = 1\n[levels]\nspce = 'off'\n[[words]]\navoid = 'x'\nregex = '(a+)+'\n"
    style, warnings = parse(text, "x.toml", DEFAULT)
    assert style.words == (HouseWord(("x",)),)
    assert warnings == tuple(
        Message("style-key-unknown", file="x.toml", line=line, key=key)
        for key, line in (("color", 1), ("regex", 6), ("spce", 3))
    )


@given(st.text(max_size=60))
def test_any_text_is_a_style_or_refused(text):
    with suppress(UserError):
        parse(text, "x.toml", DEFAULT)


def test_the_shipped_default_is_sound():
    assert default_style().iy["kĩ"] == "kỹ"
    assert default_style().words == ()


# Words of the house

HOUSE = Style(
    words=(
        HouseWord(("đại trà",), "hàng loạt", "Sổ tay."),
        HouseWord(("nhà báo",), "nhà báo lão thành"),
        HouseWord(("khủng",), level="error"),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trồng đại trà ở xã", [("đại trà", ("hàng loạt",), "warning")]),
        ("Đại\u00a0trà", [("Đại\u00a0trà", ("Hàng loạt",), "warning")]),
        ("ĐẠI TRÀ!", [("ĐẠI TRÀ", ("HÀNG LOẠT",), "warning")]),
        ("đại tràng, ấu đại tràx, xđại trà", []),
        ("các nhà báo lão thành", []),
        ("một nhà báo", [("nhà báo", ("nhà báo lão thành",), "warning")]),
        ("giá khủng", [("khủng", (), "error")]),
        ("xem https://khủng.vn/khủng", []),
    ],
)
def test_words_the_house_avoids(text, found):
    said = [one for one in proofread_text(text, HOUSE) if one.family == "term"]
    assert [(one.text, one.suggestions, one.severity) for one in said] == found


def test_the_reason_is_the_newsrooms_own():
    first, *_ = proofread_text("đại trà, khủng", HOUSE)
    assert first.reason == Message("house-word-why", word="đại trà", write="hàng loạt", why="Sổ tay.")


WORDS = st.text(st.sampled_from(VIETNAMESE + " -"), max_size=12)


@given(st.lists(WORDS, max_size=5), WORDS, WORDS, WORDS)
def test_phrases_are_found_whole_and_in_any_case(others, phrase, before, after):
    phrases = Phrases([(one, None) for one in others] + [(phrase, "here")])
    for hit in phrases.hits(f"{before} {phrase.upper()} {after}"):
        text = f"{before} {phrase.upper()} {after}"
        assert text[hit.start : hit.end] in phrases
    alone = " ".join(phrase.split())
    if alone[:1].isalnum() and phrase in phrases:
        assert next(Phrases([(alone, 1)]).hits(f". {alone} ."), None) is not None


@given(st.text())
def test_lower_case_moves_no_place(text):
    assert len(lowered(text)) == len(text)


def test_a_suggestion_takes_over_the_capitals():
    assert [as_written("hàng loạt", one) for one in ("đại trà", "Đại trà", "ĐẠI TRÀ", "Đ")] == [
        "hàng loạt", "Hàng loạt", "HÀNG LOẠT", "Hàng loạt",
    ]  # fmt: skip


# Levels, dictionary, ignoring


def test_levels_change_how_grave_a_finding_is_or_silence_it():
    text = "Các các xã  nghe tin , rồi về"
    assert [one.severity for one in proofread_text(text)] == ["error"] * 3
    style = Style(levels={"repeat": "info", "space/double": "off"})
    assert [one.severity for one in proofread_text(text, style)] == ["info", "error"]


def passage(text, block="p"):
    return Passage("body", block, text)


@pytest.mark.parametrize("scope", [PIECE, NEWSROOM])
def test_what_is_ignored_in_a_piece_is_silent_everywhere_in_it(scope):
    reader = Reader()
    passages = [passage("Các  các xã nghe"), passage("bàn bàn về; ở Các  các làng", "q")]
    before = reader.read(passages, Ignoring()).findings
    first = before[0]
    ignored = ignored_of(first, scope, passages[0].text)
    if scope == NEWSROOM:
        style = structs.replace(reader.style, ignored=frozenset({(first.rule, ignored.text)}))
        reading = Reader(style).read(passages, Ignoring())
    else:
        reading = reader.read(passages, Ignoring([ignored]))
    assert [one.text for one in before] == ["Các  các", "bàn bàn", "Các  các"]
    assert [one.text for one in reading.findings] == ["bàn bàn"]
    assert [(one.block, by.scope) for one, by in reading.ignored] == [("p", scope), ("q", scope)]


def test_what_is_ignored_once_is_silent_in_its_place_alone():
    reader = Reader()
    text = "Đoạn một nói về các các xã. Đoạn hai nói về những làng khác và về các các xã."
    first, second = reader.read([passage(text)], Ignoring()).findings
    ignoring = Ignoring([ignored_of(second, ONCE, text)])

    def left(now, block="p"):
        return [one.start for one in reader.read([passage(now, block)], ignoring).findings]

    assert left(text) == [first.start]
    assert left("Thêm chữ ở đầu. " + text) == [first.start + 16]
    assert left(text + " Thêm chữ ở cuối.") == [first.start]
    assert left(text, "q") == [first.start, second.start]


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "  ,", " các các "])), max_size=6))
def test_a_reader_that_remembers_says_what_a_new_one_says(texts):
    reader = Reader()
    passages = [passage(text + slip + text, f"b{number}") for number, (text, slip) in enumerate(texts)]
    for end in range(len(passages) + 1):
        now = passages[end // 2 : end]
        assert reader.read(now, Ignoring()) == Reader().read(now, Ignoring())
        assert all(reader.knows(one.text) for one in now)
