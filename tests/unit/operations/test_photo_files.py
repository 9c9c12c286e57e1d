"""Captions go into the files that photos came from: into those alone, whole, and back again."""

import os
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from msgspec import structs

from morat.library import durable
from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts, PhotoFile
from morat.operations import ingest, photo_files, photo_metadata
from morat.operations.watching import Watch
from morat.photos import carriers, metadata
from tests.helpers.exiftool import every_tag, judged, needs_exiftool, tags
from tests.helpers.jpegs import photograph, with_thumbnail
from tests.helpers.raws import raw_files

pytestmark = pytest.mark.qt
CAPTION = "Tiền vệ Nguyễn Văn Ấn ghi bàn ở phút 89, trận gặp đội khách chiều 29/11."


@pytest.fixture
def match(library: Library, tmp_path: Path) -> list[PhotoFile]:
    """Three pictures of a match, taken in and captioned; their files."""
    folder = tmp_path / "Trận đấu"
    folder.mkdir()
    for number in range(3):
        (folder / f"DSC_{number}.JPG").write_bytes(with_thumbnail(photograph(number)))
    return taken(library, folder)


def taken(library: Library, folder: Path) -> list[PhotoFile]:
    """Take a folder in and say the same of every picture; return their files."""
    shas: list[str] = []
    for one in list(ingest.take(library, ingest.scan([folder]).files)):
        assert one.facts is not None
        said = structs.replace(one.facts, caption=CAPTION, credit="Báo Vân Trầm", people=("Nguyễn Văn Ấn",))
        library.photos.update(structs.replace(said, rating=3, pick=1))
        shas.append(one.facts.sha256)
    return files_of(library, shas)


def files_of(library: Library, shas: list[str]) -> list[PhotoFile]:
    return [one for folder in photo_files.known(library, shas).folders for one in folder.files]


def written(library: Library, files: list[PhotoFile]) -> list[photo_files.Written]:
    return list(photo_files.write(library, files))


def codes(told: list[photo_files.Written]) -> list[str]:
    return [one.message.code if one.message else "" for one in told]


def test_a_file_that_the_system_will_not_look_for_is_lost_and_the_others_are_there(
    library: Library, match: list[PhotoFile]
) -> None:
    first, *others = match
    first.path.unlink()
    library.photo_files.note([first._replace(path=first.path.with_name("a" * 300))])
    found = photo_files.known(library, [one.sha256 for one in match])
    assert found.lost == (first.sha256,)
    assert [one.sha256 for folder in found.folders for one in folder.files] == [one.sha256 for one in others]


@needs_exiftool
def test_what_the_library_says_goes_into_the_files_and_nothing_else_changes(
    library: Library, match: list[PhotoFile], tmp_path: Path
):
    before = [one.path.read_bytes() for one in match]
    told = written(library, match)
    assert [(one.into, one.is_new) for one in told] == [(one.path, True) for one in match]
    for was, one in zip(before, match, strict=True):
        now = one.path.read_bytes()
        said = judged(now, tmp_path)
        assert said["XMP-dc:Description"] == said["IPTC:Caption-Abstract"] == CAPTION
        assert said["IFD0:ImageDescription"] == CAPTION
        assert (said["XMP-photoshop:Credit"], said["XMP-xmp:Rating"]) == ("Báo Vân Trầm", 3)
        assert carriers.others(was) == carriers.others(now)
        gone = tags(every_tag(was, tmp_path) - every_tag(now, tmp_path))
        assert gone <= {"IFD1:ThumbnailOffset", "File:ExifByteOrder"}


def test_the_library_keeps_its_original(library: Library, match: list[PhotoFile]):
    kept = [library.photos.path(one.sha256).read_bytes() for one in match]
    written(library, match)
    assert [library.photos.path(one.sha256).read_bytes() for one in match] == kept


