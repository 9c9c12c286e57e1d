"""What was done or left out, said beside a result: one sentence a code."""

from morat.catalogue.marking import Sentence, mark, mark_plural

NOTICES: dict[str, Sentence] = {
    "furniture-dropped": mark_plural(
        "Left out {n} line of page furniture: {lines}.", "Left out {n} lines of page furniture: {lines}."
    ),
    "letters-composed": mark(
        "Letters and marks stood apart in this file (NFD, often from a Mac); they were put together."
    ),
    "letters-converted": mark(
        "This file is set in fonts from before Unicode ({sets}): its letters were converted. Look over names."
    ),
    "captions-without-pictures": mark_plural(
        "{n} caption has no picture yet; its frame waits for one.",
        "{n} captions have no picture yet; their frames wait for them.",
    ),
    "pictures-on-the-web": mark_plural(
        "{n} picture is on the web and did not come along: {addresses}.",
        "{n} pictures are on the web and did not come along: {addresses}.",
    ),
    "photo-no-caption": mark("There is no caption."),
    "photo-short-caption": mark("The caption says too little: who does what, where, when?"),
    "photo-no-credit": mark("There is no credit."),
    "photo-no-alt": mark("There is no alt text for those who cannot see the picture."),
    "headline-missing": mark("No headline was found; the piece begins without one."),
    "standfirst-missing": mark("No standfirst was found."),
    "notes-at-end": mark_plural(
        "{n} footnote stands as text at the end, with its number.",
        "{n} footnotes stand as text at the end, with their numbers.",
    ),
    "hidden-text": mark_plural(
        "{n} passage is hidden in Word: it was kept as a comment, not in the text.",
        "{n} passages are hidden in Word: they were kept as comments, not in the text.",
    ),
    "changes-left-out": mark_plural(
        "{n} suggested change has no place in the piece (a byline, tags) and was left out.",
        "{n} suggested changes have no place in the piece (a byline, tags) and were left out.",
    ),
    "changes-accepted": mark_plural(
        "{n} tracked change is too many to keep as suggestions: all were accepted.",
        "{n} tracked changes are too many to keep as suggestions: all were accepted.",
    ),
    "review-leaves": mark(
        "This file is for the house, with names in it: comments {comments}, suggested changes {suggestions}, "
        "with deleted words {deleted}. For others, export it without."
    ),
    "comments-kept": mark_plural("{n} comment was kept.", "{n} comments were kept."),
    "suggestions-kept": mark_plural("{n} suggested change was kept.", "{n} suggested changes were kept."),
    "suggestions-unfit": mark_plural(
        "{n} suggested change does not fit the text any more and stays a suggestion.",
        "{n} suggested changes do not fit the text any more and stay suggestions.",
    ),
    "pictures-left-out": mark_plural(
        "{n} picture was left out: it lies outside the file or is no photograph.",
        "{n} pictures were left out: they lie outside the file or are no photographs.",
    ),
    "photo-alike": mark("{file} looks like photo {sha} of the library."),
    "photo-ran": mark("{file} is in the library already and ran at {at} in “{headline}”: {caption}"),
    "photo-ran-alike": mark("{file} looks like a photo that ran at {at} in “{headline}”: {caption}"),
    "photo-used": mark("{file} is in the library already and stands in “{headline}”: {caption}"),
    "photo-used-alike": mark("{file} looks like a photo that stands in “{headline}”: {caption}"),
    "photo-not-along": mark("Photo {sha} did not come along; its frame waits for it."),
    "photo-not-exported": mark("Photo {sha} is not in the library; its place is shown as an empty frame."),
    "export-held": mark(
        "Opened again, it holds: paragraphs {paragraphs}, photos {photos}, captions {captions}."
    ),
    "export-differs": mark(
        "Opened again, {file} does not hold everything: {paragraphs} paragraphs, {photos} photos, {captions} "
        "captions. Look through it before it is published."
    ),
    "posts-held": mark("Opened again, it holds posts that fit their networks: {posts}."),
    "posts-differ": mark(
        "Opened again, {file} holds {posts} posts that are whole and fit their networks. Look through it "
        "before it is published."
    ),
    "photo-exposed": mark(
        "{file} shows somebody to be protected ({flags}), the face seen. Hide it, or say that it may be used."
    ),
    "protects-child": mark("child"),
    "protects-victim": mark("victim"),
    "protects-witness": mark("witness"),
    "photo-edit-unknown": mark(
        "The edits of photo {sha} cannot be followed here, so it was left out: update Mo-rát, or edit it "
        "anew."
    ),
    "style-key-unknown": mark("{file}, line {line}: “{key}” is not known here and was passed over."),
    "people-twice": mark_plural(
        "{n} person is in the register already and was left as it is: {names}.",
        "{n} people are in the register already and were left as they are: {names}.",
    ),
    "people-nameless": mark_plural(
        "{n} line has no name and was left out.", "{n} lines have no name and were left out."
    ),
    "people-columns": mark("Columns that are not known here were left out: {names}."),
    "people-codes": mark("Codes that several people have: {names}. The first one counts."),
    "codes-unknown": mark("Nobody knows these codes; they stand as they were typed: {names}."),
    "variables-unknown": mark("These variables do not exist; they stand as they were typed: {names}."),
    "variables-open": mark("Some photos say nothing for these; they stand to be filled in: {names}."),
    "no-display": mark("There is no display here, so the window was not opened."),
    "sent": mark("{file}: the piece ({words} words) with {photos} photos."),
    "sent-review": mark("Go along: {comments} comments, {suggestions} suggested changes."),
    "received-new": mark("A new piece came in: {headline}"),
    "received-newer": mark("A newer copy came in: {headline}. The version that was here is in its history."),
    "received-known": mark("This copy is not newer than the piece here: {headline}. Nothing was changed."),
    "received-beside": mark(
        "The piece here has changed too: {headline}. "
        "The copy that came in stands beside it as a piece of its own."
    ),
    "rebuilt": mark_plural(
        "{n} piece and {photos} photos are in the library {path}.",
        "{n} pieces and {photos} photos are in the library {path}.",
    ),
    "rebuilt-without-versions": mark_plural(
        "{n} earlier version was in the old database alone and did not come back.",
        "{n} earlier versions were in the old database alone and did not come back.",
    ),
    "plain-damaged": mark_plural(
        "{n} plain copy is damaged and was left out: {files}.",
        "{n} plain copies are damaged and were left out: {files}.",
    ),
    "photos-missing": mark_plural(
        "The file of {n} photo is missing or damaged.", "The files of {n} photos are missing or damaged."
    ),
    "sender-unknown": mark("not named"),
    "would-receive-new": mark(
        "“{headline}” ({words} words, {photos} photos), from {sender}. It would come in as a new piece."
    ),
    "would-receive-newer": mark(
        "“{headline}” ({words} words, {photos} photos), from {sender}. "
        "It is newer than the piece here and would take its place; yours stays in the history."
    ),
    "would-receive-known": mark(
        "“{headline}” ({words} words, {photos} photos), from {sender}. "
        "It holds nothing newer than the piece here."
    ),
    "would-receive-beside": mark(
        "“{headline}” ({words} words, {photos} photos), from {sender}. "
        "The piece here has changed too: this copy would stand beside it."
    ),
    "journal-damaged": mark(
        "A journal of what was typed is damaged. What could be read was taken over; it is kept as {path}."
    ),
    "saved-beside": mark(
        "“{headline}” was saved elsewhere too while you were writing. Yours is the newest now; "
        "the other one is in the history."
    ),
    "library-in-cloud": mark(
        "The library lies in a folder that {service} copies to the network ({path}). It may take the "
        "database half written, and pieces would be lost. Move the library to a folder of this machine alone."
    ),
    "library-on-share": mark(
        "The library lies on a network share ({path}). Two machines can damage it there, and a broken "
        "connection can lose pieces. Move the library to a disk of this machine."
    ),
    "shown-newer": mark(
        "“{headline}” was saved elsewhere; this is the newer text. The one that was here is in the history."
    ),
    "edit-kicker": mark("edit of the kicker"),
    "edit-headline": mark("edit of the headline"),
    "edit-deck": mark("edit of the deck"),
    "edit-standfirst": mark("edit of the standfirst"),
    "edit-note": mark("edit of the note to the editors"),
    "edit-body": mark("edit of the text"),
    "edit-caption": mark("edit of a caption"),
    "edit-authors": mark("change of the authors"),
    "edit-section": mark("change of the section"),
    "edit-dateline": mark("change of the dateline"),
    "edit-genre": mark("change of the genre"),
    "edit-tags": mark("change of the tags"),
    "edit-source": mark("change of the source"),
    "edit-embargo": mark("change of the embargo"),
    "edit-series": mark("change of the series"),
    "edit-related": mark("change of the related pieces"),
    "edit-status": mark("change of the status"),
    "take-back-guess": mark("a guess taken back"),
    "take-in-changes": mark("suggested changes"),
    "take-in-change": mark("a suggested change"),
    "reject-change": mark("rejecting a suggestion"),
    "reject-changes": mark("rejecting suggestions"),
    "add-comment": mark("comment"),
    "sign-comment": mark("name under a comment"),
    "answer-comment": mark("reply to a comment"),
    "resolve-comment": mark("resolving a comment"),
    "reopen-comment": mark("reopening a comment"),
    "delete-comment": mark("deletion of a comment"),
    "restore-passage": mark("return of a passage"),
    "show-newer": mark("change made elsewhere"),
    "restore-version": mark("return to an earlier version"),
    "printed": mark("Sent to the printer: {printer}"),
    "insert-photo": mark("insertion of a photo"),
    "paste": mark("paste"),
    "edit-table": mark("edit of a table"),
    "edit-box": mark("edit of a box"),
    "edit-gallery": mark("change of a gallery"),
    "edit-picture": mark("edit of a picture"),
    "edit-address": mark("change of an address"),
    "edit-attribution": mark("source of a quote"),
    "insert-box": mark("insertion of a box"),
    "insert-table": mark("insertion of a table"),
    "insert-link": mark("insertion of a video"),
    "insert-gallery": mark("insertion of a gallery"),
    "into-gallery": mark("photo put into a gallery"),
    "photo-size": mark("change of a photo's width"),
    "move-block": mark("move of a block"),
    "no-table-here": mark("Put the caret into a table first."),
    "no-picture-to-edit": mark("Click a photo of the piece first; put one of the library into the text."),
    "no-photo-here": mark("Put the caret into the caption of a photo first, or click the photo."),
    "no-gallery-here": mark("Put the caret into the caption of a gallery first, or click it."),
    "no-link-here": mark("Put the caret into the frame of a video first."),
    "no-quote-here": mark("Put the caret into a quote first."),
    "apply-suggestion": mark("correction"),
    "apply-suggestions": mark("corrections"),
    "replace": mark("replacement"),
    "replace-all": mark("replacement of all"),
}
