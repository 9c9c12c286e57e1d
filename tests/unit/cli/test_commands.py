"""Every command of ``morat --help``, as INTERFACES promises it."""

import io
import json
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
from msgspec import structs

from morat.assets import resource
from morat.library.store import Library
from morat.operations.exporting import ENDINGS
from morat.operations.importing import import_file
from morat.operations.proofing import ignore, proof_article
from tests.helpers.patience import SECONDS
from tests.helpers.word import r, word_file

pytestmark = pytest.mark.qt

HEADLINE = "Vân Trầm trồng hơn 3.000 cây xanh dọc đường thôn"
COMMANDS = (
    "demo",
    "import",
    "list",
    "show",
    "history",
    "diff",
    "library",
    "proof",
    "export",
    "photos",
    "people",
    "send",
    "receive",
)
PIECE = """# Chợ phiên Pá Lau đông trở lại

**Sau ba tháng sửa đường, chợ phiên Pá Lau họp lại từ sáng 21/11.**

Bà con xuống chợ từ tinh mơ .

Ảnh nào cũng có người cười.
"""


@pytest.fixture
def piece(tmp_path):
    path = tmp_path / "cho-phien.md"
    path.write_text(PIECE, "utf-8")
    return path


@pytest.fixture
def stored(morat, piece):
    """The id of a piece in the library."""
    return morat("import", piece, "--json").value[0]["id"]


@pytest.fixture
def sample(morat, tmp_path):
    """The id of the sample piece, with its three photos."""
    return morat("demo", "--no-window", "--out", tmp_path / "demo", "--json").value["article"]


def edit(library, piece, **fields):
    """Save another version of a piece of the library in the folder ``library``."""
    with Library.open(library) as opened:
        article = opened.articles.get(piece).article
        opened.articles.save(structs.replace(article, **fields))


def test_help_names_every_command(morat):
    heard = morat("--help", "--lang", "en")
    assert heard.status == 0
    named = re.findall(r"^    ([a-z-]+)", heard.out + heard.err, re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, "people list", "people import", "photos add", "photos show", "photos write", "photos export"],
)
def test_help_of_a_command_is_in_the_language_asked_for(morat, command):
    told = {lang: morat("--lang", lang, *command.split(), "--help") for lang in ("vi", "en")}
    assert {heard.status for heard in told.values()} == {0}
    assert "cách dùng: morat" in told["vi"].out
    assert "usage: morat" in told["en"].out
    assert "show this help" not in told["vi"].out


def test_version(morat):
    heard = morat("--version")
    assert heard.status == 0
    assert heard.out.startswith("Mo-rát ")


