"""Input that no one wishes for: one sentence, exit status 1, and everything as it was before."""

import re
import shutil
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pysqlite3
import pytest

from morat.assets import resource
from morat.catalogue import Catalogue
from morat.catalogue.errors import ERRORS

pytestmark = pytest.mark.qt

UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
STORY = "Nước sạch về bản Nà Trầm\n\nSáng 20/11, xã Vân Trầm khánh thành công trình nước sạch đầu tiên.\n"


@pytest.fixture
def stored(morat, tmp_path):
    """The id of a piece in the library."""
    source = tmp_path / "bài.md"
    source.write_text("# Chợ phiên đông trở lại\n\nBà con xuống chợ từ sớm.\n", "utf-8")
    return morat("import", source, "--json").value[0]["id"]


def everything(folder, home):
    """Return all there is: the names and sizes of files, and every row of the library."""
    # A reader of the library makes the two at the end and leaves them; what they hold is in the rows.
    files = {
        path: path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
    rows = {}
    database = f"file:{home / 'library' / 'library.db'}?mode=ro"
    with suppress(pysqlite3.DatabaseError), closing(pysqlite3.connect(database, uri=True)) as db:
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            rows[table] = db.execute(f'select * from "{table}"').fetchall()
    return files, rows


def says(sentence, code, lang):
    """Say whether ``sentence`` is that of ``code``, with anything in its blanks."""
    english = ERRORS[code]
    template = Catalogue(lang).lookup(english)
    assert lang == "en" or template != english, f"{code} is not translated"
    pattern = ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", template))
    return re.fullmatch(pattern, sentence) is not None


@pytest.fixture(params=["vi", "en"])
def refused(request, morat, home, stored, tmp_path):
    """A function that runs a command in one language and holds that it was refused with ``code``."""

    def run(code, *command):
        before = everything(tmp_path, home)
        heard = morat(*command, "--lang", request.param)
        assert heard.status == 1
        assert heard.out == ""
        assert len(heard.sentences) == 1, heard.err
        assert says(heard.sentences[0], code, request.param), heard.err
        assert everything(tmp_path, home) == before
        return heard.sentences[0]

    return run


def test_a_missing_file(refused, tmp_path):
    assert "mất.docx" in refused("file-missing", "import", tmp_path / "mất.docx")
    refused("file-missing", "show", tmp_path / "mất.docx")
    refused("file-missing", "proof", tmp_path / "mất.txt")
    refused("file-missing", "receive", tmp_path / "mất.morat")
    refused("file-missing", "photos", "add", tmp_path / "mất.jpg")


def test_a_folder(refused, tmp_path):
    (tmp_path / "thư mục.docx").mkdir()
    refused("file-is-folder", "import", tmp_path / "thư mục.docx")
    refused("file-is-folder", "receive", tmp_path)


@pytest.mark.parametrize("ending", [".txt", ".docx", ".html", ".md", ".morat"])
def test_an_empty_file(refused, tmp_path, ending):
    path = tmp_path / f"rỗng{ending}"
    path.touch()
    refused("file-empty", "import", path)


def test_a_text_of_blanks_alone(refused, tmp_path):
    path = tmp_path / "trắng.txt"
    path.write_text("\n  \n\t\n", "utf-8")
    refused("file-empty", "import", path)


@pytest.mark.parametrize(("ending", "code"), [(".docx", "docx-damaged"), (".txt", "file-binary")])
def test_a_binary_file_under_another_name(refused, tmp_path, ending, code):
    path = tmp_path / f"ảnh{ending}"
    shutil.copy(resource("sample", "anh-1.jpg"), path)
    refused(code, "import", path)


def test_another_zip_named_docx(refused, tmp_path):
    with zipfile.ZipFile(tmp_path / "gói.docx", "w") as packed:
        packed.writestr("đọc.txt", "không phải Word")
    refused("docx-damaged", "import", tmp_path / "gói.docx")


def test_a_text_of_200_megabytes(refused, tmp_path):
    path = tmp_path / "dài.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    sentence = refused("file-too-large", "import", path)
    assert "200 MB" in sentence
    assert "20 MB" in sentence


def test_an_unknown_encoding_names_those_that_fit(refused, morat, tmp_path):
    path = tmp_path / "cũ.txt"
    path.write_bytes(STORY.translate(_VISCII).encode("latin-1"))
    sentence = refused("encoding-unknown", "import", path)
    assert "VISCII" in sentence
    assert "--encoding" in sentence
    refused("encoding-wrong", "import", path, "--encoding", "UTF-8")
    refused("encoding-unsupported", "import", path, "--encoding", "EBCDIC")
    brought = morat("import", path, "--encoding", "viscii", "--json")
    assert (brought.status, brought.value[0]["headline"]) == (0, "Nước sạch về bản Nà Trầm")


# The letters of STORY in VISCII (RFC 1456).
_VISCII = str.maketrans(
    {
        "ư": "\xdf",
        "ớ": "\xbe",
        "ạ": "\xd5",
        "ề": "\xab",
        "ả": "\xe4",
        "à": "\xe0",
        "ầ": "\xa5",
        "á": "\xe1",
        "ã": "\xe3",
        "â": "\xe2",
        "ì": "\xec",
        "đ": "\xf0",
        "ê": "\xea",
    }
)


def test_an_unknown_kind(refused, tmp_path):
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(b"x")
    refused("file-kind-unknown", "import", path)


def test_an_unknown_id(refused, tmp_path):
    for command in (
        ("show", UNKNOWN_ID),
        ("proof", UNKNOWN_ID),
        ("history", UNKNOWN_ID),
        ("export", UNKNOWN_ID, "--to", "html", "--out", tmp_path / "ra.html"),
        ("send", UNKNOWN_ID, "--out", tmp_path / "ra.morat"),
        ("photos", "add", resource("sample", "anh-2.jpg"), "--article", UNKNOWN_ID),
    ):
        refused("article-unknown", *command)
    refused("photo-unknown", "photos", "show", "0" * 64)


@pytest.mark.parametrize("kind", ["html", "docx", "text"])
def test_a_target_below_a_file(refused, stored, tmp_path, kind):
    (tmp_path / "tệp").write_text("đây là tệp", "utf-8")
    refused("target-unwritable", "export", stored, "--to", kind, "--out", tmp_path / "tệp" / "bài.out")


def test_an_unwritable_target(refused, stored, tmp_path):
    (tmp_path / "thư mục").mkdir()
    refused("target-exists", "export", stored, "--to", "html", "--out", tmp_path / "thư mục")
    refused("target-unwritable", "export", stored, "--to", "html", "--out", tmp_path / "thư mục", "--force")
    refused("target-unwritable", "send", stored, "--out", tmp_path / "bài.md" / "a.morat")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc here")
def test_a_target_where_nobody_may_write(refused, stored):
    refused("target-unwritable", "export", stored, "--to", "html", "--out", "/proc/bài.html")


def test_a_sent_status_waits_for_the_file(refused, morat, stored, tmp_path):
    refused(
        "target-unwritable", "send", stored, "--out", tmp_path / "bài.md" / "a.morat", "--status", "submitted"
    )
    assert morat("show", stored).value["status"] == "draft"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_cut_handoff_file(refused, morat, stored, tmp_path, share):
    whole, cut = tmp_path / "bài.morat", tmp_path / "cụt.morat"
    morat("send", stored, "--out", whole)
    data = whole.read_bytes()
    cut.write_bytes(data[: int(len(data) * share)])
    refused("bundle-damaged", "receive", cut)
    refused("bundle-damaged", "import", cut)


@pytest.mark.qt
def test_an_unreadable_picture(refused, tmp_path):
    path = tmp_path / "ảnh.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 half a picture")
    refused("picture-damaged", "photos", "add", path)
    refused("picture-damaged", "photos", "show", path)
    path.write_bytes(b"no picture")
    refused("photo-unreadable", "photos", "add", path)
    refused("file-is-folder", "photos", "show", tmp_path)


