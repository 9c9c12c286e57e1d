"""Signs become typographic ones where a typesetter would have set those, and nowhere else."""

import pytest

from morat.newsroom.typography import DASHES, ELLIPSIS, KINDS, QUOTES, SIGNS, replacement


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"', "“"),
        ('Ông nói: "', "Ông nói: “"),
        ('(“A” và "', "(“A” và “"),
        ('("', "(“"),
        ('“Mưa"', "“Mưa”"),
        ('“Mưa."', "“Mưa.”"),
        ('“năm 2026"', "“năm 2026”"),
        ("D'", "D’"),
        ("“'", "“‘"),
        ("Hà Nội - ", "Hà Nội – "),
        ("2025--", "2025–"),
        ("rồi...", "rồi…"),
    ],
)
def test_what_is_replaced(text, wanted):
    found = replacement(text)
    assert found is not None
    assert text.removesuffix(found.old) + found.new == wanted


@pytest.mark.parametrize(
    "text",
    ["", "a", 'rộng 55"', "5'", "- ", "   - ", "a -", "a-", "10-", "---", "rồi..", "rồi....", "a. "],
)
def test_what_stays(text):
    assert replacement(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A quotation is open: it trails off and ends.
        ('“Mưa…"', "“Mưa…”"),
        ('“Mưa ..."', "“Mưa ...”"),
        ('“Mưa …"', "“Mưa …”"),
        ('“…"', "“…”"),
        ('Ông nói: “Nó bảo ‘mưa’…"', "Ông nói: “Nó bảo ‘mưa’…”"),
        ('“A” và “b…"', "“A” và “b…”"),
        ('"Mưa…"', '"Mưa…”'),
        ("‘Gió ở O'Neill…'", "‘Gió ở O'Neill…’"),
        # None is: one begins in the middle of what was said.
        ('…"', "…“"),
        ('Ông nói…"', "Ông nói…“"),
        ('Ông nói: …"', "Ông nói: …“"),
        ('(…"', "(…“"),
        ('“A”…"', "“A”…“"),
        ('"A"…"', '"A"…“'),
        ("D’Artagnan nói…'", "D’Artagnan nói…‘"),
        # A quotation of the other kind says nothing of it.
        ("“Nó bảo…'", "“Nó bảo…‘"),
        # Near an ellipsis is not behind it.
        ('Mưa… "', "Mưa… “"),
        ('Mưa…?"', "Mưa…?”"),
        ('Mưa…."', "Mưa….”"),
    ],
)
def test_a_quote_behind_an_ellipsis_closes_what_is_open_and_opens_else(text, wanted):
    found = replacement(text)
    assert found is not None
    assert text.removesuffix(found.old) + found.new == wanted


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ((), "“"),
        (("Ông nói: “Trời sẽ nắng.",), "”"),
        (("Không có gì.", "“Trời sẽ nắng."), "”"),
        (("“Trời nắng”.", "“Trời sẽ mưa."), "“"),
        (("“Trời nắng”, ông nói. “Và mưa.",), "”"),
    ],
)
def test_a_quotation_goes_on_over_paragraphs(above, wanted):
    found = replacement('Rồi mưa…"', above=above)
    assert found is not None
    assert found.new == wanted


@pytest.mark.parametrize(("kind", "text"), [(QUOTES, '"'), (DASHES, "a - "), (ELLIPSIS, "a...")])
def test_each_kind_can_be_switched_off(kind, text):
    assert replacement(text, [kind])
    assert replacement(text, [one for one in KINDS if one != kind]) is None


def test_only_the_signs_set_something_off():
    assert all(replacement(f"a{chr(one)}") is None for one in range(32, 0x2FF) if chr(one) not in SIGNS)
