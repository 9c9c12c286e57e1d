"""What is said of photos, edited: one field, or several photos at once with what would change."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec import structs

from morat.newsroom.find import Finder, Passage
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean, clean_line

FIELDS = (
    *("caption", "credit", "creator", "alt", "people", "headline", "description"),
    *("location", "city", "province", "country", "event", "taken"),
    *("source", "copyright", "keywords", "instructions"),
)
"""The fields a person fills in, those that every photo needs first."""
LISTS = ("people", "keywords")
"""Fields that hold several values; as one text these stand between ``"; "``."""
REPLACE, APPEND, PREPEND, FILL = "replace", "append", "prepend", "fill"
HOWS = (REPLACE, FILL, PREPEND, APPEND)
"""What a text may do: replace what is there, fill in where nothing is, stand before it, follow it."""

_SEPARATOR = "; "
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\s,]+(\d{1,2})[:hg](\d{2})?(?::(\d{2}))?)?")


class Change(NamedTuple):
    """What shall be done with one field: the text and one of ``HOWS``."""

    field: str
    text: str
    how: str = REPLACE


class Difference(NamedTuple):
    """What a field of a photo said and says, as text."""

    sha256: str
    field: str
    before: str
    after: str


def text_of(facts: PhotoFacts, field: str) -> str:
    """Return a field as one text; a date as ``03/11/2026 08:14``, the clock of where it was taken."""
    value: str | tuple[str, ...] = getattr(facts, field)
    if isinstance(value, tuple):
        return _SEPARATOR.join(value)
    return _shown(value) if field == "taken" else value


def with_text(facts: PhotoFacts, field: str, text: str) -> PhotoFacts:
    """Return ``facts`` with another text in a field; a date that cannot be read changes nothing."""
    if text == text_of(facts, field):
        return facts
    value: str | tuple[str, ...]
    if field in LISTS:
        value = tuple(_values(text))
    elif field == "taken":
        found = moment_of(text)
        value = facts.taken if text.strip() and not found else found
    else:
        value = clean(text).strip() if field == "caption" else clean_line(text)
    return structs.replace(facts, **{field: value})


def moment_of(text: str) -> str:
    """Return a date, or date and time, as ISO: ``23/11/2026 8:05``, ``23.11.2026`` or ISO; else empty."""
    text = text.strip()
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            moment = datetime.fromisoformat(text)
            return text if len(text) > len("2026-11-23") else moment.date().isoformat()
        day, month, year, hour, minute, second = (int(one or 0) for one in found.groups())
        # A photo's clock says no zone.
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return ""
    return moment.isoformat() if found[4] else moment.date().isoformat()


def changed(facts: PhotoFacts, changes: Iterable[Change]) -> PhotoFacts:
    """Return ``facts`` after ``changes``."""
    for change in changes:
        before = text_of(facts, change.field)
        facts = with_text(facts, change.field, _joined(change, before))
    return facts


def replaced(
    photos: Sequence[PhotoFacts],
    finder: Finder,
    text: str,
    fields: Sequence[str],
    *,
    keep_case: bool = False,
    is_wanted: Callable[[], bool] = lambda: True,
) -> list[PhotoFacts]:
    """Return ``photos`` with ``text`` in the places of what ``finder`` looks for in these ``fields``.

    It is one search: a pattern has the time of one for all of them. Cut short once it is no longer wanted.

    Raises:
        UserError: a pattern takes longer than it may, or ``text`` asks for a group that it has not.
    """
    passages = [
        Passage(field, facts.sha256, 0, text_of(facts, field)) for facts in photos for field in fields
    ]
    found = finder.search(passages, is_wanted)
    said: dict[tuple[str | None, str], str] = {}
    for number in reversed(range(len(found))):
        edit = finder.replacement(found, number, text, keep_case=keep_case)
        if edit is not None:
            hit = edit.hit
            before = said.get((hit.block, hit.field), found.place(number)[0])
            said[hit.block, hit.field] = before[: hit.start] + edit.text + before[hit.end :]
    after = {facts.sha256: facts for facts in photos}
    for (sha, field), now in said.items():
        after[sha or ""] = with_text(after[sha or ""], field, now)
    return list(after.values())


def differences(before: Sequence[PhotoFacts], after: Sequence[PhotoFacts]) -> Iterator[Difference]:
    """Yield what is different, photo by photo."""
    for one, other in zip(before, after, strict=True):
        for field in FIELDS:
            if getattr(one, field) != getattr(other, field):
                yield Difference(one.sha256, field, text_of(one, field), text_of(other, field))


def fields_of(facts: PhotoFacts) -> dict[str, str]:
    """Return what is said in every field that says something."""
    return {field: text for field in FIELDS if (text := text_of(facts, field))}


def _joined(change: Change, before: str) -> str:
    if not before or change.how == REPLACE:
        return change.text
    if change.how == FILL or not change.text.strip():
        return before
    first, second = (before, change.text) if change.how == APPEND else (change.text, before)
    if change.field in LISTS:
        # A value that is there already is not said twice.
        return _SEPARATOR.join(dict.fromkeys((*_values(first), *_values(second))))
    if change.field == "taken" or _stands(change, before):
        return before
    return f"{first.rstrip()} {second.lstrip()}"


def _stands(change: Change, before: str) -> bool:
    """Say whether the text is there already: what is said twice by mistake is said once."""
    text = change.text.strip()
    return before.endswith(text) if change.how == APPEND else before.startswith(text)


def _values(text: str) -> list[str]:
    return [value for value in map(clean_line, text.split(";")) if value]


def _shown(iso: str) -> str:
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment:%d/%m/%Y}" if len(iso) == len("2026-11-23") else f"{moment:%d/%m/%Y %H:%M}"
