"""What a recipe asks for is done in everything that leaves, and what it hides is in none of it."""

import base64
import io
import re
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from PIL import Image

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Gallery, Photo, photos_in
from morat.newsroom.inline import runs_of
from morat.newsroom.recipe import Cover, Recipe, Rect, address, written
from morat.operations import handoff, pasting
from morat.operations.exporting import export_piece
from morat.operations.photo_export import export_photos
from morat.operations.photographs import add_photo
from tests.helpers.pdf import tool

pytestmark = [pytest.mark.qt, pytest.mark.usefixtures("qapp")]
GREEN, RED = (20, 160, 60), (200, 30, 30)
# The red "face" is hidden; then the picture is turned and its right half, seen so, cut off.
EDIT = written(Recipe(turn=1, crop=Rect(0, 0, 1, 0.75), blur=(Cover(Rect(0.1, 0.1, 0.3, 0.3), "pixelate"),)))


def portrait() -> bytes:
    """A green picture with a small red face that a small picture inside shows too."""
    image = Image.new("RGB", (800, 600), GREEN)
    image.paste(RED, (150, 110, 162, 122))
    exif = Image.Exif()
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=95, exif=exif)
    return packed.getvalue()


def piece(sha: str, edit: str | None = EDIT) -> Article:
    photo = Photo("p1", sha, runs_of("Em bé"), credit="An", alt="Tả", edit=edit)
    return Article(id="8a7f6c1e-0000-4000-8000-000000000002", headline="Bài", blocks=(photo,))


def reddest(data: bytes) -> int:
    """How much more red than green the reddest pixel of a picture is."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return max(red - green for _count, (red, green, _blue) in image.getcolors(1 << 24) or ())


def size_of(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def pictures_in(path: Path) -> list[bytes]:
    if path.is_dir():
        return [one.read_bytes() for one in sorted(path.rglob("*.jpg"))]
    if path.suffix in (".docx", ".zip", ".morat"):
        with zipfile.ZipFile(path) as packed:
            inside = {name: packed.read(name) for name in packed.namelist()}
        pages = [data.decode() for name, data in inside.items() if name.endswith(".html")]
        inner = [data for name, data in inside.items() if name.endswith((".jpg", ".png"))]
        return inner + [one for page in pages for one in embedded(page)]
    return embedded(path.read_text("utf-8"))


def embedded(page: str) -> list[bytes]:
    found = re.findall(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=]+)", page)
    return [base64.b64decode(one) for one in found]


@pytest.mark.parametrize("to", ["html", "html-folder", "docx", "packet", "photos", "morat"])
def test_every_export_shows_the_edited_picture(to: str, library: Library, tmp_path: Path):
    data = portrait()
    assert reddest(data) > 150
    sha = add_photo(library, data, "x.jpg").facts.sha256
    article = piece(sha)
    library.articles.save(article)
    out = tmp_path / {"html-folder": "b-web", "packet": "b.zip", "photos": "ra"}.get(to, f"b.{to}")
    if to == "photos":
        assert not export_photos(article, library, out).warnings
    elif to == "morat":
        assert not handoff.send(library, article.id, out).warnings
    else:
        assert not export_piece(article, library, to, out).warnings
    made = pictures_in(out)
    assert made
    for one in made:
        # A quarter turn of 800 x 600, of which three quarters are left below.
        assert size_of(one) == (600, 600)
        assert reddest(one) < 20
    assert library.photos.path(sha).read_bytes() == data


def test_paper_shows_the_edited_picture(library: Library, tmp_path: Path):
    sha = add_photo(library, portrait(), "x.jpg").facts.sha256
    export_piece(piece(sha), library, "pdf", tmp_path / "b.pdf")
    tool("pdfimages", "-png", tmp_path / "b.pdf", tmp_path / "p")
    found = [one.read_bytes() for one in tmp_path.glob("p-*.png")]
    assert [size for size in map(size_of, found) if size[0] > 100] == [(600, 600)]
    assert max(map(reddest, found)) < 20


def test_a_picture_may_stand_in_a_piece_with_and_without_edits(library: Library, tmp_path: Path):
    sha = add_photo(library, portrait(), "x.jpg").facts.sha256
    plain, hidden = Photo("p", sha), Photo("q", sha, edit=EDIT)
    article = Article(id="x", headline="Bài", blocks=(plain, Gallery("g", (hidden,)), hidden))
    made = export_photos(article, library, tmp_path / "ra")
    assert [reddest(path.read_bytes()) > 100 for path in made.paths] == [True, False]
    page, _text = pasting.copied_for_cms(article, "figure")
    assert [name in page for name in ("01-bai.jpg", "02-bai.jpg")] == [True, True]


def test_what_was_cropped_away_does_not_come_to_a_colleague(library: Library, tmp_path: Path):
    sha = add_photo(library, portrait(), "x.jpg").facts.sha256
    article = piece(sha)
    library.articles.save(article)
    handoff.send(library, article.id, tmp_path / "b.morat")
    with Library.open(tmp_path / "đồng nghiệp") as other:
        received = handoff.receive(other, tmp_path / "b.morat")
        assert received.article == article
        (photo,) = photos_in(received.article.blocks)
        shown = address(photo) or ""
        assert not other.photos.has(sha)
        assert other.photos.has(shown)
        export_piece(received.article, other, "html", tmp_path / "b.html")
        (made,) = pictures_in(tmp_path / "b.html")
        assert size_of(made) == (600, 600)
        assert reddest(made) < 20
        # It goes back, and here it is what it was: the original with its recipe.
        other.articles.save(Article(id=article.id, headline="Tít khác", blocks=article.blocks))
        for kind in ("web", "original"):
            handoff.send(other, article.id, tmp_path / f"{kind}.morat", photos=kind)
            with zipfile.ZipFile(tmp_path / f"{kind}.morat") as packed:
                names = [name for name in packed.namelist() if name.startswith("photos/")]
            assert names == [f"photos/{shown}.jpg"]
        back = handoff.receive(library, tmp_path / "web.morat")
        assert (back.merged, back.article.headline) == (True, "Tít khác")
        assert back.article.blocks == article.blocks


def test_originals_go_along_when_they_are_asked_for(library: Library, tmp_path: Path):
    data = portrait()
    sha = add_photo(library, data, "x.jpg").facts.sha256
    article = piece(sha)
    library.articles.save(article)
    handoff.send(library, article.id, tmp_path / "b.morat", photos="original")
    assert pictures_in(tmp_path / "b.morat") == [data]


@pytest.mark.parametrize(
    "edit", ['{"redact":[1]}', '{"blur":[{"at":[0,0,1,1],"way":"sticker"}]}', '{"crop":[9]}']
)
@pytest.mark.parametrize("to", ["html", "docx", "packet", "text"])
def test_what_cannot_be_hidden_stays_at_home(edit: str, to: str, library: Library, tmp_path: Path):
    sha = add_photo(library, portrait(), "x.jpg").facts.sha256
    made = export_piece(piece(sha, edit), library, to, tmp_path / "b")
    assert [warning.code for warning in made.warnings] == ["photo-edit-unknown"]
    assert made.photos == 0
    page, _text = pasting.copied_for_cms(piece(sha, edit), "figure")
    assert ".jpg" not in page
