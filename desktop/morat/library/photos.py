"""Photos: originals as files named by their SHA-256, and what is known of them as rows.

A photo is addressed by the hash of its original everywhere. Where only a smaller copy has come
so far (a hand-off file), that stands in under the same address until the original comes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import structs

from morat.library import durable, photo_files, thumbs
from morat.library.database import Database
from morat.library.events import log, now
from morat.library.ids import one_id
from morat.library.search import Search, match_of
from morat.library.sqlite import explained
from morat.library.thumbs import Thumbs
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import PhotoFacts, PhotoFile
from morat.newsroom.query import Query, parse
from morat.newsroom.text import clean

FOLDER = "photos"

# The columns that a PhotoFacts fills, in its order; sha256 is the column sha.
_TOLD = tuple(name for name in PhotoFacts.__struct_fields__ if name != "sha256")
_WORD = (1 << 64) - 1
_LISTS = ("people", "keywords", "protects")
_NEWEST = 5000
"""Photos that are asked which words they use."""
_MOST = 500
"""Words of a field that are told at most."""
_OF_FILE = ("mime", "width", "height", "bytes")
_COLUMNS = ", ".join(f"p.{name}" for name in ("sha", *_TOLD))
_SUFFIXES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/bmp": ".bmp",
    "image/x-canon-cr2": ".cr2",
    "image/x-canon-cr3": ".cr3",
    "image/x-nikon-nef": ".nef",
    "image/x-sony-arw": ".arw",
    "image/x-adobe-dng": ".dng",
    "image/x-fuji-raf": ".raf",
    "image/x-olympus-orf": ".orf",
    "image/x-panasonic-rw2": ".rw2",
    "image/x-pentax-pef": ".pef",
    "image/x-samsung-srw": ".srw",
}


def photo_file(folder: Path, stored: str, mime: str) -> Path:
    """Return where the library in ``folder`` keeps the file with the hash ``stored``."""
    return folder / FOLDER / stored[:2] / f"{stored}{_SUFFIXES.get(mime, '.bin')}"


def keep_file(folder: Path, data: bytes, digest: str, mime: str) -> None:
    """Put an original into the library in ``folder`` and read it back: whole, on the disk, or not at all.

    Any thread may do so; the row follows, and before it the folders are synced. One that is whole stays.

    Raises:
        UserError: ``disk-full``, ``library-unwritable``; ``original-unproven``: it reads back as another.
    """
    path = photo_file(folder, digest, mime)
    # What is wrong is wrong with the library, whichever file meets with it.
    with explained(folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        if durable.holds(path, data):
            return
        durable.place(path, data)
        if not durable.reads_back(path, data):
            raise UserError("original-unproven", path=str(path))


class Arrival(NamedTuple):
    """A photo whose file is in the library: what is known of it, and what it looks like (64-bit dHash).

    ``file`` is the one of the user's that it came from, None for one that is of no use to anybody later.
    """

    facts: PhotoFacts
    dhash: int | None = None
    file: PhotoFile | None = None


class Known(NamedTuple):
    """A photo by its hash: its dHash, None where nobody has looked; whether it lies in the trash."""

    sha256: str
    dhash: int | None
    trashed: bool


class Photos:
    """The photos of an open library."""

    def __init__(self, db: Database, folder: Path, search: Search, origin: Path | None = None) -> None:
        """Keep files in ``folder``, rows in ``db``, and ``search`` in step with what is said of photos.

        In a copy that was made to look into, files that are not here are read from its ``origin``.
        """
        self._origin = origin
        self._db = db
        self._home = folder
        self._search = search

    def has(self, sha: str) -> bool:
        """Say whether the library shows something for this photo: its original or a copy that stands in."""
        return self._db.fetch_one("select 1 from photos where sha = ?", sha) is not None

    def add(self, data: bytes, facts: PhotoFacts) -> bool:
        """Keep an original with what is known of it.

        Returns True when it is new here, also where a copy stood in for it. What the library says
        of a photo it knows stays as it is; a file that was lost or damaged is put back.

        Raises:
            ValueError: ``facts.sha256`` is not the hash of ``data``.
            UserError: ``disk-full``, ``library-unwritable``, ``library-busy``; nothing was added.
        """
        digest = hashlib.sha256(data).hexdigest()
        if digest != facts.sha256:
            raise ValueError(facts.sha256)
        return self._keep(data, digest, facts)

    def add_all(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Add rows for originals that :func:`keep_file` has kept, all of them or none.

        Returns for each whether it is new here, as :meth:`add`.

        Raises:
            UserError: ``library-busy``, ``disk-full`` and the like; no row was added.
        """
        self._sync({self._file(one.facts.sha256, one.facts.mime).parent for one in arrivals})
        with self._db.writing():
            for one in arrivals:
                if one.file is not None:
                    photo_files.put(self._db, one.file)
            return [self._put(one.facts, one.facts.sha256, one.facts.bytes, one.dhash) for one in arrivals]

    def known(self) -> list[Known]:
        """Return every photo by its hash with what it looks like, those added first at the front."""
        rows = self._db.fetch("select sha, dhash, trashed from photos order by seq")
        return [Known(sha, None if dhash is None else dhash & _WORD, bool(gone)) for sha, dhash, gone in rows]

    def not_looked_at(self) -> list[str]:
        """Return the photos of which nobody knows what they look like, the newest first."""
        return [
            row[0] for row in self._db.fetch("select sha from photos where dhash is null order by seq desc")
        ]

    def keep_likenesses(self, found: Mapping[str, int]) -> None:
        """Keep what photos look like (64-bit dHashes by hash).

        Raises:
            UserError: what writing raises; nothing was kept.
        """
        with self._db.writing():
            for sha, dhash in found.items():
                self._db.run("update photos set dhash = ? where sha = ?", _signed(dhash), sha)

    def add_copy(self, data: bytes, facts: PhotoFacts) -> bool:
        """Keep a smaller copy in place of the original ``facts.sha256``; True when it was of use.

        Raises:
            UserError: as :meth:`add`.
        """
        return not self.has(facts.sha256) and self._keep(data, hashlib.sha256(data).hexdigest(), facts)

    def take_record(self, record: Mapping[str, object]) -> None:
        """Take over what another database of this library says of a photo that is unknown here.

        Raises:
            UserError: what writing raises.
        """
        sha = str(record["sha"])
        with self._db.writing():
            if self.has(sha):
                return
            self._db.insert("photos", {**record, "seq": None})
            row = self._db.fetch_one("select seq from photos where sha = ?", sha)
            self._search.put_photo(row[0] if row else 0)
            log(self._db, now(), "", "photo-added", None, sha=sha, stored=record["stored"])

    def facts(self, sha: str) -> PhotoFacts:
        """Return what the library says of a photo; the first six or more digits of its hash will do.

        Raises:
            UserError: ``photo-unknown``, ``id-ambiguous``.
        """
        found = one_id(self._db, "photos", "sha", sha)
        rows = self._db.fetch(f"select {_COLUMNS} from photos p where sha = ?", found)  # noqa: S608
        if not rows:
            raise UserError("photo-unknown", sha=sha)
        return _facts_of(rows[0])

    def update(self, facts: PhotoFacts) -> None:
        """Store what a person says of a photo; pieces that use it are found by the new words.

        Raises:
            UserError: ``photo-unknown``, and what writing raises.
        """
        sha = facts.sha256
        values = {name: value for name, value in _record(facts).items() if name not in _OF_FILE}
        with self._db.writing():
            row = self._db.fetch_one("select seq from photos where sha = ?", sha)
            if row is None:
                raise UserError("photo-unknown", sha=sha)
            self._db.change("photos", row[0], values)
            self._search.put_photo(row[0])
            log(self._db, now(), "", "photo-described", None, sha=sha)
            self._search.put_users_later(sha)

    def path(self, sha: str) -> Path:
        """Return where the file of a photo is.

        Raises:
            UserError: ``photo-unknown``, or ``photo-missing`` when the file is gone.
        """
        row = self._db.fetch_one("select stored, mime from photos where sha = ?", sha)
        if row is None:
            raise UserError("photo-unknown", sha=sha[:12])
        path = self._file(*row)
        if not path.is_file() and self._origin is not None:
            path = photo_file(self._origin, *row)
        if not path.is_file():
            raise UserError("photo-missing", sha=sha[:12])
        return path

    def rows(
        self, article_id: str | None = None, limit: int = 1000, *, query: str = "", trashed: bool = False
    ) -> list[PhotoFacts]:
        """Return the photos of a piece in their order, or of the library with the newest first.

        Of the library ``query`` chooses, with or without marks; ``trashed`` shows the trash instead.
        """
        if article_id is not None:
            select = (
                f"select {_COLUMNS} from photo_uses u join photos p using (sha) "  # noqa: S608
                "where u.article_id = ? order by u.place limit ?"
            )
            return [_facts_of(row) for row in self._db.fetch(select, article_id, limit)]
        asked = parse(query)
        match = match_of(Query(asked.terms))
        if asked.unclear or (query.strip() and not match):
            return []
        source, key, values = "photos p", "p.seq", list[object]()
        tests = [f"p.trashed is {'not ' if trashed else ''}null"]
        if match:
            source, key = "photo_search s cross join photos p on p.seq = s.rowid", "s.rowid"
            tests.append("photo_search match ?")
            values.append(match)
        select = (
            f"select {_COLUMNS} from {source} where {' and '.join(tests)} "  # noqa: S608
            f"order by {key} desc limit ?"
        )
        return [_facts_of(row) for row in self._db.fetch(select, *values, limit)]

    def used_words(self, field: str) -> list[str]:
        """Return what the newest photos say in a field (an attribute of PhotoFacts), most used first."""
        newest = f"(select {field} from photos where trashed is null order by seq desc limit {_NEWEST})"  # noqa: S608
        source, value = (f"{newest}, json_each({field})", "value") if field in _LISTS else (newest, field)
        found = self._db.fetch(
            f"select {value} from {source} where {value} != '' "  # noqa: S608
            f"group by {value} order by count(*) desc, {value} limit {_MOST}"
        )
        return [row[0] for row in found]

    def used_in(self, sha: str, limit: int = -1) -> list[str]:
        """Return the ids of the pieces that show a photo, newest first, without those in the trash."""
        rows = self._db.fetch(
            "select id from photo_uses join articles on id = article_id "
            "where sha = ? and trashed is null order by seq desc limit ?",
            sha,
            limit,
        )
        return [row[0] for row in rows]

    def take_file(self, home: Path, stored: str, mime: str) -> bool:
        """Copy a file from the library in the folder ``home`` unless it is here; say whether it is whole.

        Raises:
            UserError: ``disk-full``, ``library-unwritable``.
        """
        path = self._file(stored, mime)
        source = photo_file(home, stored, mime)
        with explained(path):
            if durable.is_whole(path, stored):
                return True
            if not durable.is_whole(source, stored):
                return False
            durable.make_folder(path.parent)
            durable.copy(source, path)
            return durable.is_whole(path, stored)

    def has_file(self, stored: str, mime: str) -> bool:
        """Say whether there is a file with this hash, whatever the rows say."""
        return self._file(stored, mime).is_file()

    def remove_files(self, files: Sequence[tuple[str, str]], needed: Set[str]) -> set[str]:
        """Remove those of ``files`` (hash, type) that no row names any more, and that are not ``needed``.

        One that will not go is only room that is lost. The small pictures of the others go with them.
        Return the hashes of those that are gone.
        """
        gone: set[str] = set()
        for stored, mime in files:
            if stored in needed or self._db.fetch_one("select 1 from photos where stored = ?", stored):
                continue
            with suppress(OSError):
                self._file(stored, mime).unlink(missing_ok=True)
                gone.add(stored)
        self.forget_small(gone)
        return gone

    def forget_small(self, shas: Set[str]) -> None:
        """Remove the small pictures of photos that are gone for good."""
        if shas:
            for file in (thumbs.FILE, thumbs.WEB):
                Thumbs(self._home, file=file).forget([*shas])

    def damaged(self) -> list[tuple[str, str]]:
        """Read every file; return the code of what is wrong and the hash of the photo, for each."""
        found: list[tuple[str, str]] = []
        for sha, stored, mime in self._db.fetch("select sha, stored, mime from photos order by seq"):
            path = self._file(stored, mime)
            if not path.is_file():
                found.append(("photo-missing", sha))
            elif not durable.is_whole(path, stored):
                found.append(("photo-damaged", sha))
        return found

    def _file(self, stored: str, mime: str) -> Path:
        return photo_file(self._home, stored, mime)

    def _keep(self, data: bytes, digest: str, facts: PhotoFacts) -> bool:
        # The file first: a row never names a file that is not safely there.
        keep_file(self._home, data, digest, facts.mime)
        self._sync({self._file(digest, facts.mime).parent})
        with self._db.writing():
            return self._put(facts, digest, len(data))

    def _sync(self, folders: Set[Path]) -> None:
        """Make the names of files in these folders durable, and the folders themselves."""
        for folder in (*folders, self._home / FOLDER, self._home) if folders else ():
            with explained(folder):
                durable.sync_folder(folder)

    def _put(self, facts: PhotoFacts, digest: str, size: int, dhash: int | None = None) -> bool:
        """Add a row, or say in the one that is there which file it has now; True where anything is new."""
        known = self._db.fetch_one("select seq, stored from photos where sha = ?", facts.sha256)
        record = {**_record(facts), "bytes": size, "stored": digest, "dhash": _signed(dhash)}
        # Whoever brings a picture that lies in the trash wants to have it.
        self._db.run("update photos set trashed = null where sha = ?", facts.sha256)
        if known is None:
            at = now()
            self._db.insert("photos", {**record, "sha": facts.sha256, "added": at})
            row = self._db.fetch_one("select seq from photos where sha = ?", facts.sha256)
            self._search.put_photo(row[0] if row else 0)
            log(self._db, at, "", "photo-added", None, sha=facts.sha256, stored=digest)
        elif known[1] not in (digest, facts.sha256):
            self._db.change("photos", known[0], {name: record[name] for name in ("stored", *_OF_FILE)})
            log(self._db, now(), "", "photo-original", None, sha=facts.sha256, stored=digest)
        else:
            return False
        return True


def _signed(dhash: int | None) -> int | None:
    """Return a dHash as SQLite keeps whole numbers: 64 bits with a sign."""
    return dhash if dhash is None or dhash <= _WORD >> 1 else dhash - _WORD - 1


def _record(facts: PhotoFacts) -> dict[str, Any]:
    values: dict[str, Any] = structs.asdict(facts)
    del values["sha256"]
    for name in _LISTS:
        values[name] = json.dumps([clean(one) for one in values[name]], ensure_ascii=False)
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}


def _facts_of(row: tuple[Any, ...]) -> PhotoFacts:
    values = dict(zip(("sha256", *_TOLD), row, strict=True))
    for name in _LISTS:
        values[name] = tuple(json.loads(values[name]))
    return PhotoFacts(**values)
