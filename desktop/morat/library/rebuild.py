"""Build a library anew from plain copies, without its database.

What comes back: every piece as it was last, under the same name of its newest version, so that copies at
other desks still find where they come from; what editors say of it; what was said of photos; the trash.
What does not: the versions before, the log, saved searches. How many versions that are is counted and said.
"""

from pathlib import Path
from typing import Any, NamedTuple

from morat.library import durable, plain
from morat.library.backup import Progress, check
from morat.library.database import Database
from morat.library.peek import DATABASE
from morat.library.plain import Copy, Plain
from morat.library.restore import replace
from morat.library.revisions import content_hash
from morat.library.sqlite import explained
from morat.library.store import Library
from morat.newsroom import codec
from morat.newsroom.messages import UserError


class Rebuilt(NamedTuple):
    """What was built: pieces, photos known, versions that only the old database had.

    ``damaged`` names the plain copies that could not be used, ``missing`` the photos whose file is not whole;
    ``kept`` is where the database that was replaced is now.
    """

    articles: int
    photos: int
    lost_versions: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    kept: Path | None = None


def rebuild(source: Path, into: Path, progress: Progress, *, over: bool = False) -> Rebuilt:
    """Make a library in ``into`` of the plain copies in ``source`` (a library's folder, or its ``plain``).

    The pictures are copied along when ``into`` is another folder. A library that is there already is in the
    way, unless ``over``: then it is moved aside first, every byte of it kept.

    Raises:
        UserError: ``library-exists``, ``plain-missing`` (there are no plain copies), ``rebuild-unproven``,
            ``disk-full``, ``library-unwritable``, what ``progress`` raises; there is no new library.
    """
    home = source.parent if source.name == plain.FOLDER else source
    database = into / DATABASE
    if database.exists() and not over:
        raise UserError("library-exists", path=str(into))
    copies, damaged = _copies(Plain(home))
    if not copies:
        raise UserError("plain-missing", path=str(source))
    passing = durable.passing_name(database)
    try:
        with explained(database):
            durable.make_folder(into)
        built = _build(home, into, passing, copies, progress)
        with explained(database):
            durable.sync_file(passing)
            kept = replace(database, passing, sound=False)
    finally:
        for ending in ("", "-wal", "-shm"):
            passing.with_name(passing.name + ending).unlink(missing_ok=True)
    return built._replace(damaged=(*damaged, *built.damaged), kept=kept)


def _copies(source: Plain) -> tuple[list[Copy], list[str]]:
    """Return the newest copy of each piece, in the order they were saved, and the files that are damaged."""
    newest: dict[str, Copy] = {}
    damaged: list[str] = []
    for path in source.files():
        copy = plain.read(path)
        if copy is None or not copy.is_whole:
            damaged.append(path.name)
        elif copy.piece.id not in newest or newest[copy.piece.id].piece.place < copy.piece.place:
            newest[copy.piece.id] = copy
    return sorted(newest.values(), key=lambda copy: copy.piece.place), damaged


def _build(home: Path, into: Path, passing: Path, copies: list[Copy], progress: Progress) -> Rebuilt:
    from morat.library.schema import migrate

    db = Database(passing)
    try:
        migrate(db)
        # Nothing counts before all of it is there and was checked: it is synced once, at the end.
        db.run("pragma synchronous = off")
        library = Library(into, db)
        photos, missing, damaged = _take_photos(library, db, home, progress)
        for number, copy in enumerate(copies):
            progress(number, len(copies))
            _take_piece(library, db, copy)
        _prove(db, copies)
        lost = sum(copy.piece.versions - 1 for copy in copies)
        library.note("library-rebuilt", pieces=len(copies), lost_versions=lost)
        progress(len(copies), len(copies))
    finally:
        db.close()
    found = check(passing)
    if found.articles != len(copies):
        raise UserError("rebuild-unproven", path=str(into))
    return Rebuilt(found.articles, photos, lost, tuple(damaged), tuple(missing))


def _take_photos(
    library: Library, db: Database, home: Path, progress: Progress
) -> tuple[int, list[str], list[str]]:
    columns = {row[1] for row in db.fetch("pragma table_info(photos)")}
    count = 0
    missing: list[str] = []
    damaged: list[str] = []
    for path, record in Plain(home).photo_records():
        progress(0, 0)
        if record is None:
            damaged.append(path.name)
            continue
        library.photos.take_record({name: value for name, value in record.items() if name in columns})
        count += 1
        if not library.photos.take_file(home, str(record["stored"]), str(record["mime"])):
            missing.append(str(record["sha"]))
    return count, missing, damaged


def _take_piece(library: Library, db: Database, copy: Copy) -> None:
    piece = copy.piece
    library.articles.save(
        codec.from_bytes(bytes(copy.article)),
        kind=piece.kind,
        author=piece.author,
        device=piece.device,
        parent=piece.parent,
        at=piece.updated,
    )
    with db.writing():
        db.run("update articles set created = ? where id = ?", piece.created, piece.id)
    if copy.reviewed is not None:
        library.reviews.put(piece.id, codec.review_from_bytes(bytes(copy.review)), at=piece.updated)
    if piece.trashed is not None:
        library.trash.put(piece.id, at=piece.trashed)


def _prove(db: Database, copies: list[Copy]) -> None:
    """Read every piece back and hold it against the copy it came from."""
    stored: dict[Any, Any] = dict(db.fetch("select id, content from articles"))
    for copy in copies:
        # Hashed as this program writes it: a copy may be of an older one.
        written = codec.to_bytes(codec.from_bytes(bytes(copy.article)))
        if stored.get(copy.piece.id) != content_hash(written):
            raise UserError("rebuild-unproven", path=copy.piece.id)