def test_the_versions_are_found_out_for_those_alone_who_ask():
    """Reading what is installed takes as long as exporting a short piece to text."""
    look = (
        "import sys; from morat.catalogue import Catalogue; from morat.cli.arguments import parse\n"
        "parse(['list'], Catalogue('vi'))\n"
        "print('importlib.metadata' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"


@pytest.mark.qt
def test_demo_makes_piece_and_files(morat, home, tmp_path):
    heard = morat("demo", "--no-window", "--out", tmp_path / "ra", "--json")
    assert heard.status == 0
    assert heard.value.keys() == {"article", "html", "docx", "findings"}
    for kind in ("html", "docx"):
        assert heard.value[kind].startswith(str(tmp_path / "ra"))
        assert heard.value[kind].endswith(f".{kind}")
    assert sorted(path.suffix for path in (tmp_path / "ra").iterdir()) == [".docx", ".html"]
    listed = morat("list", "--json").value
    assert [(row["id"], row["headline"]) for row in listed] == [(heard.value["article"], HEADLINE)]


@pytest.mark.qt
def test_demo_twice_is_one_piece(morat, sample, tmp_path):
    again = morat("demo", "--no-window", "--out", tmp_path / "demo", "--json")
    assert (again.status, again.value["article"]) == (0, sample)
    assert len(morat("list", "--json").value) == 1
    assert len(morat("history", sample, "--json").value) == 1


@pytest.mark.qt
def test_demo_without_a_display_says_so(morat, tmp_path, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    heard = morat("demo", "--out", tmp_path / "demo", "--lang", "en")
    assert heard.status == 0
    assert heard.sentences == ["There is no display here, so the window was not opened."]
    assert HEADLINE in heard.out


def test_import_gives_one_row_a_file(morat, piece, tmp_path):
    second = tmp_path / "hai.txt"
    second.write_text("Nước về bản Nà Trầm\n\nSáng 20/11, nước sạch về tới bản.\n", "utf-8")
    heard = morat("import", piece, second, "--genre", "feature", "--json")
    assert heard.status == 0
    keys = {"id", "headline", "photos", "findings", "comments", "suggestions", "guessed", "warnings"}
    assert [row.keys() for row in heard.value] == [keys] * 2
    assert [row["findings"] for row in heard.value] == [1, 0]
    assert [row["headline"] for row in heard.value] == [
        "Chợ phiên Pá Lau đông trở lại",
        "Nước về bản Nà Trầm",
    ]
    assert [morat("show", row["id"]).value["genre"] for row in heard.value] == ["feature"] * 2


@pytest.mark.parametrize(
    ("how", "text", "kept"), [("keep", "vắng", 1), ("accept", "đông", 0), ("reject", "vắng", 0)]
)
def test_import_does_as_it_is_told_with_tracked_changes(morat, tmp_path, how, text, kept):
    tracked = (
        "<w:p><w:r><w:t>Tít</w:t></w:r></w:p>"
        f'<w:p>{r("Chợ nổi ")}<w:del w:author="Mai"><w:r><w:delText>vắng</w:delText></w:r></w:del>'
        f'<w:ins w:author="Mai">{r("đông")}</w:ins></w:p>'
    )
    (tmp_path / "bai.docx").write_bytes(word_file(tracked))
    heard = morat("import", tmp_path / "bai.docx", "--revisions", how, "--json", "--lang", "vi")
    (row,) = heard.value
    assert (row["suggestions"], row["comments"]) == (kept, 0)
    assert ("Đã giữ lại 1 đề nghị sửa." in row["warnings"]) == bool(kept)
    shown = morat("show", row["id"]).value
    assert shown["blocks"][0]["runs"] == [{"text": f"Chợ nổi {text}", "marks": [], "link": None}]


@pytest.mark.qt
def test_import_brings_the_photos_along(morat, sample, tmp_path):
    made = next((tmp_path / "demo").glob("*.docx"))
    heard = morat("import", made, "--json", "--library", tmp_path / "khác")
    assert (heard.status, heard.value[0]["photos"]) == (0, 3)
    assert morat("library", "stats", "--json", "--library", tmp_path / "khác").value["photos"] == 3


def test_of_many_files_the_readable_come_in(morat, piece, tmp_path):
    heard = morat("import", tmp_path / "mất.docx", piece, "--json", "--lang", "en")
    assert heard.status == 1
    assert len(heard.sentences) == 1
    assert len(heard.value) == len(morat("list", "--json").value) == 1


@pytest.mark.qt
def test_list_finds_without_marks_and_by_status(morat, stored, sample):
    rows = morat("list", "--json").value
    assert [row["id"] for row in rows] == [sample, stored]
    assert rows[0].keys() == {"id", "headline", "status", "updated", "authors"}
    assert rows[0]["authors"] == ["Lê Thu An"]
    for query, found in (
        ("cho phien", [stored]),
        ("Vân Trầm", [sample]),
        ("vân thượng", []),
        ('tác giả:"lê thu an"', [sample]),
        ("tac gia:thu cho phien", []),
        ('trạng thái:"bản thảo"', [sample, stored]),
        ("ngày:2001", []),
    ):
        assert [row["id"] for row in morat("list", "--query", query, "--json").value] == found
    assert len(morat("list", "--status", "draft", "--json").value) == 2
    assert morat("list", "--status", "approved", "--json").value == []
    assert [row["id"] for row in morat("list", "--limit", 1, "--json").value] == [sample]
    assert stored in morat("list").out


@pytest.mark.parametrize("of", ["id", "file"])
def test_show_prints_the_article(morat, stored, piece, of):
    heard = morat("show", stored if of == "id" else piece, "--json")
    assert heard.status == 0
    assert heard.value["schema"] == "morat/article-1"
    assert heard.value["headline"] == "Chợ phiên Pá Lau đông trở lại"
    assert [block["type"] for block in heard.value["blocks"]] == ["paragraph", "paragraph"]
    assert morat("show", stored if of == "id" else piece).value["blocks"]


def test_show_of_a_file_stores_nothing(morat, piece):
    morat("show", piece)
    assert morat("list", "--json").value == []


FINDING = {"field", "block", "start", "end", "text", "rule", "severity", "message", "suggestions"}


def test_proof_of_piece_and_file(morat, stored, piece):
    heard = morat("proof", stored, piece, "--json", "--lang", "en")
    assert heard.status == 0
    assert [report["source"] for report in heard.value] == [stored, str(piece)]
    shown = morat("show", stored).value
    for report in heard.value:
        (found,) = report["findings"]
        assert found.keys() == FINDING
        assert (found["rule"], found["suggestions"]) == ("punctuation/space-before", ["mơ."])
        paragraph = shown["blocks"][0]["runs"][0]["text"]
        assert paragraph[found["start"] : found["end"]] == found["text"] == "mơ ."
    assert heard.value[0]["findings"][0]["block"] == shown["blocks"][0]["id"]


def test_proof_reads_standard_input_line_by_line(morat, monkeypatch):
    data = "Dòng một.\nDòng hai hai lần .\n".encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    heard = morat("proof", "-", "--json")
    assert heard.value[0]["source"] == "-"
    found = heard.value[0]["findings"]
    assert {one["line"] for one in found} == {2}
    assert all(one.keys() == {*FINDING, "line"} for one in found)


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1), (None, 0)])
def test_proof_fails_on_what_is_grave(morat, piece, level, status):
    asked = ["--fail-on", level] if level else []
    assert morat("proof", piece, *asked).status == status


