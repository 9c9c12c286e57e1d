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

_PUBLIC = ", ".join(f"'{status}'" for status in IN_PUBLIC)
# What the piece says itself; where it was only given the status, when that was saved.
_AT = (
    "coalesce(nullif(case when json_valid(b.json) then json_extract(b.json, '$.published.at') end, ''), "
    "a.updated)"
)


class PhotoUses:
    """The pieces that show a photo, those in the trash left out."""

    def __init__(self, db: Database) -> None:
        """Read what saves of pieces have noted in ``db``."""
        self._db = db

    def runs(self, sha: str, limit: int = 5) -> list[Run]:
        """Return the pieces that show a photo, newest first, with the caption each gives it."""
        rows = self._db.fetch(
            f"select a.id, a.headline, a.status, {_AT}, b.json from photo_uses u "  # noqa: S608
            "join articles a on a.id = u.article_id join bodies b on b.article_id = a.id "
            "where u.sha = ? and a.trashed is null order by a.seq desc limit ?",
            sha,
            limit,
        )
        return [
            Run(piece, headline, status, at, _caption(body, sha))
            for piece, headline, status, at, body in rows
        ]

    def last_in_public(self, shas: Iterable[str], *, but: str = "") -> dict[str, str]:
        """Return when those of ``shas`` that have appeared last did (ISO), the piece ``but`` left out."""
        rows = self._db.fetch(
            f"select u.sha, max({_AT}) from json_each(?) j join photo_uses u on u.sha = j.value "  # noqa: S608
            "join articles a on a.id = u.article_id join bodies b on b.article_id = a.id "
            f"where a.trashed is null and a.status in ({_PUBLIC}) and a.id != ? group by u.sha",
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
