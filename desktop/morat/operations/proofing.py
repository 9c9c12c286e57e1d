"""Proofread a piece or plain text."""

from pathlib import Path

from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.operations.reading import read_bytes

_RANK = {"info": 0, "warning": 1, "error": 2}


def proof_article(article: Article) -> list[Finding]:
    """Return what was found in every field of a piece, in reading order."""
    from morat.language.proofread import proofread

    return proofread(article)


def proof_text(text: str) -> list[Finding]:
    """Return what was found in plain text; each finding says its line."""
    from morat.language.proofread import proofread_text

    return proofread_text(text)


def proof_text_file(path: Path, encoding: str | None = None) -> list[Finding]:
    """Proofread a plain text file as it stands, line by line."""
    from morat.formats import encodings

    return proof_text(encodings.decode(read_bytes(path), encoding, path.name))


def reaches(findings: list[Finding], severity: str) -> bool:
    """Say whether any finding is at least as grave as ``severity``."""
    return any(_RANK.get(finding.severity, 0) >= _RANK[severity] for finding in findings)
