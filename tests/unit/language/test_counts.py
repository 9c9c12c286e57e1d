"""The counts lie in a file that is mapped: they take memory while a text is read, and none afterwards."""

from pathlib import Path

import pytest

from morat.language.context import vietnamese_counts

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
    first, second = counts.ids["nhân"], counts.ids["dân"]
    usual = counts.pair(first, second)
    assert usual > 0
    assert sum(counts.triple_values) > 0
    assert _held() > 1000
    counts.rest()
    assert _held() < 100
    assert counts.pair(first, second) == usual


def test_a_word_without_an_id_is_looked_up_where_it_lies():
    counts = vietnamese_counts()
    lines = bytes(counts._others).decode().split("\n")
    assert lines == sorted(lines)
    assert [counts.other(word) for word in lines] == list(counts._other_counts)
    assert counts.word(lines[0]) == counts.other(lines[0]) > 0
    assert [counts.other(word) for word in ("", "zzzz", "đđđđ", lines[-1] + "x", lines[0][:-1])] == [0] * 5
