"""Variables in captions and file names: ``{ngày}`` becomes the day on which the picture was taken.

What a picture says of itself stands in for a name between braces. The name may be written in any case, with
or without marks, in Vietnamese or English; a capital first letter asks for one: ``{Thứ}`` is ``Thứ Hai``.
A number in full width is ``{số:3}``: 007. What nobody can fill in stays as it stands, and is told: a name
that does not exist, or one about which the picture says nothing. Such places are gone through with Tab.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean, fold

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""As newspapers write them, from Monday on."""
_PARTS_OF_DAY = ((5, "rạng sáng"), (11, "sáng"), (13, "trưa"), (18, "chiều"), (22, "tối"), (24, "đêm"))
"""Until which hour (not included) a part of the day lasts."""
_VARIABLE = re.compile(r"\{\s*(?P<name>[^\W\d_][^\W_]*(?: +[^\W_]+){0,3})\s*(?::\s*(?P<width>[1-9])\s*)?\}")
_DAY_ALONE = len("2026-11-23")


class Shot(NamedTuple):
    """A picture in its place: the ``number`` (from 1) among ``total`` that are worked on together."""

    facts: PhotoFacts
    number: int = 1
    total: int = 1


class Filled(NamedTuple):
    """A text with its variables filled in.

    ``unknown`` are names that do not exist, ``open`` those the picture says nothing about; both still stand
    in the text, between their braces.
    """

    text: str
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class Variable(NamedTuple):
    """A name, what it may be called too, how a picture answers, and the fields of photos it reads."""

    name: str
    aliases: tuple[str, ...]
    value: Callable[[Shot], str]
    fields: tuple[str, ...] = ()


def _told(variable: Variable, shot: Shot) -> str:
    return variable.value(shot)


def fill(text: str, shot: Shot, told: Callable[[Variable, Shot], str] = _told) -> Filled:
    """Return ``text`` with what the picture says in the places of its variables.

    ``told`` says what stands for a variable, empty for nothing; unless given it is the variable's own value.
    """
    unknown: list[str] = []
    left: list[str] = []

    def filled(found: re.Match[str]) -> str:
        name = found["name"]
        variable = find(name)
        if variable is None:
            unknown.append(name)
            return found[0]
        value = told(variable, shot)
        if not value:
            left.append(name)
            return found[0]
        if found["width"]:
            value = value.zfill(int(found["width"])) if value.isdecimal() else value
        return value[:1].upper() + value[1:] if name[:1].isupper() else value

    done = _VARIABLE.sub(filled, clean(text))
    return Filled(done, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(left)))


def find(name: str) -> Variable | None:
    """Return the variable of this name, None for a name that does not exist."""
    return _BY_NAME.get(_key(name))


