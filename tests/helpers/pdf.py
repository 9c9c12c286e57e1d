"""Read PDFs as others do: with poppler's tools. A test is skipped where they are missing."""

import shutil
import subprocess
import unicodedata

import pytest

LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB05)}
"""Letters that a typeface draws as one (ﬂ), and that stay one in what is read of the page."""


def tool(name, *arguments):
    """Run one of poppler's readers and return what it prints."""
    if shutil.which(name) is None:
        pytest.skip(f"not installed here: {name} (poppler-utils)")
    done = subprocess.run([name, *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def text_of(path):
    """Return the text of a PDF, line by line as it stands on the pages."""
    text = tool("pdftotext", "-layout", path, "-").translate(LIGATURES)
    return unicodedata.normalize("NFC", text)


def words(text):
    """Return text on one line, its words one space apart."""
    return " ".join(text.split())
