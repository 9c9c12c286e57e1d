"""What a reader of files hands over: a piece, the pictures found in it, and what to tell the person."""

from msgspec import Struct

from morat.newsroom.article import Article
from morat.newsroom.messages import Message


class FoundPicture(Struct, frozen=True):
    """A picture's file as it was found inside another file."""

    name: str
    data: bytes


class Incoming(Struct, frozen=True):
    """A piece as it was read: ``pictures`` by SHA-256, ``warnings`` on what was guessed or left out.

    ``wanted`` names, by the id of a photo's block, a picture's file beside the one that was read.
    """

    article: Article
    pictures: dict[str, FoundPicture] = {}
    warnings: tuple[Message, ...] = ()
    wanted: dict[str, str] = {}
