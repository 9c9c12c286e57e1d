"""Caption templates as files: shipped ones, the newsroom's over them, written and taken away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.newsroom.caption_templates import Line, Template, parse
from morat.newsroom.messages import UserError
from morat.newsroom.photo_edits import APPEND, FIELDS, HOWS
from morat.newsroom.text import clean, clean_line
from morat.newsroom.variables import find
from morat.operations.caption_templates import get_template, list_templates, remove_template, save_template


@pytest.fixture
def house(tmp_path):
    return tmp_path / "library", tmp_path / "home"


def names(house):
    return [one.template.name for one in list_templates(*house).kept]


def test_what_ships_can_be_read_and_asks_for_variables_that_exist(house):
    found = list_templates(*house)
    assert found.warnings == ()
    assert {one.path.stem for one in found.kept} == {"5w", "hoi-nghi", "chan-dung", "the-thao"}
    for one in found.kept:
        for line in one.template.lines:
            for part in line.text.split("{")[1:]:
                assert find(part.partition("}")[0]) is not None, (one.path, part)


def test_a_template_is_found_by_name_or_file_without_marks(house):
    assert get_template(*house, "hoi nghi").name == "Hội nghị"
    assert get_template(*house, "5W").name.startswith("Ai – làm gì")
    with pytest.raises(UserError) as told:
        get_template(*house, "đám cưới")
    assert told.value.message.code == "template-unknown"


def test_the_newsrooms_lies_over_the_persons_and_that_over_what_ships(house):
    library, home = house
    for folder, name in ((home, "của tôi"), (library, "của tòa soạn")):
        path = folder / "house" / "captions" / "5w.toml"
        path.parent.mkdir(parents=True)
        path.write_text(f'name = "{name}"\n', "utf-8")
    assert "của tòa soạn" in names(house)
    assert "của tôi" not in names(house)


def test_a_broken_file_is_said_and_the_others_are_there(house):
    folder = house[0] / "house" / "captions"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text("name = ", "utf-8")
    (folder / "b.toml").write_bytes("name = 'bão'".encode("utf-16"))
    (folder / "c.toml").write_text("[caption]\ntext = 'x'\nhow = 'twice'\n", "utf-8")
    (folder / "d.toml").write_text("colour = 1\n[credit]\ntext = 'Báo'\n", "utf-8")
    found = list_templates(*house)
    assert [one.code for one in found.warnings] == [
        "style-damaged",
        "house-not-utf8",
        "style-wrong-choice",
        "style-key-unknown",
    ]
    assert found.warnings[2].params["line"] == 3
    assert get_template(*house, "d").lines == (Line("credit", "Báo"),)
    assert len(found.kept) == 5


def test_changing_what_ships_makes_the_newsrooms_own_and_taking_it_away_brings_it_back(house):
    shipped = get_template(*house, "5w")
    changed = Template(shipped.name, (Line("credit", "Báo", APPEND),))
    save_template(*house, changed, shipped.name)
    assert get_template(*house, "5w") == changed
    again = remove_template(*house, "5w")
    assert again is not None
    assert get_template(*house, "5w") == shipped
    with pytest.raises(UserError, match="template-ships"):
        remove_template(*house, "5w")


def test_a_name_is_given_once(house):
    save_template(*house, Template("Đám cưới"))
    with pytest.raises(UserError, match="template-twice"):
        save_template(*house, Template("đám CƯỚI"))
    with pytest.raises(UserError, match="template-nameless"):
        save_template(*house, Template(""))
    save_template(*house, Template("Lễ cưới"), "Đám cưới")
    assert "Lễ cưới" in names(house)
    assert "Đám cưới" not in names(house)
    assert remove_template(*house, "Lễ cưới") is None


def test_what_the_newsroom_wrote_around_it_stays(house):
    path = house[0] / "house" / "captions" / "bao.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# của ban ảnh\nname = "Bão"\n"màu" = "đỏ"\n\n[caption] # ngắn\ntext = "cũ"\n', "utf-8")
    save_template(*house, Template("Bão", (Line("caption", "mới"),)), "Bão")
    written = path.read_text("utf-8")
    assert "# của ban ảnh" in written
    assert "# ngắn" in written
    assert '"màu" = "đỏ"' in written
    assert 'text = "mới"' in written


def test_a_broken_file_of_that_name_is_left_alone(house):
    path = house[0] / "house" / "captions" / "bao.toml"
    path.parent.mkdir(parents=True)
    path.write_text("name = ", "utf-8")
    kept = save_template(*house, Template("Bão"))
    assert kept.path.name == "bao-2.toml"
    assert path.read_text("utf-8") == "name = "


LINES = st.lists(
    st.builds(Line, st.sampled_from(FIELDS), st.text().map(clean), st.sampled_from(HOWS), st.booleans()),
    unique_by=lambda line: line.field,
).map(lambda found: tuple(sorted(found, key=lambda line: FIELDS.index(line.field))))


@settings(max_examples=50)
@given(st.text().map(clean_line).filter(bool), LINES)
def test_what_is_written_reads_back(tmp_path_factory, name, lines):
    home = tmp_path_factory.mktemp("house")
    template = Template(name, tuple(line for line in lines if line.text or line.ticked))
    kept = save_template(home / "library", home / "home", template)
    assert parse(kept.path.read_text("utf-8"), kept.path.name).template == template
    save_template(home / "library", home / "home", Template(name), name)
    assert get_template(home / "library", home / "home", kept.path.stem) == Template(name)
