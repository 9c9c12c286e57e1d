"""Pieces: one transaction a save, lists that answer at once."""

import json
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from morat.library.database import Database
from morat.library.events import log, now
from morat.library.ids import one_id
from morat.library.labels import Labels
from morat.library.peek import LISTED, Row, row_of
from morat.library.revisions import Revisions, Version, content_hash
from morat.library.search import Search, match_of, moments
from morat.newsroom import codec
from morat.newsroom.article import Article, length, tidy_article
from morat.newsroom.blocks import first_photo, photos_in
from morat.newsroom.messages import UserError
from morat.newsroom.query import Query, marked, parse

SNIPPET = 200
"""Characters of the standfirst that a list shows."""
CANDIDATES = 200
"""Pieces that are read again where words were typed with marks: those with just these marks come first."""


class Saved(Struct, frozen=True):
    """What a save made: the version, and when (ISO, UTC).

    ``shrunk`` is the version that was pinned because a pause of typing has lost more than half of its words,
    ``beside`` the one that was the newest although this one did not grow out of it: both are in the history.
    """

    revision: str
    at: str
    shrunk: str | None = None
    beside: str | None = None


class Stored(Struct, frozen=True):
    """A piece with its newest version and when it was changed last and made (ISO, UTC)."""

    article: Article
    revision: str
    updated: str
    created: str


class _Before(NamedTuple):
    """What a save finds of its piece; of a new one nothing."""

    seq: int | None = None
    status: str | None = None
    head: str | None = None
    content: str = ""
    updated: str = ""
    trashed: str | None = None


