"""From loose paragraphs to a piece: which line is the headline, the standfirst, a caption, the byline.

Readers of text, Markdown, HTML and Word turn what they find into ``Line``s and call ``build``.
A line's ``kind`` says what the file itself declares; ``"text"`` leaves the decision to this room:

- page furniture at the start and the end is left out (``furniture``);
- the headline is the declared title, else the first short line without a final stop;
- the standfirst is the declared one, else the first paragraph if it is bold or italic, or has 20 to 90
  words and a body follows;
- the last lines may name the authors, the source, the tags (``bylines``);
- the rest is the body (``body``), where captions without pictures become empty frames.
"""

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from morat.formats.body import body, guess, is_set_apart
from morat.formats.captions import is_caption, may_stand_below, split_credit
from morat.formats.furniture import furniture
from morat.formats.lines import KINDS, Line
from morat.newsroom.article import Article, Author, new_article
from morat.newsroom.blocks import Block, Photo
from morat.newsroom.bylines import Byline, byline
from morat.newsroom.furniture import ends_like_sentence
from morat.newsroom.incoming import Guess
from morat.newsroom.inline import Runs, strip
from morat.newsroom.messages import Message
from morat.newsroom.text import clean_line, word_count

__all__ = ["KINDS", "Line", "build", "credited"]

HEADLINE_WORDS = 30
KICKER_WORDS = 5
STANDFIRST_WORDS = range(20, 91)
"""Words of a first paragraph that is taken for the standfirst without being set apart."""
_SET_APART_WORDS = range(8, 121)
_DECK_WORDS = range(4, 26)
_SHOWN = 60
_TAGS = re.compile(r"(?:từ khóa|từ khoá|tags?|thẻ)\s*:\s*(.+)", re.IGNORECASE)
_FIELDS = ("kicker", "title", "deck", "standfirst")
_NAMES = {"title": "headline"}


class _Credits(Struct, frozen=True):
    """What the byline lines say; ``lines`` are those that did not say themselves that they are some."""

    authors: tuple[Author, ...] = ()
    source: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


Origins = dict[tuple[str | None, str], Runs]


class Built(Struct, frozen=True):
    """The piece that lines make: ``warnings`` on what was left out, ``guesses`` at what they are.

    ``origins`` are the runs of texts that are plain strings in a piece, by block (None) and field.
    """

    article: Article
    warnings: tuple[Message, ...]
    guesses: tuple[Guess, ...]
    origins: Origins


def build(lines: Sequence[Line]) -> Built:
    """Return the piece that ``lines`` make, and what was guessed or left out.

    Warnings: ``furniture-dropped``, ``captions-without-pictures``, ``headline-missing``,
    ``standfirst-missing``.
    """
    there = [line for line in lines if line.text.strip() or line.kind in ("picture", "block")]
    kept, dropped = _without_furniture(there)
    fields, kept = _declared(kept)
    declared = set(fields)
    kept = _guess_headline(fields, kept)
    top, kept = _guess_below_headline(fields, kept)
    end, kept = _from_the_end(kept)
    made = body(kept)
    credits_ = _together(top, end)
    article = new_article(
        **{_NAMES.get(kind, kind): line.text for kind, line in fields.items()},
        authors=credits_.authors,
        source=credits_.source,
        tags=credits_.tags,
        blocks=credited(made.blocks, credits_.credit),
    )
    guesses = [
        guess(_NAMES.get(kind, kind), (fields[kind],)) for kind in _FIELDS if kind in {*fields} - declared
    ]
    guesses += [guess("byline", (line,)) for line in top.lines]
    guesses += made.guesses
    guesses += [guess("byline", (line,), is_last=True) for line in end.lines]
    origins: Origins = {(None, _NAMES.get(kind, kind)): line.runs for kind, line in fields.items()}
    return Built(article, _warnings(article, dropped, made.frames), tuple(guesses), origins)


def _warnings(article: Article, dropped: Sequence[str], frames: int) -> tuple[Message, ...]:
    found: list[Message] = []
    if not article.headline:
        found.append(Message("headline-missing"))
    if not article.standfirst and article.blocks:
        found.append(Message("standfirst-missing"))
    if frames:
        found.append(Message("captions-without-pictures", n=frames))
    if dropped:
        found.append(Message("furniture-dropped", n=len(dropped), lines=tuple(dropped)))
    return tuple(found)


def _without_furniture(lines: list[Line]) -> tuple[list[Line], list[str]]:
    loose = ("text", "heading", "bullet", "number")
    away = furniture([line.text if line.kind in loose else None for line in lines])
    kept = [line for place, line in enumerate(lines) if place not in away]
    return kept, [clean_line(lines[place].text)[:_SHOWN] for place in sorted(away)]


def _declared(lines: list[Line]) -> tuple[dict[str, Line], list[Line]]:
    """Take the first line of each declared field out of ``lines``."""
    fields: dict[str, Line] = {}
    rest: list[Line] = []
    for line in lines:
        if line.kind in _FIELDS and line.kind not in fields:
            fields[line.kind] = line
        elif line.kind == "title":
            rest.append(structs.replace(line, kind="heading"))
        elif line.kind in _FIELDS:
            rest.append(structs.replace(line, kind="text"))
        else:
            rest.append(line)
    return fields, rest


