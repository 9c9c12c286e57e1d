"""Findings that are ignored in a piece, beside it: an article is what is printed."""

from morat.library.database import Database
from morat.library.events import now
from morat.newsroom.ignoring import Ignored

_COLUMNS = "rule, text, scope, field, block, before, after"


class IgnoredFindings:
    """What is ignored in the pieces of an open library.

    A piece need not be stored yet: one that was opened from a file is read before it is kept.
    """

    def __init__(self, db: Database) -> None:
        """Read and write those of ``db``."""
        self._db = db

    def of(self, article_id: str) -> list[Ignored]:
        """Return what is ignored in a piece, in the order it was chosen."""
        rows = self._db.fetch(f"select {_COLUMNS} from ignored where article_id = ? order by n", article_id)  # noqa: S608
        return [Ignored(*row) for row in rows]

    def add(self, article_id: str, ignored: Ignored, *, author: str = "") -> None:
        """Ignore a finding in a piece, once or everywhere in it; what is ignored already stays so.

        Raises:
            UserError: what writing raises.
        """
        with self._db.writing():
            if not self._numbers(article_id, ignored):
                values = dict(zip(_COLUMNS.split(", "), _values(ignored), strict=True))
                self._db.insert("ignored", {"article_id": article_id, "at": now(), "who": author, **values})

    def remove(self, article_id: str, ignored: Ignored) -> None:
        """Undo :meth:`add`.

        Raises:
            UserError: what writing raises.
        """
        with self._db.writing():
            for number in self._numbers(article_id, ignored):
                self._db.run("delete from ignored where n = ?", number)

    def _numbers(self, article_id: str, ignored: Ignored) -> list[int]:
        tests = " and ".join(f"{name} is ?" for name in _COLUMNS.split(", "))
        select = f"select n from ignored where article_id = ? and {tests}"  # noqa: S608
        return [int(row[0]) for row in self._db.fetch(select, article_id, *_values(ignored))]


def _values(one: Ignored) -> tuple[str | None, ...]:
    return one.rule, one.text, one.scope, one.field, one.block, one.before, one.after
