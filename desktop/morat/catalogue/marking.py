"""Marks for sentences in tables, so that the extractor finds them."""

Sentence = str | tuple[str, str]


def mark(english: str) -> str:
    """Mark a sentence for translation and return it unchanged."""
    return english


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence that counts ``{n}`` things."""
    return one, many
