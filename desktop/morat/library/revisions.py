"""Every version of every piece, told apart and joined to its parent by hashes, never by clocks.

``content`` is the SHA-256 of the article's JSON (``codec.to_bytes``), the same on every workstation.
``sha`` is the SHA-256 of the parent's ``sha``, a line break and ``content``: it names a version
with all that came before it. Every tenth version stands alone (a keyframe); those between are
packed against it, one step away.
"""

import hashlib
from typing import NamedTuple

from morat.library import deltas
from morat.library.database import Database
from morat.library.events import log, now
from morat.library.ids import SHORTEST
from morat.newsroom import codec
from morat.newsroom.article import Article
from morat.newsroom.messages import UserError
from morat.newsroom.text import clean_line

KINDS = ("auto", "milestone", "imported", "merged", "restored")
KEYFRAME_EVERY = 10
THINNED = 0
"""The ``codec`` of a version whose text was thinned out: its hashes stay, for what grew out of it."""
SHRUNK = "shrunk"
"""Why a version is pinned: the one after it has lost more than half of its words."""
LOOK_BACK = 20
"""Versions among which the longest is looked for when a text shrinks: keys that are held delete by and by."""
LEAST = 20
"""Words below which a text may shrink as it likes."""


class RevisionRow(NamedTuple):
    """A version in a history: ``at`` is ISO time in UTC, ``name`` that of a milestone or None.

    ``words`` is its length, None where it was not counted; ``pinned`` says why it is never thinned out
    (:data:`SHRUNK`); of a ``thinned`` one only hashes and date are left.
    """

    sha: str
    parent: str | None
    kind: str
    at: str
    author: str
    device: str
    name: str | None
    content: str
    words: int | None = None
    pinned: str | None = None
    thinned: bool = False


class Version(NamedTuple):
    """A version to be kept: its JSON, and who made it when and how."""

    data: bytes
    content: str
    parent: str | None
    kind: str
    at: str
    author: str
    device: str
    words: int | None = None

    @property
    def sha(self) -> str:
        """The name of this version."""
        return revision_hash(self.parent, self.content)


class _Whole(NamedTuple):
    """A keyframe that was read and found whole: its row, its hash, its JSON."""

    n: int
    content: str
    data: bytes


def content_hash(data: bytes) -> str:
    """Return the hash of an article's JSON."""
    return hashlib.sha256(data).hexdigest()


def revision_hash(parent: str | None, content: str) -> str:
    """Return the name of a version: its content together with all before it."""
    return hashlib.sha256(f"{parent or ''}\n{content}".encode()).hexdigest()


