"""Find pieces by their words, with or without marks, as they are typed."""

import re

from morat.library.database import Database
from morat.newsroom.article import Article, body_text
from morat.newsroom.text import clean, fold

_PART = re.compile(r'"([^"]*)"?|(\S+)')


def match_of(query: str) -> str:
    """Return ``query`` as FTS5 takes it, empty when it holds no word.

    Every word must occur, a ``"quoted phrase"`` as it stands; the last word may still be being typed.
    """
    folded = fold(clean(query))
    parts = [match[1] or match[2] for match in _PART.finditer(folded) if match[1] or match[2]]
    words = [part.replace('"', " ") for part in parts if any(map(str.isalnum, part))]
    if not words:
        return ""
    typing = "" if folded[-1:] in (" ", '"') else "*"
    return " ".join(f'"{word}"' for word in words) + typing


class Search:
    """The index of an open library. Kept inside the transaction of each save."""

    def __init__(self, db: Database) -> None:
        """Read and write that of ``db``."""
        self._db = db

    def put(self, article: Article, seq: int, before: int | None) -> None:
        """Index ``article`` under its place ``seq`` in the list, and no longer under ``before``."""
        if before is not None:
            self._db.run("delete from search where rowid = ?", before)
        self._db.run(
            "insert into search (rowid, headline, standfirst, body, names, labels, note, files) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            seq,
            *map(_folded, self._columns(article)),
        )

    def again(self, article: Article) -> None:
        """Index ``article`` anew where it stands (something said of its photos has changed)."""
        row = self._db.fetch_one("select seq from articles where id = ?", article.id)
        if row is not None:
            self.put(article, row[0], row[0])

    def _columns(self, article: Article) -> tuple[str, ...]:
        photos = self._db.fetch(
            "select file, creator, people, caption "
            "from photo_uses join photos using (sha) where article_id = ? order by place",
            article.id,
        )
        people = [name for author in article.authors for name in (author.name, author.pen_name)]
        series = article.series.name if article.series else ""
        return (
            f"{article.kicker}\n{article.headline}\n{article.deck}",
            article.standfirst,
            "\n".join((body_text(article), *(photo[3] for photo in photos))),
            "\n".join((*people, article.source, *(text for photo in photos for text in photo[1:3]))),
            "\n".join((article.section, *article.tags, series, article.dateline.place)),
            article.note,
            "\n".join(photo[0] for photo in photos),
        )


def _folded(text: str) -> str:
    # Line by line: folding remembers what it folded, and most lines are those of the last save.
    return "\n".join(map(fold, text.split("\n")))
