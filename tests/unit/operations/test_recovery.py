"""After a crash: what the journals hold and the library does not becomes a version; neither text is lost."""

import pytest
from msgspec import structs

from morat.library import peek
from morat.library.articles import Articles
from morat.library.journal import Journal, Owner
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.review import Comment, Review
from morat.newsroom.splices import between
from morat.operations.recovery import BESIDE, NEW, NEWER, recover

OWNER = Owner("may-cua-toi", 7, "morat 0")
AT = "2026-11-24T10:42:00.000+00:00"


@pytest.fixture
def piece():
    return new_article(headline="Cầu mới", blocks=(Paragraph("a", runs_of("Một.")),))


def typed(piece, text):
    return structs.replace(piece, blocks=(*piece.blocks, Paragraph(f"b{len(piece.blocks)}", runs_of(text))))


class Typing:
    """Writes a journal as the window does; ``crash`` leaves it behind."""

    def __init__(self, library, piece, base=None, limit=400_000):
        self.library = library
        self.now = piece
        self.book = Journal(library.folder, OWNER, base, limit)
        self.sent = 0

    def type(self, text):
        before, self.now = self.now, typed(self.now, text)
        self.book.put(self.now, between(before, self.now), AT)

    def save(self, *, answered=True, parent=None):
        self.sent += 1
        self.book.put(self.now, None, AT, self.sent)
        saved = self.library.articles.save(self.now, parent=parent)
        if answered:
            self.book.saved(self.sent, saved.revision)
        return saved.revision

    def crash(self):
        self.book.close(remove=False)


def journals(library):
    return sorted((library.folder / "journal").iterdir())


def stored(library, piece):
    return library.articles.get(piece.id)


def test_what_is_said_of_a_piece_goes_along_with_what_is_recovered(library, piece):
    library.articles.save(piece)
    comment = Comment(id="00000001", field="body", block="a", start=0, end=3, quoted="Một", text="Sao?")
    library.reviews.put(piece.id, Review((comment,)))
    head = stored(library, piece).revision
    typing = Typing(library, piece, head)
    now = structs.replace(piece, blocks=(Paragraph("a", runs_of("Chỉ Một.")),))
    typing.book.put(now, between(piece, now), AT)
    typing.crash()
    assert [one.fate for one in recover(library).pieces] == [NEWER]
    (kept,) = library.reviews.of(piece.id).comments
    assert (kept.start, kept.end) == (4, 7)


