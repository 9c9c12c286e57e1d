"""The comments of a Word file, with their replies and whether they are resolved.

Word keeps them in up to four parts: ``comments`` has the words, ``commentsExtended`` which comment answers
which and whether it is done, ``commentsIds`` an id that stays when Word numbers them anew, and
``commentsExtensible`` the time in UTC. The first is enough. Mo-rát's own ids are the durable ones, else the
number of the comment, in eight hexadecimal digits.

``w:date`` says the time by the clock of whoever wrote, whatever its ``Z`` pretends; without
``w16du:dateUtc`` it is taken for that of Việt Nam.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

from msgspec import structs

from morat.formats.ooxml import Element, qn
from morat.newsroom.review import Comment, Reply, moment

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_UTC = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}dateUtc"
_CLOCK = timezone(timedelta(hours=7))

Read = Callable[[str], Element | None]
"""Gives a part of the file by its kind (``comments``), None where there is none."""


def read_comments(part: Read, text_of: Callable[[Element], str]) -> dict[str, Comment]:
    """Return the comments that are no replies, by the ids that the text names them with.

    ``text_of`` reads the words of one; their places are not known yet.
    """
    root = part("comments")
    elements = [] if root is None else list(root.iterchildren(qn("w:comment")))
    if not elements:
        return {}
    extended = {
        name: element for element in _each(part("commentsExtended")) if (name := _para(element, _W15))
    }
    durable = {
        _para(element, _CID): element.get(f"{_CID}durableId", "") for element in _each(part("commentsIds"))
    }
    utc = {
        element.get(f"{_CEX}durableId", ""): element.get(f"{_CEX}dateUtc", "")
        for element in _each(part("commentsExtensible"))
    }
    by_para: dict[str, str] = {}
    comments: dict[str, Comment] = {}
    for element in elements:
        name, paras = element.get(qn("w:id"), ""), _paras(element)
        by_para.update(dict.fromkeys(paras, name))
        mark = next((durable[para] for para in paras if durable.get(para)), "")
        comments[name] = Comment(
            id=_hexadecimal(mark, 16) or _hexadecimal(name, 10),
            author=author_of(element),
            at=moment(utc.get(mark, "")) or moment_of(element),
            text=text_of(element),
            resolved=any(_is_done(extended.get(para)) for para in paras),
        )
    return _threaded(
        comments, {by_para[para]: by_para.get(above, "") for para, above in _answers(extended, by_para)}
    )


def author_of(element: Element) -> str:
    """Return who made a comment or a change; Word wants a name where nobody is known, and gets ``?``."""
    author = element.get(qn("w:author"), "")
    return "" if author == "?" else author


def moment_of(element: Element) -> str:
    """Return when a comment or a change was made, ISO in UTC; empty where that is not said."""
    said = element.get(_UTC)
    if said:
        return moment(said if said.endswith("Z") else f"{said}Z")
    written = element.get(qn("w:date"), "")
    try:
        return moment(datetime.fromisoformat(written).replace(tzinfo=_CLOCK).isoformat())
    except ValueError:
        return ""


def _threaded(comments: dict[str, Comment], answers: dict[str, str]) -> dict[str, Comment]:
    """Return the comments with those that answer them as replies; a chain of answers ends at its first."""
    firsts: dict[str, str] = {}
    replies: dict[str, list[Reply]] = defaultdict(list)
    for name, comment in comments.items():
        first = _first(name, answers, comments, firsts)
        if first != name:
            replies[first].append(Reply(comment.id, comment.author, comment.at, comment.text))
    return {
        name: structs.replace(comment, replies=tuple(replies.get(name, ())))
        for name, comment in comments.items()
        if firsts[name] == name
    }


def _first(name: str, answers: dict[str, str], comments: dict[str, Comment], known: dict[str, str]) -> str:
    """Return the comment that one answers in the end, itself where it answers none, or others in a ring.

    ``known`` remembers it for all on the way.
    """
    way = {name: None}
    while name not in known and (above := answers.get(name, "")) in comments:
        if above in way:
            known.update((one, one) for one in way)
            break
        way[above] = None
        name = above
    first = known.get(name, name)
    for one in way:
        known.setdefault(one, first)
    return known[next(iter(way))]


def _answers(extended: dict[str, Element], by_para: dict[str, str]) -> Iterator[tuple[str, str]]:
    for para, element in extended.items():
        above = element.get(f"{_W15}paraIdParent")
        if above and para in by_para:
            yield para, above


def _each(root: Element | None) -> Iterator[Element]:
    return iter(()) if root is None else root.iterchildren()


def _para(element: Element, namespace: str) -> str:
    return element.get(f"{namespace}paraId", "")


def _paras(comment: Element) -> list[str]:
    return [name for paragraph in comment.iter(qn("w:p")) if (name := _para(paragraph, _W14))]


def _is_done(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W15}done") in ("1", "true")


def _hexadecimal(written: str, base: int) -> str:
    try:
        number = int(written, base)
    except ValueError:
        return ""
    return f"{number:08x}" if 0 <= number < 0x80000000 else ""