def test_proof_does_not_fail_on_a_clean_text(morat, tmp_path):
    clean = tmp_path / "sạch.txt"
    clean.write_text("Trời hôm nay đẹp.\n", "utf-8")
    heard = morat("proof", clean, "--fail-on", "warning", "--json")
    assert (heard.status, heard.value) == (0, [{"source": str(clean), "findings": []}])


def test_proof_in_a_house_style(morat, home, piece, tmp_path):
    style = home / "library" / "house" / "styles" / "toasoan.toml"
    style.parent.mkdir(parents=True)
    style.write_text('mau = 1\n[levels]\npunctuation = "info"\n', "utf-8")
    heard = morat("proof", piece, "--style", "toasoan", "--fail-on", "warning", "--json")
    assert [one["severity"] for one in heard.value[0]["findings"]] == ["info"]
    assert heard.status == 0
    assert heard.err == "toasoan.toml, dòng 1: Mo-rát chưa biết “mau” nên bỏ qua mục này.\n"
    heard = morat("proof", piece, "--style", "khác", "--lang", "en")
    assert (heard.status, heard.out) == (1, "")
    assert heard.err == "There is no house style khác. Known here: default, nghi-dinh-30, toasoan.\n"


def test_proof_leaves_out_what_is_ignored_in_the_piece(morat, home, stored):
    with Library.open(home / "library") as library:
        article = library.articles.get(stored).article
        (found,) = proof_article(article)
        ignore(library, article, found, "piece")
    assert morat("proof", stored, "--json", "--fail-on", "warning").value[0]["findings"] == []


def test_proof_is_grouped_by_source_with_line_and_column(morat, piece, tmp_path):
    text = tmp_path / "b.txt"
    text.write_text("Sạch.\nMơ  thấy xa .\n", "utf-8")
    heard = morat("proof", text, tmp_path / "mất.txt", piece, "--lang", "en")
    lines = heard.out.splitlines()
    assert lines[:3] == [
        f"{text}: 2 findings",
        "  2:1  Error: “Mơ  thấy” → “Mơ thấy”  More than one space in a row. [space/double]",
        "  2:10  Error: “xa .” → “xa.”  There should be no space before “.”. [punctuation/space-before]",
    ]
    assert lines[3] == f"{piece}: 1 finding"
    assert lines[4].startswith("  Text 1:")
    assert (heard.status, heard.err.count("\n")) == (1, 1)


@pytest.mark.parametrize(("kind", "ending"), sorted(ENDINGS.items() - {("html-folder", "-web")}))
@pytest.mark.qt
def test_export_writes_one_file(morat, sample, tmp_path, kind, ending):
    out = tmp_path / "ra" / f"bài{ending}"
    heard = morat("export", sample, "--to", kind, "--out", out, "--json")
    assert heard.status == 0
    assert heard.value.keys() == {"path", "bytes", "photos", "warnings"}
    assert (heard.value["path"], heard.value["bytes"]) == (str(out), out.stat().st_size)
    assert (heard.value["photos"], heard.value["warnings"]) == (3, [])


