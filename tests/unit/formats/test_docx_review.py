"""What editors say of a piece, in a Word file: comments, tracked changes; nothing of it in a clean one."""

import io
import zipfile
from pathlib import Path

import docx
import pypandoc
import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec import structs

from morat.formats import docx_in, docx_out
from morat.formats.ooxml import qn
from morat.newsroom.accepting import accept_all
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, photos_in
from morat.newsroom.inline import Run, runs_of
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.review import (
    ADD,
    DELETE,
    INSERT,
    JOIN,
    REMOVE,
    REPLACE,
    SPLIT,
    Comment,
    Review,
    Settled,
    Suggestion,
)
from tests.helpers import ooxml
from tests.helpers.examples import SHARED
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import reviewed
from tests.helpers.word import LONG, MAIN, QUESTION, p, r, word_file

SHA = "a" * 64
AT = "2026-11-23T03:42:00+00:00"
ARTICLE = new_article(
    headline="Chợ nổi đông trở lại",
    blocks=(
        Paragraph("a", runs_of("Sáng 23/11, chợ nổi mở lại sau ba tháng.")),
        Photo("p", SHA, runs_of("Chợ nổi lúc 5 giờ."), "Quang Minh"),
        Paragraph("b", runs_of("Ghe thuyền tụ về. Bà con mong đường sớm đắp lại.")),
        ListBlock("l", ordered=False, items=(runs_of("Xoài"), runs_of("Cam"))),
        Paragraph("c", runs_of("Đoạn thừa.")),
        Paragraph("d", runs_of("Đoạn một.")),
        Paragraph("e", runs_of("Đoạn hai.")),
    ),
)
REVIEW = Review(
    comments=(
        QUESTION,
        Comment(id="00000a03", block="p", field="caption", start=0, end=7, quoted="Chợ nổi", text="Chợ nào?"),
        Comment(id="00000a04", author="Trần Biên", text="Bài hay."),
    ),
    suggestions=(
        Suggestion(
            id="00000b01",
            kind=REPLACE,
            block="a",
            start=31,
            end=33,
            quoted="ba",
            runs=(Run("hai", ("bold",)),),
            author="Trần Biên",
            at=AT,
        ),
        Suggestion(id="00000b02", kind=DELETE, block="l", start=0, end=4, quoted="Xoài", author="Trần Biên"),
        Suggestion(
            id="00000b03", kind=INSERT, block="l", start=8, end=8, runs=runs_of(" sành"), author="Trần Biên"
        ),
        Suggestion(id="00000b04", kind=SPLIT, block="b", start=18, end=18, blocks=(Paragraph("b2"),)),
        Suggestion(id="00000b05", kind=REMOVE, block="c", author="X"),
        Suggestion(id="00000b06", kind=JOIN, block="d", author="X"),
        Suggestion(id="00000b07", kind=ADD, block="e", blocks=(Paragraph("n", runs_of("Đoạn mới.")),)),
    ),
)
PICTURES = {SHA: jpeg()}


@pytest.fixture(scope="module")
def data() -> bytes:
    return docx_out.write(ARTICLE, PICTURES, Manuscript(review=REVIEW))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_comments_say_who_when_what_and_what_of(data: bytes) -> None:
    first, reply, second, _ = docx.Document(io.BytesIO(data)).comments
    assert (first.author, first.initials, first.text) == ("Trần Biên", "TB", "Ngày nào?\nHỏi lại phóng viên.")
    # Word's times are those of the clock on the wall.
    assert first.timestamp.isoformat().startswith("2026-11-23T10:42")
    assert (reply.author, reply.text) == ("Mai Hương", "Đúng ngày 23.")
    assert second.text == "Chợ nào?"
    body = etree.fromstring(parts(data)["word/document.xml"])
    assert covered(body, "0") == covered(body, "1") == "23/11"
    assert covered(body, "2") == "Chợ nổi"


def covered(body: etree._Element, number: str) -> str:
    words, inside = "", False
    for element in body.iter():
        if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
            inside = element.tag == qn("w:commentRangeStart") if element.get(qn("w:id")) == number else inside
        elif element.tag == qn("w:t") and inside:
            words += element.text or ""
    return words


def test_replies_and_what_is_resolved_are_told_beside(data: bytes) -> None:
    held = parts(data)
    extended = etree.fromstring(held["word/commentsExtended.xml"])
    told = [{etree.QName(name).localname: value for name, value in one.attrib.items()} for one in extended]
    assert told[0] == {"paraId": "00000001", "done": "1"}
    assert told[1] == {"paraId": "00000002", "done": "1", "paraIdParent": "00000001"}
    assert told[2]["done"] == "0"
    assert b'durableId="00000A01"' in held["word/commentsIds.xml"]
    assert b'dateUtc="2026-11-23T03:42:00Z"' in held["word/commentsExtensible.xml"]


