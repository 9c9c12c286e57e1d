"""What stands in the way, and what to do: one sentence a code of ``UserError``."""

from morat.catalogue.marking import Sentence, mark, mark_plural

ERRORS: dict[str, Sentence] = {
    "article-unreadable": mark("This is not a Mo-rát article, or it is damaged ({reason})."),
    "article-newer": mark("This article was written by a newer Mo-rát ({schema}). Update Mo-rát to open it."),
    "article-unknown": mark("There is no piece {id} in the library. “morat list” shows what is there."),
    "pattern-unreadable": mark("The pattern cannot be read at its letter {place}."),
    "pattern-too-slow": mark("The pattern takes too long. Write a narrower one."),
    "replacement-unreadable": mark("The replacement asks for a group (\\1, \\2…) that the pattern has not."),
    "file-missing": mark("There is no file {path}. Check the name and the folder."),
    "file-is-folder": mark("{path} is a folder. Name the file you mean."),
    "file-empty": mark("{path} is empty: there is nothing to bring in."),
    "file-unreadable": mark("{path} cannot be read ({reason})."),
    "system-missing": mark("there is no such file or folder"),
    "system-forbidden": mark("this computer does not allow it"),
    "system-in-use": mark("another program is using it"),
    "system-folder": mark("it is a folder"),
    "system-no-folder": mark("a file stands where a folder should be"),
    "system-there-already": mark("there is something of that name already"),
    "system-read-only": mark("the disk can only be read"),
    "system-full": mark("the disk is full"),
    "system-broken": mark("the disk has an error"),
    "system-bad-name": mark("its name or path is too long, or has letters that the disk does not take"),
    "system-away": mark("the disk or network folder is not connected"),
    "system-too-large": mark("the disk takes no files as large as that"),
    "system-too-many-open": mark("too many files are open on this computer"),
    "system-out-of-memory": mark("this computer is out of memory"),
    "file-too-large": mark("{path} is {size}; a text may have at most {limit}."),
    "file-kind-unknown": mark(
        "Mo-rát does not know files of the kind {kind}. It reads .morat, .docx, .html, .txt and .md."
    ),
    "file-old-word": mark(
        "{path} is a {kind} file, which Mo-rát does not read. Open it in Word or LibreOffice, choose "
        "File > Save as, take “Word document (.docx)”, and bring that file in."
    ),
    "office-failed": mark(
        "LibreOffice could not read {path}: it may be damaged or have a password. Open it there, save it as "
        "“Word document (.docx)”, and bring that file in."
    ),
    "office-slow": mark(
        "LibreOffice took too long over {path}. Open it there, save it as “Word document (.docx)”, and bring "
        "that file in."
    ),
    "docx-damaged": mark(
        "{path} is not a Word file, or it is damaged. Open it in Word, save it as .docx and try again."
    ),
    "word-template-damaged": mark(
        "{file} in the newsroom's folder is not a Word file, or it is damaged. Save it anew in Word as .docx."
    ),
    "file-binary": mark("{path} is no text file. Save it as text, Word or HTML and try again."),
    "encoding-unknown": mark(
        "The characters of {path} cannot be told for certain. Encodings that fit: {encodings}. "
        "Choose one with --encoding."
    ),
    "encoding-wrong": mark("{path} is not written in {encoding}. Encodings that fit: {encodings}."),
    "encoding-unsupported": mark("There is no encoding called {encoding}. Known here: {encodings}."),
    "target-exists": mark("{path} is already there. Choose another name, or overwrite it with --force."),
    "target-unwritable": mark("{path} cannot be written ({reason}). Choose another folder."),
    "target-protected": mark("{path} is protected against being written, and was left as it is."),
    "target-changed": mark("Another program has just written to {path}. The file was left to it."),
    "original-changed": mark(
        "{path} was changed by another program since it came in. Nothing was written into it."
    ),
    "original-unwritable": mark("{path} cannot be written ({reason}). The file is as it was."),
    "caption-unproven": mark(
        "{path} did not read back as it was written. The file is as it was; check that disk."
    ),
    "person-nameless": mark("A person needs a name."),
    "people-without-names": mark(
        "{file} has no column with names. Call one “Họ tên” or “Name” in the first line; "
        "the columns are separated by tabs, commas or semicolons."
    ),
    "codes-wrong": mark("Line {lines} is no code: a code without spaces, a tab, then its text."),
    "disk-full": mark("The disk is full: {path} was not written. Free some space or choose another disk."),
    "library-newer": mark(
        "The library {path} was written by a newer Mo-rát (version {version}). "
        "Update Mo-rát; nothing was changed."
    ),
    "library-damaged": mark("The library {path} is damaged ({reason}). Nothing was changed."),
    "library-busy": mark("The library {path} is in use by another program. Try again in a moment."),
    "move-there": mark("There is a library in {path} already. Choose an empty folder."),
    "move-inside": mark("{path} is the library's own folder, or one inside or above it. Choose another."),
    "move-unproven": mark(
        "{path} does not read back as it was written. The library stays where it is; check that disk."
    ),
    "library-in-use": mark(
        "This library is open in a window on {host} (user {user}, since {since}). Close it there first."
    ),
    "library-unwritable": mark("The library {path} cannot be written ({reason}). Nothing was changed."),
    "save-unproven": mark(
        "What was saved could not be read back from {path}. "
        "Copy your text to another place and check the disk."
    ),
    "unsaved-unsent": mark(
        "“{headline}” was not sent: its text on the page is not in the library yet. "
        "Send it once it is saved, or save it elsewhere."
    ),
    "library-gone": mark(
        "The library's file is gone from {path}, its backups are still there. "
        "“morat library restore newest” puts the last one back."
    ),
    "backup-unproven": mark(
        "The backup in {path} did not come out as the library is. It was not kept; check the disk."
    ),
    "backup-unknown": mark("There is no backup {name} in {path} that can be read."),
    "backup-place-missing": mark(
        "The second place for backups, {path}, is not there just now. It is tried again later."
    ),
    "backup-place-failed": mark("The backup could not be copied to {path} ({reason})."),
    "search-damaged": mark("The search index is damaged; it is made anew from the pieces."),
    "library-exists": mark(
        "There is a library in {path} already; it would be in the way. Choose another folder with --library."
    ),
    "plain-missing": mark("There are no plain copies in {path}."),
    "rebuild-unproven": mark(
        "The library that was built does not agree with the plain copies ({path}). It was not kept; "
        "check the disk."
    ),
    "journal-unwritten": mark("The journal of what you type cannot be written: {reason}"),
    "journal-full": mark("The journal of what you type cannot be written: the disk is full"),
    "library-missing": mark("There is no library in {path}."),
    "id-ambiguous": mark("{id} could be any of {ids}. Give more of it."),
    "revision-unknown": mark("This piece has no version {revision}. “morat history” shows those it has."),
    "photo-damaged": mark("The file of photo {sha} is damaged. Add the original again to put it right."),
    "revision-thinned": mark(
        "The text of version {revision} ({at}) was thinned out; the versions around it are kept."
    ),
    "revision-damaged": mark("Version {revision} of this piece is damaged and was not used."),
    "photo-unreadable": mark("{path} is not a picture that Mo-rát can read."),
    "picture-damaged": mark(
        "{path} is damaged: part of the picture is missing. Copy it from the card or ask for it again."
    ),
    "raw-without-preview": mark(
        "{path}: the camera put no picture into this RAW file that could be shown. Export it as JPEG first."
    ),
    "picture-too-large": mark("{path} is larger than Mo-rát takes: 200 MB or 300 megapixels at most."),
    "original-unproven": mark(
        "{path} does not read back as it was written. The picture was not taken in; check that disk."
    ),
    "preset-unknown": mark("No way of exporting photos is called “{name}”. There are: {known}."),
    "photo-edit-unclear": mark(
        "The edits of this photo cannot be understood here. Update Mo-rát, or edit the photo anew."
    ),
    "no-photos": mark("This piece has no photos."),
    "photo-kind-unwritable": mark(
        "Captions cannot be written into {path}, only into JPEG, PNG, TIFF and WebP. "
        "The file was left as it was."
    ),
    "metadata-damaged": mark(
        "What {path} says of itself is damaged, and writing would lose it. The file was left as it was."
    ),
    "metadata-too-long": mark("This is more than {path} can hold. Write less; the file was left as it was."),
    "metadata-would-change": mark(
        "Writing would have changed something else in {path}. The file was left as it was."
    ),
    "metadata-not-ours": mark(
        "{path} was not written by Mo-rát, or was changed since: there is nothing to put back."
    ),
    "field-unknown": mark("There is no field “{field}”. There are: {fields}."),
    "field-unclear": mark("“{text}” is no field with its value: write it as caption=…"),
    "charset-unknown": mark("There is no character set {charset} to choose here. There are: {charsets}."),
    "date-unclear": mark("“{text}” is no date. Write it as 2026-11-23 or 2026-11-23T10:42:07+07:00."),
    "mark-unclear": mark("“{text}” is no {field}: it is a number from {least} to {most}."),
    "photo-unknown": mark("There is no photo {sha} in the library."),
    "photo-missing": mark("The file of photo {sha} is gone from the library's folder."),
    "photo-in-use": mark_plural(
        "The photo stands in {n} piece: “{headline}”. Take it out there first.",
        "The photo stands in {n} pieces, “{headline}” among them. Take it out there first.",
    ),
    "packet-damaged": mark(
        "{path} is not a packet that Mo-rát wrote, or it is damaged. Unpack it and bring in the file inside."
    ),
    "bundle-damaged": mark("{path} is not a hand-off file, or it was damaged on the way. Ask for it again."),
    "bundle-newer": mark("{path} was written by a newer Mo-rát ({schema}). Update Mo-rát to open it."),
    "sqlite-too-old": mark(
        "The SQLite library is {version}; Mo-rát needs {needed} to be safe. Reinstall Mo-rát."
    ),
    "system-library-missing": mark("Qt needs the system library {library}. Install it with: {command}"),
    "house-not-utf8": mark("{file} is not written in UTF-8. Save it as UTF-8 and try again."),
    "style-unknown": mark("There is no house style {name}. Known here: {names}."),
    "style-circular": mark("The house style {name} is based on itself. Mend “based-on” in its file."),
    "style-damaged": mark("{file}, line {line}: this is not TOML. Mend the line and try again."),
    "style-wrong": mark("{file}, line {line}: “{key}” cannot be “{value}”."),
    "style-wrong-choice": mark("{file}, line {line}: “{key}” cannot be “{value}”. Possible: {choices}."),
    "template-unknown": mark("There is no caption template {name}. Known here: {names}."),
    "template-nameless": mark("A caption template needs a name. Give it one and save again."),
    "template-twice": mark("There is a caption template {name} already. Choose another name."),
    "template-ships": mark("The caption template {name} comes with Mo-rát and stays. Change it instead."),
    "page-template-unknown": mark("There is no page template {name}. Put it into {folder} as {name}.html."),
    "page-template-name": mark("{name}, line {line}: a page template knows nothing called “{what}”."),
    "page-template-wrong": mark("{name}, line {line}: this cannot be read as a page template: {text}"),
    "page-template-forbidden": mark(
        "{name}, line {line}: a page template may not do this. It has the piece alone: no files, no program."
    ),
    "page-template-endless": mark(
        "{name}, line {line}: this page template makes a page without end. Look at its loops."
    ),
    "page-template-elsewhere": mark("A page template is for web pages, not for {format}."),
    "printer-failed": mark("The printer does not take the pages. Look whether it is on, or save a PDF."),
    "review-stays": mark(
        "What is for the house alone does not go into {format}; a PDF can carry the note to the editor, a "
        "Word file comments and suggested changes."
    ),
    "word-page-elsewhere": mark("A page for Word files is of no use for {format}; choose docx or packet."),
    "word-page-unknown": mark("There is no page called {name} for Word files. There are: {names}."),
    "cancelled": mark("Stopped. Nothing was changed."),
    "bug": mark(
        "Something went wrong inside Mo-rát; nothing of yours was changed. The details are in {log}."
    ),
}
