"""What somebody typed into a search field, understood.

Words and ``"quoted phrases"`` are to be found; filters narrow where and when: ``tác giả:`` (author),
``chuyên mục:`` (section), ``từ khóa:`` (tag), ``trạng thái:`` (status) and ``ngày:`` (date of the last
change), each with or without its marks and by its English name too. A value of several words stands in
quotes. Dates are written as newspapers do: ``21/11/2026``, ``21/11``, ``11/2026``, ``2026``, and from one to
another ``1/11..15/11/2026``, where either end may be left open.

Plain values and the standard library alone: the window's list marks found words by the same rules.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from morat.newsroom.text import clean, fold

_FILTERS: Mapping[str, str] = {
    "tacgia": "author",
    "author": "author",
    "chuyenmuc": "section",
    "section": "section",
    "tukhoa": "tag",
    "tag": "tag",
    "trangthai": "status",
    "status": "status",
    "ngay": "date",
    "date": "date",
}
_STATUSES: Mapping[str, str] = {
    "ban thao": "draft",
    "nhap": "draft",
    "cho bien tap": "submitted",
    "waiting for an editor": "submitted",
    "dang bien tap": "in-review",
    "in review": "in-review",
    "da tra": "returned",
    "da duyet": "approved",
    "da dang": "published",
    "da dinh chinh": "corrected",
    "da go": "withdrawn",
    **{name: name for name in ("draft", "submitted", "in-review", "returned", "approved")},
    **{name: name for name in ("published", "corrected", "withdrawn")},
}
_NAMES = (
    r"t[aá]c\s?gi[aả]|author|chuy[eê]n\s?m[uụ]c|section|t[uừ]\s?kh[oó]a|tag"
    r"|tr[aạ]ng\s?th[aá]i|status|ng[aà]y|date"
)
_PART = re.compile(
    rf'(?<!\S)(?P<filter>{_NAMES})\s?:\s?(?P<value>"[^"]*"?|\S*)'
    r'|"(?P<phrase>[^"]*)"?'
    r"|(?P<word>\S+)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_DATE = re.compile(r"(?:(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)?(?P<year>(?:19|20)\d\d)")
_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})")


class Term(NamedTuple):
    """A word or phrase as typed, in lower case; the last one may still be being typed (``typing``)."""

    text: str
    typing: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, marks kept."""
        return tuple(_WORD.findall(self.text))


class Query(NamedTuple):
    """What is asked for: all ``terms``, ``authors``, ``sections`` and ``tags``, one of ``statuses``.

    ``since`` and ``until`` are the first and the last day, None where that end is open. ``unclear``: a
    filter says nothing that can be understood, or there are signs but no words; nothing fits that.
    """

    terms: tuple[Term, ...] = ()
    authors: tuple[Term, ...] = ()
    sections: tuple[Term, ...] = ()
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    unclear: bool = False
    tags: tuple[Term, ...] = ()


def parse(text: str, today: date | None = None) -> Query:
    """Return what ``text`` asks for. A day without a year is one of the year of ``today``."""
    text = clean(text).lower().lstrip()
    typing = text[-1:] not in (" ", "\n", "\t", '"')
    found: dict[str, list[Term]] = {kind: [] for kind in ("term", *_FILTERS.values())}
    unclear = False
    for match in _PART.finditer(text):
        kind, said = _kind_of(match)
        term = Term(" ".join(said.replace('"', " ").split()), typing and match.end() == len(text))
        if (kind == "date" and term.text) or term.words:
            found[kind].append(term)
        elif kind == "term":
            unclear = True
    statuses = _statuses(found["status"])
    span = _span([term.text for term in found["date"]], today)
    return Query(
        tuple(found["term"]),
        tuple(found["author"]),
        tuple(found["section"]),
        statuses or (),
        *(span or (None, None)),
        unclear=(unclear and not found["term"]) or statuses is None or span is None,
        tags=tuple(found["tag"]),
    )


def marked(query: Query) -> tuple[Term, ...]:
    """Return the terms that carry marks (``bí`` and not ``bi``): pieces with just those come first."""
    return tuple(term for term in query.terms if fold(term.text) != term.text)


def found_words(query: Query, text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word in ``text`` that ``query`` is after, in order."""
    whole = {fold(word) for term in query.terms for word in term.words}
    begun = tuple(fold(term.words[-1]) for term in query.terms if term.typing)
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if folded in whole or (begun and folded.startswith(begun)):
            yield match.span()


def _kind_of(match: re.Match[str]) -> tuple[str, str]:
    if match["filter"] is not None:
        name = "".join(fold(match["filter"]).split())
        return _FILTERS[name], match["value"]
    return "term", match["word"] if match["phrase"] is None else match["phrase"]


def _statuses(said: list[Term]) -> tuple[str, ...] | None:
    """Return the statuses whose names begin as ``said``, None when one of them begins no name."""
    meant: dict[str, None] = {}
    for term in said:
        begun = fold(term.text)
        tokens = [token for name, token in _STATUSES.items() if name.startswith(begun)]
        if not tokens:
            return None
        meant.update(dict.fromkeys(tokens))
    return tuple(meant)


def _span(said: list[str], today: date | None) -> tuple[date | None, date | None] | None:
    """Return the days that all of ``said`` have in common, None when one is no date."""
    since, until = None, None
    for text in said:
        first, dots, last = text.partition("..")
        start, end = _days(first, today), _days(last if dots else first, today)
        if (first and start is None) or (last and end is None) or not (start or end):
            return None
        if start:
            since = max(since or start[0], start[0])
        if end:
            until = min(until or end[1], end[1])
    return since, until


def _days(text: str, today: date | None) -> tuple[date, date] | None:
    """Return the first and the last day of a date, a month or a year."""
    match = _DATE.fullmatch(text)
    if match is None:
        match = _DAY.fullmatch(text)
        if match is None or today is None:
            return None
        year = today.year
    else:
        year = int(match["year"])
    try:
        if match["day"] is not None:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day
        if match["month"] is not None:
            # Its module brings that of all the languages' conventions, and months are searched for seldom.
            from calendar import monthrange

            month = int(match["month"])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return date(year, 1, 1), date(year, 12, 31)