@pytest.mark.qt
def test_export_into_a_folder_of_its_own(morat, sample, tmp_path):
    out = tmp_path / "bài-web"
    heard = morat("export", sample, "--to", "html-folder", "--out", out, "--json")
    assert (heard.status, heard.value["path"], heard.value["photos"]) == (0, str(out), 3)
    files = [path for path in out.rglob("*") if path.is_file()]
    assert heard.value["bytes"] == sum(path.stat().st_size for path in files)
    assert (out / "index.html").is_file()
    assert len([path for path in files if path.parent.name == "images"]) == 6
    assert morat("export", sample, "--to", "html-folder", "--out", out).status == 1
    assert morat("export", sample, "--to", "html-folder", "--out", out, "--force").status == 0
    back = morat("import", out / "index.html", "--json")
    assert back.status == 0
    assert back.value[0]["photos"] == 3


@pytest.mark.qt
def test_the_same_piece_gives_the_same_bytes(morat, sample, tmp_path):
    for kind in ENDINGS.keys() - {"html-folder", "pdf"}:
        for out in (tmp_path / f"1.{kind}", tmp_path / f"2.{kind}"):
            assert morat("export", sample, "--to", kind, "--out", out).status == 0
        assert (tmp_path / f"1.{kind}").read_bytes() == (tmp_path / f"2.{kind}").read_bytes(), kind


