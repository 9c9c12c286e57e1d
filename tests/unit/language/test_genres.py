"""Content profiles: those that ship, and what a newsroom lays over them."""

import pytest

from morat.catalogue import Catalogue
from morat.language.genre_file import parse, parse_all, shipped
from morat.newsroom.article import GENRES
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.genres import CHARACTERS, Genres, Limit
from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.operations.house import House
from morat.ui.kit.names import genre_name


def refused(text: str) -> UserError:
    with pytest.raises(UserError) as error:
        parse(text, "news.toml", shipped())
    return error.value


def test_every_genre_has_a_profile_in_both_languages():
    assert [profile.genre for profile in shipped().all()] == list(GENRES)
    for profile in shipped().all():
        assert set(profile.names) == {"vi", "en"}
        assert "headline" in profile.required
    assert shipped().profile("news").limit("headline") == Limit(12)


def test_a_new_piece_begins_as_its_genre_does():
    questions = [plain(block.runs) for block in shipped().profile("interview").blocks()]
    assert questions == ["PV: ", "– "] * 2
    frames = shipped().profile("photo-story").blocks()
    assert [type(block) for block in frames] == [Paragraph, Photo, Photo, Photo]
    again = shipped().profile("photo-story").blocks()
    assert not {block.id for block in frames} & {block.id for block in again}
    assert shipped().profile("news").blocks() == ()


def test_a_genre_that_nobody_has_described_is_like_the_others():
    essay = shipped().profile("tan-van")
    assert (essay.genre, essay.name("vi"), essay.limits) == (
        "tan-van",
        "tan-van",
        shipped().profile("other").limits,
    )


def test_a_newsroom_writes_only_what_differs():
    text = 'required = "headline"\n[name]\nvi = "Tin vắn"\n[characters]\nheadline = [20, 70]\n'
    profile, warnings = parse(text, "news.toml", shipped())
    assert not warnings
    assert (profile.name("vi"), profile.name("en"), profile.required) == ("Tin vắn", "News", ("headline",))
    assert profile.limit("headline") == Limit(70, 20, CHARACTERS)
    assert profile.limit("standfirst") == shipped().profile("news").limit("standfirst")
    assert profile.limit("headline").count("Tít mới") == 7


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[words\n", "style-damaged", 1),
        ('\nrequired = ["headline", "màu"]', "style-wrong-choice", 2),
        ("photos = -1", "style-wrong", 1),
        ("photos = true", "style-wrong", 1),
        ('[words]\nheadline = "dài"', "style-wrong", 2),
        ("[words]\nheadline = [9, 3]", "style-wrong", 2),
        ("[words]\n\nheadline = [1, 2, 3]", "style-wrong", 3),
        ("[words]\ncaption = 5", "style-wrong-choice", 2),
        ('name = "Tin"', "style-wrong", 1),
        ('template = "x"', "style-wrong", 1),
        ('[[template]]\ntype = "paragraph"\n[[template]]\ntype = "photo"\nphoto = 3', "style-wrong", 4),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(text, code, line):
    error = refused(text)
    assert (error.message.code, error.message.params["line"]) == (code, line)


def test_a_broken_file_leaves_the_shipped_profile_and_is_told_once():
    files = [("news.toml", "photos = 'ba'"), ("feature.toml", "photos = 5\nlater = 1")]
    genres, warnings = parse_all(files, shipped())
    assert genres.profile("news") == shipped().profile("news")
    assert genres.profile("feature").photos == 5
    assert [warning.code for warning in warnings] == ["style-wrong", "style-key-unknown"]


def test_the_house_has_genres_and_limits_of_its_own(tmp_path):
    house = House(tmp_path / "library", tmp_path / "home")
    folder = house.newsroom / "genres"
    folder.mkdir(parents=True)
    (folder / "news.toml").write_text("[words]\nstandfirst = 40\n", "utf-8")
    (folder / "diem-sach.toml").write_text('photos = 1\n[name]\nvi = "Điểm sách"\n', "utf-8")
    (folder / "xấu.toml").write_bytes("[name]".encode("utf-16"))
    styles = house.newsroom / "styles"
    styles.mkdir()
    (styles / "ngắn.toml").write_text("[limits]\nheadline-words = 9\n", "utf-8")
    genres = house.genres("ngắn")
    assert genres.profile("news").limits["standfirst"] == Limit(40)
    assert {profile.limit("headline") for profile in genres.all()} == {Limit(9)}
    assert genres.all()[-1].name("en") == "Điểm sách"
    assert house.genres("không có").profile("news").limit("headline") == Limit(12)
    loaded = house.style("ngắn")
    assert loaded.style.profile("diem-sach").photos == 1
    assert [warning.code for warning in loaded.warnings] == ["house-not-utf8"]


def test_no_profiles_want_nothing():
    assert Genres().profile("news").limit("headline").most == 0


def test_what_ships_is_called_as_in_the_window():
    for language in ("vi", "en"):
        words = Catalogue(language)
        for profile in shipped().all():
            assert profile.name(language) == genre_name(words, profile.genre)
