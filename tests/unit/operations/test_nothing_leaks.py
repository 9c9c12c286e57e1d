"""Whatever a piece leaves as, nothing of the house is in it: every byte is looked at, unpacked too."""

import base64
import io
import re
import subprocess
import zipfile
import zlib

import pytest

pytest.importorskip("PySide6", reason="pictures and pages are drawn by Qt")
from msgspec import structs
from PIL import Image

from morat.library.store import Library
from morat.newsroom.article import Author, Published, new_article
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.people import Person
from morat.newsroom.review import Comment, Reply, Review, Suggestion
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.pasting import copied_for_cms
from morat.operations.photo_export import export_photos
from morat.operations.photographs import add_photo
from tests.helpers.exiftool import needs_exiftool
from tests.helpers.pdf import text_of

pytestmark = pytest.mark.qt
SECRET = "BIMAT9417"
"""Stands in everything that must stay at home; plain letters, so that no format writes it in another way."""


def telling(folder):
    """A photograph whose file tells of the house: place, owner, camera, a note, its first name."""
    path = folder / f"{SECRET}.jpg"
    Image.new("RGB", (900, 600), (40, 90, 160)).save(path, "JPEG")
    told = (
        *(f"-EXIF:SerialNumber={SECRET}", f"-EXIF:OwnerName={SECRET}", f"-EXIF:UserComment={SECRET}"),
        *(
            f"-XMP-xmpMM:PreservedFileName={SECRET}",
            f"-IPTC:SpecialInstructions={SECRET}",
            f"-Comment={SECRET}",
        ),
        *(f"-IPTC:OriginalTransmissionReference={SECRET}", f"-XMP-xmp:Label={SECRET}", f"-Model={SECRET}"),
        *(f"-XMP-iptcCore:Location={SECRET}", f"-XMP-photoshop:History={SECRET}"),
        *("-GPSLatitude=21.034", "-GPSLatitudeRef=N", "-GPSLongitude=106.77", "-GPSLongitudeRef=E"),
    )
    subprocess.run(["exiftool", "-q", "-overwrite_original", *told, path], check=True, capture_output=True)
    return path


def piece(sha):
    extra = f'{{"x":"{SECRET}"}}'
    photo = Photo("f", sha, runs_of("Chú thích"), "Thu Hà", "Con đường")
    return new_article(
        headline="Con đường mới",
        standfirst="Sau hai năm.",
        note=f"Gọi lại cho {SECRET}",
        embargo=SECRET,
        status=SECRET,
        related=(SECRET,),
        published=Published(url=f"file:///home/{SECRET}"),
        authors=(Author(SECRET, "Mai Hương", extra=extra),),
        extra=extra,
        blocks=(
            Paragraph("p", runs_of("Một đoạn văn.")),
            photo,
            Gallery("g", (structs.replace(photo, id="h"),), runs_of("Bộ ảnh")),
            Box("b", "info", "Hộp", (Paragraph("i", runs_of("Trong hộp.")),)),
        ),
    )


def review():
    reply = Reply("r", SECRET, "2026-11-23T08:00:00+00:00", SECRET)
    said = Comment(id="1a", block="p", field="body", author=SECRET, text=SECRET, replies=(reply,))
    wish = Suggestion(id="2b", kind="insert", block="p", author=SECRET, runs=runs_of(SECRET))
    return Review((said,), (wish,))


def layers(data):
    """Yield ``data`` and all that is packed inside it."""
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from layers(archive.read(name))
    for packed in re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", data):
        yield base64.b64decode(packed)
    if data[:4] == b"%PDF":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                yield stream


def leaks(data, article):
    """Return which of the secrets are in ``data``, in the ways that files write text."""
    found = set()
    for secret in (SECRET, article.id, "/home/", "tmp/pytest"):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            if any(secret.encode(code) in layer for layer in layers(data)):
                found.add(secret)
    return found


@pytest.fixture
def house(tmp_path):
    with Library.open(tmp_path / SECRET / "kho") as library:
        yield library


@needs_exiftool
@pytest.mark.parametrize("to", ENDINGS)
def test_nothing_of_the_house_is_in_what_leaves_it(to, house, tmp_path):
    path = telling(tmp_path)
    article = piece(add_photo(house, path.read_bytes(), path.name).facts.sha256)
    house.articles.save(article)
    house.reviews.put(article.id, review())
    house.people.put([Person("x", SECRET, note=SECRET, pen_names=("Mai Hương",))])
    out = tmp_path / f"bài{ENDINGS[to]}"
    export_piece(article, house, to, out)
    files = [file for file in out.rglob("*") if file.is_file()] if out.is_dir() else [out]
    for file in files:
        assert leaks(file.read_bytes(), article) == set(), file.name
        assert SECRET not in file.name
    if to == "pdf":
        assert SECRET not in text_of(out)


@needs_exiftool
def test_nothing_of_the_house_is_in_photos_and_on_the_clipboard(house, tmp_path):
    path = telling(tmp_path)
    assert leaks(path.read_bytes(), new_article()), "the secret can be found where it is"
    article = piece(add_photo(house, path.read_bytes(), path.name).facts.sha256)
    for photo in export_photos(article, house, tmp_path / "ảnh").paths:
        assert leaks(photo.read_bytes(), article) == set()
    for text in copied_for_cms(article, "figure"):
        assert leaks(text.encode(), article) == set()


def test_a_secret_is_found_however_deep_it_lies():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "a.html", b'<img src="data:image/jpeg;base64,' + base64.b64encode(SECRET.encode() * 9) + b'">'
        )
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.zip", packed.getvalue())
    stream = b"%PDF stream\n" + zlib.compress(SECRET.encode("utf-16-be")) + b"endstream"
    assert leaks(outer.getvalue(), new_article()) == leaks(stream, new_article()) == {SECRET}
