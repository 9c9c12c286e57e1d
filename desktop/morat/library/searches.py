"""Searches that somebody wants to have again: the words as they were typed are their name."""

from morat.library.database import Database
from morat.newsroom.text import clean_line


class Searches:
    """The saved searches of an open library."""

    def __init__(self, db: Database) -> None:
        """Read and write those of ``db``."""
        self._db = db

    def all(self) -> list[str]:
        """Return them in the order they were saved."""
        return [row[0] for row in self._db.fetch("select words from searches order by rowid")]

    def save(self, words: str) -> None:
        """Keep a search; one that is kept already stays where it is.

        Raises:
            UserError: what writing raises.
        """
        words = clean_line(words)
        if words:
            with self._db.writing():
                self._db.run("insert or ignore into searches (words) values (?)", words)

    def remove(self, words: str) -> None:
        """Forget a search.

        Raises:
            UserError: what writing raises.
        """
        with self._db.writing():
            self._db.run("delete from searches where words = ?", clean_line(words))
