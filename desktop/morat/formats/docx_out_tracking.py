"""Tracked changes of a Word file: runs, paragraphs and rows that would come in or go."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from itertools import groupby

from lxml import etree

from morat.formats.ooxml import Element, add, qn
from morat.newsroom.review import Suggestion

INSERTED, DELETED = "w:ins", "w:del"
_CLOCK = timezone(timedelta(hours=7))


class Tracking:
    """Writes down who changed what and when; the first sign of a change has its number, others new ones."""

    def __init__(self, next_number: Callable[[], int]) -> None:
        """Take fresh numbers from ``next_number``."""
        self._next = next_number
        self._signed: set[int] = set()

    def stretch(self, elements: Iterable[Element], tag: str, change: Suggestion) -> None:
        """Say of neighbours, runs and links, that they would come in (``INSERTED``) or go (``DELETED``)."""
        for kind, group in groupby(list(elements), key=_tag):
            if kind == qn("w:r"):
                self._wrap(list(group), tag, change)
            elif kind == qn("w:hyperlink"):
                for link in group:
                    self.stretch(link, tag, change)

    def end(self, paragraph: Element, tag: str, change: Suggestion) -> None:
        """Say of the end of a paragraph, that which Enter makes, that it would come in or go."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            mark = properties.find(qn("w:rPr"))
            self._sign(add(properties, "w:rPr") if mark is None else mark, tag, change)

    def whole(self, elements: Iterable[Element], tag: str, change: Suggestion) -> None:
        """Say of paragraphs and tables, with all that is in them, that they would come in or go."""
        for element in elements:
            for row in element.iter(qn("w:tr")):
                properties = row.find(qn("w:trPr"))
                if properties is None:
                    properties = etree.Element(qn("w:trPr"))
                    # A change alone does not make properties of a row.
                    add(properties, "w:cantSplit", val="off")
                    row.insert(0, properties)
                self._sign(properties, tag, change)
            for paragraph in list(element.iter(qn("w:p"))):
                self.stretch(paragraph, tag, change)
                self.end(paragraph, tag, change)

    def _wrap(self, runs: list[Element], tag: str, change: Suggestion) -> None:
        parent = runs[0].getparent()
        if parent is None:
            return
        place = parent.index(runs[0])
        wrapper = self._sign(parent, tag, change)
        parent.insert(place, wrapper)
        wrapper.extend(runs)
        if tag == DELETED:
            for words in wrapper.iter(qn("w:t"), qn("w:instrText")):
                words.tag = qn("w:delText") if words.tag == qn("w:t") else qn("w:delInstrText")

    def _sign(self, parent: Element, tag: str, change: Suggestion) -> Element:
        said = {"id": str(self._number(change.id)), "author": change.author or "?"}
        if change.at:
            said["date"] = local_time(change.at)
        return add(parent, tag, **said)

    def _number(self, mark: str) -> int:
        number = number_of(mark)
        if number is None or number in self._signed:
            return self._next()
        self._signed.add(number)
        return number


def number_of(mark: str) -> int | None:
    """Return the number that an id of a comment or a change is, None for one that Word cannot have."""
    try:
        number = int(mark, 16)
    except ValueError:
        return None
    return number if len(mark) == 8 and 0 < number < 0x80000000 else None


def local_time(at: str) -> str:
    """Return an ISO time as Word writes it, by the clock of Việt Nam and with a ``Z`` that means nothing."""
    return datetime.fromisoformat(at).astimezone(_CLOCK).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tag(element: Element) -> str:
    return str(element.tag)
