"""What a newsroom wants of its texts: which rules speak, how grave they are, which words are its own.

A :class:`Style` is what the families of rules are handed. ``style_file`` reads it from the TOML that a
newsroom writes; the fields here stand in the order of the tables there.
"""

from collections.abc import Mapping

from msgspec import Struct

from morat.language.phrases import Phrases
from morat.newsroom.genres import Genres, Profile

OFF = "off"
"""The level of a rule that does not speak."""

MAJORITY, OLD, NEW = "majority", "old", "new"
"""Tone-mark styles: what most of the piece has; kiểu cũ (hòa, thủy); kiểu mới (hoà, thuỷ)."""

SPELLING = frozenset(
    ("syllable", "tone-place", "tone-style", "iy-style", "confusion", "context", "term", "telex", "foreign")
)
"""Families that judge single words: those in a dictionary of the newsroom are none of their business."""


class HouseWord(Struct, frozen=True):
    """Words that a newsroom does not want: ``avoid`` them, ``write`` this (empty: nothing in their place).

    ``why`` is the newsroom's own reason, said as it stands; ``level`` a severity.
    """

    avoid: tuple[str, ...]
    write: str = ""
    why: str = ""
    level: str = "warning"


class Style(Struct, frozen=True):
    """A house style (quy cách của tòa soạn).

    ``name`` is what ``--style`` takes, ``title`` what a person reads.

    ``levels`` gives a family (``tone-style``) or a rule (``tone-style/mixed``) another severity than its
    own, or :data:`OFF`; the rule's entry goes before its family's.

    Spelling: ``tone_style`` is one of :data:`MAJORITY`, :data:`OLD`, :data:`NEW`; ``iy`` says which of two
    spellings with i and y the newsroom writes (``"kĩ": "kỹ"``), wrong one first.

    Words: ``words`` are preferred and banned ones. ``dictionary`` holds words that are right whatever a
    rule of :data:`SPELLING` thinks of them.

    Names: ``abbreviations`` that need no introduction, with their full names (empty where nobody needs
    one); ``capitals`` are names as they are to be written (``Luật An ninh mạng``).

    ``limits`` are numbers by name (``sentence-words``): see :meth:`limit`.

    ``genres`` say how long the fields of a piece may be; a limit ``headline-words`` of the style goes before
    theirs.

    ``ignored`` are findings that this newsroom does not want to see again: (rule, text on one line).
    """

    name: str = "default"
    title: str = ""
    levels: Mapping[str, str] = {}
    tone_style: str = MAJORITY
    iy: Mapping[str, str] = {}
    words: tuple[HouseWord, ...] = ()
    abbreviations: Mapping[str, str] = {}
    capitals: tuple[str, ...] = ()
    limits: Mapping[str, int] = {}
    genres: Genres = Genres()
    dictionary: Phrases[None] = Phrases()
    ignored: frozenset[tuple[str, str]] = frozenset()

    def level(self, rule: str, own: str) -> str:
        """Return the severity of ``rule`` (``family/name``) whose own one is ``own``; ``off`` for none."""
        family = rule.partition("/")[0]
        return self.levels.get(rule, self.levels.get(family, own))

    def limit(self, name: str, own: int) -> int:
        """Return the limit called ``name``; ``own`` is the rule's, where the newsroom has set none."""
        return self.limits.get(name, own)

    def profile(self, genre: str) -> Profile:
        """Return what is wanted of a genre, with the style's own limit of headlines."""
        profile = self.genres.profile(genre)
        headline = self.limits.get("headline-words")
        return profile if headline is None else profile.with_limit("headline", headline)


DEFAULT = Style()
"""A style that says nothing: every rule as it comes."""
