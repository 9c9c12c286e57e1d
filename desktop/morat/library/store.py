"""The library: one folder with its database and its photos."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from morat.library import backup, durable
from morat.library.articles import Articles
from morat.library.database import Database
from morat.library.events import Event, log, now, told_of
from morat.library.ignored import IgnoredFindings
from morat.library.labels import Labels
from morat.library.moving import Copied, copy_whole, origin_of
from morat.library.peek import DATABASE, SCHEMA_VERSION, known_version, refuse_cut, refuse_remains
from morat.library.people import People
from morat.library.photo_files import PhotoFiles
from morat.library.photo_uses import PhotoUses
from morat.library.photos import Photos
from morat.library.reviews import Reviews
from morat.library.revisions import Revisions
from morat.library.search import Search
from morat.library.searches import Searches
from morat.library.sqlite import connect, explained
from morat.library.thinning import Thinning
from morat.library.trash import Trash
from morat.newsroom.messages import Message, UserError


class Library:
    """An open library: ``articles``, ``revisions``, ``photos``, ``search``, ``searches``, ``trash`` and more.

    It belongs to the thread that opened it. Several programs may have the same one open.
    """

    def __init__(self, folder: Path, db: Database) -> None:
        """Take an open database whose schema is up to date; :meth:`open` makes one."""
        self.folder = folder
        self._db = db
        self.search = Search(db)
        self.revisions = Revisions(db)
        self.photos = Photos(db, folder, self.search, origin_of(folder))
        self.photo_uses = PhotoUses(db)
        self.photo_files = PhotoFiles(db)
        self.articles = Articles(db, self.revisions, self.search)
        self.searches = Searches(db)
        self.trash = Trash(db, self.photos, self.search, backup.of_library(folder))
        self.ignored = IgnoredFindings(db)
        self.labels = Labels(db)
        self.people = People(db)
        self.reviews = Reviews(db)

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Self:
        """Open the library of ``folder``; where there is none it is made, unless ``create`` is False.

        Raises:
            UserError: ``library-missing``, ``library-newer`` (nothing is touched), ``library-damaged``,
                ``library-busy``, ``library-unwritable``, ``disk-full``, ``sqlite-too-old``; ``library-gone``:
                its backups are there and it is not.
        """
        path = folder / DATABASE
        version = _look_at(path) if path.is_file() else 0
        if not version:
            refuse_remains(folder)
        if not path.is_file() and not create:
            raise UserError("library-missing", path=str(folder))
        with explained(path):
            durable.make_folder(folder)
        if 0 < version < SCHEMA_VERSION:
            backup.of_library(folder).make(path, backup.BEFORE_UPGRADE, lambda _done, _total: None)
        db = Database(path)
        try:
            if known_version(db.conn, path) != SCHEMA_VERSION:
                # With it comes sqlite-utils, which only the making of tables needs.
                from morat.library.schema import migrate

                migrate(db)
        except BaseException:
            db.close()
            raise
        return cls(folder, db)

    def close(self) -> None:
        """Close the library; what was acknowledged is on the disk already."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def events(self, article_id: str) -> list[Event]:
        """Return what was done with a piece, newest first."""
        return told_of(self._db, article_id)

    def data_version(self) -> int:
        """Return a number that changes when another program or connection has written to the library."""
        row = self._db.fetch_one("pragma data_version")
        return int(row[0]) if row else 0

    def note(self, what: str, article_id: str | None = None, who: str = "", **detail: object) -> None:
        """Add a line to the log: something was done with a piece, without one to the library as a whole.

        Raises:
            UserError: what writing raises.
        """
        with self._db.writing():
            log(self._db, now(), who, what, article_id, **detail)

    def copy_to(self, target: Path, progress: Callable[[int, int], object]) -> Copied:
        """Copy the whole library to another folder; see ``library.moving.copy_whole``."""
        return copy_whole(self._db, self.folder, target, progress)

    def thin(self, at: Callable[[int, int], None] | None = None) -> int:
        """Thin out old versions; see ``library.thinning``. Returns how many lost their text."""
        return Thinning(self._db, self.revisions).run(at)

    def stats(self) -> dict[str, int]:
        """Return how much there is: articles, words, revisions, photos, bytes of originals and database."""
        row = self._db.fetch_one(
            "select (select count(*) from articles), (select coalesce(sum(words), 0) from articles), "
            "(select count(*) from revisions), (select count(*) from photos), "
            "(select coalesce(sum(bytes), 0) from photos), (select page_count * page_size from "
            "pragma_page_count, pragma_page_size)"
        )
        names = ("articles", "words", "revisions", "photos", "photo_bytes", "database_bytes")
        return dict(zip(names, row or (), strict=True))

    def check(self) -> list[Message]:
        """Read everything the library holds; return what is wrong, empty when it is sound.

        Raises:
            UserError: ``library-damaged`` when the database cannot be read at all.
        """
        path = str(self._db.path)
        faults = [row[0] for row in self._db.fetch("pragma integrity_check") if row[0] != "ok"]
        faults += [f"{row[0]} → {row[2]}" for row in self._db.fetch("pragma foreign_key_check")]
        if not self.search.is_complete():
            faults.append("search")
        found = [Message("library-damaged", path=path, reason=fault) for fault in faults]
        for article_id, sha in self._db.fetch(
            "select article_id, sha from revisions where codec != 0 order by n"
        ):
            try:
                self.revisions.data(article_id, sha)
            except UserError as error:
                found.append(error.message)
        return found + [Message(code, sha=sha[:12]) for code, sha in self.photos.damaged()]


def _look_at(path: Path) -> int:
    """Return the version before anything could be written: even to open for writing merges a -wal."""
    db = connect(path, readonly=True)
    try:
        version = known_version(db, path)
        refuse_cut(db, path)
        return version
    finally:
        db.close()
