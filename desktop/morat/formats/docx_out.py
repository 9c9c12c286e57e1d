"""Write a piece as a Word file.

Every part of the piece has a style of its own and every block a bookmark with its id, so that
``docx_in`` reads the file back exactly, also after somebody worked on it in Word. What cannot be
printed (genre, section, roles, sizes of photos) goes into the file's own properties. Never written:
note, embargo, status, related pieces, and the name behind a pen name.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from morat.formats import docx_in, docx_review_fact
from morat.formats import docx_out_text as write_text
from morat.formats.docx_out_blocks import BlockWriter
from morat.formats.docx_out_package import members, packed
from morat.formats.docx_out_scribe import Scribe
from morat.formats.docx_sheet import Sheet
from morat.formats.docx_template import opened
from morat.formats.ooxml import FORMAT, RELATION, Element, custom_properties, pack_fact, qn
from morat.formats.printed import Printed, date, instant, printed
from morat.newsroom.article import Article, Dateline
from morat.newsroom.inline import runs_of
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.pictures import Picture
from morat.newsroom.text import clean_line

# The limit of the standard's own properties, where python-docx refuses more.
_CORE_LENGTH = 255
_FRONT = {"Kicker": "kicker", "Title": "headline", "Deck": "deck", "Sapo": "standfirst"}
_CUSTOM = "docProps/custom.xml"
_VIETNAM = timezone(timedelta(hours=7))


def write(
    article: Article,
    pictures: Mapping[str, Picture],
    manuscript: Manuscript = Manuscript(),  # noqa: B008 - it is frozen
) -> bytes:
    """Return ``article`` as a .docx; equal articles, pictures and manuscripts give equal bytes.

    ``pictures`` are the photos' files by the SHA-256 of the original, in the size wanted. A photo
    that is not among them becomes an empty frame that keeps the photo's address.

    Raises:
        UserError: ``word-template-damaged``.
    """
    document = opened(manuscript)
    words = printed(article.language)
    blocks = BlockWriter(document.part, Sheet(document), pictures, words, manuscript)
    _fill(document.element.body, article, blocks, words)
    _set_core(document, article)
    _set_language(document, article.language)
    facts = {**_facts(article), **blocks.facts()}
    _set_custom(document.part, facts)
    files = members(document.part.package)
    if manuscript.review:
        kept = docx_review_fact.pack(manuscript.review, docx_in.read(packed(files)).review)
        files[_CUSTOM] = custom_properties({**facts, "review": kept} if kept else facts)
    return packed(files)


def _fill(body: Element, article: Article, blocks: BlockWriter, words: Printed) -> None:
    """Write the whole piece; the section's properties stay last."""
    page = body[-1]
    body.remove(page)
    for style, field in _FRONT.items():
        _line(body, style, article, field, blocks.scribe)
    _dateline(body, article.dateline)
    blocks.write_added(body, None)
    blocks.write(body, article.blocks)
    _byline(body, article, words)
    _line(body, "Source", article, "source", blocks.scribe, words.source)
    write_text.close(body)
    blocks.scribe.finish(body)
    body.append(page)


def _line(body: Element, style: str, article: Article, field: str, scribe: Scribe, label: str = "") -> None:
    """Write a line of the piece itself, behind a fixed word; nothing where it has none."""
    said: str = getattr(article, field)
    if said:
        line = write_text.paragraph(body, style)
        write_text.text(line, label, "Label")
        scribe.write(line, runs_of(said), (None, field))


def _dateline(body: Element, dateline: Dateline) -> None:
    if not dateline.place and not dateline.date:
        return
    line = write_text.paragraph(body, "Dateline")
    write_text.text(line, dateline.place, "Place")
    if dateline.place and dateline.date:
        write_text.text(line, ", ", "Label")
    write_text.text(line, date(dateline.date), "Date")


def _byline(body: Element, article: Article, words: Printed) -> None:
    if not article.authors:
        return
    line = write_text.paragraph(body, "Byline")
    for place, author in enumerate(article.authors):
        between = " – " if place else ""
        write_text.text(line, between + words.roles.get(author.role, ""), "Label")
        write_text.text(line, author.printed, "Author")


def _facts(article: Article) -> dict[str, str]:
    """Return what a reader of the page does not see and a colleague's Mo-rát wants to know."""
    people = [[author.printed, author.role, bool(author.pen_name)] for author in article.authors]
    series = article.series
    facts = {
        "genre": article.genre,
        "section": article.section,
        "tags": pack_fact(article.tags) if article.tags else "",
        "people": pack_fact(people) if people else "",
        "series": pack_fact([series.name, series.part, series.of]) if series else "",
        "language": article.language,
    }
    return {"format": FORMAT, **{name: fact for name, fact in facts.items() if fact}}


def _set_custom(main: Part, facts: Mapping[str, str]) -> None:
    package = main.package
    assert package is not None  # noqa: S101 - a part that was opened has one
    part = Part(
        PackURI(f"/{_CUSTOM}"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        custom_properties(facts),
        package,
    )
    package.relate_to(part, f"{RELATION}/custom-properties")


def _set_core(document: Any, article: Article) -> None:
    core = document.core_properties
    core.title = article.headline[:_CORE_LENGTH]
    core.author = "; ".join(author.printed for author in article.authors)[:_CORE_LENGTH]
    core.category = article.section[:_CORE_LENGTH]
    core.keywords = ", ".join(article.tags)[:_CORE_LENGTH]
    core.language = _language_tag(article.language)
    day = _day(article)
    if day is not None:
        core.created = core.modified = day


def _day(article: Article) -> datetime | None:
    """Return when the piece appeared, else the day it is dated, in UTC: the same in every export."""
    said = article.published.at if article.published else ""
    try:
        at = datetime.fromisoformat(instant(said or article.dateline.date))
        return (at if at.tzinfo else at.replace(tzinfo=_VIETNAM)).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _language_tag(language: str) -> str:
    return "vi-VN" if language == "vi" else clean_line(language) or "vi-VN"


def _set_language(document: Any, language: str) -> None:
    """Name the piece's language where a template says its own."""
    tag = _language_tag(language)
    for root in (document.styles.element, document.settings.element):
        for said in root.iter(qn("w:lang"), qn("w:themeFontLang")):
            for name in said.attrib:
                said.set(name, tag)
