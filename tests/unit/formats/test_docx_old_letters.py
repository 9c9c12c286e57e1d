"""Word files set in fonts from before Unicode, as offices of communes still write them."""

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellchecker import SpellChecker

from morat.formats import docx_in
from morat.formats.old_letters import set_of
from morat.newsroom.article import body_text
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import plain
from tests.helpers.word import MAIN, p, r, word_file

SAID = "Sáng nay, hội nghị diễn ra tại xã Tân Lập."
TCVN3 = "S¸ng nay, héi nghÞ diÔn ra t¹i x· T©n LËp."
VNI = "Saùng nay, hoäi nghò dieãn ra taïi xaõ Taân Laäp."
SYMBOLS = "".join(char if char.isascii() else chr(0xF000 + ord(char)) for char in TCVN3)
HEAD = "tØnh Qu¶ng Ninh häp"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def line(text: str, name: str) -> str:
    return f"<w:p>{r(text, font(name))}</w:p>"


def read(body: str, **parts: str) -> Incoming:
    return docx_in.read(word_file(p("Tít của bài") + p("Đoạn mở đầu của bài.") + body, **parts))


def body_of(incoming: Incoming) -> list[str]:
    return [one for one in body_text(incoming.article).split("\n") if one.strip()][-1:]


def told(incoming: Incoming) -> list[object]:
    return [one.params["sets"] for one in incoming.warnings if one.code == "letters-converted"]


@pytest.mark.parametrize(
    ("text", "name", "sets"),
    [
        (TCVN3, ".VnTime", ["TCVN3"]),
        (TCVN3, ".vntime", ["TCVN3"]),
        (SYMBOLS, ".VnArial", ["TCVN3"]),
        (VNI, "VNI-Times", ["VNI"]),
        (f"{VNI} →", "VNI-Helve", ["VNI"]),
    ],
)
def test_letters_are_those_of_today(text: str, name: str, sets: list[str]) -> None:
    incoming = read(line(text, name))
    assert body_of(incoming) == [SAID + (" →" if "→" in text else "")]
    assert told(incoming) == [sets]


@pytest.mark.parametrize("name", [".VnTime", "VNI-Times", "Times New Roman", "Verdana"])
def test_unicode_in_an_old_font_stays(name: str) -> None:
    incoming = read(line(SAID, name))
    assert body_of(incoming) == [SAID]
    assert told(incoming) == []


def test_what_was_added_in_unicode_hinders_nothing() -> None:
    incoming = read(line(TCVN3, ".VnTime") + line("Ông Trần Đức phát biểu.", ".VnTime"))
    assert body_text(incoming.article).endswith(f"{SAID}\nÔng Trần Đức phát biểu.")


def test_fonts_that_draw_capitals_give_capitals() -> None:
    incoming = docx_in.read(word_file(line(HEAD, ".VnTimeH") + line(TCVN3, ".VnTime")))
    assert incoming.article.headline == "TỈNH QUẢNG NINH HỌP"


OLD = f"<w:rPr>{font('.VnTime')}</w:rPr>"
USUAL = '<w:style w:type="paragraph" w:default="1"'


@pytest.mark.parametrize(
    "styles",
    [
        f"<w:docDefaults><w:rPrDefault>{OLD}</w:rPrDefault></w:docDefaults>",
        f'{USUAL} w:styleId="a"><w:name w:val="Normal"/>{OLD}</w:style>',
        (
            f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="x"/>{OLD}</w:style>'
            f'{USUAL} w:styleId="b"><w:name w:val="y"/><w:basedOn w:val="a"/></w:style>'
        ),
    ],
    ids=["defaults", "style", "based on"],
)
def test_a_style_names_the_font_too(styles: str) -> None:
    incoming = read(f"<w:p>{r(TCVN3)}</w:p>", styles=f'<w:styles xmlns:w="{MAIN}">{styles}</w:styles>')
    assert body_of(incoming) == [SAID]


def test_marks_behind_the_end_of_a_run_come_to_their_letter() -> None:
    runs = "".join(r(part, font("VNI-Times")) for part in ("Sa", "ùng nay, hoäi nghò die", "ãn ra"))
    assert body_of(read(f"<w:p>{runs}</w:p>")) == ["Sáng nay, hội nghị diễn ra"]


