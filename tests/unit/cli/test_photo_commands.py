"""``morat photos write``: into a picture or a copy of it, and back again."""

import pytest

from tests.helpers.jpegs import jpeg

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
