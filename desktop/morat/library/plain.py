"""Plain copies: each piece as a JSON file, from which the library can be built without its database.

``plain/2026-11/uong-bi-hop-1a2b3c4d5e6f.json`` is a piece (in the folder of the month it was begun), with its
newest version's name and hashes; ``plain/photos/ab/HASH.json`` what the library says of a photo. The pictures
are files of their own already (``photos/``). Whoever has lost all else can open these with any editor.

A file a piece, kept up after each save, and not one archive with each backup: what changed is one small file
however large the library is, nothing is ever rewritten as a whole, and the last words typed are in it, where
the newest backup is hours old. What changed is told by two numbers that only grow, the place of a piece in
the list (``seq``, new with each save) and the log's; ``state.json`` keeps how far the copies are. When that
does not fit the library (it was put back, the file is gone), every copy is compared.

Nothing is taken away here but what was purged from the trash: a copy that the library does not know, or that
is newer than all it knows, may be the last one.
"""

import hashlib
import json
import re
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from morat.library import durable
from morat.library.backup import Progress, reading
from morat.library.peek import DATABASE
from morat.library.revisions import content_hash, revision_hash
from morat.library.sqlite import Connection, explained
from morat.newsroom import codec
from morat.newsroom.text import slug

FOLDER = "plain"
SCHEMA = "morat/plain-1"
PHOTO_SCHEMA = "morat/plain-photo-1"
ASIDE = "aside"
"""Where copies go that are newer than the library that is there now."""
_PHOTOS = "photos"
_STATE = "state.json"
_NOTHING_SAID = b"null"
_SLUG = 40
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHORT = 12
_MANY = 200
"""Pieces after which the state is kept, and from which on the names of all files are read at once."""
_PIECE = """
    select a.id, a.seq as place, a.created, a.updated, a.trashed, a.head as revision, r.parent, r.content,
    r.kind, r.author, r.device, b.json, w.json as review,
    (select count(*) from revisions v where v.article_id = a.id) as versions
    from articles a join bodies b on b.article_id = a.id
    join revisions r on r.article_id = a.id and r.sha = a.head
    left join reviews w on w.article_id = a.id
"""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What a plain copy says of its piece beside the article: its newest version, and where it stands.

    ``place`` grows with every save of any piece; ``versions`` is how many the library had.
    """

    id: str
    place: int
    created: str
    updated: str
    trashed: str | None = None
    revision: str
    parent: str | None = None
    content: str
    kind: str = "auto"
    author: str = ""
    device: str = ""
    versions: int = 1


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A plain copy: ``article`` is the JSON as the library holds it, byte for byte.

    So is ``review``, what editors say of it, null where they say nothing.
    """

    schema: str
    piece: Piece
    article: msgspec.Raw
    review: msgspec.Raw = msgspec.Raw(_NOTHING_SAID)

    @property
    def is_whole(self) -> bool:
        """Whether the article is what the hashes of its version say."""
        piece = self.piece
        return (
            content_hash(bytes(self.article)) == piece.content
            and revision_hash(piece.parent, piece.content) == piece.revision
        )

    @property
    def reviewed(self) -> str | None:
        """What editors say of the piece, as the library holds it."""
        return None if bytes(self.review) == _NOTHING_SAID else bytes(self.review).decode()


class _State(NamedTuple):
    """How far the copies are: the last place with its version, the last line of the log with its time."""

    seq: int
    head: str
    event: int
    at: str


_NOTHING = _State(0, "", 0, "")