@pytest.mark.qt
def test_export_names_the_file_by_the_headline(morat, sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert morat("export", sample, "--to", "text").status == 0
    assert (tmp_path / "van-tram-trong-hon-3-000-cay-xanh-doc-duong-thon.txt").is_file()


def test_export_of_a_file_needs_no_library(morat, piece, tmp_path, home):
    out = tmp_path / "bài.html"
    assert morat("export", piece, "--to", "html", "--out", out).status == 0
    assert "Chợ phiên" in out.read_text("utf-8")
    assert not (home / "library").exists()


def test_a_page_by_the_newsroom_s_own_template(morat, piece, stored, tmp_path, home):
    folder = home / "library" / "house" / "templates"
    folder.mkdir(parents=True)
    (folder / "báo.html").write_text("<h1>{{ piece.headline }}</h1>\n{{ piece.body }}", "utf-8")
    out = tmp_path / "bài.html"
    made = morat("export", stored, "--to", "html", "--template", "báo", "--out", out, "--json")
    assert (made.status, made.value["warnings"]) == (0, [])
    assert out.read_text("utf-8").startswith("<h1>Chợ phiên")
    by_file = morat(
        "export", piece, "--to", "html", "--template", folder / "báo.html", "--out", out, "--force"
    )
    assert by_file.status == 0


@pytest.mark.parametrize(
    ("source", "to", "name", "said"),
    [
        ("", "html", "nào", "There is no page template nào. Put it into {} as nào.html."),
        ("", "text", "báo", "A page template is for web pages, not for text."),
        (
            "a\n{{ nobody }}",
            "html",
            "báo",
            "báo.html, line 2: a page template knows nothing called “nobody”.",
        ),
        ("\xff", "html", "báo", "báo.html is not written in UTF-8. Save it as UTF-8 and try again."),
    ],
)
def test_a_template_that_cannot_be_is_said_in_one_sentence(
    morat, stored, tmp_path, home, source, to, name, said
):
    folder = home / "library" / "house" / "templates"
    folder.mkdir(parents=True)
    (folder / "báo.html").write_bytes(source.encode("latin-1"))
    heard = morat("export", stored, "--to", to, "--template", name, "--out", tmp_path / "ra", "--lang", "en")
    assert (heard.status, heard.sentences) == (1, [said.format(folder)])
    assert not (tmp_path / "ra").exists()


def test_a_template_that_leaves_something_out_is_found_out(morat, stored, tmp_path, home):
    folder = home / "library" / "house" / "templates"
    folder.mkdir(parents=True)
    (folder / "báo.html").write_text("<h1>{{ piece.headline }}</h1>", "utf-8")
    out = tmp_path / "bài.html"
    made = morat("export", stored, "--to", "html", "--template", "báo", "--out", out, "--json")
    (warning,) = made.value["warnings"]
    assert "0/" in warning


def test_export_overwrites_only_by_force(morat, stored, tmp_path):
    out = tmp_path / "bài.html"
    out.write_bytes(b"cu")
    refused = morat("export", stored, "--to", "html", "--out", out, "--lang", "en")
    assert (refused.status, out.read_bytes()) == (1, b"cu")
    assert refused.sentences == [
        f"{out} is already there. Choose another name, or overwrite it with --force."
    ]
    assert morat("export", stored, "--to", "html", "--out", out, "--force").status == 0
    assert b"<html" in out.read_bytes()


@pytest.mark.qt
def test_photos_come_in_with_what_they_say(morat):
    picture = resource("sample", "anh-1.jpg")
    heard = morat("photos", "add", picture, "--json")
    assert heard.status == 0
    (row,) = heard.value
    assert row.keys() >= {"sha256", "file", "caption", "credit", "width", "height", "duplicate_of"}
    assert (row["state"], row["near"]) == ("new", None)
    assert (row["file"], row["duplicate_of"]) == ("anh-1.jpg", None)
    assert "Vi Văn Thắng" in row["caption"]
    assert row["width"] > row["height"] > 0
    again = morat("photos", "add", picture, "--json").value[0]
    assert (again["sha256"], again["duplicate_of"]) == (row["sha256"], row["sha256"])


@pytest.mark.qt
def test_photos_of_a_folder_go_into_a_piece(morat, stored, tmp_path):
    (tmp_path / "ảnh").mkdir()
    for name in ("anh-1.jpg", "anh-2.jpg"):
        shutil.copy(resource("sample", name), tmp_path / "ảnh" / name)
    heard = morat("photos", "add", tmp_path / "ảnh", "--article", stored, "--json")
    blocks = morat("show", stored).value["blocks"]
    assert [block["photo"] for block in blocks if block["type"] == "photo"] == [
        row["sha256"] for row in heard.value
    ]


SHOWN = {"caption", "headline", "alt", "description", "credit", "creator", "copyright", "people"}
SHOWN |= {"city", "country", "taken", "gps", "sources"}


@pytest.mark.qt
def test_photos_show_says_the_same_of_file_and_library(morat):
    picture = resource("sample", "anh-1.jpg")
    of_file = morat("photos", "show", picture, "--json").value
    sha = morat("photos", "add", picture, "--json").value[0]["sha256"]
    of_library = morat("photos", "show", sha[:12], "--json").value
    assert of_file.keys() >= SHOWN
    assert of_library == of_file
    assert of_file["sources"]["caption"]["IPTC"] == of_file["caption"]


@pytest.mark.qt
def test_a_new_piece_is_received(morat, sample, tmp_path):
    out, there = tmp_path / "bài.morat", ("--library", tmp_path / "kia")
    sent = morat("send", sample, "--out", out, "--note", "Nhờ anh xem", "--json")
    assert sent.status == 0
    assert sent.value.keys() == {"path", "bytes", "revision", "contains"}
    assert (sent.value["path"], sent.value["bytes"]) == (str(out), out.stat().st_size)
    assert sent.value["contains"]["photos"] == 3
    got = morat("receive", out, *there, "--json")
    assert got.status == 0
    assert got.value == {"id": sample, "merged": False, "conflicts": [], "new_comments": 0}
    assert morat("show", sample, *there).value == morat("show", sample).value
    assert morat("library", "stats", *there, "--json").value["photos"] == 3
    assert morat("library", "check", *there).status == 0


def test_a_newer_copy_replaces_and_the_old_stays_in_the_history(morat, home, stored, tmp_path):
    there = ("--library", tmp_path / "kia")
    morat("send", stored, "--out", tmp_path / "1.morat")
    morat("receive", tmp_path / "1.morat", *there)
    edit(tmp_path / "kia", stored, headline="Chợ phiên đã đông")
    morat("send", stored, *there, "--out", tmp_path / "2.morat")
    got = morat("receive", tmp_path / "2.morat", "--json", "--lang", "en")
    assert (got.value["id"], got.value["merged"], got.value["conflicts"]) == (stored, True, [])
    assert got.err.startswith("A newer copy came in: Chợ phiên đã đông.")
    assert morat("show", stored).value["headline"] == "Chợ phiên đã đông"
    assert len(morat("history", stored, "--json").value) == 2
    assert len(morat("list", "--json").value) == 1


def test_a_known_copy_changes_nothing(morat, home, stored, tmp_path):
    morat("send", stored, "--out", tmp_path / "1.morat")
    edit(home / "library", stored, headline="Tít mới ở đây")
    got = morat("receive", tmp_path / "1.morat", "--json")
    assert (got.value["id"], got.value["merged"]) == (stored, False)
    assert morat("show", stored).value["headline"] == "Tít mới ở đây"
    assert len(morat("history", stored, "--json").value) == 2


def test_a_copy_that_has_grown_apart_stands_beside(morat, home, stored, tmp_path):
    there = ("--library", tmp_path / "kia")
    morat("send", stored, "--out", tmp_path / "1.morat")
    morat("receive", tmp_path / "1.morat", *there)
    edit(tmp_path / "kia", stored, headline="Tít của bên kia")
    edit(home / "library", stored, headline="Tít của bên này")
    morat("send", stored, *there, "--out", tmp_path / "2.morat")
    got = morat("receive", tmp_path / "2.morat", "--json")
    assert got.status == 0
    assert got.value["conflicts"] == [stored]
    assert got.value["id"] != stored
    assert morat("show", stored).value["headline"] == "Tít của bên này"
    assert morat("show", got.value["id"]).value["headline"] == "Tít của bên kia"


def test_a_sent_status_is_kept(morat, stored, tmp_path):
    morat("send", stored, "--out", tmp_path / "1.morat", "--status", "submitted")
    assert morat("show", stored).value["status"] == "submitted"
    assert [row["kind"] for row in morat("history", stored, "--json").value] == ["milestone", "imported"]


def test_history_lists_versions_newest_first(morat, home, stored):
    edit(home / "library", stored, headline="Khác")
    rows = morat("history", stored, "--json").value
    assert [row.keys() for row in rows] == [{"revision", "at", "author", "kind", "sha256"}] * 2
    assert rows[-1]["kind"] == "imported"
    assert rows[0]["at"] >= rows[1]["at"]
    assert len({row["sha256"] for row in rows}) == 2


def test_diff_of_two_versions_names_words_and_blocks(morat, home, stored):
    edit(home / "library", stored, headline="Chợ phiên Pá Lau vắng trở lại")
    newest, oldest = (row["revision"] for row in morat("history", stored, "--json").value)
    rows = morat("diff", stored, "--from", oldest[:12], "--to", newest, "--json").value
    assert rows == [{"block": None, "op": "replace", "old": "đông", "new": "vắng", "field": "headline"}]
    assert morat("diff", stored, "--from", oldest, "--json").value == rows
    read = morat("diff", stored, "--from", oldest).out
    assert read == "Tít bài\n    Chợ phiên Pá Lau [-đông-]{+vắng+} trở lại\n"
    assert morat("diff", stored, "--from", newest, "--lang", "en").out == "Nothing changed.\n"


def test_diff_of_two_files_pairs_paragraphs_by_their_words(morat, piece, tmp_path):
    other = tmp_path / "sau.md"
    text = PIECE.replace("từ tinh mơ .", "từ tinh mơ.").replace("Ảnh nào", "Mở hàng.\n\nẢnh nào")
    other.write_text(text, "utf-8")
    rows = morat("diff", piece, other, "--json").value
    assert [(row["op"], row["old"], row["new"]) for row in rows] == [
        ("replace", "mơ .", "mơ."),
        ("add", None, "Mở hàng."),
    ]
    assert rows[0]["block"] != rows[1]["block"]
    assert morat("diff", piece, piece, "--json").value == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["{id}"], 2),
        (["{id}", "{id}", "--from", "abcdef"], 2),
        (["{id}", "--to", "abcdef"], 2),
        (["{id}", "--from", "abcdef0"], 1),
        (["{id}", "--from", "ab"], 1),
        (["{id}", "khong-co"], 1),
    ],
)
def test_diff_says_what_is_wrong(morat, stored, arguments, status):
    heard = morat("diff", *(one.format(id=stored) for one in arguments))
    assert heard.status == status
    assert heard.err
    assert not heard.out


