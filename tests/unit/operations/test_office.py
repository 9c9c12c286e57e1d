"""Old manuscripts go through LibreOffice, where there is one, and leave nothing behind."""

import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer

import docx
import pytest

from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.operations import office
from morat.operations.office import as_docx, find_office
from morat.operations.reading import read_file
from morat.operations.watching import Watch
from tests.helpers.patience import SECONDS

PROGRAM = find_office()
needs_office = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
LINES = ("Chợ nổi Cái Răng đông khách", "Bà Sáu bán bún riêu hơn 30 năm nay, chưa thấy mùa nào vui như vậy.")


@pytest.fixture
def temp(tmp_path, monkeypatch):
    """A folder for what is temporary, which must be empty afterwards."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def no_office(monkeypatch):
    monkeypatch.setattr(office, "_candidates", lambda: iter(()))


def saved_as(kind: str, folder: Path) -> Path:
    """Return a manuscript as LibreOffice itself saves it in an old kind."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(folder / "bai.docx"))
    command = [
        str(PROGRAM),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "bai.docx")),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / f"bai.{kind}"


@needs_office
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_an_old_manuscript_is_read_whole(temp, tmp_path, kind):
    article = read_file(saved_as(kind, tmp_path)).article
    assert (article.headline, [plain(block.runs) for block in article.blocks]) == (LINES[0], [LINES[1]])


@needs_office
def test_it_can_be_called_off_and_has_a_limit(temp):
    assert PROGRAM is not None
    watch = Watch()
    Timer(0.3, watch.cancel).start()
    with pytest.raises(UserError, match="cancelled"):
        as_docx(PROGRAM, "a.rtf", rb"{\rtf1 Hai.}", watch)
    with pytest.raises(UserError, match="office-slow"):
        as_docx(PROGRAM, "a.rtf", rb"{\rtf1 Hai.}", limit=0.2)


def test_what_makes_no_file_has_failed(temp):
    with pytest.raises(UserError, match="office-failed"):
        as_docx(Path(sys.executable), "a.doc", b"x")
    with pytest.raises(UserError, match="office-failed"):
        as_docx(temp / "none", "a.doc", b"x")


def test_without_it_a_sentence_says_how(no_office, tmp_path):
    path = tmp_path / "bài.doc"
    path.write_bytes(b"x")
    with pytest.raises(UserError, match="file-old-word"):
        read_file(path)
    path.write_bytes(b"")
    with pytest.raises(UserError, match="file-empty"):
        read_file(path)


def test_it_is_found_where_windows_has_it(monkeypatch, tmp_path):
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(office, "_MAC", tmp_path / "none")
    assert find_office() is None
    program.touch()
    assert find_office() == program
