"""The log of the library: who did what when. It only grows; the schema refuses anything else."""

import json
from datetime import UTC, datetime

from morat.library.database import Database


def now() -> str:
    """Return the time as the library writes it: ISO, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def log(db: Database, at: str, who: str, what: str, article_id: str | None, **detail: object) -> None:
    """Add a line, inside the transaction of what it tells of."""
    told = json.dumps(detail, ensure_ascii=False) if detail else None
    db.insert("events", {"at": at, "who": who, "what": what, "article_id": article_id, "detail": told})