@pytest.mark.qt
def test_library_check_and_stats(morat, home, sample):
    assert morat("library", "check", "--json").value == {"ok": True, "problems": []}
    stats = morat("library", "stats", "--json").value
    assert (stats["ok"], stats["articles"], stats["photos"]) == (True, 1, 3)
    next(path for path in (home / "library").rglob("*.jpg")).write_bytes(b"hong")
    broken = morat("library", "check", "--json", "--lang", "en")
    assert (broken.status, broken.value["ok"], len(broken.value["problems"])) == (1, False, 1)


def test_options_stand_before_and_after_the_command(morat, stored, tmp_path):
    other = tmp_path / "khác"
    before = morat("--library", other, "--json", "--lang", "en", "list")
    after = morat("list", "--library", other, "--json", "--lang", "en")
    assert before == after == (0, "[]\n", "")
    assert len(morat("--json", "list", "--lang", "en").value) == 1


def test_the_library_of_the_environment(morat, stored, tmp_path, monkeypatch):
    monkeypatch.setenv("MORAT_LIBRARY", str(tmp_path / "khác"))
    assert morat("list", "--json").value == []


@pytest.mark.qt
def test_json_is_one_value_and_nothing_else(morat, sample, piece, tmp_path):
    picture = resource("sample", "anh-2.jpg")
    for command in (
        ("import", piece),
        ("list",),
        ("show", sample),
        ("proof", sample),
        ("export", sample, "--to", "html", "--out", tmp_path / "a.html"),
        ("photos", "add", picture),
        ("photos", "show", picture),
        ("send", sample, "--out", tmp_path / "a.morat"),
        ("receive", tmp_path / "a.morat"),
        ("history", sample),
        ("library", "check"),
        ("library", "stats"),
    ):
        heard = morat(*command, "--json")
        assert heard.status == 0, command
        json.loads(heard.out)


