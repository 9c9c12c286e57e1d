"""Content profiles: what a piece of a genre (thể loại) needs, how long its fields may be, how it begins.

The profiles stand in ``resources/genres`` and in the newsroom's own folder; ``language.genre_file``
reads them. Proofreading, the counters beside the fields and the checklist all go by them.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from morat.newsroom.article import GENRES
from morat.newsroom.blocks import Block
from morat.newsroom.messages import Message
from morat.newsroom.text import word_count

WORDS, CHARACTERS = "words", "characters"
"""What a length is counted in; words are syllables, as Vietnamese newsrooms count."""
MEASURED = ("kicker", "headline", "deck", "standfirst", "piece")
"""What may have limits; ``piece`` is all of it: headline, standfirst, text and captions."""
REQUIRABLE = (
    *("kicker", "headline", "deck", "standfirst", "dateline", "authors"),
    *("section", "tags", "source", "body"),
)
"""Fields that a genre may ask for."""
NEAR = 0.8
"""From this part of a limit on it is near."""


class Limit(Struct, frozen=True):
    """How long something should be at least and at most, in ``unit``; 0 is no limit."""

    most: int = 0
    least: int = 0
    unit: str = WORDS

    def count(self, text: str) -> int:
        """Return the length of ``text`` in this limit's unit; spaces are characters too."""
        return word_count(text) if self.unit == WORDS else len(text)

    def told(self, count: int) -> Message:
        """Return ``count`` with what it counts."""
        return Message("count-words", n=count) if self.unit == WORDS else Message("count-letters", n=count)

    def is_over(self, count: int) -> bool:
        """Say whether ``count`` is too much."""
        return bool(self.most) and count > self.most

    def is_near(self, count: int) -> bool:
        """Say whether ``count`` is close to too much, or above."""
        return bool(self.most) and count >= self.most * NEAR


NO_LIMIT = Limit()


class Profile(Struct, frozen=True):
    """What a newsroom wants of one genre.

    ``names`` are by language. ``required`` are fields that must not be empty, ``photos`` how many pictures
    there are at least, ``limits`` lengths by field (:data:`MEASURED`). ``template`` is what a new piece
    begins with: blocks as ``newsroom.codec`` has them, without ids.
    """

    genre: str
    names: Mapping[str, str] = {}
    required: tuple[str, ...] = ()
    photos: int = 0
    limits: Mapping[str, Limit] = {}
    template: tuple[Mapping[str, Any], ...] = ()

    def name(self, language: str) -> str:
        """Return what the genre is called; where it has no name in ``language``, its Vietnamese one."""
        return self.names.get(language) or self.names.get("vi") or self.genre

    def limit(self, field: str) -> Limit:
        """Return how long a field may be."""
        return self.limits.get(field, NO_LIMIT)

    def with_limit(self, field: str, most: int) -> "Profile":
        """Return the same with another limit, in words, for one field."""
        return structs.replace(self, limits={**self.limits, field: Limit(most)})

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks a new piece begins with, each time with ids of their own."""
        # Loaded for a new piece alone.
        from morat.newsroom.codec import from_json

        return from_json({"id": self.genre, "blocks": list(self.template)}).blocks


class Genres(Struct, frozen=True):
    """The profiles of a newsroom by genre."""

    profiles: Mapping[str, Profile] = {}

    def profile(self, genre: str) -> Profile:
        """Return the profile of ``genre``; one that nobody has described is like ``other``."""
        known = self.profiles.get(genre)
        if known is not None:
            return known
        return structs.replace(self.profiles.get("other", Profile(genre)), genre=genre, names={})

    def all(self) -> list[Profile]:
        """Return every profile, those of the house's own genres after the common ones."""
        order = {genre: place for place, genre in enumerate(GENRES)}
        return sorted(self.profiles.values(), key=lambda one: (order.get(one.genre, len(order)), one.genre))
