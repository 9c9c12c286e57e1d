"""Saving in the background: nothing is called saved that is not, and every key is in the journal at once."""

import hashlib

import pytest
from msgspec import structs
from PySide6.QtGui import QTextCursor

from morat.library import journal
from morat.library.articles import Articles
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import plain, runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.review import Comment, Review
from morat.operations.pieces import open_piece
from morat.services import journal_keeper, saver
from morat.services.document.look import Look
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk
from morat.services.open_article import OpenArticle
from morat.services.saver import Origin, Saver
from tests.helpers.jpegs import jpeg


class Bench:
    """An open article with its saver, on a library of its own."""

    def __init__(self, qtbot, folder, article, origin=None):
        self.qtbot = qtbot
        self.folder = folder
        self.desk = LibraryDesk(folder)
        self.journals = Jobs()
        self.article = OpenArticle(article, Look(), str)
        self.saver = Saver(self.article, self.desk, self.journals, "Mai", origin or Origin())
        self.said = []
        self.saver.saved.connect(lambda at: self.said.append(("saved", at)))
        self.saver.failed.connect(lambda message: self.said.append(("failed", message.code)))
        self.saver.stored.connect(lambda saved: self.said.append(("stored", saved)))

    def type(self, text):
        cursor = QTextCursor(self.article.body)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)

    def until(self, true):
        self.qtbot.waitUntil(lambda: bool(true()))

    def heard(self, what):
        return [said for kind, said in self.said if kind == what]

    def journals_of(self):
        return sorted((self.folder / "journal").glob("*.journal"))

    def text(self):
        """The body's text as the newest version in the library has it."""
        with Library.open(self.folder) as library:
            return text_of(open_piece(library, self.article.id).article)

    def rows(self):
        with Library.open(self.folder) as library:
            return library.revisions.of(self.article.id)

    def close(self):
        self.desk.finish()
        self.journals.finish()
        self.desk.close()
        self.journals.stop()


def text_of(article):
    return "".join(plain(block.runs) for block in article.blocks)


@pytest.fixture
def begin(qtbot, tmp_path):
    benches = []

    def make(article=None, origin=None):
        article = article or new_article(blocks=(Paragraph("a"),))
        benches.append(Bench(qtbot, tmp_path / "library", article, origin))
        return benches[-1]

    yield make
    for bench in benches:
        bench.close()


@pytest.fixture
def quick(monkeypatch):
    """Pauses that nobody has to wait for."""
    monkeypatch.setattr(saver, "AGAIN", 10)
    monkeypatch.setattr(journal_keeper, "AGAIN", 10)


@pytest.fixture
def never(monkeypatch):
    """Pauses that do not end while the test lasts: only what is asked for is saved."""
    for name in ("PAUSE", "AT_MOST", "AGAIN"):
        monkeypatch.setattr(saver, name, 1_000_000)


def full(self, *_args, **_kwargs):
    raise UserError("disk-full", path="library.db")


def test_a_pause_makes_a_version_signed_with_author_and_device(begin):
    bench = begin()
    bench.type("Một câu.")
    bench.until(lambda: bench.heard("saved"))
    (row,) = bench.rows()
    assert (row.author, row.kind) == ("Mai", "auto")
    assert row.device
    assert bench.text() == "Một câu."
    assert not bench.saver.is_dirty


def test_a_save_that_something_newer_has_overtaken_is_not_called_saved(begin, never):
    bench = begin()
    bench.type("Một")
    bench.saver.save()
    bench.type(" hai")
    bench.until(lambda: bench.heard("stored"))
    assert bench.saver.is_dirty
    assert bench.heard("saved") == []
    bench.saver.save()
    bench.until(lambda: bench.heard("saved"))
    assert bench.text() == "Một hai"


def test_keys_are_in_the_journal_before_any_save_and_even_when_the_database_cannot_be_written(
    begin, never, monkeypatch
):
    monkeypatch.setattr(Articles, "save", full)
    bench = begin()
    bench.type("Chưa lưu được")
    bench.until(bench.journals_of)
    (path,) = bench.journals_of()
    assert text_of(journal.read(path).article) == "Chưa lưu được"
    bench.saver.save()
    bench.until(lambda: bench.heard("failed"))
    bench.type(" mà không mất")
    bench.until(lambda: text_of(journal.read(path).article).endswith("mà không mất"))
    assert journal.read(path).unsaved


