"""``morat photos write``: into a picture or a copy of it, and back again."""

import pytest
from msgspec import structs

from morat.library.store import Library
from morat.operations import places
from morat.photos import metadata
from tests.helpers.jpegs import jpeg, photograph
from tests.helpers.raws import raw_files

pytestmark = pytest.mark.qt


@pytest.fixture
def photo(tmp_path):
    """A picture in a folder with a Vietnamese name."""
    path = tmp_path / "Ảnh đẹp" / "ảnh 1.jpg"
    path.parent.mkdir()
    path.write_bytes(jpeg().data)
    return path


def test_fields_are_written_and_read_back(morat, photo):
    heard = morat(
        "photos",
        "write",
        photo,
        "--set",
        "caption=Bà con = vui",
        "people=A; B",
        "--set",
        "credit=C",
        "--json",
    )
    assert (heard.status, heard.err) == (0, "")
    assert heard.value["caption"] == "Bà con = vui"
    assert heard.value["people"] == ["A", "B"]
    assert heard.value["sources"]["caption"] == dict.fromkeys(("XMP", "EXIF", "IPTC"), "Bà con = vui")
    assert heard.value["choices"] == {}
    assert morat("photos", "show", photo, "--json").value == heard.value
    assert list(photo.parent.iterdir()) == [photo]


def test_a_copy_leaves_the_picture_alone(morat, photo, tmp_path):
    before = photo.read_bytes()
    out = tmp_path / "ra" / "bản sao.jpg"
    assert morat("photos", "write", photo, "--set", "caption=x", "--out", out).status == 0
    assert photo.read_bytes() == before
    assert morat("photos", "show", out, "--json").value["caption"] == "x"
    again = morat("photos", "write", photo, "--set", "caption=y", "--out", out)
    assert (again.status, len(again.sentences)) == (1, 1)
    assert morat("photos", "write", photo, "--set", "caption=y", "--out", out, "--force").status == 0


def test_writes_are_taken_back_one_after_the_other(morat, photo):
    states = [photo.read_bytes()]
    for caption in ("một", "hai", "một dòng chữ dài hơn hẳn hai dòng trước cộng lại"):
        morat("photos", "write", photo, "--set", f"caption={caption}")
        states.append(photo.read_bytes())
    while len(states) > 1:
        assert photo.read_bytes() == states.pop()
        assert morat("photos", "write", photo, "--undo").status == 0
    assert photo.read_bytes() == states.pop()
    heard = morat("photos", "write", photo, "--undo")
    assert (heard.status, heard.out, len(heard.sentences)) == (1, "", 1)


def test_what_was_changed_elsewhere_is_not_taken_back(morat, photo):
    morat("photos", "write", photo, "--set", "caption=một")
    changed = photo.read_bytes() + b"x"
    photo.write_bytes(changed)
    assert morat("photos", "write", photo, "--undo").status == 1
    assert photo.read_bytes() == changed


def test_half_of_what_was_kept_is_not_put_back(morat, photo, home):
    morat("photos", "write", photo, "--set", "caption=một")
    written = photo.read_bytes()
    (kept,) = (home / "undo").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert morat("photos", "write", photo, "--undo").status == 1
    assert photo.read_bytes() == written


def test_nothing_to_write_changes_nothing(morat, photo):
    before = photo.stat()
    assert morat("photos", "write", photo).status == 0
    assert (photo.stat().st_mtime_ns, photo.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "asked", [("capt=x",), ("caption",), ("taken=hôm qua",), ("caption=x", "--charset", "EBCDIC")]
)
def test_what_makes_no_sense_is_said_in_a_sentence(morat, photo, asked):
    before = photo.read_bytes()
    heard = morat("--lang", "vi", "photos", "write", photo, "--set", *asked)
    assert (heard.status, heard.out, len(heard.sentences)) == (1, "", 1)
    assert photo.read_bytes() == before


def test_the_photos_of_a_piece_go_into_a_folder(morat, tmp_path):
    piece = morat("demo", "--no-window", "--out", tmp_path / "demo", "--json").value["article"]
    out = tmp_path / "Ảnh ra"
    heard = morat("photos", "export", piece, "--out", out, "--width", "300", "--json")
    assert (heard.status, heard.value["warnings"]) == (0, [])
    assert [path.name[:3] for path in sorted(out.iterdir())] == ["01-", "02-", "03-"]
    shown = [morat("photos", "show", path, "--json").value for path in heard.value["paths"]]
    assert all(one["width"] == 300 and one["caption"] and not one["gps"] for one in shown)
    assert morat("photos", "export", piece, "--out", out).status == 1


