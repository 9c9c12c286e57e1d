"""The trash: pieces and photos lie there in view, can be taken back, and go for good after a stated time."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from morat.library.backup import Backups
from morat.library.database import Database
from morat.library.events import log, now
from morat.library.photos import Photos
from morat.library.search import Search
from morat.newsroom.messages import UserError

KEPT_DAYS = 30
"""Days that something lies in the trash at least."""
STEP = timedelta(days=40)
"""A longer way between two lines of the log is a clock that was moved, or a time in which nobody was here."""

_INTO_TRASH = ("into-trash", "photo-into-trash")
_PURGED = "select detail from events where what = 'photo-purged'"


class Purged(NamedTuple):
    """How many pieces and photos went for good."""

    pieces: int
    photos: int


class Trash:
    """The trash of an open library."""

    def __init__(self, db: Database, photos: Photos, search: Search, backups: Backups) -> None:
        """Move what is in ``db``; files go through ``photos``, those that ``backups`` know stay."""
        self._db = db
        self._photos = photos
        self._search = search
        self._backups = backups

    def put(self, article_id: str, *, author: str = "", at: str | None = None) -> None:
        """Put a piece into the trash, with its versions; one that lies there stays as it is.

        Raises:
            UserError: ``article-unknown``, and what writing raises.
        """
        at = at or now()
        with self._db.writing():
            if self._piece_is_trashed(article_id):
                return
            self._db.run("update articles set trashed = ? where id = ?", at, article_id)
            log(self._db, at, author, "into-trash", article_id)

    def take_back(self, article_id: str, *, author: str = "") -> None:
        """Take a piece out of the trash: it stands where it stood, every version with it.

        Raises:
            UserError: ``article-unknown`` (it is gone for good), and what writing raises.
        """
        with self._db.writing():
            if not self._piece_is_trashed(article_id):
                return
            self._db.run("update articles set trashed = null where id = ?", article_id)
            log(self._db, now(), author, "out-of-trash", article_id)

    def put_photo(self, sha: str, *, author: str = "", at: str | None = None) -> None:
        """Put a photo into the trash.

        Raises:
            UserError: ``photo-unknown``; ``photo-in-use`` while pieces show it; what writing raises.
        """
        at = at or now()
        with self._db.writing():
            if self._photo_is_trashed(sha):
                return
            shown = self._db.fetch(
                "select headline from photo_uses join articles on id = article_id "
                "where sha = ? and trashed is null order by seq desc",
                sha,
            )
            if shown:
                raise UserError("photo-in-use", n=len(shown), headline=shown[0][0])
            self._db.run("update photos set trashed = ? where sha = ?", at, sha)
            log(self._db, at, author, "photo-into-trash", None, sha=sha)

    def take_back_photo(self, sha: str, *, author: str = "") -> None:
        """Take a photo out of the trash.

        Raises:
            UserError: ``photo-unknown`` (it is gone for good), and what writing raises.
        """
        with self._db.writing():
            if not self._photo_is_trashed(sha):
                return
            self._db.run("update photos set trashed = null where sha = ?", sha)
            log(self._db, now(), author, "photo-out-of-trash", None, sha=sha)

    def count(self) -> int:
        """Return how many pieces lie in the trash."""
        row = self._db.fetch_one("select count(*) from articles where trashed is not null")
        return int(row[0]) if row else 0

    def purge(self, *, at: str | None = None) -> Purged:
        """Remove for good what has lain in the trash for :data:`KEPT_DAYS`; return how much that was.

        A photo stays as long as a version of any piece, in the trash or not, shows it; its file as long as a
        kept backup knows it, so that whatever is put back finds its pictures. The days are counted from line
        to line of the log, ways longer than :data:`STEP` not at all: a clock that jumps empties no trash.

        Raises:
            UserError: what writing raises; nothing was removed.
        """
        at = at or now()
        with self._db.writing():
            kept = self._times(at)
            ripe = {what for what, time in kept.items() if time >= timedelta(days=KEPT_DAYS)}
            found = self._db.fetch("select id, seq, headline from articles where trashed is not null")
            pieces = [row for row in found if row[0] in ripe]
            for article_id, seq, headline in pieces:
                self._remove_piece(seq, article_id)
                log(self._db, at, "", "purged", article_id, headline=headline)
            found = self._db.fetch(
                "select sha, seq, stored, mime, file from photos where trashed is not null "
                "and sha not in (select sha from photo_versions) and sha not in (select sha from photo_uses)"
            )
            photos = [row for row in found if row[0] in ripe]
            for sha, seq, stored, mime, file in photos:
                self._db.run("delete from photo_search where rowid = ?", seq)
                self._db.run("delete from photos where seq = ?", seq)
                self._db.run("delete from photo_files where sha = ?", sha)
                log(self._db, at, "", "photo-purged", None, sha=sha, file=file, stored=stored, mime=mime)
        self._remove_files()
        return Purged(len(pieces), len(photos))

    def _remove_files(self) -> None:
        """Remove the files of what was purged, now or before, once no backup knows them any more.

        The files last: a file that no row names is only room that is lost, the other way round is not.
        """
        told = [json.loads(row[0]) for row in self._db.fetch(_PURGED)]
        files = [(one["stored"], one["mime"]) for one in told if "mime" in one]
        there = [(stored, mime) for stored, mime in files if self._photos.has_file(stored, mime)]
        if there:
            needed = self._backups.photos_among({stored for stored, _ in there})
            gone = self._photos.remove_files(there, needed)
            # Where a copy stood in for an original that was never here, they go by that one's hash.
            self._photos.forget_small({one["sha"] for one in told if one.get("stored") in gone})

    def _times(self, at: str) -> dict[str, timedelta]:
        """Return for the pieces and photos in the trash, by id and hash, how long they have lain there."""
        there = {row[0] for row in self._db.fetch("select id from articles where trashed is not null")}
        there |= {row[0] for row in self._db.fetch("select sha from photos where trashed is not null")}
        times: dict[str, timedelta] = {}
        later, passed = datetime.fromisoformat(at), timedelta()
        lines = self._db.conn.execute(
            "select at, what, coalesce(article_id, json_extract(detail, '$.sha')) "
            "from events order by id desc"
        )
        while there - times.keys() and (line := lines.fetchone()) is not None:
            moment, what, key = datetime.fromisoformat(line[0]), line[1], line[2]
            if abs(later - moment) <= STEP:
                passed += later - moment
            later = moment
            if what in _INTO_TRASH and key in there:
                times.setdefault(key, passed)
        return times

    def _remove_piece(self, seq: int, article_id: str) -> None:
        self._search.forget(article_id, seq)
        # Those packed against a keyframe go before it.
        self._db.run("delete from revisions where article_id = ? and base is not null", article_id)
        for table in ("revisions", "photo_uses", "photo_versions", "bodies", "ignored", "labels", "reviews"):
            self._db.run(f"delete from {table} where article_id = ?", article_id)  # noqa: S608
        self._db.run("delete from articles where id = ?", article_id)

    def _piece_is_trashed(self, article_id: str) -> bool:
        row = self._db.fetch_one("select trashed from articles where id = ?", article_id)
        if row is None:
            raise UserError("article-unknown", id=article_id)
        return row[0] is not None

    def _photo_is_trashed(self, sha: str) -> bool:
        row = self._db.fetch_one("select trashed from photos where sha = ?", sha)
        if row is None:
            raise UserError("photo-unknown", sha=sha[:12])
        return row[0] is not None