WITHOUT_QT = """
import json, sys
from morat.__main__ import main
for command in json.loads(sys.argv[1]):
    assert main(command) == 0, command
    assert not [name for name in sys.modules if name.startswith("PySide6")], command
"""


def test_qt_is_not_loaded_for_words_alone(home, piece, tmp_path):
    with Library.open(home / "library") as library:
        stored = import_file(library, piece).article.id
    out = tmp_path / "ra"
    commands = [
        ["import", str(piece)],
        ["list"],
        ["show", stored],
        ["proof", stored],
        *(
            ["export", stored, "--to", kind, "--out", f"{out}.{kind}"]
            for kind in ("html", "docx", "text", "packet", "ninjs", "nitf", "social")
        ),
        ["send", stored, "--out", f"{out}.morat"],
        ["receive", f"{out}.morat"],
        ["history", stored],
        ["library", "check"],
    ]
    subprocess.run([sys.executable, "-c", WITHOUT_QT, json.dumps(commands)], check=True, timeout=SECONDS)


WRONG = [
    ("list", "--không-có"),
    ("list", "--limit", "ba"),
    ("export", "x", "--to", "rtf"),
    ("import",),
    ("photos",),
    ("làm-gì",),
    ("show",),
]


@pytest.mark.parametrize("command", WRONG)
@pytest.mark.parametrize(("lang", "first"), [("vi", "cách dùng: morat"), ("en", "usage: morat")])
def test_wrong_usage_is_told_in_the_language(morat, monkeypatch, command, lang, first):
    monkeypatch.setenv("MORAT_LANG", lang)
    heard = morat(*command)
    assert (heard.status, heard.out) == (2, "")
    assert heard.err.startswith(first)
    english = re.search(r"invalid|required|unrecognized|choose from", heard.err)
    assert (english is None) == (lang == "vi"), heard.err


def test_an_unknown_language_is_wrong_usage(morat):
    heard = morat("--lang", "fr", "list")
    assert (heard.status, heard.out) == (2, "")
    assert heard.err.startswith("cách dùng: morat")


def test_a_pdf_leaves_out_what_it_is_told_to(morat, stored, tmp_path, qapp):
    out = tmp_path / "bai.pdf"
    made = morat(
        "export", stored, "--to", "pdf", "--out", out, "--no-line-numbers", "--no-signatures", "--json"
    )
    assert made.value == {"path": str(out), "bytes": out.stat().st_size, "photos": 0, "warnings": []}
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_note_goes_into_no_other_format(morat, stored, tmp_path):
    made = morat("export", stored, "--to", "html", "--with-review", "--out", tmp_path / "bai.html")
    assert made.status == 1
    assert "PDF" in made.err
    assert not (tmp_path / "bai.html").exists()
