"""What a piece still lacks before it goes on: one sentence a code of ``newsroom.checklist``."""

from collections.abc import Mapping

from morat.catalogue.marking import Sentence, mark, mark_plural

LACKS: Mapping[str, Sentence] = {
    "lacks-kicker": mark("There is no kicker yet."),
    "lacks-headline": mark("There is no headline yet."),
    "lacks-deck": mark("There is no deck yet."),
    "lacks-standfirst": mark("There is no standfirst yet."),
    "lacks-dateline": mark("Place and date are not complete."),
    "lacks-authors": mark("Nobody is named as the author."),
    "lacks-section": mark("No section is chosen."),
    "lacks-tags": mark("There are no tags yet."),
    "lacks-source": mark("The source is not named."),
    "lacks-body": mark("There is no text yet."),
    "lacks-photos": mark_plural("{n} more photo is wanted.", "{n} more photos are wanted."),
    "lacks-captions": mark_plural("{n} photo has no caption.", "{n} photos have no caption."),
    "lacks-credits": mark_plural("{n} photo has no credit.", "{n} photos have no credit."),
    "lacks-alts": mark_plural("{n} photo has no alt text.", "{n} photos have no alt text."),
    "frames-empty": mark_plural("{n} frame waits for its picture.", "{n} frames wait for their pictures."),
    "photos-exposed": mark_plural(
        "{n} photo shows a child, victim or witness with the face seen.",
        "{n} photos show a child, victim or witness with the face seen.",
    ),
    "template-left": mark_plural(
        "{n} line is still as the genre's template has it.",
        "{n} lines are still as the genre's template has them.",
    ),
    "length-piece": mark("The piece has {count}; the limit is {limit}."),
    "short-kicker": mark("The kicker has {count}; at least {limit} are wanted."),
    "short-headline": mark("The headline has {count}; at least {limit} are wanted."),
    "short-deck": mark("The deck has {count}; at least {limit} are wanted."),
    "short-standfirst": mark("The standfirst has {count}; at least {limit} are wanted."),
    "short-piece": mark("The piece has {count}; at least {limit} are wanted."),
    "under-embargo": mark("Not to be published before {until}."),
}
