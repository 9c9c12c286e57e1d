"""What editors say of the pieces, beside them: comments and suggestions."""

from morat.library.database import Database
from morat.library.events import log, now
from morat.newsroom import codec
from morat.newsroom.review import Review, says_the_same


class Reviews:
    """What is said of the pieces of an open library."""

    def __init__(self, db: Database) -> None:
        """Read and write in ``db``."""
        self._db = db

    def of(self, article_id: str) -> Review:
        """Return what is said of a piece; empty where nothing is.

        Raises:
            UserError: ``article-unreadable``, ``article-newer``.
        """
        row = self._db.fetch_one("select json from reviews where article_id = ?", article_id)
        return Review() if row is None else codec.review_from_bytes(str(row[0]).encode())

    def put(self, article_id: str, review: Review, *, author: str = "", at: str | None = None) -> None:
        """Keep what is said of a piece, in the place of what was; the piece may come after it.

        That places have moved with the text is no event of its own.

        Raises:
            UserError: what writing raises.
        """
        text = codec.review_to_bytes(review).decode() if review != Review() else None
        with self._db.writing():
            row = self._db.fetch_one("select json from reviews where article_id = ?", article_id)
            if (row[0] if row else None) == text:
                return
            self._db.run("delete from reviews where article_id = ?", article_id)
            if text is not None:
                self._db.insert("reviews", {"article_id": article_id, "json": text})
            if row is not None and says_the_same(codec.review_from_bytes(str(row[0]).encode()), review):
                return
            counts = {"comments": len(review.comments), "suggestions": len(review.suggestions)}
            # The plain copies are told by the log which pieces to write anew.
            log(self._db, at or now(), author, "reviewed", article_id, **counts)
