"""What a person is told of a file that was read."""

import unicodedata
from pathlib import Path

import pytest

from morat.catalogue import sentence_of
from morat.operations.reading import read_file

TEXT = "Trường học ở Quảng Yên đẹp\n\nHôm qua, thầy và trò đã về dự buổi lễ ở xã."


def _codes(path: Path, text: str, encoding: str = "utf-8") -> list[str]:
    path.write_bytes(text.encode(encoding))
    return [warning.code for warning in read_file(path).warnings]


@pytest.mark.parametrize("name", ["bai.txt", "bai.md", "bai.html"])
def test_letters_in_pieces_are_put_together_and_it_is_said(tmp_path: Path, name: str):
    assert "letters-composed" in _codes(tmp_path / name, unicodedata.normalize("NFD", TEXT))
    assert unicodedata.is_normalized("NFC", read_file(tmp_path / name).article.headline)
    assert sentence_of("letters-composed")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_whole_letters_need_no_word(tmp_path: Path, encoding: str):
    assert "letters-composed" not in _codes(tmp_path / "bai.txt", TEXT, encoding)
