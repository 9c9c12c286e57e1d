"""Presets are files: those that ship, the newsroom's over them; pictures leave as they say."""

import io
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from PIL import Image, ImageCms
from PySide6.QtGui import QColor, QColorSpace, QImage

from morat.assets import resource
from morat.cli.run import run
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo
from morat.newsroom.export_presets import NAMED, Preset, parse, photo_file
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.variables import Shot
from morat.operations.export_presets import get_preset, list_presets
from morat.operations.exporting import Wishes, export_piece
from morat.operations.photo_export import export_photos
from morat.operations.photographs import add_photo
from morat.photos.leaving import LEAST_QUALITY, leaving
from morat.photos.render import encoded
from tests.unit.operations.test_edited_photos import pictures_in, size_of

pytestmark = pytest.mark.qt
ID = "8a7f6c1e-0000-4000-8000-000000000003"


def noise(width: int = 1500, height: int = 1000) -> bytes:
    packed = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(packed, "JPEG", quality=95)
    return packed.getvalue()


def piece(library: Library) -> Article:
    sha = add_photo(library, noise(), "x.jpg").facts.sha256
    return Article(id=ID, headline="Tết trồng cây", blocks=(Photo("p", sha),))


def test_those_that_ship_are_read_without_a_word(tmp_path: Path):
    found = list_presets(tmp_path / "a", tmp_path / "b")
    assert found.warnings == ()
    assert next(iter(found.kept)) == "web"
    assert found.kept.keys() == {path.stem for path in resource("presets").glob("*.toml")}
    usual = found.kept["web"]
    assert Preset(usual.width, usual.quality, usual.kilobytes, usual.file) == Preset()


def test_the_newsroom_has_its_own(tmp_path: Path):
    own = tmp_path / "kho" / "house" / "presets"
    own.mkdir(parents=True)
    (own / "web.toml").write_text('name = "Báo ta"\nwidth = 900\nsharpen = 1\n', "utf-8")
    (own / "hỏng.toml").write_text("width = -3\n", "utf-8")
    found = list_presets(tmp_path / "kho", tmp_path / "nhà")
    assert found.kept["web"] == Preset(900, 85, 0, NAMED, "Báo ta")
    assert {message.code for message in found.warnings} == {"style-key-unknown", "style-wrong"}
    assert get_preset(tmp_path / "kho", tmp_path / "nhà", "bao ta").width == 900
    with pytest.raises(UserError) as caught:
        get_preset(tmp_path / "kho", tmp_path / "nhà", "xyz")
    assert caught.value.message.code == "preset-unknown"


@pytest.mark.parametrize(
    "line", ["width = 3.5", "quality = 0", "quality = true", "kilobytes = '9'", "width = 99999"]
)
def test_a_value_that_cannot_be_names_its_line(line: str):
    with pytest.raises(UserError) as caught:
        parse(f'name = "X"\n{line}\n', "x.toml")
    assert caught.value.message.params["line"] == 2


def test_files_are_named_by_the_preset():
    shot = Shot(PhotoFacts(sha256="a" * 64, creator="Mai Hương"), 3, 9)
    assert photo_file(Preset(), shot, "Tết ở Đà Nẵng", ".jpg") == "03-tet-o-da-nang.jpg"
    own = Preset(file="{tên bài}_{số}-{tác giả}")
    assert photo_file(own, shot, "Tết ở Đà Nẵng", ".jpg") == "tet-o-da-nang_3-mai-huong.jpg"
    same = Preset(file="anh")
    assert photo_file(same, shot, "", ".jpg", {"anh.jpg"}) == "anh-2.jpg"


@pytest.mark.parametrize("kilobytes", [500, 150, 60])
def test_a_weight_is_kept_with_the_best_quality_that_does(kilobytes: int):
    data = noise()
    made = leaving(data, {"caption": "Chữ"}, Preset(1500, 92, kilobytes))
    assert len(made.data) <= kilobytes * 1000
    # Not lighter than it must be: a step of quality, or one of width, would be too much.
    assert len(made.data) > kilobytes * 1000 * 0.6


def test_a_quality_is_not_lowered_beyond_need():
    data = noise()
    limit = len(leaving(data, {}, Preset(1500, 70)).data)
    made = leaving(data, {}, Preset(1500, 92, -(-limit // 1000)))
    assert made.width == 1500
    assert len(made.data) >= limit
    least = leaving(data, {}, Preset(1500, LEAST_QUALITY))
    assert len(made.data) > len(least.data)


@pytest.mark.parametrize("space", ["DisplayP3", "AdobeRgb", "ProPhotoRgb"])
def test_pictures_leave_in_srgb(space: str):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(90, 180, 70))
    wide = QColorSpace(getattr(QColorSpace.NamedColorSpace, space))
    image.setColorSpace(wide)
    data = encoded(image, "png")
    made = Image.open(io.BytesIO(leaving(data, {}).data)).convert("RGB")
    profile = ImageCms.ImageCmsProfile(io.BytesIO(wide.iccProfile().data()))
    raw = Image.new("RGB", (1, 1), (90, 180, 70))
    # Little CMS, whose reckoning is not ours, says what it must be.
    wanted = ImageCms.profileToProfile(raw, profile, ImageCms.createProfile("sRGB"), renderingIntent=1)
    assert wanted is not None
    for ours, theirs in zip(made.getpixel((30, 20)), wanted.getpixel((0, 0)), strict=True):
        assert abs(ours - theirs) <= 4
    assert made.info.get("icc_profile") is None


def test_a_piece_and_its_photos_leave_as_the_preset_says(library: Library, tmp_path: Path):
    article, preset = piece(library), Preset(300, 70, 0, "{tên bài}-{số:3}")
    export_piece(article, library, "html", tmp_path / "b.html", wishes=Wishes(preset=preset))
    assert [size_of(one) for one in pictures_in(tmp_path / "b.html")] == [(300, 200)]
    made = export_photos(article, library, tmp_path / "ra", preset)
    assert [path.name for path in made.paths] == ["tet-trong-cay-001.jpg"]


def test_the_commands_take_a_preset(library: Library, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("MORAT_HOME", str(tmp_path / "nhà"))
    article = piece(library)
    library.articles.save(article)
    library.close()
    folder = ["--library", str(tmp_path / "thư viện")]
    out = str(tmp_path / "ra")
    assert run(["photos", "export", ID, "--out", out, "--preset", "nhẹ, dưới 150 kB", *folder])[0] == 0
    (made,) = (tmp_path / "ra").iterdir()
    assert made.stat().st_size <= 150_000
    assert run(["photos", "export", ID, "--out", out, "--width", "200", "--force", *folder])[0] == 0
    assert size_of(made.read_bytes())[0] == 200
    html = str(tmp_path / "b.html")
    assert run(["export", ID, "--to", "html", "--out", html, "--preset", "nhe", *folder])[0] == 0
    assert size_of(pictures_in(tmp_path / "b.html")[0])[0] <= 1200
    capsys.readouterr()
    assert run(["export", ID, "--to", "html", "--out", html, "--preset", "?", "--force", *folder])[0] == 1
    assert "web" in capsys.readouterr().err
    assert run(["photos", "presets", "--json", *folder])[0] == 0
    assert '"mang-xa-hoi"' in capsys.readouterr().out
