"""What a reader of the text found: where, which rule, how grave, and what would be right."""

from msgspec import Struct

from morat.newsroom.messages import Message

SEVERITIES = ("error", "warning", "info")
FAMILIES = (
    *("syllable", "tone-place", "confusion", "context", "telex", "unicode", "foreign"),
    *("tone-style", "iy-style", "term"),
    *("space", "punctuation", "quote", "repeat"),
    *("name", "title", "abbreviation", "capital"),
    *("date", "number", "unit"),
    *("caption", "length", "furniture"),
)
"""Families of rules, in the order in which a person chooses among them."""
_STOPS = ("punctuation/space-before", "punctuation/space-inside", "punctuation/space-after")
_QUOTES = ("quote/mixed", "quote/turned", "quote/spaced", "quote/style")
SAFE = frozenset(("unicode", "space/double", *_STOPS, *_QUOTES))
"""Families and rules whose first suggestion may be taken everywhere at once."""
STYLE = frozenset(("tone-style", "iy-style", "term"))
"""Families of words that are right in two ways: a choice that is made once for a piece, not in each place."""


class Finding(Struct, frozen=True, gc=False):
    """A place in the text that deserves a look.

    ``start`` and ``end`` count Unicode code points of the NFC text of that field or block;
    ``block`` is a block id, or None for the fields of the piece. ``rule`` is ``family/name``.
    ``reason`` is the sentence to say, without a language. ``line`` (from 1) is given for plain text.
    """

    field: str
    block: str | None
    start: int
    end: int
    text: str
    rule: str
    severity: str
    reason: Message
    suggestions: tuple[str, ...] = ()
    line: int | None = None

    @property
    def family(self) -> str:
        """The family of its rule."""
        return self.rule.partition("/")[0]

    @property
    def likeness(self) -> tuple[str, ...] | None:
        """What findings share that may be put right in one go by their first suggestions; None for none.

        Of a safe rule all are alike; of others those that say the same of the same text.
        """
        if not self.suggestions:
            return None
        if self.rule in SAFE or self.family in SAFE:
            return (self.rule,)
        return self.rule, self.text, self.suggestions[0]

    @property
    def is_choice(self) -> bool:
        """Say whether all findings that are alike wait for one answer."""
        return self.family in STYLE and self.likeness is not None
