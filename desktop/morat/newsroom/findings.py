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


class Finding(Struct, frozen=True):
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