def places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where variables stand in ``text``, in code points, braces included."""
    for found in _VARIABLE.finditer(text):
        yield found.span()


def next_place(text: str, start: int, end: int, *, back: bool = False) -> tuple[int, int] | None:
    """Return the place after ``end``, going ``back`` that before ``start``; None where there is none."""
    found = list(places(text))
    if back:
        return next((place for place in reversed(found) if place[1] <= start), None)
    return next((place for place in found if place[0] >= end), None)


def fields_read(text: str) -> frozenset[str]:
    """Return the fields of photos that the variables of ``text`` read."""
    found = (find(one["name"]) for one in _VARIABLE.finditer(clean(text)))
    return frozenset(field for one in found if one is not None for field in one.fields)


def _key(name: str) -> str:
    return " ".join(fold(clean(name)).split())


def _moment(shot: Shot) -> datetime | None:
    """Return when the picture was taken, by the clock of the place; its zone is never changed."""
    try:
        return datetime.fromisoformat(shot.facts.taken)
    except ValueError:
        return None


def _clock(shot: Shot) -> datetime | None:
    """Return the same where more than the day is known."""
    return _moment(shot) if len(shot.facts.taken) > _DAY_ALONE else None


def _of_moment(shown: Callable[[datetime], str]) -> Callable[[Shot], str]:
    return lambda shot: shown(moment) if (moment := _moment(shot)) else ""


def _day(moment: datetime) -> str:
    return f"{moment.day}/{moment.month}/{moment.year}"


def _weekday(moment: datetime) -> str:
    return WEEKDAYS[moment.weekday()]


def _time(shot: Shot) -> str:
    clock = _clock(shot)
    return f"{clock.hour}h{clock.minute:02}" if clock else ""


def _part_of_day(shot: Shot) -> str:
    clock = _clock(shot)
    return next(part for until, part in _PARTS_OF_DAY if clock.hour < until) if clock else ""


def _when(shot: Shot) -> str:
    """Return ``sáng 23/11/2026``, the day alone where the hour is not known."""
    moment = _moment(shot)
    return " ".join(filter(None, (_part_of_day(shot), _day(moment)))) if moment else ""


def _place(shot: Shot) -> str:
    """Return the places a picture names, the nearest first, each once."""
    facts = shot.facts
    return ", ".join(dict.fromkeys(filter(None, (facts.location, facts.city, facts.province))))


def _stem(shot: Shot) -> str:
    stem, dot, ending = shot.facts.file.rpartition(".")
    return stem if dot and stem else ending


def _number(shot: Shot) -> str:
    return str(shot.number)


def _total(shot: Shot) -> str:
    return str(shot.total)


def _nothing(_shot: Shot) -> str:
    """Return nothing: what is done is seen in the picture and said nowhere."""
    return ""


def _field(name: str) -> Callable[[Shot], str]:
    def value(shot: Shot) -> str:
        found: str | tuple[str, ...] = getattr(shot.facts, name)
        return ", ".join(found) if isinstance(found, tuple) else found

    return value


def _fields(*pairs: tuple[str, str, tuple[str, ...]]) -> tuple[Variable, ...]:
    return tuple(Variable(name, aliases, _field(field), (field,)) for name, field, aliases in pairs)


_TAKEN = ("taken",)
_PLACE = ("location", "city", "province")
VARIABLES = (
    Variable("ngày", ("date",), _of_moment(_day), _TAKEN),
    Variable("thứ", ("weekday", "dow"), _of_moment(_weekday), _TAKEN),
    Variable("giờ", ("time",), _time, _TAKEN),
    Variable("buổi", ("part of day",), _part_of_day, _TAKEN),
    Variable("hôm", ("day",), _of_moment(lambda moment: str(moment.day)), _TAKEN),
    Variable("tháng", ("month",), _of_moment(lambda moment: str(moment.month)), _TAKEN),
    Variable("năm", ("year",), _of_moment(lambda moment: str(moment.year)), _TAKEN),
    Variable("địa điểm", ("place",), _place, _PLACE),
    Variable("số", ("number", "seq", "seqn"), _number),
    Variable("tổng số", ("total",), _total),
    Variable("tên tệp", ("file", "filename"), _stem),
    # The questions of a caption; what the picture does not answer is written by hand.
    Variable("ai", ("who",), _field("people"), ("people",)),
    Variable("làm gì", ("what",), _nothing),
    Variable("ở đâu", ("where",), _place, _PLACE),
    Variable("khi nào", ("when",), _when, _TAKEN),
    *_fields(
        ("tác giả", "creator", ("author", "photographer", "creator", "người chụp")),
        ("người", "people", ("people", "person", "người trong ảnh")),
        ("sự kiện", "event", ("event",)),
        ("nơi", "location", ("location",)),
        ("phường xã", "city", ("city", "xã phường")),
        ("tỉnh", "province", ("province", "tỉnh thành")),
        ("nước", "country", ("country", "quốc gia")),
        ("nguồn ảnh", "credit", ("credit",)),
        ("nguồn", "source", ("source",)),
        ("bản quyền", "copyright", ("copyright",)),
        ("tít ảnh", "headline", ("headline", "tít")),
        ("chú thích", "caption", ("caption",)),
        ("từ khóa", "keywords", ("keywords",)),
    ),
)
"""Every variable, those that captions need most first."""
_BY_NAME: Mapping[str, Variable] = {
    _key(name): variable for variable in VARIABLES for name in (variable.name, *variable.aliases)
}
