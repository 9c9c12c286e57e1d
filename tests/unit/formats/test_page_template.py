"""A newsroom's own page: what it may say, and that it can neither harm nor stand still."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.catalogue import Catalogue
from morat.formats import html_in, html_out
from morat.formats.page_template import PageTemplate
from morat.newsroom.article import Author, Dateline, Series, new_article
from morat.newsroom.blocks import (
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
)
from morat.newsroom.inline import Run, runs_of
from morat.newsroom.messages import UserError
from tests.helpers.jpegs import jpeg

SHA = "a" * 64
ARTICLE = new_article(
    headline="Con đường <mới>",
    standfirst="Dòng một\nDòng hai",
    note="bí mật",
    dateline=Dateline("Vân Trầm", "2026-11-23"),
    authors=(Author("Trần Thị Hương", "Mai Hương"), Author("Thu Hà", role="photographer")),
    series=Series("Nông thôn mới", 1, 3),
    tags=("đường", "làng"),
    blocks=(
        Paragraph("p", (Run("Một đoạn"), Run(" đậm", ("bold",)))),
        Photo("f", SHA, runs_of("Đường mới"), "Thu Hà", "Con đường", "half"),
        Subhead("s", 3, runs_of("Tít xen")),
        Quote("q", runs_of("Dân bàn"), "Ông Tạo"),
        Pullquote("u", runs_of("Dân làm")),
        ListBlock("l", ordered=True, items=(runs_of("một"), runs_of("hai"))),
        Table("t", header=True, rows=((runs_of("Thôn"),), (runs_of("Nà Trầm"),))),
        Gallery("g", (Photo("h", SHA, runs_of("Hai")),), runs_of("Bộ ảnh")),
        Embed("e", "https://example.vn/v", "Video"),
        Box("b", "info", "Số liệu", (Paragraph("i", runs_of("Trong hộp")),)),
    ),
)


def page(source, article=ARTICLE):
    return html_out.write(
        article, {SHA: jpeg()}, PageTemplate("bao.html", source, "p { color: red }")
    ).decode()


def refused(source):
    with pytest.raises(UserError) as caught:
        page(source)
    return caught.value.message.code, caught.value.message.params.get("line")


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ piece.headline }}", "Con đường &lt;mới&gt;"),
        ("{{ piece.standfirst|lines }}", "Dòng một<br>Dòng hai"),
        (
            "{% for one in piece.authors %}{{ one.label }}{{ one.name }};{% endfor %}",
            "Mai Hương;Ảnh: Thu Hà;",
        ),
        ("{{ piece.dateline.place }} {{ piece.dateline.date }}", "Vân Trầm 23/11/2026"),
        ("{{ piece.series.part }}/{{ piece.series.of }}", "1/3"),
        ("{{ piece.tags|join(', ') }} {{ piece.tags|length }}", "đường, làng 2"),
        (
            "{% for b in blocks() if b.source %}{{ b.alt }} {{ b.width }} {{ b.caption }}{% endfor %}",
            "Con đường 120 Đường mới",
        ),
        (
            "{% for b in blocks() %}{{ b.type }} {% endfor %}",
            "paragraph photo subhead quote pullquote list table gallery embed box ",
        ),
        ("{{ blocks()[0].words }}|{{ blocks()[0].text }}", "Một đoạn<strong> đậm</strong>|Một đoạn đậm"),
        (
            "{{ blocks()[5].items|join('/') }} {{ blocks()[6].rows[1][0] }} {{ blocks()[9].blocks[0].text }}",
            "một/hai Nà Trầm Trong hộp",
        ),
        ("{{ words.credit }}{{ '%s' }}{{ piece.kicker }}{{ page.style }}", "Ảnh: %sp { color: red }"),
    ],
)
def test_what_a_template_can_say(source, made):
    assert page(source) == made


def test_a_template_may_change_a_part_of_the_usual_page():
    made = page('{% extends "article.html" %}{% block footer %}<p>Báo Vân Trầm</p>{% endblock %}')
    assert made.startswith("<!DOCTYPE html>")
    assert "<p>Báo Vân Trầm</p>" in made
    assert "Mai Hương</span>" not in made
    assert html_in.read(made.encode()).article.blocks[0] == ARTICLE.blocks[0]


def test_text_like_a_template_stays_text():
    told = "{{ 7*7 }}{% for x in y %}{# z #}${a}$images"
    article = new_article(headline=told, standfirst=told, blocks=(Paragraph("p", runs_of(told)),))
    made = html_out.write(article, {}).decode()
    assert made.count(told) >= 4
    assert "49" not in made


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("một\n{{ piece.headlin }}", "page-template-name", 2),
        ("\n\n{{ nobody }}", "page-template-name", 3),
        ("{{ piece.note }}", "page-template-name", 1),
        ("{{ piece.id }}", "page-template-name", 1),
        ("a\n{% for x %}", "page-template-wrong", 2),
        ("a\n{{ piece.headline|shout }}", "page-template-name", 2),
        ("{{ piece is loud }}", "page-template-name", 1),
        ("\n{% fro x in y %}", "page-template-name", 2),
        ("\n\n{{ [1][3] ~ '' }}", "page-template-wrong", 3),
        ("{% if %}", "page-template-wrong", 1),
        ("\n{{ 1 / 0 }}", "page-template-wrong", 2),
        ("\n{{ piece.headline.__class__ }}", "page-template-forbidden", 2),
        ("{{ ''.__class__.__mro__ }}", "page-template-forbidden", 1),
        ("{{ blocks.__call__ }}", "page-template-forbidden", 1),
        ("{{ blocks.func }}", "page-template-forbidden", 1),
        ("{{ self.__init__ }}", "page-template-forbidden", 1),
        ("{{ piece.headline.encode() }}", "page-template-forbidden", 1),
        ("\n{% include '/etc/passwd' %}", "page-template-forbidden", 2),
        ("{% import 'os' as os %}", "page-template-forbidden", 1),
        ("{% extends '../../settings.json' %}", "page-template-forbidden", 1),
        ("{{ 'a' * 1000000000 }}", "page-template-forbidden", 1),
        ("{{ 9 ** 9 ** 9 }}", "page-template-forbidden", 1),
        ("{{ '%1000000000d' % 1 }}", "page-template-forbidden", 1),
        ("{{ ['a', 'b']|join('x' ~ piece.body) }}", "page-template-forbidden", 1),
        (
            "\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "page-template-endless",
            2,
        ),
        ("{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}", "page-template-endless", None),
        ("{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 60, "page-template-endless", 1),
        (
            "{% set x %}aaaaaaaaaa{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60,
            "page-template-endless",
            1,
        ),
        ("{% set x = [1] %}" + "{% set x = [x, x]|string %}" * 60, "page-template-endless", 1),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x }}", "page-template-endless", 1),
        ("{% set x = 'aaaaaaaaaa' %}" + "{% set x = [x, x]|join %}" * 60, "page-template-endless", 1),
        ("{{ range(99999)|sum }}" * 300, "page-template-endless", 1),
        ("{% for a in range(90000) %}" + "chữ " * 5000 + "{% endfor %}", "page-template-endless", 1),
    ],
)
def test_a_bad_template_is_refused_with_its_line(source, code, line):
    told = refused(source)
    assert told == (code, line or told[1])


def test_a_faulty_line_is_shown_and_no_english():
    for language, told in (("vi", "bao.html, dòng 2: "), ("en", "bao.html, line 2: ")):
        with pytest.raises(UserError) as caught:
            page("<p>\n  {% for x %}\n</p>")
        said = Catalogue(language).say(caught.value.message)
        assert said.startswith(told)
        assert said.endswith(": {% for x %}")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "{#",
                    "#}",
                    " piece",
                    ".",
                    "headline",
                    "blocks()",
                    "|",
                    "safe",
                    "length",
                ),
                *(
                    " for x in ",
                    " endfor ",
                    " if ",
                    " endif ",
                    " set x = ",
                    "[",
                    "]",
                    "(",
                    ")",
                    "'",
                    "~",
                    "x",
                    "1",
                ),
                *("loop", "range", "\n", "macro a()", "endmacro", "block b", "endblock", "<p>", "-", "**"),
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_any_template_makes_a_page_or_is_refused(source):
    told = None
    try:
        page(source)
    except UserError as error:
        told = error.message
    assert told is None or (told.code.startswith("page-template-") and told.params["line"] >= 1)
