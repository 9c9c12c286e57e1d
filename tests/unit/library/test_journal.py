"""The keystroke journal: what was written is read again, up to wherever it was cut."""

import sys
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.library import durable, journal, peek
from morat.library.holding import hold
from morat.library.journal import Journal, Owner
from morat.newsroom.article import new_article, tidy_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.newsroom.splices import applied, between
from morat.newsroom.text import clean_line
from tests.helpers.strategies import all_blocks, articles, letters

OWNER = Owner("may-cua-toi", 7, "morat 0")


def at(number):
    return f"2026-11-24T10:42:{number:02}.000+00:00"


@st.composite
def editings(draw):
    """Snapshots of one piece, one growing out of the other as in an editor."""
    snapshots = [draw(articles())]
    for _ in range(draw(st.integers(1, 8))):
        before = snapshots[-1]
        place = draw(st.integers(0, len(before.blocks)))
        removed = draw(st.integers(0, 2))
        known = {block.id for block in before.blocks}
        drawn = tidy_article(new_article(blocks=tuple(draw(st.lists(all_blocks, max_size=2))))).blocks
        new = [block for block in drawn if block.id not in known]
        blocks = (*before.blocks[:place], *new, *before.blocks[place + removed :])
        values = draw(st.sampled_from(({}, {"headline": clean_line(draw(letters))}, {"status": "submitted"})))
        snapshots.append(structs.replace(before, blocks=blocks, **values))
    return snapshots


@settings(deadline=None, max_examples=40)
@given(editings())
def test_a_splice_leads_from_one_snapshot_to_the_next(snapshots):
    for before, after in pairwise(snapshots):
        splice = between(before, after)
        assert after == (before if splice is None else applied(splice, before))
        assert between(after, after) is None


def written(folder, snapshots, **options):
    """Write a journal of ``snapshots`` and return its file and where each record ends."""
    book = Journal(folder, OWNER, **options)
    ends = []
    before = None
    for number, now in enumerate(snapshots):
        book.put(now, None if before is None else between(before, now), at(number))
        (path,) = (folder / peek.JOURNALS).glob("*.journal")
        ends.append(path.stat().st_size)
        before = now
    book.close(remove=False)
    return path, ends


@settings(deadline=None, max_examples=30)
@given(editings(), st.data())
def test_a_journal_cut_anywhere_tells_all_that_was_whole(tmp_path_factory, snapshots, data):
    path, ends = written(tmp_path_factory.mktemp("j"), snapshots)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    left = journal.read(path)
    good = sum(end <= cut for end in ends)
    assert left.article == (snapshots[good - 1] if good else None)
    assert left.damaged == (good == 0)


@settings(deadline=None, max_examples=30)
@given(editings(), st.data())
def test_a_flipped_byte_never_gives_a_text_that_was_not_there(tmp_path_factory, snapshots, data):
    path, ends = written(tmp_path_factory.mktemp("j"), snapshots)
    whole = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    left = journal.read(path)
    good = sum(end <= place for end in ends)
    assert left.article == (snapshots[good - 1] if good else None)
    assert left.damaged or good == len(ends) - 1


@settings(deadline=None, max_examples=20)
@given(editings())
def test_a_journal_that_is_begun_anew_at_every_record_tells_the_same(tmp_path_factory, snapshots):
    folder = tmp_path_factory.mktemp("j")
    path, _ = written(folder, snapshots, limit=0)
    assert journal.read(path).article == snapshots[-1]
    assert [one.name for one in (folder / peek.JOURNALS).iterdir()] == [path.name]


@pytest.fixture
def piece():
    return new_article(headline="Cầu mới", blocks=(Paragraph("a", runs_of("Một.")),))


@pytest.fixture
def begin(tmp_path):
    """A function that begins a journal; what is still open at the end is closed."""
    books = []

    def make(*args, **options):
        books.append(Journal(tmp_path, OWNER, *args, **options))
        return books[-1]

    yield make
    for book in books:
        book.close(remove=False)


def grown(piece, text):
    return structs.replace(piece, blocks=(*piece.blocks, Paragraph(f"b{len(piece.blocks)}", runs_of(text))))


