"""Proofread a piece or plain text in a house style."""

from collections.abc import Iterable
from pathlib import Path

from morat.language.style import Style
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import Ignored, ignored_of
from morat.operations.reading import read_bytes

_RANK = {"info": 0, "warning": 1, "error": 2}


def proof_article(
    article: Article, style: Style | None = None, ignored: Iterable[Ignored] = ()
) -> list[Finding]:
    """Return what was found in every field of a piece, in reading order; the default style unless named."""
    from morat.language.proofread import proofread

    return proofread(article, style, ignored)


def proof_text(text: str, style: Style | None = None) -> list[Finding]:
    """Return what was found in plain text; each finding says its line."""
    from morat.language.proofread import proofread_text

    return proofread_text(text, style)


def proof_text_file(path: Path, style: Style | None = None, encoding: str | None = None) -> list[Finding]:
    """Proofread a plain text file as it stands, line by line."""
    return proof_bytes(read_bytes(path), path.name, style, encoding)


def proof_bytes(
    data: bytes, name: str, style: Style | None = None, encoding: str | None = None
) -> list[Finding]:
    """Proofread the bytes of a plain text; ``name`` is what its errors call it.

    Raises:
        UserError: ``encoding-unknown``, ``encoding-wrong``, ``encoding-unsupported``, ``file-binary``.
    """
    from morat.formats import encodings

    return proof_text(encodings.decode(data, encoding, name), style)


def ignore(library: Library, article: Article, finding: Finding, scope: str, author: str = "") -> Ignored:
    """Let a finding of ``article`` be ignored once or in the whole piece; return what is remembered.

    Raises:
        UserError: what writing raises.
    """
    from morat.language.passages import passages_of

    place = (finding.field, finding.block)
    text = next((one.text for one in passages_of(article) if (one.field, one.block) == place), "")
    ignored = ignored_of(finding, scope, text)
    library.ignored.add(article.id, ignored, author=author)
    return ignored


def reaches(findings: Iterable[Finding], severity: str) -> bool:
    """Say whether any finding is at least as grave as ``severity``."""
    return any(_RANK.get(finding.severity, 0) >= _RANK[severity] for finding in findings)
