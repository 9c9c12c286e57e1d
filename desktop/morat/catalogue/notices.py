"""What was done or left out, said beside a result: one sentence a code."""

from morat.catalogue.marking import Sentence, mark, mark_plural

NOTICES: dict[str, Sentence] = {
    "furniture-dropped": mark_plural(
        "Left out {n} line of page furniture: {lines}.", "Left out {n} lines of page furniture: {lines}."
    ),
    "captions-without-pictures": mark_plural(
        "{n} caption has no picture yet; its frame waits for one.",
        "{n} captions have no picture yet; their frames wait for them.",
    ),
    "headline-missing": mark("No headline was found; the piece begins without one."),
    "standfirst-missing": mark("No standfirst was found."),
}
