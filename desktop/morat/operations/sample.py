"""The sample piece, and its whole way from file to HTML and Word."""

from pathlib import Path

from msgspec import Struct, structs

from morat.assets import resource
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.operations.exporting import Exported, export_piece, file_name
from morat.operations.importing import Imported, store
from morat.operations.proofing import proof_article
from morat.operations.reading import read_file

SAMPLE_ID = "5a3b1e50-6d6f-4261-8d74-62a069206d61"
"""The sample is one piece however often it is asked for."""


class Demo(Struct, frozen=True):
    """What the demonstration made."""

    article: Article
    html: Exported
    docx: Exported
    findings: list[Finding]


def bring_sample(library: Library) -> Article:
    """Return the sample piece of the library, bringing it in with its photos the first time."""
    if library.articles.has(SAMPLE_ID):
        return library.articles.get(SAMPLE_ID).article
    incoming = read_file(resource("sample", "bai-mau.md"))
    article = structs.replace(incoming.article, id=SAMPLE_ID)
    imported: Imported = store(library, structs.replace(incoming, article=article))
    return imported.article


def demonstrate(library: Library, out: Path) -> Demo:
    """Take the sample the whole way: import, library, proofread, HTML and Word in the folder ``out``."""
    article = bring_sample(library)
    findings = proof_article(article)
    html, docx = (
        export_piece(article, library, to, out / file_name(article, to), force=True)
        for to in ("html", "docx")
    )
    return Demo(article, html, docx, findings)