def test_a_piece_that_was_never_saved_comes_back(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.crash()
    (one,) = recover(library, author="Mai", device="máy").pieces
    assert (one.piece, one.fate, one.before, one.at) == (piece.id, NEW, None, AT)
    assert stored(library, piece).article == typing.now
    assert journals(library) == []
    assert recover(library).pieces == ()


def test_what_was_typed_after_the_last_save_is_the_newest_version_and_the_stored_stays(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    saved = typing.save()
    typing.type("Ba.")
    typing.crash()
    (one,) = recover(library, author="Mai", device="máy").pieces
    assert (one.fate, one.before) == (NEWER, saved)
    newest, before = library.revisions.of(piece.id)
    assert (newest.kind, newest.parent, newest.author, newest.device) == ("restored", saved, "Mai", "máy")
    assert before.sha == saved
    assert stored(library, piece).article == typing.now


def test_what_is_stored_already_is_dropped_without_a_word(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.save()
    typing.crash()
    assert recover(library).pieces == ()
    assert journals(library) == []
    assert len(library.revisions.of(piece.id)) == 1


def test_a_save_that_came_through_without_its_answer_is_known(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.save()
    typing.type("Ba.")
    unanswered = typing.save(answered=False)
    typing.type("Bốn.")
    typing.crash()
    (one,) = recover(library).pieces
    assert (one.fate, one.before) == (NEWER, unanswered)
    assert library.revisions.of(piece.id)[0].parent == unanswered


def test_an_unanswered_save_with_nothing_after_it_is_dropped(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.save(answered=False)
    typing.crash()
    assert recover(library).pieces == ()
    assert journals(library) == []


def test_texts_that_have_grown_apart_are_both_in_the_history(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    saved = typing.save()
    typing.type("Của tôi.")
    typing.crash()
    other = library.articles.save(typed(piece, "Của người khác.")).revision
    (one,) = recover(library).pieces
    assert (one.fate, one.before) == (BESIDE, other)
    newest, *rest = library.revisions.of(piece.id)
    assert newest.parent == saved
    assert [row.sha for row in rest] == [other, saved]
    assert library.revisions.get(piece.id, other) == typed(piece, "Của người khác.")


def test_what_others_saved_on_top_of_all_that_was_typed_stays_the_newest(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.save()
    typing.crash()
    other = library.articles.save(typed(typing.now, "Tiếp.")).revision
    assert recover(library).pieces == ()
    assert stored(library, piece).revision == other


def test_undoing_all_of_it_is_work_too(library, piece):
    first = library.articles.save(piece).revision
    typing = Typing(library, piece, first)
    typing.type("Hai.")
    second = typing.save()
    before, typing.now = typing.now, piece
    typing.book.put(piece, between(before, piece), AT)
    typing.crash()
    (one,) = recover(library).pieces
    assert one.before == second
    assert stored(library, piece).article == piece


def test_two_crashes_in_a_row_lose_nothing(library, piece):
    one = Typing(library, piece)
    one.type("Hai.")
    base = one.save()
    one.type("Từ lần một.")
    one.crash()
    two = Typing(library, typed(piece, "Hai."), base)
    two.type("Từ lần hai.")
    two.crash()
    assert len(recover(library).pieces) == 2
    texts = [library.revisions.get(piece.id, row.sha) for row in library.revisions.of(piece.id)]
    assert one.now in texts
    assert two.now in texts


def test_a_damaged_journal_gives_what_can_be_read_and_is_kept(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.type("Ba.")
    typing.type("Bốn.")
    typing.crash()
    (path,) = journals(library)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"Ba", b"Bi")
    path.write_bytes(b"".join(lines))
    found = recover(library)
    assert stored(library, piece).article == typed(piece, "Hai.")
    (kept,) = journals(library)
    assert kept.name.endswith(".damaged")
    assert [message.code for message in found.warnings] == ["journal-damaged"]
    assert recover(library) == type(found)()


def test_a_file_that_is_no_journal_is_kept_and_said(library):
    folder = library.folder / "journal"
    folder.mkdir()
    (folder / "x-1-000001.journal").write_bytes(b"\0" * 600)
    (message,) = recover(library).warnings
    assert message.code == "journal-damaged"
    assert (folder / "x-1-000001.journal.damaged").read_bytes() == b"\0" * 600


def test_what_cannot_be_stored_now_waits_for_the_next_start(library, piece, monkeypatch):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.crash()

    def full(*_args, **_kwargs):
        raise UserError("disk-full", path="library.db")

    with monkeypatch.context() as patch:
        patch.setattr(Articles, "save", full)
        (message,) = recover(library).warnings
        assert message.code == "disk-full"
        assert len(journals(library)) == 1
    assert len(recover(library).pieces) == 1


def test_a_journal_whose_writer_lives_is_left_alone(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    assert recover(library).pieces == ()
    assert len(journals(library)) == 1
    typing.crash()


def test_of_a_journal_that_was_just_begun_anew_the_last_file_counts(library, piece):
    typing = Typing(library, piece, limit=0)
    typing.type("Hai.")
    (first,) = journals(library)
    old = first.read_bytes()
    typing.type("Ba.")
    typing.crash()
    first.write_bytes(old)
    assert len(recover(library).pieces) == 1
    assert stored(library, piece).article == typing.now
    assert journals(library) == []


def test_half_a_journal_that_a_crash_left_is_swept_up(library, piece):
    typing = Typing(library, piece)
    typing.type("Hai.")
    typing.crash()
    half = library.folder / "journal" / ".0123456789abcdef.tmp"
    half.write_bytes(b"00")
    assert len(recover(library).pieces) == 1
    assert journals(library) == []
    half.write_bytes(b"00")
    assert peek.has_journals(library.folder)
    recover(library)
    assert not peek.has_journals(library.folder)
