"""A piece written as a Word file and read back is the same piece, block ids and all."""

import io
import zipfile
from hashlib import sha256

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.formats import docx_in, docx_out
from morat.newsroom.article import Article, Author, Series, new_article, tidy_article
from morat.newsroom.blocks import Box, Embed, Gallery, ListBlock, Paragraph, Photo, Quote, Table, Unknown
from morat.newsroom.inline import Run, Runs, runs_of
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.review import Review
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles

HOUSE = Manuscript(review=Review())
"""A file for the house itself: with what a clean one leaves out."""


def printed(article: Article, *, clean: bool = False) -> Article:
    """Return what a Word file carries of ``article``: no note, no workflow, no name behind a pen name.

    A ``clean`` one tells nothing of edits of photos and of blocks of a later version.
    """
    return tidy_article(
        structs.replace(
            article,
            id="",
            note="",
            status="draft",
            embargo="",
            related=(),
            published=None,
            extra="",
            dateline=structs.replace(article.dateline, extra=""),
            series=structs.replace(article.series, extra="") if article.series else None,
            authors=tuple(
                Author("" if author.pen_name else author.name, author.pen_name, author.role)
                for author in article.authors
            ),
            blocks=tuple(_printed_block(block, clean) for block in article.blocks),
        )
    )


def _printed_block(block, clean):
    changes = {} if isinstance(block, Unknown) and not clean else {"extra": ""}
    if isinstance(block, Photo) and clean:
        changes["edit"] = None
    for name in ("runs", "caption"):
        value = getattr(block, name, None)
        if isinstance(value, tuple):
            changes[name] = _printed_runs(value)
    if isinstance(block, ListBlock):
        changes["items"] = tuple(map(_printed_runs, block.items))
    elif isinstance(block, Table):
        changes["rows"] = tuple(tuple(map(_printed_runs, row)) for row in block.rows)
    elif isinstance(block, Gallery):
        changes["photos"] = tuple(_printed_block(photo, clean) for photo in block.photos)
    elif isinstance(block, Box):
        changes["blocks"] = tuple(_printed_block(inside, clean) for inside in block.blocks)
    return structs.replace(block, **changes)


def _printed_runs(runs: Runs) -> Runs:
    """Word raises or lowers letters, never both."""
    return tuple(
        Run(run.text, tuple(mark for mark in run.marks if mark != "sub" or "sup" not in run.marks), run.link)
        for run in runs
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles(), with_pictures=st.booleans(), clean=st.booleans())
def test_a_piece_survives_word(article: Article, with_pictures: bool, clean: bool) -> None:
    known = {"0" * 64: jpeg()}
    if with_pictures:
        photos = (
            structs.replace(block, photo="0" * 64) if isinstance(block, Photo) else block
            for block in article.blocks
        )
        article = structs.replace(article, blocks=tuple(photos))
    incoming = docx_in.read(docx_out.write(article, known, Manuscript() if clean else HOUSE))
    assert printed(incoming.article) == printed(article, clean=clean)
    assert incoming.warnings == ()


def test_equal_pieces_give_equal_bytes() -> None:
    article = new_article(
        headline="Tít", blocks=(Paragraph("a", runs_of("Một đoạn.")), Photo("b", photo="1" * 64))
    )
    pictures = {"1" * 64: jpeg()}
    assert docx_out.write(article, pictures) == docx_out.write(article, pictures)


def test_a_photo_keeps_the_address_of_its_original() -> None:
    small = jpeg()
    article = new_article(
        blocks=(Photo("b", photo="1" * 64, alt="Cổng chào"), Photo("c", photo="2" * 64, alt="Sân"))
    )
    incoming = docx_in.read(docx_out.write(article, {"1" * 64: small, "2" * 64: jpeg(10)}))
    assert [block.photo for block in incoming.article.blocks] == ["1" * 64, "2" * 64]
    assert incoming.pictures["1" * 64].data == small.data
    assert sha256(small.data).hexdigest() not in incoming.pictures


def test_the_name_behind_a_pen_name_and_the_note_stay_at_home() -> None:
    article = new_article(
        headline="Tít",
        authors=(Author("Trần Văn Kín", "Mai Hương"),),
        note="Nhuận bút trả tiền mặt",
        embargo="2026-12-01T05:00",
        status="in-review",
        related=("bai-lien-quan",),
        blocks=(Paragraph("a", runs_of("Một đoạn.")),),
    )
    parts = b"".join(_parts(docx_out.write(article, {})).values()).decode()
    for hidden in ("Kín", "Nhuận bút", "2026-12", "in-review", "bai-lien-quan", article.id):
        assert hidden not in parts
    (author,) = docx_in.read(docx_out.write(article, {})).article.authors
    assert author == Author("", "Mai Hương")


def test_block_ids_that_no_bookmark_can_hold_survive() -> None:
    ids = ("đoạn một", "x" * 60, "3f2b7c1e-0000-4000-8000-123456789abc")
    article = new_article(blocks=tuple(Paragraph(block_id, runs_of("Chữ")) for block_id in ids))
    back = docx_in.read(docx_out.write(article, {})).article
    assert tuple(block.id for block in back.blocks) == ids


def test_rare_things_survive() -> None:
    article = new_article(
        genre="reportage",
        language="en",
        series=Series("Dọc sông", 2, 5),
        blocks=(
            Table("t", True, ((runs_of("a"),), (runs_of("b"), runs_of("c")), ())),
            Table("u", False, ((runs_of("liền ngay sau"),),)),
            Box("x", "sidebar", "Hộp", (Box("y", "info", "", (Quote("z", runs_of("Lời"), "Bà Sáu"),)),)),
            Embed("e", "https://[hỏng", "Phim"),
            Gallery("g", (), runs_of("Chùm ảnh")),
            ListBlock("l", True, (runs_of("một"), ())),
            ListBlock("m", True, (runs_of("lại một"),)),
            Unknown("n", "poll", '{"q":"Câu hỏi?"}'),
        ),
    )
    back = docx_in.read(docx_out.write(article, {}, HOUSE)).article
    ragged = structs.replace(article.blocks[0], rows=(*article.blocks[0].rows[:2], ((),)))
    assert printed(back) == printed(structs.replace(article, blocks=(ragged, *article.blocks[1:])))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
