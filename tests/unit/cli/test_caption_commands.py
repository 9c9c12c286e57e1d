"""``morat photos edit`` and ``morat photos templates``."""

import pytest

from tests.helpers.jpegs import jpeg

pytestmark = pytest.mark.qt


@pytest.fixture
def shas(morat, home, tmp_path):
    """Two photos in the library, and a code of the newsroom."""
    for shade in (60, 90):
        (tmp_path / f"{shade}.jpg").write_bytes(jpeg(shade).data)
    added = morat("photos", "add", tmp_path / "60.jpg", tmp_path / "90.jpg", "--json").value
    codes = home / "library" / "house" / "codes.txt"
    codes.parent.mkdir(parents=True)
    codes.write_text("qn\tQuảng Ninh\n", "utf-8")
    return [one["sha256"] for one in added]


def test_fields_are_said_of_several_photos_with_variables_and_codes(morat, shas):
    heard = morat("photos", "edit", *shas, "--set", "caption=Ảnh {số} ở =qn=", "credit={tác giả}", "--json")
    assert heard.status == 0
    assert [one["sha256"] for one in heard.value] == shas
    assert heard.value[1]["changes"][0] == {"field": "caption", "before": "", "after": "Ảnh 2 ở Quảng Ninh"}
    assert "{tác giả}" in heard.err
    assert morat("photos", "show", shas[1], "--json").value["caption"] == "Ảnh 2 ở Quảng Ninh"


def test_a_template_is_looked_at_before_it_counts(morat, shas):
    heard = morat("photos", "edit", shas[0], "--template", "chan dung", "--dry-run", "--json")
    assert {one["field"] for one in heard.value[0]["changes"]} == {"caption", "alt", "credit", "keywords"}
    assert morat("photos", "show", shas[0], "--json").value["caption"] == ""


def test_added_text_and_another_delimiter(morat, home, shas):
    morat("photos", "edit", shas[0], "--set", "caption=Một")
    (home / "settings.json").write_text('{"code_delimiter": "*"}', "utf-8")
    morat("photos", "edit", shas[0], "--set", "caption=*qn* =qn=", "--how", "append")
    assert morat("photos", "show", shas[0], "--json").value["caption"] == "Một Quảng Ninh =qn="


@pytest.mark.parametrize(
    "told", [("--set", "colour=x"), ("--set", "caption"), ("--template", "không có"), ("--how", "twice")]
)
def test_what_cannot_be_is_one_sentence_and_nothing_changes(morat, shas, told):
    before = morat("photos", "show", shas[0], "--json").value
    heard = morat("photos", "edit", shas[0], *told)
    assert heard.status in (1, 2)
    assert "Traceback" not in heard.err
    assert morat("photos", "show", shas[0], "--json").value == before


def test_an_unknown_photo_changes_none(morat, shas):
    heard = morat("photos", "edit", shas[0], "f" * 64, "--set", "caption=x")
    assert (heard.status, len(heard.sentences)) == (1, 1)
    assert morat("photos", "show", shas[0], "--json").value["caption"] == ""


def test_templates_are_listed(morat, home):
    listed = morat("photos", "templates", "--json").value
    assert "Hội nghị" in [one["name"] for one in listed]
    assert all(one["ships"] for one in listed)
    assert "Hội nghị" in morat("photos", "templates").out
