"""Comments that were begun and put aside: each waits for whoever comes back to its place."""

from collections.abc import Callable

from morat.newsroom.anchors import followed
from morat.newsroom.article import Article
from morat.newsroom.review import Comment, Review


class CommentDrafts:
    """What was begun of each piece while the program runs. Its places follow the text, as a comment's do."""

    def __init__(self) -> None:
        """Begin with nothing begun."""
        self._of: dict[str, tuple[Article, Review]] = {}

    def keep(self, article: Article, draft: Comment) -> None:
        """Put aside what was begun of ``article``, where it stands now."""
        review = self._now(article)
        self._of[article.id] = (article, Review((*review.comments, draft)))

    def take(self, article: Article, place: Comment) -> Comment | None:
        """Return what was begun at a place of ``article``, or where that touches it; it waits no more."""
        return self._out(article, lambda one: _touch(one, place))

    def take_named(self, article: Article, name: str) -> Comment | None:
        """Return what was begun under this id; it waits no more."""
        return self._out(article, lambda one: one.id == name)

    def _now(self, article: Article) -> Review:
        before, review = self._of.get(article.id, (article, Review()))
        return followed(review, before, article)

    def _out(self, article: Article, is_wanted: Callable[[Comment], bool]) -> Comment | None:
        waiting = self._now(article).comments
        draft = next(filter(is_wanted, waiting), None)
        self._of[article.id] = (article, Review(tuple(one for one in waiting if one is not draft)))
        return draft


def _touch(one: Comment, other: Comment) -> bool:
    same = (one.block, one.field) == (other.block, other.field)
    return same and one.start <= other.end and other.start <= one.end
