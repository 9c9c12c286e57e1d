"""What was written is opened again and counted, before anybody is told that it is done."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.formats import docx_out, html_out, ninjs_out, nitf_out, packet_out, social_out, text_out
from morat.library.store import Library
from morat.newsroom.article import Published, new_article, tidy_article
from morat.newsroom.blocks import Paragraph, Photo, Table, photos_in
from morat.newsroom.codec import from_bytes, to_bytes
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.paper import Paper
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.recount import Held, compared, held, posted, posts, printed, recount, seen
from morat.operations.sample import bring_sample
from morat.operations.writing import write_files
from tests.helpers.examples import SHARED
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles

WRITERS = {"html": html_out.write, "docx": docx_out.write, "packet": packet_out.write}


@pytest.mark.parametrize("to", WRITERS)
@settings(max_examples=30, suppress_health_check=SHARED)
@given(article=articles())
def test_every_piece_is_found_whole(article, to, tmp_path):
    pictures = {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo}
    out = tmp_path / "bài"
    out.write_bytes(WRITERS[to](article, pictures))
    assert recount(to, out) == held(article, pictures)


NAMING = {
    "text": lambda article, _pictures: text_out.write(article),
    "ninjs": ninjs_out.write,
    "nitf": nitf_out.write,
    "html": html_out.write,
}


@pytest.mark.parametrize("to", NAMING)
@settings(max_examples=30, suppress_health_check=SHARED)
@given(article=articles())
def test_every_piece_is_seen_whole(article, to, tmp_path):
    pictures = {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo and to != "text"}
    out = tmp_path / "bài"
    out.write_bytes(NAMING[to](article, pictures))
    assert seen(to, out, article, pictures) == held(article, pictures)


@pytest.mark.parametrize("to", NAMING)
def test_what_is_left_out_is_not_seen(to, tmp_path):
    sha = "a" * 64
    photo = Photo("f", sha, runs_of("Chú thích dài"))
    blocks = (Paragraph("p", runs_of("Đoạn một")), Paragraph("q", runs_of("Đoạn hai")), photo)
    whole, part = new_article(headline="T", blocks=blocks), new_article(headline="T", blocks=blocks[1:2])
    out = tmp_path / "bài"
    out.write_bytes(NAMING[to](part, {}))
    assert seen(to, out, whole, {sha: jpeg()}) == Held(1, 0, 0)


@pytest.mark.qt
@pytest.mark.parametrize("to", ["html", "html-folder", "docx", "packet", "ninjs", "nitf", "pdf"])
def test_an_export_says_what_it_holds(to, tmp_path):
    with Library.open(tmp_path / "kho") as library:
        article = bring_sample(library)
        made = export_piece(article, library, to, tmp_path / f"bài{ENDINGS[to]}")
    assert (made.held.photos, made.held.captions, made.warnings) == (3, 3, ())


@pytest.mark.qt
def test_a_writer_that_loses_something_is_found_out(tmp_path, monkeypatch):
    with Library.open(tmp_path / "kho") as library:
        article = bring_sample(library)

        def lossy(piece, _pictures):
            return html_out.write(piece, {})

        monkeypatch.setattr("morat.operations.exporting.writer", lambda *_: lossy)
        made = export_piece(article, library, "html", tmp_path / "bài.html")
    (warning,) = made.warnings
    assert (warning.code, warning.params["photos"]) == ("export-differs", "0/3")


def latin(article):
    """A piece in letters that every typeface has; of others a page may show an empty box, and says so."""
    told = re.sub("[^\x00-\u024f\u1ea0-\u1ef9–—“”‘’…]", "x", to_bytes(article).decode())
    return tidy_article(from_bytes(told.encode()))


@pytest.mark.qt
@pytest.mark.usefixtures("qapp")
@settings(max_examples=30, suppress_health_check=SHARED)
@given(article=articles().map(latin), lines=st.booleans())
def test_every_piece_stands_whole_on_paper(article, lines, tmp_path):
    from morat.operations import printing
    from morat.photos.decode import scaled

    images = {photo.photo: scaled(jpeg().data, 90, 90) for photo in photos_in(article.blocks) if photo.photo}
    out = tmp_path / "bài.pdf"
    out.write_bytes(printing.pdf(article, images, Paper(lines=lines)))
    assert printed(out, article) == held(article, images)


@pytest.mark.qt
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("word", ["مرحبا", "שלום", "سنة ٢٠٢٦"])
def test_words_from_right_to_left_are_no_loss(word, tmp_path):
    article = new_article(headline="T", blocks=(Paragraph("p", runs_of(f"Họ nói “{word}” rồi đi.")),))
    assert export_piece(article, None, "pdf", tmp_path / "bài.pdf").warnings == ()


@pytest.mark.parametrize("word", ["नमस्ते", "ភាសាខ្មែរ", "ꨌꩌ", "ສະບາຍດີ"])
def test_words_whose_letters_are_woven_are_not_looked_for(word):
    from morat.formats.pdf_in import letters

    assert letters(f"Bà con nói {word}, chào 2026") == "Bàconnóichào2026"


@pytest.mark.qt
@pytest.mark.usefixtures("qapp")
def test_what_does_not_stand_on_paper_is_missed(tmp_path):
    from morat.operations import printing

    photo = Photo("f", "a" * 64, runs_of("Chú thích dài"))
    rows = tuple((runs_of("Ô dài " * 90), runs_of(f"Ô {number} bên " * 90)) for number in range(9))
    blocks = (Paragraph("p", runs_of("Đoạn một")), Table("t", header=False, rows=rows), photo)
    whole, part = new_article(headline="T", blocks=blocks), new_article(headline="T", blocks=blocks[1:2])
    out = tmp_path / "bài.pdf"
    out.write_bytes(printing.pdf(part, {}, Paper()))
    assert printed(out, whole) == Held(1, 0, 0), "a table goes on over the pages"
    out.write_bytes(out.read_bytes()[:900])
    with pytest.raises(UserError) as caught:
        printed(out, whole)
    assert caught.value.message.code == "file-unreadable"


@settings(max_examples=30, suppress_health_check=SHARED)
@given(article=articles())
def test_every_post_is_found_whole(article, tmp_path):
    out = tmp_path / "bài.txt"
    out.write_bytes(social_out.write(article))
    assert posted(out, article) == posts()


@pytest.mark.parametrize(
    ("old", "new"),
    [("Facebook (", "Fb ("), ("Vân Trầm\n", "Khác\n"), ("bao.vn/1", "bao.vn/2"), ("Sapo", "Sapo " * 999)],
    ids=["network", "headline", "address", "length"],
)
def test_a_post_that_lost_something_is_missed(old, new, tmp_path):
    published = Published("2026-11-23T08:00", "https://bao.vn/1")
    article = new_article(headline="Vân Trầm", standfirst="Sapo", published=published)
    out = tmp_path / "bài.txt"
    out.write_text(social_out.write(article).decode().replace(old, new, 1), "utf-8")
    got = posted(out, article)
    assert got == Held(0, 0, 0, 2)
    differs = compared("bài.txt", posts(), got)
    assert differs is not None
    assert (differs.code, differs.params["posts"]) == ("posts-differ", "2/3")


@pytest.mark.qt
def test_an_export_of_posts_says_how_many_fit(tmp_path):
    with Library.open(tmp_path / "kho") as library:
        made = export_piece(bring_sample(library), library, "social", tmp_path / "bài.txt")
    assert (made.counted.code, made.counted.params["posts"], made.warnings) == ("posts-held", 3, ())


def test_pictures_that_are_gone_are_not_counted(tmp_path):
    (tmp_path / "index.html").write_text(
        "<html><head><meta name=generator content=Mo-rát></head><body><article><header>"
        "<h1 class=headline>T</h1></header><figure id=b-a class=photo><img src=images/x.jpg></figure>"
        "</article></body></html>",
        "utf-8",
    )
    assert recount("html-folder", tmp_path) == Held(0, 0, 0)
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "x.jpg").write_bytes(b"x")
    assert recount("html-folder", tmp_path) == Held(0, 1, 0)
    assert compared("a", Held(1, 1, 1), Held(1, 1, 1)) is None


def test_a_word_file_that_is_cut_is_no_piece(tmp_path):
    out = tmp_path / "bài.docx"
    photo = Photo("f", "a" * 64, runs_of("Chú thích"))
    article = new_article(headline="T", blocks=(photo,))
    out.write_bytes(docx_out.write(article, {"a" * 64: jpeg()}))
    assert recount("docx", out) == Held(0, 1, 1)
    out.write_bytes(out.read_bytes()[:-900])
    with pytest.raises(UserError) as caught:
        recount("docx", out)
    assert caught.value.message.code == "docx-damaged"


@pytest.mark.qt
def test_a_piece_whose_pictures_are_drawn_reads_no_original(tmp_path, monkeypatch):
    with Library.open(tmp_path / "kho") as library:
        article = bring_sample(library)
        first = export_piece(article, library, "docx", tmp_path / "a.docx").path.read_bytes()
        read = []

        def reading(path):
            read.append(path)
            return original_of(path)

        original_of = Path.read_bytes
        monkeypatch.setattr(Path, "read_bytes", reading)
        made = export_piece(article, library, "docx", tmp_path / "b.docx")
    assert read == []
    assert made.path.read_bytes() == first


def test_what_cannot_be_opened_again_does_not_stay(tmp_path):
    def look():
        assert (tmp_path / "bài" / "a.txt").read_bytes() == b"a"
        raise UserError("file-unreadable", path="a.txt", reason="?")

    with pytest.raises(UserError) as caught:
        write_files({tmp_path / "bài" / "a.txt": b"a"}, look)
    assert caught.value.message.code == "file-unreadable"
    assert not list(tmp_path.iterdir())