class Plain:
    """The plain copies in the folder of a library."""

    def __init__(self, folder: Path) -> None:
        """Keep copies below ``folder``, the library's."""
        self._database = folder / DATABASE
        self.folder = folder / FOLDER

    def update(self, progress: Progress) -> int:
        """Bring the copies up to the library as it is saved; return how many files were written.

        Reads on a connection of its own, a piece at a time: whoever saves meanwhile waits for nothing.
        ``progress`` may raise to stop; what was done counts.

        Raises:
            UserError: ``library-damaged``, ``library-newer``, ``disk-full``, ``library-unwritable``.
        """
        if not self._database.is_file():
            return 0
        with reading(self._database) as db, explained(self.folder):
            last, known = _last(db), self._state()
            since = known if known is not None and _fits(known, last, db) else _NOTHING
            written = self._write_photos(db, since, last)
            self._remove_purged(db, since, last)
            ids = [row[0] for row in db.execute(_CHANGED, (since.seq, since.event, last.event))]
            names = self._names() if since is _NOTHING or len(ids) > _MANY else None
            for number, article_id in enumerate(ids):
                progress(number, len(ids))
                written += self._write(db, article_id, names, last)
                if number % _MANY == _MANY - 1:
                    self._keep_state(_reached(db, article_id, since, last))
            if last != known:
                self._keep_state(last)
            progress(len(ids), len(ids))
        return written

    def files(self) -> Generator[Path]:
        """Yield the file of every piece, those set aside left out."""
        for folder in sorted(self.folder.glob("*")):
            if folder.is_dir() and folder.name not in (ASIDE, _PHOTOS):
                yield from sorted(folder.glob("*.json"))

    def newer_than(self, place: int) -> list[Copy]:
        """Return the whole copies of pieces that were saved after ``place``, in that order."""
        found = (copy for copy in map(read, self.files()) if copy and copy.piece.place > place)
        return sorted((copy for copy in found if copy.is_whole), key=lambda copy: copy.piece.place)

    def photo_records(self) -> Generator[tuple[Path, dict[str, Any] | None]]:
        """Yield each file of a photo with its record, None where the file is damaged."""
        for path in sorted((self.folder / _PHOTOS).glob("*/*.json")):
            yield path, _record(path)

    def _write(self, db: Connection, article_id: str, names: dict[str, Path] | None, last: _State) -> int:
        found = db.execute(f"{_PIECE} where a.id = ?", (article_id,))
        row = found.fetchone()
        if row is None:
            return 0
        values = dict(zip([column[0] for column in found.description], row, strict=True))
        text, review = values.pop("json"), values.pop("review")
        piece = msgspec.convert(values, Piece)
        path = self.folder / piece.created[:7] / _name(piece, text)
        before = self._before(piece, path, names)
        copy = read(before) if before else None
        if copy is not None and before is not None:
            if copy.piece == piece and copy.reviewed == review and before == path:
                return 0
            if copy.piece.place > last.seq and copy.piece.place > piece.place:
                self._set_aside(before)
                before = None
        durable.make_folder(path.parent)
        durable.write(path, _encoded(piece, text, review))
        if before is not None and before != path:
            durable.remove(before)
        return 1

    def _before(self, piece: Piece, path: Path, names: dict[str, Path] | None) -> Path | None:
        """Return the file that a piece has now; its name changes with the headline."""
        if names is not None:
            return names.get(_short(piece.id))
        if path.is_file():
            return path
        return next((self.folder / piece.created[:7]).glob(f"*-{_short(piece.id)}.json"), None)

    def _names(self) -> dict[str, Path]:
        return {path.stem[-_SHORT:]: path for path in self.files()}

    def _set_aside(self, path: Path) -> None:
        durable.make_folder(self.folder / ASIDE)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        durable.put_in_place(path, self.folder / ASIDE / f"{path.stem}-{digest}.json")

    def _write_photos(self, db: Connection, since: _State, last: _State) -> int:
        written = 0
        found = db.execute(_PHOTOS_CHANGED, (since.event, last.event, since.event))
        names = [column[0] for column in found.description]
        for row in found.fetchall():
            record = dict(zip(names, row, strict=True))
            del record["seq"]
            sha = str(record["sha"])
            path = self.folder / _PHOTOS / sha[:2] / f"{sha}.json"
            data = json.dumps({"schema": PHOTO_SCHEMA, "photo": record}, ensure_ascii=False).encode()
            if not path.is_file() or path.read_bytes() != data:
                durable.make_folder(path.parent)
                durable.write(path, data)
                written += 1
        return written

    def _remove_purged(self, db: Connection, since: _State, last: _State) -> None:
        """Let go of copies of what the trash let go of since."""
        select = "select what, article_id, detail from events where id > ? and id <= ? and what in (?, ?)"
        for what, article_id, detail in db.execute(
            select, (since.event, last.event, "purged", "photo-purged")
        ).fetchall():
            if what == "purged":
                there = db.execute("select 1 from articles where id = ?", (article_id,)).fetchone()
                paths = [] if there else [*self.folder.glob(f"*/*-{_short(article_id)}.json")]
            else:
                sha = json.loads(detail)["sha"]
                there = db.execute("select 1 from photos where sha = ?", (sha,)).fetchone()
                paths = [] if there else [self.folder / _PHOTOS / sha[:2] / f"{sha}.json"]
            for path in paths:
                durable.remove(path)

    def _state(self) -> _State | None:
        try:
            return msgspec.json.decode((self.folder / _STATE).read_bytes(), type=_State)
        except (OSError, msgspec.MsgspecError):
            return None

    def _keep_state(self, state: _State) -> None:
        durable.make_folder(self.folder)
        durable.write(self.folder / _STATE, msgspec.json.encode(state))


