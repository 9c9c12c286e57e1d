"""Pictures leave the house upright, with what they may say, and nothing of place and camera with them."""

import base64
import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from msgspec import structs
from PIL import Image

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Gallery, Paragraph, Photo, new_id
from morat.newsroom.export_presets import Preset
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.operations import handoff
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.photo_export import export_photos
from morat.operations.photographs import add_photo
from morat.photos import metadata
from morat.photos.leaving import leaving
from tests.helpers.exiftool import judged, needs_exiftool

pytestmark = pytest.mark.qt
ORIENTATION = 0x0112
CAPTION = "Bà con xã Thượng Yên Công trồng cây."
BLUE, RED = (32, 64, 192), (192, 48, 32)


def held(orientation: int) -> bytes:
    """A photograph whose upper left quarter, seen upright, is blue, as a camera held so stores it."""
    upright = Image.new("RGB", (600, 400), RED)
    upright.paste(BLUE, (0, 0, 300, 200))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(back[orientation]))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    packed = io.BytesIO()
    stored.save(packed, "JPEG", quality=95, exif=exif)
    return packed.getvalue()


def telling(folder: Path) -> bytes:
    """A photograph that tells where it was taken, by which camera, and has a small picture inside."""
    path, small = folder / "kể.jpg", folder / "small.jpg"
    path.write_bytes(held(6))
    Image.new("RGB", (160, 120), BLUE).save(small, "JPEG")
    told = (
        *("-GPSLatitude=21.034", "-GPSLatitudeRef=N", "-GPSLongitude=106.77", "-GPSLongitudeRef=E"),
        *("-XMP-exif:GPSLatitude=21.034", "-XMP-exif:GPSLongitude=106.77", "-EXIF:SerialNumber=77123"),
        *("-EXIF:LensSerialNumber=88123", "-XMP-aux:SerialNumber=77123", "-Make=Canon", "-EXIF:OwnerName=An"),
        *("-XMP-iptcExt:LocationCreatedGPSLatitude=21.034", f"-ThumbnailImage<={small}"),
        *(f"-XMP-dc:Description={CAPTION}", "-XMP-dc:Creator=Mai Hương", "-XMP-dc:Rights=© Báo Vân Trầm"),
    )
    subprocess.run(["exiftool", "-q", "-overwrite_original", *told, path], check=True, capture_output=True)
    return path.read_bytes()


def piece(*shas: str) -> Article:
    blocks = [
        Photo(new_id(), photo=sha, caption=runs_of(f"{CAPTION} {n}"), credit="Nguồn", alt="Tả")
        for n, sha in enumerate(shas)
    ]
    return Article(
        id="8a7f6c1e-0000-4000-8000-000000000001",
        headline="Tết trồng cây ở Uông Bí",
        blocks=(Paragraph(new_id(), runs_of("Chữ")), *blocks),
    )


def pictures_in(path: Path) -> list[bytes]:
    """Every picture in a file that left."""
    if path.suffix == ".html":
        found = re.findall(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=]+)", path.read_text(encoding="utf-8"))
        return [base64.b64decode(one) for one in found]
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.endswith((".jpg", ".jpeg", ".png"))]
        return [packed.read(name) for name in names]


def all_ways_out(library: Library, article: Article, folder: Path) -> dict[str, list[bytes]]:
    """The pictures of a piece in everything that it can leave as."""
    library.articles.save(article)
    made = {}
    for to in ("html", "docx"):
        out = folder / f"bài.{to}"
        export_piece(article, library, to, out)
        made[to] = pictures_in(out)
    handoff.send(library, article.id, folder / "bài.morat")
    made["morat"] = pictures_in(folder / "bài.morat")
    alone = export_photos(article, library, folder / "ảnh", Preset())
    made["photos"] = [path.read_bytes() for path in alone.paths]
    return made


@needs_exiftool
def test_no_place_and_no_camera_leaves_the_house(library: Library, tmp_path: Path):
    data = telling(tmp_path)
    before = judged(data, tmp_path, "-a", "-u", "-ee")
    assert {"IFD1:ThumbnailImage", "ExifIFD:SerialNumber", "GPS:GPSLatitude"} <= before.keys()
    sha = add_photo(library, data, "kể.jpg").facts.sha256
    made = all_ways_out(library, piece(sha), tmp_path)
    assert {way: len(pictures) for way, pictures in made.items()} == dict.fromkeys(made, 1)
    for way, (picture,) in made.items():
        said = judged(picture, tmp_path, "-a", "-u", "-U", "-ee")
        told = [
            tag for tag in said if re.search("GPS|Serial|Owner|Maker|Thumbnail|Preview|Make$|Location", tag)
        ]
        assert told == [], way
        assert b"77123" not in picture
        assert said["XMP-dc:Description"] == said["IPTC:Caption-Abstract"] == f"{CAPTION} 0"
        assert said["IFD0:ImageDescription"] == f"{CAPTION} 0"
        assert said["XMP-dc:Creator"] == said["IPTC:By-line"] == said["IFD0:Artist"] == "Mai Hương"
        assert said["XMP-photoshop:Credit"] == said["IPTC:Credit"] == "Nguồn"
        assert said["IFD0:Copyright"] == said["XMP-dc:Rights"] == "© Báo Vân Trầm"
        assert said["XMP-iptcCore:AltTextAccessibility"] == "Tả"
        assert said["Photoshop:IPTCDigest"] == said["File:CurrentIPTCDigest"]


