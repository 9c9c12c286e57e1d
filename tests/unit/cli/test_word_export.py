"""``morat export --to docx``: the page, numbers before captions, and what editors say of the piece."""

import io
import zipfile

import docx
import pytest

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.review import DELETE, Comment, Review, Suggestion

ARTICLE = new_article(
    headline="Chợ phiên",
    note="Lời nhắn kín",
    blocks=(Paragraph("a", runs_of("Chợ họp từ sáng sớm.")), Photo("p", caption=runs_of("Chợ phiên."))),
)
REVIEW = Review(
    comments=(
        Comment(id="00000a01", block="a", field="body", end=3, quoted="Chợ", author="Biên", text="Nào?"),
    ),
    suggestions=(
        Suggestion(id="00000b01", kind=DELETE, block="a", start=16, end=20, quoted="sớm.", author="Biên"),
    ),
)


@pytest.fixture
def stored(home):
    """The id of a piece in the library, with what editors say of it."""
    with Library.open(home / "library") as library:
        library.articles.save(ARTICLE, kind="imported", author="")
        library.reviews.put(ARTICLE.id, REVIEW)
    return ARTICLE.id


def everything(path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_a_file_is_clean_unless_asked_for(morat, stored, tmp_path):
    out = tmp_path / "bài.docx"
    made = morat("export", stored, "--to", "docx", "--out", out, "--json")
    assert (made.status, made.value["warnings"]) == (0, [])
    assert not {word for word in ("Biên", "w:del ", "Nào?", "Lời nhắn kín") if word in everything(out)}


def test_a_file_with_the_review_says_so(morat, stored, tmp_path):
    out = tmp_path / "bài.docx"
    made = morat("export", stored, "--to", "docx", "--with-review", "--out", out, "--lang", "en")
    assert made.status == 0
    assert "comments 1, suggested changes 1, with deleted words 1" in made.err
    (said,) = docx.Document(out).comments
    assert (said.author, said.text) == ("Biên", "Nào?")
    assert "<w:delText" in everything(out)
    assert "Lời nhắn kín" not in everything(out)


def test_a_packet_is_always_clean(morat, stored, tmp_path):
    refused = morat("export", stored, "--to", "packet", "--with-review", "--out", tmp_path / "a.zip")
    assert (refused.status, len(refused.sentences)) == (1, 1)
    assert morat("export", stored, "--to", "packet", "--out", tmp_path / "b.zip").status == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as packet:
        (name,) = [name for name in packet.namelist() if name.endswith(".docx")]
        assert "Biên" not in everything(io.BytesIO(packet.read(name)))


def test_pages_and_numbers(morat, stored, tmp_path):
    out = tmp_path / "bài.docx"
    assert morat("export", stored, "--to", "docx", "--page", "administrative", "--out", out).status == 0
    assert round(docx.Document(out).sections[0].left_margin.mm) == 30
    assert " SEQ Ảnh " in everything(out)
    plain = tmp_path / "không số.docx"
    assert morat("export", stored, "--to", "docx", "--no-photo-numbers", "--out", plain).status == 0
    assert " SEQ " not in everything(plain)


def test_a_page_of_the_newsroom_s_own(morat, stored, tmp_path, home):
    folder = home / "library" / "house" / "templates"
    folder.mkdir(parents=True)
    own = docx.Document()
    own.styles["Title"].font.name = "Báo Sans"
    own.save(folder / "báo.docx")
    out = tmp_path / "bài.docx"
    assert morat("export", stored, "--to", "docx", "--page", "báo", "--out", out).status == 0
    assert docx.Document(out).styles["Title"].font.name == "Báo Sans"
    by_file = morat("export", stored, "--to", "docx", "--page", folder / "báo.docx", "--force", "--out", out)
    assert by_file.status == 0


@pytest.mark.parametrize(
    ("data", "to", "name", "said"),
    [
        (
            b"",
            "docx",
            "nào",
            "There is no page called nào for Word files. There are: newsroom, administrative, hỏng.",
        ),
        (b"x", "docx", "hỏng", "hỏng.docx in the newsroom's folder is not a Word file, or it is damaged."),
        (b"", "html", "newsroom", "A page for Word files is of no use for html; choose docx or packet."),
    ],
)
def test_a_page_that_cannot_be_is_said_in_one_sentence(morat, stored, tmp_path, home, data, to, name, said):
    folder = home / "library" / "house" / "templates"
    folder.mkdir(parents=True)
    (folder / "hỏng.docx").write_bytes(data)
    heard = morat("export", stored, "--to", to, "--page", name, "--out", tmp_path / "ra", "--lang", "en")
    assert heard.status == 1
    (sentence,) = heard.sentences
    assert sentence.startswith(said)
    assert not (tmp_path / "ra").exists()