def test_writing_again_writes_what_is_new_alone(library: Library, match: list[PhotoFile]):
    written(library, match)
    again = files_of(library, [one.sha256 for one in match])
    assert [one.is_new for one in written(library, again)] == [False] * 3
    facts = library.photos.facts(match[1].sha256)
    library.photos.update(structs.replace(facts, caption="Ăn mừng bàn thắng."))
    assert [one.is_new for one in written(library, again)] == [False, True, False]
    assert metadata.read(match[1].path.read_bytes()).caption == "Ăn mừng bàn thắng."


def test_all_of_it_is_put_back(library: Library, match: list[PhotoFile]):
    before = [one.path.read_bytes() for one in match]
    told = written(library, match)
    assert codes(list(photo_files.put_back(library, told))) == [""] * 3
    assert [one.path.read_bytes() for one in match] == before
    assert [one.is_new for one in written(library, match)] == [True] * 3


def test_a_file_that_others_changed_is_left_to_them(library: Library, match: list[PhotoFile]):
    other = photograph(77)
    match[0].path.write_bytes(other)
    assert codes(written(library, match)) == ["original-changed", "", ""]
    assert match[0].path.read_bytes() == other


def test_one_that_changes_while_it_is_written_is_left_to_them(
    library: Library, match: list[PhotoFile], monkeypatch: pytest.MonkeyPatch
):
    holds = durable.holds

    def meanwhile(path: Path, data: bytes) -> bool:
        match[0].path.write_bytes(b"somebody else's")
        return holds(path, data)

    monkeypatch.setattr(durable, "holds", meanwhile)
    assert codes(written(library, match[:1])) == ["target-changed"]
    assert match[0].path.read_bytes() == b"somebody else's"
    assert sorted(path.name for path in match[0].path.parent.iterdir()) == [
        "DSC_0.JPG",
        "DSC_1.JPG",
        "DSC_2.JPG",
    ]


def test_what_is_written_is_told_of_where_the_library_cannot_note_it(
    library: Library, match: list[PhotoFile], monkeypatch: pytest.MonkeyPatch
):
    before = [one.path.read_bytes() for one in match]

    def full(_files: object) -> None:
        raise UserError("disk-full", path="library.db")

    with monkeypatch.context() as patch:
        patch.setattr(library.photo_files, "note", full)
        told = written(library, match)
    assert [(one.into, one.is_new) for one in told] == [(one.path, True) for one in match]
    with monkeypatch.context() as patch:
        patch.setattr(library.photo_files, "note", full)
        assert codes(list(photo_files.put_back(library, told))) == [""] * 3
    assert [one.path.read_bytes() for one in match] == before
    assert codes(written(library, match)) == [""] * 3


