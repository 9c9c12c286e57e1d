"""The log of the library: who did what when. It only grows; the schema refuses anything else."""

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from morat.library.database import Database


class Event(NamedTuple):
    """What was done, when (ISO, UTC) and by whom; ``detail`` says more, by names of its own."""

    at: str
    who: str
    what: str
    detail: dict[str, Any]


def now() -> str:
    """Return the time as the library writes it: ISO, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def log(db: Database, at: str, who: str, what: str, article_id: str | None, **detail: object) -> None:
    """Add a line, inside the transaction of what it tells of."""
    told = json.dumps(detail, ensure_ascii=False) if detail else None
    db.insert("events", {"at": at, "who": who, "what": what, "article_id": article_id, "detail": told})


def told_of(db: Database, article_id: str) -> list[Event]:
    """Return what was done with a piece, newest first."""
    rows = db.fetch(
        "select at, who, what, detail from events where article_id = ? order by id desc", article_id
    )
    return [Event(at, who, what, json.loads(detail) if detail else {}) for at, who, what, detail in rows]
