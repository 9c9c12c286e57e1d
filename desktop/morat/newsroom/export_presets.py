"""How pictures leave the house (cách xuất ảnh): their size, their weight, the names of their files."""

from collections.abc import Container
from typing import NamedTuple

from msgspec import Struct

from morat.newsroom.house_file import HouseFile
from morat.newsroom.messages import Message
from morat.newsroom.pictures import STEM, photo_name
from morat.newsroom.renaming import file_name
from morat.newsroom.text import slug
from morat.newsroom.variables import Shot

WEB = "web"
"""The file of the preset that counts where none is chosen."""
NAMED = "{số:2}-{tên bài}"
_HEADLINE = "{tên bài}"
_NUMBERS = {"width": (16, 20_000), "quality": (1, 100), "kilobytes": (0, 100_000)}


class Preset(Struct, frozen=True):
    """Pixels of width at most, JPEG quality (1 to 100), kilobytes at most (0: as many as it takes).

    ``file`` is a pattern of :mod:`morat.newsroom.renaming`, with ``{tên bài}`` for the headline.
    """

    width: int = 1600
    quality: int = 85
    kilobytes: int = 0
    file: str = NAMED
    name: str = ""


class Parsed(NamedTuple):
    """A preset, and what is to be said of keys that are not known here."""

    preset: Preset
    warnings: tuple[Message, ...]


def parse(text: str, file: str) -> Parsed:
    """Return the preset in ``text``; one that says no name is called as ``file`` is.

    Raises:
        UserError: ``style-damaged`` (no TOML), ``style-wrong`` (a value that cannot be): file and line.
    """
    read = HouseFile(text, file)
    usual, numbers = Preset(), dict[str, int]()
    for key, (least, most) in _NUMBERS.items():
        value = read.values.get(key, getattr(usual, key))
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            read.wrong("", key, value)
        numbers[key] = value
    known = ("name", "file", *_NUMBERS)
    unknown = tuple(read.passed_over("", key) for key in read.values if key not in known)
    preset = Preset(
        **numbers, file=read.words("file", NAMED), name=read.words("name", file.removesuffix(".toml"))
    )
    return Parsed(preset, unknown)


def photo_file(
    preset: Preset, shot: Shot, headline: str, suffix: str, taken: Container[str] = frozenset()
) -> str:
    """Return the name of a photo's file, without marks; one that is ``taken`` gets a number behind it."""
    if preset.file == NAMED:
        return photo_name(shot.number, headline, suffix)
    return file_name(preset.file.replace(_HEADLINE, slug(headline, STEM)), shot, suffix, taken)
