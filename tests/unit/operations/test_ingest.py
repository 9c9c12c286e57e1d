"""Pictures from cards and folders: what is found, what is said of each, and what is in the library then."""

import io
import os
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from msgspec import structs
from PIL import Image

from morat.library.store import Library
from morat.library.thumbs import Thumbs
from morat.newsroom.article import Published, new_article
from morat.newsroom.caption_templates import Line, Template
from morat.newsroom.messages import UserError
from morat.operations import ingest
from morat.operations.caption_templates import save_template
from morat.operations.ingest import DAMAGED, DUPLICATE, FAILED, NEAR, NEW, THUMBNAIL, UNSUPPORTED
from morat.operations.ingest_plan import Wishes, plan_of
from morat.operations.photographs import new_block
from morat.operations.watching import Watch
from morat.photos.decode import scaled
from tests.helpers.jpegs import photograph, with_thumbnail

pytestmark = pytest.mark.qt


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A card as a camera leaves it: two folders, three pictures, a film."""
    folder = tmp_path / "thẻ" / "DCIM"
    for number, name in enumerate(
        ("100CANON/IMG_0001.JPG", "100CANON/IMG_0002.JPG", "101CANON/IMG_0101.JPG")
    ):
        put(folder / name, photograph(number))
    put(folder / "100CANON" / "MVI_0003.MP4", b"film")
    put(folder / ".Trashes" / "IMG_0000.JPG", photograph(77))
    return folder.parent


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def states(found) -> list[str]:
    return [one.state for one in found]


def files_of(library: Library) -> list[str]:
    return sorted(path.name for path in (library.folder / "photos").rglob("*") if path.is_file())


def test_a_card_is_scanned_folder_by_folder(card: Path):
    found = ingest.scan([card])
    assert [path.name for path in found.files] == ["IMG_0001.JPG", "IMG_0002.JPG", "IMG_0101.JPG"]
    assert found.bytes == sum(path.stat().st_size for path in found.files)
    assert (found.others, found.warnings) == (1, ())


def test_a_file_is_scanned_once_and_taken_by_its_name(card: Path, tmp_path: Path):
    named = put(tmp_path / "ảnh không đuôi", photograph(5))
    found = ingest.scan([named, card, card / "DCIM" / "101CANON", named])
    assert len(found.files) == 4
    assert found.files[0] == named


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_that_go_in_circles_are_entered_once(card: Path):
    (card / "DCIM" / "vòng").symlink_to(card)
    (card / "DCIM" / "đứt").symlink_to(card / "không có")
    assert len(ingest.scan([card]).files) == 3


def test_the_camera_s_small_picture_is_there_at_once_and_upright(tmp_path: Path):
    lying = put(tmp_path / "đứng.jpg", with_thumbnail(photograph(1), 6))
    bare = put(tmp_path / "trơn.jpg", photograph(2))
    gone = tmp_path / "mất.jpg"
    found = dict(ingest.glimpses([lying, bare, gone]))
    assert (found[bare], found[gone]) == (b"", b"")
    small = scaled(found[lying], 1000, 1000)
    assert (small.width(), small.height()) == (120, 160)


def test_looking_takes_nothing_in(library: Library, card: Path):
    files = ingest.scan([card]).files
    seen = list(ingest.look(library, files))
    assert states(seen) == [NEW] * 3
    assert [one.path for one in seen] == list(files)
    assert scaled(seen[0].thumbnail, 9999, 9999).width() == 240
    assert library.photos.rows() == []
    assert files_of(library) == []


def test_what_was_looked_at_is_taken_and_stays_known(library: Library, card: Path):
    files = ingest.scan([card]).files
    seen = list(ingest.look(library, files))
    taken = list(ingest.take(library, seen[:2]))
    assert states(taken) == [NEW, NEW]
    assert [one.facts for one in reversed(taken)] == library.photos.rows()
    assert len(files_of(library)) == 2
    for path, one in zip(files, taken, strict=False):
        assert library.photos.path(one.facts.sha256).read_bytes() == path.read_bytes()
        assert Thumbs(library.folder).get(one.facts.sha256, THUMBNAIL) == one.thumbnail
    again = list(ingest.take(library, files))
    assert states(again) == [DUPLICATE, DUPLICATE, NEW]
    assert again[0].of == taken[0].facts.sha256
    assert len(library.photos.rows()) == 3


def test_a_file_that_changed_after_it_was_looked_at_is_looked_at_again(library: Library, tmp_path: Path):
    path = put(tmp_path / "a.jpg", photograph(1))
    seen = list(ingest.look(library, [path]))
    path.write_bytes(photograph(2))
    (taken,) = ingest.take(library, seen)
    assert taken.facts.sha256 != seen[0].facts.sha256
    assert library.photos.path(taken.facts.sha256).read_bytes() == photograph(2)


def test_the_same_file_twice_on_a_card_is_a_duplicate(library: Library, tmp_path: Path):
    paths = [put(tmp_path / f"{n}.jpg", photograph(1)) for n in range(2)]
    assert states(ingest.look(library, paths)) == [NEW, DUPLICATE]
    assert states(ingest.take(library, paths)) == [NEW, DUPLICATE]
    assert len(library.photos.rows()) == 1


def test_a_picture_that_looks_like_one_that_ran_says_so(library: Library, tmp_path: Path):
    first = put(tmp_path / "gốc.jpg", photograph(1, 600, 400))
    (taken,) = ingest.take(library, [first])
    block = structs.replace(new_block(taken.facts), caption=())
    published = Published(at="2026-03-12T06:00:00+07:00")
    library.articles.save(new_article(headline="Cầu mới", blocks=(block,), published=published))
    smaller = put(tmp_path / "từ mạng.jpg", photograph(1, 300, 200, quality=60))
    other = put(tmp_path / "khác.jpg", photograph(2, 600, 400))
    seen = list(ingest.look(library, [smaller, other, first]))
    assert states(seen) == [NEAR, NEW, DUPLICATE]
    assert seen[0].of == taken.facts.sha256
    (where,) = seen[0].ran
    assert (where.headline, where.at, where.public) == ("Cầu mới", "2026-03-12T06:00:00+07:00", True)
    assert seen[2].ran == seen[0].ran
    # It is taken in all the same: whoever brings it decides.
    assert states(ingest.take(library, seen[:1])) == [NEAR]
    assert len(library.photos.rows()) == 2


def test_damaged_and_strange_files_stay_outside_and_the_rest_goes_on(library: Library, tmp_path: Path):
    whole = photograph(1)
    paths = [
        put(tmp_path / "cắt.jpg", whole[: len(whole) // 10]),
        put(tmp_path / "rỗng.jpg", b""),
        put(tmp_path / "chữ.jpg", b"khong phai anh"),
        tmp_path / "mất.jpg",
        put(tmp_path / "lành.jpg", whole),
    ]
    seen = list(ingest.look(library, paths))
    assert states(seen) == [DAMAGED, DAMAGED, UNSUPPORTED, FAILED, NEW]
    assert states(ingest.take(library, paths)) == states(seen)
    assert all(one.message is not None and one.facts is None for one in seen[:4])
    assert len(files_of(library)) == len(library.photos.rows()) == 1


def test_the_plan_names_and_describes_new_pictures_alone(library: Library, tmp_path: Path):
    paths = [put(tmp_path / f"{n}.jpg", photograph(n)) for n in range(3)]
    list(ingest.take(library, paths[:1]))
    template = Template("Cầu", (Line("caption", "Cầu mới, ảnh {số}/{tổng số} của =x="),))
    save_template(library.folder, tmp_path, template)
    plan = plan_of(library, tmp_path, Wishes("cau", "Cầu-{số:3}"), 3)
    taken = list(ingest.take(library, paths, plan))
    assert [(one.facts.file, one.facts.caption) for one in taken] == [
        ("0.jpg", ""),
        ("cau-001.jpg", "Cầu mới, ảnh 1/3 của =x="),
        ("cau-002.jpg", "Cầu mới, ảnh 2/3 của =x="),
    ]
    assert library.photos.path(taken[1].facts.sha256).read_bytes() == paths[1].read_bytes()


def test_cancelled_half_way_there_are_whole_pictures_alone(library: Library, tmp_path: Path):
    paths = [put(tmp_path / f"{n:02}.jpg", photograph(n)) for n in range(40)]
    watch = Watch(lambda done, _total: watch.cancel() if done == 10 else None)
    told = []
    with pytest.raises(UserError, match="cancelled"):
        told.extend(one for one in ingest.take(library, paths, watch=watch))
    assert len(told) < 40
    rows = library.photos.rows()
    assert len(files_of(library)) == len(rows)
    assert {one.facts.sha256 for one in told} <= {one.sha256 for one in rows}
    assert library.check() == []


def test_a_stream_that_is_closed_leaves_no_file_without_a_row(library: Library, tmp_path: Path):
    paths = [put(tmp_path / f"{n:02}.jpg", photograph(n)) for n in range(60)]
    stream = ingest.take(library, paths)
    next(stream)
    stream.close()
    assert len(files_of(library)) == len(library.photos.rows()) < 60


def test_a_card_that_is_pulled_out_half_way_loses_nothing_that_was_told(library: Library, card: Path):
    for number in range(80):
        put(card / "DCIM" / f"{number}.jpg", photograph(100 + number))
    files = ingest.scan([card]).files
    stream = ingest.take(library, files)
    first = next(stream)
    shutil.rmtree(card)
    rest = list(stream)
    assert len(rest) == len(files) - 1
    assert first.state == NEW
    assert {one.state for one in rest} <= {NEW, FAILED}
    assert all(one.message.code == "file-missing" for one in rest if one.state == FAILED)
    assert rest[-1].state == FAILED
    assert len(library.photos.rows()) == len(files_of(library)) == states([first, *rest]).count(NEW)


def test_a_folder_of_ten_thousand_files_gets_a_word_on_each(library: Library, tmp_path: Path):
    for number in range(10_000):
        (tmp_path / f"{number:05}.jpg").touch()
    (tmp_path / "09999.jpg").write_bytes(photograph(1))
    taken = list(ingest.take(library, ingest.scan([tmp_path]).files))
    assert states(taken) == [DAMAGED] * 9_999 + [NEW]
    assert {one.message.code for one in taken[:-1]} == {"file-empty"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_names_are_read_in_either_form(library: Library, tmp_path: Path, form: str):
    folder = tmp_path / normalize(form, "Ảnh lũ ở Mường Tè")
    put(folder / normalize(form, "Nguyễn Thị Hướng.jpg"), photograph(1))
    (one,) = ingest.take(library, ingest.scan([folder]).files)
    assert one.facts.file == "Nguyễn Thị Hướng.jpg"


def test_a_path_of_more_than_260_letters(library: Library, tmp_path: Path):
    folder = tmp_path.joinpath(*["thư mục dài " * 6] * 6)
    path = put(folder / "ảnh.jpg", photograph(1))
    assert len(str(path)) > 400
    assert states(ingest.take(library, ingest.scan([tmp_path / ("thư mục dài " * 6)]).files)) == [NEW]


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="rights are Unix's here")
def test_a_folder_that_may_only_be_read(library: Library, card: Path):
    (card / "DCIM" / "100CANON").chmod(0o555)
    assert states(ingest.take(library, ingest.scan([card]).files)) == [NEW] * 3
    (card / "DCIM" / "100CANON").chmod(0o755)


def test_alpha_keeps_its_holes_in_the_thumbnail(library: Library, tmp_path: Path):
    packed = io.BytesIO()
    Image.new("RGBA", (50, 40), (200, 30, 30, 0)).save(packed, "PNG")
    (one,) = ingest.look(library, [put(tmp_path / "a.png", packed.getvalue())])
    assert scaled(one.thumbnail, 50, 50).hasAlphaChannel()


def test_how_long_it_takes_is_said_by_how_it_went():
    now = iter((100.0, 100.0, 110.0))
    pace = ingest.Pace(lambda: next(now))
    assert pace.seconds_left(0, 1000) is None
    assert pace.seconds_left(250, 1000) == 30
