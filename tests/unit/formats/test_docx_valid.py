"""What validators say of Word files that hold whatever a piece can hold: nothing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.formats import docx_out
from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in
from morat.newsroom.pictures import Picture
from tests.helpers import ooxml
from tests.helpers.examples import SHARED
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles

any_piece = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=SHARED,
)


def pictures_of(article: Article, *, there: bool) -> dict[str, Picture]:
    return {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo} if there else {}


@any_piece
@given(article=articles(), there=st.booleans())
def test_the_sdk_of_word_finds_nothing(tmp_path: Path, article: Article, there: bool) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(docx_out.write(article, pictures_of(article, there=there)))
    assert ooxml.findings_of_sdk(path) == []


@any_piece
@given(article=articles(), there=st.booleans())
def test_other_validators_find_nothing(tmp_path: Path, article: Article, there: bool) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(docx_out.write(article, pictures_of(article, there=there)))
    assert ooxml.findings_of_ours(path.read_bytes()) == []
    assert ooxml.findings_of_audit(path) == []
    assert ooxml.findings_of_integrity(path) == []


@pytest.mark.parametrize("validator", [ooxml.findings_of_sdk, ooxml.findings_of_audit])
def test_the_validators_see_a_fault(tmp_path: Path, validator: object) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(ooxml.changed(docx_out.write(Article(id="a"), {}), b"<w:body>", b"<w:body><w:wrong/>"))
    assert validator(path)