def written_out(path: Path) -> list[bytes]:
    """Every file that left, the members of its archives and the pictures inside its pages."""
    files = [path] if path.is_file() else [one for one in sorted(path.rglob("*")) if one.is_file()]
    found: list[bytes] = []
    for file in files:
        found.append(file.read_bytes())
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                found += [packed.read(name) for name in packed.namelist()]
    pages = [data for data in found if data.lstrip().startswith(b"<!")]
    inside = [re.findall(rb"data:image/[a-z]+;base64,([A-Za-z0-9+/=]+)", page) for page in pages]
    return found + [base64.b64decode(one) for page in inside for one in page]


@needs_exiftool
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("edit", [None, '{"blur":[{"at":[0.1,0.1,0.2,0.2],"way":"blur"}],"turn":1}'])
@pytest.mark.parametrize("to", [*ENDINGS, "morat", "photos"])
def test_exiftool_finds_no_place_in_anything_that_leaves(
    to: str, edit: str | None, library: Library, tmp_path: Path
):
    sha = add_photo(library, telling(tmp_path), "kể.jpg").facts.sha256
    article = piece(sha)
    text, photo = article.blocks
    article = structs.replace(article, blocks=(text, structs.replace(photo, edit=edit)))
    library.articles.save(article)
    out = tmp_path / "ra" / f"b{ENDINGS.get(to, '')}"
    out.parent.mkdir()
    if to == "morat":
        handoff.send(library, article.id, out)
    elif to == "photos":
        export_photos(article, library, out)
    else:
        export_piece(article, library, to, out)
    parts = written_out(out)
    folder = tmp_path / "phần"
    folder.mkdir()
    for number, data in enumerate(parts):
        (folder / f"{number}").write_bytes(data)
    told = subprocess.run(
        ["exiftool", "-G1", "-a", "-u", "-U", "-ee", "-s", *folder.iterdir()],
        capture_output=True,
        check=False,
    ).stdout.decode()
    assert "FileSize" in told
    assert not re.search(r"GPS|SerialNumber|OwnerName|ThumbnailImage|PreviewImage|LocationCreated", told)
    assert not any(b"77123" in data or b"88123" in data for data in parts)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_leave_upright(orientation: int, library: Library, tmp_path: Path):
    sha = add_photo(library, held(orientation), "x.jpg").facts.sha256
    for way, pictures in all_ways_out(library, piece(sha), tmp_path).items():
        image = Image.open(io.BytesIO(pictures[0]))
        assert image.size == (600, 400), way
        assert image.getexif().get(ORIENTATION, 1) == 1
        corners = [
            image.getpixel(place)[2] > 150 for place in ((100, 100), (500, 100), (100, 300), (500, 300))
        ]
        assert corners == [True, False, False, False], way


def test_photos_are_named_by_the_piece(library: Library, tmp_path: Path):
    shas = [add_photo(library, held(n), f"{n}.jpg").facts.sha256 for n in (1, 3)]
    article = piece(*shas)
    made = export_photos(article, library, tmp_path / "ra", Preset(width=200))
    names = ["01-tet-trong-cay-o-uong-bi.jpg", "02-tet-trong-cay-o-uong-bi.jpg"]
    assert [path.name for path in made.paths] == names
    assert {Image.open(io.BytesIO(path.read_bytes())).width for path in made.paths} == {200}
    made.paths[0].unlink()
    with pytest.raises(UserError) as caught:
        export_photos(article, library, tmp_path / "ra", Preset())
    assert caught.value.message.code == "target-exists"
    assert not made.paths[0].exists()
    assert len(export_photos(article, library, tmp_path / "ra", Preset(), force=True).paths) == 2


def test_a_piece_without_photos_says_so(library: Library, tmp_path: Path):
    with pytest.raises(UserError) as caught:
        export_photos(piece(), library, tmp_path / "ra", Preset())
    assert caught.value.message.code == "no-photos"
    assert not (tmp_path / "ra").exists()


def test_a_photo_in_a_gallery_says_what_the_gallery_says(library: Library, tmp_path: Path):
    sha = add_photo(library, held(1), "x.jpg").facts.sha256
    inside = Photo(new_id(), photo=sha, caption=runs_of("Trong bộ ảnh"))
    article = Article(id="x", headline="Bộ ảnh", blocks=(Gallery(new_id(), photos=(inside,)),))
    (path,) = export_photos(article, library, tmp_path, Preset()).paths
    assert metadata.read(path.read_bytes()).caption == "Trong bộ ảnh"


@pytest.mark.parametrize("kilobytes", [400, 60, 20])
def test_a_limit_in_kilobytes_is_kept(kilobytes: int):
    packed = io.BytesIO()
    noise = Image.effect_noise((1800, 1200), 60).convert("RGB")
    noise.save(packed, "JPEG", quality=95)
    made = leaving(packed.getvalue(), {"caption": CAPTION}, Preset(1600, 85, kilobytes))
    assert len(made.data) <= kilobytes * 1000
    assert metadata.read(made.data).caption == CAPTION
    assert made.width >= 320


def test_a_transparent_picture_carries_its_caption_too():
    packed = io.BytesIO()
    Image.new("RGBA", (50, 40), (*BLUE, 90)).save(packed, "PNG")
    made = leaving(packed.getvalue(), {"caption": CAPTION, "gps": "21,106"})
    assert (made.mime, metadata.read(made.data).sources["caption"].keys()) == (
        "image/png",
        {"XMP", "EXIF", "IPTC"},
    )


def test_a_caption_that_no_file_holds_leaves_with_the_piece_alone():
    made = leaving(held(1), {"caption": "dài " * 40_000})
    assert metadata.read(made.data) == metadata.Metadata()