def _guess_headline(fields: dict[str, Line], lines: list[Line]) -> list[Line]:
    """Take the headline, and a kicker above it, off the top of ``lines``."""
    if "title" in fields:
        return lines
    at = next((place for place, line in enumerate(lines) if line.kind != "picture"), None)
    if at is None or not _like_headline(lines[at]):
        return lines
    first, below = lines[at].text, lines[at + 1] if at + 1 < len(lines) else None
    if below is not None and _like_kicker(first) and _like_headline(below) and len(below.text) > len(first):
        fields.setdefault("kicker", lines[at])
        fields["title"] = below
        return lines[:at] + lines[at + 2 :]
    fields["title"] = lines[at]
    return lines[:at] + lines[at + 1 :]


def _like_headline(line: Line) -> bool:
    text = line.text.rstrip()
    return (
        line.kind in ("text", "heading")
        and word_count(text) <= HEADLINE_WORDS
        and not text.endswith((".", ";", ":", ","))
    )


def _like_kicker(text: str) -> bool:
    return text.isupper() and word_count(text) <= KICKER_WORDS


def _guess_below_headline(fields: dict[str, Line], lines: list[Line]) -> tuple[_Credits, list[Line]]:
    """Take byline, deck and standfirst from below the headline; pictures there stay in the body."""
    above: list[Line] = []
    found = _Credits()
    rest = list(lines)
    while rest and "title" in fields:
        line = rest[0]
        named = _named(line)
        if line.kind == "picture" or _is_lead_caption(above, line):
            above.append(rest.pop(0))
        elif named is not None and not found.authors and len(rest) > 1:
            found = _together(found, _credits(named, rest.pop(0)))
        elif "deck" not in fields and "standfirst" not in fields and _like_deck(rest):
            fields["deck"] = rest.pop(0)
        else:
            break
    if rest and "title" in fields and "standfirst" not in fields and _like_standfirst(rest):
        fields["standfirst"] = rest.pop(0)
    return found, above + rest


def _is_lead_caption(above: list[Line], line: Line) -> bool:
    if not above or above[-1].kind != "picture" or above[-1].text.strip():
        return False
    return line.kind == "caption" or (
        line.kind == "text" and not line.all_bold and may_stand_below(line.text, set_apart=is_set_apart(line))
    )


def _named(line: Line) -> Byline | None:
    if line.kind not in ("text", "byline"):
        return None
    return byline(line.text, declared=line.kind == "byline" or line.right)


def _like_deck(lines: list[Line]) -> bool:
    line = lines[0]
    return (
        line.kind == "text"
        and word_count(line.text) in _DECK_WORDS
        and not ends_like_sentence(line.text)
        and _like_standfirst([below for below in lines[1:] if _named(below) is None])
    )


def _like_standfirst(lines: list[Line]) -> bool:
    if len(lines) < 2:
        return False
    line = lines[0]
    words = word_count(line.text)
    if line.kind != "text" or is_caption(line.text, around=word_count(lines[1].text)):
        return False
    if line.all_bold or line.all_italic:
        return words in _SET_APART_WORDS
    return words in STANDFIRST_WORDS and ends_like_sentence(line.text) and not line.text.endswith(":")


def _from_the_end(lines: list[Line]) -> tuple[_Credits, list[Line]]:
    """Take the byline, the source and the tags off the end of ``lines``."""
    found = _Credits()
    rest = list(lines)
    while len(rest) > 1:
        line = rest[-1]
        tags = _TAGS.fullmatch(line.text.strip()) if line.kind in ("text", "byline") else None
        named = None if tags or _is_photo_credit(rest) else _named(line)
        if tags:
            found = structs.replace(found, tags=tuple(re.split(r"\s*[,;#]\s*", tags[1])))
        elif named is not None:
            found = _together(_credits(named, line), found)
        else:
            break
        rest.pop()
    if rest and rest[-1].text.rstrip().endswith(":"):
        # Names below "Danh sách được khen:" are what the story tells.
        return _Credits(), _without_byline_lines(lines)
    return found, _without_byline_lines(rest)


def _is_photo_credit(lines: list[Line]) -> bool:
    """Say whether the last line is the credit of the picture right above it."""
    rest, credit = split_credit(lines[-1].runs)
    return bool(credit) and not strip(rest) and lines[-2].kind in ("picture", "caption")


def _without_byline_lines(lines: list[Line]) -> list[Line]:
    return [structs.replace(line, kind="text") if line.kind == "byline" else line for line in lines]


def _together(first: _Credits, second: _Credits) -> _Credits:
    return _Credits(
        tuple(dict.fromkeys((*first.authors, *second.authors))),
        first.source or second.source,
        first.credit or second.credit,
        first.tags or second.tags,
        (*first.lines, *second.lines),
    )


def _credits(named: Byline, line: Line) -> _Credits:
    guessed = () if line.kind == "byline" else (line,)
    return _Credits(named.authors, named.source, named.credit, lines=guessed)


def credited(blocks: tuple[Block, ...], credit: str) -> tuple[Block, ...]:
    """Give ``credit`` to the photos that have none: "Bài và ảnh: X" speaks for all of them."""
    if not credit:
        return blocks
    return tuple(
        structs.replace(block, credit=credit) if isinstance(block, Photo) and not block.credit else block
        for block in blocks
    )