def test_a_folder_that_goes_while_a_file_is_written_stops_no_other(
    library: Library, match: list[PhotoFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder, said_of = match[0].path.parent, photo_metadata.said_of

    def gone(facts: PhotoFacts, path: Path, data: bytes) -> dict[str, str]:
        if folder.is_dir():
            folder.rename(tmp_path / "Chuyển")
            folder.write_bytes(b"")
        return said_of(facts, path, data)

    monkeypatch.setattr(photo_metadata, "said_of", gone)
    assert codes(written(library, match)) == ["file-missing"] * 3


def test_what_does_not_read_back_never_takes_the_place_of_a_picture(
    library: Library, match: list[PhotoFile], monkeypatch: pytest.MonkeyPatch
):
    before = match[0].path.read_bytes()

    def differs(_path: Path, _data: bytes) -> bool:
        return False

    monkeypatch.setattr(durable, "holds", differs)
    assert codes(written(library, match[:1])) == ["caption-unproven"]
    assert match[0].path.read_bytes() == before


def test_a_protected_file_and_one_that_is_gone_are_told_of(library: Library, match: list[PhotoFile]):
    before = match[0].path.read_bytes()
    match[0].path.chmod(0o444)
    match[2].path.unlink()
    assert codes(written(library, match)) == ["target-protected", "", "file-missing"]
    assert match[0].path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folder")
def test_a_folder_that_cannot_be_written(
    library: Library, match: list[PhotoFile], monkeypatch: pytest.MonkeyPatch
):
    def among_the_processes(path: Path) -> Path:
        return Path("/proc/self", path.name)

    before = [one.path.read_bytes() for one in match]
    # Not even root may make a file there; anywhere else nobody forbids it anything.
    monkeypatch.setattr(durable, "passing_name", among_the_processes)
    assert codes(written(library, match)) == ["original-unwritable"] * 3
    assert [one.path.read_bytes() for one in match] == before


def test_what_was_called_off_is_whole(library: Library, match: list[PhotoFile]):
    before = [one.path.read_bytes() for one in match]
    watch = Watch()
    going = photo_files.write(library, match, watch)
    assert next(going).is_new
    watch.cancel()
    with pytest.raises(UserError) as stopped:
        next(going)
    assert stopped.value.message.code == "cancelled"
    assert [one.path.read_bytes() == was for one, was in zip(match, before, strict=True)] == [
        False,
        True,
        True,
    ]


def test_a_crash_before_the_library_heard_of_it_makes_no_stranger_of_a_file(
    library: Library, match: list[PhotoFile]
):
    photo_metadata.write(match[0].path, {"caption": "Viết dở"})
    photo_metadata.write(match[0].path, {"caption": "Viết dở lần hai"})
    assert codes(written(library, match[:1])) == [""]
    assert metadata.read(match[0].path.read_bytes()).caption == CAPTION


def test_written_files_come_again_as_the_photos_they_are(library: Library, match: list[PhotoFile]):
    written(library, match)
    originals = sorted(path.name for path in (library.folder / "photos").rglob("*.jpg"))
    folder = match[0].path.parent
    looked = list(ingest.look(library, ingest.scan([folder]).files))
    again = list(ingest.take(library, looked))
    assert [one.state for one in again] == [ingest.DUPLICATE] * 3
    assert {one.facts.sha256 for one in again if one.facts} == {one.sha256 for one in match}
    assert [one.facts.caption for one in again if one.facts] == [CAPTION] * 3
    assert sorted(path.name for path in (library.folder / "photos").rglob("*.jpg")) == originals
    # They may be written again: what they were left with is what is known of them.
    assert codes(written(library, files_of(library, [one.sha256 for one in match]))) == [""] * 3


def test_files_that_were_moved_are_found_again(library: Library, match: list[PhotoFile], tmp_path: Path):
    written(library, match[:1])
    shas = [one.sha256 for one in match]
    elsewhere = tmp_path / "Ổ khác" / "sâu"
    elsewhere.parent.mkdir()
    match[0].path.parent.rename(elsewhere)
    (elsewhere / "lạ.jpg").write_bytes(photograph(9))
    assert photo_files.known(library, shas).lost == tuple(shas)
    found = photo_files.search(library, shas, [elsewhere.parent])
    assert (found.lost, [one.path for one in found.folders]) == ((), [elsewhere])
    assert len(found.folders[0].files) == 3
    assert codes(written(library, list(found.folders[0].files))) == [""] * 3


def test_the_librarys_own_files_are_nobodys_to_write(library: Library, match: list[PhotoFile]):
    own = [library.photos.path(one.sha256) for one in match]
    list(ingest.take(library, own))
    photo_files.search(library, [one.sha256 for one in match], [library.folder])
    assert all(not one.path.is_relative_to(library.folder) for one in files_of(library, [match[0].sha256]))


def test_a_card_is_one_by_where_it_stands(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "NIKON" / "DCIM" / "100NIKON"
    folder.mkdir(parents=True)
    (folder / "DSC_1.JPG").write_bytes(photograph(1))
    shas = [one.sha256 for one in taken(library, folder)]
    assert [one.is_card for one in photo_files.known(library, shas).folders] == [False]

    def is_mount(path: Path) -> bool:
        return path.name == "NIKON"

    monkeypatch.setattr(os.path, "ismount", is_mount)
    assert [one.is_card for one in photo_files.known(library, shas).folders] == [True]


@pytest.fixture
def raw(library: Library, tmp_path: Path) -> PhotoFile:
    """A RAW file that was taken in and captioned."""
    folder = tmp_path / "RAW"
    folder.mkdir()
    made = raw_files(photograph(1, 480, 320), photograph(1, 160, 120))
    (folder / "DSC_1.NEF").write_bytes(made[".nef"])
    (one,) = taken(library, folder)
    return one


@needs_exiftool
def test_the_caption_of_a_raw_file_goes_beside_it(library: Library, raw: PhotoFile, tmp_path: Path):
    before = raw.path.read_bytes()
    (told,) = written(library, [raw])
    beside = raw.path.with_suffix(".xmp")
    assert (told.into, told.is_new) == (beside, True)
    assert raw.path.read_bytes() == before
    said = judged(beside.read_bytes(), tmp_path)
    assert (said["XMP-dc:Description"], said["XMP-photoshop:Credit"]) == (CAPTION, "Báo Vân Trầm")
    assert photo_metadata.look_at(raw.path).facts.caption == CAPTION
    (again,) = written(library, files_of(library, [raw.sha256]))
    assert not again.is_new
    said_so = beside.read_bytes()
    beside.unlink()
    (anew,) = written(library, files_of(library, [raw.sha256]))
    assert (anew.is_new, beside.read_bytes()) == (True, said_so)
    list(photo_files.put_back(library, [told]))
    assert not beside.exists()


def test_a_sidecar_keeps_what_others_say_in_it(library: Library, raw: PhotoFile):
    beside = raw.path.with_suffix(".xmp")
    beside.write_bytes(OF_LIGHTROOM)
    assert codes(written(library, [raw])) == ["original-changed"]
    assert beside.read_bytes() == OF_LIGHTROOM
    # It comes in anew, and what Lightroom said comes with it.
    list(ingest.take(library, [raw.path]))
    (known,) = files_of(library, [raw.sha256])
    (told,) = written(library, [known])
    text = beside.read_text("utf-8")
    assert told.is_new
    assert "crs:Exposure2012" in text
    assert CAPTION in text
    list(photo_files.put_back(library, [told]))
    assert beside.read_bytes() == OF_LIGHTROOM


def test_the_sidecar_of_a_raw_file_is_read_when_it_comes_in(library: Library, tmp_path: Path):
    made = raw_files(photograph(1, 480, 320), photograph(1, 160, 120))
    (tmp_path / "DSC_1.NEF").write_bytes(made[".nef"])
    (tmp_path / "DSC_1.xmp").write_bytes(OF_LIGHTROOM)
    (one,) = ingest.take(library, [tmp_path / "DSC_1.NEF"])
    assert one.facts is not None
    assert (one.facts.caption, one.facts.rating) == ("Trước trận", 4)


def test_a_damaged_sidecar_is_left_alone(library: Library, raw: PhotoFile):
    beside = raw.path.with_suffix(".xmp")
    beside.write_bytes(OF_LIGHTROOM[:420])
    list(ingest.take(library, [raw.path]))
    (known,) = files_of(library, [raw.sha256])
    assert codes(written(library, [known])) == ["metadata-damaged"]
    assert beside.read_bytes() == OF_LIGHTROOM[:420]


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_search_forgets_no_sidecar(library: Library, raw: PhotoFile, tmp_path: Path, *, is_moved: bool):
    raw.path.with_suffix(".xmp").write_bytes(OF_LIGHTROOM)
    list(ingest.take(library, [raw.path]))
    folder = raw.path.parent.rename(tmp_path / "Chuyển") if is_moved else raw.path.parent
    photo_files.search(library, [raw.sha256], [folder])
    (found,) = files_of(library, [raw.sha256])
    assert found.path.parent == folder
    assert codes(written(library, [found])) == [""]
    photo_files.search(library, [raw.sha256], [folder])
    found.path.with_suffix(".xmp").write_bytes(OF_LIGHTROOM.replace(b"+0.35", b"+0.75"))
    photo_files.search(library, [raw.sha256], [folder])
    assert codes(written(library, files_of(library, [raw.sha256]))) == ["original-changed"]


OF_LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmp:Rating="4" crs:Exposure2012="+0.35">
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Trước trận</rdf:li></rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
""".encode()
