"""The counts lie in a file that is mapped: they take memory while a text is read, and none afterwards."""

from pathlib import Path

import pytest

from morat.language.context import vietnamese_counts
from morat.language.counts import Words
from morat.language.tokens import FIRST_WORD

SMAPS = Path("/proc/self/smaps")


def _held():
    """Return how many KiB of the counts are in memory."""
    held, is_ours = 0, False
    for line in SMAPS.read_text("utf-8", "replace").splitlines():
        if line.split(" ", 1)[0].count("-") == 1 and not line.split(" ", 1)[0].endswith(":"):
            is_ours = line.endswith("counts.bin")
        elif is_ours and line.startswith("Rss:"):
            held += int(line.split()[1])
    return held


@pytest.mark.skipif(not SMAPS.is_file(), reason="only Linux says what of a file is in memory")
def test_what_was_read_is_handed_back_and_read_again():
    counts = vietnamese_counts()
    first, second = counts.number("nhân"), counts.number("dân")
    usual = counts.pair(first, second)
    assert usual > 0
    assert sum(counts.triple_values) > 0
    assert _held() > 1000
    counts.rest()
    assert _held() < 100
    assert counts.pair(first, second) == usual


def test_a_word_without_an_id_is_looked_up_where_it_lies():
    counts = vietnamese_counts()
    lines = list(counts._others)
    assert lines == sorted(lines)
    assert [counts.other(word) for word in lines] == list(counts._other_counts)
    assert counts.word(lines[0]) == counts.other(lines[0]) > 0
    assert [counts.other(word) for word in ("", "zzzz", "đđđđ", lines[-1] + "x", lines[0][:-1])] == [0] * 5


def test_words_are_read_where_they_lie():
    lines = ["a", "an", "anh", "ba", "bàn", "zú", "Ω"]
    words = Words(memoryview("\n".join(lines).encode()))
    assert list(words) == lines == words[:]
    assert (len(words), words[-1], words[2:4]) == (len(lines), "Ω", ["anh", "ba"])
    assert [words.place(line) for line in lines] == list(range(len(lines)))
    assert [words.place(word) for word in ("", "am", "bà", "Ωx", "\ud800")] == [-1] * 5
    with pytest.raises(IndexError):
        words[len(lines)]


def test_every_word_with_an_id_has_its_own():
    counts = vietnamese_counts()
    assert [counts.number(word) for word in counts.words] == list(
        range(FIRST_WORD, FIRST_WORD + len(counts.words))
    )
    assert counts.number("không-có-từ-này") is None
