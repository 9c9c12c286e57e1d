"""Where photos came from: the files on the user's own disks and cards, and how each was left last.

The library never needs them: it has originals of its own. They are known so that captions can be written
into them, and into no others, when somebody asks for it, and so that a file with its new caption is still
known as the same photo when it comes again.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from morat.library.database import Database
from morat.newsroom.pictures import PhotoFile


def put(db: Database, one: PhotoFile) -> None:
    """Note a file, inside ``db.writing``; what was known of another photo at its place is forgotten."""
    db.run(
        "insert into photo_files (path, sha, digest, size, beside) values (?, ?, ?, ?, ?) "
        "on conflict (path) do update set sha = excluded.sha, digest = excluded.digest, "
        "size = excluded.size, beside = excluded.beside",
        str(one.path),
        one.sha256,
        one.digest,
        one.size,
        one.beside,
    )


class PhotoFiles:
    """The files that photos of an open library came from."""

    def __init__(self, db: Database) -> None:
        """Keep them in ``db``."""
        self._db = db

    def of(self, shas: Iterable[str]) -> list[PhotoFile]:
        """Return the files that these photos came from, photo by photo."""
        found: list[PhotoFile] = []
        for sha in shas:
            rows = self._db.fetch(
                "select path, digest, size, beside from photo_files where sha = ? order by path", sha
            )
            found += [PhotoFile(sha, Path(path), *rest) for path, *rest in rows]
        return found

    def written(self) -> Mapping[str, str]:
        """Return the photos whose files were written since they came, by the hash of such a file."""
        return dict(self._db.fetch("select digest, sha from photo_files where digest != sha"))

    def note(self, files: Iterable[PhotoFile]) -> None:
        """Note files, all of them or none.

        Raises:
            UserError: what writing raises.
        """
        with self._db.writing():
            for one in files:
                put(self._db, one)
