"""A comparison as lines for a person: what went in [-…-], what came in {+…+}."""

from collections.abc import Iterator, Sequence

from morat.catalogue import Catalogue
from morat.catalogue.fields import field_name, kind_name
from morat.newsroom.comparison import ADDED, MOVED, REMOVED, Passage, Piece, fold

AROUND = 6
"""Unchanged words that are shown before and after a change."""


def difference_lines(passages: Sequence[Passage], words: Catalogue) -> Iterator[str]:
    """Yield two lines for each text or value that changed: what it is, and what changed in it."""
    for passage in passages:
        if not passage.is_same:
            yield _title(passage, words)
            yield "    " + "".join(_shown(passage.pieces)).replace("\u2029", " / ").replace("\n", " / ")


def _title(passage: Passage, words: Catalogue) -> str:
    states = {ADDED: words.text("new"), REMOVED: words.text("removed"), MOVED: words.text("moved")}
    if passage.owner is None:
        return words.text(field_name(passage.field))
    kind = words.text(kind_name(passage.kind))
    field = "" if passage.field in ("", "body") else f", {words.text(field_name(passage.field))}"
    state = states.get(passage.state)
    return f"{kind} {passage.owner}{field}" + (f" ({state})" if state else "")


def _shown(pieces: Sequence[Piece]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        if piece.op != "same":
            yield f"[-{piece.old}-]" if piece.old and piece.op != "format" else ""
            yield f"{{+{piece.new}+}}" if piece.new else ""
            continue
        first, left_out, last = fold(
            piece.new, AROUND if place else 0, AROUND if place < len(pieces) - 1 else 0
        )
        yield f"{first} … {last}" if left_out else first
