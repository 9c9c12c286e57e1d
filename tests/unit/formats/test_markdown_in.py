import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from morat.formats import markdown_in
from morat.newsroom.article import Author, Dateline
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Quote, Subhead, Table
from morat.newsroom.inline import Run, plain, runs_of

STORY = """\
---
kicker: Nông thôn mới
section: "Xã hội"
genre: feature
authors: Mai Hương, Quang Minh (photographer)
tags: [đường, nông thôn mới]
dateline: Đồng Mây, 2026-11-23
source: Báo Đồng Mây
credit: Thu Hà
---

# Con đường *mới*

**Sau hai năm, bảy cây số đường liên thôn đã thành hình.**

![Đường bê tông giữa ruộng](anh%201.jpg "Con đường nhìn từ trên cao. (Ảnh: Đức Long)")

Đoạn một có **đậm**, *nghiêng*, ~~gạch~~, H<sub>2</sub>O và [liên kết](https://example.vn/a).
Xuống dòng trong tệp.

## Dân góp công

- một
- hai
  - hai rưỡi

1. nhất
2. nhì

> Dân biết, dân bàn.
> — Ông Tạo, trưởng thôn

### Số liệu

| Thôn | Mét |
|------|-----|
| Khe Cát | **900** |

![](anh-2.jpg "Bà con đổ bê tông.")
"""


def test_a_whole_piece():
    incoming = markdown_in.read(STORY)
    article = incoming.article
    assert article.headline == "Con đường mới"
    assert article.kicker == "Nông thôn mới"
    assert article.section == "Xã hội"
    assert article.genre == "feature"
    assert article.standfirst == "Sau hai năm, bảy cây số đường liên thôn đã thành hình."
    assert article.authors == (Author("Mai Hương"), Author("Quang Minh", role="photographer"))
    assert article.tags == ("đường", "nông thôn mới")
    assert article.dateline == Dateline("Đồng Mây", "2026-11-23")
    assert article.source == "Báo Đồng Mây"
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Photo, Paragraph, Subhead, ListBlock, ListBlock, Quote, Subhead, Table, Photo]
    assert incoming.warnings == ()


def test_photos_are_frames_that_want_their_files():
    incoming = markdown_in.read(STORY)
    first, second = (block for block in incoming.article.blocks if isinstance(block, Photo))
    assert (first.photo, first.alt, first.credit) == (None, "Đường bê tông giữa ruộng", "Đức Long")
    assert plain(first.caption) == "Con đường nhìn từ trên cao."
    assert (plain(second.caption), second.credit) == ("Bà con đổ bê tông.", "Thu Hà")
    assert incoming.wanted == {first.id: "anh 1.jpg", second.id: "anh-2.jpg"}


def test_marks_links_lists_quotes_tables():
    blocks = markdown_in.read(STORY).article.blocks
    assert blocks[1].runs == (
        Run("Đoạn một có "),
        Run("đậm", ("bold",)),
        Run(", "),
        Run("nghiêng", ("italic",)),
        Run(", "),
        Run("gạch", ("strike",)),
        Run(", H"),
        Run("2", ("sub",)),
        Run("O và "),
        Run("liên kết", (), "https://example.vn/a"),
        Run(". Xuống dòng trong tệp."),
    )
    assert (blocks[2].level, plain(blocks[2].runs)) == (2, "Dân góp công")
    assert [plain(item) for item in blocks[3].items] == ["một", "hai", "hai rưỡi"]
    assert (blocks[3].ordered, blocks[4].ordered) == (False, True)
    assert (plain(blocks[5].runs), blocks[5].attribution) == ("Dân biết, dân bàn.", "Ông Tạo, trưởng thôn")
    assert blocks[6].level == 3
    assert blocks[7].header
    assert blocks[7].rows[1] == (runs_of("Khe Cát"), (Run("900", ("bold",)),))


def test_a_picture_inside_comes_along_and_one_on_the_web_is_told():
    data = b"\xff\xd8\xff\xe0 not really"
    inside = base64.b64encode(data).decode()
    incoming = markdown_in.read(
        f"# Tít\n\n![](data:image/jpeg;base64,{inside})\n\n![](https://example.vn/a.jpg)\n\nĐoạn."
    )
    sha = hashlib.sha256(data).hexdigest()
    assert incoming.article.blocks[0].photo == sha
    assert incoming.pictures[sha].data == data
    assert incoming.pictures[sha].name.endswith(".jpg")
    assert incoming.wanted == {}
    told = {message.code: message.params for message in incoming.warnings}
    assert told["pictures-on-the-web"] == {"n": 1, "addresses": ("https://example.vn/a.jpg",)}


def test_plain_markdown_without_front_matter():
    article = markdown_in.read("# Tít\n\nMột đoạn.\n\nMai Hương\n").article
    assert article.headline == "Tít"
    assert [plain(block.runs) for block in article.blocks] == ["Một đoạn."]
    assert article.authors == (Author("Mai Hương"),)


@given(st.text())
def test_any_text_is_read(text):
    markdown_in.read(text)


@given(st.text(alphabet="#*_~>-+1.[]()!|`<u>/b \n\tắ:\\&;"))
def test_any_tangle_of_signs_is_read(text):
    markdown_in.read("---\n" + text)
    markdown_in.read(text)