@pytest.mark.parametrize(("how", "taken"), [("accept", True), ("reject", False)])
def test_pandoc_takes_or_leaves_the_suggestions(data: bytes, tmp_path: Path, how: str, taken: bool) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(data)
    read = pypandoc.convert_file(path, "markdown", extra_args=["--wrap=none", f"--track-changes={how}"])
    wanted = accept_all(ARTICLE, REVIEW).article if taken else ARTICLE
    path.write_bytes(docx_out.write(wanted, PICTURES))
    assert lines(read) == lines(pypandoc.convert_file(path, "markdown", extra_args=["--wrap=none"]))


def lines(markdown: str) -> list[str]:
    """Return the lines with text, without spaces: pandoc puts one between paragraphs that it joins."""
    return ["".join(line.split()) for line in markdown.split("\n") if line.strip(" -")]


def test_pandoc_knows_who_says_what(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(data)
    read = pypandoc.convert_file(path, "markdown", extra_args=["--wrap=none", "--track-changes=all"])
    assert 'Hỏi lại phóng viên.]{.comment-start id="0" author="Trần Biên"' in read
    assert '{.insertion author="Trần Biên" date="2026-11-23T10:42:00Z"}' in read


def test_a_clean_file_tells_nothing_of_it() -> None:
    held = parts(docx_out.write(ARTICLE, PICTURES))
    assert not [name for name in held if "comments" in name]
    everything = b"".join(held.values()).decode("utf-8", "replace")
    for trace in ("Trần Biên", "w:ins ", "w:del ", "Ngày nào", "Đoạn mới", "comment"):
        assert trace not in everything.replace("CommentText", "").replace("CommentReference", "")


def test_what_was_settled_leaves_no_second_copy_of_the_comments_in_the_properties() -> None:
    asked = Comment(
        id="00000a01",
        block="a",
        field="body",
        start=0,
        end=4,
        quoted="Sáng",
        author="Biên",
        at=AT,
        text="Mấy giờ?",
    )
    review = Review((asked,), settled=(Settled("00000a02", AT),))
    with zipfile.ZipFile(io.BytesIO(docx_out.write(ARTICLE, {}, Manuscript(review=review)))) as file:
        assert b"morat.review" not in file.read("docProps/custom.xml")
        assert "Mấy giờ?" in file.read("word/comments.xml").decode()


def test_what_a_word_file_hides_and_whose_it_was_stays_out_of_a_clean_one() -> None:
    change = 'w:id="3" w:author="TRẦN BIÊN" w:date="2026-11-23T10:42:00Z"'
    inserted, hidden = f"<w:ins {change}>{r('ĐỀ NGHỊ')}</w:ins>", r("GIẤU ĐI", "<w:vanish/>")
    place = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'
    comment = f'<w:comment w:id="0" w:author="TRẦN BIÊN">{p("NHẬN XÉT")}</w:comment>'
    came = docx_in.read(
        word_file(
            p("Tít của bài") + p(LONG * 2) + f"<w:p>{r(LONG * 3)}{hidden}{inserted}{place}</w:p>",
            comments=f'<w:comments xmlns:w="{MAIN}">{comment}</w:comments>',
            people=f'<w:people xmlns:w="{MAIN}"><w:person w:author="TRẦN BIÊN"/></w:people>',
            settings=f'<w:settings xmlns:w="{MAIN}"><w:attachedTemplate w:val="C:/Users/BIÊN"/></w:settings>',
        )
    )
    assert [len(came.review.comments), len(came.review.suggestions)] == [2, 1]
    note = structs.replace(came.article, note="GHI CHÚ RIÊNG")

    def told(review: Review | None) -> str:
        held = parts(docx_out.write(note, {}, Manuscript(review=review)))
        return b"".join(held.values()).decode("utf-8", "replace")

    secrets = ("ĐỀ NGHỊ", "GIẤU ĐI", "NHẬN XÉT", "BIÊN", "GHI CHÚ RIÊNG", "Users")
    assert [secret for secret in secrets if secret in told(None)] == []
    assert [secret for secret in secrets if secret in told(came.review)] == list(secrets[:4])


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=SHARED,
)
@given(given_piece=reviewed())
def test_validators_find_nothing(tmp_path: Path, given_piece: tuple[Article, Review]) -> None:
    article, review = given_piece
    pictures = {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo}
    path = tmp_path / "bai.docx"
    path.write_bytes(docx_out.write(article, pictures, Manuscript(review=review)))
    assert ooxml.findings_of_ours(path.read_bytes()) == []
    assert ooxml.findings_of_audit(path) == []
    assert ooxml.findings_of_integrity(path) == []
    assert ooxml.findings_of_sdk(path) == []
