"""Ids as people give them: whole, or as many of their first characters as tell them apart."""

from morat.library.database import Database
from morat.newsroom.messages import UserError

SHORTEST = 6
"""Characters of an id that must be given at least."""


def one_id(db: Database, table: str, column: str, given: str) -> str | None:
    """Return the one value of ``column`` that is ``given`` or begins with it, None when there is none.

    Raises:
        UserError: ``id-ambiguous`` when several begin with it.
    """
    select = f"select {column} from {table} where {column}"  # noqa: S608 - names of our own tables
    whole = db.fetch_one(f"{select} = ?", given)
    if whole is not None:
        return str(whole[0])
    if len(given) < SHORTEST:
        return None
    found = db.fetch(f"{select} >= ? and {column} < ? limit 10", given, f"{given}\U0010ffff")
    if len(found) > 1:
        raise UserError("id-ambiguous", id=given, ids=[row[0] for row in found])
    return str(found[0][0]) if found else None
