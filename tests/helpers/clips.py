"""What programs put on the clipboard, written for these tests after the markup each of them makes.

None of it was copied from anybody's document: the shapes are the programs', the words are ours.
"""

from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "samples" / "clipboard"

ALL = {path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.html"))}
"""Every sample of HTML by the program it is of."""

WORD = ALL["word-2019"]
"""Word for Windows: a heading, marks, both kinds of lists, a picture with its caption, a table, changes."""
LIBREOFFICE = ALL["libreoffice-24"]
"""Writer: faces and sizes as elements, a picture inside, a numbered list with one below it."""
GOOGLE_DOCS = ALL["google-docs"]
"""In Chrome: a bold that is none around everything, marks in styles, a picture on the web."""
ZALO = ALL["zalo"]
"""Two messages of the web's: lines of the source are lines, smileys are pictures."""
EXCEL = ALL["excel"]
"""A sheet with cells over two columns and over two rows."""
BROWSER = ALL["chrome"]
"""A newspaper's page: computed styles, a picture that is loaded late, a figure, a bold subhead."""
GMAIL = ALL["gmail"]
"""A mail: no paragraphs, breaks and divisions alone."""
TCVN3 = ALL["word-tcvn3"]
"""Word with the fonts of before Unicode, the first of which draws small letters as capitals."""
VNI = ALL["vni"]
"""The other character set of those days."""
RTF = (_FOLDER / "wordpad.rtf").read_text("ascii")
"""WordPad, which puts nothing else on the clipboard when it is asked for RTF."""