def test_what_the_system_will_not_look_for(refused):
    name = "a" * 300 + ".jpg"
    refused("photo-unknown", "photos", "show", name)
    refused("file-unreadable", "photos", "add", name)
    refused("file-unreadable", "photos", "write", name, "--set", "caption=x")


def test_a_newer_library(refused, home, stored):
    database = home / "library" / "library.db"
    with closing(pysqlite3.connect(str(database))) as db:
        (version,) = db.execute("pragma user_version").fetchone()
        db.execute(f"pragma user_version = {version + 1}")
    refused("library-newer", "list")
    refused("library-newer", "show", stored)


def test_a_library_that_is_no_database(refused, home):
    (home / "library" / "library.db").write_bytes(b"x" * 8192)
    for name in ("library.db-wal", "library.db-shm"):
        (home / "library" / name).unlink(missing_ok=True)
    assert str(home) in refused("library-damaged", "list")


def test_a_library_in_a_file(refused, tmp_path):
    refused("library-unwritable", "list", "--library", tmp_path / "bài.md")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_bug_is_one_sentence_and_a_log(morat, home, stored, monkeypatch, lang):
    def fail(*_arguments, **_options):
        raise RuntimeError("ours alone")

    monkeypatch.setattr("morat.operations.pieces.list_pieces", fail)
    heard = morat("list", "--json", "--lang", lang)
    assert (heard.status, heard.out, len(heard.sentences)) == (1, "", 1)
    assert says(heard.sentences[0], "bug", lang)
    log = (home / "log" / "errors.log").read_text("utf-8")
    assert str(home / "log" / "errors.log") in heard.err
    assert "Traceback" in log
    assert "RuntimeError: ours alone" in log
    assert "Traceback" not in heard.err