def test_deleted_words_and_notes_are_read_as_well() -> None:
    old = font(".VnTime")
    deleted = f"<w:r><w:rPr>{old}</w:rPr><w:delText>héi nghÞ</w:delText></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    noted = f'<w:footnote w:id="2">{line("nguån tØnh", ".VnTime")}</w:footnote>'
    body = f"{r(TCVN3 + ' ', old)}<w:del w:id='1' w:author='Mai'>{deleted}</w:del>{r(' häp', old)}{note}"
    incoming = read(f"<w:p>{body}</w:p>", footnotes=f'<w:footnotes xmlns:w="{MAIN}">{noted}</w:footnotes>')
    assert [(one.quoted, plain(one.runs)) for one in incoming.review.suggestions] == [("hội nghị", "")]
    assert "nguồn tỉnh" in body_text(incoming.article)


@pytest.mark.parametrize(("text", "more"), [(TCVN3, "TØnh häp víi x·."), (VNI, "Tænh hoïp vôùi xaõ.")])
def test_statistics_tell_where_no_font_does(text: str, more: str) -> None:
    lines = [line(one, "Times New Roman") for one in (text, more, text)]
    incoming = docx_in.read(word_file("".join(lines)))
    assert body_text(incoming.article).endswith(f"Tỉnh họp với xã.\n{SAID}")
    assert told(incoming)


@pytest.mark.parametrize(
    "text",
    [
        "L'été à Hue, où les élèves préparent la fête du Têt, a été très chaud cette année à côté.",
        "Größere Städte überlegen, ob Bürger künftig für Müll zahlen, während Dörfer das längst täten.",
        "Mañana el niño comerá jamón, según el último avión que salió de Málaga; también llegó más café.",
        TCVN3,
        " ".join(f"The plate of {n} × 4 m costs £{n} or {n} €, with ½ of 5 µm on it." for n in range(20)),
    ],
    ids=["French", "German", "Spanish", "too little", "signs"],
)
def test_other_languages_stay(text: str) -> None:
    incoming = docx_in.read(word_file(p(text)))
    assert incoming.article.headline + body_text(incoming.article) == text
    assert told(incoming) == []


@lru_cache
def words_of(language: str) -> list[str]:
    words = SpellChecker(language=language).word_frequency.words()
    return sorted(word for word in words if not word.isascii())


@given(st.data())
@pytest.mark.parametrize("language", ["fr", "de", "es", "pt", "it"])
def test_no_words_of_another_language_are_taken_for_an_old_set(language: str, data: st.DataObject) -> None:
    words = st.lists(st.sampled_from(words_of(language)), min_size=10, max_size=40)
    text = " ".join(data.draw(words))
    assert set_of(text) == ""


def test_what_names_another_font_beside_an_old_one_is_left_to_it() -> None:
    other, bullet = "Café Citroën, 3 × 4 m, £5.", "\uf0b7"
    old = [line(text, ".VnTime") for text in (TCVN3, "TØnh häp víi x·.", TCVN3)]
    body = [*old, line(other, "Times New Roman"), line(f"{bullet}a", "Wingdings")]
    text = body_text(docx_in.read(word_file("".join(body))).article)
    assert text.endswith(f"{SAID}\n{other}\n{bullet}a")


def test_statistics_leave_fonts_of_symbols_alone() -> None:
    bullet = r("·", font("Symbol"))
    texts = (TCVN3, "TØnh häp víi x·.", TCVN3)
    body = "".join(f"<w:p>{r(text + ' ', font('Verdana'))}{bullet}</w:p>" for text in texts)
    assert f"{SAID} ·" in body_text(docx_in.read(word_file(body)).article)


def test_a_font_of_the_theme_goes_before_that_of_the_style() -> None:
    usual = f'{USUAL} w:styleId="a"><w:name w:val="Normal"/>{OLD}</w:style>'
    themed = r("Cá, tôm có trong bát canh.", '<w:rFonts w:hAnsiTheme="minorHAnsi"/>')
    styles = f'<w:styles xmlns:w="{MAIN}">{usual}</w:styles>'
    incoming = read(f"<w:p>{r(TCVN3)}</w:p><w:p>{themed}</w:p>", styles=styles)
    assert body_text(incoming.article).endswith(f"{SAID}\nCá, tôm có trong bát canh.")


def test_a_paragraph_in_unicode_stays_whole_beside_old_ones() -> None:
    runs = "".join(r(part, font(".VnTime")) for part in ("Ông Đức ", "có", " cá", " và tôm ", "để bán."))
    incoming = read(line(TCVN3, ".VnTime") * 3 + f"<w:p>{runs}</w:p>")
    assert body_text(incoming.article).endswith(f"{SAID}\nÔng Đức có cá và tôm để bán.")
