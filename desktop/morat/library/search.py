"""Find pieces and photos by their words, with or without marks, as they are typed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic, sleep

from morat.library.database import Database
from morat.newsroom import codec
from morat.newsroom.article import Article, body_text
from morat.newsroom.messages import UserError
from morat.newsroom.query import Query, Term
from morat.newsroom.text import fold

_FIRST, _LAST = "", "9999"
"""Before and after every moment of a library."""
WAITING = 5
"""Pieces that may wait to be indexed, the one that is being written among them."""
_HOLD = 0.015
"""Seconds that a piece of indexing holds the library, and lets it go afterwards."""
# What is said of a photo in words.
_OF_PHOTO = (
    *("file", "caption", "headline", "alt", "description", "credit", "creator"),
    *("copyright", "people", "city", "country", "source", "location", "province", "event", "keywords"),
)


def _say_nothing(_done: int, _total: int) -> None:
    """Nobody counts photos."""


def match_of(query: Query) -> str:
    """Return the words and names of ``query`` as FTS5 takes them, empty when it asks for none.

    Every word must occur, a phrase as it stands; the last word may still be being typed.
    """
    asked = [_phrase(term) for term in query.terms]
    asked += [f"authors : {_phrase(term)}" for term in query.authors]
    asked += [f"section : {_phrase(term)}" for term in query.sections]
    asked += [f"labels : {_phrase(term)}" for term in query.tags]
    return " ".join(asked)


def moments(query: Query) -> tuple[str, str]:
    """Return when the days of ``query`` begin and end here, as the library writes moments."""
    until = None if query.until is None else query.until + timedelta(days=1)
    return (
        _FIRST if query.since is None else _midnight(query.since),
        _LAST if until is None else _midnight(until),
    )


def _phrase(term: Term) -> str:
    return f'"{fold(term.text)}"{"*" if term.typing else ""}'


def _midnight(day: date) -> str:
    return datetime.combine(day, time.min).astimezone(UTC).isoformat(timespec="milliseconds")


class Search:
    """The indexes of an open library. What changes is indexed in the same transaction, or noted to be."""

    def __init__(self, db: Database) -> None:
        """Read and write those of ``db``."""
        self._db = db

    def put(self, article: Article, seq: int, before: int | None) -> None:
        """Index ``article`` under its place ``seq`` in the list, and no longer under ``before``."""
        self.forget(article.id, before)
        self._db.run(
            "insert into search "
            "(rowid, headline, standfirst, body, authors, names, section, labels, note, files) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            seq,
            *map(_folded, self._columns(article)),
        )

    def put_later(self, article_id: str, place: int) -> None:
        """Index a piece only when somebody searches, or :meth:`catch_up` is asked for.

        The index has it under ``place``; a new one, which it has not, will be under no smaller one. Most of
        what a save writes would be the index, and a piece that is being written is saved at every pause.
        Where :data:`WAITING` others wait already, these are indexed now: a search would wait for all.
        """
        others = self._db.fetch_one("select count(*) from search_waiting where article_id != ?", article_id)
        if others is not None and others[0] >= WAITING:
            self._index_waiting(but=article_id)
        self._db.run("insert or ignore into search_waiting values (?, ?)", article_id, place)

    def put_users_later(self, sha: str) -> None:
        """Index the pieces that show a photo when somebody searches: what is said of it has changed."""
        self._db.run(
            "insert or ignore into search_waiting select id, seq from articles "
            "where id in (select article_id from photo_uses where sha = ?)",
            sha,
        )

    def forget(self, article_id: str, place: int | None) -> None:
        """Take a piece out of the index, which has it under ``place`` or, while it waits, another."""
        waiting = self._db.fetch_one("select seq from search_waiting where article_id = ?", article_id)
        if waiting is not None:
            self._db.run("delete from search where rowid = ?", waiting[0])
            self._db.run("delete from search_waiting where article_id = ?", article_id)
        if place is not None:
            self._db.run("delete from search where rowid = ?", place)

    def catch_up(self) -> None:
        """Index what was put off. Where that cannot be written just now, the search is a little behind."""
        if self._db.fetch_one("select 1 from search_waiting") is not None:
            with suppress(UserError), self._db.writing():
                self._index_waiting()

    def put_photo(self, seq: int) -> None:
        """Index what is said of the photo with the row ``seq``, in place of what was said before."""
        self._db.run("delete from photo_search where rowid = ?", seq)
        row = self._db.fetch_one(f"select {', '.join(_OF_PHOTO)} from photos where seq = ?", seq)  # noqa: S608
        if row is not None:
            words = _folded("\n".join(row))
            self._db.run("insert into photo_search (rowid, words) values (?, ?)", seq, words)

    def fill(self) -> None:
        """Index every piece and every photo that the indexes lack, inside :meth:`Database.writing`."""
        for seq in self._pieces_lacking():
            self._put_place(seq)
        for seq in self._photos_lacking():
            self.put_photo(seq)

    def is_complete(self) -> bool:
        """Say whether every piece and every photo is indexed (a library that was put back begins without)."""
        return not (self._pieces_lacking(1) or self._photos_lacking(1))

    def complete(self, progress: Callable[[int, int], object], *, anew: bool = False) -> int:
        """Index what is lacking, all of it when ``anew``; a few at a time, so that saves come in between.

        Returns how many pieces were indexed; ``progress`` hears how many of how many, and may raise to stop.

        Raises:
            UserError: what writing raises; what was indexed stays.
        """
        if anew:
            with self._db.writing():
                for index in ("search", "photo_search"):
                    self._db.run(f"insert into {index} ({index}) values ('delete-all')")  # noqa: S608
                self._db.run("delete from search_waiting")
        pieces, photos = self._pieces_lacking(), self._photos_lacking()
        # What a power cut takes of an index is indexed again: no save waits for its way to the disk.
        self._db.run("pragma synchronous = normal")
        try:
            self._put_gently(photos, self.put_photo, _say_nothing)
            self._put_gently(pieces, self._put_place, progress)
        finally:
            self._db.run("pragma synchronous = full")
        return len(pieces)

    def _put_gently(
        self, places: list[int], put: Callable[[int], None], progress: Callable[[int, int], object]
    ) -> None:
        """Index ``places`` a few at a time: SQLite has no queue, a save comes in by a gap or not at all."""
        left = iter(places)
        done = 0
        while done < len(places):
            progress(done, len(places))
            until = monotonic() + _HOLD
            with self._db.writing():
                for seq in left:
                    put(seq)
                    done += 1
                    if monotonic() > until:
                        break
            sleep(_HOLD)
        progress(done, len(places))

    def exact(self, ids: Sequence[str], terms: Sequence[Term]) -> set[str]:
        """Return those of the pieces ``ids`` that hold every one of ``terms`` with its very marks."""
        places = ", ".join("?" * len(ids))
        # As bytes: to make text of two hundred bodies takes longer than to find and to look through them.
        bodies = self._db.fetch(
            f"select article_id, cast(json as blob) from bodies where article_id in ({places})",  # noqa: S608
            *ids,
        )
        told = self._db.fetch(
            "select article_id, "  # noqa: S608
            "cast(group_concat(file || ' ' || creator || ' ' || people || ' ' || caption, ' ') as blob) "
            f"from photo_uses join photos using (sha) where article_id in ({places}) group by article_id",
            *ids,
        )
        texts: dict[str, list[bytes]] = {article_id: [body] for article_id, body in bodies}
        for article_id, text in told:
            texts[article_id].append(text)
        spelled = [(_spellings(term), term.typing) for term in terms]
        return {
            article_id
            for article_id, parts in texts.items()
            if all(any(_stands_in(part, words, typing=typing) for part in parts) for words, typing in spelled)
        }

    def _pieces_lacking(self, limit: int = -1) -> list[int]:
        """Return the places of pieces that are not indexed and do not wait for it."""
        rows = self._db.fetch(
            "select seq from articles where seq not in (select rowid from search) "
            "and id not in (select article_id from search_waiting) limit ?",
            limit,
        )
        return [row[0] for row in rows]

    def _photos_lacking(self, limit: int = -1) -> list[int]:
        rows = self._db.fetch(
            "select seq from photos where seq not in (select rowid from photo_search) limit ?", limit
        )
        return [row[0] for row in rows]

    def _index_waiting(self, but: str = "") -> None:
        """Index the pieces that wait, all but one, inside :meth:`Database.writing`."""
        waiting = self._db.fetch(
            "select articles.seq from search_waiting join articles on id = article_id where id != ?", but
        )
        for (seq,) in waiting:
            self._put_place(seq)

    def _put_place(self, seq: int) -> None:
        """Index the piece at a place of the list; a save may have moved it to another meanwhile."""
        row = self._db.fetch_one(
            "select json from articles join bodies on article_id = id where seq = ?", seq
        )
        if row is not None:
            self.put(codec.from_bytes(row[0].encode()), seq, seq)

    def _columns(self, article: Article) -> tuple[str, ...]:
        photos = self._db.fetch(
            "select file, creator, people, caption "
            "from photo_uses join photos using (sha) where article_id = ? order by place",
            article.id,
        )
        authors = [name for author in article.authors for name in (author.name, author.pen_name)]
        series = article.series.name if article.series else ""
        return (
            f"{article.kicker}\n{article.headline}\n{article.deck}",
            article.standfirst,
            "\n".join((body_text(article), *(photo[3] for photo in photos))),
            "\n".join(authors),
            "\n".join((article.source, *(text for photo in photos for text in photo[1:3]))),
            article.section,
            "\n".join((*article.tags, series, article.dateline.place)),
            article.note,
            "\n".join(photo[0] for photo in photos),
        )


def _spellings(term: Term) -> list[bytes]:
    """Return ``term`` in small letters, as a name and a sentence begin, and in capitals, in UTF-8.

    To look for these is twenty times as fast as to turn every text into small letters.
    """
    words = " ".join(term.words)
    spellings = dict.fromkeys((words, words.title(), words.capitalize(), words.upper()))
    return [spelling.encode() for spelling in spellings]


def _stands_in(text: bytes, spellings: list[bytes], *, typing: bool) -> bool:
    """Say whether one of ``spellings`` stands in ``text`` (of JSON) as whole words, or as their beginning.

    The one that does is moved to the front: the next text spells them so too, as likely as not.
    """
    for place, words in enumerate(spellings):
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            # A letter has four bytes at most; of one that is cut off nothing is read.
            before, after = text[max(0, at - 4) : at], text[end : end + 4]
            # What JSON writes for a line break ends in a letter and is none.
            begins = before.endswith(b"\\n") or not before.decode(errors="ignore")[-1:].isalnum()
            if begins and (typing or not after.decode(errors="ignore")[:1].isalnum()):
                spellings.insert(0, spellings.pop(place))
                return True
            at = text.find(words, end)
    return False


def _folded(text: str) -> str:
    # Line by line: folding remembers what it folded, and most lines are those of the last save.
    return "\n".join(map(fold, text.split("\n")))
