"""Made-up pieces in any number, the same ones every time, for whoever needs a large library."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from morat.library.store import Library
from morat.newsroom.article import STATUSES, Article, Author
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of

_TEXT = """
ông bà tỉnh Quảng Ninh Uông Bí hội xuân Yên Tử năm người dân được xây dựng cầu đường giao thông
huyện xã phường công an nhân trường học sinh giáo viên bệnh viện bác sĩ kinh tế thị giá vàng xăng dầu
bóng đá đội tuyển trận thắng thua nước mưa lũ bão gió mùa đông bắc nhiệt độ cao thấp ngày tháng sáng
chiều tối hôm nay mai qua trước sau trong ngoài trên dưới và của các những với cho không có là đã đang sẽ
"""
SYLLABLES = _TEXT.split()
SECTIONS = ("Thời sự", "Xã hội", "Kinh tế", "Văn hóa", "Thể thao", "Pháp luật")


def article(number: int, words: int, chance: random.Random) -> Article:
    """Make up a piece of about ``words`` syllables; its first word is like no other's."""

    def text(count: int) -> str:
        return " ".join(chance.choices(SYLLABLES, k=count))

    blocks = tuple(Paragraph(f"p{place}", runs_of(f"{text(59)}.")) for place in range(words // 60))
    return Article(
        id=f"{number:08x}-0000-4000-8000-000000000000",
        headline=f"Tin{number} {text(8)}",
        standfirst=text(30),
        section=SECTIONS[number % len(SECTIONS)],
        status=STATUSES[number % len(STATUSES)],
        authors=(Author(f"Nguyễn Văn {chr(65 + number % 26)}"),),
        blocks=blocks,
    )


def fill(library: Library, count: int, words: int = 480) -> Iterator[int]:
    """Save ``count`` pieces and yield the number of each. A power cut may lose them: nothing is synced."""
    chance = random.Random(count)
    db = library.articles._db
    db.run("pragma synchronous = off")
    for number in range(count):
        library.articles.save(article(number, words, chance), at=_moment(number))
        yield number
    db.run("pragma synchronous = full")


def make_library(place: Path, count: int, words: int = 480) -> Path:
    """Return the folder of a library of so many pieces in ``place``, made where it is not there yet.

    100,000 pieces of 500 syllables take about three minutes.
    """
    folder = place / f"library-{count}-{words}"
    with Library.open(folder) as library:
        if library.stats()["articles"] < count:
            start = time.monotonic()
            for number in fill(library, count, words):
                if number % 10_000 == 9_999:
                    sys.stderr.write(f"{number + 1} pieces, {time.monotonic() - start:.0f} s\n")
    return folder


def _moment(number: int) -> str:
    """Return a time of its own for each piece: forty a day from 2020 on."""
    day, minute = divmod(number, 40)
    year, day = divmod(day, 336)
    month, day = divmod(day, 28)
    return f"{2020 + year}-{month + 1:02}-{day + 1:02}T08:{minute:02}:00.000+00:00"
