"""Why a place in the text was marked: one sentence a code of ``Finding.reason``."""

from morat.catalogue.marking import Sentence, mark

REASONS: dict[str, Sentence] = {
    "house-word": mark("This newsroom writes “{write}”, not “{word}”."),
    "house-word-why": mark("This newsroom writes “{write}”, not “{word}”: {why}"),
    "house-banned": mark("This newsroom does not write “{word}”."),
    "house-banned-why": mark("This newsroom does not write “{word}”: {why}"),
    "repeat-word": mark("“{word}” stands twice in a row."),
    "space-double": mark("More than one space in a row."),
    "space-hyphen": mark("There is a space on one side of “{mark}” only."),
    "space-glued": mark("A space is missing in “{word}”."),
    "punctuation-space-before": mark("There should be no space before “{mark}”."),
    "punctuation-space-inside": mark("There should be no space after “{mark}”."),
    "punctuation-space-after": mark("A space is missing after “{mark}”."),
    "punctuation-doubled": mark("“{mark}” stands twice in a row."),
    "tone-place": mark("The tone mark of “{word}” stands on the wrong vowel: “{right}”."),
}
