"""The checklist (bảng kiểm): what a piece of its genre still lacks before it goes on."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from morat.newsroom import embargo
from morat.newsroom.article import Article, size
from morat.newsroom.blocks import shown_photos, texts, walk
from morat.newsroom.genres import CHARACTERS, Profile
from morat.newsroom.messages import Message
from morat.newsroom.protection import Known, exposed, nothing_known


class Lack(Struct, frozen=True):
    """Something to see to: the sentence for it, and where: a field, or a block of the body.

    ``warns`` is False for what is only to be known (an embargo that still holds).
    """

    reason: Message
    field: str
    block: str | None = None
    warns: bool = True


def lacks(article: Article, profile: Profile, now: datetime, known: Known = nothing_known) -> list[Lack]:
    """Return what ``article`` lacks of what ``profile`` asks for at the moment ``now``, in reading order.

    ``known`` says what the library knows of a photo.
    """
    return [
        *_empty_fields(article, profile),
        *_lengths(article, profile),
        *_untouched(article, profile),
        *_photos(article, profile),
        *_exposed(article, known),
        *_held(article, now),
    ]


def _empty_fields(article: Article, profile: Profile) -> Iterator[Lack]:
    for field in profile.required:
        if _is_empty(article, field):
            yield Lack(Message(f"lacks-{field}"), field)


def _is_empty(article: Article, field: str) -> bool:
    if field == "body":
        return not any(
            text for block in walk(article.blocks) for name, text in texts(block) if name == "body"
        )
    if field == "dateline":
        return not (article.dateline.place and article.dateline.date)
    return not getattr(article, field)


def _lengths(article: Article, profile: Profile) -> Iterator[Lack]:
    whole = size(article)
    for field, limit in profile.limits.items():
        if field == "piece":
            count = whole.characters if limit.unit == CHARACTERS else whole.words
        else:
            count = limit.count(getattr(article, field))
        if limit.is_over(count):
            told = limit.told(count), limit.told(limit.most)
            yield Lack(Message(f"length-{field}", count=told[0], limit=told[1]), field)
        elif 0 < count < limit.least:
            told = limit.told(count), limit.told(limit.least)
            yield Lack(Message(f"short-{field}", count=told[0], limit=told[1]), field)


def _untouched(article: Article, profile: Profile) -> Iterator[Lack]:
    """Yield the words that a new piece of this genre began with and that nobody has gone on from."""
    begun = {text.strip() for block in profile.blocks() for _, text in texts(block)} - {""}
    if not begun:
        return
    left = [block.id for block in walk(article.blocks) for _, text in texts(block) if text.strip() in begun]
    if left:
        yield Lack(Message("template-left", n=len(left)), "body", left[0])


def _photos(article: Article, profile: Profile) -> Iterator[Lack]:
    pictures = list(shown_photos(article.blocks))
    there = [one for one in pictures if one.photo.photo]
    if len(there) < profile.photos:
        yield Lack(Message("lacks-photos", n=profile.photos - len(there)), "photo")
    for code, field, places in (
        ("frames-empty", "photo", [one.place for one in pictures if not one.photo.photo]),
        ("lacks-captions", "caption", [one.place for one in there if not one.caption]),
        ("lacks-credits", "credit", [one.place for one in there if not one.photo.credit]),
        ("lacks-alts", "alt", [one.place for one in there if not one.photo.alt]),
    ):
        if places:
            yield Lack(Message(code, n=len(places)), field, places[0])


def _exposed(article: Article, known: Known) -> Iterator[Lack]:
    """Yield the photos with somebody in them who must be protected."""
    ids = {photo.id for photo, _told in exposed(article, known)}
    places = [one.place for one in shown_photos(article.blocks) if one.photo.id in ids]
    if places:
        yield Lack(Message("photos-exposed", n=len(places)), "photo", places[0])


def _held(article: Article, now: datetime) -> Iterator[Lack]:
    if embargo.holds(article.embargo, now):
        until = embargo.written(article.embargo)
        yield Lack(Message("under-embargo", until=until), "embargo", warns=False)