class Articles:
    """The pieces of an open library."""

    def __init__(self, db: Database, revisions: Revisions, search: Search) -> None:
        """Keep rows and bodies in ``db``, versions, labels and the index in step."""
        self._db = db
        self._labels = Labels(db)
        self._revisions = revisions
        self._search = search

    def save(
        self,
        article: Article,
        *,
        kind: str = "auto",
        author: str = "",
        device: str = "",
        parent: str | None = None,
        at: str | None = None,
    ) -> Saved:
        """Keep ``article`` as the newest version of its piece; return once it is safely on the disk.

        ``kind`` is one of ``revisions.KINDS``; ``parent`` the version it grew out of, the newest
        unless said otherwise. A piece that is as it was makes no version: the newest is returned.

        Raises:
            UserError: ``library-busy``, ``library-damaged``, ``library-unwritable``, ``disk-full``; the
                library is as it was before. ``save-unproven``; what was stored is not what was saved.
        """
        article = tidy_article(article)
        data = codec.to_bytes(article)
        at = at or now()
        content = content_hash(data)
        with self._db.writing():
            before = self._before(article.id)
            if before.trashed is not None:
                # Whoever saves a piece that lies in the trash wants to have it.
                self._db.run("update articles set trashed = null where id = ?", article.id)
                log(self._db, at, author, "out-of-trash", article.id)
            if before.content == content and parent in (None, before.head):
                saved = Saved(before.head or "", before.updated)
            else:
                words = length(article)
                version = Version(data, content, parent or before.head, kind, at, author, device, words)
                shrunk = self._revisions.guard(article.id, words)
                seq = self._write(article, version)
                self._revisions.append(article.id, version)
                self._use_photos(article)
                self._labels.put(article)
                self._index(article, seq, before.seq, kind)
                self._log(article, version, before.status)
                beside = before.head if parent not in (None, before.head) else None
                saved = Saved(version.sha, at, shrunk if kind == "auto" else None, beside)
        self._read_back(article.id, saved.revision, content)
        return saved

    def get(self, article_id: str) -> Stored:
        """Return a piece; the first six or more characters of its id will do.

        Raises:
            UserError: ``article-unknown``, ``id-ambiguous``, ``revision-damaged``.
        """
        found = one_id(self._db, "articles", "id", article_id)
        row = self._db.fetch_one(
            "select cast(json as blob), head, content, updated, created "
            "from articles join bodies on article_id = id where id = ?",
            found,
        )
        if found is None or row is None:
            raise UserError("article-unknown", id=article_id)
        text, head, content, updated, created = row
        data = bytes(text)
        if content_hash(data) != content:
            # The version holds the same text once more, and checks it too.
            data = self._revisions.data(found, head)
        return Stored(codec.from_bytes(data), head, updated, created)

    def has(self, article_id: str) -> bool:
        """Say whether there is a piece with exactly this id."""
        return self._db.fetch_one("select 1 from articles where id = ?", article_id) is not None

    def rows(
        self,
        query: str = "",
        status: str | None = None,
        limit: int = 200,
        before: int | None = None,
        last: int | None = None,
        *,
        trashed: bool = False,
    ) -> list[Row]:
        """Return pieces, those saved last first; ``query`` (see ``newsroom.query``) finds as it is typed.

        Words find with or without marks. Where they are typed with marks, the pieces that have just
        these come first, among the newest :data:`CANDIDATES` of the first page. ``before`` is the smallest
        ``seq`` of the page before, which was no shorter; with ``last`` the page goes down to this ``seq``
        instead of being ``limit`` long; ``trashed`` shows what lies in the trash instead.
        """
        asked = parse(query, datetime.now().astimezone().date())
        if status is not None:
            asked = asked._replace(
                statuses=(status,), unclear=bool(asked.statuses) and status not in asked.statuses
            )
        if asked.unclear:
            return []
        terms = marked(asked) if before is None else ()
        if not terms:
            return self._page(asked, limit, before, last, trashed=trashed)
        rows = self._page(asked, max(limit, CANDIDATES), before, last, trashed=trashed)
        exact = self._search.exact([row.id for row in rows[:CANDIDATES]], terms)
        first = [row for row in rows if row.id in exact]
        ordered = first + [row for row in rows if row.id not in exact]
        return ordered if last is not None else ordered[:limit]

    def last_place(self) -> int:
        """Return the place (``seq``) of the piece that was saved last, 0 where there is none."""
        row = self._db.fetch_one("select coalesce(max(seq), 0) from articles")
        return int(row[0]) if row else 0

    def counts(self) -> dict[str, int]:
        """Return how many pieces there are of each status, those in the trash left out."""
        found = self._db.fetch("select status, count(*) from articles where trashed is null group by status")
        return {str(status): int(count) for status, count in found}

    def _page(
        self, asked: Query, limit: int, before: int | None, last: int | None, *, trashed: bool
    ) -> list[Row]:
        tests, values = [f"trashed is {'not ' if trashed else ''}null"], list[object]()
        source, key = "articles", "seq"
        match = match_of(asked)
        if match:
            self._search.catch_up()
            # The index hands out its hits newest first: the list is full long before all were seen.
            source, key = "search cross join articles on seq = search.rowid", "search.rowid"
            tests.append("search match ?")
            values.append(match)
        if asked.statuses:
            tests.append(f"status in ({', '.join('?' * len(asked.statuses))})")
            values += asked.statuses
        if asked.since or asked.until:
            since, until = moments(asked)
            lowest, highest = self._places(since, until)
            # Days and places go nearly in step: all but a piece here and there outside is never looked at.
            tests += [f"{key} between ? and ?", "updated >= ?", "updated < ?"]
            values += (lowest, highest, since, until)
        if before is not None:
            tests.append(f"{key} < ?")
            values.append(before)
        if last is not None:
            tests.append(f"{key} >= ?")
            values.append(last)
            limit = -1
        columns = ", ".join(f"articles.{name}" for name in LISTED.split(", "))
        select = f"select {columns} from {source} where {' and '.join(tests)} order by {key} desc limit ?"  # noqa: S608
        return [row_of(row) for row in self._db.fetch(select, *values, limit)]

    def _places(self, since: str, until: str) -> tuple[int, int]:
        """Return the first and the last place of the pieces that were saved last between two moments."""
        row = self._db.fetch_one(
            "select min(seq), max(seq) from articles where updated >= ? and updated < ?", since, until
        )
        return (row[0], row[1]) if row and row[0] is not None else (0, 0)

    def _before(self, article_id: str) -> "_Before":
        row = self._db.fetch_one(
            "select seq, status, head, content, updated, trashed from articles where id = ?", article_id
        )
        return _Before(*row) if row else _Before()

    def _write(self, article: Article, version: Version) -> int:
        """Write the list row and the body; return the piece's new place, after all others."""
        seq = self.last_place() + 1
        first = first_photo(article.blocks)
        record = {
            "seq": seq,
            "id": article.id,
            "headline": article.headline,
            "standfirst": " ".join(article.standfirst.split())[:SNIPPET],
            "section": article.section,
            "genre": article.genre,
            "status": article.status,
            "embargo": article.embargo,
            "authors": json.dumps([author.printed for author in article.authors], ensure_ascii=False),
            "words": version.words,
            "thumb": first.photo if first else None,
            "edit": first.edit if first else None,
            "created": version.at,
            "updated": version.at,
            "head": version.sha,
            "content": version.content,
        }
        changes = ", ".join(f"{name} = excluded.{name}" for name in record if name not in ("id", "created"))
        self._db.run(
            f"insert into articles ({', '.join(record)}) values ({', '.join('?' * len(record))}) "  # noqa: S608
            f"on conflict (id) do update set {changes}",
            *record.values(),
        )
        self._db.run(
            "insert into bodies (article_id, json) values (?, cast(? as text)) "
            "on conflict do update set json = excluded.json",
            article.id,
            version.data,
        )
        return seq

    def _index(self, article: Article, seq: int, before: int | None, kind: str) -> None:
        """Index the piece; one that is being written when somebody searches, or it leaves the page."""
        if kind == "auto":
            self._search.put_later(article.id, seq if before is None else before)
        else:
            self._search.put(article, seq, before)

    def _use_photos(self, article: Article) -> None:
        used = list(dict.fromkeys(photo.photo for photo in photos_in(article.blocks) if photo.photo))
        known = self._db.fetch("select sha from photo_uses where article_id = ? order by place", article.id)
        if used != [row[0] for row in known]:
            self._db.run("delete from photo_uses where article_id = ?", article.id)
            for place, sha in enumerate(used):
                self._db.run("insert into photo_uses values (?, ?, ?)", article.id, sha, place)
                self._db.run("insert or ignore into photo_versions values (?, ?)", article.id, sha)
                self._db.run("update photos set trashed = null where sha = ? and trashed is not null", sha)

    def _log(self, article: Article, version: Version, status: str | None) -> None:
        """Tell of what a person did; the pauses of typing are told by the versions."""
        if status is None or version.kind != "auto":
            what = "created" if version.kind == "auto" else version.kind
            log(self._db, version.at, version.author, what, article.id, revision=version.sha)
        if status not in (None, article.status):
            log(
                self._db,
                version.at,
                version.author,
                "status",
                article.id,
                before=status,
                after=article.status,
            )

    def _read_back(self, article_id: str, revision: str, content: str) -> None:
        """See that what was saved is there, letter for letter."""
        row = self._db.fetch_one(
            "select head, cast(json as blob) from articles join bodies on article_id = id where id = ?",
            article_id,
        )
        if row is not None and row[0] == revision:
            data = row[1]
        else:
            # Another program has saved a newer version since.
            data = self._revisions.data(article_id, revision)
        if content_hash(data) != content:
            raise UserError("save-unproven", path=str(self._db.path))
