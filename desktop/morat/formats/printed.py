"""Words that are printed in a piece itself ("Ảnh: ", "Nguồn: "), by the language of the piece."""

import re
import tomllib
from datetime import datetime
from functools import lru_cache

from msgspec import Struct, convert

from morat.assets import resource
from morat.newsroom.inline import Runs, plain

_CLOSING = "”’»\"'"
_ENDS = (".", "…", "!", "?", ":", ";")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")
_VIETNAM = "+07:00"
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")


class ProofWords(Struct, frozen=True):
    """What stands around a piece on paper: in the margins, above the note, in the boxes of ``signers``."""

    title: str
    version: str
    printed: str
    page: str
    note: str
    signature: str
    day: str
    signers: tuple[str, ...]


class Printed(Struct, frozen=True):
    """The words of one language; labels end with the space that follows them.

    ``photo`` is what one is called: before its number, and where nothing else says what is seen. ``post``
    stands above the text for a ``network``, with its ``count`` and ``limit``.
    """

    credit: str
    source: str
    frame: str
    photo: str
    post: str
    proof: ProofWords
    tags: str = ""
    untitled: str = ""
    roles: dict[str, str] = {}


def printed(language: str) -> Printed:
    """Return the words for a piece in ``language`` (``vi``, ``vi-VN``, ``en``); English for any other."""
    words = _all()
    return words.get(language.partition("-")[0].lower(), words["en"])


def parting(caption: Runs) -> str:
    """Return what stands between a caption and its credit: a space, behind a full stop if need be."""
    said = plain(caption).rstrip()
    if not said:
        return ""
    return " " if said.rstrip(_CLOSING).endswith(_ENDS) else ". "


def date(iso: str) -> str:
    """Write an ISO date as newspapers do, ``23/11/2026``; what is no date is left as it is."""
    return _ISO_DATE.sub(r"\3/\2/\1", iso)


def instant(iso: str) -> str:
    """Return an ISO date as it is, an instant with the time zone of Vietnam where it names none."""
    if _DAY.fullmatch(iso):
        return iso
    found = _INSTANT.fullmatch(iso)
    return found[1] + (found[2] or _VIETNAM) if found else ""


def moment(iso: str) -> str:
    """Write an ISO time as newspapers do, in the time of this machine: ``10:42 23/11/2026``."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%H:%M %d/%m/%Y")
    except (ValueError, OverflowError):
        return iso


@lru_cache(maxsize=1)
def _all() -> dict[str, Printed]:
    tables = tomllib.loads(resource("templates", "print.toml").read_text("utf-8"))
    return convert(tables, dict[str, Printed])