_CHANGED = """
    select id from articles where seq > ?1 or id in (
        select article_id from events where id > ?2 and id <= ?3 and ?2 > 0
    ) order by seq
"""
_PHOTOS_CHANGED = """
    select * from photos where ?3 = 0
    or sha in (
        select json_extract(detail, '$.sha') from events where id > ?1 and id <= ?2 and what like 'photo-%'
    )
"""


def read(path: Path) -> Copy | None:
    """Return the plain copy in a file, None where it is damaged or none of ours."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        copy = msgspec.json.decode(path.read_bytes(), type=Copy)
        return copy if copy.schema == SCHEMA else None
    return None


def _record(path: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(path.read_bytes())
        record: dict[str, Any] = value["photo"]
        return record if value["schema"] == PHOTO_SCHEMA and record["sha"] == path.stem else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _last(db: Connection) -> _State:
    seq, head = db.execute("select seq, head from articles order by seq desc limit 1").fetchone() or (0, "")
    event, at = db.execute("select id, at from events order by id desc limit 1").fetchone() or (0, "")
    return _State(seq, head, event, at)


def _reached(db: Connection, article_id: str, since: _State, last: _State) -> _State:
    """Return how far the copies are once this piece is done; pieces are done by their places."""
    row = db.execute("select seq, head from articles where id = ?", (article_id,)).fetchone()
    return (
        since
        if row is None or row[0] < since.seq or row[0] > last.seq
        else last._replace(seq=row[0], head=row[1])
    )


def _fits(state: _State, last: _State, db: Connection) -> bool:
    """Say whether the copies were made of this very library, and it did not come out of a backup since."""
    line = db.execute("select 1 from events where id = ? and at = ?", (state.event, state.at)).fetchone()
    later = db.execute(
        "select 1 from events where id > ? and what like 'library-%'", (state.event,)
    ).fetchone()
    grown = last.seq > state.seq or (last.seq, last.head) == (state.seq, state.head)
    return grown and line is not None and later is None


def _encoded(piece: Piece, text: str, review: str | None) -> bytes:
    said = _NOTHING_SAID if review is None else review.encode()
    article = msgspec.Raw(text.encode())
    return msgspec.json.encode(Copy(schema=SCHEMA, piece=piece, article=article, review=msgspec.Raw(said)))


def _name(piece: Piece, text: str) -> str:
    headline = codec.from_bytes(text.encode()).headline
    return f"{slug(headline, _SLUG)}-{_short(piece.id)}.json"


def _short(article_id: str) -> str:
    """Return twelve characters that stand for a piece: the first of its id, where that is a UUID."""
    if _UUID.fullmatch(article_id):
        return article_id.replace("-", "")[:_SHORT]
    return hashlib.sha256(article_id.encode()).hexdigest()[:_SHORT]
