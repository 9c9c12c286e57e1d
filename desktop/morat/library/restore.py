"""Put a backup in place of the library's database, or take single pieces out of it.

Nothing is overwritten: the database that was there keeps its bytes under a name that says so. A -wal left
beside a database that was replaced belongs to the old one and would be played into the new: it goes with the
old one, and goes first.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from morat.library import backup, durable
from morat.library.backup import Progress
from morat.library.condition import examine
from morat.library.peek import DATABASE
from morat.library.plain import Plain
from morat.library.sqlite import Connection, attach, become_sole, connect, explained
from morat.library.store import Library
from morat.newsroom import codec
from morat.newsroom.messages import UserError

LISTED = 500
"""Pieces that a comparison names; it counts all of them."""
_BESIDE = ("-wal", "-shm", "-journal")


class Change(NamedTuple):
    """A piece that a restore would change.

    ``what`` is ``older`` (it goes back), ``missing`` (the backup lacks it) or ``back`` (it is only there);
    ``updated`` (ISO, UTC) is that of the backup's version, of the present one where the backup has none.
    """

    what: str
    id: str
    headline: str
    updated: str


class Outlook(NamedTuple):
    """What a restore would change: how many pieces the backup has, counts by kind, the first of each.

    ``compared`` is False where the present library cannot be read.
    """

    pieces: int
    compared: bool
    counts: dict[str, int]
    changes: tuple[Change, ...]


class Restored(NamedTuple):
    """Where the database that was replaced is now (None: there was none), and what the backup held.

    ``before`` is the backup of the library as it was, None where it could not be read.
    ``newer`` counts the pieces whose plain copies were newer than the backup: they came in as newest
    versions, because the library that was replaced could not be read.
    """

    kept: Path | None
    contents: backup.Contents
    newer: int = 0
    before: Path | None = None


def outlook(folder: Path, copy: Path) -> Outlook:
    """Compare the library of ``folder`` with a backup, piece by piece; nothing is changed.

    Raises:
        UserError: ``library-damaged``, ``library-newer``: the backup cannot be used.
    """
    pieces = backup.count_pieces(copy)
    try:
        counts, changes = _compare(folder / DATABASE, copy)
    except UserError:
        return Outlook(pieces, compared=False, counts={}, changes=())
    return Outlook(pieces, True, counts, changes)  # noqa: FBT003 - a record's field


def pieces_in(copy: Path, limit: int = LISTED) -> list[Change]:
    """Return the pieces of a backup, those saved last first, as such that can be taken back.

    Raises:
        UserError: ``library-damaged``, ``library-newer``.
    """
    with backup.reading(copy) as db:
        rows = db.execute(
            "select 'back', id, headline, updated from articles where trashed is null "
            "order by seq desc limit ?",
            (limit,),
        )
        return [Change(*row) for row in rows]


def put_back(folder: Path, copy: Path, progress: Progress, *, at: datetime | None = None) -> Restored:
    """Make a backup the library of ``folder``, which nobody may have open.

    The backup is checked before anything is touched and again as the copy that is put in place. A present
    library that can be read is backed up first; one that cannot keeps its file all the same, and what the
    plain copies have that is newer than the backup is brought in.

    Raises:
        UserError: ``library-damaged``, ``library-newer``, ``library-busy`` (somebody has the library open),
            ``disk-full``, ``library-unwritable``, what ``progress`` raises. The library is as it was before.
    """
    database = folder / DATABASE
    contents = backup.check(copy, progress)
    size = copy.stat().st_size
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        progress(done, size)

    passing = durable.passing_name(database)
    try:
        with explained(database):
            durable.make_folder(folder)
            durable.copy(copy, passing, tell)
        if backup.check(passing, progress) != contents:
            raise UserError("backup-unproven", path=str(folder))
        before = _back_up_first(folder, progress)
        with explained(database):
            kept = replace(database, passing, sound=before is not None, at=at)
    finally:
        passing.unlink(missing_ok=True)
    with Library.open(folder) as library:
        newer = 0 if before is not None else _bring_newer(library)
        library.note("library-restored", backup=copy.name, newer=newer)
    return Restored(kept, contents, newer, before)


def replace(database: Path, passing: Path, *, sound: bool, at: datetime | None = None) -> Path | None:
    """Put ``passing`` in place of ``database``; return where that is kept now, None when there was none.

    One that is not ``sound`` is not opened any more: with its -wal it keeps every byte it has.

    Raises:
        UserError: ``library-busy``; inside ``explained``, what the disk refuses.
    """
    if not database.exists():
        _clear_beside(database, None)
        durable.put_in_place(passing, database)
        durable.sync_folder(database.parent)
        return None
    if sound:
        _close_file(database)
    kept = _free_name(database, at or datetime.now())  # noqa: DTZ005 - a name that people read
    _clear_beside(database, kept)
    _keep(database, kept)
    durable.put_in_place(passing, database)
    durable.sync_folder(database.parent)
    return kept


def take_pieces(library: Library, copy: Path, ids: list[str], author: str = "") -> list[str]:
    """Bring pieces of a backup in as the newest versions of themselves; return their headlines.

    What the pieces are now stays in their history. A piece that is gone comes back.

    Raises:
        UserError: ``article-unknown`` where the backup lacks one, ``library-damaged``, what saving raises.
    """
    found = [_read_piece(copy, article_id) for article_id in ids]
    headlines: list[str] = []
    for text, photos in found:
        article = codec.from_bytes(text.encode())
        for record in photos:
            library.photos.take_record({**record, "trashed": None})
        library.articles.save(article, kind="restored", author=author)
        headlines.append(article.headline)
    return headlines


def _compare(database: Path, copy: Path) -> tuple[dict[str, int], tuple[Change, ...]]:
    with backup.reading(database) as db:
        attach(db, copy, "copy", readonly=True)
        here = "(select * from main.articles where trashed is null)"
        there = "(select * from copy.articles where trashed is null)"
        select = {
            "older": f"{there} t join {here} h using (id) where t.head <> h.head",
            "missing": f"{here} t where not exists (select 1 from {there} o where o.id = t.id)",  # noqa: S608
            "back": f"{there} t where not exists (select 1 from {here} o where o.id = t.id)",  # noqa: S608
        }
        counts: dict[str, int] = {}
        changes: list[Change] = []
        for what, rest in select.items():
            counts[what] = db.execute(f"select count(*) from {rest}").fetchone()[0]  # noqa: S608
            rows = db.execute(
                f"select id, t.headline, t.updated from {rest} order by t.seq desc limit {LISTED}"  # noqa: S608
            )
            changes += [Change(what, *row) for row in rows]
        return counts, tuple(changes)


def _bring_newer(library: Library) -> int:
    """Save what was saved after the backup was made, as the plain copies have it; return how many pieces."""
    copies = Plain(library.folder).newer_than(library.articles.last_place())
    for copy in copies:
        piece = copy.piece
        library.articles.save(
            codec.from_bytes(bytes(copy.article)), kind="restored", author=piece.author, device=piece.device
        )
        if piece.trashed is not None:
            library.trash.put(piece.id, at=piece.trashed)
    return len(copies)


def _back_up_first(folder: Path, progress: Progress) -> Path | None:
    """Back up the present library; None where it cannot be read: then it is not touched."""
    database = folder / DATABASE
    if not database.exists():
        return None
    try:
        found = examine(database, lambda: progress(0, 0))
        if found is not None and found.code != "search-damaged":
            return None
        return backup.of_library(folder).make(database, backup.BEFORE_RESTORE, progress).backup.path
    except UserError as error:
        if error.message.code not in ("library-damaged", "library-newer", "backup-unproven"):
            raise
        return None


def _close_file(database: Path) -> None:
    """Bring what stands in the -wal into the file, and make sure that nobody else has it open."""
    db = connect(database, wal=False)
    try:
        become_sole(db)
    finally:
        db.close()


def _clear_beside(database: Path, kept: Path | None) -> None:
    """Move what belongs to the old file away with it."""
    for ending in _BESIDE:
        beside = database.with_name(database.name + ending)
        if not beside.exists():
            continue
        if ending == "-shm":
            durable.remove(beside)
        else:
            name = kept or _free_name(database, datetime.now())  # noqa: DTZ005 - a name that people read
            durable.move(beside, name.with_name(name.name + ending))


def _keep(database: Path, kept: Path) -> None:
    """Give the old file its second name; where the disk can do that, there is a library at every moment."""
    try:
        os.link(database, kept)
        durable.sync_folder(kept.parent)
    except OSError:
        durable.move(database, kept)


def _free_name(database: Path, at: datetime) -> Path:
    stem = f"{database.stem}-replaced-{at:%Y-%m-%d-%H%M%S}"
    names = (database.with_name(f"{stem}{f'-{n}' if n else ''}{database.suffix}") for n in range(1000))
    return next(name for name in names if not name.exists())


def _read_piece(copy: Path, article_id: str) -> tuple[str, list[dict[str, object]]]:
    with backup.reading(copy) as db:
        row = db.execute("select json from bodies where article_id = ?", (article_id,)).fetchone()
        if row is None:
            raise UserError("article-unknown", id=article_id)
        return row[0], _photo_records(db, article_id)


def _photo_records(db: Connection, article_id: str) -> list[dict[str, object]]:
    found = db.execute(
        "select p.* from photo_uses u join photos p using (sha) where u.article_id = ?", (article_id,)
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
