"""Small pictures of photos, kept so that a list need not decode originals again: ``thumbs.db``.

A database of its own beside the library: it can be made anew from the originals at any time, so it is never
backed up, never synced, and thrown away as soon as anything is wrong with it. BLOBs in one file read as fast
as files and are one thing to throw away.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from morat.library.sqlite import Connection, connect, explained, immediate
from morat.newsroom.messages import UserError

FILE = "thumbs.db"
WEB = "web.db"
"""Files of them: those for lists, and those at the sizes in which photos leave."""
LIMIT = 200_000_000
"""Bytes on the disk from which on the older half is let go; some 20,000 pictures."""
_LOOK_EVERY = 50
_TABLE = """
    create table if not exists thumbs (
        id integer primary key, sha text, width integer, data blob, unique (sha, width)
    ) strict
"""


class Thumbs:
    """The small pictures of a library. Any thread may use them: each question opens the file."""

    def __init__(self, folder: Path, limit: int = LIMIT, file: str = FILE) -> None:
        """Keep them in a ``file`` in the folder of a library, in no more than about ``limit`` bytes."""
        self._path = folder / file
        self._limit = limit

    def get(self, sha: str, width: int) -> bytes | None:
        """Return the smallest picture of a photo that is ``width`` pixels wide or more, None for none."""
        if not self._path.is_file():
            return None
        with suppress(UserError), self._opened() as db:
            row = db.execute(
                "select data from thumbs where sha = ? and width >= ? order by width limit 1", (sha, width)
            ).fetchone()
            return bytes(row[0]) if row else None
        return None

    def known(self, shas: Sequence[str]) -> set[str]:
        """Return those of ``shas`` of which a picture is kept, whatever its width."""
        if not self._path.is_file():
            return set()
        with suppress(UserError), self._opened() as db:
            marks = ", ".join("?" * len(shas))
            rows = db.execute(f"select sha from thumbs where sha in ({marks})", tuple(shas))  # noqa: S608
            return {str(sha) for (sha,) in rows}
        return set()

    def forget(self, shas: Sequence[str]) -> None:
        """Overwrite the pictures of photos that are gone for good; edited ones go when they are old."""
        if not self._path.is_file():
            return
        with suppress(UserError), self._opened() as db:
            db.execute("pragma secure_delete = on")
            with immediate(db):
                # Behind the hash a key may tell more: in which size and quality a picture leaves.
                db.executemany("delete from thumbs where substr(sha, 1, 64) = ?", [(sha,) for sha in shas])

    def put(self, sha: str, width: int, data: bytes) -> None:
        """Keep a picture; where that cannot be done it is made again the next time."""
        self.put_all([(sha, width, data)])

    def put_all(self, pictures: Sequence[tuple[str, int, bytes]]) -> None:
        """Keep many pictures, each a hash, a width and its data, as :meth:`put` keeps one."""
        if not pictures or not self._path.parent.is_dir():
            return
        with suppress(UserError), self._opened() as db:
            last = db.execute("select coalesce(max(rowid), 0) from thumbs").fetchone()[0]
            with immediate(db):
                db.executemany("insert or replace into thumbs (sha, width, data) values (?, ?, ?)", pictures)
            if last // _LOOK_EVERY < (last + len(pictures)) // _LOOK_EVERY:
                self._shrink(db)

    def _shrink(self, db: Connection) -> None:
        used = db.execute(
            "select (page_count - freelist_count) * page_size "
            "from pragma_page_count, pragma_freelist_count, pragma_page_size"
        ).fetchone()[0]
        if used > self._limit:
            db.execute("delete from thumbs where rowid <= (select (min(rowid) + max(rowid)) / 2 from thumbs)")

    @contextmanager
    def _opened(self) -> Generator[Connection]:
        try:
            db = connect(self._path, wal=False)
            try:
                with explained(self._path):
                    # No file beside it: what a crash leaves half-written is thrown away.
                    db.execute("pragma journal_mode = memory")
                    db.execute(_TABLE)
                    yield db
            finally:
                db.close()
        except UserError as error:
            if error.message.code == "library-damaged":
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)
            raise
