"""What a reader of files hands over: a piece, the pictures found in it, and what to tell the person."""

from collections.abc import Callable

from msgspec import Struct

from morat.newsroom.article import Article
from morat.newsroom.blocks import Block
from morat.newsroom.inline import Runs
from morat.newsroom.messages import Message
from morat.newsroom.review import Review


class FoundPicture(Struct, frozen=True):
    """A picture's file as it was found inside another file."""

    name: str
    data: bytes


class Guess(Struct, frozen=True):
    """What a reader guessed of lines of which the file did not say what they are.

    ``field`` is ``kicker``, ``headline``, ``deck``, ``standfirst``, ``byline``, ``caption`` (of the photo
    ``block``), ``frame`` (a caption whose picture is missing became the photo ``block``) or ``subhead``.
    ``lines`` are the paragraphs that stood in the file, ``ids`` the ids they get where the guess is wrong;
    a byline that ``is_last`` stood below the text.
    """

    field: str
    block: str | None
    lines: tuple[Runs, ...]
    ids: tuple[str, ...]
    is_last: bool = False


class Incoming(Struct, frozen=True):
    """A piece as it was read: ``pictures`` by SHA-256, ``warnings`` on what was guessed or left out.

    ``wanted`` names, by the id of a photo's block, a picture's file beside the one that was read;
    ``review`` is what editors said of it, ``guesses`` what the file did not say of itself.
    """

    article: Article
    pictures: dict[str, FoundPicture] = {}
    warnings: tuple[Message, ...] = ()
    wanted: dict[str, str] = {}
    review: Review = Review()
    guesses: tuple[Guess, ...] = ()


class Clip(Struct, frozen=True, kw_only=True):
    """What stands on the clipboard, or was dropped: each program puts several forms of one thing there.

    ``html`` is as it lay there: megabytes are decoded off the GUI thread.
    ``picture`` gives a picture's file (``picture_name`` is its name) and is called off the GUI thread.
    ``files`` are picture files of this computer. ``is_plain`` asks for the text alone.
    """

    html: bytes = b""
    text: str = ""
    rtf: str = ""
    picture: Callable[[], bytes] | None = None
    picture_name: str = ""
    files: tuple[str, ...] = ()
    is_plain: bool = False


class Fragment(Struct, frozen=True):
    """A part of a text from elsewhere, as it comes off the clipboard: ``blocks`` under fresh ids.

    Photos among the blocks are frames still. ``pictures`` has, by the id of the block, those that came
    along, ``files`` the paths that were named instead; ``elsewhere`` counts those that are on the web
    and are not fetched. ``dropped`` says what was left behind, as codes of :data:`DROPPED` in its order.
    """

    blocks: tuple[Block, ...] = ()
    pictures: dict[str, FoundPicture] = {}
    files: dict[str, str] = {}
    elsewhere: int = 0
    dropped: tuple[str, ...] = ()


DROPPED = ("font", "size", "colour", "layout", "levels", "comments", "deleted", "hidden")
"""What a paste may leave behind: ``levels`` those of a list inside a list, ``comments`` and ``deleted``
(text struck out while changes were tracked) Word's, ``hidden`` text that nobody saw there either."""