def test_a_failed_save_is_tried_again_until_it_is_stored(begin, quick, monkeypatch):
    bench = begin()
    save, tries = Articles.save, []

    def at_first_full(self, *args, **kwargs):
        tries.append(kwargs["kind"])
        if len(tries) < 3:
            raise UserError("disk-full", path="library.db")
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Articles, "save", at_first_full)
    bench.type("Một")
    bench.saver.save("milestone")
    bench.until(lambda: bench.heard("saved"))
    assert tries == ["milestone"] * 3
    assert bench.heard("failed") == ["disk-full"] * 2
    assert [row.kind for row in bench.rows()] == ["milestone"]


def test_a_piece_that_left_before_it_was_stored_is_stored_all_the_same(begin, quick, monkeypatch):
    bench = begin()
    bench.type("Một")
    with monkeypatch.context() as patch:
        patch.setattr(Articles, "save", full)
        bench.saver.save()
        bench.saver.let_go()
        bench.until(lambda: bench.heard("failed"))
    with bench.qtbot.waitSignal(bench.saver.finished):
        pass
    assert bench.text() == "Một"
    bench.journals.finish()
    assert bench.journals_of() == []


def test_what_another_program_saved_meanwhile_is_not_the_parent_and_stays_in_the_history(begin, never):
    first = new_article(blocks=(Paragraph("a", runs_of("Một.")),))
    with Library.open(begin().folder) as library:
        revision = library.articles.save(first).revision
        bench = begin(first, Origin(revision))
        other = library.articles.save(new_article(id=first.id, headline="Của người khác")).revision
    bench.type(" Hai.")
    bench.saver.save()
    bench.until(lambda: bench.heard("stored"))
    (saved,) = bench.heard("stored")
    assert saved.beside == other
    newest, *rest = bench.rows()
    assert newest.parent == revision
    assert [row.sha for row in rest] == [other, revision]
    assert bench.text() == "Một. Hai."
    bench.type(" Ba.")
    bench.saver.save()
    bench.until(lambda: len(bench.heard("stored")) == 2)
    assert bench.heard("stored")[1].beside is None


