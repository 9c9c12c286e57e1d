"""Bylines (bút danh) in loose text: "Mai Hương", "Bài và ảnh: Thu Hà", "Theo TTXVN"."""

import re

from msgspec import Struct, structs

from morat.newsroom.article import Author
from morat.newsroom.text import clean_line

_SYLLABLE = r"[^\W\d_]+"
_LABELS = (
    # Who is named after the label, by role; the first that fits counts.
    ("photographer", r"(?:(?:tin|bài|clip|video)(?:\s*(?:,|và|&|-|/|\+)\s*|\s+)){0,3}ảnh"),
    ("author", r"tin|bài|tin[,/ -]*bài|bài viết|lời|clip|video|thực hiện|người viết|tác giả"),
    ("editor", r"biên tập|người biên tập|bt|btv"),
    ("translator", r"dịch|người dịch|biên dịch|lược dịch"),
    ("contributor", r"cộng tác viên|ctv|cộng tác"),
)
_TEXT_TOO = re.compile(r"tin|bài|clip|video", re.IGNORECASE)
_LABELLED = re.compile(r"\(?(?P<label>[^:()]{2,24})\s*:\s*(?P<names>[^:()]{2,80}(?:\([^:()]{2,30}\))?)\)?\.?")
_SOURCE = re.compile(r"\(?(?:nguồn(?: tin)?\s*:|theo\s)\s*(?P<source>[^.!?:]{2,60}?)\)?\.?", re.IGNORECASE)
_NEXT_LABEL = re.compile(r"\s*[-–—;,|.]\s*(?=(?:ảnh|bài|tin|clip|video)\s*:)", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*\((?P<what>[^()]{2,30})\)$")
_JOINTS = re.compile(r"\s*[,;/]\s*|\s+(?:[-–—&+]|và)\s+")
_OFFICE = re.compile(
    r"(?:trung tâm|cổng|báo|đài|ban|phòng|sở|ubnd|ủy ban|uỷ ban|ttxvn|tạp chí|hội|công an|bộ|tttt|vov|vtv)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:nhóm\s+)?(?:pv|phóng viên|btv|ctv|ban biên tập|p\.v)(?:\W.{0,30})?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZĐ]\.?\s?){2,4}")


class Byline(Struct, frozen=True):
    """Who made a piece: ``authors``, the ``source`` it was taken from, ``credit`` of its photos."""

    authors: tuple[Author, ...] = ()
    source: str = ""
    credit: str = ""


def byline(text: str, *, declared: bool = False) -> Byline | None:
    """Return who a line names, None when it is no byline.

    ``declared``: the file says that the line is one (its style, its place beside a label), so that any
    short name is taken. "Bài và ảnh: X" makes X the author and the credit of the photos.
    """
    line = clean_line(text).strip("*_ ")
    if not line or len(line) > 120:
        return None
    pieces = _NEXT_LABEL.split(line) if line.count(":") > 1 else [line]
    parts = [_part(piece, declared=declared) for piece in pieces]
    named = [part for part in parts if part is not None]
    return _joined(named) if len(named) == len(parts) else None


def _part(line: str, *, declared: bool) -> Byline | None:
    return _labelled(line) or _sourced(line) or _named(line, declared=declared)


def _joined(parts: list[Byline]) -> Byline:
    authors = tuple(author for part in parts for author in part.authors)
    source = ", ".join(part.source for part in parts if part.source)
    return Byline(authors, source, next((part.credit for part in parts if part.credit), ""))


def _labelled(line: str) -> Byline | None:
    found = _LABELLED.fullmatch(line)
    if found is None:
        return None
    label = " ".join(found["label"].split())
    role = next((role for role, words in _LABELS if re.fullmatch(words, label, re.IGNORECASE)), None)
    if role is None:
        return None
    people = _people(found["names"], "author" if _TEXT_TOO.search(label) else role)
    if role == "photographer" and people.authors:
        return structs.replace(people, credit=", ".join(author.name for author in people.authors))
    return people if people.authors else None


def _sourced(line: str) -> Byline | None:
    found = _SOURCE.fullmatch(line)
    if found is None or len(line.split()) > 8 or not found["source"].lstrip()[:1].isupper():
        return None
    return Byline(source=found["source"].strip())


def _named(line: str, *, declared: bool) -> Byline | None:
    people = _people(line if _AFTER_NAME.search(line) else line.strip("()"), "author")
    alike = all(is_name(author.name) for author in people.authors)
    short = declared and len(people.authors) <= 4 and not line.endswith(".")
    return people if people.authors and (alike or short) else None


def _people(text: str, role: str) -> Byline:
    """Read names, and what brackets after them say: "(CTV)", "(theo TTXVN)"."""
    after = _AFTER_NAME.search(text)
    what = after["what"] if after else ""
    if re.match(r"ctv|cộng tác viên", what, re.IGNORECASE):
        role = "contributor"
    source = what[5:].strip() if what.casefold().startswith("theo ") else ""
    parts = (clean_line(part).strip(" ;") for part in _JOINTS.split(text[: after.start()] if after else text))
    names = [part for part in parts if part]
    if len(names) > 1 and _OFFICE.match(names[-1]):
        # "Thu Hà / Báo Đồng Mây": the paper is no person.
        source = source or names[-1]
        names.pop()
    if any(len(name.split()) > 6 for name in names):
        return Byline()
    return Byline(tuple(Author(name, role=role) for name in names), source)


def is_name(text: str) -> bool:
    """Say whether ``text`` is written like a name: two to four syllables with capitals, or initials."""
    if _INITIALS.fullmatch(text) or _GROUP.fullmatch(text):
        return True
    syllables = text.split()
    return 2 <= len(syllables) <= 4 and all(_is_name_syllable(syllable) for syllable in syllables)


def _is_name_syllable(syllable: str) -> bool:
    return re.fullmatch(_SYLLABLE, syllable) is not None and len(syllable) <= 7 and syllable[0].isupper()
