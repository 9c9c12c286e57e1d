"""What is on paper: all of the piece, nothing that stays in the house, and in good order."""

import io
import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from morat.formats import text_out
from morat.newsroom.article import Author, Dateline, new_article
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo, Subhead, Table, new_id
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import runs_of
from morat.newsroom.paper import Paper
from morat.newsroom.recipe import NOTHING
from morat.operations import printing
from morat.operations.exporting import export_piece
from morat.operations.renditions import Rendition
from tests.helpers.pdf import text_of, tool, words
from tests.helpers.strategies import VIETNAMESE, articles

pytestmark = [pytest.mark.qt, pytest.mark.usefixtures("qapp")]
LETTERS = set(VIETNAMESE)


def shown(data):
    return printing.image(Photo("p", "a" * 64), Rendition(data, NOTHING))


def written(article, path, paper=None, images=None):
    path.write_bytes(printing.pdf(article, images or {}, paper or Paper()))
    return path


def picture(orientation=1, size=(400, 200)):
    """A photo whose upper left quarter is red, for a camera held in one of eight ways."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    packed = io.BytesIO()
    image.save(packed, "JPEG", exif=exif, quality=95)
    return packed.getvalue()


def filled(pages):
    """The pages with something on them."""
    return {pages._page(line) for block in pages._blocks() if block.text() for line in pages._lines(block)}


@pytest.fixture
def piece():
    return new_article(
        kicker="Nông thôn mới",
        headline="Uông Bí: cầu treo Nậm Tuân đỡ đường xa",
        standfirst="Sáng 22/11, người dân đi thử cây cầu mới.",
        authors=(Author("Lê Thu An", "Thu An"), Author("Hoàng Lâm", role="photographer")),
        dateline=Dateline("Uông Bí", "2026-11-22"),
        source="Báo Vân Trầm",
        note="Chờ xã xác nhận số tiền",
        blocks=(
            Paragraph(new_id(), runs_of("Trẻ con khỏi lội suối; vườn ươm có 250 cây giống.")),
            Photo(new_id(), "a" * 64, runs_of("Cụ bà bước lên cầu"), "Hoàng Lâm"),
            Table(
                new_id(),
                header=True,
                rows=((runs_of("Thôn"), runs_of("Cây")), (runs_of("Nà Trầm"), runs_of("40"))),
            ),
            Box(new_id(), title="Bên lề", blocks=(Paragraph(new_id(), runs_of("Mất 8 tháng.")),)),
        ),
    )


def test_everything_printed_can_be_taken_out_as_text(piece, tmp_path):
    paper = Paper(version="3fa91c", at="2026-11-23T10:42:00+07:00")
    text = words(text_of(written(piece, tmp_path / "a.pdf", paper)))
    for part in (
        "Nông thôn mới",
        "người dân đi thử cây cầu mới.",
        "Thu An – Ảnh: Hoàng Lâm",
        "Uông Bí, 22/11/2026",
        "Cụ bà bước lên cầu. Ảnh: Hoàng Lâm",
        "Chỗ đặt ảnh",
        "Nà Trầm",
        "Bên lề",
        "Mất 8 tháng.",
        "Nguồn: Báo Vân Trầm",
        "Bản in thử · Phiên bản 3fa91c · In lúc",
        "Trang 1/1",
        "Người viết",
        "Biên tập",
        "Duyệt",
    ):
        assert part in text, text
    assert "xác nhận" not in text
    assert "Lê Thu An" not in text


def test_fonts_are_inside(piece, tmp_path):
    fonts = tool("pdffonts", written(piece, tmp_path / "a.pdf")).splitlines()[2:]
    assert fonts
    for line in fonts:
        *_, embedded, _subset, unicode, _object, _generation = line.split()
        assert (embedded, unicode) == ("yes", "yes"), line


def test_the_note_is_printed_for_who_asks(piece, tmp_path):
    text = words(text_of(written(piece, tmp_path / "a.pdf", Paper(note=True))))
    assert "Lời nhắn cho biên tập" in text
    assert "Chờ xã xác nhận số tiền" in text


def test_numbers_and_boxes_are_left_out_for_who_asks(piece, tmp_path):
    bare = structs.replace(piece, blocks=piece.blocks[:1])
    text = text_of(written(bare, tmp_path / "a.pdf", Paper(lines=False, signatures=False)))
    assert "Người viết" not in text
    assert not [line for line in text.splitlines() if line.strip().isdigit()]
    numbered = text_of(written(bare, tmp_path / "b.pdf", Paper(signatures=False)))
    assert {"1", "2", "3", "4", "5", "6"} <= set(numbered.split())


@settings(max_examples=25)
@given(article=articles(), lines=st.booleans())
def test_no_letter_is_lost(article, lines, tmp_path_factory):
    """The letters of the plain text are all there: what stands on every page comes on top."""
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    found = Counter(text_of(written(article, path, Paper(lines=lines))).lower())
    expected = Counter(text_out.write(structs.replace(article, tags=())).decode().lower())
    lost = {letter: n for letter, n in expected.items() if letter in LETTERS and found[letter] < n}
    assert not lost


def test_long_pieces_keep_captions_and_subheads_where_they_belong():
    from morat.formats.pdf import Pages

    image = shown(picture())
    body = []
    for number in range(40):
        body += [
            Subhead(new_id(), 2, runs_of(f"Phần {number}")),
            Paragraph(new_id(), runs_of("Con đường liên thôn đã xong. " * (5 + number % 7))),
            Photo(new_id(), "a" * 64, runs_of("Người dân trồng cây ven đường. " * (1 + number % 5))),
        ]
    pages = Pages(new_article(headline="Tít", blocks=tuple(body)), {"a" * 64: image}, Paper())
    assert pages.count > 20
    places = {"P": [], "C": [], "\ufffc": []}
    for block in list(pages._blocks())[1:]:
        lines = pages._lines(block)
        places[block.text()[0]].append((pages._page(lines[0]), pages._page(lines[-1])))
    assert all(first == last for first, last in places["\ufffc"])
    assert [head for _, head in places["P"]] == [paragraph for paragraph, _ in places["C"]]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stand_upright(orientation, tmp_path):
    """Held in any of eight ways, the photo is turned as its camera says before it is printed."""
    from PySide6.QtGui import QColor

    image = shown(picture(orientation))
    assert (image.width() > image.height()) == (orientation < 5)
    corners = {1: "00", 2: "10", 3: "11", 4: "01", 5: "00", 6: "10", 7: "11", 8: "01"}
    across, down = (int(side) for side in corners[orientation])
    x, y = (image.width() * (1 + 2 * across) // 4, image.height() * (1 + 2 * down) // 4)
    assert QColor(image.pixel(x, y)).green() < 60
    article = new_article(headline="Tít", blocks=(Photo(new_id(), "a" * 64),))
    pages = printing.lay_out(article, {"a" * 64: image}, Paper())
    page = pages.image(0, 800)
    red = [
        (x, y)
        for x in range(0, page.width(), 4)
        for y in range(0, page.height(), 4)
        if (colour := QColor(page.pixel(x, y))).red() > 200 and colour.green() < 60
    ]
    wide = max(x for x, _ in red) - min(x for x, _ in red)
    high = max(y for _, y in red) - min(y for _, y in red)
    assert (wide > high) == (orientation < 5)


def test_a_gallery_stands_in_pairs(tmp_path):
    image = shown(picture())
    photos = tuple(Photo(new_id(), "a" * 64, runs_of(f"Ảnh số {n}"), "Thu Hà") for n in range(3))
    article = new_article(headline="Tít", blocks=(Gallery(new_id(), photos, runs_of("Phiên chợ")),))
    path = written(article, tmp_path / "a.pdf", images={"a" * 64: image})
    text = text_of(path)
    assert next(line for line in text.splitlines() if "Ảnh số 0" in line).count("Ảnh số") == 2
    assert "Phiên chợ" in text


def test_a_photo_with_edits_of_a_later_version_stays_at_home(tmp_path):
    found = {"a" * 64: FoundPicture("a.jpg", picture())}
    article = new_article(headline="Tít", blocks=(Photo(new_id(), "a" * 64, edit='{"redact":[]}'),))
    made = export_piece(article, None, "pdf", tmp_path / "a.pdf", pictures=found)
    assert made.photos == 0
    assert [warning.code for warning in made.warnings] == ["photo-edit-unknown"]
    assert "Chỗ đặt ảnh" in text_of(tmp_path / "a.pdf")


def test_the_command_needs_no_screen_and_no_widgets(tmp_path):
    source = tmp_path / "bài.md"
    source.write_text("# Chợ phiên Pá Lau\n\nBà con xuống chợ.\n", "utf-8")
    code = (
        "import sys\n"
        "from morat.__main__ import main\n"
        "status = main(sys.argv[1:])\n"
        "assert 'PySide6.QtGui' in sys.modules\n"
        "assert 'PySide6.QtWidgets' not in sys.modules\n"
        "sys.exit(status)"
    )
    command = ("export", source, "--to", "pdf", "--out", tmp_path / "a.pdf", "--json")
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-c", code, *command], env=kept, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["photos"] == 0
    assert "Bà con xuống chợ." in text_of(tmp_path / "a.pdf")


def test_photos_side_by_side_leave_no_page_empty():
    blocks = tuple(Paragraph(new_id(), runs_of(f"Đoạn {n}.")) for n in range(17))
    photos = tuple(Photo(new_id(), sha * 64, runs_of("Chú thích")) for sha in "ab")
    article = new_article(headline="Tít", blocks=(*blocks, Gallery(new_id(), photos)))
    counts = set()
    # Somewhere among them the pictures still fit on the page, and their captions do not.
    for height in range(200, 520, 10):
        images = {sha * 64: shown(picture(size=(400, height))) for sha in "ab"}
        pages = printing.lay_out(article, images, Paper(signatures=False))
        assert filled(pages) == set(range(pages.count)), height
        counts.add(pages.count)
    assert counts == {1, 2}


@pytest.mark.parametrize("height", [250, 500])
@pytest.mark.parametrize("side_by_side", [False, True])
def test_captions_stay_with_their_pictures_at_the_end_of_a_page(height, side_by_side):
    from morat.formats.pdf import Pages

    images = {"a" * 64: shown(picture(size=(640, height)))}
    said = runs_of("Người dân trồng cây ven đường, sáng 22/11. " * 3)
    # However far down the page they begin, one of them comes to its end.
    for above in range(33):
        photos = tuple(Photo(new_id(), "a" * 64, said) for _ in range(7))
        blocks = [Paragraph(new_id(), runs_of(f"Đoạn {n}.")) for n in range(above)]
        blocks += [Gallery(new_id(), photos)] if side_by_side else photos[:3]
        pages = Pages(new_article(headline="Tít", blocks=tuple(blocks)), images, Paper(signatures=False))
        for lines in (pages._lines(block) for block in pages._blocks() if block.text()[:1] == "\ufffc"):
            assert pages._page(lines[0]) == pages._page(lines[-1]), above
        assert filled(pages) == set(range(pages.count)), above


def test_what_follows_a_table_in_a_box_is_in_the_box():
    from morat.formats.pdf import Pages

    table = Table(new_id(), header=False, rows=((runs_of("Nà Trầm"), runs_of("40")),))
    inside = (Paragraph(new_id(), runs_of("Trước bảng.")), table, Paragraph(new_id(), runs_of("Sau bảng.")))
    blocks = (Box(new_id(), title="Hộp", blocks=inside), Paragraph(new_id(), runs_of("Ngoài hộp.")))
    pages = Pages(new_article(headline="Tít", blocks=blocks), {}, Paper())
    lefts = {block.text(): pages._lines(block)[0].left() for block in pages._blocks() if block.text()}
    assert lefts["Sau bảng."] == lefts["Trước bảng."] > lefts["Ngoài hộp."]
