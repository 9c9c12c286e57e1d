"""What was written is opened again and counted, before anybody is told that it is done."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from morat.formats import docx_out, html_out, ninjs_out, nitf_out, packet_out, text_out
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo, photos_in
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.recount import Held, compared, held, recount, seen
from morat.operations.sample import bring_sample
from morat.operations.writing import write_files
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles

WRITERS = {"html": html_out.write, "docx": docx_out.write, "packet": packet_out.write}


@pytest.mark.parametrize("to", WRITERS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    assert seen("social", out, whole, {}) is None


@pytest.mark.qt
@pytest.mark.parametrize("to", ["html", "html-folder", "docx", "packet", "ninjs", "nitf"])
def test_an_export_says_what_it_holds(to, tmp_path):
    with Library.open(tmp_path / "kho") as library:
        article = bring_sample(library)
        made = export_piece(article, library, to, tmp_path / f"bài{ENDINGS[to]}")
    assert made.held is not None
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
    assert read == [made.path], "only what was written is read again"
    assert made.path.read_bytes() == first


def test_what_cannot_be_opened_again_does_not_stay(tmp_path):
    def look():
        assert (tmp_path / "bài" / "a.txt").read_bytes() == b"a"
        raise UserError("file-unreadable", path="a.txt", reason="?")

    with pytest.raises(UserError) as caught:
        write_files({tmp_path / "bài" / "a.txt": b"a"}, look)
    assert caught.value.message.code == "file-unreadable"
    assert not list(tmp_path.iterdir())