class Revisions:
    """The versions in an open library."""

    def __init__(self, db: Database) -> None:
        """Read and write those of ``db``."""
        self._db = db
        self._whole: _Whole | None = None

    def of(self, article_id: str) -> list[RevisionRow]:
        """Return the versions of a piece, newest first; empty for a piece that is not there."""
        rows = self._db.fetch(
            "select sha, parent, kind, at, author, device, name, content, words, pinned, codec "
            "from revisions where article_id = ? order by n desc",
            article_id,
        )
        return [RevisionRow._make((*row[:-1], row[-1] == THINNED)) for row in rows]

    def find(self, article_id: str, given: str) -> str:
        """Return the whole name of a version of which at least six characters are given.

        Raises:
            UserError: ``revision-unknown``, ``id-ambiguous``.
        """
        found = self._db.fetch(
            "select sha from revisions where article_id = ? and sha >= ? and sha < ? limit 10",
            article_id,
            given,
            f"{given}g",
        )
        if len(found) > 1:
            raise UserError("id-ambiguous", id=given, ids=[row[0] for row in found])
        if not found or len(given) < SHORTEST:
            raise UserError("revision-unknown", revision=given)
        return str(found[0][0])

    def get(self, article_id: str, sha: str) -> Article:
        """Return the piece as it was in a version.

        Raises:
            UserError: ``revision-unknown``; ``revision-thinned`` when only its hashes were kept;
                ``revision-damaged`` when it is not what was stored.
        """
        return codec.from_bytes(self.data(article_id, sha))

    def data(self, article_id: str, sha: str) -> bytes:
        """Return the JSON of a version, checked against its hashes.

        Raises:
            UserError: as :meth:`get`.
        """
        row = self._db.fetch_one(
            "select base, data, content, parent, codec, at from revisions where article_id = ? and sha = ?",
            article_id,
            sha,
        )
        if row is None:
            raise UserError("revision-unknown", revision=sha)
        base, packed, content, parent, packing, at = row
        if packing == THINNED:
            raise UserError("revision-thinned", revision=sha[:12], at=at[:16].replace("T", " "))
        data = self._unpacked(packed, base)
        if data is None or content_hash(data) != content or revision_hash(parent, content) != sha:
            raise UserError("revision-damaged", revision=sha[:12])
        return data

    def is_ancestor(self, article_id: str, older: str, newer: str) -> bool:
        """Say whether ``newer`` grew out of ``older``; a version counts as its own ancestor."""
        found = self._db.fetch_one(
            "with recursive line(sha) as (select ?2 union "
            "select r.parent from line join revisions r on r.article_id = ?1 and r.sha = line.sha "
            "where r.parent is not null) select 1 from line where sha = ?3",
            article_id,
            newer,
            older,
        )
        return found is not None

    def append(self, article_id: str, version: Version) -> None:
        """Keep a version, inside the transaction of its save.

        One that is there already stays as it is; one that was thinned out has its text again.
        """
        keyframe, age = self._keyframe(article_id)
        base, known = keyframe if age < KEYFRAME_EVERY else (None, b"")
        record = {
            "article_id": article_id,
            "sha": version.sha,
            "content": version.content,
            "parent": version.parent,
            "kind": version.kind,
            "at": version.at,
            "author": version.author,
            "device": version.device,
            "words": version.words,
            "codec": deltas.CODEC,
            "base": base,
            "data": deltas.pack(version.data, known),
        }
        self._db.run(
            f"insert into revisions ({', '.join(record)}) values ({', '.join('?' * len(record))}) "  # noqa: S608
            "on conflict (article_id, sha) do update set base = excluded.base, data = excluded.data, "
            "codec = excluded.codec where codec = 0",
            *record.values(),
        )

    def name(self, article_id: str, sha: str, name: str, author: str = "") -> None:
        """Give a version a name, by which it stands out and is never thinned out; an empty one takes it away.

        Raises:
            UserError: ``revision-unknown``, and what writing raises.
        """
        with self._db.writing():
            row = self._db.fetch_one(
                "select n from revisions where article_id = ? and sha = ?", article_id, sha
            )
            if row is None:
                raise UserError("revision-unknown", revision=sha[:12])
            told = clean_line(name)
            self._db.run("update revisions set name = ? where n = ?", told or None, row[0])
            log(self._db, now(), author, "named", article_id, revision=sha, name=told)

    def guard(self, article_id: str, words: int) -> str | None:
        """Pin the longest of the newest versions when a save leaves less than half of its words.

        Inside the transaction of the save. Returns the name of the version that was pinned now.
        """
        row = self._db.fetch_one(
            "select n, sha, words, pinned from (select n, sha, words, pinned, codec from revisions "
            "where article_id = ? order by n desc limit ?) "
            "where codec != 0 order by words desc, n desc limit 1",
            article_id,
            LOOK_BACK,
        )
        if row is None or row[2] is None or row[2] < LEAST or 2 * words >= row[2] or row[3] is not None:
            return None
        self._db.run("update revisions set pinned = ? where n = ?", SHRUNK, row[0])
        return str(row[1])

    def _keyframe(self, article_id: str) -> tuple[tuple[int | None, bytes], int]:
        """Return the last keyframe as (n, JSON) and how many versions ago it was, itself counted."""
        nothing = (None, b""), KEYFRAME_EVERY
        row = self._db.fetch_one(
            "select n, content, "
            "(select count(*) from revisions r where r.article_id = k.article_id and r.n >= k.n) "
            "from revisions k where article_id = ? and base is null and codec != 0 order by n desc limit 1",
            article_id,
        )
        if row is None or row[2] >= KEYFRAME_EVERY:
            return nothing
        n, content, age = row
        # To unpack it and to see that it is whole costs as much as the save: once for all packed against it.
        if self._whole is None or self._whole[:2] != (n, content):
            packed = self._db.fetch_one("select data from revisions where n = ?", n)
            data = None if packed is None else self._unpacked(packed[0], None)
            if data is None or content_hash(data) != content:
                # A damaged keyframe must not take the versions to come with it.
                return nothing
            self._whole = _Whole(n, content, data)
        return (n, self._whole.data), age

    def _unpacked(self, packed: bytes, base: int | None) -> bytes | None:
        try:
            if base is None:
                return deltas.unpack(packed)
            row = self._db.fetch_one("select data from revisions where n = ?", base)
            return None if row is None else deltas.unpack(packed, deltas.unpack(row[0]))
        except deltas.DamagedError:
            return None