def test_a_journal_that_cannot_be_written_says_so_and_goes_on_trying(begin, quick, never, monkeypatch):
    bench = begin()
    said = []
    bench.saver.journal.failed.connect(lambda message: said.append(message.code))
    bench.saver.journal.mended.connect(lambda: said.append("mended"))
    with monkeypatch.context() as patch:
        patch.setattr("morat.library.durable.write", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        bench.type("Một")
        bench.until(lambda: len(said) > 1)
        assert set(said) == {"journal-full"}
    bench.until(lambda: said[-1] == "mended")
    (path,) = bench.journals_of()
    assert text_of(journal.read(path).article) == "Một"


def test_after_a_save_the_journal_holds_nothing_unsaved(begin, never):
    bench = begin()
    bench.type("Một")
    bench.saver.save()
    bench.until(lambda: bench.heard("saved"))
    bench.journals.finish()
    (path,) = bench.journals_of()
    left = journal.read(path)
    assert not left.unsaved
    assert left.base == bench.rows()[0].sha


def test_a_text_that_is_as_it_was_stored_again_makes_no_version(begin, never):
    first = new_article(blocks=(Paragraph("a", runs_of("Một.")),))
    with Library.open(begin().folder) as library:
        saved = library.articles.save(first)
        bench = begin(first, Origin(saved.revision, saved.at))
    bench.type(" Hai.")
    bench.article.history.stack.undo()
    assert bench.saver.is_dirty
    bench.saver.save_if_dirty()
    assert bench.heard("saved") == [saved.at]
    assert not bench.saver.is_dirty
    bench.desk.finish()
    assert len(bench.rows()) == 1


def test_pictures_that_came_with_a_file_are_stored_at_the_first_key(begin, never):
    picture = jpeg().data
    sha = hashlib.sha256(picture).hexdigest()
    origin = Origin(pictures={sha: FoundPicture("cau.jpg", picture)})
    bench = begin(new_article(blocks=(Photo("p", sha), Paragraph("a"))), origin)
    bench.type("Một")
    bench.desk.finish()
    with Library.open(bench.folder) as library:
        assert library.photos.has(sha)
        assert not library.articles.has(bench.article.id)


def test_a_picture_that_nobody_can_read_does_not_keep_the_text_from_being_saved(begin, never):
    bench = begin(origin=Origin(pictures={"ab" * 32: FoundPicture("hong.jpg", b"no picture")}))
    bench.type("Một")
    bench.saver.save()
    bench.until(lambda: bench.heard("saved"))
    assert bench.text() == "Một"


def test_a_piece_that_leaves_hears_every_answer_that_is_still_to_come(begin):
    """Asked for twice before the first answer: the saver goes after the second, not in between."""
    bench = begin()
    bench.type("Một")
    bench.saver.save_if_dirty()
    bench.saver.save_if_dirty()
    with bench.qtbot.waitSignal(bench.saver.finished):
        bench.saver.let_go()
    assert len(bench.heard("stored")) == 2
    assert bench.text() == "Một"


COMMENT = Comment(id="00000001", field="body", block="a", start=8, end=16, quoted="hội nghị", text="Nào?")


def said_of(begin):
    """Return a bench with a piece of which something is said; both are in the library."""
    article = new_article(blocks=(Paragraph("a", runs_of("Hôm nay hội nghị họp.")),))
    bench = begin(article, Origin(review=Review((COMMENT,))))
    bench.saver.save()
    bench.until(lambda: bench.heard("saved"))
    return bench


def test_the_library_has_the_places_of_the_text_it_has(begin):
    bench = said_of(begin)
    cursor = QTextCursor(bench.article.body)
    cursor.insertText("Sáng ")
    bench.saver.save()
    bench.until(lambda: len(bench.heard("saved")) == 2)
    with Library.open(bench.folder) as library:
        opened = open_piece(library, bench.article.id)
    (comment,) = opened.review.comments
    assert plain(opened.article.blocks[0].runs)[comment.start : comment.end] == "hội nghị"


def test_a_comment_alone_is_saved_and_makes_no_version(begin):
    bench = said_of(begin)
    versions = len(bench.rows())
    review = bench.article.review.now()
    bench.article.review.say(Review((*review.comments, Comment(id="00000009", text="Cả bài"))), "x")
    assert bench.saver.is_dirty
    bench.until(lambda: not bench.saver.is_dirty)
    with Library.open(bench.folder) as library:
        assert [one.id for one in library.reviews.of(bench.article.id).comments] == [COMMENT.id, "00000009"]
        # Somebody else says something; the next save of this window leaves it there.
        there = library.reviews.of(bench.article.id)
        other = Comment(id="0000000a", text="Khác")
        library.reviews.put(bench.article.id, structs.replace(there, comments=(*there.comments, other)))
    bench.article.review.say(Review(bench.article.review.now().comments[:1]), "x")
    bench.until(lambda: not bench.saver.is_dirty)
    with Library.open(bench.folder) as library:
        assert {one.id for one in library.reviews.of(bench.article.id).comments} == {COMMENT.id, "0000000a"}
    assert {one.id for one in bench.article.review.now().comments} == {COMMENT.id, "0000000a"}
    assert len(bench.rows()) == versions


def test_a_step_that_is_still_being_undone_is_kept_when_the_piece_leaves(begin, monkeypatch):
    bench = begin()
    with bench.article.history.together("much"):
        for text in ("một ", "hai ", "ba"):
            cursor = QTextCursor(bench.article.body)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.endEditBlock()
    bench.saver.save()
    bench.until(lambda: not bench.saver.is_dirty)
    assert bench.text() == "một hai ba"
    monkeypatch.setattr("morat.services.turns.TURN", 0)
    bench.article.history.stack.undo()
    assert bench.article.history.stack.is_busy
    # As when a piece that was asked for arrives: nobody has pressed a key.
    with bench.qtbot.waitSignal(bench.saver.finished):
        bench.saver.save_if_dirty()
        bench.saver.let_go()
    assert bench.text() == text_of(bench.article.article()) == ""
