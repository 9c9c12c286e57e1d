"""Why a place in the text was marked: one sentence a code of ``Finding.reason``."""

from morat.catalogue.marking import Sentence, mark

REASONS: dict[str, Sentence] = {
    "repeat-word": mark("“{word}” stands twice in a row."),
}
