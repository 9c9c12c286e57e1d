"""What a person is told of a file that was read."""

import unicodedata
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.catalogue import sentence_of
from morat.newsroom.article import body_text
from morat.newsroom.text import clean, is_apart
from morat.operations.reading import read_file
from tests.helpers.word import p, word_file

TEXT = "Trường học ở Quảng Yên đẹp\n\nHôm qua, thầy và trò đã về dự buổi lễ ở xã."


def _codes(path: Path, text: str, encoding: str = "utf-8") -> list[str]:
    path.write_bytes(text.encode(encoding))
    return [warning.code for warning in read_file(path).warnings]


@pytest.mark.parametrize("name", ["bai.txt", "bai.md", "bai.html"])
def test_letters_in_pieces_are_put_together_and_it_is_said(tmp_path: Path, name: str):
    assert "letters-composed" in _codes(tmp_path / name, unicodedata.normalize("NFD", TEXT))
    assert unicodedata.is_normalized("NFC", read_file(tmp_path / name).article.headline)
    assert sentence_of("letters-composed")


def test_it_is_said_of_word_files_too(tmp_path: Path):
    apart = unicodedata.normalize("NFD", TEXT)
    first, second = apart.split("\n\n")
    path = tmp_path / "bai.docx"
    path.write_bytes(word_file(p(first) + p(second)))
    read = read_file(path)
    assert "letters-composed" in [warning.code for warning in read.warnings]
    assert unicodedata.is_normalized("NFC", read.article.headline + body_text(read.article))
    path.write_bytes(word_file("".join(map(p, TEXT.split("\n\n")))))
    assert "letters-composed" not in [warning.code for warning in read_file(path).warnings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_whole_letters_need_no_word(tmp_path: Path, encoding: str):
    assert "letters-composed" not in _codes(tmp_path / "bai.txt", TEXT, encoding)


@pytest.mark.parametrize("text", ["Ông P\u0323ai", "e\u0300 bv\u0309", "ế\u0301", "3\u0300"])
def test_marks_that_can_stand_nowhere_else_need_no_word(text: str):
    assert is_apart(text.encode()) != unicodedata.is_normalized("NFC", text)


@given(
    st.one_of(st.text(), st.text(st.sampled_from("aăâePpyđưỄẠ \u0300\u0301\u0302\u0306\u0309\u031b\u0323")))
)
def test_no_letter_stands_apart_in_clean_text(text: str):
    assert not is_apart(clean(text).encode())


@given(st.text(st.sampled_from("ăâđêôơưỄẠỬ"), min_size=1).map(partial(unicodedata.normalize, "NFD")))
def test_vietnamese_in_pieces_is_known(text: str):
    assert is_apart(text.encode()) != unicodedata.is_normalized("NFC", text)
