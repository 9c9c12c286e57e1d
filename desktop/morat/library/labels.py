"""What the pieces of a library are filed under: tags, sources, series, places, sections used so far."""

from morat.library.database import Database
from morat.newsroom.article import Article

TAG, SOURCE, SERIES, PLACE, SECTION = "tag", "source", "series", "place", "section"
KINDS = (TAG, SOURCE, SERIES, PLACE, SECTION)
MOST = 2000
"""Labels of a kind that are offered at most."""


class Labels:
    """The labels of an open library."""

    def __init__(self, db: Database) -> None:
        """Read and write those of ``db``."""
        self._db = db

    def used(self, kind: str) -> list[str]:
        """Return the labels of a kind (one of :data:`KINDS`), those used most first."""
        found = self._db.fetch(
            "select text from labels where kind = ? group by text order by count(*) desc, text limit ?",
            kind,
            MOST,
        )
        return [row[0] for row in found]

    def put(self, article: Article) -> None:
        """Note what ``article`` is filed under, inside :meth:`Database.writing`."""
        wanted = set(labels_of(article))
        known = set(self._db.fetch("select kind, text from labels where article_id = ?", article.id))
        for kind, text in known - wanted:
            self._db.run(
                "delete from labels where article_id = ? and kind = ? and text = ?", article.id, kind, text
            )
        for kind, text in sorted(wanted - known):
            self._db.run("insert into labels values (?, ?, ?)", article.id, kind, text)


def labels_of(article: Article) -> list[tuple[str, str]]:
    """Return (kind, text) of what a piece is filed under."""
    found = [(TAG, tag) for tag in article.tags]
    found += [(SOURCE, article.source), (PLACE, article.dateline.place), (SECTION, article.section)]
    found += [(SERIES, article.series.name)] if article.series else []
    return [(kind, text) for kind, text in found if text]
