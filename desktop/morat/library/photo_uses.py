"""Where photos were shown: in which pieces, when, and with which caption."""

import json
from collections.abc import Iterable

from morat.library.database import Database
from morat.newsroom import codec
from morat.newsroom.blocks import photos_in
from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import Run
from morat.newsroom.workflow import IN_PUBLIC

_STATUSES = ", ".join(f"'{status}'" for status in IN_PUBLIC)
# What the piece says itself; where it was only given the status, when that was saved.
_SAID = "case when json_valid(b.json) then coalesce(json_extract(b.json, '$.published.at'), '') else '' end"
_AT = f"coalesce(nullif({_SAID}, ''), a.updated)"
_IS_PUBLIC = f"(a.status in ({_STATUSES}) or {_SAID} != '')"
_PIECES = (
    "join articles a on a.id = u.article_id join bodies b on b.article_id = a.id where a.trashed is null"
)


class PhotoUses:
    """The pieces that show a photo, those in the trash left out."""

    def __init__(self, db: Database) -> None:
        """Read what saves of pieces have noted in ``db``."""
        self._db = db

    def runs(self, sha: str, limit: int = 5) -> list[Run]:
        """Return the pieces that show a photo, those in public first, then the newest first."""
        rows = self._db.fetch(
            f"select a.id, a.headline, {_IS_PUBLIC} as public, {_AT}, b.json from photo_uses u {_PIECES} "  # noqa: S608
            "and u.sha = ? order by public desc, a.seq desc limit ?",
            sha,
            limit,
        )
        return [
            Run(piece, headline, bool(public), at, _caption(body, sha))
            for piece, headline, public, at, body in rows
        ]

    def last_in_public(self, shas: Iterable[str], *, but: str = "") -> dict[str, str]:
        """Return when those of ``shas`` that have appeared last did (ISO), the piece ``but`` left out."""
        rows = self._db.fetch(
            f"select u.sha, max({_AT}) from json_each(?) j join photo_uses u on u.sha = j.value {_PIECES} "  # noqa: S608
            f"and {_IS_PUBLIC} and a.id != ? group by u.sha",
            json.dumps(list(shas)),
            but,
        )
        return dict(rows)


def _caption(body: str, sha: str) -> str:
    try:
        blocks = codec.from_bytes(body.encode("utf-8")).blocks
    except UserError:
        return ""
    captions = (plain(photo.caption).strip() for photo in photos_in(blocks) if photo.photo == sha)
    return next(filter(None, captions), "")