def test_what_was_acknowledged_is_told_from_what_was_typed_after(tmp_path, piece, begin):
    book = begin("v1")
    two, three = grown(piece, "Hai."), grown(grown(piece, "Hai."), "Ba.")
    book.put(piece, None, at(0))
    book.put(two, between(piece, two), at(1), sent=1)
    (path,) = (tmp_path / "journal").iterdir()
    left = journal.read(path)
    assert (left.base, left.sent, left.unsaved, left.at) == ("v1", (two,), True, at(1))
    book.saved(1, "v2")
    left = journal.read(path)
    assert (left.base, left.sent, left.unsaved) == ("v2", (), False)
    book.put(three, between(two, three), at(3))
    left = journal.read(path)
    assert (left.base, left.unsaved, left.article) == ("v2", True, three)


def test_the_state_that_went_to_the_library_is_known_without_an_edit_before_it(tmp_path, piece, begin):
    book = begin()
    book.put(piece, None, at(0), sent=1)
    book.saved(1, "v1")
    book.put(piece, None, at(1), sent=2)
    (path,) = (tmp_path / "journal").iterdir()
    assert journal.read(path).sent == (piece,)


def test_a_journal_belongs_to_its_writer_as_long_as_that_lives(tmp_path, piece, begin):
    book = begin()
    book.put(piece, None, at(0))
    assert journal.left_behind(tmp_path) == []
    book.close(remove=False)
    assert len(journal.left_behind(tmp_path)) == 1


def test_a_journal_whose_piece_is_stored_is_removed(tmp_path, piece, begin):
    book = begin()
    book.put(piece, None, at(0))
    book.close(remove=True)
    assert list((tmp_path / "journal").iterdir()) == []


def test_after_a_failed_write_the_whole_piece_is_written_anew(tmp_path, piece, begin, monkeypatch):
    book = begin()
    book.put(piece, None, at(0))
    two = grown(piece, "Hai.")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(OSError(5, "I/O error")))
        with pytest.raises(OSError, match="I/O"):
            book.put(two, between(piece, two), at(1))
        with pytest.raises(OSError, match="I/O"):
            book.put(two, None, at(1))
    assert len(list((tmp_path / "journal").glob("*.journal"))) == 1
    three = grown(two, "Ba.")
    book.put(three, between(two, three), at(2))
    (path,) = (tmp_path / "journal").iterdir()
    assert journal.read(path).article == three


def test_the_former_file_stays_until_the_new_one_is_on_the_disk(tmp_path, piece, begin, monkeypatch):
    book = begin(limit=0)
    book.put(piece, None, at(0))
    (first,) = (tmp_path / "journal").iterdir()

    def full(*_args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write", full)
        with pytest.raises(OSError, match="No space"):
            book.put(grown(piece, "Hai."), None, at(1))
    assert journal.read(first).article == piece


def test_a_damaged_journal_is_kept_under_another_name(tmp_path, piece):
    path, _ = written(tmp_path, [piece, grown(piece, "Hai.")])
    kept = journal.put_away(path, damaged=True)
    assert kept.name == f"{path.name}.damaged"
    assert kept.is_file()
    assert journal.left_behind(tmp_path) == []


def test_names_of_pieces_from_elsewhere_stay_in_the_folder(tmp_path, piece):
    path, _ = written(tmp_path, [structs.replace(piece, id="../../Ưu tiên: C:\\con")])
    assert path.parent == tmp_path / "journal"
    assert journal.read(path).article.id == "../../Ưu tiên: C:\\con"


def test_on_windows_a_byte_far_behind_the_end_is_locked_and_the_place_kept(tmp_path, monkeypatch):
    locked = []

    def locking(handle, _mode, count):
        import os

        locked.append((os.lseek(handle, 0, os.SEEK_CUR), count))
        if len(locked) > 1:
            raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    with (tmp_path / "f").open("wb+") as file:
        file.write(b"abc")
        file.flush()
        assert hold(file.fileno())
        assert not hold(file.fileno())
        file.write(b"d")
    assert (tmp_path / "f").read_bytes() == b"abcd"
    assert locked == [(1 << 40, 1)] * 2


def test_where_locks_are_unknown_a_file_counts_as_held_by_nobody(tmp_path):
    def unknown(_handle):
        raise OSError(95, "Operation not supported")

    assert hold(3, unknown)