def test_links_and_permissions_stay(morat, photo, tmp_path):
    photo.chmod(0o640)
    link = tmp_path / "liên kết.jpg"
    link.symlink_to(photo)
    before = photo.read_bytes()
    assert morat("photos", "write", link, "--set", "caption=x").status == 0
    assert link.is_symlink()
    assert (photo.stat().st_mode & 0o777, photo.read_bytes() == before) == (0o640, False)
    assert morat("photos", "write", link, "--undo").status == 0
    assert (link.is_symlink(), photo.read_bytes()) == (True, before)


def test_pictures_of_a_folder_come_in_with_a_template_and_names(morat, tmp_path):
    card = tmp_path / "thẻ nhớ"
    (card / "DCIM").mkdir(parents=True)
    for number in range(3):
        (card / "DCIM" / f"IMG_{number}.JPG").write_bytes(photograph(number))
    (card / "DCIM" / "hỏng.jpg").write_bytes(photograph(9)[:900])
    heard = morat("photos", "add", card, "--template", "Chân dung", "--rename", "hop-{số:2}", "--json")
    assert heard.status == 0
    assert [(one["file"], one["state"], one["duplicate_of"]) for one in heard.value] == [
        (f"hop-{number:02}.jpg", "new", None) for number in (1, 2, 3)
    ]
    assert heard.value[0]["caption"]
    assert any("hỏng.jpg" in sentence for sentence in heard.sentences)
    again = morat("photos", "add", card / "DCIM" / "IMG_0.JPG", "--rename", "khac", "--json").value
    assert [(one["file"], one["state"]) for one in again] == [("hop-01.jpg", "duplicate")]
    assert again[0]["duplicate_of"] == again[0]["sha256"] == heard.value[0]["sha256"]


def test_one_like_a_photo_that_ran_is_told_of(morat, tmp_path):
    first, smaller = tmp_path / "gốc.jpg", tmp_path / "nhỏ.jpg"
    first.write_bytes(photograph(1, 600, 400))
    smaller.write_bytes(photograph(1, 300, 200))
    piece = morat("import", _text(tmp_path), "--json").value[0]["id"]
    (one,) = morat("photos", "add", first, "--article", piece, "--json").value
    heard = morat("photos", "add", smaller, "--json")
    (other,) = heard.value
    assert (other["state"], other["near"], other["duplicate_of"]) == ("near", one["sha256"], None)
    assert [run["headline"] for run in other["ran"]] == ["Cầu mới thông xe"]
    assert any("Cầu mới thông xe" in sentence for sentence in heard.sentences)


def _text(folder):
    path = folder / "bài.txt"
    path.write_text("Cầu mới thông xe\n\nSáng nay cầu mới thông xe.\n", "utf-8")
    return path


def test_what_the_library_says_is_written_with_stars_and_choice(morat, photo):
    (sha,) = (one["sha256"] for one in morat("photos", "add", photo, "--json").value)
    morat("photos", "edit", sha, "--set", "caption=Chợ Tết", "people=Lê Bình; Vi Văn Thắng")
    with Library.open(places.library_folder(None), create=False) as library:
        library.photos.update(structs.replace(library.photos.facts(sha), pick=-1))
    assert morat("photos", "write", photo, "--from-library", "--set", "credit=Báo").status == 0
    said = metadata.read(photo.read_bytes())
    assert (said.caption, said.people, said.credit) == ("Chợ Tết", ("Lê Bình", "Vi Văn Thắng"), "Báo")
    assert (said.rating, said.pick) == (0, -1)
    # The file is another now, and is still known.
    assert morat("photos", "write", photo, "--from-library").status == 0
    assert metadata.read(photo.read_bytes()).credit == ""
    assert morat("photos", "add", photo, "--json").value[0]["duplicate_of"] == sha
    photo.write_bytes(photograph(5))
    heard = morat("photos", "write", photo, "--from-library")
    assert (heard.status, len(heard.sentences)) == (1, 1)


def test_what_is_said_of_a_raw_file_stands_beside_it(morat, tmp_path):
    path = tmp_path / "DSC_1.ARW"
    before = raw_files(photograph(1, 480, 320), photograph(1, 160, 120))[".arw"]
    path.write_bytes(before)
    heard = morat("photos", "write", path, "--set", "caption=Chợ Tết", "--json")
    assert (heard.status, heard.value["caption"], heard.value["file"]) == (0, "Chợ Tết", "DSC_1.ARW")
    assert path.read_bytes() == before
    assert morat("photos", "show", path, "--json").value["sources"]["caption"] == {"XMP": "Chợ Tết"}
    assert morat("photos", "write", path, "--undo").status == 0
    assert [one.name for one in tmp_path.glob("DSC*")] == ["DSC_1.ARW"]


def test_a_protected_picture_is_left_alone(morat, photo):
    before = photo.read_bytes()
    photo.chmod(0o444)
    assert morat("photos", "write", photo, "--set", "caption=x").status == 1
    assert photo.read_bytes() == before
