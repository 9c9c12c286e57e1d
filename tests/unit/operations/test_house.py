"""The newsroom's own files: styles that are found and based on each other, dictionaries, what is ignored."""

from pathlib import Path

import pytest

from morat.language.proofread import proofread_text
from morat.newsroom.messages import UserError
from morat.operations.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "library", tmp_path / "home")


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "styles" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(house: House, name: str) -> str:
    with pytest.raises(UserError) as error:
        house.style(name)
    return error.value.message.code


def test_without_any_file_there_are_the_shipped_styles(house):
    assert house.styles() == ["default", "nghi-dinh-30"]
    assert house.style().style.name == "default"
    decree = house.style("nghi-dinh-30").style
    assert decree.level("capital/any", "warning") == "error"
    assert decree.iy == house.style().style.iy
    assert not house.newsroom.exists()


def test_a_style_of_ones_own_comes_before_the_shipped_one_and_is_based_on_it(house):
    put(house.newsroom, "default", '[levels]\nspace = "off"\n')
    put(house.personal, "toasoan", 'based-on = "nghi-dinh-30"\n')
    assert house.styles() == ["default", "nghi-dinh-30", "toasoan"]
    style = house.style().style
    assert (style.levels["space"], style.iy["kĩ"]) == ("off", "kỹ")
    mine = house.style("toasoan").style
    assert (mine.levels["space"], mine.levels["capital"], mine.title) == ("off", "error", "toasoan")


def test_a_style_may_be_named_by_its_file(house, tmp_path):
    path = put(tmp_path, "bạn gửi", 'title = "Của bạn"\n')
    assert house.style(str(path)).style.title == "Của bạn"


def test_a_style_that_is_not_there_or_goes_round_is_refused(house):
    for name in ("khác", "../default", "/etc/passwd", "a" * 5000, ""):
        assert refused(house, name) == "style-unknown"
    put(house.newsroom, "a", 'based-on = "b"')
    put(house.newsroom, "b", 'based-on = "a"')
    assert refused(house, "a") == "style-circular"
    (house.newsroom / "styles" / "c.toml").write_bytes("title = 'Báo'".encode("utf-16"))
    assert refused(house, "c") == "house-not-utf8"


def test_a_level_is_set_without_touching_what_the_newsroom_wrote(house):
    path = put(
        house.newsroom,
        "toasoan",
        '# Của tòa soạn\ntitle = "Báo"  # tên\nmai = 1\n\n[levels]\nspace = "info"\n',
    )
    house.set_level("toasoan", "repeat", "off")
    house.set_level("toasoan", "space/double", "warning")
    house.set_level("toasoan", "space", None)
    text = path.read_text("utf-8")
    assert text.startswith('# Của tòa soạn\ntitle = "Báo"  # tên\nmai = 1\n\n[levels]\n')
    assert house.style("toasoan").style.levels == {"repeat": "off", "space/double": "warning"}


def test_a_style_that_ships_gets_one_of_its_name_on_top(house):
    house.set_level("nghi-dinh-30", "repeat", "off")
    style = house.style("nghi-dinh-30").style
    assert (style.levels["repeat"], style.levels["capital"]) == ("off", "error")
    assert house.titles() == {"default": "Mặc định", "nghi-dinh-30": "Nghị định 30/2020"}
    house.set_level("nghi-dinh-30", "repeat", None)
    assert "repeat" not in house.style("nghi-dinh-30").style.levels
    put(house.newsroom, "hỏng", "[")
    assert house.titles()["hỏng"] == "hỏng"
    with pytest.raises(UserError):
        house.set_level("hỏng", "repeat", "off")


def test_words_are_kept_in_files_that_people_may_edit(house):
    house.newsroom.mkdir(parents=True)
    file = house.newsroom / "dictionary.txt"
    file.write_text("\ufeff# Tên riêng\r\nKrông Búk\r\n\r\nTrươ\u0300ng Sa", encoding="utf-8")
    house.add_word("  Đắk  Lắk ")
    house.add_word("Đắk Lắk")
    house.add_word("")
    house.add_word("mo-rát", personal=True)
    assert house.words() == ["Krông Búk", "Trường Sa", "Đắk Lắk"]
    assert house.words(personal=True) == ["mo-rát"]
    assert file.read_text("utf-8").startswith("# Tên riêng\n")
    dictionary = house.style().style.dictionary
    assert "krông búk" in dictionary
    assert "Mo-rát" in dictionary
    house.remove_word("Krông Búk")
    assert house.words() == ["Trường Sa", "Đắk Lắk"]
    assert "# Tên riêng" in file.read_text("utf-8")


def test_what_the_newsroom_ignores_is_silent_until_it_is_heeded_again(house):
    text = "Họp bàn bàn về; các các xã"
    house.ignore("repeat/word", "bàn bàn")
    assert [one.text for one in proofread_text(text, house.style().style)] == ["các các"]
    house.heed("repeat/word", "bàn bàn")
    assert [one.text for one in proofread_text(text, house.style().style)] == ["bàn bàn", "các các"]


def test_a_dictionary_that_cannot_be_written_is_a_sentence(house):
    house.newsroom.parent.mkdir(parents=True)
    house.newsroom.write_text("in the way")
    with pytest.raises(UserError) as error:
        house.add_word("chữ")
    assert error.value.message.code == "target-unwritable"
