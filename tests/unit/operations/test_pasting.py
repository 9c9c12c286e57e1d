import tempfile

import pytest

from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo
from morat.newsroom.incoming import Clip
from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.operations import pasting
from morat.operations.watching import Watch
from tests.helpers import clips
from tests.helpers.jpegs import jpeg


def lines(clip):
    return [plain(block.runs) for block in pasting.read(clip).blocks]


def test_html_is_read_before_text_and_text_before_a_picture():
    both = Clip(html="<p><b>đậm</b></p>".encode(), text="thường", picture=lambda: b"x")
    assert lines(both) == ["đậm"]
    assert lines(Clip(html=b"<style>p{}</style>", text="một\n\n hai  ba ")) == ["một", "hai ba"]
    assert lines(Clip(html="<p>đậm</p>".encode(), text="thường", is_plain=True)) == ["thường"]
    assert lines(Clip(rtf=clips.RTF)) == ["Thủy triều", "dâng cao 3,9 m"]


def test_the_text_of_old_fonts_is_read_by_their_names():
    clip = Clip(html=clips.TCVN3.encode(), text="Céng hoµ x· héi chñ nghÜa ViÖt Nam", is_plain=True)
    assert lines(clip) == ["CỘNG HOÀ xã hội chủ nghĩa Việt Nam"]
    assert pasting.line(clip) == "CỘNG HOÀ xã hội chủ nghĩa Việt Nam"


def test_a_picture_beside_a_lone_frame_fills_it_and_is_left_where_there_is_text():
    clip = Clip(
        html="<img src='https://e.vn/a.jpg' alt='Chợ'>".encode(),
        picture=lambda: b"bytes",
        picture_name="a.png",
    )
    fragment = pasting.read(clip)
    (photo,) = fragment.blocks
    assert (photo.alt, fragment.pictures[photo.id].data, fragment.elsewhere) == ("Chợ", b"bytes", 0)
    assert not pasting.read(Clip(html="<p>chữ</p>".encode(), picture=lambda: b"bytes")).pictures


@pytest.mark.qt
def test_pictures_come_in_from_where_they_may(library, tmp_path):
    chosen, other = tmp_path / "chọn.jpg", tmp_path / "khác.jpg"
    for shade, path in ((10, chosen), (20, other)):
        path.write_bytes(jpeg(shade).data)
    fragment = pasting.read(Clip(files=(str(chosen),)))
    taken = pasting.take_pictures(library, fragment, (str(chosen),))
    (photo,) = taken.photos.values()
    assert library.photos.has(photo.photo)
    named = pasting.read(Clip(html=f"<p>a</p><img src='file://{other}'>".encode()))
    assert list(named.files.values()) == [str(other)]


@pytest.mark.qt
def test_word_s_temporary_pictures_are_read_and_nothing_else_of_the_disk(library, tmp_path, monkeypatch):
    rooms = tmp_path / "Temp", tmp_path / "Ảnh riêng"
    for room in rooms:
        room.mkdir()
        (room / "clip_image001.jpg").write_bytes(jpeg().data)
    monkeypatch.setattr(tempfile, "tempdir", str(rooms[0]))
    names = [*(f"{room}/clip_image001.jpg" for room in rooms), f"{rooms[0]}/../Ảnh riêng/clip_image001.jpg"]
    page = "".join(f"<p>chữ</p><img src='file://{name}' alt='{n}'>" for n, name in enumerate(names))
    fragment = pasting.read(Clip(html=page.encode()))
    taken = pasting.take_pictures(library, fragment)
    assert [photo.alt for photo in taken.photos.values()] == ["0"]
    assert not taken.warnings


def test_a_picture_that_cannot_be_read_is_told(library):
    fragment = pasting.read(Clip(files=("/a.jpg",)))
    (name,) = fragment.files
    taken = pasting.take_pictures(library, fragment, ("/a.jpg",))
    assert [warning.code for warning in taken.warnings] == ["file-missing"]
    assert name not in taken.photos


def test_a_long_paste_can_be_ended():
    watch = Watch()
    watch.cancel()
    with pytest.raises(UserError, match="cancelled"):
        pasting.read(Clip(html="<p>dài</p>".encode() * 1000), watch)


def test_blocks_inside_others_get_ids_of_their_own_too():
    box = Box("b", blocks=(Paragraph("i"),))
    gallery = Gallery("g", (Photo("p"), Photo("q")))
    first, second = pasting.renewed((box, gallery)), pasting.renewed((box, gallery))
    ids = [one.id for made in (first, second) for one in (*made, *made[0].blocks, *made[1].photos)]
    assert len(set(ids)) == len(ids)
