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
    "furniture-line": mark("This line belongs to the web page and not to the piece."),
    "date-none": mark("There is no such day: {date}."),
    "date-weekday": mark("{date} is a {weekday}, not a {said}."),
    "date-year": mark("Which year? {date} stands without one."),
    "date-span": mark("The span runs backwards: {first} lies after {last}."),
    "date-today": mark("“{word}” is {date} here, but the piece is from {day}."),
    "number-groups": mark("Vietnamese parts thousands with full stops: 1.000.000."),
    "number-decimal": mark("Vietnamese writes decimals with a comma: 3,5."),
    "number-share": mark("A share of {share}% is more than the whole."),
    "number-sum": mark("The parts make {sum}, the total says {total}."),
    "number-rest": mark("The shares of this sentence make {sum}%, not 100%."),
    "unit-percent": mark("No space before %."),
    "unit-dong": mark("In running text the currency is written out: đồng."),
    "punctuation-pair": mark("A fixed pair is written “{right}”."),
    "caption-stop": mark("A caption that is a sentence ends with a full stop."),
    "caption-twice": mark("Another photo has the same caption."),
    "caption-credit": mark("The credit field takes the name alone: {name}."),
    "caption-event": mark("The caption says “{shown}”, the piece tells of “{told}”."),
    "length-sentence": mark(
        "This sentence has {words} words; above {limit} readers lose the thread (limit of the house style)."
    ),
    "length-headline": mark("The headline has {words} words; the limit is {limit}."),
}
